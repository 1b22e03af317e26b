//! How sure a grouping is: passages drawn again and again.

use std::ops::Range;

use ndarray::Array2;
use rand::seq::index::sample;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::{
    baseline::Baseline,
    calibration::{Calibration, Shares},
    comparison::Comparison,
    group::{Agreement, Groups},
};
use crate::budget::GROUPING_STEPS;
use crate::themes::{Params, passages::passages};
use crate::{random::Procedure, terms::Deal, tokens::Tokens};

/// Share of each speech's passages in a draw.
const SHARE: f64 = 0.6;
/// Passages below which the sentences of a speech are drawn: of four there are few draws.
const FEWEST: usize = 5;

/// Deals of a meeting in which nobody differs, at most.
const DEALS: usize = 100;

/// How many draws a collection can pay for.
///
/// A draw costs a step a token, and some hundreds a pair of speeches. Thirty-one
/// work reports get all 200 draws; a hundred of them a few, several hundred none.
fn afforded(tokens: &Tokens, wanted: usize) -> usize {
    const PAIR: usize = 250;
    let total: usize = tokens.documents().iter().map(|document| document.ids.len()).sum();
    let speeches = tokens.documents().len();
    wanted.min(GROUPING_STEPS / (total + PAIR * speeches * speeches).max(1))
}

/// How many draws tell something, of those `wanted` and those that can be paid for.
fn draws(tokens: &Tokens, (wanted, afforded): (usize, usize)) -> usize {
    const LEAST: usize = 15;
    if afforded < LEAST.min(wanted) || tokens.documents().len() < 3 { 0 } else { afforded }
}

/// Groups, and in how many draws they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Consensus {
    /// The groups.
    pub groups: Groups,
    /// Share of draws in which each pair is together, speeches × speeches; the diagonal: in which
    /// the speech stands alone. All 0 without draws.
    pub together: Array2<f64>,
    /// Resamplings behind `together`; 0: too many or too few speeches.
    pub draws: usize,
    /// The chance that each pair is of one class, speeches × speeches; the diagonal: that the
    /// speech is alone. All 0 without draws, or where chance cannot be told from what is so.
    pub chances: Array2<f64>,
    /// What pairs are like where nobody differs; `None`: too much text to deal.
    pub baseline: Option<Baseline>,
}

impl Consensus {
    /// Groups speeches by what holds in most parts of their text, or, where draws cost too much,
    /// by their whole text alone.
    ///
    /// `gram`: the inner products of the whole speeches, speeches × speeches.
    pub fn of(comparison: &Comparison<'_>, gram: &Array2<f64>, params: &Params) -> Self {
        let afforded = afforded(comparison.tokens, params.draws);
        let draws = draws(comparison.tokens, (params.draws, afforded));
        let blocks: Vec<Vec<Range<usize>>> = (0..comparison.corpus.documents.len())
            .map(|speech| blocks(comparison, speech))
            .collect();
        let together = together(comparison, &blocks, (draws, params.seed, params.groups));
        let deals = DEALS.min(params.draws).min(afforded);
        let baseline = Baseline::of(comparison, &blocks, (deals, params.seed));
        let whole = Groups::of(gram, params.groups);
        let shares = Shares { together: &together, draws };
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

/// Share of draws in which each pair of speeches falls into one group, speeches × speeches.
///
/// Each draw takes 60 % of the passages of every speech without replacement,
/// with the draw's own generator, so that threads change nothing. The diagonal
/// is the share of draws in which the speech stands alone.
fn together(
    comparison: &Comparison<'_>,
    blocks: &[Vec<Range<usize>>],
    (draws, seed, count): (usize, u64, Option<usize>),
) -> Array2<f64> {
    let n = comparison.corpus.documents.len();
    let counts = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let mut random = Procedure::Groups.draw(seed, draw);
            let deal: Deal = blocks.iter().map(|blocks| drawn(blocks, &mut random)).collect();
            pairs(&Groups::of(&comparison.of(&deal), count).labels)
        })
        .reduce(|| Array2::<u32>::zeros((n, n)), |a, b| a + b);
    counts.mapv(|count| f64::from(count) / draws.max(1) as f64)
}

/// The passages of a speech, as sentences counted through all speeches; of a speech with few
/// passages its sentences.
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
    sample(random, blocks.len(), size).iter().flat_map(|place| blocks[place].clone()).collect()
}

fn pairs(labels: &[usize]) -> Array2<u32> {
    let n = labels.len();
    let size = |group: usize| labels.iter().filter(|&&label| label == group).count();
    Array2::from_shape_fn((n, n), |(a, b)| {
        u32::from(if a == b { size(labels[a]) == 1 } else { labels[a] == labels[b] })
    })
}
