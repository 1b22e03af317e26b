//! How alike speeches are by chance: the passages of all, dealt to the speeches anew.

use std::ops::Range;

use ndarray::Array2;
use rand::seq::SliceRandom;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    comparison::Comparison,
    group::{centred_cosines, pairs},
};
use crate::{random::Procedure, terms::Deal};

/// Part of the pairs that chance puts between [`Baseline::low`] and [`Baseline::high`].
const MIDDLE: f64 = 0.95;
/// Share of the pairs below [`Baseline::floor`].
const FLOOR: f64 = 0.95;

/// How alike pairs are in meetings without differences.
///
/// A permutation test (Fisher, 1935): neighbours speak of the same, so whole passages are dealt.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// How often the passages were dealt.
    pub deals: usize,
    /// Mean cosine of a pair, about −1/(n − 1).
    pub mean: f64,
    /// Standard deviation of the cosine of a pair.
    pub deviation: f64,
    /// 2.5 % quantile of the cosine of a pair.
    pub low: f64,
    /// 97.5 % quantile of the cosine of a pair.
    pub high: f64,
    /// 95 % quantile of the cosine of a pair: the noise floor.
    pub floor: f64,
}

impl Baseline {
    /// What pairs are like where the passages in `blocks`, those of each speech, are dealt to the
    /// speeches at random, as much text to each as it has.
    ///
    /// Each deal has its own generator, so that threads change nothing. `None` without deals or
    /// pairs.
    pub(super) fn of(
        comparison: &Comparison<'_>,
        blocks: &[Vec<Range<usize>>],
        (deals, seed): (usize, u64),
    ) -> Option<Self> {
        let sized = |own: &Vec<Range<usize>>| -> Vec<Passage> {
            let size = |at: &Range<usize>| comparison.characters(at.clone());
            own.iter().map(|at| Passage { sentences: at.clone(), size: size(at) }).collect()
        };
        let speeches: Vec<Vec<Passage>> = blocks.iter().map(sized).collect();
        let lengths: Vec<usize> =
            speeches.iter().map(|own| own.iter().map(|passage| passage.size).sum()).collect();
        let pool = speeches.concat();
        let deal = |number: usize| {
            let mut pool = pool.clone();
            pool.shuffle(&mut Procedure::Baseline.draw(seed, number));
            cosines(&centred_cosines(&comparison.of(&dealt(&pool, &lengths)))).collect::<Vec<f64>>()
        };
        let cosines: Vec<Vec<f64>> = (0..deals).into_par_iter().map(deal).collect();
        Self::summary(deals, cosines.concat())
    }

    /// The baseline of so many deals, from the cosines of all their pairs.
    fn summary(deals: usize, mut cosines: Vec<f64>) -> Option<Self> {
        let n = cosines.len() as f64;
        let mean = cosines.iter().sum::<f64>() / n;
        let squares = cosines.iter().map(|cosine| (cosine - mean) * (cosine - mean)).sum::<f64>();
        cosines.sort_unstable_by(f64::total_cmp);
        let last = cosines.len().checked_sub(1)?;
        let at = |share: f64| cosines[(last as f64 * share).round() as usize];
        let tail = (1.0 - MIDDLE) / 2.0;
        Some(Self {
            deals,
            mean,
            deviation: (squares / n).sqrt(),
            low: at(tail),
            high: at(1.0 - tail),
            floor: at(FLOOR),
        })
    }

    /// How much further than by chance the pairs of a meeting lie from the mean of chance: the
    /// root mean square of their distances in standard deviations. 1 where nobody differs.
    ///
    /// `None` where chance knows only one cosine, as of two speeches.
    pub fn spread(&self, similarity: &Array2<f64>) -> Option<f64> {
        let squares = || {
            let distances = cosines(similarity).map(|cosine| (cosine - self.mean) / self.deviation);
            distances.map(|distance| distance * distance)
        };
        let spread = (squares().sum::<f64>() / squares().count() as f64).sqrt();
        (self.deviation > 1e-9).then_some(spread)
    }
}

/// The values above the diagonal.
fn cosines(matrix: &Array2<f64>) -> impl Iterator<Item = f64> {
    pairs(matrix.nrows()).map(|pair| matrix[pair])
}

/// What is dealt as one.
#[derive(Debug, Clone)]
struct Passage {
    sentences: Range<usize>,
    /// Its characters.
    size: usize,
}

/// The passages in their order, each to the speech in whose part of all text its middle falls.
fn dealt(pool: &[Passage], lengths: &[usize]) -> Deal {
    let mut deal: Deal = vec![Vec::new(); lengths.len()];
    let (mut speech, mut end, mut at) = (0, lengths.first().copied().unwrap_or(0), 0);
    for passage in pool {
        while at + passage.size / 2 >= end && speech + 1 < lengths.len() {
            speech += 1;
            end += lengths[speech];
        }
        if let Some(own) = deal.get_mut(speech) {
            own.extend(passage.sentences.clone());
        }
        at += passage.size;
    }
    deal
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn every_passage_is_dealt_once_and_lengths_are_kept() {
        let sizes = [30, 10, 20, 40, 25, 15, 60];
        let pool: Vec<Passage> = sizes
            .iter()
            .enumerate()
            .map(|(place, &size)| Passage { sentences: 2 * place..2 * place + 2, size })
            .collect();
        let deal = dealt(&pool, &[100, 40, 60]);
        assert_eq!(deal.concat(), (0..14).collect::<Vec<_>>());
        assert_eq!(deal, [(0..8).collect::<Vec<_>>(), (8..12).collect(), (12..14).collect()]);
    }

    #[test]
    fn spread_is_one_where_pairs_lie_as_by_chance_and_more_where_they_differ() {
        let baseline = Baseline::summary(2, vec![-0.3, 0.1, -0.3, 0.1]).expect("pairs");
        assert!((baseline.mean + 0.1).abs() < 1e-12 && (baseline.deviation - 0.2).abs() < 1e-12);
        let of = |a: f64, b: f64, c: f64| array![[1.0, a, b], [a, 1.0, c], [b, c, 1.0]];
        let spread = |matrix| baseline.spread(&matrix).expect("a spread");
        assert!((spread(of(0.1, -0.3, 0.1)) - 1.0).abs() < 1e-12);
        assert!((spread(of(0.5, -0.7, 0.5)) - 3.0).abs() < 1e-12);
        let same = Baseline::summary(2, vec![-1.0, -1.0]).expect("pairs");
        assert_eq!(same.spread(&array![[1.0, -1.0], [-1.0, 1.0]]), None);
        assert_eq!(Baseline::summary(3, Vec::new()), None);
    }
}
