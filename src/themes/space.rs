//! The space in which themes were found: what takes a further passage to them.

use serde::{Deserialize, Serialize};

/// The directions in which the passages of a meeting were clustered.
///
/// A passage with term counts `c` lies at `x V − m`, scaled to length 1, where `x` is `c · idf`
/// scaled to length 1, `V` the basis and `m` the mean passage (latent semantic analysis, centred).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassageSpace {
    /// The terms that count, those of two speeches and more, as columns of the meeting's features
    /// in rising order.
    columns: Vec<usize>,
    /// For each of them `ln((1 + N) / (1 + df)) + 1` over N passages.
    idf: Vec<f64>,
    /// `V`, these terms × directions.
    basis: Vec<Vec<f64>>,
    /// `m`, the mean passage in the directions.
    mean: Vec<f64>,
}

impl PassageSpace {
    /// The space of the terms whose `idf` is not 0; `basis` has a row for each term, `mean` one
    /// number for each of its columns.
    pub(super) fn new(idf: &[f64], basis: &ndarray::Array2<f64>, mean: Vec<f64>) -> Self {
        let columns: Vec<usize> = (0..idf.len()).filter(|&column| idf[column] != 0.0).collect();
        Self {
            idf: columns.iter().map(|&column| idf[column]).collect(),
            basis: columns.iter().map(|&column| basis.row(column).to_vec()).collect(),
            columns,
            mean,
        }
    }

    /// How many directions it has.
    pub fn directions(&self) -> usize {
        self.mean.len()
    }

    /// Whether its parts fit together, and its columns are among so many `terms`: it may have been
    /// read from a file.
    pub fn fits(&self, terms: usize) -> bool {
        self.columns.is_sorted_by(|a, b| a < b)
            && self.columns.last().is_none_or(|&last| last < terms)
            && self.idf.len() == self.columns.len()
            && self.basis.len() == self.columns.len()
            && self.basis.iter().all(|row| row.len() == self.directions())
    }

    /// The position of a passage, of length 1, or 0 everywhere if it has no term that counts.
    ///
    /// `counts`: terms by column, and how often the passage has them (three times as often in a
    /// heading). Terms that the space does not have are left out.
    pub fn project(&self, counts: &[(usize, u32)]) -> Vec<f64> {
        let weigh = |&(column, count): &(usize, u32)| {
            let term = self.columns.binary_search(&column).ok()?;
            Some((term, f64::from(count) * self.idf[term]))
        };
        let mut weights: Vec<(usize, f64)> = counts.iter().filter_map(weigh).collect();
        if scale(weights.iter_mut().map(|(_, weight)| weight)) == 0.0 {
            return vec![0.0; self.directions()];
        }
        let mut position: Vec<f64> = self.mean.iter().map(|mean| -mean).collect();
        for (term, weight) in weights {
            for (at, loading) in position.iter_mut().zip(&self.basis[term]) {
                *at += weight * loading;
            }
        }
        scale(position.iter_mut());
        position
    }
}

/// Scales numbers to length 1, unless all are 0; their length before.
fn scale<'a>(numbers: impl Iterator<Item = &'a mut f64>) -> f64 {
    let numbers: Vec<&mut f64> = numbers.collect();
    let length = numbers.iter().map(|number| **number * **number).sum::<f64>().sqrt();
    if length > 0.0 {
        for number in numbers {
            *number /= length;
        }
    }
    length
}
