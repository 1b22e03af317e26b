//! What a lexicon explains of a meeting; where that is little, themes found in the rest.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use super::{
    assign::{AssignedPassage, Assignment, assign},
    choose::{Choice, Verdict, plain_theme},
    found::{Found, FoundTheme, find},
    frozen::place,
    frozen_theme::FrozenThemes,
    lexicon::LexiconTheme,
    lexicon_hits::LexiconHits,
    passages::Passage,
    space::PassageSpace,
    texts::Texts,
};
use crate::budget::PAIRED_SPEECHES;
use crate::{
    corpus::{Corpus, Document},
    error::Result,
};

/// The themes of a meeting and who speaks of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The lexicon's themes, then those found.
    pub themes: Vec<LexiconTheme>,
    /// Those found; empty where the lexicon explains enough.
    pub found: Vec<FoundTheme>,
    /// The space in which the centres of the found themes are; `None` if none were looked for.
    pub space: Option<PassageSpace>,
    /// For each speech the themes of its sections and sentences, as indices of `themes`.
    pub assignments: Vec<Assignment>,
    /// For each speech the share of its characters in passages that the lexicon explains, 0 to 1.
    pub explained: Vec<f64>,
}

/// A section of a speech.
#[derive(Clone, Copy)]
pub(super) struct Section {
    pub(super) speech: usize,
    pub(super) unit: usize,
}

/// Share of the text that may be unexplained before themes are looked for. Even a fitting lexicon
/// leaves one passage in ten unexplained, and a page has too few of those to form a theme. Chosen
/// by eye, well above that tenth.
const LITTLE: f64 = 0.25;
/// Different words of a theme, and its probability, with which a passage surely belongs to it even
/// if no core term says so. Of 195 passages of labelled news on sports 5 have that, of 177 on
/// devices 4; of 304 on money, for which the codebook of policy has a theme, 146, 123 of them for
/// that theme.
const TWO: usize = 2;
const LIKELY: f64 = 0.5;

impl Coverage {
    /// Gives every sentence a theme of the codebook, or, if the codebook explains little of the
    /// meeting, a theme found there; a passage with neither belongs to no theme.
    ///
    /// A codebook that does not fit keeps only the passages that surely belong to its themes: a
    /// single word of a theme says little where the codebook is about something else. In a
    /// collection of more than [`PAIRED_SPEECHES`] speeches no themes are looked for.
    ///
    /// # Errors
    /// None that finite weights cause.
    pub fn of(texts: Texts<'_>, choice: &Choice<'_>, seed: u64) -> Result<Self> {
        Self::with(texts, choice, |unexplained| find(texts, unexplained, seed))
    }

    /// As [`Coverage::of`], but the themes besides those of the codebook are those found in an older
    /// meeting; `None`: none were found there.
    ///
    /// # Errors
    /// None that finite weights cause.
    pub fn frozen(
        texts: Texts<'_>,
        choice: &Choice<'_>,
        themes: Option<FrozenThemes<'_>>,
    ) -> Result<Self> {
        let given = |unexplained: &[Passage]| {
            let themes = themes.map(|themes| place(texts, unexplained, themes));
            Ok(Found { themes: themes.unwrap_or_default(), space: None })
        };
        Self::with(texts, choice, given)
    }

    /// The themes of all sentences; `search` gives those of passages that the codebook does not
    /// explain.
    fn with(
        texts: Texts<'_>,
        choice: &Choice<'_>,
        search: impl FnOnce(&[Passage]) -> Result<Found>,
    ) -> Result<Self> {
        let (corpus, hits) = (texts.corpus, &choice.hits);
        let mut assignments = assign(corpus, texts.tokens, texts.features, hits);
        if choice.verdict() == Verdict::Poor {
            drop_unsure(corpus, hits, &mut assignments);
        }
        let explained = corpus.documents.iter().zip(&assignments);
        let explained = explained.map(|(document, given)| explained_share(document, given));
        let explained = explained.collect();
        let mut themes = hits.lexicon.themes().to_vec();
        let mut found = Found::default();
        let unexplained = unexplained(&assignments);
        // The groups of a collection serve as its themes, at a cost that it can pay.
        if is_much(corpus, &unexplained) && corpus.documents.len() <= PAIRED_SPEECHES {
            found = search(&unexplained)?;
            for (index, theme) in (themes.len()..).zip(&found.themes) {
                give(corpus, &mut assignments, theme, index);
            }
            themes.extend(found.themes.iter().map(FoundTheme::label));
            reassign_sections(corpus, &mut assignments, &unexplained);
        }
        Ok(Self { themes, found: found.themes, space: found.space, assignments, explained })
    }

    /// Renames each theme whose id or label is a key of `names`; a value is `label` or
    /// `label | English label`.
    pub(super) fn rename(&mut self, names: &BTreeMap<String, String>) {
        for theme in &mut self.themes {
            if let Some(name) = names.get(&theme.id).or_else(|| names.get(&theme.zh)) {
                let (zh, en) = name.split_once('|').unwrap_or((name, name));
                (theme.zh, theme.en) = (zh.trim().to_owned(), en.trim().to_owned());
            }
        }
    }

    /// Assigns some sections again, by the themes of their sentences.
    pub(super) fn reassign(&mut self, corpus: &Corpus, sections: &[Section]) {
        for &section in sections {
            reassign_section(corpus, &mut self.assignments, section);
        }
    }

    /// The assignments without the found themes: these are made of words, and say no more about
    /// who is like whom than the words do.
    pub fn known(&self) -> Cow<'_, [Assignment]> {
        if self.found.is_empty() {
            return Cow::Borrowed(&self.assignments);
        }
        let known = self.themes.len() - self.found.len();
        let mut assignments = self.assignments.clone();
        for theme in assignments.iter_mut().flat_map(|given| &mut given.sentences) {
            *theme = theme.filter(|&theme| theme < known);
        }
        Cow::Owned(assignments)
    }
}

/// Share of a speech's characters in passages with a theme; 1 of a speech without text.
fn explained_share(document: &Document, given: &Assignment) -> f64 {
    let (mut explained, mut all) = (0, 0);
    for given in &given.passages {
        let characters = given.passage.characters(document);
        all += characters;
        explained += if given.theme.is_some() { characters } else { 0 };
    }
    if all == 0 { 1.0 } else { explained as f64 / all as f64 }
}

/// The passages that no theme explains and that are not greetings, targets or closing words.
fn unexplained(assignments: &[Assignment]) -> Vec<Passage> {
    let passages = assignments.iter().flat_map(|given| &given.passages);
    let strange = passages.filter(|given| given.theme.is_none() && !given.is_ritual);
    strange.map(|given| given.passage.clone()).collect()
}

/// Whether some passages are more than a [`LITTLE`] part of the text.
fn is_much(corpus: &Corpus, passages: &[Passage]) -> bool {
    let characters = |passage: &Passage| passage.characters(&corpus.documents[passage.speech]);
    let some: usize = passages.iter().map(characters).sum();
    let sentences = corpus.documents.iter().flat_map(|document| &document.sentences);
    let all: usize = sentences.map(|sentence| sentence.characters()).sum();
    some as f64 > LITTLE * all as f64
}

/// Takes the theme from passages that do not surely belong to it.
fn drop_unsure(corpus: &Corpus, hits: &LexiconHits<'_>, assignments: &mut [Assignment]) {
    let mut dropped = Vec::new();
    for (document, given) in corpus.documents.iter().zip(assignments.iter_mut()) {
        for passage in given.passages.iter_mut().filter(|passage| passage.theme.is_some()) {
            if !is_sure(passage, hits, document) {
                (passage.theme, passage.terms) = (None, Vec::new());
                given.sentences[passage.passage.sentences.clone()].fill(None);
                dropped.push(passage.passage.clone());
            }
        }
    }
    reassign_sections(corpus, assignments, &dropped);
}

/// Whether a passage surely belongs to its theme: it says it plainly, or in [`TWO`] words.
fn is_sure(given: &AssignedPassage, hits: &LexiconHits<'_>, document: &Document) -> bool {
    given.terms.len() >= TWO && given.probability >= LIKELY
        || plain_theme(hits, document, &given.passage) == given.theme
}

/// Gives a found theme its passages, each with the terms of the theme that it has.
fn give(corpus: &Corpus, assignments: &mut [Assignment], theme: &FoundTheme, index: usize) {
    for (passage, &part) in theme.passages.iter().zip(&theme.parts) {
        let text: String = corpus.documents[passage.speech].sentences[passage.sentences.clone()]
            .iter()
            .map(|sentence| &*sentence.text)
            .collect();
        let terms = theme.terms.iter().filter(|term| text.contains(term.as_str()));
        let terms: Vec<String> = terms.cloned().collect();
        assignments[passage.speech].give(&passage.sentences, index, part, &terms);
    }
}

/// Assigns the sections of some passages again, by the themes of their sentences.
fn reassign_sections(corpus: &Corpus, assignments: &mut [Assignment], passages: &[Passage]) {
    for Passage { speech, sentences } in passages {
        let unit = corpus.documents[*speech].sentences[sentences.start].unit;
        reassign_section(corpus, assignments, Section { speech: *speech, unit });
    }
}

fn reassign_section(corpus: &Corpus, assignments: &mut [Assignment], section: Section) {
    let Section { speech, unit } = section;
    let document = &corpus.documents[speech];
    let first = document.sentences.partition_point(|sentence| sentence.unit < unit);
    let end = document.sentences.partition_point(|sentence| sentence.unit <= unit);
    let (theme, part) = plurality(document, &assignments[speech], first..end);
    assignments[speech].units[unit] = (theme, if theme.is_some() { part } else { 0.0 });
}

/// The theme with the most characters in some sentences, and its share of them.
fn plurality(
    document: &Document,
    given: &Assignment,
    sentences: Range<usize>,
) -> (Option<usize>, f64) {
    let mut counts: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for index in sentences {
        *counts.entry(given.sentences[index]).or_insert(0) +=
            document.sentences[index].characters();
    }
    let total: usize = counts.values().sum();
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    most.map_or((None, 0.0), |(theme, count)| (theme, count as f64 / total.max(1) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::Sentence,
        terms::Features,
        themes::{choose::choose, lexicon::Lexicon},
        tokens::{Dictionary, Segmenter, Stopwords, Tokens},
    };

    fn document(sentences: &[(usize, String)]) -> Document<'static> {
        let sentence = |(unit, text): &(usize, String)| Sentence {
            text: text.clone().into(),
            unit: *unit,
            heading: false,
            printed: None,
            opens: false,
            line: 1,
            ..Sentence::default()
        };
        let units = sentences.last().map_or(0, |(unit, _)| unit + 1);
        Document { title: None, units, sentences: sentences.iter().map(sentence).collect() }
    }

    /// Eight speeches, a section on each topic, of sentences that vary.
    fn meeting(topics: &[[&str; 3]]) -> Corpus<'static> {
        let speech = |number: usize| {
            let mut sentences = Vec::new();
            for (unit, texts) in topics.iter().enumerate() {
                for place in 0..3 {
                    sentences.push((unit, format!("{}。", texts[(number + place) % 3])));
                }
            }
            document(&sentences)
        };
        Corpus { documents: (0..8).map(speech).collect() }
    }

    fn covered(corpus: &Corpus) -> Coverage {
        let segmenter = Segmenter::new(&Dictionary::built_in(), true);
        let tokens = Tokens::segment(corpus, &segmenter);
        let features = Features::new(&tokens, &Stopwords::built_in(), Some(&segmenter));
        let codebooks = [Lexicon::built_in().expect("reads").remove(0)];
        let texts = Texts { corpus, tokens: &tokens, features: &features, segmenter: &segmenter };
        Coverage::of(texts, &choose(&codebooks, corpus).expect("chooses"), 1).expect("covers")
    }

    const STRANGE: [[&str; 3]; 3] = [
        ["河流水质与森林覆盖", "森林修复、污染排放", "污染防治和河流治理"],
        ["铁路桥梁和机场隧道", "机场跑道、铁路车站", "桥梁隧道与车站站台"],
        ["博物馆藏品和古籍文物", "文物修缮、博物馆展览", "古籍展览与藏品修缮"],
    ];

    #[test]
    fn what_the_lexicon_explains_is_left_to_it() {
        let known = ["维护妇女合法权益", "反对家庭暴力，妇女维权", "维权服务和法律援助"];
        let coverage = covered(&meeting(&[known, known, known]));
        assert!(coverage.found.is_empty() && coverage.explained.iter().all(|&share| share == 1.0));
        assert_eq!(coverage.known(), coverage.assignments);
    }

    #[test]
    fn of_what_it_does_not_themes_are_found_with_all_their_sentences() {
        let corpus = meeting(&STRANGE);
        let coverage = covered(&corpus);
        assert!(!coverage.found.is_empty() && coverage.explained.iter().all(|&share| share < 0.5));
        let lexicon = coverage.themes.len() - coverage.found.len();
        for (place, theme) in coverage.found.iter().enumerate() {
            for Passage { speech, sentences } in &theme.passages {
                for sentence in sentences.clone() {
                    let given = coverage.assignments[*speech].sentences[sentence];
                    assert_eq!(given, Some(lexicon + place));
                }
            }
        }
        let known = coverage.known();
        let of_found = known.iter().flat_map(|given| &given.sentences).flatten();
        assert!(of_found.into_iter().all(|&theme| theme < lexicon));
    }
}
