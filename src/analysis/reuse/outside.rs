//! What is left of the terms when formula is set apart.

use std::{collections::BTreeMap, ops::Range};

use super::TextReuse;
use crate::{
    corpus::Corpus,
    terms::{Phrase, Phrases},
    tokens::Tokens,
};

/// The terms without the places that stand inside formula, and the words outside it: what
/// [`distinctive`](crate::analysis::distinctive) is to be given for the speeches' own voice.
///
/// All terms stay in the list, those too that have no place left. A term counts as
/// inside if all of it is.
pub fn outside(
    corpus: &Corpus,
    tokens: &Tokens,
    phrases: &Phrases,
    formulas: &TextReuse,
) -> Phrases {
    let cuts = Cuts::new(tokens, formulas);
    let list = phrases.list.iter().map(|phrase| {
        let mut places = Vec::with_capacity(phrase.places.len());
        for run in phrase.places.chunk_by(|a, b| a == b) {
            let (speech, sentence) = run[0];
            let ranges = &formulas.covered[speech][sentence];
            let text = &corpus.documents[speech].sentences[sentence].text;
            let inside = match cuts.0.get(&run[0]) {
                Some(cuts) => occurrences(phrase, text, cuts)
                    .filter(|found| ranges.iter().any(|range| holds(range, found)))
                    .count(),
                None => 0,
            };
            places.extend_from_slice(&run[inside.min(run.len())..]);
        }
        Phrase { places, ..phrase.clone() }
    });
    let totals = phrases.totals.iter().enumerate().map(|(speech, &total)| {
        let words = |(&sentence, cuts): (&(usize, usize), &Vec<usize>)| {
            let text = &corpus.documents[speech].sentences[sentence.1].text;
            let ranges = &formulas.covered[speech][sentence.1];
            cuts.windows(2)
                .map(|cut| cut[0]..cut[1])
                .filter(|word| text[word.clone()].chars().any(char::is_alphanumeric))
                .filter(|word| ranges.iter().any(|range| holds(range, word)))
                .count()
        };
        let inside = cuts.0.range((speech, 0)..(speech + 1, 0)).map(words).sum();
        total.saturating_sub(inside)
    });
    Phrases { list: list.collect(), totals: totals.collect() }
}

/// For the sentences that hold formula, the bytes at which their words begin and end.
struct Cuts(BTreeMap<(usize, usize), Vec<usize>>);

impl Cuts {
    fn new(tokens: &Tokens, formulas: &TextReuse) -> Self {
        let mut cuts = BTreeMap::new();
        for (speech, sentences) in formulas.covered.iter().enumerate() {
            for (sentence, _) in sentences.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
                let words = tokens.documents()[speech].sentence(sentence).iter();
                let ends = words.scan(0, |end, &id| {
                    *end += tokens.word(id).len();
                    Some(*end)
                });
                cuts.insert((speech, sentence), std::iter::once(0).chain(ends).collect());
            }
        }
        Self(cuts)
    }
}

/// Where a term stands in a sentence: a name in quotation marks as letters, others as words.
fn occurrences(phrase: &Phrase, text: &str, cuts: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let is_cut = |at: usize| phrase.quoted || cuts.binary_search(&at).is_ok();
    text.match_indices(&phrase.text)
        .map(|(at, found)| at..at + found.len())
        .filter(move |found| is_cut(found.start) && is_cut(found.end))
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
