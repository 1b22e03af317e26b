//! Passages that no codebook explains → themes, clusters named by their own words.

use std::collections::BTreeMap;

use ndarray::Array2;

use super::{
    cohesion,
    directions::{directions, leading},
    lexicon::LexiconTheme,
    name::{Name, name},
    passages::Passage,
    sections::{SPEECHES, Sections},
    texts::Texts,
};
use crate::clusters::{choose_k::choose_k, kmeans, reduce, silhouette::silhouette};
use crate::error::Result;

/// A theme found in a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundTheme {
    /// `found_1`, `found_2` …, the theme with the most passages first.
    pub id: String,
    /// The words of its name; none: it has only a number.
    name: Vec<String>,
    /// How many themes before it have no name either.
    unnamed: usize,
    /// The words that stand for it, those of its name first.
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
        !self.name.is_empty()
    }

    /// Its name as a label; without one, a number.
    pub(super) fn label(&self) -> LexiconTheme {
        let number = self.unnamed + 1;
        let (zh, en) = match self.is_named() {
            true => (self.name.join("、"), self.name.join("、")),
            false => (format!("未命名议题 {number}"), format!("Unnamed theme {number}")),
        };
        LexiconTheme { id: self.id.clone(), zh, en, cap: None, rollup: None }
    }
}

/// Overlap of a cluster with what is found again of it, by other beginnings of k-means and in
/// other draws of passages, from which it is a theme: below .6 it should not be trusted
/// (Hennig 2007).
const STABLE: f64 = 0.6;
/// Fewer passages are left alone: in records of a dozen short turns clusters were chance.
const LEAST: usize = 20;
/// Passages that a theme needs.
const PASSAGES: usize = 5;
/// Themes at most: beside a codebook's a reader takes in no more, and colours tell no more apart.
const MOST: usize = 12;
/// Passages on which the number of themes is tried out; of more, every n-th.
const TRIED: usize = 2000;
/// Beginnings of each fit while the number of themes is tried out.
const TRIALS: usize = 5;

/// Finds themes among some passages of a meeting.
///
/// Passages are short: raw tf, `ln((1 + N)/(1 + df)) + 1`, only terms of two speeches, rows of
/// length 1, centred; then for k clusters the k − 1 leading directions, length 1 again, and the
/// consensus of k-means. k, 2 to √(n/2), is the one with the highest mean silhouette on distance
/// 1 − cosine. A cluster is a theme if other beginnings and other draws of passages find it again,
/// and if its words keep company in the meeting as those of few random sets of passages do.
///
/// # Errors
/// None that finite weights cause.
pub fn find(texts: Texts<'_>, passages: &[Passage], seed: u64) -> Result<Vec<FoundTheme>> {
    let sections = Sections::new(texts, passages);
    if sections.passages.len() < LEAST {
        return Ok(Vec::new());
    }
    let weights = sections.weights();
    let rows = leading(&weights, MOST, seed);
    let k = choose_k(&rows, TRIED, MOST, |rows, k| {
        let rows = directions(rows, k);
        Ok(silhouette(&rows, &kmeans::fit(&rows, k, TRIALS, seed)?))
    })?;
    let vectors = directions(&rows, k);
    let voted = kmeans::vote(std::slice::from_ref(&vectors), k, kmeans::RUNS, seed)?;
    let steady = cohesion::steadiness(&weights, &voted.labels, k, seed)?;
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (passage, &label) in voted.labels.iter().enumerate() {
        if voted.found_again[label].min(steady[label]) >= STABLE {
            clusters.entry(label).or_default().push(passage);
        }
    }
    let is_theme = |members: &Vec<usize>| {
        members.len() >= PASSAGES
            && sections.speeches(members).len() >= SPEECHES
            && cohesion::is_coherent(&sections, members, seed)
    };
    let mut clusters: Vec<Vec<usize>> = clusters.into_values().filter(is_theme).collect();
    clusters.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let parts = parts(&vectors, &clusters);
    let mut found: Vec<FoundTheme> = Vec::new();
    let mut unnamed = 0;
    for (members, parts) in clusters.into_iter().zip(parts) {
        let Name { name, words } = name(&sections, &members);
        let before = unnamed;
        unnamed += usize::from(name.is_empty());
        // Each passage under a name opens on words of the theme.
        let says = |(member, _): &(usize, f64)| name.is_empty() || sections.says(*member, &words);
        let (members, parts): (Vec<usize>, Vec<f64>) =
            members.into_iter().zip(parts).filter(says).unzip();
        found.push(FoundTheme {
            id: format!("found_{}", found.len() + 1),
            unnamed: before,
            terms: words.into_iter().map(|word| sections.term(word).to_owned()).collect(),
            passages: members.iter().map(|&member| sections.passages[member].clone()).collect(),
            name,
            parts,
        });
    }
    Ok(found)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Corpus, Document, Sentence},
        terms::Features,
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
    fn corpus() -> Corpus {
        let towns = ["苏州", "昆山", "温州", "杭州", "泉州", "徐州", "常州", "湖州"];
        let document = |speech: usize| {
            let sentences = TOPICS.iter().enumerate().map(|(unit, texts)| Sentence {
                text: format!(
                    "{0}{1}，{0}{2}。",
                    towns[speech],
                    texts[speech % 3],
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
        Corpus { documents: (0..COUNT).map(document).collect() }
    }

    fn themes(passages: &[Passage], seed: u64) -> Vec<FoundTheme> {
        let corpus = corpus();
        let segmenter = Segmenter::new(&Dictionary::built_in(), true);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
        let texts =
            Texts { corpus: &corpus, tokens: &tokens, features: &features, segmenter: &segmenter };
        find(texts, passages, seed).expect("finds")
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
    fn few_passages_and_one_speaker_make_no_theme() {
        assert!(themes(&all()[..LEAST - 1], 1).is_empty());
        let one: Vec<Passage> =
            (0..24).map(|at| Passage { speech: 0, sentences: at % 3..at % 3 + 1 }).collect();
        assert!(themes(&one, 1).is_empty());
    }
}
