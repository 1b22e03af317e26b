//! Passages, sections and sentences → themes of a codebook.
//!
//! A passage is a paragraph or a part of a long one; where no theme is sure, a sentence. The
//! codebook's terms in it, squared so that the plainest theme stands out, give each theme a first
//! share; what greetings, targets and closing words are made of gives one to *none*. From these
//! shares a naive Bayes classifier learns the words that keep company with each theme in this
//! meeting, and weighs in on every passage. A passage without a term of a theme is never given to
//! it: each label opens on the words that made it.

use std::{collections::BTreeMap, ops::Range};

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};
use rayon::prelude::*;

use super::{
    bayes::Bayes,
    lexicon_hits::LexiconHits,
    passages::{self, Passage},
};
use crate::{
    corpus::{Corpus, Document},
    terms::Features,
    tokens::Tokens,
};

/// The themes of one speech.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assignment {
    /// For each section its theme and the theme's part of the evidence.
    pub units: Vec<(Option<usize>, f64)>,
    /// For each sentence its theme, that of its passage.
    pub sentences: Vec<Option<usize>>,
    /// Its passages in order; they tile its sentences.
    pub passages: Vec<Given>,
}

/// A passage with its theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Indices of its sentences in the speech.
    pub sentences: Range<usize>,
    /// Its theme; `None`: the class *none*.
    pub theme: Option<usize>,
    /// Probability of `theme` as the classifier has it.
    pub probability: f64,
    /// The codebook's terms that say the theme here, heaviest first.
    pub terms: Vec<String>,
    /// Whether it holds a term of *none*: a greeting, a target, a closing word.
    pub is_ritual: bool,
}

impl Assignment {
    /// Gives a passage to a found theme.
    pub(super) fn give(
        &mut self,
        sentences: &Range<usize>,
        theme: usize,
        probability: f64,
        terms: &[String],
    ) {
        self.sentences[sentences.clone()].fill(Some(theme));
        if let Some(passage) = self.passages.iter_mut().find(|given| given.sentences == *sentences)
        {
            (passage.theme, passage.probability) = (Some(theme), probability);
            passage.terms = terms.iter().take(TERMS).cloned().collect();
        }
    }
}

/// How much a term counts in a heading, or in a first sentence that is as short as one.
const HEADING: f64 = 3.0;
/// Characters of a first sentence that is a heading in all but print.
const SHORT: usize = 40;
/// How much a term in the title counts for the speech.
const TITLE: f64 = 5.0;
/// Weight of the speech's own mixture in a passage that says something.
const SPEECH: f64 = 4.0;
/// Weight of its section's mixture there.
const SECTION: f64 = 2.0;
/// Weight of a term of *none*, and what every passage has of it before it is read: one typical
/// term.
const NONE: f64 = 2.0;
/// Probability of its theme below which a passage is read sentence by sentence: it speaks of
/// several things, and one theme for all of it would hide them.
const SURE: f64 = 0.8;
/// Terms shown for a passage.
const TERMS: usize = 6;

/// Gives each passage, section and sentence of a corpus to a theme, or to none.
pub fn assign(
    corpus: &Corpus,
    tokens: &Tokens,
    features: &Features,
    hits: &LexiconHits<'_>,
) -> Vec<Assignment> {
    let documents = &corpus.documents;
    let read: Vec<(Vec<Passage>, Array2<f64>)> = (0..documents.len())
        .into_par_iter()
        .map(|speech| {
            let passages = passages::passages(&documents[speech], speech);
            let evidence = evidence(&documents[speech], &passages, hits);
            (passages, evidence)
        })
        .collect();
    let passages: Vec<&Passage> = read.iter().flat_map(|(passages, _)| passages).collect();
    let words: Vec<Vec<usize>> =
        passages.par_iter().map(|passage| words(tokens, features, passage)).collect();
    let mut shares = Array2::zeros((passages.len(), hits.lexicon.themes().len() + 1));
    for (mut row, own) in shares.rows_mut().into_iter().zip(read.iter().flat_map(|r| r.1.rows())) {
        row.assign(&squared(own));
    }
    let bayes = Bayes::fit(&shares, &words, features.terms().len());
    let posterior: Vec<Array1<f64>> = words
        .par_iter()
        .zip(shares.rows().into_iter().collect::<Vec<_>>())
        .map(|(words, share)| bayes.posterior(share, words))
        .collect();
    let finer = Finer { tokens, features, hits, bayes: &bayes };
    let mut rest = posterior.into_iter();
    read.iter()
        .zip(documents)
        .map(|((passages, _), document)| {
            let own: Vec<Array1<f64>> = rest.by_ref().take(passages.len()).collect();
            let read = passages.iter().cloned().zip(own);
            let read: Vec<Read> = read.flat_map(|read| finer.read(document, read)).collect();
            speech(document, hits, &read)
        })
        .collect()
}

/// A passage and the probability of each theme in it, *none* last.
type Read = (Passage, Array1<f64>);

/// What reads the sentences of an unsure passage one by one.
struct Finer<'a> {
    tokens: &'a Tokens,
    features: &'a Features,
    hits: &'a LexiconHits<'a>,
    bayes: &'a Bayes,
}

impl Finer<'_> {
    /// The passage, or its sentences where no theme is sure.
    fn read(&self, document: &Document, (passage, themes): Read) -> Vec<Read> {
        let Passage { speech, sentences } = passage.clone();
        let most = themes.iter().copied().fold(0.0, f64::max);
        if most >= SURE || sentences.len() < 2 {
            return vec![(passage, themes)];
        }
        let sentences: Vec<Passage> =
            sentences.map(|index| Passage { speech, sentences: index..index + 1 }).collect();
        // What the whole passage is about weighs in on each of its sentences.
        let evidence = evidence(document, &sentences, self.hits);
        let themes = evidence.rows().into_iter().zip(&sentences).map(|(row, sentence)| {
            let words = words(self.tokens, self.features, sentence);
            self.bayes.posterior(squared(row).view(), &words)
        });
        let themes: Vec<Array1<f64>> = themes.collect();
        sentences.into_iter().zip(themes).collect()
    }
}

/// Weights of the themes in each passage of a speech, *none* last.
fn evidence(document: &Document, passages: &[Passage], hits: &LexiconHits<'_>) -> Array2<f64> {
    let none = hits.lexicon.themes().len();
    let mut evidence = Array2::zeros((passages.len(), none + 1));
    for (mut row, Passage { speech, sentences }) in evidence.rows_mut().into_iter().zip(passages) {
        let found = &hits.sentences(*speech)[sentences.clone()];
        for (number, (sentence, found)) in
            document.sentences[sentences.clone()].iter().zip(found).enumerate()
        {
            let leads = number == 0 && sentences.len() > 1 && sentence.characters() <= SHORT;
            let factor = if sentence.heading || leads { HEADING } else { 1.0 };
            for hit in &found.hits {
                row[hit.theme] += factor * hit.weight;
            }
            row[none] += NONE * found.none as f64;
        }
        row[none] += NONE;
    }
    with_context(document, passages, hits, evidence)
}

/// Adds what a passage's section and its speech are about to the themes that the passage has
/// terms of.
fn with_context(
    document: &Document,
    passages: &[Passage],
    hits: &LexiconHits<'_>,
    evidence: Array2<f64>,
) -> Array2<f64> {
    let none = evidence.ncols() - 1;
    let mut sections = Array2::<f64>::zeros((document.units, none));
    for (row, passage) in evidence.rows().into_iter().zip(passages) {
        let mut section = sections.row_mut(document.sentences[passage.sentences.start].unit);
        section += &row.slice_axis(Axis(0), Slice::from(..none));
    }
    let mut whole = sections.sum_axis(Axis(0));
    for hit in document.title.iter().flat_map(|title| hits.lexicon.hits(title)) {
        whole[hit.theme] += TITLE * hit.weight;
    }
    let mut out = evidence;
    for (mut row, passage) in out.rows_mut().into_iter().zip(passages) {
        let section = sections.row(document.sentences[passage.sentences.start].unit);
        let (of_section, of_speech) = (section.sum().max(1.0), whole.sum().max(1.0));
        for theme in (0..none).filter(|&theme| section[theme] > 0.0) {
            let context = SECTION * section[theme] / of_section + SPEECH * whole[theme] / of_speech;
            if row[theme] > 0.0 {
                row[theme] += context;
            }
        }
    }
    out
}

/// Squares of some weights as shares of their sum.
fn squared(weights: ArrayView1<'_, f64>) -> Array1<f64> {
    let squares = weights.mapv(|weight| weight * weight);
    let sum = squares.sum();
    squares / sum
}

/// The distinct words of a passage: columns of the features.
fn words(tokens: &Tokens, features: &Features, passage: &Passage) -> Vec<usize> {
    let document = &tokens.documents()[passage.speech];
    let types = passage.sentences.clone().flat_map(|index| document.sentence(index).iter());
    // A type's first column is the word itself, the others are words inside it.
    let mut words: Vec<usize> =
        types.filter_map(|&id| features.columns(id).first()).map(|&c| c as usize).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The themes of one speech from the probabilities of its passages.
fn speech(document: &Document, hits: &LexiconHits<'_>, read: &[Read]) -> Assignment {
    let none = hits.lexicon.themes().len();
    let mut assignment =
        Assignment { sentences: vec![None; document.sentences.len()], ..Assignment::default() };
    let mut units = Array2::<f64>::zeros((document.units, none + 1));
    for (passage, own) in read {
        let Passage { speech, sentences: places } = passage;
        let (theme, probability) = largest(own.view());
        assignment.sentences[places.clone()].fill(theme);
        let mut unit = units.row_mut(document.sentences[places.start].unit);
        unit.scaled_add(passage.characters(document) as f64, own);
        let sentences = &hits.sentences(*speech)[places.clone()];
        let is_ritual = sentences.iter().any(|sentence| sentence.none > 0);
        let mut terms: BTreeMap<&str, f64> = BTreeMap::new();
        let hits = sentences.iter().flat_map(|sentence| &sentence.hits);
        for hit in hits.filter(|hit| Some(hit.theme) == theme && hit.weight > 0.0) {
            *terms.entry(hit.term).or_insert(0.0) += hit.weight;
        }
        let mut terms: Vec<(&str, f64)> = terms.into_iter().collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        let terms = terms.into_iter().take(TERMS).map(|(term, _)| term.to_owned()).collect();
        let sentences = passage.sentences.clone();
        assignment.passages.push(Given { sentences, theme, probability, terms, is_ritual });
    }
    assignment.units = units
        .rows()
        .into_iter()
        .map(|unit| match largest(unit) {
            (Some(theme), most) => (Some(theme), most / unit.sum()),
            _ => (None, 0.0),
        })
        .collect();
    assignment
}

/// The largest of some values, the first of equals; `None`: the last one, or all are 0.
fn largest(values: ArrayView1<'_, f64>) -> (Option<usize>, f64) {
    let mut best = (None, 0.0);
    for (place, &value) in values.iter().enumerate() {
        if value > best.1 {
            best = ((place + 1 < values.len()).then_some(place), value);
        }
    }
    best
}
