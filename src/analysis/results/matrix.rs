//! A value for each pair of speeches.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use crate::ids::SpeechId;

/// A value for each pair of speeches, speeches × speeches in the order of the record; in JSON a list
/// of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Matrix<T>(Vec<Vec<T>>);

impl<T: Copy> Matrix<T> {
    /// The value of `a` and `b`; `None` where it has no such speech.
    pub fn at(&self, a: SpeechId, b: SpeechId) -> Option<T> {
        self.0.get(a.index())?.get(b.index()).copied()
    }
}

impl<T> Matrix<T> {
    /// Its rows.
    pub fn rows(&self) -> &[Vec<T>] {
        &self.0
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One without rows.
impl<T> Default for Matrix<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<Vec<T>> for Matrix<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(rows: I) -> Self {
        Self(rows.into_iter().collect())
    }
}

impl From<&Array2<f64>> for Matrix<f64> {
    fn from(matrix: &Array2<f64>) -> Self {
        matrix.rows().into_iter().map(|row| row.to_vec()).collect()
    }
}
