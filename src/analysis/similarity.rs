//! How near pairs of speeches are, within which bounds, and beside what chance gives.

use serde::{Deserialize, Serialize};

use super::Matrix;
use crate::{
    groups::{baseline::Baseline, group::pairs},
    ids::SpeechId,
};

/// How near each pair of speeches is: cosines of centred vectors of words and themes.
///
/// All matrices are speeches × speeches, in the order of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Similarity {
    /// Cosine of each pair, −1 to 1; the diagonal is 1.
    pub matrix: Matrix<f64>,
    /// 95 % interval of each cosine; empty without resampling. It is to be held against
    /// [`Similarity::chance`], not against 0.
    #[serde(default)]
    pub intervals: Matrix<Option<[f64; 2]>>,
    /// Chance that each pair is of one class, as [`Calibration`] has it; the diagonal: that the
    /// speech is of a class of its own. Empty without draws.
    ///
    /// [`Calibration`]: crate::groups::calibration::Calibration
    pub together: Matrix<f64>,
    /// Share of `draws` in which each pair fell into one group; the diagonal: in which the speech
    /// was alone. Empty without draws.
    #[serde(default)]
    pub drawn: Matrix<f64>,
    /// What cosines arise by chance: the passages of all, dealt anew; `None`: too much text.
    #[serde(default)]
    pub chance: Option<Baseline>,
    /// Resamplings of passages behind `together` and `drawn`.
    pub draws: usize,
    /// Speeches in the order of the tree's leaves.
    pub order: Vec<SpeechId>,
    /// Steps of the tree, nearest first; see [`Merge`].
    pub merges: Vec<Merge>,
    /// Places of the speeches on a plane, by principal components; empty below three speeches.
    pub map: Vec<[f64; 2]>,
    /// Mean silhouette of the groups, −1 to 1; `None` for one group or only singletons.
    pub silhouette: Option<f64>,
    /// Runs of k-means behind the groups of a collection, a meeting of more than
    /// 500 speeches, of which no pairs are compared:
    /// `matrix`, `together`, `merges` and `map` are empty then. 0: the groups are the tree's.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub runs: usize,
}

/// Serde asks by reference.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Similarity {
    /// The 95 % interval of the cosine of `a` and `b`; `None`: not resampled.
    pub fn interval(&self, a: SpeechId, b: SpeechId) -> Option<[f64; 2]> {
        self.intervals.at(a, b).flatten()
    }

    /// Whether `a` and `b` cannot be told from what chance gives: their interval holds the mean
    /// cosine of [`Similarity::chance`], or there is no interval.
    ///
    /// Chance does not give 0: the cosines of `n` indifferent speeches have a mean of −1/(n − 1). In
    /// meetings dealt from one report 1 to 7 % of the pairs are told, of twenty speeches 11 %.
    pub fn cannot_tell(&self, a: SpeechId, b: SpeechId) -> bool {
        let mean = self.chance.map_or(0.0, |chance| chance.mean);
        self.interval(a, b).is_none_or(|[low, high]| low <= mean && mean <= high)
    }

    /// The pair of `members` that is least likely of one class, the first of equals, and its
    /// chance; `None`: nobody to stand with, or no draws.
    pub fn weakest(&self, members: &[SpeechId]) -> Option<(SpeechId, SpeechId, f64)> {
        let pairs = pairs(members.len()).map(|(a, b)| (members[a], members[b]));
        let shares = pairs.filter_map(|(a, b)| Some((a, b, self.together.at(a, b)?)));
        shares.min_by(|a, b| a.2.total_cmp(&b.2))
    }
}

/// One step of the tree: clusters `a` and `b` become cluster `n + step`.
///
/// Clusters `0..n` are the speeches themselves, as in kodama and SciPy.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// First cluster.
    pub a: usize,
    /// Second cluster.
    pub b: usize,
    /// Mean cosine between the two.
    pub similarity: f64,
    /// Mean share of draws in which speeches of the two are together; `None` without draws. Where
    /// there are draws the tree is made of these, and a later step may have the larger cosine.
    #[serde(default)]
    pub together: Option<f64>,
    /// Speeches in the new cluster.
    pub size: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_told_by_its_interval_and_a_group_by_its_weakest_pair() {
        let mut similarity = Similarity {
            matrix: Matrix::default(),
            intervals: Matrix::from_iter([vec![None, Some([0.1, 0.3]), Some([-0.2, 0.0])]]),
            together: [[1.0, 0.9, 0.4], [0.9, 1.0, 0.4], [0.4, 0.4, 1.0]]
                .map(Vec::from)
                .into_iter()
                .collect(),
            drawn: Matrix::default(),
            chance: None,
            draws: 200,
            order: vec![],
            merges: vec![],
            map: vec![],
            silhouette: None,
            runs: 0,
        };
        let [a, b, c] = [0, 1, 2].map(SpeechId::new);
        for (pair, cannot) in [((a, b), false), ((a, c), true), ((a, a), true), ((b, c), true)] {
            assert_eq!(similarity.cannot_tell(pair.0, pair.1), cannot, "{pair:?}");
        }
        assert_eq!(similarity.weakest(&[a, b, c]), Some((a, c, 0.4)));
        assert_eq!(similarity.weakest(&[a, b]), Some((a, b, 0.9)));
        let unknown = [7, 8].map(SpeechId::new);
        assert_eq!((similarity.weakest(&[b]), similarity.weakest(&unknown)), (None, None));

        // Beside what chance gives 0 is nothing special.
        let null =
            Baseline { deals: 9, mean: 0.2, deviation: 0.1, low: 0.0, high: 0.4, floor: 0.3 };
        similarity.chance = Some(null);
        assert!(similarity.cannot_tell(a, b) && !similarity.cannot_tell(a, c));
    }
}
