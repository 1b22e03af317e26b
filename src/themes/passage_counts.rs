//! Passages as counts of words, beside all passages of their meeting.

use std::collections::{BTreeMap, BTreeSet};

use sprs::CsMat;

use super::{
    passages::{self, Passage},
    texts::Texts,
};
use crate::terms::{Tally, TermCounts};

/// Distinct counted words that a passage needs to be like another one.
const WORDS: usize = 4;
/// Speeches that must say a term: what one speaker alone says keeps his sections together, not a
/// theme's.
pub(super) const SPEECHES: usize = 2;
/// How much a word in a heading counts beside one in the text.
const HEADING: usize = 3;

/// Some passages of a meeting.
pub(super) struct Sections<'a> {
    pub(super) texts: Texts<'a>,
    /// Those with words enough.
    pub(super) passages: Vec<Passage>,
    /// Passages × terms, parts of words included.
    counts: TermCounts,
    /// For each passage its whole words, by column, and how often it says them.
    words: Vec<BTreeMap<usize, usize>>,
    /// For each passage how many words it has, counted ones or not.
    lengths: Vec<usize>,
    /// For each passage of the whole meeting its distinct whole words.
    pub(super) meeting: Vec<BTreeSet<usize>>,
    /// For each column the passages of the meeting that say it.
    said: Vec<usize>,
}

/// A word of some passages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    /// Its column.
    pub(super) word: usize,
    /// Share of these passages that say it.
    pub(super) recall: f64,
    /// Share of these among all passages of the meeting that say it.
    precision: f64,
    /// Its share of their words.
    pub(super) rate: f64,
    /// Speeches of these passages that say it.
    pub(super) speeches: usize,
}

impl Key {
    /// How well the word stands for the passages: the harmonic mean of recall and precision.
    pub(super) fn score(&self) -> f64 {
        2.0 * self.recall * self.precision / (self.recall + self.precision)
    }
}

impl<'a> Sections<'a> {
    pub(super) fn new(texts: Texts<'a>, passages: &[Passage]) -> Self {
        let documents = &texts.corpus.documents;
        let of_speech = |speech: usize| passages::passages(&documents[speech], speech);
        let meeting: Vec<BTreeSet<usize>> = (0..documents.len())
            .flat_map(of_speech)
            .map(|passage| words(texts, &passage).into_keys().collect())
            .collect();
        let mut said = vec![0; texts.features.terms().len()];
        for &word in meeting.iter().flatten() {
            said[word] += 1;
        }
        let is_long = |passage: &&Passage| words(texts, passage).len() >= WORDS;
        let passages: Vec<Passage> = passages.iter().filter(is_long).cloned().collect();
        let mut tally = Tally::new(texts.features);
        let mut rows = Vec::new();
        for Passage { speech, sentences } in &passages {
            let mut ids: Vec<u32> = Vec::new();
            for index in sentences.clone() {
                let is_heading = documents[*speech].sentences[index].heading;
                let times = if is_heading { HEADING } else { 1 };
                let own = texts.tokens.documents()[*speech].sentence(index);
                ids.extend(std::iter::repeat_n(own, times).flatten());
            }
            rows.push(tally.row(ids.into_iter()));
        }
        let counts = TermCounts::from_rows(rows, texts.features.terms().len());
        let lengths = passages.iter().map(|passage| length(texts, passage)).collect();
        let words = passages.iter().map(|passage| words(texts, passage)).collect();
        Self { texts, passages, counts, words, lengths, meeting, said }
    }

    /// Raw tf times smooth idf, for the terms of [`SPEECHES`] and more, rows of length 1.
    pub(super) fn weights(&self) -> CsMat<f64> {
        let df = self.counts.document_frequencies();
        let mut speakers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); df.len()];
        for (row, passage) in self.counts.matrix().outer_iterator().zip(&self.passages) {
            for (column, _) in row.iter() {
                speakers[column].insert(passage.speech);
            }
        }
        let n = self.passages.len() as f64;
        let idf = |column: usize| libm::log((1.0 + n) / (1.0 + f64::from(df[column]))) + 1.0;
        let mut weights = CsMat::empty(sprs::CompressedStorage::CSR, df.len());
        for row in self.counts.matrix().outer_iterator() {
            let shared: Vec<(usize, f64)> = row
                .iter()
                .filter(|(column, _)| speakers[*column].len() >= SPEECHES)
                .map(|(column, &count)| (column, f64::from(count) * idf(column)))
                .collect();
            let length = shared.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            let (columns, values): (Vec<usize>, Vec<f64>) =
                shared.into_iter().map(|(column, weight)| (column, weight / length)).unzip();
            weights = weights.append_outer_csvec(sprs::CsVecView::new(df.len(), &columns, &values));
        }
        weights
    }

    /// The speeches of some passages.
    pub(super) fn speeches(&self, members: &[usize]) -> BTreeSet<usize> {
        members.iter().map(|&member| self.passages[member].speech).collect()
    }

    /// The words of some passages, those that stand for them best first.
    pub(super) fn keys(&self, members: &[usize]) -> Vec<Key> {
        let mut counts: BTreeMap<usize, (usize, usize, BTreeSet<usize>)> = BTreeMap::new();
        for &member in members {
            for (&word, &times) in &self.words[member] {
                let (passages, all, speeches) = counts.entry(word).or_default();
                *passages += 1;
                *all += times;
                speeches.insert(self.passages[member].speech);
            }
        }
        let length: usize = members.iter().map(|&member| self.lengths[member]).sum();
        let key =
            |(word, (passages, times, speeches)): (usize, (usize, usize, BTreeSet<usize>))| Key {
                word,
                recall: passages as f64 / members.len() as f64,
                precision: passages as f64 / self.said[word] as f64,
                rate: times as f64 / length as f64,
                speeches: speeches.len(),
            };
        let mut keys: Vec<Key> = counts.into_iter().map(key).collect();
        // Columns are in the terms' order: equal scores go by text.
        keys.sort_by(|a, b| b.score().total_cmp(&a.score()).then(a.word.cmp(&b.word)));
        keys
    }

    /// Whether a passage says one of some words.
    pub(super) fn says(&self, member: usize, words: &[usize]) -> bool {
        words.iter().any(|word| self.words[member].contains_key(word))
    }

    /// The share of some passages that say at least one of some words.
    pub(super) fn said_by(&self, members: &[usize], words: &[usize]) -> f64 {
        let count = members.iter().filter(|&&member| self.says(member, words)).count();
        count as f64 / members.len().max(1) as f64
    }

    /// The term of a column.
    pub(super) fn term(&self, word: usize) -> &'a str {
        &self.texts.features.terms()[word]
    }
}

/// The whole words of a passage that are counted, and how often it says each.
fn words(texts: Texts<'_>, passage: &Passage) -> BTreeMap<usize, usize> {
    let document = &texts.tokens.documents()[passage.speech];
    let mut words = BTreeMap::new();
    for &id in passage.sentences.clone().flat_map(|index| document.sentence(index)) {
        // A type's first column is the word itself, the others are words inside it.
        if let Some(&column) = texts.features.columns(id).first() {
            *words.entry(column as usize).or_insert(0) += 1;
        }
    }
    words
}

/// The words of a passage, without marks and blanks.
fn length(texts: Texts<'_>, passage: &Passage) -> usize {
    let document = &texts.tokens.documents()[passage.speech];
    let ids = passage.sentences.clone().flat_map(|index| document.sentence(index));
    ids.filter(|&&id| texts.tokens.word(id).chars().any(char::is_alphanumeric)).count()
}
