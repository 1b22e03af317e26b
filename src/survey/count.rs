//! What is counted of the rows of a table, so that the counts of its parts add up.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::draws::{DRAWS, Drawn, RowKey, draws};
use crate::{
    corpus::{Corpus, Document, Sentence},
    model::Merge,
    run::Run,
    themes::{lexicon::Lexicon, lexicon_hits::LexiconHits},
    tokens::{Stopwords, Tokens},
    transcript::Transcript,
};

/// What is counted of the rows of a table, by group.
///
/// Tallies of one codebook, one dictionary and one seed can be merged, in any order and however
/// the table was parted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurveyTally {
    /// The groups by name.
    pub groups: BTreeMap<String, GroupTally>,
    /// Whether a row has a value in the column by which rows are grouped, if it is one.
    pub has_column: bool,
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
    /// For each theme of the codebook the sentences that hold a term of it.
    pub themes: Vec<SentenceCount>,
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
    /// Counts the speeches of `transcript`, by the groups of the settings and the themes of
    /// `lexicon`.
    pub fn count(transcript: &Transcript, run: &Run, lexicon: &Lexicon) -> Self {
        let corpus = Corpus::by_speech(transcript);
        let tokens = Tokens::segment(&corpus, run.segmenter());
        let hits = LexiconHits::new(lexicon, &corpus);
        let stopwords = &run.lists.stopwords;
        let types: Vec<Type> =
            tokens.types().iter().map(|word| Type::of(word, stopwords)).collect();
        let names = transcript.group_names(&run.config.transcript.group_by);
        // Words by their ids: a word is looked up by its letters once for each portion.
        let mut said: BTreeMap<&str, HashMap<u32, u64>> = BTreeMap::new();
        let has_column = transcript.has_column(&run.config.transcript.group_by);
        let mut tally = Self { has_column, ..Self::default() };
        for (place, name) in names.iter().enumerate() {
            let group = tally.groups.entry(name.clone()).or_default();
            group.rows += 1;
            group.themes.resize_with(lexicon.themes().len(), SentenceCount::default);
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
    fn add_paragraphs(
        &mut self,
        document: &Document,
        hits: &LexiconHits<'_>,
        place: usize,
        seed: u64,
    ) {
        let sentences: Vec<(&Sentence, Vec<usize>)> = document
            .sentences
            .iter()
            .zip(hits.by_sentence(place))
            .map(|(sentence, hits)| {
                let mut themes: Vec<usize> = hits.iter().map(|hit| hit.theme).collect();
                themes.sort_unstable();
                themes.dedup();
                (sentence, themes)
            })
            .collect();
        let row = RowKey::of(sentences.iter().map(|(sentence, _)| sentence.text.as_str()));
        for (number, paragraph) in sentences.chunk_by(|_, next| !next.0.opens).enumerate() {
            let drawn = draws(row, number, seed);
            self.paragraphs += 1;
            self.sentences.add(paragraph.len() as u64, &drawn);
            let characters = paragraph.iter().map(|(sentence, _)| sentence.characters() as u64);
            self.characters += characters.sum::<u64>();
            let mut themes: BTreeMap<usize, u64> = BTreeMap::new();
            for &theme in paragraph.iter().flat_map(|(_, themes)| themes) {
                *themes.entry(theme).or_insert(0) += 1;
            }
            for (theme, sentences) in themes {
                self.themes[theme].add(sentences, &drawn);
            }
        }
    }
}

impl Merge for SurveyTally {
    fn merge(mut self, other: Self) -> Self {
        for (name, group) in other.groups {
            let own = self.groups.entry(name).or_default();
            *own = std::mem::take(own).merge(group);
        }
        self.has_column |= other.has_column;
        self
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
        let themes = self.themes.len().max(other.themes.len());
        self.themes.resize_with(themes, SentenceCount::default);
        for (own, theme) in self.themes.iter_mut().zip(other.themes) {
            *own = std::mem::take(own).merge(theme);
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
