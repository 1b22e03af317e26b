//! Corpus → [`Tokens`]: the words of each sentence.
//!
//! Law: the tokens of a sentence joined are the sentence. Nothing is dropped
//! here; punctuation and stop words are tokens like others, and what is not
//! counted is decided by [`Stopwords`], which can say why.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;

mod dictionary;
mod segment;
mod stopwords;

pub use dictionary::Dictionary;
pub use segment::Segmenter;
pub use stopwords::{Dropped, Stopwords};

/// `[tokens]`: how text becomes words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Let jieba's hidden Markov model guess words that the dictionary lacks.
    pub hmm: bool,
    /// A dictionary of the user's, `word` or `word frequency` a line.
    pub dictionary: Option<std::path::PathBuf>,
    /// Stop lists of the user's, a word a line, beside the built-in ones.
    pub stopwords: Vec<std::path::PathBuf>,
    /// Use the built-in stop lists.
    pub builtin_stopwords: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self { hmm: true, dictionary: None, stopwords: Vec::new(), builtin_stopwords: true }
    }
}

/// The words of a corpus: for each document its tokens, as places in a sorted list of types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    types: Vec<String>,
    documents: Vec<DocumentTokens>,
}

/// The tokens of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentTokens {
    /// A type for each token.
    pub ids: Vec<u32>,
    /// The token after the last of each sentence.
    pub ends: Vec<u32>,
}

impl DocumentTokens {
    /// The tokens of sentence `place`.
    pub fn sentence(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        &self.ids[start..self.ends[place] as usize]
    }
}

/// Words of a part of one document, types in the order in which they come.
struct Part<'a> {
    document: usize,
    types: Vec<&'a str>,
    /// For each of `types` its place among the types of all parts.
    places: Vec<u32>,
    tokens: DocumentTokens,
}

/// Sentences that are segmented at once: enough to keep a thread, few enough to share out.
const SENTENCES_A_PART: usize = 1024;

impl Tokens {
    /// Segments every sentence, on all threads; the answer does not hang on their number.
    pub fn segment(corpus: &Corpus, segmenter: &Segmenter) -> Self {
        let parts: Vec<(usize, Range<usize>)> = corpus
            .documents
            .iter()
            .enumerate()
            .flat_map(|(document, texts)| {
                let count = texts.sentences.len();
                (0..count)
                    .step_by(SENTENCES_A_PART)
                    .map(move |start| (document, start..count.min(start + SENTENCES_A_PART)))
            })
            .collect();
        let parts: Vec<Part<'_>> = parts
            .into_par_iter()
            .map(|(document, range)| part(corpus, document, range, segmenter))
            .collect();
        Self::join(parts, corpus.documents.len())
    }

    /// Puts the parts together, types sorted, so that nothing hangs on who came first.
    fn join(mut parts: Vec<Part<'_>>, documents: usize) -> Self {
        let mut places = Places::default();
        let mut types: Vec<(&str, u32)> = Vec::new();
        for part in &mut parts {
            for &word in &part.types {
                let place = places.of(word, types.len() as u32);
                if place as usize == types.len() {
                    types.push((word, place));
                }
                part.places.push(place);
            }
        }
        types.par_sort_unstable();
        let mut sorted = vec![0; types.len()];
        for (rank, &(_, place)) in types.iter().enumerate() {
            sorted[place as usize] = rank as u32;
        }
        parts.par_iter_mut().for_each(|part| {
            for id in &mut part.tokens.ids {
                *id = sorted[part.places[*id as usize] as usize];
            }
        });
        let mut joined = vec![DocumentTokens::default(); documents];
        for part in parts {
            let document = &mut joined[part.document];
            let before = document.ids.len() as u32;
            document.ids.extend(part.tokens.ids);
            document.ends.extend(part.tokens.ends.iter().map(|end| before + end));
        }
        let types = types.into_iter().map(|(word, _)| word.to_owned()).collect();
        Self { types, documents: joined }
    }

    /// The distinct words, sorted.
    pub fn types(&self) -> &[String] {
        &self.types
    }

    /// One entry a document.
    pub fn documents(&self) -> &[DocumentTokens] {
        &self.documents
    }

    /// The word of a type.
    pub fn word(&self, id: u32) -> &str {
        &self.types[id as usize]
    }
}

fn part<'a>(
    corpus: &'a Corpus,
    document: usize,
    range: Range<usize>,
    segmenter: &Segmenter,
) -> Part<'a> {
    let mut places = Places::default();
    let mut part =
        Part { document, types: Vec::new(), places: Vec::new(), tokens: DocumentTokens::default() };
    for sentence in &corpus.documents[document].sentences[range] {
        for word in segmenter.words(&sentence.text) {
            let id = places.of(word, part.types.len() as u32);
            if id as usize == part.types.len() {
                part.types.push(word);
            }
            part.tokens.ids.push(id);
        }
        part.tokens.ends.push(part.tokens.ids.len() as u32);
    }
    part
}

/// Words and their places in a list. Segmenting spends most of its time here,
/// so a word of up to fifteen bytes, five Chinese characters, is its own key:
/// nothing is looked up in the text to compare it.
#[derive(Default)]
struct Places<'a> {
    short: HashMap<u128, u32>,
    long: HashMap<&'a str, u32>,
}

impl<'a> Places<'a> {
    /// The place of `word`; `next` if it is new.
    fn of(&mut self, word: &'a str, next: u32) -> u32 {
        let bytes = word.as_bytes();
        let mut key = [0; 16];
        match key.get_mut(1..=bytes.len()) {
            Some(room) if bytes.len() < 16 => {
                room.copy_from_slice(bytes);
                key[0] = bytes.len() as u8;
                let key = u128::from_le_bytes(key);
                // Nearly every word has come before: asking first is cheaper than an entry.
                match self.short.get(&key) {
                    Some(&place) => place,
                    None => *self.short.entry(key).or_insert(next),
                }
            }
            _ => *self.long.entry(word).or_insert(next),
        }
    }
}
