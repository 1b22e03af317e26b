//! Quantiles, and blocks dealt anew: what changes where nothing changed.

use rand::{Rng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    blocks::shares,
    stats::{LEVEL, mean},
};
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

/// The blocks of two texts, dealt to them anew: each gets as many as it had.
pub(super) fn dealt<'a, T>(
    earlier: &'a [T],
    later: &'a [T],
    random: &mut Xoshiro256PlusPlus,
) -> [Vec<&'a T>; 2] {
    let mut blocks: Vec<&T> = earlier.iter().chain(later).collect();
    blocks.shuffle(random);
    let now = blocks.split_off(earlier.len());
    [blocks, now]
}

/// The changes of the shares of themes in many deals.
#[derive(Debug, Clone)]
pub(super) struct Deals {
    /// Deals × themes.
    changes: Vec<Vec<f64>>,
    /// For each theme its reach: how far it changes in 95 % of the deals.
    reach: Vec<f64>,
}

impl Deals {
    /// `None` without a deal.
    pub(super) fn new(changes: Vec<Vec<f64>>) -> Option<Self> {
        let reach = |theme: usize| {
            quantile_of(changes.iter().map(|deal| deal[theme].abs()).collect(), LEVEL)
        };
        let reach = (0..changes.first()?.len()).map(reach).collect::<Option<_>>()?;
        Some(Self { changes, reach })
    }

    /// The mean of several texts in each deal; `None` of no texts.
    pub(super) fn mean(texts: &[&Self]) -> Option<Self> {
        let first = &texts.first()?.changes;
        let mean_of = |deal: usize, theme: usize| {
            mean(&texts.iter().map(|text| text.changes[deal][theme]).collect::<Vec<f64>>())
        };
        let deal = |deal: usize| (0..first[deal].len()).map(|theme| mean_of(deal, theme)).collect();
        Self::new((0..first.len()).map(deal).collect())
    }

    /// The 95 % interval of a change of a theme, within what a change of a share can be.
    pub(super) fn interval(&self, theme: usize, difference: f64) -> [f64; 2] {
        let reach = self.reach[theme];
        [(difference - reach).max(-1.0), (difference + reach).min(1.0)]
    }

    /// Whether a change is more than so many reaches of its theme.
    pub(super) fn is_beyond(&self, theme: usize, difference: f64, limit: Option<f64>) -> bool {
        limit.is_some_and(|limit| difference.abs() > limit * self.reach[theme])
    }

    /// For each deal the most reaches that a theme changes by.
    pub(super) fn most(&self) -> Vec<f64> {
        let reaches = |(change, reach): (&f64, &f64)| {
            if *reach > 0.0 { change.abs() / reach } else { 0.0 }
        };
        let most = |deal: &Vec<f64>| deal.iter().zip(&self.reach).map(reaches).fold(0.0, f64::max);
        self.changes.iter().map(most).collect()
    }

    /// The most reaches that any theme changes by in 95 % of the deals.
    pub(super) fn limit(&self) -> Option<f64> {
        quantile_of(self.most(), LEVEL)
    }

    /// The largest change of any theme in 95 % of the deals.
    pub(super) fn noise(&self) -> Option<f64> {
        let most = |deal: &Vec<f64>| deal.iter().map(|change| change.abs()).fold(0.0, f64::max);
        quantile_of(self.changes.iter().map(most).collect(), LEVEL)
    }
}

/// The shares of blocks that are drawn with replacement, as many as there are.
pub(super) fn drawn(blocks: &[Vec<f64>], random: &mut Xoshiro256PlusPlus) -> Vec<f64> {
    shares((0..blocks.len()).map(|_| &blocks[random.gen_range(0..blocks.len())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_measured_by_the_reach_of_its_theme() {
        // A theme that chance carries by .001 to .100, one by a tenth of that, one never.
        let deal = |k: usize| vec![k as f64 / 1_000.0, -(k as f64) / 10_000.0, 0.0];
        let deals = Deals::new((1..=100).map(deal).collect()).expect("deals");
        let [low, high] = deals.interval(0, 0.2);
        assert!((high - low - 2.0 * 0.095).abs() < 0.002, "{low} {high}");
        // Both go together, so that no theme goes farther than the reach of one.
        let limit = deals.limit();
        assert!((limit.expect("a limit") - 1.0).abs() < 0.01);
        assert!(deals.is_beyond(1, 0.02, limit) && !deals.is_beyond(0, 0.02, limit));
        assert!(!deals.is_beyond(2, 0.0, limit) && !deals.is_beyond(0, 1.0, None));
        assert!(Deals::new(Vec::new()).is_none());
    }
}
