//! Names in quotation marks.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Match};
use hashbrown::HashMap;

use super::{
    phrase::{CHARACTERS, MOSTLY_INSIDE, Phrase},
    worth,
};
use crate::{
    corpus::Corpus,
    tokens::{Segmenter, Stopwords},
};

/// Characters of the longest quotation that is taken for a name, marks inside it included. Chosen
/// by eye.
const LONGEST_NAME: usize = 20;

/// Adds the names that are in quotation marks somewhere, counted wherever they occur.
pub(super) fn quoted(
    corpus: &Corpus,
    stopwords: &Stopwords,
    segmenter: &Segmenter,
    terms: &mut BTreeMap<String, Phrase>,
) {
    let mut names: Vec<&str> = corpus
        .documents
        .iter()
        .flat_map(|document| &document.sentences)
        .flat_map(|sentence| quotations(&sentence.text))
        .filter(|name| stopwords.drops(name).is_none())
        .collect();
    names.sort_unstable();
    names.dedup();
    // One pass for all names: a pass for each would cost more than all else here.
    let Ok(matcher) = AhoCorasick::new(&names) else { return };
    let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); names.len()];
    for (document, texts) in corpus.documents.iter().enumerate() {
        for (index, sentence) in texts.sentences.iter().enumerate() {
            for found in occurrences(&matcher, &sentence.text) {
                places[found.pattern().as_usize()].push((document, index));
            }
        }
    }
    for (name, places) in names.into_iter().zip(places) {
        let term = terms.entry(name.to_owned()).or_insert_with(|| Phrase {
            text: name.to_owned(),
            words: 2,
            general: segmenter.general_frequency(name),
            ..Phrase::default()
        });
        term.quoted = true;
        term.weight = worth::quoted(term.general);
        term.guess = false;
        term.places = places;
    }
    drop_inner(corpus, terms);
}

/// The occurrences of all patterns; those of one pattern do not overlap, as with `str::matches`.
fn occurrences(matcher: &AhoCorasick, text: &str) -> impl Iterator<Item = Match> {
    let mut ends = HashMap::new();
    matcher.find_overlapping_iter(text).filter(move |found| {
        let end = ends.entry(found.pattern()).or_insert(0);
        let is_apart = found.start() >= *end;
        if is_apart {
            *end = found.end();
        }
        is_apart
    })
}

/// Drops what is mostly inside longer quotations and is never quoted by itself: 七河 of
/// “两山七河一流域” is a piece of a name.
fn drop_inner(corpus: &Corpus, terms: &mut BTreeMap<String, Phrase>) {
    let unquoted: Vec<String> =
        terms.values().filter(|term| !term.quoted).map(|term| term.text.clone()).collect();
    let Ok(matcher) = AhoCorasick::new(&unquoted) else { return };
    let mut inside = vec![0; unquoted.len()];
    let sentences = corpus.documents.iter().flat_map(|document| &document.sentences);
    for quotation in sentences.flat_map(|sentence| enclosed(&sentence.text)) {
        // What is as long as the quotation is quoted, and not inside of it.
        let parts = occurrences(&matcher, quotation).filter(|one| one.len() < quotation.len());
        for part in parts {
            inside[part.pattern().as_usize()] += 1;
        }
    }
    for (text, inside) in unquoted.iter().zip(inside) {
        let all = terms.get(text).map_or(0, |term| term.places.len());
        if f64::from(inside) >= MOSTLY_INSIDE * all as f64 && inside > 0 {
            terms.remove(text);
        }
    }
}

/// What is in quotation marks and no longer than a name: a whole sentence in quotation marks is no
/// name.
fn enclosed(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('”')?;
        name.chars().nth(LONGEST_NAME).is_none().then_some(name)
    })
}

/// The short names in quotation marks: two to ten Chinese characters and nothing else.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| {
        let name = rest.split('”').next()?;
        let count = name.chars().count();
        let plain = name.chars().all(|c| c.is_alphanumeric() && !c.is_ascii_digit());
        (plain && rest.len() > name.len() && (2..=CHARACTERS).contains(&count)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{corpus::Document, corpus::Sentence};

    #[test]
    fn a_piece_of_a_quoted_name_is_no_term() {
        let sentence = |text: &'static str| Sentence { text: text.into(), ..Sentence::default() };
        let corpus = Corpus {
            documents: vec![Document {
                sentences: vec![
                    sentence("推进“两山七河一流域”治理"),
                    sentence("“两山七河一流域”与“五河”"),
                    sentence("七河不同，修“水渠”，水渠通"),
                ],
                ..Document::default()
            }],
        };
        let term = |text: &str, places: usize| Phrase {
            text: text.into(),
            places: vec![(0, 0); places],
            ..Phrase::default()
        };
        let listed = [term("七河", 2), term("水渠", 2)].map(|term| (term.text.clone(), term));
        let mut terms = BTreeMap::from(listed);
        drop_inner(&corpus, &mut terms);
        assert_eq!(terms.keys().collect::<Vec<_>>(), ["水渠"]);
        assert_eq!(enclosed("“甲”说“乙”，“丙").collect::<Vec<_>>(), ["甲", "乙"]);
    }
}
