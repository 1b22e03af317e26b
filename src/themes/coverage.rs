//! What a lexicon explains of a meeting; where that is little, themes found in the rest.

use std::{collections::BTreeMap, ops::Range};

use super::{
    assign::{Assignment, assign},
    choose::{Choice, Verdict, plain_theme},
    found::{FoundTheme, find},
    lexicon::LexiconTheme,
    lexicon_hits::LexiconHits,
    passages::Passage,
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
    /// For each speech the themes of its sections and sentences, as places in `themes`.
    pub assignments: Vec<Assignment>,
    /// For each speech the share of its characters in passages that the lexicon explains.
    pub explained: Vec<f64>,
}

impl Coverage {
    /// Gives every sentence a theme of the codebook, or, in a meeting that it explains little of, a
    /// theme found there; a passage with neither belongs to no theme.
    ///
    /// A codebook that does not fit keeps the passages that are surely of its themes: a single word of
    /// a theme says little where the codebook is not of the matter. In a collection of more than
    /// [`PAIRED_SPEECHES`] speeches no themes are looked for.
    ///
    /// # Errors
    /// None that finite weights cause.
    pub fn of(texts: Texts<'_>, choice: &Choice<'_>, seed: u64) -> Result<Self> {
        let (corpus, hits) = (texts.corpus, &choice.hits);
        let mut assignments = assign(corpus, texts.tokens, texts.features, hits);
        if choice.verdict() == Verdict::Poor {
            leave_thin(corpus, hits, &mut assignments);
        }
        // Characters that no theme explains and that no greeting or target accounts for: these, and
        // all.
        let (mut unexplained, mut all) = (0, 0);
        let mut strange: Vec<Passage> = Vec::new();
        let mut explained = Vec::new();
        for (speech, given) in assignments.iter().enumerate() {
            let (mut own, mut of_speech) = (0, 0);
            for passage in &given.passages {
                let place = Passage { speech, sentences: passage.sentences.clone() };
                let characters = place.characters(&corpus.documents[speech]);
                of_speech += characters;
                own += if passage.theme.is_some() { characters } else { 0 };
                if passage.theme.is_none() && !passage.is_ritual {
                    unexplained += characters;
                    strange.push(place);
                }
            }
            explained.push(if of_speech == 0 { 1.0 } else { own as f64 / of_speech as f64 });
            all += of_speech;
        }
        let mut themes = hits.lexicon.themes().to_vec();
        let mut found = Vec::new();
        // The groups of a collection are themes already, found at a cost that it can pay.
        if unexplained as f64 > LITTLE * all as f64 && corpus.documents.len() <= PAIRED_SPEECHES {
            found = find(texts, &strange, seed)?;
            for theme in &found {
                give(corpus, &mut assignments, theme, themes.len());
                themes.push(theme.label());
            }
            regive(corpus, &mut assignments, &strange);
        }
        Ok(Self { themes, found, assignments, explained })
    }

    /// Calls each theme whose id or label `names` has by the name given there, `label` or
    /// `label | English label`.
    pub fn rename(&mut self, names: &BTreeMap<String, String>) {
        for theme in &mut self.themes {
            if let Some(name) = names.get(&theme.id).or_else(|| names.get(&theme.zh)) {
                let (zh, en) = name.split_once('|').unwrap_or((name, name));
                (theme.zh, theme.en) = (zh.trim().to_owned(), en.trim().to_owned());
            }
        }
    }
}

/// Share of the text that may be unexplained before themes are looked for: one passage in ten
/// is always thin, and the few of a page are no themes.
const LITTLE: f64 = 0.25;
/// Different words of a theme, and its probability, from which a passage is surely of it though
/// none of them says it plainly. Of 195 passages of labelled news on sports 5 have that, of 177 on
/// devices 4, of 304 on money, which the codebook of policy has a theme for, 146: 123 for it.
const TWO: usize = 2;
const LIKELY: f64 = 0.5;

/// Takes their theme from passages that are not surely of it.
fn leave_thin(corpus: &Corpus, hits: &LexiconHits<'_>, assignments: &mut [Assignment]) {
    let mut left = Vec::new();
    for (speech, given) in assignments.iter_mut().enumerate() {
        let document = &corpus.documents[speech];
        for passage in given.passages.iter_mut().filter(|passage| passage.theme.is_some()) {
            let place = Passage { speech, sentences: passage.sentences.clone() };
            let says_two = passage.terms.len() >= TWO && passage.probability >= LIKELY;
            if !says_two && plain_theme(hits, document, &place) != passage.theme {
                (passage.theme, passage.terms) = (None, Vec::new());
                given.sentences[passage.sentences.clone()].fill(None);
                left.push(place);
            }
        }
    }
    regive(corpus, assignments, &left);
}

/// Gives its passages to a found theme, each with those of the theme's terms that it says.
fn give(corpus: &Corpus, assignments: &mut [Assignment], theme: &FoundTheme, index: usize) {
    for (Passage { speech, sentences }, &part) in theme.passages.iter().zip(&theme.parts) {
        let text: String = corpus.documents[*speech].sentences[sentences.clone()]
            .iter()
            .map(|sentence| sentence.text.as_str())
            .collect();
        let said = theme.terms.iter().filter(|term| text.contains(term.as_str())).cloned();
        assignments[*speech].give(sentences, index, part, &said.collect::<Vec<_>>());
    }
}

impl Coverage {
    /// The assignments without the found themes, which are made of words and tell no more than
    /// words of who is like whom.
    pub fn known(&self) -> Vec<Assignment> {
        let known = self.themes.len() - self.found.len();
        let mut assignments = self.assignments.clone();
        for theme in assignments.iter_mut().flat_map(|given| &mut given.sentences) {
            *theme = theme.filter(|&theme| theme < known);
        }
        assignments
    }
}

/// The theme with the most characters in some sentences, and its part of them.
fn plurality(
    document: &Document,
    given: &Assignment,
    places: Range<usize>,
) -> (Option<usize>, f64) {
    let mut counts: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(given.sentences[place]).or_insert(0) +=
            document.sentences[place].characters();
    }
    let total: usize = counts.values().sum();
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    most.map_or((None, 0.0), |(theme, count)| (theme, count as f64 / total.max(1) as f64))
}

/// Gives the sections of some passages anew, by their sentences.
fn regive(corpus: &Corpus, assignments: &mut [Assignment], passages: &[Passage]) {
    for Passage { speech, sentences } in passages {
        let document = &corpus.documents[*speech];
        let unit = document.sentences[sentences.start].unit;
        let first = document.sentences.partition_point(|sentence| sentence.unit < unit);
        let end = document.sentences.partition_point(|sentence| sentence.unit <= unit);
        let (theme, part) = plurality(document, &assignments[*speech], first..end);
        assignments[*speech].units[unit] = (theme, if theme.is_some() { part } else { 0.0 });
    }
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

    fn document(sentences: &[(usize, String)]) -> Document {
        let sentence = |(unit, text): &(usize, String)| Sentence {
            text: text.clone(),
            unit: *unit,
            heading: false,
            printed: None,
            opens: false,
            line: 1,
        };
        let units = sentences.last().map_or(0, |(unit, _)| unit + 1);
        Document { title: None, units, sentences: sentences.iter().map(sentence).collect() }
    }

    /// Eight speeches, a section on each topic, of sentences that vary.
    fn meeting(topics: &[[&str; 3]]) -> Corpus {
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
