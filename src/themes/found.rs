//! Passages that no codebook explains → themes: clusters, named by their own words.

use std::{cmp::Reverse, collections::BTreeMap};

use ndarray::{Array2, ArrayView1};

use super::{
    cohesion,
    directions::{Leading, directions},
    frozen_theme::FrozenTheme,
    lexicon::LexiconTheme,
    name::{Name, name},
    passage_counts::{PassageCounts, SPEECHES},
    passages::Passage,
    space::PassageSpace,
    texts::Texts,
};
use crate::{
    budget::{FOUND_THEMES, FOUND_TRIED},
    clusters::{choose_k::choose_k, kmeans, reduce, silhouette::silhouette},
    error::Result,
};

/// A theme found in a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTheme {
    /// `found_1`, `found_2` …, the theme with the most passages first.
    pub id: String,
    /// The words of its name; empty if it has only a number.
    name: Vec<String>,
    /// How many themes before it have no name either.
    unnamed: usize,
    /// The words that represent it, those of its name first.
    pub terms: Vec<String>,
    /// Its passages.
    pub passages: Vec<Passage>,
    /// For each passage `a / (a + b)`, where `a` is its cosine with the centre of this theme and
    /// `b` that with the nearest other centre, negative cosines counted as 0: 1 if no other theme
    /// is near, .5 if two are equally near.
    pub parts: Vec<f64>,
    /// Its centre in the [`PassageSpace`] of the meeting, of length 1.
    pub centre: Vec<f64>,
}

/// The themes found in a meeting, and the space in which they were found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The themes, the one with the most passages first.
    pub themes: Vec<FoundTheme>,
    /// Where their centres are; `None` if no themes were looked for.
    pub space: Option<PassageSpace>,
}

/// Overlap (Jaccard index) of a cluster with the clusters that other beginnings of k-means, and
/// other samples of the passages, give. A cluster with less is no theme: it should not be trusted
/// (Hennig 2007).
const STABLE: f64 = 0.6;
/// With fewer passages no themes are looked for: in records of a dozen short turns, clusters were
/// due to chance.
const LEAST: usize = 20;
/// Passages that a theme needs. Chosen by eye.
const PASSAGES: usize = 5;
/// Beginnings of each fit while the number of themes is chosen. Chosen by eye, for speed.
const TRIALS: usize = 5;

impl FoundTheme {
    /// A theme of the passages `members`, after `before`; `parts` are those of its members.
    fn new(
        counts: &PassageCounts<'_>,
        members: &[usize],
        parts: Vec<f64>,
        centre: ArrayView1<'_, f64>,
        before: &[Self],
    ) -> Self {
        let Name { name, words } = name(counts, members);
        // Every passage under a name must have a word of the theme, which the reader can look for.
        let (members, parts): (Vec<usize>, Vec<f64>) = members
            .iter()
            .zip(parts)
            .filter(|(member, _)| name.is_empty() || counts.has_any(**member, &words))
            .unzip();
        Self {
            id: format!("found_{}", before.len() + 1),
            unnamed: before.iter().filter(|theme| !theme.is_named()).count(),
            terms: words.into_iter().map(|word| counts.term(word).to_owned()).collect(),
            passages: members.iter().map(|&member| counts.passages[member].clone()).collect(),
            centre: centre.to_vec(),
            name,
            parts,
        }
    }

    /// A theme of an older meeting, after `before`, with no passage yet.
    pub(super) fn frozen(theme: &FrozenTheme, before: &[Self]) -> Self {
        Self {
            id: theme.id.clone(),
            name: theme.name.clone(),
            unnamed: before.iter().filter(|theme| !theme.is_named()).count(),
            terms: theme.terms.clone(),
            passages: Vec::new(),
            parts: Vec::new(),
            centre: theme.centre.clone(),
        }
    }

    /// The words of its name; empty if it has only a number.
    pub fn name(&self) -> &[String] {
        &self.name
    }

    /// Whether most of its passages share words by which it can be called.
    pub fn is_named(&self) -> bool {
        !self.name.is_empty()
    }

    /// Its name as a label; without one, a number.
    pub(super) fn label(&self) -> LexiconTheme {
        let number = self.unnamed + 1;
        let (zh, en) = if self.is_named() {
            (self.name.join("、"), self.name.join("、"))
        } else {
            (format!("未命名议题 {number}"), format!("Unnamed theme {number}"))
        };
        LexiconTheme { id: self.id.clone(), zh, en, cap: None, rollup: None }
    }

    /// Cosine of its centre and a position from [`PassageSpace::project`], −1 to 1.
    pub fn cosine(&self, position: &[f64]) -> f64 {
        self.centre.iter().zip(position).map(|(a, b)| a * b).sum()
    }
}

/// Finds themes among some passages of a meeting.
///
/// Passages are short, so they are weighted by raw tf times `ln((1 + N) / (1 + df)) + 1`; only
/// terms of two speeches count; rows have length 1 and are centred. For k clusters they are reduced
/// to the k − 1 leading directions, scaled to length 1 again, and clustered by the consensus of
/// k-means. k, 2 to √(n/2), is the number with the highest mean silhouette on distance 1 − cosine.
/// A cluster is a theme if other beginnings and other samples of the passages find it again, and if
/// its words occur together in the meeting more than those of nearly all random sets of passages.
///
/// # Errors
/// None that finite weights cause.
pub fn find(texts: Texts<'_>, passages: &[Passage], seed: u64) -> Result<Found> {
    let counts = PassageCounts::new(texts, passages);
    if counts.passages.len() < LEAST {
        return Ok(Found::default());
    }
    let idf = counts.idf();
    let weights = counts.weights(&idf);
    let leading = Leading::of(&weights, FOUND_THEMES, seed);
    let k = choose_k(&leading.rows, FOUND_TRIED, FOUND_THEMES, |rows, k| {
        let rows = directions(rows, k);
        Ok(silhouette(&rows, &kmeans::fit(&rows, k, TRIALS, seed)?))
    })?;
    let vectors = directions(&leading.rows, k);
    let voted = kmeans::vote(std::slice::from_ref(&vectors), k, kmeans::RUNS, seed)?;
    let recovery = cohesion::recovery(&weights, &voted.labels, k, seed)?;
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (passage, &label) in voted.labels.iter().enumerate() {
        if voted.found_again[label].min(recovery[label]) >= STABLE {
            clusters.entry(label).or_default().push(passage);
        }
    }
    let mut clusters: Vec<Vec<usize>> =
        clusters.into_values().filter(|members| is_theme(&counts, members, seed)).collect();
    clusters.sort_by_key(|members| Reverse(members.len()));
    let centres = centres(&vectors, &clusters);
    let parts = parts(&vectors, &clusters, &centres);
    let mut themes: Vec<FoundTheme> = Vec::new();
    for ((members, parts), centre) in clusters.iter().zip(parts).zip(centres.rows()) {
        themes.push(FoundTheme::new(&counts, members, parts, centre, &themes));
    }
    Ok(Found { themes, space: Some(leading.space(&idf, k)) })
}

/// Whether a stable cluster is large and coherent enough for a theme.
fn is_theme(counts: &PassageCounts<'_>, members: &[usize], seed: u64) -> bool {
    members.len() >= PASSAGES
        && counts.speeches(members).len() >= SPEECHES
        && cohesion::is_coherent(counts, members, seed)
}

/// The mean of each cluster, scaled to length 1: clusters × directions.
fn centres(vectors: &Array2<f64>, clusters: &[Vec<usize>]) -> Array2<f64> {
    let mut centres = Array2::zeros((clusters.len(), vectors.ncols()));
    for (mut centre, members) in centres.rows_mut().into_iter().zip(clusters) {
        for &member in members {
            centre += &vectors.row(member);
        }
    }
    reduce::normalised(centres)
}

/// For each member of each cluster, [`FoundTheme::parts`].
fn parts(vectors: &Array2<f64>, clusters: &[Vec<usize>], centres: &Array2<f64>) -> Vec<Vec<f64>> {
    let near = reduce::times(vectors, &centres.t().to_owned()).mapv(|cosine: f64| cosine.max(0.0));
    clusters
        .iter()
        .enumerate()
        .map(|(own, members)| members.iter().map(|&member| part(near.row(member), own)).collect())
        .collect()
}

/// The part of cluster `own` in a passage, from its cosines with all centres.
pub(super) fn part(near: ArrayView1<'_, f64>, own: usize) -> f64 {
    let others = (0..near.len()).filter(|&other| other != own);
    let next = others.map(|other| near[other]).fold(0.0, f64::max);
    let sum = near[own] + next;
    if sum > 0.0 { near[own] / sum } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Corpus, Document, Sentence},
        terms::{Features, TermCounter},
        tokens::{Dictionary, Segmenter, Stopwords, Tokens},
    };

    /// Each word has several neighbours, or it would be part of a longer one.
    const TOPICS: [[&str; 3]; 3] = [
        ["河流水质与森林覆盖", "森林修复、污染排放", "污染防治和河流治理"],
        ["铁路桥梁和机场隧道", "机场跑道、铁路车站", "桥梁隧道与车站站台"],
        ["博物馆藏品和古籍文物", "文物修缮、博物馆展览", "古籍展览与藏品修缮"],
    ];

    /// Speeches of [`corpus`].
    const COUNT: usize = 8;

    /// Speeches with a section on each topic; each names a town of its own there again and again.
    fn corpus() -> Corpus<'static> {
        let towns = ["苏州", "昆山", "温州", "杭州", "泉州", "徐州", "常州", "湖州"];
        let document = |speech: usize| {
            let sentences = TOPICS.iter().enumerate().map(|(unit, texts)| Sentence {
                text: format!(
                    "{0}{1}，{0}{2}。",
                    towns[speech],
                    texts[speech % 3],
                    texts[(speech + 1) % 3]
                )
                .into(),
                printed: None,
                opens: false,
                unit,
                heading: false,
                line: 0,
                ..Sentence::default()
            });
            Document { title: None, units: 3, sentences: sentences.collect() }
        };
        Corpus { documents: (0..COUNT).map(document).collect() }
    }

    fn found(passages: &[Passage], seed: u64) -> (Found, Vec<Vec<(usize, u32)>>) {
        let corpus = corpus();
        let segmenter = Segmenter::new(&Dictionary::built_in(), true);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
        let texts =
            Texts { corpus: &corpus, tokens: &tokens, features: &features, segmenter: &segmenter };
        let counts = passages.iter().map(|passage| {
            let document = &tokens.documents()[passage.speech];
            let ids = passage.sentences.clone().flat_map(|at| document.sentence(at)).copied();
            TermCounter::new(&features).row(ids)
        });
        (find(texts, passages, seed).expect("finds"), counts.collect())
    }

    fn themes(passages: &[Passage], seed: u64) -> Vec<FoundTheme> {
        found(passages, seed).0.themes
    }

    fn all() -> Vec<Passage> {
        let passage = |at: usize| Passage { speech: at / 3, sentences: at % 3..at % 3 + 1 };
        (0..3 * COUNT).map(passage).collect()
    }

    #[test]
    fn each_topic_is_a_theme_with_a_name_that_no_town_is_in() {
        let found = themes(&all(), 1);
        // Sure rather than complete: a topic may be left out, none is mixed with another.
        assert!((2..=3).contains(&found.len()), "{found:?}");
        for theme in &found {
            assert!(theme.is_named(), "{theme:?}");
            assert!(!theme.terms.iter().any(|term| term.contains('州')), "{theme:?}");
            let first = theme.passages[0].sentences.start;
            assert!(
                theme.passages.iter().all(|passage| passage.sentences.start == first),
                "{theme:?}"
            );
        }
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| themes(&all(), 1))
        };
        assert_eq!(on(1), on(2));
    }

    #[test]
    fn a_passage_is_nearest_to_the_theme_that_it_was_given_to() {
        let (found, counts) = found(&all(), 1);
        let space = found.space.expect("a space");
        for (own, theme) in found.themes.iter().enumerate() {
            assert_eq!(theme.centre.len(), space.directions());
            for passage in &theme.passages {
                let index = all().iter().position(|known| known == passage).expect("known");
                let position = space.project(&counts[index]);
                let cosines: Vec<f64> =
                    found.themes.iter().map(|theme| theme.cosine(&position)).collect();
                let others = cosines.iter().enumerate().filter(|(other, _)| *other != own);
                assert!(others.into_iter().all(|(_, &cosine)| cosine < cosines[own]));
                assert!(cosines[own] > 0.5, "{cosines:?}");
            }
        }
        assert_eq!(space.project(&[(usize::MAX, 1)]), vec![0.0; space.directions()]);
    }

    #[test]
    fn few_passages_and_one_speaker_make_no_theme() {
        assert!(themes(&all()[..LEAST - 1], 1).is_empty());
        let one: Vec<Passage> =
            (0..24).map(|at| Passage { speech: 0, sentences: at % 3..at % 3 + 1 }).collect();
        assert!(themes(&one, 1).is_empty());
    }
}
