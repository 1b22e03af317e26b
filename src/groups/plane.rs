//! Speeches on a plane: principal components of their similarities.

use ndarray::{Array1, Array2, ArrayViewMut1, Axis};

use crate::{clusters::reduce, terms::Sparse};

/// Fewer speeches need no plane.
const LEAST: usize = 3;
/// How often the matrix is applied: two components of 31 reports are then right to the last digits.
const POWERS: usize = 30;

/// Places speeches on a plane so that similar ones are near each other.
///
/// The coordinates are the first two principal components of the rows of `similarity`, speeches ×
/// speeches: `U Σ` of the rows less their mean. The largest entry of each axis is made positive.
/// There are no coordinates for fewer than three speeches.
pub(crate) fn project(similarity: &Array2<f64>) -> Vec<[f64; 2]> {
    if similarity.nrows() < LEAST {
        return Vec::new();
    }
    let none = || Array1::zeros(similarity.ncols());
    let centred = similarity - &similarity.mean_axis(Axis(0)).unwrap_or_else(none);
    let matrix = Sparse::csr_from_dense(centred.view(), 0.0);
    let mut points = reduce::sharpened(&matrix, 2, 0, POWERS).rows;
    for axis in points.columns_mut() {
        fix_sign(axis);
    }
    // Speeches that differ in one way only, or in none, have fewer than two components.
    let (rows, axes) = points.dim();
    let at = |row: usize, axis: usize| if axis < axes { points[[row, axis]] } else { 0.0 };
    (0..rows).map(|row| [at(row, 0), at(row, 1)]).collect()
}

/// Makes the entry with the largest absolute value positive: the sign of a component is arbitrary.
fn fix_sign(mut axis: ArrayViewMut1<'_, f64>) {
    let largest = axis.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    if largest < 0.0 {
        axis.mapv_inplace(|value| -value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three pairs of like speeches: the first component parts one pair from another.
    fn pairs() -> Array2<f64> {
        ndarray::array![
            [1.0, 0.9, -0.5, -0.4, 0.1, 0.0],
            [0.9, 1.0, -0.4, -0.6, 0.0, 0.1],
            [-0.5, -0.4, 1.0, 0.8, 0.1, 0.1],
            [-0.4, -0.6, 0.8, 1.0, 0.0, 0.2],
            [0.1, 0.0, 0.1, 0.0, 1.0, 0.7],
            [0.0, 0.1, 0.1, 0.2, 0.7, 1.0],
        ]
    }

    #[test]
    fn like_speeches_are_near_and_components_are_uncorrelated() {
        let points = project(&pairs());
        let far = |a: usize, b: usize| {
            libm::hypot(points[a][0] - points[b][0], points[a][1] - points[b][1])
        };
        assert!(far(0, 1) < far(0, 2) / 3.0 && far(2, 3) < far(2, 4) / 3.0);
        let product: f64 = points.iter().map(|[x, y]| x * y).sum();
        let sums = [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>());
        assert!(
            product.abs() < 1e-9 && sums.iter().all(|sum| sum.abs() < 1e-9),
            "{product} {sums:?}"
        );
    }

    #[test]
    fn a_component_is_kept_by_the_product_that_it_is_a_component_of() {
        let points = project(&pairs());
        let centred = pairs() - &pairs().mean_axis(Axis(0)).expect("rows");
        let gram = reduce::times(&centred, &centred.t().to_owned());
        for axis in [0, 1] {
            let column: Array1<f64> = points.iter().map(|point| point[axis]).collect();
            let kept = gram.dot(&column);
            let value = column.dot(&column);
            assert!((kept - &column * value).iter().all(|rest| rest.abs() < 1e-9));
        }
    }

    #[test]
    fn speeches_that_do_not_differ_stand_on_one_point() {
        assert!(project(&Array2::ones((2, 2))).is_empty());
        assert_eq!(project(&Array2::ones((4, 4))), [[0.0, 0.0]; 4]);
    }
}
