//! Sections and sentences → themes of a lexicon.
//!
//! Evidence comes in three rings: the lexicon's terms in the section itself
//! (in its heading above all), words that keep company with them in this
//! meeting, and what the rest of the speech and its title are about. A
//! sentence adds its own terms to its section's.

use ndarray::{Array1, Array2, Axis};
use rayon::prelude::*;

use super::{
    heard::{Heard, Sentence},
    lexicon::{Hit, plain},
};
use crate::{
    corpus::{Corpus, Document},
    terms::Features,
    tokens::Tokens,
};

/// The themes of one speech.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// For each section its theme and the theme's part of the evidence.
    pub units: Vec<(Option<usize>, f64)>,
    /// For each sentence its theme.
    pub sentences: Vec<Option<usize>>,
}

/// How much a term in a heading counts beside one in the text.
const HEADING: f64 = 3.0;
/// How much a term in the title counts for the speech.
const TITLE: f64 = 5.0;
/// Weight of the speech's own mixture in a section.
const SPEECH: f64 = 4.0;
/// Weight of the words that keep company with a theme's terms.
const COMPANY: f64 = 0.5;
/// Evidence below which a section is given to no theme.
const LEAST: f64 = 1.0;

/// Gives each section and sentence of a corpus to a theme.
pub fn assign(
    corpus: &Corpus,
    tokens: &Tokens,
    features: &Features,
    heard: &Heard<'_>,
) -> Vec<Assignment> {
    let themes = heard.lexicon.themes().len();
    let seeds: Vec<Array2<f64>> = corpus
        .documents
        .iter()
        .enumerate()
        .map(|(place, document)| unit_evidence(document, heard.sentences(place), themes))
        .collect();
    let words = Words { corpus, tokens, features, heard };
    let company = company(&words, &seeds);
    corpus
        .documents
        .par_iter()
        .enumerate()
        .map(|(place, document)| {
            let words = sentence_company(&words, place, &company);
            let title = document.title.as_deref().map(|title| heard.lexicon.hits(title));
            speech(
                document,
                heard.sentences(place),
                (&seeds[place], words),
                title.unwrap_or_default(),
            )
        })
        .collect()
}

/// Weights of the terms of each section, sections × themes.
fn unit_evidence(document: &Document, heard: &[Sentence<'_>], themes: usize) -> Array2<f64> {
    let mut evidence = Array2::zeros((document.units, themes));
    for (sentence, heard) in document.sentences.iter().zip(heard) {
        let factor = if sentence.heading { HEADING } else { 1.0 };
        for hit in &heard.hits {
            evidence[[sentence.unit, hit.theme]] += factor * hit.weight;
        }
    }
    evidence
}

/// Words that keep company with a theme's terms, terms × themes.
///
/// `ln(P(theme | word) / P(theme))`, floored at 0 and shrunk towards it for
/// words seen seldom: words count for the mixture of the section they stand in.
fn company(words: &Words<'_>, seeds: &[Array2<f64>]) -> Array2<f64> {
    let themes = seeds.first().map_or(0, Array2::ncols);
    let mut counts = Array2::<f64>::zeros((words.features.terms().len(), themes));
    for (place, document) in words.corpus.documents.iter().enumerate() {
        let mixtures = mixtures(&seeds[place]);
        for (number, sentence) in document.sentences.iter().enumerate() {
            let mixture = mixtures.row(sentence.unit);
            for column in words.of(place, number) {
                let mut row = counts.row_mut(column);
                row += &mixture;
            }
        }
    }
    let prior = counts.sum_axis(Axis(0));
    let prior = &prior / prior.sum().max(1.0);
    for mut row in counts.rows_mut() {
        let total = row.sum();
        for (value, &prior) in row.iter_mut().zip(&prior) {
            /// Occurrences that a word needs to be half believed.
            const SHRINK: f64 = 2.0;
            let posterior = (*value + SHRINK * prior) / (total + SHRINK);
            *value = if prior > 0.0 { (posterior / prior).ln().max(0.0) } else { 0.0 };
        }
    }
    counts
}

/// Rows scaled to sum 1; a row without evidence stays 0.
fn mixtures(evidence: &Array2<f64>) -> Array2<f64> {
    let mut mixtures = evidence.clone();
    for mut row in mixtures.rows_mut() {
        let total = row.sum();
        if total > 0.0 {
            row /= total;
        }
    }
    mixtures
}

/// What the words of each sentence say of the themes, sentences × themes.
fn sentence_company(words: &Words<'_>, document: usize, company: &Array2<f64>) -> Array2<f64> {
    let sentences = words.corpus.documents[document].sentences.len();
    let mut scores = Array2::zeros((sentences, company.ncols()));
    for number in 0..sentences {
        let mut row = scores.row_mut(number);
        for column in words.of(document, number) {
            row += &company.row(column);
        }
    }
    scores * COMPANY
}

/// The words that keep or may keep company with a theme's terms.
struct Words<'a> {
    corpus: &'a Corpus,
    tokens: &'a Tokens,
    features: &'a Features,
    heard: &'a Heard<'a>,
}

impl Words<'_> {
    /// The terms of a sentence, those inside a neutral string or a formula left out:
    /// what says nothing of a theme must not say it by its parts.
    fn of(&self, document: usize, sentence: usize) -> impl Iterator<Item = usize> {
        let mute = &self.heard.sentences(document)[sentence].mute;
        let mut at = 0;
        self.tokens.documents()[document]
            .sentence(sentence)
            .iter()
            .filter(move |&&id| {
                let start = at;
                at += plain(self.tokens.word(id)).len();
                !mute.iter().any(|span| span.start < at && start < span.end)
            })
            .flat_map(|&id| self.features.columns(id))
            .map(|&column| column as usize)
    }
}

/// The themes of one speech from the evidence of its sections, its sentences' words and its title.
fn speech(
    document: &Document,
    heard: &[Sentence<'_>],
    (seeds, words): (&Array2<f64>, Array2<f64>),
    title: Vec<Hit<'_>>,
) -> Assignment {
    let mut units = seeds.clone();
    for (sentence, words) in document.sentences.iter().zip(words.rows()) {
        let mut unit = units.row_mut(sentence.unit);
        unit += &words;
    }
    let mut whole = units.sum_axis(Axis(0));
    for hit in title {
        whole[hit.theme] += TITLE * hit.weight;
    }
    let total = whole.sum();
    if total > 0.0 {
        whole *= SPEECH / total;
    }
    let formulas = formulas(document, heard);
    let given: Vec<(Option<usize>, f64)> = units
        .rows()
        .into_iter()
        .enumerate()
        .map(|(place, unit)| match formulas[place] {
            Some(theme) if seeds.row(place).sum() == 0.0 => (Some(theme), FORMULA),
            _ => best(&(&unit + &whole), unit.sum()),
        })
        .collect();
    let sentences = document
        .sentences
        .iter()
        .enumerate()
        .map(|(number, sentence)| {
            // A section without any weight has nothing but formulas to go by.
            if seeds.row(sentence.unit).sum() == 0.0
                && let Some(formula) = heard[number].hits.first()
                && given[sentence.unit].0 == Some(formula.theme)
            {
                return Some(formula.theme);
            }
            let mut evidence: Array1<f64> = words.row(number).to_owned();
            for hit in &heard[number].hits {
                evidence[hit.theme] += hit.weight;
            }
            let own = evidence.sum();
            let unit = units.row(sentence.unit);
            let scale = unit.sum().max(1.0);
            evidence = evidence + &unit * (SENTENCE / scale) + &whole * 0.25;
            let explained = given[sentence.unit].0.is_some() || own >= LEAST;
            best(&evidence, if explained { LEAST } else { 0.0 }).0
        })
        .collect();
    Assignment { units: given, sentences }
}

/// The theme of the formulas of each section, if it has any.
fn formulas(document: &Document, heard: &[Sentence<'_>]) -> Vec<Option<usize>> {
    let mut formulas = vec![None; document.units];
    for (sentence, heard) in document.sentences.iter().zip(heard) {
        if let Some(hit) = heard.hits.iter().find(|hit| hit.weight == 0.0) {
            formulas[sentence.unit] = Some(hit.theme);
        }
    }
    formulas
}

/// Confidence of a section that nothing but a formula gives a theme.
const FORMULA: f64 = 0.25;
/// Weight of a section's mixture in each of its sentences.
const SENTENCE: f64 = 3.0;

/// The theme with the most evidence and its part of all, if there is enough of its own.
fn best(evidence: &Array1<f64>, own: f64) -> (Option<usize>, f64) {
    let mut best: Option<(usize, f64)> = None;
    for (theme, &value) in evidence.iter().enumerate() {
        if value > best.map_or(0.0, |(_, most)| most) {
            best = Some((theme, value));
        }
    }
    match best {
        Some((theme, value)) if own >= LEAST => (Some(theme), value / evidence.sum()),
        _ => (None, 0.0),
    }
}
