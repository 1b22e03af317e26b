//! The grouping as `report.json` has it: one object of both kinds, with empty lists for what there is
//! not.

use serde::{Deserialize, Serialize};

use super::{Baseline, Collection, Draws, Matrix, Merge, SpeechId, Tree};

/// The object.
#[derive(Serialize, Deserialize)]
pub(super) struct Grouping {
    matrix: Matrix<f64>,
    #[serde(default)]
    intervals: Matrix<Option<[f64; 2]>>,
    together: Matrix<f64>,
    #[serde(default)]
    drawn: Matrix<f64>,
    #[serde(default)]
    chance: Option<Baseline>,
    draws: usize,
    order: Vec<SpeechId>,
    merges: Vec<Merge>,
    map: Vec<[f64; 2]>,
    silhouette: Option<f64>,
    /// 0 of a tree.
    #[serde(default, skip_serializing_if = "is_zero")]
    runs: usize,
}

/// Serde asks by reference.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl From<Grouping> for super::Grouping {
    fn from(json: Grouping) -> Self {
        let Grouping { order, silhouette, runs, .. } = json;
        if runs > 0 {
            return Self::Collection(Collection { runs, order, silhouette });
        }
        let draws = Draws { count: json.draws, together: json.together, drawn: json.drawn };
        Self::Tree(Tree {
            cosines: json.matrix,
            intervals: Some(json.intervals).filter(|intervals| !intervals.is_empty()),
            chance: json.chance,
            draws: Some(draws).filter(|draws| draws.count > 0),
            order,
            merges: json.merges,
            map: json.map,
            silhouette,
        })
    }
}

impl From<super::Grouping> for Grouping {
    fn from(grouping: super::Grouping) -> Self {
        match grouping {
            super::Grouping::Tree(tree) => tree.into(),
            super::Grouping::Collection(collection) => collection.into(),
        }
    }
}

impl From<Tree> for Grouping {
    fn from(tree: Tree) -> Self {
        let none = Draws { count: 0, together: Matrix::default(), drawn: Matrix::default() };
        let Draws { count, together, drawn } = tree.draws.unwrap_or(none);
        Self {
            matrix: tree.cosines,
            intervals: tree.intervals.unwrap_or_default(),
            together,
            drawn,
            chance: tree.chance,
            draws: count,
            order: tree.order,
            merges: tree.merges,
            map: tree.map,
            silhouette: tree.silhouette,
            runs: 0,
        }
    }
}

impl From<Collection> for Grouping {
    fn from(Collection { runs, order, silhouette }: Collection) -> Self {
        Self {
            matrix: Matrix::default(),
            intervals: Matrix::default(),
            together: Matrix::default(),
            drawn: Matrix::default(),
            chance: None,
            draws: 0,
            order,
            merges: Vec::new(),
            map: Vec::new(),
            silhouette,
            runs,
        }
    }
}
