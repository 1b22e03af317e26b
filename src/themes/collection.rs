//! Thousands of texts → clusters: the recipe for large collections.

use super::{kmeans, reduce};
use crate::{
    error::Result,
    terms::{Features, Params, TermCounts, TfIdf},
    tokens::Tokens,
};

/// Terms in fewer texts are left out.
const MIN_DF: usize = 5;
/// Terms in more than this share of the texts are left out.
const MAX_DF: f64 = 0.4;
/// Terms counted, those in the most texts first.
const TERMS: usize = 30_000;
/// Directions kept for each cluster, and the fewest and most: `k` clusters lie in
/// `k − 1` directions (Ding and He 2004), a few more hold what strays from these,
/// and all others are differences inside a cluster, which k-means takes for clusters.
const DIRECTIONS: usize = 3;
const FEWEST: usize = 20;
/// Votes on a text, as long as all texts together have no more than this many.
const VOTES: usize = 1_000_000;
const MOST_RUNS: usize = 100;

/// `k` clusters of the texts of a collection, numbered by their first members.
///
/// `(1 + ln tf) · ln(N/df)`, rows of length 1 ([`TfIdf`]), the directions of
/// latent semantic analysis ([`reduce`]), the consensus of k-means
/// ([`kmeans::consensus`]). `examples/labelled.rs` measures it.
///
/// # Errors
/// None that finite weights cause.
pub fn cluster(
    tokens: &Tokens,
    features: &Features,
    (k, seed): (usize, u64),
) -> Result<Vec<usize>> {
    let counts = TermCounts::count(tokens, features);
    let params = Params { min_df: MIN_DF, max_df: MAX_DF, ..Params::default() };
    let documents = counts.matrix().rows();
    let df = most_frequent(counts.document_frequencies(), MAX_DF * documents as f64);
    let weights = TfIdf::from_frequencies(&df, documents, &params).transform(&counts);
    let directions = (DIRECTIONS * k).clamp(FEWEST, reduce::DIMENSIONS);
    let rows = reduce::reduce(weights.matrix(), directions, seed);
    // Where two partitions are nearly as good, twenty votes may fall either way; a hundred seldom do.
    let runs = (VOTES / documents.max(1)).clamp(kmeans::RUNS, MOST_RUNS);
    kmeans::consensus(&rows, k, runs, seed)
}

/// Document frequencies, 0 for all but the most frequent terms in at most `most` texts.
fn most_frequent(mut df: Vec<u32>, most: f64) -> Vec<u32> {
    let mut order: Vec<usize> = (0..df.len()).filter(|&t| f64::from(df[t]) <= most).collect();
    order.sort_by_key(|&term| (std::cmp::Reverse(df[term]), term));
    for &term in order.iter().skip(TERMS) {
        df[term] = 0;
    }
    df
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_most_texts_are_kept() {
        let mut df = vec![1; TERMS + 2];
        (df[0], df[TERMS], df[TERMS + 1]) = (9, 2, 3);
        let kept = most_frequent(df, 8.0);
        // The first is in too many texts to be counted, which `TfIdf` sees to; it takes no place.
        assert_eq!((kept[0], kept[TERMS - 2], kept[TERMS - 1]), (9, 1, 0));
        assert_eq!((kept[TERMS], kept[TERMS + 1]), (2, 3));
    }
}
