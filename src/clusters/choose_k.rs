//! How many clusters rows fall into.

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use crate::error::Result;

/// The number of clusters, 2 to √(n/2) and at most `most`, with the highest score by `judge`; the
/// smallest of equals.
///
/// `judge` gets at most `sample` of the `n` rows: of more, every n-th.
///
/// # Errors
/// Those of `judge`.
pub(crate) fn choose_k(
    rows: &Array2<f64>,
    sample: usize,
    most: usize,
    judge: impl Fn(&Array2<f64>, usize) -> Result<f64> + Sync,
) -> Result<usize> {
    let step = rows.nrows().div_ceil(sample).max(1);
    let sampled: Vec<usize> = (0..rows.nrows()).step_by(step).collect();
    let rows = rows.select(Axis(0), &sampled);
    let most = ((rows.nrows() as f64 / 2.0).sqrt() as usize).clamp(2, most.max(2));
    let scores: Vec<f64> =
        (2..most + 1).into_par_iter().map(|k| judge(&rows, k)).collect::<Result<_>>()?;
    let mut best = (2, f64::NEG_INFINITY);
    for (k, score) in (2..).zip(scores) {
        if score > best.1 {
            best = (k, score);
        }
    }
    Ok(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_of_the_best_numbers_is_chosen_on_a_sample() {
        let rows = Array2::zeros((200, 1));
        // Every fourth row is judged, so that k goes up to √(50 / 2).
        let chosen = |scores: [f64; 4]| {
            choose_k(&rows, 50, 9, |rows, k| {
                assert_eq!(rows.nrows(), 50);
                Ok(scores[k - 2])
            })
        };
        assert_eq!(chosen([0.1, 0.5, 0.2, 0.5]).expect("judges"), 3);
        assert_eq!(chosen([0.1, 0.1, 0.1, 0.1]).expect("judges"), 2);
    }
}
