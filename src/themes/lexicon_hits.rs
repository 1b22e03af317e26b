//! The terms of a lexicon in a corpus, looked up once and kept.

use rayon::prelude::*;

use super::lexicon::{Hit, Lexicon, SentenceHits};
use crate::corpus::Corpus;

/// The terms of a lexicon in each sentence of a corpus.
#[derive(Debug, Clone)]
pub struct LexiconHits<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    speeches: Vec<Vec<SentenceHits<'a>>>,
}

impl<'a> LexiconHits<'a> {
    /// Looks for the terms of `lexicon` in every sentence of `corpus`.
    pub fn new(lexicon: &'a Lexicon, corpus: &Corpus) -> Self {
        let speeches = corpus.documents.par_iter().map(|document| {
            document.sentences.iter().map(|sentence| lexicon.sentence(&sentence.text)).collect()
        });
        Self { lexicon, speeches: speeches.collect() }
    }

    /// The terms in each sentence of a speech.
    pub(super) fn sentences(&self, speech: usize) -> &[SentenceHits<'a>] {
        &self.speeches[speech]
    }

    /// The terms in each sentence of a speech that speak for a theme.
    pub(crate) fn by_sentence(&self, speech: usize) -> impl Iterator<Item = &[Hit<'a>]> {
        self.speeches[speech].iter().map(|sentence| sentence.hits.as_slice())
    }

    /// The terms in a speech, in the order of its text.
    pub fn of_speech(&self, speech: usize) -> impl Iterator<Item = &Hit<'a>> {
        self.speeches[speech].iter().flat_map(|sentence| &sentence.hits)
    }
}
