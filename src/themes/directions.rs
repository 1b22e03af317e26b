//! Passages in the few directions in which they differ most.

use ndarray::{Array1, Array2, Axis, Slice};

use super::space::PassageSpace;
use crate::{clusters::reduce, terms::Sparse};

/// Directions computed before the mean is subtracted, for each that is kept after it. Chosen by
/// eye.
const SPARE: usize = 2;
/// Directions at least: in one, rows of length 1 can only be 1 or −1.
const FEWEST: usize = 2;

/// Passages, less their mean, in their leading directions.
pub(super) struct Leading {
    /// Passages × directions, largest direction first.
    pub(super) rows: Array2<f64>,
    /// Terms × the directions before the mean is subtracted.
    first_basis: Array2<f64>,
    /// The mean of all passages in those directions.
    mean: Array1<f64>,
    /// Those directions × the directions of `rows`.
    second_basis: Array2<f64>,
}

impl Leading {
    /// Reduces `weights`, passages × terms, to enough directions for `k` clusters.
    pub(super) fn of(weights: &Sparse<f64>, k: usize, seed: u64) -> Self {
        let first = reduce::svd(weights, SPARE * k, seed);
        let directions = first.rows.ncols();
        let mean = first.rows.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(directions));
        let centred = first.rows - &mean;
        let second = reduce::svd(&Sparse::csr_from_dense(centred.view(), 0.0), k, seed);
        Self { rows: second.rows, first_basis: first.basis, mean, second_basis: second.basis }
    }

    /// The space of the directions in which `k` clusters were found; `idf` weighs its terms.
    pub(super) fn space(&self, idf: &[f64], k: usize) -> PassageSpace {
        let kept = Slice::from(..count(&self.rows, k));
        let second = self.second_basis.slice_axis(Axis(1), kept);
        let basis = reduce::times(&self.first_basis, &second.to_owned());
        PassageSpace::new(idf, &basis, self.mean.dot(&second).to_vec())
    }
}

/// The rows in as many directions as `k` clusters span, scaled to length 1.
///
/// Further directions would separate passages that belong to one theme.
pub(super) fn directions(rows: &Array2<f64>, k: usize) -> Array2<f64> {
    let kept = Slice::from(..count(rows, k));
    reduce::normalised(rows.slice_axis(Axis(1), kept).to_owned())
}

/// How many of the directions of `rows` are used for `k` clusters: they span `k − 1`.
fn count(rows: &Array2<f64>, k: usize) -> usize {
    (k - 1).max(FEWEST).min(rows.ncols())
}
