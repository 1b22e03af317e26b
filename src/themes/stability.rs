//! How sure a grouping is: sentences drawn again and again.

use ndarray::Array2;
use rand::{SeedableRng, seq::index::sample};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::group::Groups;
use crate::{
    terms::{Features, Params, Tally, TfIdf, gram},
    tokens::{DocumentTokens, Tokens},
};

/// Share of each speech's sentences in a draw.
const SHARE: f64 = 0.6;

/// How many draws a collection can pay for, at most `wanted`.
///
/// A draw costs a step a token, and some hundreds a pair of speeches. Thirty-one
/// work reports get all 200 draws; a hundred of them a few, several hundred none.
pub fn draws(tokens: &Tokens, wanted: usize) -> usize {
    const AFFORDED: usize = 110_000_000;
    const PAIR: usize = 250;
    const LEAST: usize = 15;
    let total: usize = tokens.documents().iter().map(|document| document.ids.len()).sum();
    let speeches = tokens.documents().len();
    let draws = wanted.min(AFFORDED / (total + PAIR * speeches * speeches).max(1));
    if draws < LEAST.min(wanted) || tokens.documents().len() < 3 { 0 } else { draws }
}

/// Share of draws in which each pair of speeches falls into one group, speeches × speeches.
///
/// Each draw takes 60 % of the sentences of every speech without replacement,
/// with the draw's own generator, so that threads change nothing. The diagonal
/// is the share of draws in which the speech stands alone.
pub fn together(
    tokens: &Tokens,
    features: &Features,
    params: &Params,
    (draws, seed, count): (usize, u64, Option<usize>),
) -> Array2<f64> {
    let n = tokens.documents().len();
    let counts = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(draw as u64));
            let mut tally = Tally::new(features);
            let rows: Vec<Vec<(usize, u32)>> = tokens
                .documents()
                .iter()
                .map(|document| tally.row(drawn(document, &mut random).into_iter()))
                .collect();
            pairs(&grouping(&rows, features.terms().len(), params, count))
        })
        .reduce(|| Array2::<u32>::zeros((n, n)), |a, b| a + b);
    counts.mapv(|count| f64::from(count) / draws.max(1) as f64)
}

/// The tokens of the sentences of one draw.
fn drawn(document: &DocumentTokens, random: &mut Xoshiro256PlusPlus) -> Vec<u32> {
    let sentences = document.ends.len();
    let size = ((sentences as f64 * SHARE).round() as usize).clamp(1, sentences.max(1));
    if sentences == 0 {
        return Vec::new();
    }
    let chosen = sample(random, sentences, size);
    chosen.iter().flat_map(|place| document.sentence(place)).copied().collect()
}

fn grouping(
    rows: &[Vec<(usize, u32)>],
    columns: usize,
    params: &Params,
    count: Option<usize>,
) -> Vec<usize> {
    let mut df = vec![0; columns];
    for &(column, _) in rows.iter().flatten() {
        df[column] += 1;
    }
    let tfidf = TfIdf::from_frequencies(&df, rows.len(), params);
    let weights: Vec<Vec<(usize, f64)>> =
        rows.iter().map(|row| tfidf.weigh(row.iter().copied())).collect();
    Groups::of(&gram(&weights), count).labels
}

fn pairs(labels: &[usize]) -> Array2<u32> {
    let n = labels.len();
    let size = |group: usize| labels.iter().filter(|&&label| label == group).count();
    Array2::from_shape_fn((n, n), |(a, b)| {
        u32::from(if a == b { size(labels[a]) == 1 } else { labels[a] == labels[b] })
    })
}
