//! Names in quotation marks.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use hashbrown::HashMap;

use super::{
    phrases::{CHARACTERS, Phrase},
    worth,
};
use crate::{
    corpus::Corpus,
    tokens::{Segmenter, Stopwords},
};

/// Adds the names that stand in quotation marks, counted wherever they occur.
pub(super) fn quoted(
    corpus: &Corpus,
    (stopwords, segmenter): (&Stopwords, &Segmenter),
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
        for (place, sentence) in texts.sentences.iter().enumerate() {
            // As `str::matches`: occurrences of one name do not overlap.
            let mut ends = HashMap::new();
            for found in matcher.find_overlapping_iter(&sentence.text) {
                let name = found.pattern().as_usize();
                let end = ends.entry(name).or_insert(0);
                if found.start() >= *end {
                    *end = found.end();
                    places[name].push((document, place));
                }
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
