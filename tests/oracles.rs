//! The same numbers by other hands: scikit-learn, SciPy and formulas in Python.
//!
//! `tests/oracles/make.py` makes the fixtures and says how.

use ndarray::Array2;
use serde::{Deserialize, de::DeserializeOwned};
use yiti::{
    groups::group::{Groups, centred_cosines},
    terms::{Params, Rate, TermCounts, TfIdf, log_odds},
};

mod common;

const TOLERANCE: f64 = 1e-9;

type Rows = Vec<Vec<f64>>;

fn cases<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let path = common::root().join("tests/oracles").join(name);
    let cases: Vec<T> = serde_json::from_str(&common::text(&path)).expect("fixtures");
    assert!(cases.len() >= 5, "{name} has lost cases");
    cases
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * b.abs().max(1.0)
}

fn assert_near(found: f64, wanted: f64, what: &str) {
    assert!(near(found, wanted), "{what}: {found}, and {wanted} by the oracle");
}

fn assert_all_near(found: &[f64], wanted: &[f64], what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (place, (&found, &wanted)) in found.iter().zip(wanted).enumerate() {
        assert_near(found, wanted, &format!("{what}, {place}"));
    }
}

fn matrix(rows: &Rows) -> Array2<f64> {
    let flat: Vec<f64> = rows.iter().flatten().copied().collect();
    Array2::from_shape_vec((rows.len(), rows[0].len()), flat).expect("a rectangle")
}

/// The cosines of two different documents; the diagonal is 1 by definition here.
fn assert_pairs_near(found: &Array2<f64>, wanted: &Rows, what: &str) {
    let n = wanted.len();
    assert_eq!(found.dim(), (n, n), "{what}");
    for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
        assert_near(found[[a, b]], wanted[a][b], &format!("{what}, {a} and {b}"));
    }
}

#[derive(Deserialize)]
struct Weighing {
    name: String,
    counts: Vec<Vec<u32>>,
    min_df: usize,
    max_df: f64,
    idf: Vec<f64>,
    weights: Rows,
    cosines: Rows,
    centred: Rows,
}

#[test]
fn weights_and_cosines_are_those_of_scikit_learn() {
    for case in cases::<Weighing>("tfidf.json") {
        let columns = case.idf.len();
        let rows = case
            .counts
            .iter()
            .map(|row| row.iter().copied().enumerate().filter(|&(_, count)| count > 0).collect());
        let counts = TermCounts::from_rows(rows.collect(), columns);
        let params = Params { min_df: case.min_df, max_df: case.max_df, ..Params::default() };
        let tfidf = TfIdf::fit(&counts, &params);
        assert_all_near(tfidf.idf(), &case.idf, &format!("{}: idf", case.name));
        let weights = tfidf.transform(&counts);
        let shape = (weights.documents(), weights.terms());
        assert_eq!(shape, (case.counts.len(), columns), "{}", case.name);
        for (document, wanted) in case.weights.iter().enumerate() {
            let mut found = vec![0.0; columns];
            for (column, weight) in weights.row(document) {
                found[column] = weight;
            }
            assert_all_near(&found, wanted, &format!("{}: row {document}", case.name));
        }
        let cosines = weights.cosines();
        assert_pairs_near(&cosines, &case.cosines, &format!("{}: cosine", case.name));
        let centred = centred_cosines(&cosines);
        assert_pairs_near(&centred, &case.centred, &format!("{}: centred cosine", case.name));
        assert!(centred.diag().iter().all(|&own| own == 1.0), "{}", case.name);
    }
}

#[derive(Deserialize)]
struct Grouping {
    name: String,
    gram: Rows,
    similarity: Rows,
    merges: Vec<(usize, usize, f64, usize)>,
    cuts: Vec<Cut>,
    any_labels: Option<Labels>,
}

#[derive(Deserialize)]
struct Cut {
    count: usize,
    labels: Vec<usize>,
    silhouette: Option<f64>,
}

#[derive(Deserialize)]
struct Labels {
    labels: Vec<usize>,
    silhouette: f64,
}

#[test]
fn the_tree_is_that_of_scipy() {
    for case in cases::<Grouping>("groups.json") {
        let groups = Groups::of(&matrix(&case.gram), None);
        assert_pairs_near(&groups.similarity, &case.similarity, &case.name);
        assert_eq!(groups.merges.len(), case.merges.len(), "{}", case.name);
        for (step, (found, &(a, b, similarity, size))) in
            groups.merges.iter().zip(&case.merges).enumerate()
        {
            let what = format!("{}: step {step}", case.name);
            let pair = (found.a.min(found.b), found.a.max(found.b));
            assert_eq!((pair, found.size), ((a.min(b), a.max(b)), size), "{what}");
            assert_near(found.similarity, similarity, &what);
        }
        let mut order = groups.order.clone();
        order.sort_unstable();
        assert!(order.into_iter().eq(0..case.gram.len()), "{}: leaves", case.name);
    }
}

#[test]
fn groups_and_silhouettes_are_those_of_scipy_and_scikit_learn() {
    for case in cases::<Grouping>("groups.json") {
        let gram = matrix(&case.gram);
        for cut in &case.cuts {
            let what = format!("{}: {} groups", case.name, cut.count);
            let groups = Groups::of(&gram, Some(cut.count));
            assert_eq!(groups.count(), cut.count, "{what}");
            assert_eq!(groups.labels, by_first_member(&cut.labels), "{what}");
            match (groups.silhouette(), cut.silhouette) {
                (Some(found), Some(wanted)) => assert_near(found, wanted, &what),
                (found, wanted) => assert_eq!(found, wanted, "{what}"),
            }
        }
        // Labels that no tree would give, lone speeches among them.
        if let Some(any) = &case.any_labels {
            let labels = by_first_member(&any.labels);
            let groups = Groups { labels, ..Groups::of(&gram, None) };
            let found = groups.silhouette().expect("three groups");
            assert_near(found, any.silhouette, &format!("{}: any labels", case.name));
        }
    }
}

/// The same partition with groups numbered by their first member.
fn by_first_member(labels: &[usize]) -> Vec<usize> {
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

#[derive(Deserialize)]
struct Keyness {
    target: [u64; 2],
    reference: [u64; 2],
    z: f64,
    g2: f64,
}

#[test]
fn keyness_is_that_of_the_formulas_and_of_scipy() {
    for case in cases::<Keyness>("keyness.json") {
        let what = format!("{:?} against {:?}", case.target, case.reference);
        let [target, reference] =
            [case.target, case.reference].map(|[count, total]| Rate { count, total });
        let found = log_odds(target, reference);
        assert_near(found.z, case.z, &format!("z of {what}"));
        assert_near(found.g2, case.g2, &format!("G² of {what}"));
    }
}

#[test]
fn the_comparison_can_fail() {
    for (found, wanted, same) in
        [(1.0, 1.0 + 2e-9, false), (0.0, 1e-10, true), (f64::NAN, 0.0, false), (1.0, -1.0, false)]
    {
        assert_eq!(near(found, wanted), same, "{found} and {wanted}");
    }
    assert_eq!(by_first_member(&[3, 1, 3, 2]), [0, 1, 0, 2]);
}
