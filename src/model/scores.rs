//! Speeches in the columns of a model.

use std::{borrow::Cow, collections::BTreeMap};

use super::{Model, SpeechTally, Tally};
use crate::terms::{Centring, TermWeights, Vocabulary};

/// A row shorter than this, once the mean is taken away, is the mean itself.
///
/// Lengths are between 0 and 2; below 1e-12 only rounding is left.
const SHORTEST: f64 = 1e-12;

/// The speeches of a tally in the columns of a [`Model`], one row a speech.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    vocabulary: Vocabulary,
    weights: TermWeights,
    centring: Centring,
    outside: Vec<Outside>,
    /// `None`: the themes of the tally are of another codebook.
    themes: Option<Vec<BTreeMap<String, f64>>>,
    /// Ids of the found themes.
    found: Vec<String>,
    /// For each speech its cosine with the centre of each found theme.
    near: Vec<Vec<f64>>,
}

impl Model {
    /// The speeches of a tally in the columns of this model.
    ///
    /// A speech gets the same scores alone as together with others.
    pub fn score(&self, tally: &Tally) -> Scores {
        Scores::new(self, tally)
    }
}

/// How much of a speech a model cannot see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outside {
    /// Occurrences of terms that are not in the vocabulary of the model.
    pub outside: u64,
    /// Occurrences of all terms.
    pub all: u64,
}

impl Outside {
    /// The share of its terms that a model cannot see, 0 to 1; 0 of a speech without terms.
    pub fn share(&self) -> f64 {
        self.outside as f64 / self.all.max(1) as f64
    }
}

impl Scores {
    pub(super) fn new(model: &Model, tally: &Tally) -> Self {
        let columns = tally.vocabulary().columns_in(&model.vocabulary);
        // A meeting is mostly scored by its own model, in its own columns.
        let counts = if tally.vocabulary() == &model.vocabulary {
            Cow::Borrowed(tally.counts())
        } else {
            Cow::Owned(tally.counts().in_columns(&columns, model.vocabulary.len()))
        };
        let weights = model.tfidf.transform(&counts);
        let speeches = 0..counts.documents();
        let near = speeches.clone().map(|speech| {
            let counts: Vec<(usize, u32)> = counts.row(speech).collect();
            model.found.as_ref().map(|found| found.cosines(&counts)).unwrap_or_default()
        });
        let themes = model.found.iter().flat_map(|found| &found.themes);
        let is_known = tally.is_of_codebook(&model.codebook.sha256);
        Self {
            vocabulary: model.vocabulary.clone(),
            near: near.collect(),
            centring: weights.centred_on(model.mean.clone()),
            weights,
            outside: speeches.map(|speech| outside(tally, speech, &columns)).collect(),
            themes: is_known.then(|| tally.speeches().iter().map(shares).collect()),
            found: themes.map(|theme| theme.id.clone()).collect(),
        }
    }

    /// Number of speeches.
    pub fn len(&self) -> usize {
        self.weights.documents()
    }

    /// Whether there is no speech.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The terms that weigh anything in a speech, sorted, with their weights: `(1 + ln tf) · idf`,
    /// together of length 1.
    pub fn weights(&self, speech: usize) -> impl Iterator<Item = (&str, f64)> {
        let terms = self.vocabulary.terms();
        self.weights.row(speech).map(|(column, weight)| (terms[column].as_str(), weight))
    }

    /// The weights of a speech less those of the mean speech of the model, scaled to length 1: one
    /// number for each term of the vocabulary. Zeros if nothing is left.
    pub fn centred(&self, speech: usize) -> Vec<f64> {
        let length = self.centring.lengths[speech];
        if length < SHORTEST {
            return vec![0.0; self.vocabulary.len()];
        }
        let mut row: Vec<f64> = self.centring.mean.iter().map(|mean| -mean / length).collect();
        for (column, weight) in self.weights.row(speech) {
            row[column] = (weight - self.centring.mean[column]) / length;
        }
        row
    }

    /// The cosine of the centred rows of two speeches, −1 to 1.
    pub fn similarity(&self, a: usize, b: usize) -> f64 {
        self.centred(a)
            .iter()
            .zip(self.centred(b))
            .map(|(x, y)| x * y)
            .sum::<f64>()
            .clamp(-1.0, 1.0)
    }

    /// How much of a speech lies outside of the vocabulary.
    pub fn outside(&self, speech: usize) -> Outside {
        self.outside[speech]
    }

    /// How much of all speeches lies outside of the vocabulary.
    pub fn all_outside(&self) -> Outside {
        let add = |sum: Outside, one: &Outside| Outside {
            outside: sum.outside + one.outside,
            all: sum.all + one.all,
        };
        self.outside.iter().fold(Outside::default(), add)
    }

    /// For each theme of the codebook that a speech says the share of its sentences that hold a
    /// term of it; a sentence may count for several.
    ///
    /// `None` if the tally was counted with another codebook than the model's.
    pub fn themes(&self, speech: usize) -> Option<&BTreeMap<String, f64>> {
        self.themes.as_ref().map(|themes| &themes[speech])
    }

    /// Each found theme by its id with the cosine of its centre and the speech, −1 to 1.
    ///
    /// The whole speech is placed as if it were one passage; 0 for all if it says none of the
    /// terms by which the themes were found.
    pub fn found(&self, speech: usize) -> impl Iterator<Item = (&str, f64)> {
        self.found.iter().map(String::as_str).zip(self.near[speech].iter().copied())
    }
}

/// Occurrences of terms of a speech that have no column in the model.
fn outside(tally: &Tally, speech: usize, columns: &[Option<usize>]) -> Outside {
    let mut found = Outside::default();
    for (column, count) in tally.counts().row(speech) {
        found.all += u64::from(count);
        if columns[column].is_none() {
            found.outside += u64::from(count);
        }
    }
    found
}

fn shares(speech: &SpeechTally) -> BTreeMap<String, f64> {
    let all = speech.sentences.max(1) as f64;
    let share =
        |(id, theme): (&String, &super::ThemeTally)| (id.clone(), theme.sentences as f64 / all);
    speech.themes.iter().map(share).collect()
}
