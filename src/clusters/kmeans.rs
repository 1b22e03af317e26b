//! Rows → clusters that do not depend on where k-means began.

use linfa::{
    DatasetBase,
    traits::{Fit, Predict},
};
use linfa_clustering::{KMeans, KMeansError, KMeansInit, KMeansParams};
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice};
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::{distance::Euclidean, reduce};
use crate::{
    error::{Error, Result},
    terms::Sparse,
};

/// Fits that vote, unless a caller needs more. Chosen by eye.
pub(crate) const RUNS: usize = 20;
/// Beginnings of each fit that votes; its best one counts. With one beginning, one seed in six
/// ended in the same worse optimum (ten classes of labelled news: adjusted Rand index .86 instead
/// of .92); with five, all of thirteen seeds gave .917 to .926.
const BEGINNINGS: usize = 5;
/// Beginnings of the last fit, over the votes. With ten, one in ten consensuses of a hundred fits
/// on labelled news ended in a worse optimum (adjusted Rand index .86 instead of .92); with forty,
/// none did.
const LAST_BEGINNINGS: usize = 40;
/// Rows that one fit sees: of more, every n-th, from another one on for each seed. A centre is a mean,
/// which so many rows give as well as all (Bradley and Fayyad 1998); fits that see different rows
/// vote like those of bagged clustering (Dudoit and Fridlyand 2003).
const FITTED: usize = 4_000;
/// Rounds after which the best beginning of a fit that votes is taken; it alone goes on to the end
/// (short runs: Biernacki, Celeux and Govaert 2003). That halves the work. On ten classes of labelled
/// news none of thirteen seeds then ended in a worse optimum; two did with 2 rounds, one with 5, two
/// where every beginning went on.
const SHORT: u64 = 3;
/// Directions of the votes for each cluster, in which the last fit is made. Chosen by eye.
const DIRECTIONS: usize = 2;

/// What many fits agree on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clustering {
    /// Cluster of each row; clusters are numbered by their first members.
    pub(crate) labels: Vec<usize>,
    /// For each cluster its largest overlap with a cluster of a fit (Jaccard index, 0 to 1), as
    /// the mean over all fits. Hennig (2007) judges clusters this way, but by other samples of the
    /// data instead of other beginnings.
    pub(crate) found_again: Vec<f64>,
}

/// `k` clusters of rows, numbered by their first members.
///
/// `views` holds the same rows in one space or in several; the fits take turns among them. There
/// are `runs` fits of linfa's k-means from different k-means++ beginnings (Arthur and
/// Vassilvitskii 2007). Their labels, one column of 0 and 1 for each cluster of each fit, are
/// clustered once more, which gives the consensus of all (Strehl and Ghosh 2002, solved by
/// k-means: Topchy, Jain and Punch 2005). The votes stay sparse: only their leading directions are
/// clustered, as in spectral consensus (Fern and Brodley 2004). Where rows are equal there may be
/// fewer than `k` clusters.
///
/// # Errors
/// None that finite rows cause.
pub(crate) fn vote(views: &[Array2<f64>], k: usize, runs: usize, seed: u64) -> Result<Clustering> {
    let nrows = views.first().map_or(0, Array2::nrows);
    let k = k.clamp(1, nrows.max(1));
    if views.iter().all(Array2::is_empty) || k == 1 {
        let found_again = vec![1.0; nrows.min(1)];
        return Ok(Clustering { labels: vec![0; nrows], found_again });
    }
    let runs = runs.max(1);
    // Side by side: one fit of a few thousand rows leaves threads waiting for each other.
    let fits: Vec<Vec<usize>> = (0..runs)
        .into_par_iter()
        .map(|run| {
            fit_best(&views[run % views.len()], k, BEGINNINGS, seed.wrapping_add(run as u64))
        })
        .collect::<Result<_>>()?;
    let mut columns = vec![0; nrows * runs];
    for (run, labels) in fits.into_iter().enumerate() {
        for (row, label) in labels.into_iter().enumerate() {
            columns[row * runs + run] = (run * k + label) as u32;
        }
    }
    let starts = (0..=nrows).map(|row| row * runs).collect();
    let ones = vec![1.0; columns.len()];
    let votes = Sparse::new((nrows, runs * k), starts, columns, ones);
    let leading = reduce::svd(&votes, DIRECTIONS * k, seed).rows;
    let labels = renumbered(&fit_best(&leading, k, LAST_BEGINNINGS, seed)?);
    let found_again = overlaps(&labels, votes.indices(), k);
    Ok(Clustering { labels, found_again })
}

/// For each cluster of `labels` its largest Jaccard index with a cluster of a fit, as the mean
/// over the fits. `votes` holds for each row its cluster in each fit; each fit has `k` clusters.
fn overlaps(labels: &[usize], votes: &[u32], k: usize) -> Vec<f64> {
    let count = labels.iter().max().map_or(0, |last| last + 1);
    let runs = votes.len() / labels.len().max(1);
    let mut found = vec![0.0; count];
    for run in 0..runs {
        let mut common = Array2::<f64>::zeros((count, k));
        for (&label, votes) in labels.iter().zip(votes.chunks(runs)) {
            common[[label, votes[run] as usize - run * k]] += 1.0;
        }
        let sizes = common.sum_axis(Axis(0));
        for (found, row) in found.iter_mut().zip(common.rows()) {
            let own = row.sum();
            let overlaps = row.iter().zip(&sizes).map(|(both, size)| both / (own + size - both));
            *found += overlaps.fold(0.0, f64::max) / runs as f64;
        }
    }
    found
}

/// Labels of the best of `beginnings` fits, each on at most [`FITTED`] of the rows.
///
/// # Errors
/// None that finite rows cause.
pub(crate) fn fit(
    rows: &Array2<f64>,
    k: usize,
    beginnings: usize,
    seed: u64,
) -> Result<Vec<usize>> {
    labels(rows, seed, |part| params(k, seed).n_runs(beginnings).fit(part))
}

/// As [`fit`], in half the time: after [`SHORT`] rounds only the best beginning goes on.
fn fit_best(rows: &Array2<f64>, k: usize, beginnings: usize, seed: u64) -> Result<Vec<usize>> {
    labels(rows, seed, |part| {
        let short = params(k, seed).n_runs(beginnings).max_n_iterations(SHORT).fit(part)?;
        let best = KMeansInit::Precomputed(short.centroids().clone());
        params(k, seed).n_runs(1).init_method(best).fit(part)
    })
}

fn params(k: usize, seed: u64) -> KMeansParams<f64, Xoshiro256PlusPlus, Euclidean> {
    KMeans::params_with(k, Xoshiro256PlusPlus::seed_from_u64(seed), Euclidean)
}

/// Rows that are fitted, and what comes of it.
type Part<'a> = DatasetBase<ArrayView2<'a, f64>, Array1<()>>;
type Fitted = std::result::Result<KMeans<f64, Euclidean>, KMeansError>;

/// Labels by a model of at most [`FITTED`] of the rows.
///
/// The model predicts them, for the rows that were not fitted, and because the labels that it keeps
/// are those of its last beginning.
fn labels(
    rows: &Array2<f64>,
    seed: u64,
    model: impl FnOnce(&Part<'_>) -> Fitted,
) -> Result<Vec<usize>> {
    // linfa panics on rows without columns; they are all equal.
    if rows.is_empty() {
        return Ok(vec![0; rows.nrows()]);
    }
    let step = rows.nrows().div_ceil(FITTED);
    let first = seed as usize % step;
    let part = rows.slice_axis(Axis(0), Slice::new(first as isize, None, step as isize));
    let refused = |error| Error::config("themes", format!("k-means found nothing: {error}"));
    let model = model(&DatasetBase::from(part)).map_err(refused)?;
    Ok(model.predict(rows).to_vec())
}

/// The same clusters, numbered in the order of their first members.
pub(crate) fn renumbered(labels: &[usize]) -> Vec<usize> {
    let mut seen: Vec<usize> = Vec::new();
    labels
        .iter()
        .map(|label| {
            seen.iter().position(|known| known == label).unwrap_or_else(|| {
                seen.push(*label);
                seen.len() - 1
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    /// Thirty points around each of three places, in turn.
    fn blobs() -> Array2<f64> {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
        Array2::from_shape_fn((90, 3), |(row, column)| {
            f64::from(u8::from(row % 3 == column)) + random.gen_range(-0.2..0.2)
        })
    }

    #[test]
    fn three_blobs_are_three_clusters_for_every_seed() {
        for seed in 0..5 {
            let labels = vote(&[blobs()], 3, 5, seed).expect("fits").labels;
            assert!(labels.iter().enumerate().all(|(row, &label)| label == row % 3), "{labels:?}");
        }
    }

    #[test]
    fn the_best_beginning_alone_finds_what_all_find() {
        for seed in 0..20 {
            let all = fit(&blobs(), 3, BEGINNINGS, seed).expect("fits");
            let best = fit_best(&blobs(), 3, BEGINNINGS, seed).expect("fits");
            assert_eq!(renumbered(&all), renumbered(&best));
        }
    }

    #[test]
    fn what_every_fit_finds_is_found_again() {
        let found = vote(&[blobs()], 3, 5, 1).expect("fits");
        assert!(found.found_again.iter().all(|share| (share - 1.0).abs() < 1e-12));
        // Two fits: one finds the clusters, one halves the first and joins the rest.
        let votes = [0, 2, 0, 3, 1, 3, 1, 3];
        let shares = overlaps(&[0, 0, 1, 1], &votes, 2);
        assert!((shares[0] - 0.75).abs() + (shares[1] - 5.0 / 6.0).abs() < 1e-12, "{shares:?}");
        let torn = vote(&[blobs()], 4, 8, 1).expect("fits").found_again;
        assert!(torn.iter().all(|share| (0.0..1.0 + 1e-12).contains(share)), "{torn:?}");
        assert!(torn.iter().any(|&share| share < 0.999), "{torn:?}");
    }

    #[test]
    fn too_many_clusters_and_no_rows_are_no_trouble() {
        let labels = |rows: Array2<f64>, k| vote(&[rows], k, 3, 1).expect("fits").labels;
        assert_eq!(labels(Array2::eye(2), 9), [0, 1]);
        assert_eq!(labels(Array2::ones((4, 2)), 2), [0; 4]);
        assert!(labels(Array2::zeros((0, 3)), 2).is_empty());
        assert!(vote(&[], 2, 3, 1).expect("fits").labels.is_empty());
    }

    #[test]
    fn views_of_the_same_rows_vote_together() {
        // The second view shows two of the three blobs as one; most fits see all three.
        let flat = blobs().slice_axis(Axis(1), ndarray::Slice::from(..1)).to_owned();
        let views = [blobs(), blobs(), flat];
        let labels = vote(&views, 3, 6, 1).expect("fits").labels;
        assert!(labels.iter().enumerate().all(|(row, &label)| label == row % 3), "{labels:?}");
    }

    #[test]
    fn one_thread_and_two_give_the_same_labels() {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| vote(&[blobs()], 4, 8, 1)).expect("fits")
        };
        assert_eq!(on(1), on(2));
    }
}
