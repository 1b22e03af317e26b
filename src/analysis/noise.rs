//! The noise floor: what a meeting shows that has no differences.

use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::Noise;
use super::resample::{LEAST_SENTENCES, Pool, Resample, quantile};
use crate::budget::RESAMPLED_SPEECHES;
use crate::random::Procedure;

/// The noise floor, and what chances of terms are counted from.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// The floor.
    pub noise: Noise,
    /// For each speech the largest contrast of a term in each permutation.
    best: Vec<Vec<f64>>,
}

impl Chance {
    /// Chance that some term of a speech has so large a contrast: the share of permutations, the
    /// meeting as it is counted among them (Westfall and Young 1993; Phipson and Smyth 2010).
    pub fn p(&self, speech: usize, contrast: f64) -> f64 {
        let best = &self.best[speech];
        let reached = best.iter().filter(|&&most| most >= contrast).count();
        (1 + reached) as f64 / (1 + best.len()) as f64
    }
}

/// The share of permutations that stay below a floor.
const FLOOR: f64 = 0.95;

/// What one permutation shows.
struct Shown {
    /// Largest contrast of a term in each speech.
    best: Vec<f64>,
    deviation: f64,
}

/// What the shares of a permutation are held against.
struct Judge {
    /// Share of each theme in all speeches together.
    meeting: Vec<f64>,
    /// Whether each speech has text enough to be judged.
    enough: Vec<bool>,
}

/// The noise floor of a meeting.
///
/// A permutation test (Fisher, 1935; the largest score of all as in Westfall
/// and Young, 1993): all passages of the meeting are dealt at random into as
/// many speeches with the same numbers of sentences, and everything is counted
/// again. Each permutation has its own generator, so that threads change nothing.
///
/// All together may hold 60 million tokens: 200 permutations of 300,000 tokens
/// (about 500,000 characters), fewer of more. `None` where less than 100 could be paid for, above
/// 200 speeches, and where there is nothing to deal: one speech, or fewer than five sentences a
/// speech.
pub fn noise(input: &Resample<'_>, wanted: usize, seed: u64) -> Option<Chance> {
    let permutations = permutations(input, wanted)?;
    let pool = Pool::new(input, |_| true);
    let judge = Judge { meeting: pool.meeting_shares(), enough: pool.enough() };
    let shown: Vec<Shown> = (0..permutations)
        .into_par_iter()
        .map(|permutation| measure(&pool, &judge, &mut Procedure::Noise.draw(seed, permutation)))
        .collect();
    let floor = |mut values: Vec<f64>| quantile(&mut values, FLOOR);
    // Where a speech is held against general Chinese a deal changes hardly anything.
    let held = pool.held_against_speeches();
    let best: Vec<Vec<f64>> = (0..held.len())
        .map(|speech| shown.iter().map(|shown| shown.best[speech]).collect())
        .collect();
    let told = || best.iter().zip(&held).filter(|(_, held)| **held).map(|(best, _)| best);
    let of_meeting = |permutation: usize| told().map(|best| best[permutation]).fold(0.0, f64::max);
    let noise = Noise {
        permutations,
        term: floor((0..permutations).map(of_meeting).collect())?,
        term_each: floor(told().flatten().copied().collect())?,
        similarity: input.null?.floor,
        share: floor(shown.iter().map(|shown| shown.deviation).collect())?,
    };
    Some(Chance { noise, best })
}

/// How many permutations a meeting can pay for; `None` if too few to tell 95 %.
fn permutations(input: &Resample<'_>, wanted: usize) -> Option<usize> {
    let speeches = input.likeness.corpus.documents.len();
    let sentences: usize = input.likeness.corpus.documents.iter().map(|d| d.sentences.len()).sum();
    let dealt =
        (2..=RESAMPLED_SPEECHES).contains(&speeches) && sentences >= LEAST_SENTENCES * speeches;
    input.draws(wanted).filter(|_| dealt)
}

fn measure(pool: &Pool<'_>, judge: &Judge, random: &mut Xoshiro256PlusPlus) -> Shown {
    let deal = pool.shuffled(random);
    let shares = pool.shares(&deal);
    // A speech of three sentences deviates by chance as far as can be: it is no measure for the rest.
    let judged = shares.iter().zip(&judge.enough).filter(|(_, enough)| **enough);
    Shown {
        best: pool.best(&deal),
        deviation: judged
            .flat_map(|(shares, _)| shares.iter().zip(&judge.meeting))
            .map(|(share, mean)| (share - mean).abs())
            .fold(0.0, f64::max),
    }
}
