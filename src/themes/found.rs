//! Sections → themes that no lexicon knows: clusters named by their own terms.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use ndarray::{Array2, Axis};
use sprs::CsMat;

use super::{kmeans, lexicon::LexiconTheme, name::is_name, number, reduce};
use crate::{
    corpus::Corpus,
    error::Result,
    terms::{Features, Tally, TermCounts},
    tokens::Tokens,
};

/// Sentences of a speech that follow one another: the speech, and their places in it.
pub type Passage = (usize, Range<usize>);

/// A theme found in a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTheme {
    /// `found_1`, `found_2` …, the theme with the most sections first.
    pub id: String,
    /// How many found themes before it have no name either, if it has none.
    unnamed: Option<usize>,
    /// The terms that most of its passages say and that tell it from the other themes, best
    /// first; fewer than two are no name.
    pub terms: Vec<String>,
    /// Its passages.
    pub passages: Vec<Passage>,
    /// For each passage its cosine with the theme's centre over the sum with that of the next
    /// nearest theme, negative ones counting 0: 1 if no other is near, .5 if two are equally.
    pub parts: Vec<f64>,
}

impl FoundTheme {
    /// Whether most of its passages share words by which it can be called.
    pub fn is_named(&self) -> bool {
        self.unnamed.is_none()
    }

    /// Its first terms as a label; without a name, a number.
    pub(super) fn label(&self) -> LexiconTheme {
        let named = || self.terms[..self.terms.len().min(LABEL)].join("、");
        let (zh, en) = match self.unnamed {
            Some(before) => {
                (format!("未命名议题 {}", before + 1), format!("Unnamed theme {}", before + 1))
            }
            None => (named(), named()),
        };
        LexiconTheme { id: self.id.clone(), zh, en, cap: None, rollup: None }
    }
}

/// Share of its members that a run of k-means finds again in one cluster, in the mean, from
/// which a cluster is a theme: below .6 it should not be trusted (Hennig 2007).
const STABLE: f64 = 0.6;
/// Share of its passages that must say a term, before the term may name the theme.
const MOST_SAY: f64 = 0.5;
/// Terms that a name needs at least: one word shared by chance is no name.
const NAME: usize = 2;
/// Fewer sections are left alone.
const LEAST: usize = 6;
/// Sections and speeches that a theme needs: less is no theme, or one speaker's.
const SECTIONS: usize = 3;
const SPEECHES: usize = 2;
/// Themes at most: beside a lexicon's eight a reader takes in no more, and colours tell no more
/// apart.
const MOST: usize = 12;
/// Sections on which the number of themes is tried out; of more, every n-th.
const TRIED: usize = 2000;
/// Beginnings of each fit while the number of themes is tried out.
const TRIALS: usize = 5;
/// How much a word in a heading counts beside one in the text.
const HEADING: usize = 3;
/// Terms listed for a theme, and those in its label.
const TERMS: usize = 10;
const LABEL: usize = 3;
/// How many times as frequent as in all themes together a term must be in its own.
const LIFT: f64 = 2.0;

/// Finds themes among some passages of a corpus.
///
/// Passages are short: raw tf, `ln((1 + N)/(1 + df)) + 1`, only terms of two
/// speeches (what one speaker alone says keeps his sections together, not a
/// theme's), rows of length 1, 50 directions, centred, length 1 again; then the
/// consensus of k-means. The number of themes, 2 to √(n/2), is the one with the
/// highest mean silhouette on distance 1 − cosine.
///
/// # Errors
/// None that finite weights cause.
pub fn find(
    corpus: &Corpus,
    tokens: &Tokens,
    features: &Features,
    (passages, seed): (&[Passage], u64),
) -> Result<Vec<FoundTheme>> {
    if passages.len() < LEAST {
        return Ok(Vec::new());
    }
    let sections = Sections::new(corpus, tokens, features, passages);
    let vectors = centred(reduce::svd(&sections.weights(), reduce::DIMENSIONS, seed).rows);
    let k = number::number(&vectors, (TRIED, MOST), |rows, k| {
        Ok(number::silhouette(rows, &kmeans::fit(rows, k, (TRIALS, seed))?))
    })?;
    let voted = kmeans::vote(&vectors, k, kmeans::RUNS, seed)?;
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (section, &label) in voted.labels.iter().enumerate() {
        if voted.found_again[label] < STABLE {
            continue;
        }
        clusters.entry(label).or_default().push(section);
    }
    let mut clusters: Vec<Vec<usize>> =
        clusters.into_values().filter(|members| sections.is_theme(members)).collect();
    clusters.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let parts = parts(&vectors, &clusters);
    let named = sections.name(clusters).into_iter().zip(parts);
    let mut unnamed = 0;
    Ok(named
        .map(|(theme, parts)| {
            let before = unnamed;
            let is_nameless = theme.terms.len() < NAME;
            unnamed += usize::from(is_nameless);
            FoundTheme { parts, unnamed: is_nameless.then_some(before), ..theme }
        })
        .collect())
}

/// The sections as counts of words, with who says them.
struct Sections<'a> {
    passages: &'a [Passage],
    features: &'a Features,
    /// Sections × terms, parts of words included.
    counts: TermCounts,
    /// For each section its whole words.
    words: Vec<BTreeMap<u32, f64>>,
}

impl<'a> Sections<'a> {
    fn new(
        corpus: &Corpus,
        tokens: &Tokens,
        features: &'a Features,
        passages: &'a [Passage],
    ) -> Self {
        let mut tally = Tally::new(features);
        let (mut rows, mut words) = (Vec::new(), Vec::new());
        for (speech, places) in passages {
            let mut ids: Vec<u32> = Vec::new();
            for place in places.clone() {
                let is_heading = corpus.documents[*speech].sentences[place].heading;
                let times = if is_heading { HEADING } else { 1 };
                let own = tokens.documents()[*speech].sentence(place);
                ids.extend(std::iter::repeat_n(own, times).flatten());
            }
            let mut of_words = BTreeMap::new();
            // A type's first column is the word itself, the others are words inside it.
            for column in ids.iter().filter_map(|&id| features.columns(id).first()) {
                *of_words.entry(*column).or_insert(0.0) += 1.0;
            }
            rows.push(tally.row(ids.into_iter()));
            words.push(of_words);
        }
        let counts = TermCounts::from_rows(rows, features.terms().len());
        Self { passages, features, counts, words }
    }

    /// Raw tf times smooth idf over the sections, for the terms of two speeches and more.
    fn weights(&self) -> CsMat<f64> {
        let df = self.counts.document_frequencies();
        let mut speakers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); df.len()];
        for (row, (speech, _)) in self.counts.matrix().outer_iterator().zip(self.passages) {
            for (column, _) in row.iter() {
                speakers[column].insert(*speech);
            }
        }
        let n = self.passages.len() as f64;
        let idf = |column: usize| ((1.0 + n) / (1.0 + f64::from(df[column]))).ln() + 1.0;
        let mut weights = CsMat::empty(sprs::CompressedStorage::CSR, df.len());
        for row in self.counts.matrix().outer_iterator() {
            let shared: Vec<(usize, f64)> = row
                .iter()
                .filter(|(column, _)| speakers[*column].len() >= SPEECHES)
                .map(|(column, &count)| (column, f64::from(count) * idf(column)))
                .collect();
            let length = shared.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            let (columns, values): (Vec<usize>, Vec<f64>) =
                shared.into_iter().map(|(column, weight)| (column, weight / length)).unzip();
            weights = weights.append_outer_csvec(sprs::CsVecView::new(df.len(), &columns, &values));
        }
        weights
    }

    /// The speeches of some sections.
    fn speeches(&self, members: &[usize]) -> BTreeSet<usize> {
        members.iter().map(|&section| self.passages[section].0).collect()
    }

    fn is_theme(&self, members: &[usize]) -> bool {
        members.len() >= SECTIONS && self.speeches(members).len() >= SPEECHES
    }

    /// Names each cluster by c-TF-IDF (Grootendorst 2022) over its whole words:
    /// `W(x, c) = tf(x, c)/Σ tf(·, c) · ln(1 + A/f(x))`, A the words of a mean
    /// cluster, f the word's count in all. Two sorts of frequent words name no
    /// theme: those of few speeches (a city) and those of every theme (加快).
    fn name(&self, clusters: Vec<Vec<usize>>) -> Vec<FoundTheme> {
        let totals: Vec<BTreeMap<u32, f64>> =
            clusters.iter().map(|members| self.total(members)).collect();
        let mut all: BTreeMap<u32, f64> = BTreeMap::new();
        for (&word, count) in totals.iter().flatten() {
            *all.entry(word).or_insert(0.0) += count;
        }
        let words: f64 = all.values().sum();
        let mean = words / clusters.len().max(1) as f64;
        clusters
            .into_iter()
            .zip(totals)
            .enumerate()
            .map(|(place, (members, total))| {
                let sum: f64 = total.values().sum();
                // A theme that holds most of the words has none twice as frequent as in all.
                let lift = LIFT.min(f64::midpoint(1.0, words / sum));
                let weight = |word: u32| total[&word] / sum * (1.0 + mean / all[&word]).ln();
                let mut terms: Vec<(u32, f64)> = self
                    .common(&members)
                    .into_iter()
                    .filter(|word| total[word] / sum >= lift * all[word] / words)
                    .map(|word| (word, weight(word)))
                    .collect();
                // Columns are in the terms' order: equal weights go by text.
                terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                let terms: Vec<String> = terms
                    .into_iter()
                    .take(TERMS)
                    .map(|(word, _)| self.features.terms()[word as usize].clone())
                    .collect();
                FoundTheme {
                    id: format!("found_{}", place + 1),
                    unnamed: None,
                    terms,
                    passages: members
                        .iter()
                        .map(|&section| self.passages[section].clone())
                        .collect(),
                    parts: Vec::new(),
                }
            })
            .collect()
    }

    fn total(&self, members: &[usize]) -> BTreeMap<u32, f64> {
        let mut total = BTreeMap::new();
        for (&word, count) in members.iter().flat_map(|&section| &self.words[section]) {
            *total.entry(word).or_insert(0.0) += count;
        }
        total
    }

    /// The words that most passages of a cluster and more than one of its speakers say.
    fn common(&self, members: &[usize]) -> Vec<u32> {
        let mut said: BTreeMap<u32, (usize, BTreeSet<usize>)> = BTreeMap::new();
        for &section in members {
            for &word in self.words[section].keys() {
                let (times, by) = said.entry(word).or_default();
                *times += 1;
                by.insert(self.passages[section].0);
            }
        }
        let least = MOST_SAY * members.len() as f64;
        said.into_iter()
            .filter(|(_, (times, by))| *times as f64 >= least && by.len() >= SPEECHES)
            .map(|(word, _)| word)
            .filter(|&word| is_name(&self.features.terms()[word as usize]))
            .collect()
    }
}

/// For each member of each cluster, [`FoundTheme::parts`].
fn parts(vectors: &Array2<f64>, clusters: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let mut centres = Array2::zeros((clusters.len(), vectors.ncols()));
    for (mut centre, members) in centres.rows_mut().into_iter().zip(clusters) {
        for &member in members {
            centre += &vectors.row(member);
        }
    }
    let near = vectors.dot(&reduce::normalised(centres).t()).mapv(|cosine: f64| cosine.max(0.0));
    let part = |member: usize, own: usize| {
        let others = (0..clusters.len()).filter(|&other| other != own);
        let next = others.map(|other| near[[member, other]]).fold(0.0, f64::max);
        let sum = near[[member, own]] + next;
        if sum > 0.0 { near[[member, own]] / sum } else { 0.0 }
    };
    let of = |(own, members): (usize, &Vec<usize>)| {
        members.iter().map(|&member| part(member, own)).collect()
    };
    clusters.iter().enumerate().map(of).collect()
}

/// Rows less their mean, of length 1: what all sections share makes none alike.
fn centred(rows: Array2<f64>) -> Array2<f64> {
    match rows.mean_axis(Axis(0)) {
        Some(mean) => reduce::normalised(rows - mean),
        None => rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Document, Sentence},
        tokens::{Dictionary, Segmenter, Stopwords},
    };

    const TOPICS: [[&str; 3]; 3] = [
        ["粮食生产和耕地保护", "农民种植小麦玉米", "粮食仓储和农民收入"],
        ["污染防治和河流治理", "河流水质与森林覆盖", "森林修复、污染排放"],
        ["学校教师和课堂教学", "学生课堂与教师培训", "学校学生的体育课堂"],
    ];

    /// Three speeches with a section on each topic; each names a town of its own there again and again.
    fn corpus() -> Corpus {
        let document = |speech: usize| {
            let towns = ["苏州", "昆山", "温州"];
            let sentences = TOPICS.iter().enumerate().map(|(unit, texts)| Sentence {
                text: format!(
                    "{0}{1}，{0}{2}。",
                    towns[speech],
                    texts[speech],
                    texts[(speech + 1) % 3]
                ),
                printed: None,
                opens: false,
                unit,
                heading: false,
                line: 0,
            });
            Document { title: None, units: 3, sentences: sentences.collect() }
        };
        Corpus { documents: (0..3).map(document).collect() }
    }

    fn themes(passages: &[Passage], seed: u64) -> Vec<FoundTheme> {
        let corpus = corpus();
        let segmenter = Segmenter::new(&Dictionary::built_in(), true);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
        find(&corpus, &tokens, &features, (passages, seed)).expect("finds")
    }

    fn all() -> Vec<Passage> {
        (0..3).flat_map(|speech| (0..3).map(move |place| (speech, place..place + 1))).collect()
    }

    #[test]
    fn two_clusters_are_the_most_that_nine_sections_allow_and_share_their_speakers() {
        for theme in themes(&all(), 1) {
            let speeches: BTreeSet<usize> =
                theme.passages.iter().map(|passage| passage.0).collect();
            assert!(theme.passages.len() >= SECTIONS && speeches.len() == 3, "{theme:?}");
            assert!(theme.passages.len() % 3 == 0, "a topic is torn: {theme:?}");
            assert!(!theme.terms.iter().any(|term| term.contains('州')), "{theme:?}");
        }
        assert_eq!(themes(&all(), 1).len(), 2);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| themes(&all(), 1))
        };
        assert_eq!(on(1), on(2));
    }

    #[test]
    fn few_sections_and_one_speaker_make_no_theme() {
        assert!(themes(&all()[..5], 1).is_empty());
        let one = [0, 1, 2, 0, 1, 2].map(|place| (0, place..place + 1));
        assert!(themes(&one, 1).is_empty());
    }
}
