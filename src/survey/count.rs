//! What is counted of the rows of a table, so that the counts of its parts add up.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::draws::{DRAWS, Drawn, RowKey, draws};
use crate::{
    corpus::{Corpus, Document},
    model::Merge,
    run::Run,
    themes::{
        choose::Explained,
        lexicon_hits::{LexiconHits, SentenceHits},
    },
    tokens::{Stopwords, Tokens},
    transcript::Transcript,
};

/// What is counted of the rows of a table, by group.
///
/// Tallies of the same word lists and one seed can be merged, in any order and however the table
/// was parted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurveyTally {
    /// The groups by name.
    pub groups: BTreeMap<String, GroupTally>,
    /// For each codebook that may be read with, how much of the table it explains.
    pub explained: Vec<Explained>,
    /// Rows with a value in the column by which rows are grouped, if it is one; else all rows.
    pub with_column: u64,
    /// Rows without a text, of which nothing else is counted.
    pub left_out: u64,
}

/// What is counted of the rows of a group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupTally {
    /// Its rows.
    pub rows: u64,
    /// Its paragraphs: what is drawn as one.
    pub paragraphs: u64,
    /// Characters of its sentences, white space not counted.
    pub characters: u64,
    /// Its words: tokens that hold a letter or a digit.
    pub words: u64,
    /// Its sentences.
    pub sentences: SentenceCount,
    /// For each codebook that may be read with, and each of its themes, the sentences that hold a
    /// term of the theme.
    pub codebooks: Vec<Vec<SentenceCount>>,
    /// How often it says each word that no stop list or rule leaves out.
    pub terms: HashMap<String, u64>,
}

/// Sentences as they are, and in each draw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SentenceCount {
    /// As they are.
    pub all: u64,
    /// In each draw.
    pub drawn: Vec<u64>,
}

/// A theme of one of the codebooks that may be read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Theme {
    /// The codebook, by its index.
    pub(super) codebook: usize,
    /// The theme, by its index there.
    pub(super) place: usize,
}

impl SentenceCount {
    fn add(&mut self, sentences: u64, drawn: &Drawn) {
        self.all += sentences;
        self.drawn.resize(DRAWS, 0);
        for (sum, &times) in self.drawn.iter_mut().zip(drawn) {
            *sum += u64::from(times) * sentences;
        }
    }
}

impl SurveyTally {
    /// Counts the speeches of `transcript`, by the groups of the settings and the themes of each
    /// codebook that may be read with.
    pub fn count(transcript: &Transcript, run: &Run) -> Self {
        let corpus = Corpus::by_speech(transcript);
        let tokens = Tokens::segment(&corpus, run.segmenter());
        let hits = LexiconHits::of_each(&run.lists.codebooks, &corpus);
        let stopwords = &run.lists.stopwords;
        let types: Vec<Type> =
            tokens.types().iter().map(|word| Type::of(word, stopwords)).collect();
        let by = &run.config.transcript.group_by;
        let names = transcript.group_names(by);
        // Words by their ids: a word is looked up by its letters once for each portion.
        let mut said: BTreeMap<&str, HashMap<u32, u64>> = BTreeMap::new();
        let mut tally = Self {
            explained: hits.iter().map(|hits| Explained::of(hits, &corpus)).collect(),
            with_column: transcript.with_column(by) as u64,
            ..Self::default()
        };
        for (place, name) in names.iter().enumerate() {
            let group = tally.groups.entry(name.clone()).or_default();
            group.rows += 1;
            group.add_paragraphs(&corpus.documents[place], &hits, place, run.config.themes.seed);
            let words = said.entry(name).or_default();
            for &id in &tokens.documents()[place].ids {
                let Type { is_word, is_term } = types[id as usize];
                group.words += u64::from(is_word);
                if is_term {
                    *words.entry(id).or_insert(0) += 1;
                }
            }
        }
        for (name, words) in said {
            let named = words.into_iter().map(|(id, count)| (tokens.word(id).to_owned(), count));
            tally.groups.entry(name.to_owned()).or_default().terms = named.collect();
        }
        tally
    }
}

/// How a type of token is counted.
#[derive(Clone, Copy)]
struct Type {
    /// It holds a letter or a digit.
    is_word: bool,
    /// It is a word that no rule leaves out: numbers alone would be a list without an end.
    is_term: bool,
}

impl Type {
    fn of(word: &str, stopwords: &Stopwords) -> Self {
        let is_word = word.chars().any(char::is_alphanumeric);
        Self { is_word, is_term: is_word && stopwords.drops(word).is_none() }
    }
}

impl GroupTally {
    /// The sentences that hold a term of a theme; `None`: the group has no paragraph.
    pub(super) fn theme(&self, theme: Theme) -> Option<&SentenceCount> {
        self.codebooks.get(theme.codebook)?.get(theme.place)
    }

    /// How many these are.
    pub(super) fn sentences_of(&self, theme: Theme) -> u64 {
        self.theme(theme).map_or(0, |count| count.all)
    }

    fn add_paragraphs(
        &mut self,
        document: &Document,
        hits: &[LexiconHits<'_>],
        place: usize,
        seed: u64,
    ) {
        let sentences = &document.sentences;
        let row = RowKey::of(sentences.iter().map(|sentence| &*sentence.text));
        let mut first = 0;
        for (number, paragraph) in sentences.chunk_by(|_, next| !next.opens).enumerate() {
            let drawn = draws(row, number, seed);
            self.paragraphs += 1;
            self.sentences.add(paragraph.len() as u64, &drawn);
            let characters = paragraph.iter().map(|sentence| sentence.characters() as u64);
            self.characters += characters.sum::<u64>();
            self.codebooks.resize_with(hits.len(), Vec::new);
            for (counts, hits) in self.codebooks.iter_mut().zip(hits) {
                counts.resize_with(hits.lexicon.themes().len(), SentenceCount::default);
                let sentences = hits.by_sentence(place).skip(first).take(paragraph.len());
                for (theme, sentences) in themes(sentences) {
                    counts[theme].add(sentences, &drawn);
                }
            }
            first += paragraph.len();
        }
    }
}

/// How many of some sentences hold a term of a theme, for each theme of which there are any.
fn themes<'a>(sentences: impl Iterator<Item = SentenceHits<'a>>) -> BTreeMap<usize, u64> {
    let mut counts = BTreeMap::new();
    for sentence in sentences {
        let themes: BTreeSet<usize> = sentence.hits().map(|hit| hit.theme).collect();
        for theme in themes {
            *counts.entry(theme).or_insert(0) += 1;
        }
    }
    counts
}

impl Merge for SurveyTally {
    fn merge(mut self, other: Self) -> Self {
        for (name, group) in other.groups {
            let own = self.groups.entry(name).or_default();
            *own = std::mem::take(own).merge(group);
        }
        let codebooks = self.explained.len().max(other.explained.len());
        self.explained.resize_with(codebooks, Explained::default);
        for (own, more) in self.explained.iter_mut().zip(other.explained) {
            *own = std::mem::take(own).and(more);
        }
        Self {
            with_column: self.with_column + other.with_column,
            left_out: self.left_out + other.left_out,
            ..self
        }
    }
}

impl Merge for GroupTally {
    fn merge(mut self, mut other: Self) -> Self {
        // The smaller list of words goes into the larger one.
        if self.terms.len() < other.terms.len() {
            std::mem::swap(&mut self.terms, &mut other.terms);
        }
        for (term, count) in other.terms {
            *self.terms.entry(term).or_insert(0) += count;
        }
        let codebooks = self.codebooks.len().max(other.codebooks.len());
        self.codebooks.resize_with(codebooks, Vec::new);
        for (own, themes) in self.codebooks.iter_mut().zip(other.codebooks) {
            own.resize_with(own.len().max(themes.len()), SentenceCount::default);
            for (own, theme) in own.iter_mut().zip(themes) {
                *own = std::mem::take(own).merge(theme);
            }
        }
        Self {
            rows: self.rows + other.rows,
            paragraphs: self.paragraphs + other.paragraphs,
            characters: self.characters + other.characters,
            words: self.words + other.words,
            sentences: self.sentences.merge(other.sentences),
            ..self
        }
    }
}

impl Merge for SentenceCount {
    fn merge(mut self, other: Self) -> Self {
        let draws = self.drawn.len().max(other.drawn.len());
        self.drawn.resize(draws, 0);
        for (sum, more) in self.drawn.iter_mut().zip(other.drawn) {
            *sum += more;
        }
        Self { all: self.all + other.all, ..self }
    }
}
