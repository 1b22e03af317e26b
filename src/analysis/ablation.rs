//! What would part those who stand together: the fewest terms without which it is otherwise.

use ndarray::Array2;
use rayon::prelude::*;

use super::{Ablation, why::Centred};
use crate::{
    budget::{ABLATED_SPEECHES, ABLATED_TERMS},
    groups::{
        comparison::{Comparison, blend},
        group::Groups,
    },
    ids::SpeechId,
    terms::{Features, Sparse, TermWeights},
};

/// For each speech the fewest terms found whose removal changes with whom it stands.
///
/// Terms are taken from all speeches, heaviest first, until the meeting, grouped anew with the
/// same `count`, puts the speech with others; then each that was not needed is given back. Of a
/// speech in company the heaviest are those that add most to its similarity to its group, of
/// one alone those that most keep it from the group nearest to it. This is a short list, not
/// proved the shortest. A speech that twelve terms do not move has no entry, nor has one that its
/// whole text puts elsewhere than most parts of it do; above 100 speeches nobody has.
pub fn ablations(
    likeness: &Comparison<'_>,
    weights: &TermWeights,
    groups: &Groups,
    count: Option<usize>,
) -> Vec<Ablation> {
    let n = groups.labels.len();
    if n > ABLATED_SPEECHES {
        return Vec::new();
    }
    let centred = Centred::new(weights);
    let trial = Trial {
        gram: weights.cosines(),
        themes: likeness.theme_gram(),
        columns: weights.matrix().to_csc(),
        count,
    };
    let whole = trial.group(&trial.gram);
    let features = likeness.features;
    (0..n)
        .into_par_iter()
        .filter(|&speech| company(&whole, speech) == company(&groups.labels, speech))
        .filter_map(|speech| {
            let order = candidates(&centred, features, groups, speech);
            let (columns, then) = trial.part(speech, &order, &company(&whole, speech))?;
            let terms = columns.into_iter().map(|column| features.terms()[column].clone());
            Some(Ablation {
                speech: SpeechId::new(speech),
                terms: terms.collect(),
                then: then.into_iter().map(SpeechId::new).collect(),
            })
        })
        .collect()
}

/// The speeches that stand with `speech`.
fn company(labels: &[usize], speech: usize) -> Vec<usize> {
    (0..labels.len()).filter(|&other| other != speech && labels[other] == labels[speech]).collect()
}

/// Columns of whole words to take away, heaviest first: what holds a speech, or keeps it alone; ties by column,
/// which is by term.
fn candidates(
    centred: &Centred<'_>,
    features: &Features,
    groups: &Groups,
    speech: usize,
) -> Vec<usize> {
    let own = company(&groups.labels, speech);
    let (others, sign) = if own.is_empty() { (nearest(groups, speech), -1.0) } else { (own, 1.0) };
    let mut sums = vec![0.0; features.terms().len()];
    for &other in &others {
        for summand in centred.summands(speech, other).0 {
            // What the speech leaves unsaid as they do is nothing that could be taken from it.
            if summand.both || sign < 0.0 {
                sums[summand.column] += sign * summand.value;
            }
        }
    }
    let counts = |&column: &usize| sums[column] > 1e-12 && features.is_whole(column);
    let mut order: Vec<usize> = (0..sums.len()).filter(counts).collect();
    order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]).then(a.cmp(&b)));
    order.truncate(ABLATED_TERMS);
    order
}

/// The members of the group that a speech alone is most similar to; the earlier one of two equal.
fn nearest(groups: &Groups, speech: usize) -> Vec<usize> {
    let mut best: (f64, Vec<usize>) = (f64::NEG_INFINITY, Vec::new());
    for group in (0..groups.count()).filter(|&group| group != groups.labels[speech]) {
        let members: Vec<usize> =
            (0..groups.labels.len()).filter(|&other| groups.labels[other] == group).collect();
        let sum: f64 = members.iter().map(|&other| groups.similarity[[speech, other]]).sum();
        let mean = sum / members.len() as f64;
        if mean > best.0 {
            best = (mean, members);
        }
    }
    best.1
}

/// A meeting that can be grouped without some of its terms.
struct Trial {
    /// Inner products of the rows.
    gram: Array2<f64>,
    /// Inner products of the themes, which stay.
    themes: Array2<f64>,
    /// The weights by column.
    columns: Sparse<f64>,
    /// How many groups, as when it was grouped whole.
    count: Option<usize>,
}

impl Trial {
    /// The first columns of `order` that change the company of `speech`, without those that
    /// need not go, and its company then.
    fn part(
        &self,
        speech: usize,
        order: &[usize],
        before: &[usize],
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let mut gram = self.gram.clone();
        let mut removed: Vec<usize> = Vec::new();
        let moved = order.iter().any(|&column| {
            self.remove(&mut gram, column);
            removed.push(column);
            company(&self.group(&gram), speech) != before
        });
        if !moved {
            return None;
        }
        for column in removed.clone() {
            let fewer: Vec<usize> = removed.iter().copied().filter(|&c| c != column).collect();
            if company(&self.group(&self.without(&fewer)), speech) != before {
                removed = fewer;
            }
        }
        let then = company(&self.group(&self.without(&removed)), speech);
        Some((removed, then))
    }

    /// The inner products without some columns.
    fn without(&self, columns: &[usize]) -> Array2<f64> {
        let mut gram = self.gram.clone();
        for &column in columns {
            self.remove(&mut gram, column);
        }
        gram
    }

    /// Takes a column out of inner products: of each pair the product of its two weights.
    fn remove(&self, gram: &mut Array2<f64>, column: usize) {
        let Some(holders) = self.columns.outer_view(column) else { return };
        for (a, x) in holders.iter() {
            for (b, y) in holders.iter() {
                gram[[a, b]] -= x * y;
            }
        }
    }

    /// The groups of rows with these inner products, once all have length 1 again.
    fn group(&self, gram: &Array2<f64>) -> Vec<usize> {
        Groups::of(&blend(&normalised(gram), &self.themes), self.count).labels
    }
}

/// Inner products of the same rows scaled to length 1; rows with nothing left are 0.
fn normalised(gram: &Array2<f64>) -> Array2<f64> {
    let scale = gram.diag().mapv(|square| if square > 1e-9 { square.sqrt().recip() } else { 0.0 });
    Array2::from_shape_fn(gram.dim(), |(a, b)| gram[[a, b]] * scale[a] * scale[b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Corpus, Document, Sentence},
        terms::{Params, TermCounts, TfIdf},
        themes::assign::Assignment,
        tokens::{Dictionary, Segmenter, Stopwords, Tokens},
    };

    fn corpus(texts: &[&str]) -> Corpus<'static> {
        let sentence = |text: &&str| Sentence {
            text: (*text).to_owned().into(),
            printed: None,
            opens: false,
            unit: 0,
            heading: false,
            line: 1,
            ..Sentence::default()
        };
        let documents = texts
            .iter()
            .map(|text| Document { title: None, sentences: vec![sentence(text)], units: 1 })
            .collect();
        Corpus { documents }
    }

    fn parted(texts: &[&str], count: Option<usize>) -> (Groups, Vec<Ablation>) {
        let segmenter = Segmenter::new(&Dictionary::built_in(), true);
        let corpus = corpus(texts);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), None);
        let params = Params::default();
        let none = |document: &Document| Assignment {
            units: vec![(None, 0.0); document.units],
            sentences: vec![None; document.sentences.len()],
            passages: vec![],
        };
        let given: Vec<Assignment> = corpus.documents.iter().map(none).collect();
        let likeness = Comparison::new(&corpus, &tokens, &features, &params, &given);
        let weights = likeness.weights();
        let groups = Groups::of(&likeness.gram(&weights), count);
        let ablations = ablations(&likeness, &weights, &groups, count);
        (groups, ablations)
    }

    #[test]
    fn two_that_share_one_word_are_parted_by_it() {
        let texts = [
            "港口，港口，港口，港口，苹果。",
            "港口，港口，港口，港口，牧草。",
            "煤矿，煤矿，煤矿，煤矿，苹果。",
            "煤矿，煤矿，煤矿，煤矿，牧草。",
        ];
        let (groups, ablations) = parted(&texts, None);
        assert_eq!(groups.labels, [0, 0, 1, 1]);
        let first = ablations
            .iter()
            .find(|ablation| ablation.speech == SpeechId::new(0))
            .expect("is moved");
        assert_eq!(first.terms, ["港口"]);
        assert_ne!(first.then, [SpeechId::new(1)]);
    }

    #[test]
    fn no_speech_and_one_speech_cannot_be_parted() {
        for texts in [&[][..], &["港口扩建。"], &["港口扩建。", "煤矿转产。"]] {
            assert_eq!(parted(texts, None).1, [], "{texts:?}");
        }
    }

    #[test]
    fn with_one_group_asked_for_nothing_parts() {
        let texts = ["港口扩建。", "港口扩建，苹果丰收。", "煤矿转产。", "煤矿转产，牧草。"];
        assert_eq!(parted(&texts, Some(1)).1, []);
    }

    proptest::proptest! {
        #[test]
        fn removing_from_inner_products_is_removing_the_column(
            rows in proptest::collection::vec(
                proptest::collection::btree_map(0usize..8, 1u32..5, 1..8), 4..8),
            column in 0usize..8,
        ) {
            let rows: Vec<Vec<(usize, u32)>> =
                rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let params = Params { min_df: 1, ..Params::default() };
            let counts = TermCounts::from_rows(rows.clone(), 8);
            let tfidf = TfIdf::fit(&counts, &params);
            let weights = tfidf.transform(&counts);
            let trial =
                Trial {
                    gram: weights.cosines(),
                    themes: Array2::zeros((0, 0)),
                    columns: weights.matrix().to_csc(),
                    count: None,
                };
            let fewer = rows.iter().map(|row| {
                row.iter().copied().filter(|&(place, _)| place != column).collect()
            });
            let counts = TermCounts::from_rows(fewer.collect(), 8);
            let cosines = tfidf.transform(&counts).cosines();
            for (place, value) in normalised(&trial.without(&[column])).indexed_iter() {
                proptest::prop_assert!((value - cosines[place]).abs() < 1e-6, "{place:?}");
            }
        }
    }
}
