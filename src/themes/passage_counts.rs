//! Passages as counts of words, compared with all passages of their meeting.

use std::collections::{BTreeMap, BTreeSet};

use sprs::{CompressedStorage, CsVecViewI};

use super::{
    passages::{self, Passage},
    texts::Texts,
};
use crate::terms::{Sparse, TermCounter, TermCounts};

/// Distinct counted words that a passage needs to be compared with others. Chosen by eye.
const WORDS: usize = 4;
/// Speeches that must say a term: the words of one speaker alone would hold his passages together,
/// not those of a theme.
pub(super) const SPEECHES: usize = 2;
/// How often a word in a heading counts, beside one in the text. Chosen by eye.
const HEADING: usize = 3;

/// Some passages of a meeting as counts of words.
pub(super) struct PassageCounts<'a> {
    pub(super) texts: Texts<'a>,
    /// Those with enough words.
    pub(super) passages: Vec<Passage>,
    /// Passages × terms, parts of words included.
    counts: TermCounts,
    /// For each passage how often it has each whole word, by column.
    words: Vec<BTreeMap<usize, usize>>,
    /// For each passage how many words it has, counted ones or not.
    lengths: Vec<usize>,
    /// For each passage of the whole meeting its distinct whole words.
    pub(super) meeting: Vec<BTreeSet<usize>>,
    /// For each column how many passages of the meeting have it.
    passages_with: Vec<usize>,
}

/// A word that some passages share.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyWord {
    /// Its column.
    pub(super) word: usize,
    /// Share of these passages that have it.
    pub(super) recall: f64,
    /// Share of these among all passages of the meeting that have it.
    precision: f64,
    /// Its share of their words.
    pub(super) rate: f64,
    /// Speeches of these passages that have it.
    pub(super) speeches: usize,
}

impl KeyWord {
    /// How well the word represents the passages: the harmonic mean of recall and precision.
    pub(super) fn score(&self) -> f64 {
        2.0 * self.recall * self.precision / (self.recall + self.precision)
    }
}

/// How often some passages have a word.
#[derive(Default)]
struct WordCount {
    passages: usize,
    times: usize,
    speeches: BTreeSet<usize>,
}

impl<'a> PassageCounts<'a> {
    pub(super) fn new(texts: Texts<'a>, passages: &[Passage]) -> Self {
        let meeting = words_of_meeting(texts);
        let mut passages_with = vec![0; texts.features.terms().len()];
        for &word in meeting.iter().flatten() {
            passages_with[word] += 1;
        }
        let passages: Vec<Passage> = passages
            .iter()
            .filter(|passage| words(texts, passage).len() >= WORDS)
            .cloned()
            .collect();
        let counts = term_counts(texts, &passages);
        let lengths = passages.iter().map(|passage| length(texts, passage)).collect();
        let words = passages.iter().map(|passage| words(texts, passage)).collect();
        Self { texts, passages, counts, words, lengths, meeting, passages_with }
    }

    /// For each term `ln((1 + N) / (1 + df)) + 1` over the N passages; 0 for the terms of fewer
    /// than [`SPEECHES`] speeches.
    pub(super) fn idf(&self) -> Vec<f64> {
        let df = self.counts.document_frequencies();
        let mut speakers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); df.len()];
        for (row, passage) in self.counts.matrix().outer_iterator().zip(&self.passages) {
            for (column, _) in row.iter() {
                speakers[column].insert(passage.speech);
            }
        }
        let n = self.passages.len() as f64;
        df.iter()
            .zip(&speakers)
            .map(|(&df, speakers)| {
                if speakers.len() < SPEECHES {
                    return 0.0;
                }
                libm::log((1.0 + n) / (1.0 + f64::from(df))) + 1.0
            })
            .collect()
    }

    /// Term counts times `idf`, rows of length 1: passages × terms.
    pub(super) fn weights(&self, idf: &[f64]) -> Sparse<f64> {
        let mut weights = Sparse::empty(CompressedStorage::CSR, idf.len());
        for row in self.counts.matrix().outer_iterator() {
            let shared: Vec<(usize, f64)> = row
                .iter()
                .filter(|(column, _)| idf[*column] > 0.0)
                .map(|(column, &count)| (column, f64::from(count) * idf[column]))
                .collect();
            let length = shared.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            let (columns, values): (Vec<u32>, Vec<f64>) =
                shared.into_iter().map(|(column, weight)| (column as u32, weight / length)).unzip();
            weights = weights.append_outer_csvec(CsVecViewI::new(idf.len(), &columns, &values));
        }
        weights
    }

    /// The terms of a passage by column, those of headings [`HEADING`] times.
    pub(super) fn row(&self, member: usize) -> impl Iterator<Item = (usize, u32)> {
        self.counts.row(member)
    }

    /// The speeches of some passages.
    pub(super) fn speeches(&self, members: &[usize]) -> BTreeSet<usize> {
        members.iter().map(|&member| self.passages[member].speech).collect()
    }

    /// The words of some passages, the most representative first.
    pub(super) fn key_words(&self, members: &[usize]) -> Vec<KeyWord> {
        let mut counts: BTreeMap<usize, WordCount> = BTreeMap::new();
        for &member in members {
            for (&word, &times) in &self.words[member] {
                let count = counts.entry(word).or_default();
                count.passages += 1;
                count.times += times;
                count.speeches.insert(self.passages[member].speech);
            }
        }
        let length: usize = members.iter().map(|&member| self.lengths[member]).sum();
        let mut keys: Vec<KeyWord> = counts
            .into_iter()
            .map(|(word, count)| KeyWord {
                word,
                recall: count.passages as f64 / members.len() as f64,
                precision: count.passages as f64 / self.passages_with[word] as f64,
                rate: count.times as f64 / length as f64,
                speeches: count.speeches.len(),
            })
            .collect();
        // Columns are in the order of the terms, so equal scores are sorted by text.
        keys.sort_by(|a, b| b.score().total_cmp(&a.score()).then(a.word.cmp(&b.word)));
        keys
    }

    /// Whether a passage has one of some words.
    pub(super) fn has_any(&self, member: usize, words: &[usize]) -> bool {
        words.iter().any(|word| self.words[member].contains_key(word))
    }

    /// How many of some words a passage has.
    pub(super) fn has(&self, member: usize, words: &[usize]) -> usize {
        words.iter().filter(|word| self.words[member].contains_key(word)).count()
    }

    /// The share of some passages that have at least one of some words.
    pub(super) fn share_with_any(&self, members: &[usize], words: &[usize]) -> f64 {
        let count = members.iter().filter(|&&member| self.has_any(member, words)).count();
        count as f64 / members.len().max(1) as f64
    }

    /// The term of a column.
    pub(super) fn term(&self, word: usize) -> &'a str {
        &self.texts.features.terms()[word]
    }
}

/// For each passage of the meeting its distinct whole words.
fn words_of_meeting(texts: Texts<'_>) -> Vec<BTreeSet<usize>> {
    let speeches = texts.corpus.documents.iter().enumerate();
    speeches
        .flat_map(|(speech, document)| passages::passages(document, speech))
        .map(|passage| words(texts, &passage).into_keys().collect())
        .collect()
}

/// Terms of some passages, those of headings [`HEADING`] times: passages × terms.
fn term_counts(texts: Texts<'_>, passages: &[Passage]) -> TermCounts {
    let mut counter = TermCounter::new(texts.features);
    let mut rows = Vec::new();
    for Passage { speech, sentences } in passages {
        let mut ids: Vec<u32> = Vec::new();
        for index in sentences.clone() {
            let is_heading = texts.corpus.documents[*speech].sentences[index].heading;
            let times = if is_heading { HEADING } else { 1 };
            let own = texts.tokens.documents()[*speech].sentence(index);
            ids.extend(std::iter::repeat_n(own, times).flatten());
        }
        rows.push(counter.row(ids.into_iter()));
    }
    TermCounts::from_rows(rows, texts.features.terms().len())
}

/// How often a passage has each whole word that is counted.
fn words(texts: Texts<'_>, passage: &Passage) -> BTreeMap<usize, usize> {
    let document = &texts.tokens.documents()[passage.speech];
    let mut words = BTreeMap::new();
    for &id in passage.sentences.clone().flat_map(|index| document.sentence(index)) {
        // The first column of a type is the word itself, the others are words inside it.
        if let Some(&column) = texts.features.columns(id).first() {
            *words.entry(column as usize).or_insert(0) += 1;
        }
    }
    words
}

/// How many words a passage has, punctuation and blanks aside.
fn length(texts: Texts<'_>, passage: &Passage) -> usize {
    let document = &texts.tokens.documents()[passage.speech];
    let ids = passage.sentences.clone().flat_map(|index| document.sentence(index));
    ids.filter(|&&id| texts.tokens.word(id).chars().any(char::is_alphanumeric)).count()
}
