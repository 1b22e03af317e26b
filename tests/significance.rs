//! Keyness and dispersion are what scipy and the definitions say.

use serde::Deserialize;
use yiti::terms::{Rate, dispersion, log_odds};

/// `tests/oracles/significance.json`, as significance.py writes it.
#[derive(Deserialize)]
struct Oracle {
    keyness: Vec<Table>,
    dispersion: Vec<Dispersion>,
}

#[derive(Deserialize)]
struct Table {
    target: [u64; 2],
    reference: [u64; 2],
    g2: f64,
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
fn g2_is_scipys() {
    for Table { target, reference, g2 } in oracle().keyness {
        let [here, there] = [target, reference].map(|[count, total]| Rate { count, total });
        let found = log_odds(here, there);
        assert!(near(found.g2, g2, 1.0), "{target:?} {reference:?}: {} for {g2}", found.g2);
    }
}

#[test]
fn dispersion_is_dpnorm() {
    for Dispersion { counts, sizes, dpnorm } in oracle().dispersion {
        let found = dispersion(&counts, &sizes);
        assert!(near(found, dpnorm, 1.0), "{counts:?} of {sizes:?}: {found} for {dpnorm}");
    }
}
