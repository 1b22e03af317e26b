//! Which codebook a meeting is read with: the one with the best evidence in its text.

use rayon::prelude::*;

use super::{
    lexicon::{Grade, Lexicon},
    lexicon_hits::LexiconHits,
    passages::{self, Passage},
};
use crate::{
    corpus::{Corpus, Document},
    error::{Error, Result},
};

/// How well a codebook fits a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Index of the codebook among those that were tried.
    pub index: usize,
    /// Share of the characters, 0 to 1, in passages where a core term says the theme and the terms
    /// of the theme weigh [`DENSITY`] for every 100 characters.
    pub explained: f64,
    /// Evenness of the themes of these passages, 0 to 1: their entropy over that of equal shares. A
    /// codebook that gives everything to one theme distinguishes nobody.
    pub balance: f64,
}

impl Fit {
    /// `explained · (1 + balance) / 2`, 0 to 1.
    pub fn score(&self) -> f64 {
        self.explained * f64::midpoint(1.0, self.balance)
    }
}

/// The codebook of a meeting, and how sure that choice is.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// The terms of the chosen codebook in the text.
    pub hits: LexiconHits<'a>,
    /// All that were tried, the best first.
    pub fits: Vec<Fit>,
    /// Their codebooks.
    pub codebooks: &'a [Lexicon],
}

/// How good a choice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It explains the meeting, and better than the others.
    Fits,
    /// Another one fits nearly as well.
    Near,
    /// None explains the meeting.
    Poor,
}

/// A passage is explained if the terms of a theme weigh at least this for every 100 characters: as
/// much as one typical term. Chosen by eye.
pub const DENSITY: f64 = 2.0;
/// A codebook fits if it explains at least this share of a meeting. The best codebook explains .63
/// of a record of school speeches, for which it has one theme, .80 and more of all other records
/// that it was tried on, and .20 of a Hansard.
pub const EXPLAINED: f64 = 0.5;
/// Difference of scores from which one codebook is clearly the better one. On twelve records of
/// both kinds the right one led by at least .19.
pub const MARGIN: f64 = 0.1;

/// Reads a meeting with each codebook and takes the one that fits best, the first of equals.
///
/// # Errors
/// No codebook at all.
pub fn choose<'a>(codebooks: &'a [Lexicon], corpus: &Corpus) -> Result<Choice<'a>> {
    let mut read: Vec<(Fit, LexiconHits<'a>)> = LexiconHits::of_each(codebooks, corpus)
        .into_iter()
        .enumerate()
        .map(|(index, hits)| (Explained::of(&hits, corpus).fit(index), hits))
        .collect();
    read.sort_by(|a, b| b.0.score().total_cmp(&a.0.score()));
    let fits = read.iter().map(|(fit, _)| fit.clone()).collect();
    match read.into_iter().next() {
        Some((_, hits)) => Ok(Choice { hits, fits, codebooks }),
        None => Err(Error::config("themes", "no codebook to read with; name one")),
    }
}

/// The best of some fits, the first of equals.
pub(crate) fn best(fits: impl Iterator<Item = Fit>) -> Option<Fit> {
    fits.reduce(|best, next| if next.score() > best.score() { next } else { best })
}

impl Choice<'_> {
    /// How much better the chosen codebook scores than the next; `None` if no other was tried.
    pub fn margin(&self) -> Option<f64> {
        Some(self.fits[0].score() - self.fits.get(1)?.score())
    }

    /// Whether it explains enough of the meeting to say what its speeches are about.
    pub fn explains(&self) -> bool {
        self.verdict() != Verdict::Poor
    }

    /// How good it is.
    pub fn verdict(&self) -> Verdict {
        match self.margin() {
            _ if self.fits[0].explained < EXPLAINED => Verdict::Poor,
            Some(margin) if margin < MARGIN => Verdict::Near,
            _ => Verdict::Fits,
        }
    }
}

/// The theme that a passage says plainly: the heaviest, if it has a core term in the passage and its
/// terms weigh [`DENSITY`] for every 100 characters.
pub(super) fn plain_theme(
    hits: &LexiconHits<'_>,
    document: &Document,
    passage: &Passage,
) -> Option<usize> {
    let themes = hits.lexicon.themes().len();
    let (mut weights, mut has_core) = (vec![0.0; themes], vec![false; themes]);
    let sentences = hits.sentences(passage.speech, passage.sentences.clone());
    for hit in sentences.flat_map(|sentence| sentence.hits()) {
        weights[hit.theme] += hit.weight();
        has_core[hit.theme] |= hit.grade == Grade::Core;
    }
    let least = DENSITY * passage.characters(document) as f64 / 100.0;
    let best = (0..themes).max_by(|&a: &usize, &b: &usize| weights[a].total_cmp(&weights[b]))?;
    (has_core[best] && weights[best] >= least).then_some(best)
}

/// Characters of texts, and how many of them a codebook explains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    /// For each theme those in passages that say it plainly.
    pub by_theme: Vec<u64>,
    /// All characters.
    pub all: u64,
}

impl Explained {
    /// What the codebook of `hits` explains of a corpus.
    pub fn of(hits: &LexiconHits<'_>, corpus: &Corpus) -> Self {
        let speeches = corpus.documents.par_iter().enumerate();
        let nothing = || Self { by_theme: vec![0; hits.lexicon.themes().len()], all: 0 };
        speeches
            .map(|(speech, document)| explained(hits, document, speech))
            .reduce(nothing, Self::and)
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let themes = self.by_theme.len().max(other.by_theme.len());
        self.by_theme.resize(themes, 0);
        for (sum, more) in self.by_theme.iter_mut().zip(other.by_theme) {
            *sum += more;
        }
        Self { all: self.all + other.all, ..self }
    }

    /// How well the codebook fits, which is the one at `index` of those that are tried.
    pub fn fit(&self, index: usize) -> Fit {
        let sums: Vec<f64> = self.by_theme.iter().map(|&sum| sum as f64).collect();
        let explained = sums.iter().sum::<f64>() / self.all.max(1) as f64;
        Fit { index, explained, balance: evenness(&sums) }
    }
}

fn explained(hits: &LexiconHits<'_>, document: &Document, speech: usize) -> Explained {
    let mut explained = Explained { by_theme: vec![0; hits.lexicon.themes().len()], all: 0 };
    for passage in passages::passages(document, speech) {
        let characters = passage.characters(document) as u64;
        explained.all += characters;
        if let Some(theme) = plain_theme(hits, document, &passage) {
            explained.by_theme[theme] += characters;
        }
    }
    explained
}

/// Shannon entropy of some sizes over that of equal ones, 0 to 1; 0 of one size.
fn evenness(sizes: &[f64]) -> f64 {
    if sizes.len() < 2 {
        return 0.0;
    }
    let sum = sizes.iter().sum::<f64>().max(1.0);
    let shares = sizes.iter().map(|size| size / sum).filter(|&share| share > 0.0);
    let entropy: f64 = shares.map(|share| -share * libm::log(share)).sum();
    entropy / libm::log(sizes.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sizes_are_even_and_a_single_one_is_not() {
        assert!((evenness(&[5.0, 5.0, 5.0]) - 1.0).abs() < 1e-12);
        assert_eq!((evenness(&[7.0, 0.0]), evenness(&[7.0]), evenness(&[])), (0.0, 0.0, 0.0));
        assert!(evenness(&[9.0, 1.0]) < 0.5);
    }
}
