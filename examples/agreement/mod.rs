//! For examples and tests: how well two groupings of the same things agree.

#![allow(dead_code)]

use std::collections::BTreeMap;

/// How often each class, each cluster, and each pair of both comes.
type Counts<'a, T> = (BTreeMap<&'a T, f64>, BTreeMap<usize, f64>, BTreeMap<(&'a T, usize), f64>);

fn counts<'a, T: Ord>(truth: &'a [T], labels: &[usize]) -> Counts<'a, T> {
    let mut counts = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (class, &label) in truth.iter().zip(labels) {
        *counts.0.entry(class).or_insert(0.0) += 1.0;
        *counts.1.entry(label).or_insert(0.0) += 1.0;
        *counts.2.entry((class, label)).or_insert(0.0) += 1.0;
    }
    counts
}

/// Adjusted Rand index (Hubert and Arabie 1985).
pub(crate) fn ari<T: Ord>(truth: &[T], labels: &[usize]) -> f64 {
    let pairs = |count: &f64| count * (count - 1.0) / 2.0;
    let (classes, clusters, both) = counts(truth, labels);
    let of_classes: f64 = classes.values().map(pairs).sum();
    let of_clusters: f64 = clusters.values().map(pairs).sum();
    let expected = of_classes * of_clusters / pairs(&(truth.len() as f64));
    let most = f64::midpoint(of_classes, of_clusters);
    let index: f64 = both.values().map(pairs).sum();
    if most == expected { 1.0 } else { (index - expected) / (most - expected) }
}

/// Mutual information over the mean of the two entropies, as scikit-learn's default.
pub(crate) fn nmi<T: Ord>(truth: &[T], labels: &[usize]) -> f64 {
    let n = truth.len() as f64;
    let (classes, clusters, both) = counts(truth, labels);
    let bits = |count: &f64| -count / n * libm::log(count / n);
    let of_classes: f64 = classes.values().map(bits).sum();
    let of_clusters: f64 = clusters.values().map(bits).sum();
    let joint: f64 = both.values().map(bits).sum();
    let sum = of_classes + of_clusters;
    if sum == 0.0 { 1.0 } else { 2.0 * (sum - joint) / sum }
}
