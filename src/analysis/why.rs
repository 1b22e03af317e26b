//! Why speeches stand together: the terms that make up their similarity.

use std::collections::BTreeMap;

use crate::{
    terms::{Features, TermWeights},
    themes::group::Groups,
};

/// Terms shown for each group.
const TERMS: usize = 8;

/// For each group the terms that add most to the inner products of its pairs, heaviest first.
///
/// A speech alone has none. Parts of a listed longer word are not listed again.
pub fn shared_terms(
    weights: &TermWeights,
    features: &Features,
    groups: &Groups,
) -> Vec<Vec<String>> {
    (0..groups.count()).map(|group| of_group(weights, features, groups, group)).collect()
}

fn of_group(
    weights: &TermWeights,
    features: &Features,
    groups: &Groups,
    group: usize,
) -> Vec<String> {
    // The sum over all pairs of w_a · w_b is ((Σ w)² − Σ w²) / 2.
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    let members = (0..groups.labels.len()).filter(|&place| groups.labels[place] == group);
    for row in members.filter_map(|place| weights.matrix().outer_view(place)) {
        for (column, &weight) in row.iter() {
            let (sum, squares) = sums.entry(column).or_insert((0.0, 0.0));
            *sum += weight;
            *squares += weight * weight;
        }
    }
    let mut terms: Vec<(&str, f64)> = sums
        .into_iter()
        .map(|(column, (sum, squares))| (features.terms()[column].as_str(), sum * sum - squares))
        .filter(|&(_, product)| product > 1e-12)
        .collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut shown: Vec<String> = Vec::new();
    for (term, _) in terms {
        if shown.len() < TERMS
            && !shown.iter().any(|other| other.contains(term) || term.contains(other.as_str()))
        {
            shown.push(term.to_owned());
        }
    }
    shown
}
