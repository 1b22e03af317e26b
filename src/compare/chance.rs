//! Quantiles, and blocks dealt anew.

use rand::{Rng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::blocks::shares;
use crate::analysis::quantile;

/// The quantile `share` of some values; `None` without values.
pub(super) fn quantile_of(mut values: Vec<f64>, share: f64) -> Option<f64> {
    quantile(&mut values, share)
}

/// The quantiles between which 95 % lie.
pub(super) const ENDS: [f64; 2] = [0.025, 0.975];

/// What 95 % of some values lie between; `None` without values.
pub(super) fn middle(values: &[f64]) -> Option<[f64; 2]> {
    let [low, high] = ENDS.map(|end| quantile_of(values.to_vec(), end));
    Some([low?, high?])
}

/// The changes of all shares where the blocks of two texts are dealt to them anew.
///
/// `earlier` and `later` are the characters by theme of each block.
pub(super) fn dealt(
    earlier: &[Vec<f64>],
    later: &[Vec<f64>],
    random: &mut Xoshiro256PlusPlus,
) -> Vec<f64> {
    let mut blocks: Vec<&Vec<f64>> = earlier.iter().chain(later).collect();
    blocks.shuffle(random);
    let (first, second) = blocks.split_at(earlier.len());
    let [before, now] = [first, second].map(|blocks| shares(blocks.iter().copied()));
    now.iter().zip(before).map(|(now, before)| now - before).collect()
}

/// The shares of blocks that are drawn with replacement, as many as there are.
pub(super) fn drawn(blocks: &[Vec<f64>], random: &mut Xoshiro256PlusPlus) -> Vec<f64> {
    shares((0..blocks.len()).map(|_| &blocks[random.gen_range(0..blocks.len())]))
}
