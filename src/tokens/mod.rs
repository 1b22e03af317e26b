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
    tokens: DocumentTokens,
}

/// Sentences that are segmented at once: enough to keep a thread, few enough to share out.
const SENTENCES_A_PART: usize = 512;

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
        let mut types: Vec<&str> = Vec::new();
        let mut places: HashMap<&str, u32> = HashMap::new();
        for part in &parts {
            for &word in &part.types {
                places.entry(word).or_insert_with(|| {
                    types.push(word);
                    0
                });
            }
        }
        types.par_sort_unstable();
        for (place, word) in types.iter().enumerate() {
            places.insert(word, place as u32);
        }
        parts.par_iter_mut().for_each(|part| {
            let sorted: Vec<u32> = part.types.iter().map(|word| places[word]).collect();
            for id in &mut part.tokens.ids {
                *id = sorted[*id as usize];
            }
        });
        let mut joined = vec![DocumentTokens::default(); documents];
        for part in parts {
            let document = &mut joined[part.document];
            let before = document.ids.len() as u32;
            document.ids.extend(part.tokens.ids);
            document.ends.extend(part.tokens.ends.iter().map(|end| before + end));
        }
        Self { types: types.into_iter().map(str::to_owned).collect(), documents: joined }
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
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut part = Part { document, types: Vec::new(), tokens: DocumentTokens::default() };
    for sentence in &corpus.documents[document].sentences[range] {
        for word in segmenter.words(&sentence.text) {
            let id = *places.entry(word).or_insert_with(|| {
                part.types.push(word);
                part.types.len() as u32 - 1
            });
            part.tokens.ids.push(id);
        }
        part.tokens.ends.push(part.tokens.ids.len() as u32);
    }
    part
}
