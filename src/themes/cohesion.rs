//! Whether a cluster of passages holds together.

use std::collections::BTreeSet;

use ndarray::{Array2, Axis};
use rand::{SeedableRng, seq::index::sample};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::{CompressedStorage, CsMat};

use super::{
    directions::{directions, leading},
    sections::{Key, Sections},
};
use crate::clusters::kmeans;
use crate::error::Result;

/// Draws of passages in which clusters are looked for again.
const DRAWS: u64 = 20;
/// Share of the passages in a draw: a bootstrap holds as many distinct ones.
const DRAWN: f64 = 0.63;
/// Beginnings of k-means in a draw.
const BEGINNINGS: usize = 5;
/// Random sets of passages that a theme is held against, and how many of them may have as much
/// coherence: one in twenty, the theme itself counted.
const RANDOM: u64 = 39;
const AS_GOOD: usize = 1;
/// Words of a set of passages whose company is looked at (Lau, Newman and Baldwin 2014 take 10).
const TOP: usize = 10;
/// Passages of the set that say such a word: two that say the same are often one text twice.
const SAY: f64 = 3.0;

/// For each cluster of `labels` its Jaccard index with the most similar cluster of a k-means fit
/// to a part of the passages, directions made anew, in the mean over [`DRAWS`] draws (Hennig
/// 2007). `weights` is passages × terms.
///
/// # Errors
/// None that finite rows cause.
pub(super) fn steadiness(
    weights: &CsMat<f64>,
    labels: &[usize],
    k: usize,
    seed: u64,
) -> Result<Vec<f64>> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let size = (DRAWN * labels.len() as f64).round() as usize;
    let draw = |number: u64| -> Result<Vec<f64>> {
        let seed = seed.wrapping_add(number);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let drawn = sample(&mut random, labels.len(), size).into_vec();
        let rows = directions(&leading(&rows_of(weights, &drawn), k, seed), k);
        let again = kmeans::fit(&rows, k, BEGINNINGS, seed)?;
        let mut common = Array2::<f64>::zeros((count, k));
        for (&row, &found) in drawn.iter().zip(&again) {
            common[[labels[row], found]] += 1.0;
        }
        let sizes = common.sum_axis(Axis(0));
        let best = |row: ndarray::ArrayView1<'_, f64>| {
            let own = row.sum();
            let overlap = |(both, size): (&f64, &f64)| both / (own + size - both).max(1.0);
            row.iter().zip(&sizes).map(overlap).fold(0.0, f64::max)
        };
        Ok(common.rows().into_iter().map(best).collect())
    };
    let draws: Vec<Vec<f64>> = (0..DRAWS).into_par_iter().map(draw).collect::<Result<_>>()?;
    let mean = |cluster: usize| draws.iter().map(|draw| draw[cluster]).sum::<f64>() / DRAWS as f64;
    Ok((0..count).map(mean).collect())
}

fn rows_of(matrix: &CsMat<f64>, rows: &[usize]) -> CsMat<f64> {
    let mut some = CsMat::empty(CompressedStorage::CSR, matrix.cols());
    for row in rows.iter().filter_map(|&row| matrix.outer_view(row)) {
        some = some.append_outer_csvec(row);
    }
    some
}

/// Whether some passages have more [`coherence`] than nearly all sets of as many, drawn at random
/// from the same ones.
pub(super) fn is_coherent(sections: &Sections<'_>, members: &[usize], seed: u64) -> bool {
    let own = coherence(sections, members);
    let is_as_good = |number: &u64| {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(*number));
        let drawn = sample(&mut random, sections.passages.len(), members.len()).into_vec();
        coherence(sections, &drawn) >= own
    };
    own > 0.0 && (0..RANDOM).into_par_iter().filter(is_as_good).count() <= AS_GOOD
}

/// How much company the [`TOP`] words of some passages keep in the meeting, −1 to 1: the mean
/// normalised pointwise mutual information of their pairs over its passages (Bouma 2009; Lau,
/// Newman and Baldwin 2014), times the share of the passages that say two of them. Without that
/// share a random set has the words of the largest theme, which keep good company.
///
/// 0 if hardly a word is said by [`SAY`] of the passages.
fn coherence(sections: &Sections<'_>, members: &[usize]) -> f64 {
    let is_common = |key: &Key| key.recall * members.len() as f64 >= SAY;
    let keys = sections.keys(members).into_iter().filter(is_common);
    let words: Vec<usize> = keys.take(TOP).map(|key| key.word).collect();
    let said = |words: &[&usize]| {
        let says_all = |passage: &&BTreeSet<usize>| words.iter().all(|word| passage.contains(word));
        sections.meeting.iter().filter(says_all).count() as f64
    };
    let n = sections.meeting.len() as f64;
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (place, second) in words.iter().enumerate() {
        for first in &words[..place] {
            sum += npmi(said(&[first, second]), (said(&[first]) / n) * (said(&[second]) / n), n);
            pairs += 1.0;
        }
    }
    let says_two = |member: &&usize| {
        words.iter().filter(|&&word| sections.says(**member, &[word])).nth(1).is_some()
    };
    let about = members.iter().filter(says_two).count() as f64 / members.len().max(1) as f64;
    if pairs >= SAY { sum / pairs * about } else { 0.0 }
}

/// Normalised pointwise mutual information of two words that `both` of `passages` say, and a share
/// `by_chance` would say if they had nothing to do with one another. One passage more is counted
/// in which they have not, so that few passages prove little.
fn npmi(both: f64, by_chance: f64, passages: f64) -> f64 {
    let share = (both + by_chance) / (passages + 1.0);
    if share < 1.0 { libm::log(share / by_chance) / -libm::log(share) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_company_if_passages_say_both_more_than_by_chance() {
        // Of ten passages five say each word: all together, never together, as by chance.
        assert!(npmi(5.0, 0.25, 10.0) > 0.8);
        assert!(npmi(0.0, 0.25, 10.0) < -0.5);
        assert!(npmi(2.5, 0.25, 10.0).abs() < 1e-12);
        // What all passages say keeps nobody company.
        assert!(npmi(10.0, 1.0, 10.0).abs() < 1e-12);
    }
}
