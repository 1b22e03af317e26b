//! How sure a grouping is: the passages are drawn again and again.

use std::ops::Range;

use ndarray::Array2;
use rand::seq::index::sample;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::{
    baseline::Baseline,
    calibration::{Calibration, DrawShares},
    comparison::Comparison,
    group::{Agreement, Groups},
};
use crate::{
    budget::GROUPING_STEPS,
    random::Procedure,
    terms::Deal,
    themes::{Params, passages::passages},
    tokens::Tokens,
};

/// Share of each speech's passages in a draw. The calibration was fitted with it.
const SHARE: f64 = 0.6;
/// A speech with fewer passages is drawn by its sentences: of four passages there are too few
/// different draws. Chosen by eye.
const FEWEST: usize = 5;
/// Deals for the baseline at most. Chosen by eye, for speed.
const DEALS: usize = 100;
/// Fewer draws say nothing, so none are made. Chosen by eye.
const LEAST_DRAWS: usize = 15;
/// Steps of a draw for each pair of speeches, beside one for each token. Chosen by eye.
const STEPS_A_PAIR: usize = 250;
/// With fewer speeches there are no groups to be sure of.
const LEAST_SPEECHES: usize = 3;

/// Groups, and in how many draws they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Consensus {
    /// The groups.
    pub groups: Groups,
    /// Share of draws in which each pair is together, speeches × speeches; the diagonal: in which
    /// the speech is alone. All 0 without draws.
    pub together: Array2<f64>,
    /// Resamplings behind `together`; 0 if there are too many or too few speeches.
    pub draws: usize,
    /// The chance that each pair is of one class, speeches × speeches; the diagonal: that the
    /// speech is alone. All 0 without draws, or if chance gives only one cosine.
    pub chances: Array2<f64>,
    /// How similar pairs are where nobody differs; `None`: too much text to deal.
    pub baseline: Option<Baseline>,
}

impl Consensus {
    /// Groups speeches by what holds in most parts of their text, or, where draws cost too much,
    /// by their whole text alone.
    ///
    /// `gram`: the inner products of the whole speeches, speeches × speeches.
    pub fn of(comparison: &Comparison<'_>, gram: &Array2<f64>, params: &Params) -> Self {
        let affordable = affordable_draws(comparison.tokens, params.draws);
        let draws = useful_draws(comparison.tokens, params.draws, affordable);
        let blocks: Vec<Vec<Range<usize>>> = (0..comparison.corpus.documents.len())
            .map(|speech| blocks(comparison, speech))
            .collect();
        let together = together(comparison, &blocks, draws, params);
        let deals = DEALS.min(params.draws).min(affordable);
        let baseline = Baseline::of(comparison, &blocks, deals, params.seed);
        let whole = Groups::of(gram, params.groups);
        let shares = DrawShares { together: &together, draws };
        let chances = match &baseline {
            Some(baseline) if draws > 0 => {
                Calibration::built_in().chances(shares, &whole.similarity, baseline)
            }
            _ => Array2::zeros(together.dim()),
        };
        let groups = if draws > 0 {
            whole.agreed(Agreement { together: &together, chances: &chances }, params.groups)
        } else {
            whole
        };
        Self { groups, together, chances, draws, baseline }
    }
}

/// How many of the draws `wanted` a collection can pay for, of [`GROUPING_STEPS`].
fn affordable_draws(tokens: &Tokens, wanted: usize) -> usize {
    let total: usize = tokens.documents().iter().map(|document| document.ids.len()).sum();
    let speeches = tokens.documents().len();
    wanted.min(GROUPING_STEPS / (total + STEPS_A_PAIR * speeches * speeches).max(1))
}

/// The draws that can be paid for, or 0 if these are too few to say something.
fn useful_draws(tokens: &Tokens, wanted: usize, affordable: usize) -> usize {
    let too_few = affordable < LEAST_DRAWS.min(wanted);
    if too_few || tokens.documents().len() < LEAST_SPEECHES { 0 } else { affordable }
}

/// Share of draws in which each pair of speeches falls into one group, speeches × speeches; the
/// diagonal: in which the speech is alone.
///
/// Each draw takes 60 % of the passages of every speech without replacement, with a generator of
/// its own, so that the number of threads does not change the result.
fn together(
    comparison: &Comparison<'_>,
    blocks: &[Vec<Range<usize>>],
    draws: usize,
    params: &Params,
) -> Array2<f64> {
    let n = comparison.corpus.documents.len();
    let counts = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let mut random = Procedure::Groups.draw(params.seed, draw);
            let deal: Deal = blocks.iter().map(|blocks| drawn(blocks, &mut random)).collect();
            pairs_together(&Groups::of(&comparison.gram_of(&deal), params.groups).labels)
        })
        .reduce(|| Array2::<u32>::zeros((n, n)), |a, b| a + b);
    counts.mapv(|count| f64::from(count) / draws.max(1) as f64)
}

/// The passages of a speech, or its sentences if it has few passages; sentences are numbered
/// through all speeches.
fn blocks(comparison: &Comparison<'_>, speech: usize) -> Vec<Range<usize>> {
    let own = comparison.sentences(speech);
    let passages = passages(&comparison.corpus.documents[speech], speech);
    if passages.len() < FEWEST {
        return own.map(|sentence| sentence..sentence + 1).collect();
    }
    passages
        .into_iter()
        .map(|passage| own.start + passage.sentences.start..own.start + passage.sentences.end)
        .collect()
}

/// The sentences of one speech in one draw.
fn drawn(blocks: &[Range<usize>], random: &mut Xoshiro256PlusPlus) -> Vec<usize> {
    let size = ((blocks.len() as f64 * SHARE).round() as usize).max(1).min(blocks.len());
    sample(random, blocks.len(), size).iter().flat_map(|index| blocks[index].clone()).collect()
}

/// 1 for each pair of speeches in one group, and on the diagonal for each speech alone in its
/// group.
fn pairs_together(labels: &[usize]) -> Array2<u32> {
    let n = labels.len();
    Array2::from_shape_fn((n, n), |(a, b)| {
        let holds = if a == b { is_alone(labels, a) } else { labels[a] == labels[b] };
        u32::from(holds)
    })
}

fn is_alone(labels: &[usize], speech: usize) -> bool {
    labels.iter().filter(|&&label| label == labels[speech]).count() == 1
}
