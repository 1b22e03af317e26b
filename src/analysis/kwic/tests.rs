//! Hits against plain string search, on invented speeches.

use proptest::prelude::*;

use super::*;
use crate::{
    corpus::Corpus,
    transcript::{Layout, LineMark, Meeting, UnitKind},
};

/// A meeting with a speech for each list of sections, each section's lines from 1.
fn transcript(speeches: &[Vec<String>]) -> Transcript {
    let unit = |text: &String| {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let marks = std::iter::once(0).chain(starts).enumerate();
        let marks = marks.map(|(n, byte)| LineMark { byte, line: n + 1 });
        Unit { kind: UnitKind::Body, heading: None, text: text.clone(), marks: marks.collect() }
    };
    Transcript {
        meeting: Meeting { title: "会".into(), ..Meeting::default() },
        speeches: speeches
            .iter()
            .enumerate()
            .map(|(place, units)| Speech {
                speaker: format!("甲{place}"),
                units: units.iter().map(unit).collect(),
                ..Speech::default()
            })
            .collect(),
        layout: Layout::Heading,
        evidence: String::new(),
        doubts: Vec::new(),
        sources: vec!["a.txt".into()],
        ledgers: Vec::new(),
    }
}

fn one(sections: &[&str]) -> Transcript {
    transcript(&[sections.iter().map(|text| (*text).to_owned()).collect()])
}

fn plain(text: &str) -> Pattern {
    Pattern::plain(text).expect("a pattern")
}

#[test]
fn context_runs_on_into_the_next_sentence_and_stops_at_the_speech() {
    let meeting = transcript(&[vec!["一。好家风，传".into()], vec!["家训。".into()]]);
    let found = kwic(&meeting, &plain("家风"), 3);
    let hit = &found.hits[0];
    assert_eq!(
        (hit.left.as_str(), hit.keyword.as_str(), hit.right.as_str()),
        ("一。好", "家风", "，传")
    );
    assert_eq!(
        (hit.sentence.index(), hit.start, hit.line, hit.source.as_str()),
        (1, 1, 1, "a.txt")
    );
    assert_eq!(found.counts[1].hits, 0);
    assert_eq!(found.counts[0].per_thousand, Some(1000.0 / 7.0));
}

#[test]
fn no_hit_stands_across_paragraphs() {
    assert_eq!(kwic(&one(&["好家", "风气"]), &plain("家风"), 5).hits, []);
    assert_eq!(kwic(&one(&["好家\n风气"]), &plain("家风"), 5).hits, []);
    let found = kwic(&one(&["标题", "甲\n好家风"]), &plain("家风"), 9);
    assert_eq!((found.hits[0].left.as_str(), found.hits[0].line), ("标题\n甲\n好", 2));
}

#[test]
fn only_ascii_letters_are_folded_and_no_mark_is_an_expression() {
    let meeting = one(&["WiFi和wifi，ＷｉＦｉ；3.9，319，(x)"]);
    for (pattern, hits) in [("wIfI", 2), ("ＷｉＦｉ", 1), ("ｗｉｆｉ", 0), ("3.9", 1), ("(X)", 1)]
    {
        assert_eq!(kwic(&meeting, &plain(pattern), 0).hits.len(), hits, "{pattern}");
    }
}

#[test]
fn an_expression_is_taken_as_it_is_written_and_never_hits_nothing() {
    let meeting = one(&["家风家训WiFi，风"]);
    for (pattern, keywords) in [
        ("家.", &["家风", "家训"][..]),
        ("wifi", &[]),
        ("(?i)wifi", &["WiFi"]),
        (r"\p{Han}{4}", &["家风家训"]),
        ("风*", &["风", "风"]),
        ("^家|风$", &["家", "风"]),
    ] {
        let found = kwic(&meeting, &Pattern::regex(pattern).expect(pattern), 0);
        let found: Vec<&str> = found.hits.iter().map(|hit| hit.keyword.as_str()).collect();
        assert_eq!(found, keywords, "{pattern}");
    }
}

#[test]
fn a_pattern_that_cannot_be_used_is_refused_on_one_line() {
    for (found, words) in [
        (Pattern::plain(""), ["empty", "give a word"]),
        (Pattern::regex(""), ["empty", "give a word"]),
        (Pattern::regex("(家"), ["unclosed group", "--regex"]),
        (Pattern::regex("家{99999}{999}"), ["too large", "shorter"]),
    ] {
        let complaint = found.expect_err(words[0]).to_string();
        assert!(words.iter().all(|word| complaint.contains(word)), "{complaint}");
        assert!(!complaint.contains('\n'), "{complaint}");
    }
}

#[test]
fn a_speech_without_text_has_no_rate() {
    let found = kwic(&transcript(&[vec![], vec![String::new()]]), &plain("家"), 5);
    assert!(found.counts.iter().all(|count| (count.hits, count.per_thousand) == (0, None)));
    assert_eq!(kwic(&transcript(&[]), &plain("家"), 5).counts, []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hits_are_those_of_a_plain_search(
        speeches in prop::collection::vec(prop::collection::vec("[甲乙a𠮷。\n ]{1,30}", 0..4), 0..4),
        pattern in "[甲乙a𠮷。\n]{1,3}",
        window in 0_usize..12,
    ) {
        let meeting = transcript(&speeches);
        let corpus = Corpus::by_speech(&meeting);
        let found = kwic(&meeting, &plain(&pattern), window);
        for ((speech, count), document) in speeches.iter().zip(&found.counts).zip(&corpus.documents) {
            let text = speech.join("\n");
            prop_assert_eq!(count.hits, text.matches(&pattern).count());
            prop_assert_eq!(count.characters, characters(&text));
            let hits = found.hits.iter().filter(|hit| hit.speech == count.speech);
            for (hit, (at, _)) in hits.zip(text.match_indices(&pattern)) {
                prop_assert_eq!(&hit.keyword, &pattern);
                prop_assert!(text[..at].ends_with(&hit.left));
                prop_assert!(text[at + pattern.len()..].starts_with(&hit.right));
                let (left, right) = (text[..at].chars().count(), text[at + pattern.len()..].chars().count());
                prop_assert_eq!(hit.left.chars().count(), window.min(left));
                prop_assert_eq!(hit.right.chars().count(), window.min(right));
                // A keyword that begins with a line end begins behind its sentence.
                if !pattern.starts_with('\n') {
                    let sentence: String = document.sentences[hit.sentence.index()].text.chars().skip(hit.start).collect();
                    let keyword: String = pattern.chars().take(1).collect();
                    prop_assert!(sentence.starts_with(&keyword));
                }
            }
        }
    }

    #[test]
    fn no_expression_panics(pattern in "[甲.*+?|()^$\\\\b\\[\\]{}1,]{0,8}", window in 0_usize..4) {
        if let Ok(pattern) = Pattern::regex(&pattern) {
            let found = kwic(&one(&["甲1。\nb甲甲", "。"]), &pattern, window);
            let hits: usize = found.counts.iter().map(|count| count.hits).sum();
            prop_assert_eq!(hits, found.hits.len());
        }
    }
}
