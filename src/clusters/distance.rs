//! Euclidean distance, four coordinates at a time.
//!
//! A fit of k-means is nothing but distances. That of linfa adds one coordinate after another, so
//! that each addition waits for the one before; a processor can do several sums beside each other.

use linfa_nn::distance::Distance;
use ndarray::{ArrayView, Dimension};

/// Sums beside each other.
const LANES: usize = 4;

/// Euclidean distance of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Euclidean;

impl Distance<f64> for Euclidean {
    fn distance<D: Dimension>(&self, a: ArrayView<'_, f64, D>, b: ArrayView<'_, f64, D>) -> f64 {
        self.rdistance(a, b).sqrt()
    }

    fn rdistance<D: Dimension>(&self, a: ArrayView<'_, f64, D>, b: ArrayView<'_, f64, D>) -> f64 {
        match (a.as_slice(), b.as_slice()) {
            (Some(a), Some(b)) => squares(a, b),
            _ => a.iter().zip(b.iter()).map(|(a, b)| (a - b) * (a - b)).sum(),
        }
    }

    fn rdist_to_dist(&self, rdist: f64) -> f64 {
        rdist.sqrt()
    }

    fn dist_to_rdist(&self, dist: f64) -> f64 {
        dist * dist
    }
}

/// The sum of the squares of the differences.
fn squares(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    let (fours, other) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest = fours.remainder().iter().zip(other.remainder());
    let rest: f64 = rest.map(|(a, b)| (a - b) * (a - b)).sum();
    for (a, b) in fours.zip(other) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += (a - b) * (a - b);
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use linfa_nn::distance::L2Dist;
    use ndarray::Array1;

    use super::*;

    #[test]
    fn it_is_that_of_linfa() {
        for length in 1..19 {
            let a: Array1<f64> = (0..length).map(|at| f64::from(at * at % 7) - 2.5).collect();
            let b: Array1<f64> = (0..length).map(|at| f64::from(at * 5 % 11) * 0.3).collect();
            let theirs = L2Dist.distance(a.view(), b.view());
            assert!((Euclidean.distance(a.view(), b.view()) - theirs).abs() < 1e-12, "{length}");
        }
    }
}
