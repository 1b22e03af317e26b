//! What makes speeches alike: the words they say and the themes they spend them on.

use std::collections::BTreeMap;

use ndarray::Array2;

use super::assign::Assignment;
use crate::{
    corpus::{Corpus, Document, Sentence},
    terms::{Features, Params, Tally, TermCounts, TermWeights, TfIdf, gram, titled},
    tokens::Tokens,
};

/// The part of themes in a likeness, the rest is words'.
///
/// Two who speak of the same may hardly share a word of it, and words alone make strangers
/// of them when some sentences are left out. On draws of 60 % of the sentences of a real page
/// (`examples/stability.rs`) parts from .2 to .5 are equally good, and better than none or all.
const THEMES: f64 = 0.3;

/// For each speech the sentences it is made of: document and place.
pub type Deal = Vec<Vec<(usize, usize)>>;

/// Speeches as they are compared.
#[derive(Debug, Clone)]
pub struct Likeness<'a> {
    /// Their texts.
    pub corpus: &'a Corpus,
    /// Their words.
    pub tokens: &'a Tokens,
    /// The terms that are counted.
    pub features: &'a Features,
    /// How they weigh.
    pub params: &'a Params,
    /// The sentences of each.
    sentences: Vec<Vec<Counted>>,
}

/// What counts of a sentence for the themes of its speech.
#[derive(Debug, Clone, Copy)]
struct Counted {
    heading: bool,
    theme: Option<usize>,
    characters: usize,
}

impl<'a> Likeness<'a> {
    /// Speeches with the terms that are counted and the themes of their sentences.
    pub fn new(
        (corpus, tokens): (&'a Corpus, &'a Tokens),
        features: &'a Features,
        params: &'a Params,
        assignments: &[Assignment],
    ) -> Self {
        let speech = |(texts, given): (&Document, &Assignment)| {
            let pairs = texts.sentences.iter().zip(&given.sentences);
            let counted = |(sentence, &theme): (&Sentence, &Option<usize>)| Counted {
                heading: sentence.heading,
                theme,
                characters: sentence.characters(),
            };
            pairs.map(counted).collect()
        };
        let sentences = corpus.documents.iter().zip(assignments).map(speech).collect();
        Self { corpus, tokens, features, params, sentences }
    }

    /// The words: tf-idf rows of length 1, speeches × terms.
    pub fn weights(&self) -> TermWeights {
        let counts = TermCounts::count(self.tokens, self.features);
        TfIdf::fit(&counts, self.params).transform(&counts)
    }

    /// The themes: inner products of all pairs of speeches, speeches × speeches.
    ///
    /// A row holds the shares of the themes, scaled to length √c, c the share of text that any
    /// theme explains: what is not explained makes no two alike.
    pub fn themes(&self) -> Array2<f64> {
        let places = |(d, texts): (usize, &Document)| {
            (0..texts.sentences.len()).map(|place| (d, place)).collect()
        };
        self.profiles(&self.corpus.documents.iter().enumerate().map(places).collect())
    }

    /// Inner products of all pairs of whole speeches, words and themes, from those of their words.
    pub fn gram(&self, words: &TermWeights) -> Array2<f64> {
        blend(&words.cosines(), &self.themes())
    }

    /// Inner products, words and themes, of speeches made of other sentences; each keeps its title.
    pub fn of(&self, deal: &Deal) -> Array2<f64> {
        let mut tally = Tally::new(self.features);
        let documents = self.tokens.documents();
        let rows: Vec<Vec<(usize, u32)>> = deal
            .iter()
            .zip(documents)
            .map(|(speech, own)| {
                let drawn = speech.iter().flat_map(|&(d, place)| documents[d].sentence(place));
                tally.row(drawn.chain(titled(own)).copied())
            })
            .collect();
        let mut df = vec![0; self.features.terms().len()];
        for &(column, _) in rows.iter().flatten() {
            df[column] += 1;
        }
        let tfidf = TfIdf::from_frequencies(&df, rows.len(), self.params);
        let weights: Vec<Vec<(usize, f64)>> =
            rows.iter().map(|row| tfidf.weigh(row.iter().copied())).collect();
        blend(&gram(&weights), &self.profiles(deal))
    }

    fn profiles(&self, deal: &Deal) -> Array2<f64> {
        let rows: Vec<Vec<(usize, f64)>> = deal.iter().map(|speech| self.profile(speech)).collect();
        gram(&rows)
    }

    fn profile(&self, speech: &[(usize, usize)]) -> Vec<(usize, f64)> {
        let sentences = || speech.iter().map(|&(d, place)| self.sentences[d][place]);
        let only_headings = sentences().all(|sentence| sentence.heading);
        let counted = || sentences().filter(|sentence| only_headings || !sentence.heading);
        let total = counted().map(|sentence| sentence.characters).sum::<usize>() as f64;
        let mut shares = BTreeMap::new();
        for sentence in counted() {
            if let Some(theme) = sentence.theme {
                *shares.entry(theme).or_insert(0.0) += sentence.characters as f64 / total;
            }
        }
        let length = shares.values().map(|share| share * share).sum::<f64>().sqrt();
        let explained = shares.values().sum::<f64>().sqrt();
        shares.into_iter().map(|(theme, share)| (theme, share / length * explained)).collect()
    }
}

/// Inner products of the rows `(√(1 − λ) · words, √λ · themes)` from those of words and of themes.
pub fn blend(words: &Array2<f64>, themes: &Array2<f64>) -> Array2<f64> {
    words * (1.0 - THEMES) + themes * THEMES
}
