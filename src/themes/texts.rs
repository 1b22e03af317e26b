//! The texts of a meeting, as the search for themes reads them.

use crate::{
    corpus::Corpus,
    terms::Features,
    tokens::{Segmenter, Tokens},
};

/// The texts of a meeting as words, and the dictionary that they were cut by.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// Its speeches.
    pub corpus: &'a Corpus<'a>,
    /// Their words.
    pub tokens: &'a Tokens,
    /// The words that are counted.
    pub features: &'a Features,
    /// The dictionary: how frequent a word is in general Chinese, and its part of speech.
    pub segmenter: &'a Segmenter,
}
