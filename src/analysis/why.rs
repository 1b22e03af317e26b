//! Why speeches stand together: the terms that make up their similarity.

use rayon::prelude::*;
use sprs::vec::{NnzEither, SparseIterTools};

use super::PairTerms;
use crate::{
    budget::EXPLAINED_SPEECHES,
    groups::group::{Groups, pairs},
    ids::SpeechId,
    terms::{Centring, Features, TermWeights},
};

/// Terms shown for each group.
const TERMS: usize = 8;
/// Terms shown for each pair.
const PAIR_TERMS: usize = 6;

/// For each group the terms that add most to the inner products of its pairs, heaviest first.
///
/// A speech alone has none. Only whole words are listed; what is only part of longer words
/// counts in the similarity and is named by these. Parts of a listed longer word are not listed again.
pub fn shared_terms(
    weights: &TermWeights,
    features: &Features,
    groups: &Groups,
) -> Vec<Vec<String>> {
    let each = (0..groups.count()).into_par_iter();
    each.map(|group| of_group(weights, features, groups, group)).collect()
}

fn of_group(
    weights: &TermWeights,
    features: &Features,
    groups: &Groups,
    group: usize,
) -> Vec<String> {
    // The sum over all pairs of w_a · w_b is ((Σ w)² − Σ w²) / 2.
    let mut sums = vec![(0.0, 0.0); weights.terms()];
    let members = (0..groups.labels.len()).filter(|&place| groups.labels[place] == group);
    for row in members.filter_map(|place| weights.matrix().outer_view(place)) {
        for (column, &weight) in row.iter() {
            let (sum, squares) = &mut sums[column];
            *sum += weight;
            *squares += weight * weight;
        }
    }
    let mut terms: Vec<(&str, f64)> = sums
        .into_iter()
        .map(|(sum, squares)| sum * sum - squares)
        .enumerate()
        .filter(|&(column, product)| product > 1e-12 && features.is_whole(column))
        .map(|(column, product)| (features.terms()[column].as_str(), product))
        .collect();
    heaviest(&mut terms, TERMS);
    terms.into_iter().map(|(term, _)| term.to_owned()).collect()
}

/// For each pair of speeches the terms that add most to its centred cosine, heaviest first.
///
/// The cosine of `a` and `b` is `Σ_t (w_at − m_t)(w_bt − m_t) / (|w_a − m| |w_b − m|)`, `m` the
/// mean of the meeting, so each term's summand is its part of it.
/// A share is a summand over the sum of all positive ones. Among these are terms that both
/// leave unsaid or say less than most, which hold the two together but explain little: they
/// count in the sum and are not listed, nor are mere parts of words, nor is a term inside a listed one or around it.
///
/// Above 60 speeches only pairs within groups are explained, of groups of up to 60 members.
pub fn pair_terms(weights: &TermWeights, features: &Features, groups: &Groups) -> Vec<PairTerms> {
    let centred = Centred::new(weights);
    let of = |(a, b)| PairTerms {
        a: SpeechId::new(a),
        b: SpeechId::new(b),
        terms: of_pair(&centred, features, a, b),
    };
    explained(&groups.labels).into_par_iter().map(of).collect()
}

/// The pairs worth explaining, in order.
fn explained(labels: &[usize]) -> Vec<(usize, usize)> {
    let n = labels.len();
    let mut sizes = vec![0; n];
    for &label in labels {
        sizes[label] += 1;
    }
    let is_explained = |a: usize, b: usize| {
        n <= EXPLAINED_SPEECHES
            || (labels[a] == labels[b] && sizes[labels[a]] <= EXPLAINED_SPEECHES)
    };
    pairs(n).filter(|&(a, b)| is_explained(a, b)).collect()
}

fn of_pair(centred: &Centred<'_>, features: &Features, a: usize, b: usize) -> Vec<(String, f64)> {
    let (summands, unsaid) = centred.summands(a, b);
    let total = unsaid + summands.iter().map(|summand| summand.value.max(0.0)).sum::<f64>();
    let mut terms: Vec<(&str, f64)> = summands
        .iter()
        .filter(|summand| summand.both && summand.value > 1e-12)
        .filter(|summand| features.is_whole(summand.column))
        .map(|summand| (features.terms()[summand.column].as_str(), summand.value / total))
        .collect();
    heaviest(&mut terms, PAIR_TERMS);
    terms.into_iter().map(|(term, share)| (term.to_owned(), share)).collect()
}

/// Keeps the `most` heaviest terms, none inside another; equal weights go by term.
fn heaviest(terms: &mut Vec<(&str, f64)>, most: usize) {
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut kept: Vec<(&str, f64)> = Vec::new();
    for &(term, weight) in terms.iter() {
        if kept.len() == most {
            break;
        }
        if !kept.iter().any(|(other, _)| other.contains(term) || term.contains(other)) {
            kept.push((term, weight));
        }
    }
    *terms = kept;
}

/// Weights with what centring needs, so that sparse rows can stay sparse.
pub(super) struct Centred<'a> {
    weights: &'a TermWeights,
    centring: Centring,
}

/// A term's part of the centred cosine of two speeches.
pub(super) struct Summand {
    /// The term's column.
    pub(super) column: usize,
    /// Its part; all parts and the unsaid add up to the cosine.
    pub(super) value: f64,
    /// Both speeches say it more than the meeting does on average.
    pub(super) both: bool,
}

impl<'a> Centred<'a> {
    pub(super) fn new(weights: &'a TermWeights) -> Self {
        Self { weights, centring: weights.centring() }
    }

    /// The parts of the cosine of `a` and `b`: of each term that one of them says, in column
    /// order, and of all that neither says together. Nothing for a speech that is the mean.
    pub(super) fn summands(&self, a: usize, b: usize) -> (Vec<Summand>, f64) {
        let Centring { mean: means, square, lengths } = &self.centring;
        let lengths = lengths[a] * lengths[b];
        let matrix = self.weights.matrix();
        let (Some(x), Some(y)) = (matrix.outer_view(a), matrix.outer_view(b)) else {
            return (Vec::new(), 0.0);
        };
        if lengths < 1e-12 {
            return (Vec::new(), 0.0);
        }
        let mut unsaid = *square;
        let mut summands = Vec::with_capacity(x.nnz() + y.nnz());
        for either in x.iter().nnz_or_zip(y.iter()) {
            let (column, x, y) = match either {
                NnzEither::Left((column, &x)) => (column, x, 0.0),
                NnzEither::Right((column, &y)) => (column, 0.0, y),
                NnzEither::Both((column, &x, &y)) => (column, x, y),
            };
            let mean = means[column];
            unsaid -= mean * mean;
            let value = (x - mean) * (y - mean) / lengths;
            summands.push(Summand { column, value, both: x > mean && y > mean });
        }
        (summands, unsaid.max(0.0) / lengths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::group::centred_cosines,
        terms::{Params, TermCounts, TfIdf},
    };

    fn weights(rows: Vec<Vec<(usize, u32)>>, columns: usize) -> TermWeights {
        let counts = TermCounts::from_rows(rows, columns);
        TfIdf::fit(&counts, &Params { min_df: 1, ..Params::default() }).transform(&counts)
    }

    proptest::proptest! {
        #[test]
        fn the_parts_of_a_cosine_add_up_to_it(
            rows in proptest::collection::vec(
                proptest::collection::btree_map(0usize..12, 1u32..5, 0..9), 2..7),
        ) {
            let rows: Vec<Vec<(usize, u32)>> =
                rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let weights = weights(rows, 12);
            let (centred, cosines) = (Centred::new(&weights), centred_cosines(&weights.cosines()));
            for ((a, b), cosine) in cosines.indexed_iter().filter(|((a, b), _)| a != b) {
                let (summands, unsaid) = centred.summands(a, b);
                let sum = unsaid + summands.iter().map(|summand| summand.value).sum::<f64>();
                // Below, both sides call a speech the mean itself, at lengths that rounding decides.
                if centred.centring.lengths[a].min(centred.centring.lengths[b]) > 1e-4 {
                    proptest::prop_assert!((sum - cosine).abs() < 1e-9, "{a}, {b}: {sum} {cosine}");
                }
            }
        }
    }

    #[test]
    fn above_sixty_speeches_only_pairs_of_a_group_are_explained() {
        let labels =
            |n: usize, groups: usize| -> Vec<usize> { (0..n).map(|s| s % groups).collect() };
        for (labels, pairs) in [
            (labels(0, 1), 0),
            (labels(1, 1), 0),
            (labels(60, 30), 60 * 59 / 2),
            (labels(62, 31), 31),
            (labels(62, 1), 0),
        ] {
            assert_eq!(explained(&labels).len(), pairs, "{} speeches", labels.len());
        }
    }

    #[test]
    fn of_terms_inside_one_another_the_heavier_is_listed() {
        for (terms, kept) in [
            (vec![("粮食", 0.2), ("粮食安全", 0.3), ("港口", 0.1)], vec!["粮食安全", "港口"]),
            (vec![("粮食", 0.3), ("粮食安全", 0.2)], vec!["粮食"]),
            (vec![("乙", 0.1), ("甲", 0.1), ("丙", 0.2)], vec!["丙", "乙"]),
        ] {
            let mut list = terms.clone();
            heaviest(&mut list, 2);
            let list: Vec<&str> = list.into_iter().map(|(term, _)| term).collect();
            assert_eq!(list, kept, "{terms:?}");
        }
    }
}
