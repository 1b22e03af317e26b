use proptest::prelude::*;

use super::*;
use crate::{
    corpus::{Document, Sentence, split},
    terms::Phrases,
    tokens::{Dictionary, Segmenter, Stopwords, Tokens},
};

fn corpus(speeches: &[&str]) -> Corpus<'static> {
    let sentence = |(_, text): (usize, &str)| Sentence {
        text: text.to_owned().into(),
        printed: None,
        opens: false,
        unit: 0,
        heading: false,
        line: 0,
        ..Sentence::default()
    };
    let document = |text: &&str| Document {
        title: None,
        sentences: split(text).map(sentence).collect(),
        units: 1,
    };
    Corpus { documents: speeches.iter().map(document).collect() }
}

/// Letters only.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn what_is_formula_and_what_is_not() {
    let same = "以实干实绩迎接农具展览会胜利开幕";
    for (case, speeches, expected) in [
        ("word for word", ["我们修渠，以实干实绩迎接农具展览会胜利开幕。", same], &[same][..]),
        (
            "other marks",
            ["把水渠修在平常、护在经常。", "把水渠修在“平常”护在经常"],
            &["把水渠修在平常、护在经常"],
        ),
        ("a term of ten letters", ["建成山区水渠养护示范站。", "去看山区水渠养护示范站"], &[]),
        (
            "eight letters across a comma",
            ["要修在平常、护在经常才好", "能修在平常、护在经常方可"],
            &["修在平常、护在经常"],
        ),
        ("eight letters without one", ["要修在平常护在经常才好", "能修在平常护在经常方可"], &[]),
        ("stumps", ["大局，修好山区每一条水渠，以甲", "结局，修好山区每一条水渠，以乙"], &[]),
        ("not across sentences", ["修好山区。养好水渠鱼塘。", "修好山区。养好水渠鱼塘。"], &[]),
        ("twice in one speech", ["修好山区每一条大小水渠。修好山区每一条大小水渠。", "没有"], &[]),
        (
            "quotation marks stay whole",
            ["做到甲乙丙丁戊己庚辛，“修渠”。", "做到甲乙丙丁戊己庚辛，“修渠”！"],
            &["做到甲乙丙丁戊己庚辛，“修渠”"],
        ),
        ("nothing at all", ["", "。，"], &[]),
    ] {
        let found = text_reuse(&corpus(&speeches));
        let texts: Vec<&str> = found.list.iter().map(|formula| formula.text.as_str()).collect();
        assert_eq!(texts, expected, "{case}");
    }
}

#[test]
fn the_longer_and_more_shared_come_first_and_what_stands_inside_them_is_not_listed() {
    let long = "修好山区每一条水渠，守住村里每一亩良田";
    let other = "让乡亲们喝上干净甘甜的水";
    let found = text_reuse(&corpus(&[
        &format!("{long}。{other}。"),
        &format!("我们{long}！"),
        &format!("{long}，{other}。再说一次，守住村里每一亩良田。"),
    ]));
    let [a, b, c] = [0, 1, 2].map(SpeechId::new);
    let listed: Vec<(&str, &[SpeechId])> =
        found.list.iter().map(|f| (f.text.as_str(), &f.speeches[..])).collect();
    assert_eq!(listed, [(long, &[a, b, c][..]), (other, &[a, c])]);
    assert_eq!(found.list[0].places, [a, b, c].map(|speech| (speech, SentenceId::new(0))));
    assert_eq!(found.shares[0], 31.0 / 33.0);
    assert!(found.shares[0] > found.shares[2], "{:?}", found.shares);
}

#[test]
fn in_a_large_meeting_two_are_no_custom() {
    let copied = "修好山区每一条大小水渠";
    for (speeches, least) in [(2, 2), (20, 2), (21, 3), (31, 4)] {
        let mut texts = vec!["没有什么"; speeches];
        texts[0] = copied;
        texts[1] = copied;
        let found = text_reuse(&corpus(&texts));
        assert_eq!((found.least, found.list.len()), (least, usize::from(least == 2)), "{speeches}");
    }
}

#[test]
fn a_text_that_is_too_long_is_not_searched_and_says_so() {
    let text = "修好山区每一条水渠。".repeat(REUSE_LETTERS / 18 + 9);
    let found = text_reuse(&corpus(&[&text, &text]));
    assert!(found.skipped && found.list.is_empty() && found.shares == [0.0, 0.0]);
}

#[test]
fn a_text_of_one_letter_costs_no_more_than_it_is_long() {
    let found = text_reuse(&corpus(&["修".repeat(20_000).as_str(), "修".repeat(20_000).as_str()]));
    assert_eq!(found.shares, [1.0, 1.0]);
}

#[test]
fn terms_are_counted_again_without_formula() {
    let corpus = corpus(&[
        "修好水渠，以水渠、蜜蜂、良田迎接农具展览会胜利开幕。水渠，很好。",
        "我们以水渠、蜜蜂、良田迎接农具展览会胜利开幕。",
    ]);
    let segmenter = Segmenter::new(&Dictionary::built_in(), true);
    let tokens = Tokens::segment(&corpus, &segmenter);
    let phrases = Phrases::find(&corpus, &tokens, &Stopwords::built_in(), &segmenter);
    let found = text_reuse(&corpus);
    let own = outside(&corpus, &tokens, &phrases, &found);
    assert_eq!(own.list.len(), phrases.list.len());
    let count = |phrases: &Phrases, term: &str| {
        phrases.list.iter().find(|phrase| phrase.text == term).map(|phrase| phrase.places.clone())
    };
    for (term, all, own_places) in [
        ("水渠", vec![(0, 0), (0, 0), (0, 1), (1, 0)], vec![(0, 0), (0, 1)]),
        ("蜜蜂", vec![(0, 0), (1, 0)], vec![]),
    ] {
        assert_eq!(count(&phrases, term), Some(all), "{term}");
        assert_eq!(count(&own, term), Some(own_places), "{term} outside formula");
    }
    assert!(own.totals[0] < phrases.totals[0] && own.totals[1] < own.totals[0], "{:?}", own.totals);
}

proptest! {
    #[test]
    fn laws(speeches in prop::collection::vec("(甲|乙|甲乙丙丁，戊己庚辛壬|“甲丙”|、|。|\u{20000}| ){0,40}", 0..5)) {
        let speeches: Vec<&str> = speeches.iter().map(String::as_str).collect();
        let corpus = corpus(&speeches);
        let found = text_reuse(&corpus);
        prop_assert_eq!(&found, &text_reuse(&corpus));
        prop_assert_eq!(found.shares.len(), speeches.len());
        prop_assert!(found.shares.iter().all(|share| (0.0..=1.0).contains(share)));
        for (document, covered) in corpus.documents.iter().zip(&found.covered) {
            prop_assert_eq!(document.sentences.len(), covered.len());
            for (sentence, ranges) in document.sentences.iter().zip(covered) {
                prop_assert!(ranges.iter().all(|range| sentence.text.get(range.clone()).is_some_and(|t| !t.is_empty())));
                prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
            }
        }
        for formula in &found.list {
            prop_assert!(formula.speeches.len() >= found.least && formula.letters >= SHINGLE);
            prop_assert_eq!(plain(&formula.text).chars().count(), formula.letters);
            for &(speech, sentence) in &formula.places {
                prop_assert!(formula.speeches.contains(&speech));
                let (speech, sentence) = (speech.index(), sentence.index());
                let covered: String = found.covered[speech][sentence]
                    .iter()
                    .map(|range| plain(&corpus.documents[speech].sentences[sentence].text[range.clone()]) + "|")
                    .collect();
                prop_assert!(covered.contains(&plain(&formula.text)), "{} in {}", formula.text, covered);
            }
        }
    }
}
