//! The sentences that show best what a speech says and the others do not.

use super::{SentenceAnalysis, TermScore};
use crate::corpus::characters;

/// Sentences named for each speech.
const MOST: usize = 3;

/// Places of at most three sentences that hold most of a speech's distinctive terms, best first.
///
/// The weight of a sentence is the sum of the scores of its terms over the root of its characters,
/// after Luhn (1958), "The Automatic Creation of Literature Abstracts", who takes the square of
/// the number of significant words over the length. A term counts for the first sentence that is
/// chosen for it, so that three sentences do not say one thing. No heading is chosen.
pub(super) fn telling(
    terms: &[TermScore],
    sentences: &[SentenceAnalysis],
    headings: &[bool],
) -> Vec<usize> {
    let mut left: Vec<&TermScore> = terms.iter().filter(|term| term.score > 0.0).collect();
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < MOST {
        let weight = |place: usize| {
            let said = left.iter().filter(|term| term.sentences.contains(&place));
            let length = characters(&sentences[place].text).max(1) as f64;
            said.map(|term| term.score).sum::<f64>() / length.sqrt()
        };
        let best = (0..sentences.len())
            .filter(|&place| !headings[place])
            .map(|place| (place, weight(place)))
            .filter(|&(_, weight)| weight > 0.0)
            // The first of equals.
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((place, _)) = best else { break };
        chosen.push(place);
        left.retain(|term| !term.sentences.contains(&place));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(score: f64, sentences: &[usize]) -> TermScore {
        TermScore {
            term: String::new(),
            score,
            z: 0.0,
            g2: 0.0,
            q: None,
            dispersion: None,
            interval: None,
            beyond_chance: None,
            own_voice: None,
            count: 1,
            n_reference: 0,
            docfreq: 1,
            sentences: sentences.to_vec(),
        }
    }

    fn sentence(length: usize) -> SentenceAnalysis {
        SentenceAnalysis {
            text: "字".repeat(length),
            theme: String::new(),
            unit: 0,
            source: 0,
            line: 1,
            opens_paragraph: false,
        }
    }

    #[test]
    fn short_sentences_with_heavy_terms_come_first_and_none_repeats_another() {
        let sentences: Vec<_> = [4, 25, 100, 16, 16].map(sentence).into();
        let terms = [term(6.0, &[0, 1, 2]), term(2.0, &[2, 3, 4]), term(-9.0, &[4])];
        // The first is a heading; 6/5 of the second beats 8/10 of the third; what is left of the
        // last three is 2/10, 2/4 and 2/4.
        let headings = [true, false, false, false, false];
        assert_eq!(telling(&terms, &sentences, &headings), [1, 3]);
        assert!(telling(&[], &sentences, &headings).is_empty());
        assert!(telling(&terms, &[], &[]).is_empty());
    }
}
