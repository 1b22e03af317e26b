//! The sentences in which most of a speech's distinctive terms meet.

use super::{SentenceAnalysis, TermScore};
use crate::{corpus::characters, ids::SentenceId};

/// Sentences named for each speech.
const MOST: usize = 3;
/// Distinctive terms that a sentence must hold.
const MEET: usize = 2;
/// Characters up to which a sentence may only announce a list.
const ANNOUNCES: usize = 40;
/// How a sentence says that a list follows.
const FOLLOWING: [&str; 4] = ["以下", "如下", "下列", "下面"];
/// What lists are counted in.
const COUNTED: [&str; 5] = ["方面", "项工作", "件事", "个问题", "点体会"];

/// Places of at most three sentences that hold most of a speech's distinctive terms, best first.
///
/// The weight of a sentence is the sum of the scores of its terms over the root of its characters,
/// after Luhn (1958), "The Automatic Creation of Literature Abstracts", who takes the square of
/// the number of significant words over the length. `terms` are those said twice and more. A term
/// counts for the first sentence that is chosen for it, so that three sentences do not say one
/// thing. A sentence with one term only, a heading, and what merely announces a list is not chosen.
pub(super) fn key_sentences(
    terms: &[TermScore],
    sentences: &[SentenceAnalysis],
    headings: &[bool],
) -> Vec<SentenceId> {
    let mut left: Vec<&TermScore> = terms.iter().filter(|term| term.score > 0.0).collect();
    let meets = |id: &SentenceId| {
        terms.iter().filter(|term| term.sentences.contains(id)).count() >= MEET
            && !headings[id.index()]
            && !announces(&sentences[id.index()].text)
    };
    let eligible: Vec<SentenceId> = SentenceId::first(sentences.len()).filter(meets).collect();
    let mut chosen: Vec<SentenceId> = Vec::new();
    while chosen.len() < MOST {
        let weight = |id: SentenceId| {
            let said = left.iter().filter(|term| term.sentences.contains(&id));
            let length = characters(&sentences[id.index()].text).max(1) as f64;
            said.map(|term| term.score).sum::<f64>() / length.sqrt()
        };
        let best = eligible
            .iter()
            .map(|&id| (id, weight(id)))
            .filter(|&(_, weight)| weight > 0.0)
            // The first of equals.
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((id, _)) = best else { break };
        chosen.push(id);
        left.retain(|term| !term.sentences.contains(&id));
    }
    chosen
}

/// Whether a sentence only says that a list follows: 今年抓好以下八个方面。
fn announces(text: &str) -> bool {
    let text = text.trim();
    let short = characters(text) <= ANNOUNCES;
    let counted = || COUNTED.iter().any(|what| is_counted(text, what));
    text.ends_with(['：', ':'])
        || (short && (FOLLOWING.iter().any(|word| text.contains(word)) || counted()))
}

/// Whether `what` stands in the text behind a number: 八个方面, 十件事.
fn is_counted(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let before = text[..at].trim_end_matches(['个', '大', '项', '点']);
        before.ends_with(|c: char| "一二三四五六七八九十几两".contains(c) || c.is_numeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ThemeId;

    fn term(score: f64, sentences: &[usize]) -> TermScore {
        let sentences = sentences.iter().copied().map(SentenceId::new).collect();
        TermScore { score, sentences, ..TermScore::default() }
    }

    fn sentence(length: usize) -> SentenceAnalysis {
        SentenceAnalysis {
            text: "字".repeat(length),
            theme: ThemeId::OTHER,
            unit: 0,
            source: 0,
            line: 1,
            opens_paragraph: false,
        }
    }

    #[test]
    fn short_sentences_with_heavy_terms_come_first_and_none_repeats_another() {
        let sentences: Vec<_> = [4, 25, 100, 16, 16].map(sentence).into();
        let terms =
            [term(6.0, &[0, 1, 2]), term(0.1, &[0, 1]), term(2.0, &[2, 3, 4]), term(0.1, &[3, 4])];
        // The first is a heading; 6.1/5 of the second beats 8/10 of the third; what is left of
        // the last three is 2/10, 2.1/4 and 2.1/4.
        let headings = [true, false, false, false, false];
        assert_eq!(key_sentences(&terms, &sentences, &headings), [1, 3].map(SentenceId::new));
        assert!(key_sentences(&terms[..1], &sentences, &headings).is_empty());
        assert!(key_sentences(&[], &sentences, &headings).is_empty());
        assert!(key_sentences(&terms, &[], &[]).is_empty());
    }

    #[test]
    fn what_only_announces_a_list_is_not_chosen() {
        for (text, does) in [
            ("今年修渠要抓好以下八个方面。", true),
            ("修渠主要做了三方面工作。", true),
            ("我们这样修渠护林：", true),
            ("水渠方面投入很大，蜜蜂也多了。", false),
            ("修好八条水渠。", false),
        ] {
            assert_eq!(announces(text), does, "{text}");
        }
    }
}
