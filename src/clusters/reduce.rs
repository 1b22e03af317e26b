//! Many terms → a few directions: truncated SVD of a sparse matrix.
//!
//! What latent semantic analysis does: documents that share no word but keep
//! the same company come near each other. The matrix is never made dense;
//! beside it there are `(n + m) · (k + 10)` numbers.

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::CsMat;

/// Directions that are kept unless a caller has a reason.
pub const DIMENSIONS: usize = 50;
/// Directions beyond those asked for, so that the last of these are right too.
const OVERSAMPLING: usize = 10;
/// Times that the matrix and its transpose are applied to sharpen the directions.
const POWERS: usize = 4;
/// A column that loses all but this part of its length depended on those before it.
const DEPENDENT: f64 = 1e-10;

/// The leading part of a singular value decomposition `A ≈ U Σ Vᵀ`.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduced {
    /// `U Σ`: a row a document, largest direction first.
    pub rows: Array2<f64>,
    /// The singular values, largest first.
    pub values: Vec<f64>,
}

/// The `k` leading singular values of `matrix` and what its rows are in their directions.
///
/// Randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithms
/// 4.4 and 5.1): `Q` spans `(A Aᵀ)⁴ A Ω` for a random `Ω`, made orthonormal after
/// each product; with `B = Qᵀ A` and `B Bᵀ = W Λ Wᵀ` the rows are `Q W Λ^½`.
/// Fewer than `k` directions come back if the matrix has no more.
pub fn svd(matrix: &CsMat<f64>, k: usize, seed: u64) -> Reduced {
    let (n, m) = matrix.shape();
    let width = (k + OVERSAMPLING).min(n).min(m);
    let k = k.min(width);
    let a = matrix.to_csr();
    let transposed = matrix.transpose_view().to_csr();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let start = Array2::from_shape_simple_fn((m, width), || random.gen_range(-1.0..1.0));
    let mut q = orthonormal(&product(&a, &start));
    for _ in 0..POWERS {
        let back = orthonormal(&product(&transposed, &q));
        q = orthonormal(&product(&a, &back));
    }
    // B Bᵀ = Bᵀᵀ Bᵀ, and Bᵀ = Aᵀ Q is tall: inner products of its columns.
    let b = columns(&product(&transposed, &q));
    let (eigenvalues, vectors) = symmetric_eigen(inner(&b));
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&x, &y| eigenvalues[y].total_cmp(&eigenvalues[x]).then(x.cmp(&y)));
    let values: Vec<f64> = order.iter().map(|&at| eigenvalues[at].max(0.0).sqrt()).collect();
    let least = values.first().copied().unwrap_or(0.0) * DEPENDENT;
    let kept = values.iter().take(k).take_while(|&&value| value > least).count();
    let mut turn = vectors.select(Axis(1), &order[..kept]);
    for (mut column, value) in turn.columns_mut().into_iter().zip(&values) {
        column *= *value;
    }
    Reduced { rows: q.dot(&turn), values: values[..kept].to_vec() }
}

/// The rows of `matrix` in its `k` leading directions, each of length 1; zeros stay zeros.
///
/// Of length 1, since the Euclidean distance of k-means is then the cosine's:
/// `|x − y|² = 2 − 2 cos`.
pub fn reduce(matrix: &CsMat<f64>, k: usize, seed: u64) -> Array2<f64> {
    normalised(svd(matrix, k, seed).rows)
}

/// Rows scaled to length 1; a row of zeros stays one.
pub fn normalised(mut rows: Array2<f64>) -> Array2<f64> {
    for mut row in rows.rows_mut() {
        let length = row.dot(&row).sqrt();
        if length > 0.0 {
            row /= length;
        }
    }
    rows
}

/// `matrix · dense`, a row a task; each row adds up in column order, on however many threads.
fn product(matrix: &CsMat<f64>, dense: &Array2<f64>) -> Array2<f64> {
    let mut out = Array2::zeros((matrix.rows(), dense.ncols()));
    let rows: Vec<_> = out.rows_mut().into_iter().zip(matrix.outer_iterator()).collect();
    rows.into_par_iter().for_each(|(mut out, row)| {
        for (column, &weight) in row.iter() {
            out.scaled_add(weight, &dense.row(column));
        }
    });
    out
}

/// The columns of `matrix` as rows, each in one piece of memory.
fn columns(matrix: &Array2<f64>) -> Array2<f64> {
    matrix.t().as_standard_layout().into_owned()
}

/// Orthonormal columns with the same span: Gram and Schmidt's, each column cleared twice
/// ("twice is enough", Giraud et al. 2005); what depends on columns before it becomes 0.
fn orthonormal(matrix: &Array2<f64>) -> Array2<f64> {
    /// Numbers that a task takes from a column.
    const PIECE: usize = 1 << 14;
    let mut q = columns(matrix);
    for place in 0..q.nrows() {
        let (done, mut rest) = q.view_mut().split_at(Axis(0), place);
        let done: Vec<ArrayView1<'_, f64>> = done.rows().into_iter().collect();
        let mut column = rest.row_mut(0);
        let before = column.dot(&column).sqrt();
        for _ in 0..2 {
            let parts: Vec<f64> = done.par_iter().map(|other| other.dot(&column)).collect();
            let pieces: Vec<_> = column.axis_chunks_iter_mut(Axis(0), PIECE).enumerate().collect();
            pieces.into_par_iter().for_each(|(number, mut piece)| {
                let range = Slice::from(number * PIECE..number * PIECE + piece.len());
                for (other, part) in done.iter().zip(&parts) {
                    piece.scaled_add(-part, &other.slice_axis(Axis(0), range));
                }
            });
        }
        let length = column.dot(&column).sqrt();
        if length > before * DEPENDENT {
            column /= length;
        } else {
            column.fill(0.0);
        }
    }
    columns(&q)
}

/// Inner products of all pairs of rows.
fn inner(rows: &Array2<f64>) -> Array2<f64> {
    let n = rows.nrows();
    let upper: Vec<Vec<f64>> = (0..n)
        .into_par_iter()
        .map(|a| (a..n).map(|b| rows.row(a).dot(&rows.row(b))).collect())
        .collect();
    Array2::from_shape_fn((n, n), |(a, b)| upper[a.min(b)][a.abs_diff(b)])
}

/// Eigenvalues of a symmetric matrix and its eigenvectors as columns, in no order.
///
/// Jacobi's cyclic rotations (Golub and Van Loan, 8.5.3): the matrix is as wide
/// as the directions asked for, where nothing faster is needed.
fn symmetric_eigen(mut matrix: Array2<f64>) -> (Array1<f64>, Array2<f64>) {
    /// Far above the six to ten that are ever needed.
    const SWEEPS: usize = 60;
    let n = matrix.nrows();
    let mut vectors = Array2::eye(n);
    for _ in 0..SWEEPS {
        let mut turned = false;
        for (p, q) in (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))) {
            let off = matrix[[p, q]];
            if off.abs() <= f64::EPSILON * (matrix[[p, p]] * matrix[[q, q]]).abs().sqrt() {
                continue;
            }
            turned = true;
            let tau = (matrix[[q, q]] - matrix[[p, p]]) / (2.0 * off);
            let tangent = 1.0f64.copysign(tau) / (tau.abs() + (1.0 + tau * tau).sqrt());
            let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
            let rotation = (cosine, tangent * cosine);
            rotate(&mut matrix, (p, q), rotation);
            rotate(&mut matrix.view_mut().reversed_axes(), (p, q), rotation);
            rotate(&mut vectors, (p, q), rotation);
        }
        if !turned {
            break;
        }
    }
    (matrix.diag().to_owned(), vectors)
}

/// Turns columns `p` and `q` against each other.
fn rotate<S: ndarray::DataMut<Elem = f64>>(
    matrix: &mut ndarray::ArrayBase<S, ndarray::Ix2>,
    (p, q): (usize, usize),
    (cosine, sine): (f64, f64),
) {
    for mut row in matrix.rows_mut() {
        let (x, y) = (row[p], row[q]);
        row[p] = cosine * x - sine * y;
        row[q] = sine * x + cosine * y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `U Σ Vᵀ` of cosines, orthonormal by construction (DCT-II), with `σ_i = 2^−i`.
    fn known(n: usize, m: usize, rank: usize) -> CsMat<f64> {
        let basis = |size: usize, at: usize, number: usize| {
            let scale = if number == 0 { 1.0 } else { 2.0f64.sqrt() } / (size as f64).sqrt();
            let angle = std::f64::consts::PI * (at as f64 + 0.5) * number as f64 / size as f64;
            scale * libm::cos(angle)
        };
        let dense = Array2::from_shape_fn((n, m), |(row, column)| {
            (0..rank)
                .map(|i| basis(n, row, i) * 0.5f64.powi(i as i32) * basis(m, column, i))
                .sum::<f64>()
        });
        CsMat::csr_from_dense(dense.view(), 0.0)
    }

    #[test]
    fn values_and_rows_are_those_of_the_construction() {
        let matrix = known(60, 90, 30);
        let found = svd(&matrix, 8, 1);
        for (i, value) in found.values.iter().enumerate() {
            assert!((value - 0.5f64.powi(i as i32)).abs() < 1e-9, "{i}: {value}");
            let column = found.rows.column(i);
            assert!((column.dot(&column).sqrt() - value).abs() < 1e-9);
        }
        // What is left out is as small as the ninth value.
        let dense = matrix.to_dense();
        let rest = dense.dot(&dense.t()) - found.rows.dot(&found.rows.t());
        assert!(rest.iter().all(|entry| entry.abs() < 0.5f64.powi(16)));
    }

    #[test]
    fn a_matrix_of_low_rank_has_no_more_directions() {
        assert_eq!(svd(&known(40, 30, 3), 8, 1).values.len(), 3);
        assert_eq!(svd(&CsMat::zero((5, 4)), 3, 1).rows.dim(), (5, 0));
        assert_eq!(svd(&CsMat::zero((0, 0)), 3, 1).rows.dim(), (0, 0));
    }

    #[test]
    fn one_thread_and_two_give_the_same_bytes() {
        let matrix = known(70, 50, 40);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| reduce(&matrix, 10, 7))
        };
        assert_eq!(on(1), on(2));
    }
}
