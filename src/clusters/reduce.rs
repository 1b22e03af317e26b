//! Many terms → a few directions: truncated SVD of a sparse matrix.
//!
//! This is latent semantic analysis: documents that share no word, but use words that occur
//! together elsewhere, come near each other. The matrix is never made dense; it takes
//! `(n + m) · (k + 10)` numbers besides.

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::CsMatViewI;

use crate::terms::Sparse;

/// Directions that are kept, unless a caller needs fewer. Chosen by eye.
pub(crate) const DIMENSIONS: usize = 50;
/// Directions computed beyond those asked for, so that the last of these are accurate (Halko,
/// Martinsson and Tropp 2011 advise 5 to 10).
const OVERSAMPLING: usize = 10;
/// How often the matrix and its transpose are applied to sharpen the directions. With four the
/// singular values of a known matrix are right to 1e-9 (see the test).
const POWERS: usize = 4;
/// A column that keeps less than this part of its length depends on the columns before it.
/// Between the rounding error of such a column, about 1e-15, and any part that means something.
const DEPENDENT: f64 = 1e-10;

/// The leading part of a singular value decomposition `A ≈ U Σ Vᵀ`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reduced {
    /// `U Σ`, rows of the matrix × directions, largest direction first.
    pub(crate) rows: Array2<f64>,
    /// `V`, columns of the matrix × directions: a further row `a` becomes `a V`.
    pub(crate) basis: Array2<f64>,
    /// The singular values, largest first.
    pub(crate) values: Vec<f64>,
}

/// The `k` leading directions of `matrix`, with its rows in them.
///
/// Randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithms
/// 4.4 and 5.1): `Q` spans `(A Aᵀ)⁴ A Ω` for a random `Ω`, made orthonormal after
/// each product; with `B = Qᵀ A` and `B Bᵀ = W Λ Wᵀ` the rows are `Q W Λ^½` and the basis is
/// `Bᵀ W Λ^−½`. A matrix of lower rank has fewer than `k` directions.
pub(crate) fn svd(matrix: &Sparse<f64>, k: usize, seed: u64) -> Reduced {
    sharpened(matrix, k, seed, POWERS)
}

/// As [`svd`], with the matrix and its transpose applied `powers` times: the more, the nearer are
/// directions that hardly lead the next ones.
pub(crate) fn sharpened(matrix: &Sparse<f64>, k: usize, seed: u64, powers: usize) -> Reduced {
    let width = width(matrix, k);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let shape = (matrix.cols(), width);
    let start = Array2::from_shape_simple_fn(shape, || random.gen_range(-1.0..1.0));
    decompose(matrix.view(), k, Iteration { start, powers })
}

/// The rows of `matrix`, which is stored by rows, in its `k` leading directions, as [`svd`] has them.
///
/// Columns without an entry are left out of the work: of the terms of a large collection most weigh
/// nothing. They keep their random numbers, so that the directions are the same.
pub(crate) fn leading_rows(matrix: &Sparse<f64>, k: usize, seed: u64) -> Array2<f64> {
    let mut is_used = vec![false; matrix.cols()];
    for &column in matrix.indices() {
        is_used[column as usize] = true;
    }
    let width = width(matrix, k);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut places = vec![0; matrix.cols()];
    let (mut start, mut used) = (Vec::new(), 0);
    for (place, is_used) in places.iter_mut().zip(is_used) {
        let before = start.len();
        start.extend((0..width).map(|_| random.gen_range(-1.0..1.0)));
        if is_used {
            *place = used;
            used += 1;
        } else {
            start.truncate(before);
        }
    }
    let columns: Vec<u32> =
        matrix.indices().iter().map(|&column| places[column as usize]).collect();
    let (starts, shape) = (matrix.indptr(), (matrix.rows(), used as usize));
    let a = CsMatViewI::new(shape, starts.raw_storage(), &columns, matrix.data());
    let mut rows = start.into_iter();
    let start = Array2::from_shape_simple_fn((a.cols(), width), || rows.next().unwrap_or_default());
    decompose(a, k, Iteration { start, powers: POWERS }).rows
}

/// Directions that are computed for `k`.
fn width(matrix: &Sparse<f64>, k: usize) -> usize {
    (k + OVERSAMPLING).min(matrix.rows()).min(matrix.cols())
}

/// A matrix that is stored by rows.
type Rows<'a> = CsMatViewI<'a, f64, u32, usize>;

/// How a subspace is found.
struct Iteration {
    /// Random directions, one a column.
    start: Array2<f64>,
    /// How often the matrix and its transpose are applied.
    powers: usize,
}

/// The `k` leading directions of a matrix that is stored by rows.
fn decompose(a: Rows<'_>, k: usize, Iteration { start, powers }: Iteration) -> Reduced {
    let width = start.ncols();
    let k = k.min(width);
    let transposed: Sparse<f64> = a.transpose_view().to_csr();
    let transposed = transposed.view();
    let mut q = orthonormal(product(a, &start));
    drop(start);
    for _ in 0..powers {
        let back = orthonormal(product(transposed, &q));
        q = orthonormal(product(a, &back));
    }
    // Bᵀ = Aᵀ Q is tall, so B Bᵀ is made of the inner products of its columns.
    let b_transposed = product(transposed, &q);
    let (eigenvalues, vectors) = symmetric_eigen(inner(&columns(&b_transposed)));
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&x, &y| eigenvalues[y].total_cmp(&eigenvalues[x]).then(x.cmp(&y)));
    let values: Vec<f64> = order.iter().map(|&at| eigenvalues[at].max(0.0).sqrt()).collect();
    let least = values.first().copied().unwrap_or(0.0) * DEPENDENT;
    let kept = values.iter().take(k).take_while(|&&value| value > least).count();
    let leading = vectors.select(Axis(1), &order[..kept]);
    let (mut scaled, mut unscaled) = (leading.clone(), leading);
    for (column, &value) in values[..kept].iter().enumerate() {
        scaled.column_mut(column).mapv_inplace(|entry| entry * value);
        unscaled.column_mut(column).mapv_inplace(|entry| entry / value);
    }
    Reduced {
        rows: times(&q, &scaled),
        basis: times(&b_transposed, &unscaled),
        values: values[..kept].to_vec(),
    }
}

/// Rows scaled to length 1; a row of zeros stays one.
pub(crate) fn normalised(mut rows: Array2<f64>) -> Array2<f64> {
    for mut row in rows.rows_mut() {
        let length = row.dot(&row).sqrt();
        if length > 0.0 {
            row /= length;
        }
    }
    rows
}

/// `matrix · dense`, one task for each row. Each row is summed in column order, so that the number
/// of threads does not change the result.
fn product(matrix: Rows<'_>, dense: &Array2<f64>) -> Array2<f64> {
    let mut out = Array2::zeros((matrix.rows(), dense.ncols()));
    let rows: Vec<_> = out.rows_mut().into_iter().zip(matrix.outer_iterator()).collect();
    rows.into_par_iter().for_each(|(mut out, row)| {
        for (column, &weight) in row.iter() {
            out.scaled_add(weight, &dense.row(column));
        }
    });
    out
}

/// `a · b`. Each entry is summed in one order on every processor, while ndarray's own product fuses
/// steps where the processor can, which changes last digits.
pub(crate) fn times(a: &Array2<f64>, b: &Array2<f64>) -> Array2<f64> {
    let b = columns(b);
    let mut out = Array2::zeros((a.nrows(), b.nrows()));
    let rows: Vec<_> = out.rows_mut().into_iter().zip(a.rows()).collect();
    rows.into_par_iter().for_each(|(mut out, row)| {
        for (entry, column) in out.iter_mut().zip(b.rows()) {
            *entry = row.dot(&column);
        }
    });
    out
}

/// The columns of `matrix` as rows, each contiguous in memory.
fn columns(matrix: &Array2<f64>) -> Array2<f64> {
    matrix.t().as_standard_layout().into_owned()
}

/// Orthonormal columns with the same span: Gram–Schmidt, in which each column is made orthogonal
/// twice ("twice is enough", Giraud et al. 2005). A column that depends on earlier ones becomes 0.
fn orthonormal(matrix: Array2<f64>) -> Array2<f64> {
    /// Numbers of a column that one task handles. Chosen by eye; it does not change the result.
    const PIECE: usize = 1 << 14;
    let mut q = columns(&matrix);
    drop(matrix);
    for index in 0..q.nrows() {
        let (done, mut rest) = q.view_mut().split_at(Axis(0), index);
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
/// Jacobi's cyclic rotations (Golub and Van Loan, 8.5.3): the matrix is only as wide as the number
/// of directions, so nothing faster is needed.
fn symmetric_eigen(mut matrix: Array2<f64>) -> (Array1<f64>, Array2<f64>) {
    /// Far above the six to ten sweeps that are needed.
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
            let sine = tangent * cosine;
            rotate(&mut matrix, p, q, cosine, sine);
            rotate(&mut matrix.view_mut().reversed_axes(), p, q, cosine, sine);
            rotate(&mut vectors, p, q, cosine, sine);
        }
        if !turned {
            break;
        }
    }
    (matrix.diag().to_owned(), vectors)
}

/// Rotates columns `p` and `q` in their plane.
fn rotate<S: ndarray::DataMut<Elem = f64>>(
    matrix: &mut ndarray::ArrayBase<S, ndarray::Ix2>,
    p: usize,
    q: usize,
    cosine: f64,
    sine: f64,
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
    fn known(n: usize, m: usize, rank: usize) -> Sparse<f64> {
        let wave = |size: usize, at: usize, number: usize| {
            let scale = if number == 0 { 1.0 } else { 2.0f64.sqrt() } / (size as f64).sqrt();
            let angle = std::f64::consts::PI * (at as f64 + 0.5) * number as f64 / size as f64;
            scale * libm::cos(angle)
        };
        let dense = Array2::from_shape_fn((n, m), |(row, column)| {
            (0..rank)
                .map(|i| wave(n, row, i) * 0.5f64.powi(i as i32) * wave(m, column, i))
                .sum::<f64>()
        });
        Sparse::csr_from_dense(dense.view(), 0.0)
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
    fn the_basis_takes_the_rows_to_their_directions() {
        let matrix = known(60, 90, 30);
        let found = svd(&matrix, 8, 1);
        let projected = matrix.to_dense().dot(&found.basis);
        assert!((projected - &found.rows).iter().all(|entry| entry.abs() < 1e-9));
        let products = found.basis.t().dot(&found.basis) - Array2::<f64>::eye(8);
        assert!(products.iter().all(|entry| entry.abs() < 1e-9));
    }

    #[test]
    fn a_matrix_of_low_rank_has_no_more_directions() {
        assert_eq!(svd(&known(40, 30, 3), 8, 1).values.len(), 3);
        assert_eq!(svd(&Sparse::zero((5, 4)), 3, 1).rows.dim(), (5, 0));
        assert_eq!(svd(&Sparse::zero((0, 0)), 3, 1).rows.dim(), (0, 0));
    }

    #[test]
    fn columns_without_an_entry_change_nothing() {
        let mut dense = known(60, 90, 30).to_dense();
        for column in (0..90).filter(|column| column % 3 > 0) {
            dense.column_mut(column).fill(0.0);
        }
        let matrix = Sparse::csr_from_dense(dense.view(), 0.0);
        let rows = leading_rows(&matrix, 8, 1) - svd(&matrix, 8, 1).rows;
        assert!(rows.iter().all(|entry| entry.abs() < 1e-9));
    }

    #[test]
    fn one_thread_and_two_give_the_same_bytes() {
        let matrix = known(70, 50, 40);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| svd(&matrix, 10, 7))
        };
        assert_eq!(on(1), on(2));
    }
}
