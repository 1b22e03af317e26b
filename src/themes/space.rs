//! The space in which themes were found: what takes a further passage to them.

use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

/// The directions in which the passages of a meeting were clustered.
///
/// A passage with term counts `c` lies at `x V − m`, scaled to length 1, where `x` is `c · idf`
/// scaled to length 1, `V` the basis and `m` the mean passage (latent semantic analysis, centred).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassageSpace {
    /// For each counted term `ln((1 + N) / (1 + df)) + 1` over N passages; 0 for the terms of a
    /// single speech, which do not count.
    pub(super) idf: Vec<f64>,
    /// `V`, terms × directions.
    pub(super) basis: Array2<f64>,
    /// `m`, the mean passage in the directions.
    pub(super) mean: Vec<f64>,
}

impl PassageSpace {
    /// How many terms it weighs: the columns of the meeting's features.
    pub fn terms(&self) -> usize {
        self.idf.len()
    }

    /// How many directions it has.
    pub fn directions(&self) -> usize {
        self.mean.len()
    }

    /// For each counted term its weight; 0 for the terms of a single speech.
    pub fn idf(&self) -> &[f64] {
        &self.idf
    }

    /// What a term of weight 1 adds to each direction.
    ///
    /// # Panics
    /// If there is no such term.
    pub fn loadings(&self, term: usize) -> Vec<f64> {
        self.basis.row(term).to_vec()
    }

    /// The position of the mean passage, which [`PassageSpace::project`] subtracts.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// The position of a passage, of length 1, or 0 everywhere if it has no term that counts.
    ///
    /// `counts`: terms by index, and how often the passage has them (three times as often in a
    /// heading). Terms that the space does not have are left out.
    pub fn project(&self, counts: &[(usize, u32)]) -> Vec<f64> {
        let known = counts.iter().filter(|(term, _)| *term < self.terms());
        let weights: Vec<(usize, f64)> =
            known.map(|&(term, count)| (term, f64::from(count) * self.idf[term])).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length == 0.0 {
            return vec![0.0; self.directions()];
        }
        let mut position = -Array1::from(self.mean.clone());
        for (term, weight) in weights {
            position.scaled_add(weight / length, &self.basis.row(term));
        }
        let length = position.dot(&position).sqrt();
        if length > 0.0 {
            position /= length;
        }
        position.to_vec()
    }
}
