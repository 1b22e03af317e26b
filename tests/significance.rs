//! Keyness, its p, the adjusted p and dispersion are what scipy and the definitions say.

use serde::Deserialize;
use yiti::terms::{benjamini_hochberg, dispersion, log_odds, specificity};

/// `tests/oracles/significance.json`, as significance.py writes it.
#[derive(Deserialize)]
struct Oracle {
    keyness: Vec<Table>,
    adjusted: Vec<Adjusted>,
    dispersion: Vec<Dispersion>,
}

#[derive(Deserialize)]
struct Table {
    target: (u64, u64),
    reference: (u64, u64),
    g2: f64,
    p: f64,
    specificity: f64,
}

#[derive(Deserialize)]
struct Adjusted {
    p: Vec<f64>,
    q: Vec<f64>,
}

#[derive(Deserialize)]
struct Dispersion {
    counts: Vec<usize>,
    sizes: Vec<usize>,
    dpnorm: f64,
}

fn oracle() -> Oracle {
    serde_json::from_str(include_str!("oracles/significance.json"))
        .expect("significance.json reads")
}

/// Alike to 1e-9 of the expected value, or of `least` where it is smaller.
fn near(found: f64, expected: f64, least: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(least)
}

#[test]
fn g2_p_and_specificity_are_scipys() {
    for Table { target, reference, g2, p, specificity: tail } in oracle().keyness {
        let found = log_odds(target, reference);
        assert!(near(found.g2, g2, 1.0), "{target:?} {reference:?}: {} for {g2}", found.g2);
        // What 1e-9 of G² leaves open is more than 1e-9 of a p far out in the tail.
        let close = near(found.p(), p, 1e-3) && (p == 0.0 || (found.p() / p - 1.0).abs() < 1e-6);
        let exact = specificity(target, reference);
        assert!(near(exact, tail, 1e-12), "{target:?} {reference:?}: {exact} for {tail}");
        assert!(close, "{target:?} {reference:?}: p {} for {p}", found.p());
    }
}

#[test]
fn adjusted_p_is_the_least_rate_at_which_a_term_is_taken() {
    for Adjusted { p, q } in oracle().adjusted {
        let found = benjamini_hochberg(&p);
        assert_eq!(found.len(), q.len(), "{p:?}");
        let alike = found.iter().zip(&q).all(|(&found, &q)| near(found, q, 1.0));
        assert!(alike, "{p:?}\n{found:?} for\n{q:?}");
    }
}

#[test]
fn dispersion_is_dpnorm() {
    for Dispersion { counts, sizes, dpnorm } in oracle().dispersion {
        let found = dispersion(&counts, &sizes);
        assert!(near(found, dpnorm, 1.0), "{counts:?} of {sizes:?}: {found} for {dpnorm}");
    }
}
