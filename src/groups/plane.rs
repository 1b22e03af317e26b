//! A map of speeches: principal components of what each is like.

use linfa::{
    Dataset,
    traits::{Fit, Transformer},
};
use linfa_reduction::Pca;
use ndarray::Array2;

use crate::error::{Error, Result};

/// Places speeches on a plane so that like ones are near each other.
///
/// The two first principal components (linfa) of the rows of `similarity`,
/// speeches × speeches; the sign of each axis is fixed by its largest entry.
/// Empty below three speeches, where a plane says nothing.
///
/// # Errors
/// None that a finite matrix causes.
pub fn project(similarity: &Array2<f64>) -> Result<Vec<[f64; 2]>> {
    let n = similarity.nrows();
    if n < 3 {
        return Ok(Vec::new());
    }
    let data = Dataset::from(similarity.clone());
    let pca = Pca::params(2)
        .fit(&data)
        .map_err(|error| Error::chart("map", format!("no principal components: {error}")))?;
    let mut points = pca.transform(data).records;
    for mut axis in points.columns_mut() {
        let largest =
            axis.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
        if largest < 0.0 {
            axis.mapv_inplace(|value| -value);
        }
    }
    // Speeches that differ in one way only, or in none, have fewer components than two.
    let at =
        |row: &ndarray::ArrayView1<'_, f64>, axis: usize| row.get(axis).copied().unwrap_or(0.0);
    Ok(points.rows().into_iter().map(|row| [at(&row, 0), at(&row, 1)]).collect())
}
