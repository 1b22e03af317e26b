//! How the speeches of a meeting were grouped, and how near each pair of them is.

use serde::{Deserialize, Serialize};

use super::Matrix;
use crate::{
    groups::{baseline::Baseline, group::pairs},
    ids::SpeechId,
};

mod json;

/// How the speeches of a meeting were grouped: by a tree, or, of many, by clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "json::Grouping", into = "json::Grouping")]
pub enum Grouping {
    /// Every pair of speeches was compared.
    Tree(Tree),
    /// There are more speeches than
    /// [`PAIRED_SPEECHES`](crate::budget::PAIRED_SPEECHES): no pairs were compared.
    Collection(Collection),
}

/// A grouping by cosines of centred vectors of words and themes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Tree {
    /// Cosine of each pair, −1 to 1; the diagonal is 1.
    pub cosines: Matrix<f64>,
    /// 95 % interval of each cosine, to be held against [`Tree::chance`], not against 0; `None`: no
    /// resampling, and within it: of a speech with too little text.
    pub intervals: Option<Matrix<Option<[f64; 2]>>>,
    /// What cosines arise by chance: the passages of all, dealt anew; `None`: too much text.
    pub chance: Option<Baseline>,
    /// What groupings of parts of the text showed; `None`: too little text to draw, or too much.
    pub draws: Option<Draws>,
    /// Speeches in the order of the tree's leaves.
    pub order: Vec<SpeechId>,
    /// Steps of the tree, nearest first; see [`Merge`].
    pub merges: Vec<Merge>,
    /// Places of the speeches on a plane, by principal components; empty below three speeches.
    pub map: Vec<[f64; 2]>,
    /// Mean silhouette of the groups, −1 to 1; `None` for one group or only singletons.
    pub silhouette: Option<f64>,
}

/// Groupings of parts of the text, drawn again and again.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Draws {
    /// How many.
    pub count: usize,
    /// Chance that each pair is of one class, as [`Calibration`] has it; the diagonal: that the
    /// speech is of a class of its own.
    ///
    /// [`Calibration`]: crate::groups::calibration::Calibration
    pub together: Matrix<f64>,
    /// Share of the draws in which each pair fell into one group; the diagonal: in which the speech
    /// was alone.
    pub drawn: Matrix<f64>,
}

/// A grouping by k-means on reduced vectors of words.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Collection {
    /// Runs of k-means of which the groups are the consensus.
    pub runs: usize,
    /// The speeches by group.
    pub order: Vec<SpeechId>,
    /// Mean silhouette of the groups, −1 to 1; `None` for one group.
    pub silhouette: Option<f64>,
}

/// One step of the tree: clusters `a` and `b` become cluster `n + step`.
///
/// Clusters `0..n` are the speeches themselves, as in kodama and SciPy.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
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

impl Grouping {
    /// The tree; `None` of a collection.
    pub fn tree(&self) -> Option<&Tree> {
        match self {
            Self::Tree(tree) => Some(tree),
            Self::Collection(_) => None,
        }
    }

    /// The collection; `None` of a tree.
    pub fn collection(&self) -> Option<&Collection> {
        match self {
            Self::Tree(_) => None,
            Self::Collection(collection) => Some(collection),
        }
    }

    /// The groupings of parts of the text; `None` where nothing was drawn.
    pub fn draws(&self) -> Option<&Draws> {
        self.tree()?.draws.as_ref()
    }

    /// How many groupings of parts of the text there were.
    pub fn draw_count(&self) -> usize {
        self.draws().map_or(0, |draws| draws.count)
    }

    /// What cosines arise by chance; `None` of a collection and of too much text.
    pub fn chance(&self) -> Option<&Baseline> {
        self.tree()?.chance.as_ref()
    }

    /// The cosine of `a` and `b`; `None` of a collection.
    pub fn cosine(&self, a: SpeechId, b: SpeechId) -> Option<f64> {
        self.tree()?.cosines.at(a, b)
    }

    /// The chance that `a` and `b` are of one class; `None` without draws.
    pub fn together(&self, a: SpeechId, b: SpeechId) -> Option<f64> {
        self.draws()?.together.at(a, b)
    }

    /// The share of draws in which `a` and `b` fell into one group; `None` without draws.
    pub fn drawn(&self, a: SpeechId, b: SpeechId) -> Option<f64> {
        self.draws()?.drawn.at(a, b)
    }

    /// Whether the cosines have intervals.
    pub fn has_intervals(&self) -> bool {
        self.tree().is_some_and(|tree| tree.intervals.is_some())
    }

    /// The 95 % interval of the cosine of `a` and `b`; `None`: not resampled.
    pub fn interval(&self, a: SpeechId, b: SpeechId) -> Option<[f64; 2]> {
        self.tree()?.intervals.as_ref()?.at(a, b)?
    }

    /// Whether `a` and `b` cannot be told from what chance gives: their interval holds the mean
    /// cosine of [`Tree::chance`], or there is no interval.
    ///
    /// Chance does not give 0: the cosines of `n` indifferent speeches have a mean of −1/(n − 1). In
    /// meetings dealt from one report 1 to 7 % of the pairs are told, of twenty speeches 11 %.
    pub fn cannot_tell(&self, a: SpeechId, b: SpeechId) -> bool {
        let mean = self.chance().map_or(0.0, |chance| chance.mean);
        self.interval(a, b).is_none_or(|[low, high]| low <= mean && mean <= high)
    }

    /// The pair of `members` that is least likely of one class, the first of equals, and its
    /// chance; `None`: nobody to stand with, or no draws.
    pub fn weakest(&self, members: &[SpeechId]) -> Option<(SpeechId, SpeechId, f64)> {
        let pairs = pairs(members.len()).map(|(a, b)| (members[a], members[b]));
        let shares = pairs.filter_map(|(a, b)| Some((a, b, self.together(a, b)?)));
        shares.min_by(|a, b| a.2.total_cmp(&b.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of which nothing is known but draws and intervals.
    fn tree() -> Tree {
        let together = [[1.0, 0.9, 0.4], [0.9, 1.0, 0.4], [0.4, 0.4, 1.0]];
        let together: Matrix<f64> = together.map(Vec::from).into_iter().collect();
        Tree {
            cosines: Matrix::default(),
            intervals: Some(Matrix::from_iter([vec![None, Some([0.1, 0.3]), Some([-0.2, 0.0])]])),
            chance: None,
            draws: Some(Draws { count: 200, drawn: together.clone(), together }),
            order: vec![],
            merges: vec![],
            map: vec![],
            silhouette: None,
        }
    }

    #[test]
    fn a_pair_is_told_by_its_interval_and_a_group_by_its_weakest_pair() {
        let grouping = Grouping::Tree(tree());
        let [a, b, c] = [0, 1, 2].map(SpeechId::new);
        for (pair, cannot) in [((a, b), false), ((a, c), true), ((a, a), true), ((b, c), true)] {
            assert_eq!(grouping.cannot_tell(pair.0, pair.1), cannot, "{pair:?}");
        }
        assert_eq!(grouping.weakest(&[a, b, c]), Some((a, c, 0.4)));
        assert_eq!(grouping.weakest(&[a, b]), Some((a, b, 0.9)));
        let unknown = [7, 8].map(SpeechId::new);
        assert_eq!((grouping.weakest(&[b]), grouping.weakest(&unknown)), (None, None));

        // Beside what chance gives 0 is nothing special.
        let chance =
            Baseline { deals: 9, mean: 0.2, deviation: 0.1, low: 0.0, high: 0.4, floor: 0.3 };
        let grouping = Grouping::Tree(Tree { chance: Some(chance), ..tree() });
        assert!(grouping.cannot_tell(a, b) && !grouping.cannot_tell(a, c));
    }

    #[test]
    fn a_grouping_is_read_back_from_json() {
        let bare = Tree { intervals: None, draws: None, ..tree() };
        let order = SpeechId::first(2).collect();
        let collection = Collection { runs: 20, order, silhouette: Some(0.5) };
        for grouping in
            [Grouping::Tree(tree()), Grouping::Tree(bare), Grouping::Collection(collection)]
        {
            let json = serde_json::to_string(&grouping).expect("writes");
            assert_eq!(json.contains("runs"), grouping.collection().is_some(), "{json}");
            assert_eq!(serde_json::from_str::<Grouping>(&json).expect("reads"), grouping, "{json}");
        }
    }
}
