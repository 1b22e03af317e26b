//! How similar speeches are by chance: the passages of all speeches, dealt to them at random.

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

/// Share of the pairs that chance puts between [`Baseline::low`] and [`Baseline::high`]: the usual
/// 95 %.
const MIDDLE: f64 = 0.95;
/// Share of the pairs below [`Baseline::floor`]: a one-sided test at 5 %.
const FLOOR: f64 = 0.95;
/// A smaller standard deviation is rounding error: all pairs have one cosine.
const NO_DEVIATION: f64 = 1e-9;

/// How similar pairs of speeches are in meetings without differences.
///
/// A permutation test (Fisher, 1935). Whole passages are dealt, because neighbouring sentences are
/// about the same things.
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
    /// The cosines of pairs if the passages in `blocks`, those of each speech, are dealt to the
    /// speeches at random; each speech keeps its length.
    ///
    /// Each deal has its own generator, so that the number of threads does not change the result.
    /// `None` without deals or pairs.
    pub(super) fn of(
        comparison: &Comparison<'_>,
        blocks: &[Vec<Range<usize>>],
        deals: usize,
        seed: u64,
    ) -> Option<Self> {
        let speeches: Vec<Vec<SizedPassage>> = blocks
            .iter()
            .map(|own| own.iter().map(|at| SizedPassage::new(comparison, at.clone())).collect())
            .collect();
        let lengths: Vec<usize> =
            speeches.iter().map(|own| own.iter().map(|passage| passage.size).sum()).collect();
        let pool = speeches.concat();
        let cosines: Vec<Vec<f64>> = (0..deals)
            .into_par_iter()
            .map(|number| {
                let mut pool = pool.clone();
                pool.shuffle(&mut Procedure::Baseline.draw(seed, number));
                let gram = comparison.gram_of(&dealt(&pool, &lengths));
                cosines(&centred_cosines(&gram)).collect()
            })
            .collect();
        Self::from_cosines(deals, cosines.concat())
    }

    /// The baseline of so many deals, from the cosines of all their pairs.
    fn from_cosines(deals: usize, mut cosines: Vec<f64>) -> Option<Self> {
        let n = cosines.len() as f64;
        let mean = cosines.iter().sum::<f64>() / n;
        let squares = cosines.iter().map(|cosine| (cosine - mean) * (cosine - mean)).sum::<f64>();
        cosines.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - MIDDLE) / 2.0;
        Some(Self {
            deals,
            mean,
            deviation: (squares / n).sqrt(),
            low: nearest_quantile(&cosines, tail)?,
            high: nearest_quantile(&cosines, 1.0 - tail)?,
            floor: nearest_quantile(&cosines, FLOOR)?,
        })
    }

    /// How much further than by chance the pairs of a meeting are from the mean of chance: the root
    /// mean square of their distances in standard deviations. 1 where nobody differs.
    ///
    /// `None` if chance gives only one cosine, as for two speeches.
    pub fn spread(&self, similarity: &Array2<f64>) -> Option<f64> {
        let squares: Vec<f64> = cosines(similarity)
            .map(|cosine| (cosine - self.mean) / self.deviation)
            .map(|distance| distance * distance)
            .collect();
        let spread = (squares.iter().sum::<f64>() / squares.len() as f64).sqrt();
        (self.deviation > NO_DEVIATION).then_some(spread)
    }
}

/// The values above the diagonal.
fn cosines(matrix: &Array2<f64>) -> impl Iterator<Item = f64> {
    pairs(matrix.nrows()).map(|pair| matrix[pair])
}

/// The value nearest to a quantile of sorted values; `None` without values.
fn nearest_quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    Some(sorted[(last as f64 * share).round() as usize])
}

/// A passage and its length.
#[derive(Debug, Clone)]
struct SizedPassage {
    /// Its sentences, numbered through all speeches.
    sentences: Range<usize>,
    /// Its characters.
    size: usize,
}

impl SizedPassage {
    fn new(comparison: &Comparison<'_>, sentences: Range<usize>) -> Self {
        Self { size: comparison.characters(sentences.clone()), sentences }
    }
}

/// Deals the passages in their order: each goes to the speech whose part of the whole text its
/// middle falls into.
fn dealt(pool: &[SizedPassage], lengths: &[usize]) -> Deal {
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
        let pool: Vec<SizedPassage> = sizes
            .iter()
            .enumerate()
            .map(|(index, &size)| SizedPassage { sentences: 2 * index..2 * index + 2, size })
            .collect();
        let deal = dealt(&pool, &[100, 40, 60]);
        assert_eq!(deal.concat(), (0..14).collect::<Vec<_>>());
        assert_eq!(deal, [(0..8).collect::<Vec<_>>(), (8..12).collect(), (12..14).collect()]);
    }

    #[test]
    fn spread_is_one_where_pairs_lie_as_by_chance_and_more_where_they_differ() {
        let baseline = Baseline::from_cosines(2, vec![-0.3, 0.1, -0.3, 0.1]).expect("pairs");
        assert!((baseline.mean + 0.1).abs() < 1e-12 && (baseline.deviation - 0.2).abs() < 1e-12);
        let of = |a: f64, b: f64, c: f64| array![[1.0, a, b], [a, 1.0, c], [b, c, 1.0]];
        let spread = |matrix| baseline.spread(&matrix).expect("a spread");
        assert!((spread(of(0.1, -0.3, 0.1)) - 1.0).abs() < 1e-12);
        assert!((spread(of(0.5, -0.7, 0.5)) - 3.0).abs() < 1e-12);
        let same = Baseline::from_cosines(2, vec![-1.0, -1.0]).expect("pairs");
        assert_eq!(same.spread(&array![[1.0, -1.0], [-1.0, 1.0]]), None);
        assert_eq!(Baseline::from_cosines(3, Vec::new()), None);
    }
}
