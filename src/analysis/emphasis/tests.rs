//! What is more than the others, and what is only a little more.

use super::*;
use crate::analysis::differences::differences;

#[test]
fn a_share_is_held_against_the_mean_of_the_other_speeches() {
    // The last speech has no text: it has no part in a mean, and its own mean is that of all.
    let shares = [vec![0.75, 0.25], vec![0.5, 0.5], vec![0.25, 0.75], vec![0.0, 0.0]];
    let expected = [vec![0.375, -0.375], vec![0.0, 0.0], vec![-0.375, 0.375], vec![-0.5, -0.5]];
    assert_eq!(differences(&shares), expected);
    assert_eq!(differences(&[vec![0.25, 0.75]]), [[0.25, 0.75]], "nobody to be held against");
    assert!(differences(&[]).is_empty());
}

#[test]
fn an_emphasis_is_beyond_its_interval_and_beyond_the_best_of_many_themes() {
    let spread = |low: f64, deviation: f64| Spread { interval: [low, 0.9], deviation };
    for (difference, spread, least, beyond) in [
        (0.2, spread(0.05, 0.05), 2.2, true),
        (0.2, spread(0.0, 0.05), 2.2, false),
        (0.2, spread(0.01, 0.1), 2.2, false),
        (0.2, spread(0.01, 0.1), 1.9, true),
    ] {
        assert_eq!(is_beyond(difference, spread, least), beyond, "{difference} {spread:?} {least}");
    }
}

#[test]
fn quantiles_of_the_normal_distribution_are_those_of_tables() {
    for (share, quantile) in
        [(0.5, 0.0), (0.975, 1.959_964), (0.025, -1.959_964), (0.999, 3.090_232)]
    {
        let found = normal_quantile(share);
        assert!((found - quantile).abs() < 4.5e-4, "{share}: {found}");
    }
}
