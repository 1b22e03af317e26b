//! From shares of draws to chances of being right.
//!
//! Two speeches that fall into one group in 90 % of the draws do not belong together in 90 % of
//! cases. How often they do was measured on meetings dealt from texts whose classes are known. The
//! map is fitted by `just calibrate`; here it is only read and applied.

use std::sync::LazyLock;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::baseline::Baseline;
use crate::error::{Error, Result};

/// What the chance of a pair depends on besides the pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditions {
    /// Speeches of the meeting.
    pub speeches: usize,
    /// How far its pairs are spread, see [`Baseline::spread`].
    pub spread: f64,
    /// How often its passages were drawn.
    pub draws: usize,
}

/// How near two speeches are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearness {
    /// Share of the draws in which they fall into one group.
    pub share: f64,
    /// Their cosine less the mean that chance gives.
    pub excess: f64,
}

/// The shares of draws in which pairs fall into one group.
#[derive(Debug, Clone, Copy)]
pub struct DrawShares<'a> {
    /// Speeches × speeches.
    pub together: &'a Array2<f64>,
    /// How often passages were drawn.
    pub draws: usize,
}

/// The map from shares of draws to chances, and what it was made on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// What kind of texts and meetings it was fitted on.
    pub made_on: String,
    /// Fewest and most speeches that the map was fitted on; for fewer or more the nearest is taken.
    pub speeches: [usize; 2],
    /// The logistic function of a pair.
    pub pair: Weights,
    /// What the logistic function claims, and how often that is right, both rising.
    pub knots: Vec<Knot>,
    /// How well maps fitted without some texts do on these.
    #[serde(default)]
    pub held_out: Vec<HeldOut>,
}

/// A pair is of one class with the log-odds `constant + share · logit(share of draws) + excess ·
/// excess + (speeches + spread · ln(spread of the meeting)) · ln(speeches)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Log-odds of a pair in half the draws.
    pub constant: f64,
    /// Weight of the share of draws.
    pub share: f64,
    /// Weight of the cosine beyond what chance gives.
    pub excess: f64,
    /// Weight of the number of speeches: among many more pairs are together by chance.
    pub speeches: f64,
    /// Weight of the spread: where it is 1 the meeting shows nothing that chance does not.
    pub spread: f64,
}

/// A point of the monotone map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knot {
    /// What the logistic function says.
    pub claimed: f64,
    /// How often it is so.
    pub right: f64,
}

impl Knot {
    fn is_probability(&self) -> bool {
        (0.0..=1.0).contains(&self.claimed) && (0.0..=1.0).contains(&self.right)
    }

    /// Whether the map rises, or at least does not fall, from `below` to this point.
    fn is_above(&self, below: Self) -> bool {
        below.claimed < self.claimed && below.right <= self.right
    }
}

/// What a map fitted without some texts claims of meetings dealt from these, and how often it is
/// right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldOut {
    /// The texts that the map had not seen.
    pub texts: String,
    /// Pairs by what is claimed of them, the surest first.
    pub pairs: Vec<Band>,
    /// Groups by their confidence, the surest first; right: the share of their pairs.
    pub groups: Vec<Band>,
}

/// Pairs or groups of which about the same is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The least that is claimed.
    pub from: f64,
    /// How many there are.
    pub count: usize,
    /// The mean of what is claimed.
    pub claimed: f64,
    /// The share of which it is so.
    pub right: f64,
}

/// Draws added on both sides, so that a share of none or all has finite log-odds.
const HALF_A_DRAW: f64 = 0.5;

static BUILT_IN: LazyLock<Calibration> = LazyLock::new(|| {
    Calibration::parse(Calibration::NAME, Calibration::TEXT)
        .expect("a test reads the built-in file")
});

impl Calibration {
    /// The file of the built-in map.
    pub const NAME: &str = "data/calibration.toml";
    /// Its text.
    pub const TEXT: &str = include_str!("../../data/calibration.toml");

    /// The map of `data/calibration.toml`.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a map.
    ///
    /// # Errors
    /// An unknown or missing key, fewer than two knots, a map that falls, a value that is not a
    /// probability.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let map: Self =
            toml::from_str(text).map_err(|error| Error::config(file, error.to_string()))?;
        map.check().map_err(|reason| Error::config(file, reason))?;
        Ok(map)
    }

    /// What is wrong with the map.
    fn check(&self) -> std::result::Result<(), &'static str> {
        let Weights { constant, share, excess, speeches, spread } = self.pair;
        if ![constant, share, excess, speeches, spread].iter().all(|weight| weight.is_finite()) {
            return Err("[pair]: a weight is no number");
        }
        if share <= 0.0 || excess < 0.0 || spread < 0.0 {
            return Err(
                "[pair]: what is together more often or nearer must be likelier, not less likely",
            );
        }
        if self.speeches[0] < 2 || self.speeches[0] > self.speeches[1] {
            return Err("`speeches` must be the fewest and the most, from 2 on");
        }
        if self.knots.len() < 2 || !self.knots.iter().all(Knot::is_probability) {
            return Err("`knots` must be two or more points between 0 and 1");
        }
        if !self.knots.windows(2).all(|two| two[1].is_above(two[0])) {
            return Err("`knots` must rise");
        }
        Ok(())
    }

    /// The chance that a pair so near is of one class.
    pub fn chance(&self, near: Nearness, conditions: Conditions) -> f64 {
        self.monotone(self.pair.chance(near, self.within(conditions)))
    }

    /// The chances of all pairs, speeches × speeches, from their shares of draws, their cosines and
    /// the cosines that arise by chance. On the diagonal is the chance that a speech is of a class
    /// of its own: that even its likeliest pair is wrong.
    ///
    /// All 0 if chance gives only one cosine, which nothing can exceed.
    pub fn chances(
        &self,
        drawn: DrawShares<'_>,
        similarity: &Array2<f64>,
        baseline: &Baseline,
    ) -> Array2<f64> {
        let speeches = similarity.nrows();
        let Some(spread) = baseline.spread(similarity) else {
            return Array2::zeros(similarity.dim());
        };
        let conditions = Conditions { speeches, spread, draws: drawn.draws };
        let mut chances = Array2::from_shape_fn(similarity.dim(), |pair| {
            let excess = similarity[pair] - baseline.mean;
            self.chance(Nearness { share: drawn.together[pair], excess }, conditions)
        });
        for speech in 0..speeches {
            let others = (0..speeches).filter(|&other| other != speech);
            let likeliest = others.map(|other| chances[[speech, other]]).fold(0.0, f64::max);
            chances[[speech, speech]] = 1.0 - likeliest;
        }
        chances
    }

    /// The same conditions, with no fewer and no more speeches than the map was fitted on.
    pub fn within(&self, conditions: Conditions) -> Conditions {
        let [fewest, most] = self.speeches;
        Conditions { speeches: conditions.speeches.clamp(fewest, most), ..conditions }
    }

    /// The map through the knots, straight between them and level beyond.
    fn monotone(&self, claimed: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.claimed <= claimed);
        let (Some(low), Some(high)) =
            (self.knots.get(after.wrapping_sub(1)), self.knots.get(after))
        else {
            let end = if after == 0 { self.knots.first() } else { self.knots.last() };
            return end.map_or(claimed, |knot| knot.right);
        };
        let part = (claimed - low.claimed) / (high.claimed - low.claimed);
        low.right + (high.right - low.right) * part
    }
}

impl Weights {
    /// What the log-odds are the weighted sum of, the constant's 1 first.
    pub fn features(near: Nearness, conditions: Conditions) -> [f64; 5] {
        let draws = conditions.draws as f64;
        let share = (near.share * draws + HALF_A_DRAW) / (draws + 2.0 * HALF_A_DRAW);
        let speeches = libm::log(conditions.speeches as f64);
        let logit = libm::log(share / (1.0 - share));
        [
            1.0,
            logit,
            near.excess,
            speeches,
            libm::log(conditions.spread.max(f64::MIN_POSITIVE)) * speeches,
        ]
    }

    /// What the logistic function says of a pair.
    pub fn chance(&self, near: Nearness, conditions: Conditions) -> f64 {
        let weights = [self.constant, self.share, self.excess, self.speeches, self.spread];
        let features = Self::features(near, conditions);
        let odds: f64 = weights.iter().zip(features).map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + libm::exp(-odds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "made_on = 'nothing'\nspeeches = [4, 30]\nknots = [{ claimed = 0.1, right = 0.0 }, { claimed = 0.9, right = 0.8 }]\n[pair]\nconstant = 0\nshare = 1\nexcess = 0\nspeeches = 0\nspread = 0\n";

    fn meeting(speeches: usize, spread: f64) -> Conditions {
        Conditions { speeches, spread, draws: 200 }
    }

    fn near(share: f64, excess: f64) -> Nearness {
        Nearness { share, excess }
    }

    #[test]
    fn more_draws_and_a_wider_spread_are_never_less_likely() {
        let map = Calibration::built_in();
        for speeches in [3, 4, 8, 12, 20, 31, 400] {
            for spread in [0.5, 0.9, 1.0, 1.5, 2.5] {
                let chances: Vec<f64> = (0..=200)
                    .map(|draws| {
                        map.chance(near(f64::from(draws) / 200.0, 0.3), meeting(speeches, spread))
                    })
                    .collect();
                assert!(chances.windows(2).all(|two| two[0] <= two[1]), "{speeches} {spread}");
                assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
                let usual = map.chance(near(0.9, 0.3), meeting(speeches, spread));
                assert!(usual <= map.chance(near(0.9, 0.3), meeting(speeches, spread * 1.2)));
                assert!(usual <= map.chance(near(0.9, 0.4), meeting(speeches, spread)));
            }
        }
    }

    #[test]
    fn where_nobody_differs_no_pair_is_sure() {
        for speeches in [6, 8, 12, 20, 31] {
            let chance = Calibration::built_in().chance(near(1.0, 0.4), meeting(speeches, 1.0));
            assert!(chance < 0.9, "{speeches}: {chance}");
        }
        assert!(Calibration::built_in().chance(near(1.0, 0.4), meeting(12, 2.0)) > 0.9);
    }

    #[test]
    fn the_map_is_straight_between_knots_and_level_beyond() {
        let map = Calibration::parse("m.toml", SMALL).expect("reads");
        for (claimed, right) in [(0.0, 0.0), (0.1, 0.0), (0.5, 0.4), (0.9, 0.8), (1.0, 0.8)] {
            assert!((map.monotone(claimed) - right).abs() < 1e-12, "{claimed}");
        }
        assert!((map.chance(near(0.5, 0.2), meeting(8, 1.0)) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_map_is_refused_with_its_file() {
        for (from, to) in [
            ("right = 0.8", "right = -0.8"),
            ("right = 0.0", "right = 0.9"),
            ("claimed = 0.9", "claimed = 0.1"),
            ("share = 1", "share = -1"),
            ("share = 1", "share = nan"),
            ("share = 1", "shares = 1"),
            ("[4, 30]", "[30, 4]"),
            (", { claimed = 0.9, right = 0.8 }", ""),
            ("made_on", "makes_on"),
        ] {
            let text = SMALL.replace(from, to);
            assert_ne!(text, SMALL, "{from}");
            let message = Calibration::parse("m.toml", &text).expect_err(to).to_string();
            assert!(message.starts_with("m.toml: "), "{message}");
        }
    }

    #[test]
    fn a_speech_is_as_surely_alone_as_its_likeliest_pair_is_wrong() {
        let map = Calibration::parse("m.toml", SMALL).expect("reads");
        let together = ndarray::array![[0.9, 0.5, 0.0], [0.5, 0.4, 0.0], [0.0, 0.0, 1.0]];
        let shares = DrawShares { together: &together, draws: 1_000_000 };
        let similarity = ndarray::array![[1.0, 0.4, -0.2], [0.4, 1.0, -0.2], [-0.2, -0.2, 1.0]];
        let baseline =
            Baseline { deals: 9, mean: 0.0, deviation: 0.2, low: -0.4, high: 0.4, floor: 0.3 };
        let chances = map.chances(shares, &similarity, &baseline);
        assert!((chances[[0, 1]] - 0.4).abs() < 1e-6 && (chances[[0, 0]] - 0.6).abs() < 1e-6);
        assert_eq!((chances[[2, 2]], chances[[0, 2]]), (1.0, 0.0));
        let certain = Baseline { deviation: 0.0, ..baseline };
        assert_eq!(map.chances(shares, &similarity, &certain).sum(), 0.0);
    }

    #[test]
    fn on_texts_that_a_map_had_not_seen_it_claims_what_is_so() {
        // In the mean over all pairs, and of those that it is sure of.
        const FAR: f64 = 0.08;
        const SURE_FAR: f64 = 0.08;
        let map = Calibration::built_in();
        let off = |band: &Band| (band.claimed - band.right).abs();
        let is_sure = |band: &&Band| band.from >= 0.9;
        assert!(map.held_out.len() >= 6);
        for held in &map.held_out {
            let all: usize = held.pairs.iter().map(|band| band.count).sum();
            let sum: f64 = held.pairs.iter().map(|band| off(band) * band.count as f64).sum();
            assert!(sum / all as f64 <= FAR, "{}: {}", held.texts, sum / all as f64);
            // Of one source a pair in a thousand may be taken for sure.
            let sure = held.pairs.iter().find(is_sure).filter(|band| band.count * 1000 > all);
            assert!(sure.is_none_or(|band| off(band) <= SURE_FAR), "{}: {sure:?}", held.texts);
        }
    }
}
