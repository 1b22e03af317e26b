//! The terms of a lexicon in a corpus, looked up once and kept.

use rayon::prelude::*;

use super::lexicon::{Hit, Lexicon};
use crate::corpus::Corpus;

/// The terms of a lexicon in each sentence of a corpus.
#[derive(Debug, Clone)]
pub struct LexiconHits<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    documents: Vec<Vec<SentenceHits<'a>>>,
}

/// The terms of one sentence.
#[derive(Debug, Clone)]
pub(super) struct SentenceHits<'a> {
    /// The terms that speak for a theme, left to right, the longest of each place.
    pub(super) hits: Vec<Hit<'a>>,
    /// How many terms speak for no theme.
    pub(super) none: usize,
}

impl<'a> LexiconHits<'a> {
    /// Looks for the terms of `lexicon` in every sentence of `corpus`.
    pub fn new(lexicon: &'a Lexicon, corpus: &Corpus) -> Self {
        let documents = corpus.documents.par_iter().map(|document| {
            document.sentences.iter().map(|sentence| lexicon.sentence(&sentence.text)).collect()
        });
        Self { lexicon, documents: documents.collect() }
    }

    /// The terms in each sentence of a document.
    pub(super) fn sentences(&self, document: usize) -> &[SentenceHits<'a>] {
        &self.documents[document]
    }

    /// The terms in each sentence of a document.
    pub fn hits(&self, document: usize) -> impl Iterator<Item = &[Hit<'a>]> {
        self.documents[document].iter().map(|sentence| sentence.hits.as_slice())
    }
}
