//! Which codebook a meeting is read with: the one with the best evidence in its text.

use rayon::prelude::*;

use super::{
    lexicon::Lexicon,
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
    /// Share of the characters in passages where a core term says the theme, and its terms weigh
    /// [`DENSITY`] for every 100 characters.
    pub explained: f64,
    /// Evenness of the themes of these passages, 0 to 1 (entropy over that of equal shares): a
    /// codebook that gives all to one theme tells nobody apart.
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

/// What can be said of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It explains the meeting, and better than the others.
    Fits,
    /// Another one fits nearly as well.
    Near,
    /// None explains the meeting.
    Poor,
}

/// Weight of a theme's terms for every 100 characters from which a passage is explained: one
/// typical term.
pub const DENSITY: f64 = 2.0;
/// Share explained below which a codebook does not fit. The best codebook explains .63 of a
/// record of school speeches, which it has one theme for, .80 and more of all other records it
/// was tried on, and .20 of a Hansard.
pub const EXPLAINED: f64 = 0.5;
/// Difference of scores from which the better codebook is the better one: on twelve records of
/// both kinds it was .19 at the least.
pub const MARGIN: f64 = 0.1;

/// Reads a meeting with each codebook and takes the one that fits best, the first of equals.
///
/// # Errors
/// No codebook at all.
pub fn choose<'a>(codebooks: &'a [Lexicon], corpus: &Corpus) -> Result<Choice<'a>> {
    let mut read: Vec<(Fit, LexiconHits<'a>)> = codebooks
        .iter()
        .enumerate()
        .map(|(index, lexicon)| {
            let hits = LexiconHits::new(lexicon, corpus);
            (fit(index, &hits, corpus), hits)
        })
        .collect();
    read.sort_by(|a, b| b.0.score().total_cmp(&a.0.score()));
    let fits = read.iter().map(|(fit, _)| fit.clone()).collect();
    let none = || Error::config("themes", "no codebook to read with; name one");
    let hits = read.into_iter().next().ok_or_else(none)?.1;
    Ok(Choice { hits, fits, codebooks })
}

impl Choice<'_> {
    /// How much better the chosen codebook scores than the next; `None`: no other was tried.
    pub fn margin(&self) -> Option<f64> {
        Some(self.fits[0].score() - self.fits.get(1)?.score())
    }

    /// Whether it explains enough of the meeting to say what its speeches are about.
    pub fn explains(&self) -> bool {
        self.verdict() != Verdict::Poor
    }

    /// What can be said of it.
    pub fn verdict(&self) -> Verdict {
        match self.margin() {
            _ if self.fits[0].explained < EXPLAINED => Verdict::Poor,
            Some(margin) if margin < MARGIN => Verdict::Near,
            _ => Verdict::Fits,
        }
    }
}

/// Weight from which a term alone says its theme.
const CORE: f64 = 3.0;

/// The theme that a passage says plainly: its heaviest, if a core term says it and its terms weigh
/// [`DENSITY`] for every 100 characters.
pub(super) fn plain_theme(
    hits: &LexiconHits<'_>,
    document: &Document,
    passage: &Passage,
) -> Option<usize> {
    let themes = hits.lexicon.themes().len();
    let mut weights = vec![(0.0, false); themes];
    let sentences = &hits.sentences(passage.speech)[passage.sentences.clone()];
    for hit in sentences.iter().flat_map(|sentence| &sentence.hits) {
        weights[hit.theme].0 += hit.weight;
        weights[hit.theme].1 |= hit.weight >= CORE;
    }
    let least = DENSITY * passage.characters(document) as f64 / 100.0;
    let best = (0..themes).max_by(|&a, &b| weights[a].0.total_cmp(&weights[b].0))?;
    (weights[best].1 && weights[best].0 >= least).then_some(best)
}

/// How much of a corpus a codebook explains, and how evenly.
fn fit(index: usize, hits: &LexiconHits<'_>, corpus: &Corpus) -> Fit {
    let themes = hits.lexicon.themes().len();
    let of_speech = |speech: usize| {
        let document = &corpus.documents[speech];
        let (mut explained, mut all) = (vec![0; themes], 0);
        for passage in passages::passages(document, speech) {
            let characters = passage.characters(document);
            all += characters;
            if let Some(theme) = plain_theme(hits, document, &passage) {
                explained[theme] += characters;
            }
        }
        (explained, all)
    };
    let read: Vec<(Vec<usize>, usize)> =
        (0..corpus.documents.len()).into_par_iter().map(of_speech).collect();
    let all: usize = read.iter().map(|(_, all)| all).sum();
    let sums: Vec<f64> =
        (0..themes).map(|theme| read.iter().map(|(e, _)| e[theme] as f64).sum()).collect();
    let explained: f64 = sums.iter().sum();
    let part = |sum: &f64| sum / explained.max(1.0);
    let entropy: f64 = sums.iter().map(part).filter(|&p| p > 0.0).map(|p| -p * libm::log(p)).sum();
    Fit {
        index,
        explained: explained / all.max(1) as f64,
        balance: if themes > 1 { entropy / libm::log(themes as f64) } else { 0.0 },
    }
}
