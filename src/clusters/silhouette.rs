//! How well clusters of rows are separated.

use ndarray::Array2;

/// Mean of [`silhouettes`].
pub(crate) fn silhouette(vectors: &Array2<f64>, labels: &[usize]) -> f64 {
    silhouettes(vectors, labels).iter().sum::<f64>() / labels.len().max(1) as f64
}

/// Silhouette of each row (Rousseeuw 1987) on distance 1 − cosine of rows of length 1; one alone
/// counts 0.
///
/// The mean distance to a cluster is 1 − the inner product with its mean, so
/// that no pair is ever looked at.
pub(crate) fn silhouettes(vectors: &Array2<f64>, labels: &[usize]) -> Vec<f64> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let mut sums = Array2::<f64>::zeros((count, vectors.ncols()));
    let mut sizes = vec![0.0; count];
    for (row, &label) in vectors.rows().into_iter().zip(labels) {
        let mut sum = sums.row_mut(label);
        sum += &row;
        sizes[label] += 1.0;
    }
    let products = vectors.dot(&sums.t());
    let of = |(row, &label): (usize, &usize)| {
        let vector = vectors.row(row);
        if sizes[label] < 2.0 {
            return 0.0;
        }
        let own = 1.0 - (products[[row, label]] - vector.dot(&vector)) / (sizes[label] - 1.0);
        let nearest = (0..count)
            .filter(|&other| other != label)
            .map(|other| 1.0 - products[[row, other]] / sizes[other])
            .fold(f64::INFINITY, f64::min);
        let larger = nearest.max(own);
        if larger > 0.0 && larger.is_finite() { (nearest - own) / larger } else { 0.0 }
    };
    labels.iter().enumerate().map(of).collect()
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
