//! How many clusters rows fall into.

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use crate::error::Result;

/// The number of clusters, 2 to √(n/2) and at most `most`, that `judge` gives most; the smallest
/// of equals.
///
/// Tried out on `rows`, of more than `tried` on every n-th.
pub(crate) fn choose_k(
    rows: &Array2<f64>,
    (tried, most): (usize, usize),
    judge: impl Fn(&Array2<f64>, usize) -> Result<f64> + Sync,
) -> Result<usize> {
    let step = rows.nrows().div_ceil(tried).max(1);
    let places: Vec<usize> = (0..rows.nrows()).step_by(step).collect();
    let rows = rows.select(Axis(0), &places);
    let most = ((rows.nrows() as f64 / 2.0).sqrt() as usize).clamp(2, most.max(2));
    let judged: Vec<f64> =
        (2..most + 1).into_par_iter().map(|k| judge(&rows, k)).collect::<Result<_>>()?;
    let mut best = (2, f64::NEG_INFINITY);
    for (place, score) in judged.into_iter().enumerate() {
        if score > best.1 {
            best = (place + 2, score);
        }
    }
    Ok(best.0)
}
