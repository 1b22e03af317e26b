//! Whether a cluster of passages holds together.

use std::collections::BTreeSet;

use ndarray::{Array2, ArrayView1, Axis};
use rand::{SeedableRng, seq::index::sample};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::CompressedStorage;

use super::{
    directions::{Leading, directions},
    passage_counts::PassageCounts,
};
use crate::{clusters::kmeans, error::Result, terms::Sparse};

/// Samples of the passages in which clusters are looked for again. Chosen by eye.
const SAMPLES: u64 = 20;
/// Share of the passages in a sample: a bootstrap has as many distinct ones (1 − 1/e).
const SAMPLED: f64 = 0.63;
/// Beginnings of k-means in a sample. Chosen by eye, for speed.
const BEGINNINGS: usize = 5;
/// Random sets of passages to which a theme is compared, and how many of them may be as coherent:
/// with the theme itself, 2 of 40, a permutation test at 5 %.
const RANDOM: u64 = 39;
const AS_COHERENT: usize = 1;
/// Words of a set of passages that its coherence is computed from (Lau, Newman and Baldwin 2014
/// take 10).
const TOP: usize = 10;
/// Passages of the set that must have such a word: two passages with the same words are often one
/// text twice. Also the pairs of such words that coherence needs. Chosen by eye.
const FEW: f64 = 3.0;
/// Words of a theme that a passage must have to count as being about it.
const ABOUT: usize = 2;

/// For each cluster of `labels` how well samples of the passages recover it (Hennig 2007): its
/// largest Jaccard index with a cluster of k-means, in the directions of the sample, as the mean
/// over [`SAMPLES`]. `weights` is passages × terms.
///
/// # Errors
/// None that finite rows cause.
pub(super) fn recovery(
    weights: &Sparse<f64>,
    labels: &[usize],
    k: usize,
    seed: u64,
) -> Result<Vec<f64>> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let samples: Vec<Vec<f64>> = (0..SAMPLES)
        .into_par_iter()
        .map(|number| recovered(weights, labels, k, seed.wrapping_add(number)))
        .collect::<Result<_>>()?;
    Ok((0..count)
        .map(|cluster| samples.iter().map(|one| one[cluster]).sum::<f64>() / SAMPLES as f64)
        .collect())
}

/// For each cluster of `labels` its largest Jaccard index with a cluster of one sample.
fn recovered(weights: &Sparse<f64>, labels: &[usize], k: usize, seed: u64) -> Result<Vec<f64>> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let size = (SAMPLED * labels.len() as f64).round() as usize;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let sampled = sample(&mut random, labels.len(), size).into_vec();
    let leading = Leading::of(&rows_of(weights, &sampled), k, seed);
    let again = kmeans::fit(&directions(&leading.rows, k), k, BEGINNINGS, seed)?;
    let mut common = Array2::<f64>::zeros((count, k));
    for (&row, &cluster) in sampled.iter().zip(&again) {
        common[[labels[row], cluster]] += 1.0;
    }
    let sizes = common.sum_axis(Axis(0));
    Ok(common.rows().into_iter().map(|row| largest_overlap(row, sizes.view())).collect())
}

/// The largest Jaccard index of a cluster with others: `common` members of each, and their sizes.
fn largest_overlap(common: ArrayView1<'_, f64>, sizes: ArrayView1<'_, f64>) -> f64 {
    let own = common.sum();
    common
        .iter()
        .zip(sizes)
        .map(|(both, size)| both / (own + size - both).max(1.0))
        .fold(0.0, f64::max)
}

fn rows_of(matrix: &Sparse<f64>, rows: &[usize]) -> Sparse<f64> {
    let mut some = Sparse::empty(CompressedStorage::CSR, matrix.cols());
    for row in rows.iter().filter_map(|&row| matrix.outer_view(row)) {
        some = some.append_outer_csvec(row);
    }
    some
}

/// Whether some passages are more coherent than nearly all random sets of as many passages.
pub(super) fn is_coherent(counts: &PassageCounts<'_>, members: &[usize], seed: u64) -> bool {
    let own = coherence(counts, members);
    let as_coherent = (0..RANDOM).into_par_iter().filter(|number| {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(*number));
        let drawn = sample(&mut random, counts.passages.len(), members.len()).into_vec();
        coherence(counts, &drawn) >= own
    });
    own > 0.0 && as_coherent.count() <= AS_COHERENT
}

/// How much the [`TOP`] words of some passages occur together in the meeting, −1 to 1: the mean
/// normalised pointwise mutual information of their pairs over its passages (Bouma 2009; Lau,
/// Newman and Baldwin 2014), times the share of the passages that have two of them. Without that
/// share a random set would score by the words of the largest theme, which occur together.
///
/// 0 if hardly a word is in [`FEW`] of the passages.
fn coherence(counts: &PassageCounts<'_>, members: &[usize]) -> f64 {
    let words: Vec<usize> = counts
        .key_words(members)
        .into_iter()
        .filter(|key| key.recall * members.len() as f64 >= FEW)
        .take(TOP)
        .map(|key| key.word)
        .collect();
    let n = counts.meeting.len() as f64;
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (index, second) in words.iter().enumerate() {
        for first in &words[..index] {
            let by_chance =
                (passages_with(counts, &[first]) / n) * (passages_with(counts, &[second]) / n);
            sum += npmi(passages_with(counts, &[first, second]), by_chance, n);
            pairs += 1.0;
        }
    }
    let about = members.iter().filter(|&&member| counts.has(member, &words) >= ABOUT).count();
    let about = about as f64 / members.len().max(1) as f64;
    if pairs >= FEW { sum / pairs * about } else { 0.0 }
}

/// How many passages of the meeting have all of some words.
fn passages_with(counts: &PassageCounts<'_>, words: &[&usize]) -> f64 {
    let has_all = |passage: &&BTreeSet<usize>| words.iter().all(|word| passage.contains(word));
    counts.meeting.iter().filter(has_all).count() as f64
}

/// Normalised pointwise mutual information of two words, −1 to 1: `both` of `passages` have the
/// two, and a share `by_chance` would if the words were independent.
///
/// One passage is added in which they are independent, so that few passages prove little.
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
