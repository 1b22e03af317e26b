//! Passages in the few directions in which they differ most.

use ndarray::{Array2, Axis, Slice};
use sprs::CsMat;

use crate::clusters::reduce;

/// Directions computed before the mean is taken away, for each that is kept after it. Chosen by
/// eye.
const SPARE: usize = 2;

/// The rows of a matrix less their mean, in enough directions for `k` clusters: passages ×
/// directions.
pub(super) fn leading(weights: &CsMat<f64>, k: usize, seed: u64) -> Array2<f64> {
    let rows = reduce::svd(weights, SPARE * k, seed).rows;
    let Some(mean) = rows.mean_axis(Axis(0)) else { return rows };
    reduce::svd(&CsMat::csr_from_dense((rows - mean).view(), 0.0), k, seed).rows
}

/// The rows in as many directions as `k` clusters span, but at least two, scaled to length 1.
///
/// More directions separate passages that belong to one theme.
pub(super) fn directions(rows: &Array2<f64>, k: usize) -> Array2<f64> {
    let count = (k - 1).max(2).min(rows.ncols());
    reduce::normalised(rows.slice_axis(Axis(1), Slice::from(..count)).to_owned())
}
