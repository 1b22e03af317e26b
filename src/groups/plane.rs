//! Speeches on a plane: principal components of their similarities.

use linfa::{
    Dataset,
    traits::{Fit, Transformer},
};
use linfa_reduction::Pca;
use ndarray::{Array2, ArrayViewMut1};

use crate::error::{Error, Result};

/// Fewer speeches need no plane.
const LEAST: usize = 3;

/// Places speeches on a plane so that similar ones are near each other.
///
/// The coordinates are the first two principal components (linfa) of the rows of `similarity`,
/// speeches × speeches; the largest entry of each axis is made positive. There are no coordinates
/// for fewer than three speeches.
///
/// # Errors
/// None that a finite matrix causes.
pub(crate) fn project(similarity: &Array2<f64>) -> Result<Vec<[f64; 2]>> {
    if similarity.nrows() < LEAST {
        return Ok(Vec::new());
    }
    let data = Dataset::from(similarity.clone());
    let pca = Pca::params(2)
        .fit(&data)
        .map_err(|error| Error::config("themes", format!("no principal components: {error}")))?;
    let mut points = pca.transform(data).records;
    for axis in points.columns_mut() {
        fix_sign(axis);
    }
    // Speeches that differ in one way only, or in none, have fewer than two components.
    let (rows, axes) = points.dim();
    let at = |row: usize, axis: usize| if axis < axes { points[[row, axis]] } else { 0.0 };
    Ok((0..rows).map(|row| [at(row, 0), at(row, 1)]).collect())
}

/// Makes the entry with the largest absolute value positive: the sign of a component is arbitrary.
fn fix_sign(mut axis: ArrayViewMut1<'_, f64>) {
    let largest = axis.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    if largest < 0.0 {
        axis.mapv_inplace(|value| -value);
    }
}
