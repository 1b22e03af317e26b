//! How well clusters of rows are separated.

use ndarray::Array2;

use super::reduce::times;

/// Mean of [`silhouettes`].
pub(crate) fn silhouette(vectors: &Array2<f64>, labels: &[usize]) -> f64 {
    silhouettes(vectors, labels).iter().sum::<f64>() / labels.len().max(1) as f64
}

/// Silhouette of each row, −1 to 1 (Rousseeuw 1987), on distance 1 − cosine; a row alone in its
/// cluster gets 0.
///
/// `vectors` has rows of length 1. The mean distance to a cluster is 1 − the inner product with
/// the cluster's mean, so that pairs need not be compared.
pub(crate) fn silhouettes(vectors: &Array2<f64>, labels: &[usize]) -> Vec<f64> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let mut sums = Array2::<f64>::zeros((count, vectors.ncols()));
    let mut sizes = vec![0.0; count];
    for (row, &label) in vectors.rows().into_iter().zip(labels) {
        let mut sum = sums.row_mut(label);
        sum += &row;
        sizes[label] += 1.0;
    }
    let products = times(vectors, &sums.reversed_axes());
    let mut silhouettes = Vec::with_capacity(labels.len());
    for (row, &own) in labels.iter().enumerate() {
        if sizes[own] < 2.0 {
            silhouettes.push(0.0);
            continue;
        }
        let vector = vectors.row(row);
        let inside = 1.0 - (products[[row, own]] - vector.dot(&vector)) / (sizes[own] - 1.0);
        let nearest = (0..count)
            .filter(|&other| other != own)
            .map(|other| 1.0 - products[[row, other]] / sizes[other])
            .fold(f64::INFINITY, f64::min);
        silhouettes.push(silhouette_of(inside, nearest));
    }
    silhouettes
}

/// Rousseeuw's `(b − a) / max(a, b)` from the mean distances to the own and to the nearest other
/// cluster; 0 where there is no other cluster, or no distance at all.
fn silhouette_of(own: f64, nearest: f64) -> f64 {
    let larger = nearest.max(own);
    if larger > 0.0 && larger.is_finite() { (nearest - own) / larger } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::reduce;

    #[test]
    fn silhouette_is_that_of_all_pairs() {
        let rows =
            reduce::normalised(ndarray::array![[3.0, 1.0], [2.0, 1.0], [0.1, 1.0], [-1.0, 2.0]]);
        let labels = [0, 0, 1, 1];
        let far = |a: usize, b: usize| 1.0 - rows.row(a).dot(&rows.row(b));
        let expected: f64 = (0..4)
            .map(|row| {
                let own = far(row, row ^ 1);
                let other = 2 - 2 * labels[row];
                let nearest = f64::midpoint(far(row, other), far(row, other + 1));
                (nearest - own) / nearest.max(own)
            })
            .sum();
        assert!((silhouette(&rows, &labels) - expected / 4.0).abs() < 1e-12);
    }
}
