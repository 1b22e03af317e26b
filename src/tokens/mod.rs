//! Corpus → [`Tokens`]: the words of each sentence.
//!
//! Law: the tokens of a sentence joined are the sentence. Nothing is dropped
//! here; punctuation and stop words are tokens like others, and what is not
//! counted is decided by [`Stopwords`], which can say why.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;

mod dictionary;
mod segment;
mod stopwords;

pub use dictionary::Dictionary;
pub use segment::{GENERAL_WORDS, Segmenter, WordClass};
pub use stopwords::{Dropped, Stopwords};

/// `[tokens]`: how text becomes words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Let jieba's hidden Markov model guess words that the dictionary lacks.
    pub hmm: bool,
    /// A dictionary of the user's, `word` or `word frequency` a line.
    pub dictionary: Option<std::path::PathBuf>,
    /// Stop lists of the user's, a word a line, beside the built-in ones.
    pub stopwords: Vec<std::path::PathBuf>,
    /// Words that are not counted, beside the lists.
    pub stop: Vec<String>,
    /// Use the built-in stop lists.
    pub builtin_stopwords: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            hmm: true,
            dictionary: None,
            stopwords: Vec::new(),
            stop: Vec::new(),
            builtin_stopwords: true,
        }
    }
}

/// The words of a corpus: for each document its tokens, as places in a sorted list of types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    types: Vec<String>,
    documents: Vec<DocumentTokens>,
}

/// The tokens of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentTokens {
    /// A type for each token.
    pub ids: Vec<u32>,
    /// The token after the last of each sentence.
    pub ends: Vec<u32>,
    /// A type for each token of the title, which stands in no sentence.
    pub title: Vec<u32>,
}

impl DocumentTokens {
    /// The tokens of sentence `place`.
    pub fn sentence(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        &self.ids[start..self.ends[place] as usize]
    }

    /// Adds the sentences that follow.
    fn append(&mut self, more: Self) {
        if self.ends.is_empty() {
            *self = more;
            return;
        }
        let before = self.ids.len() as u32;
        self.ids.extend(more.ids);
        self.ends.extend(more.ends.iter().map(|end| before + end));
    }
}

/// Sentences of one document, by places.
type Piece = (usize, Range<usize>);

/// Words of some pieces, types in the order in which they come.
struct Part<'a> {
    types: Vec<&'a str>,
    /// For each of `types` its place among the types of all parts.
    places: Vec<u32>,
    /// Tokens of each piece with its document.
    pieces: Vec<(usize, DocumentTokens)>,
}

/// Sentences that are segmented at once: enough to keep a thread and to share a list of
/// types, few enough to share out.
const SENTENCES_A_PART: usize = 8192;

impl Tokens {
    /// Segments every sentence, on all threads; the answer does not hang on their number.
    pub fn segment(corpus: &Corpus, segmenter: &Segmenter) -> Self {
        Self::cut(corpus, |text| segmenter.words(text))
    }

    /// As [`Tokens::segment`], with what `words` makes of each sentence for its tokens.
    pub(crate) fn cut<'a, W, I>(corpus: &'a Corpus, words: W) -> Self
    where
        W: Fn(&'a str) -> I + Sync,
        I: Iterator<Item = &'a str>,
    {
        let parts: Vec<Part<'_>> = shares(corpus)
            .into_par_iter()
            .map_init(Places::default, |places, pieces| part(corpus, pieces, (&words, places)))
            .collect();
        Self::join(parts, corpus.documents.len())
    }

    /// Puts the parts together, types sorted, so that nothing hangs on who came first.
    fn join(mut parts: Vec<Part<'_>>, documents: usize) -> Self {
        let mut places = Places::default();
        let mut types: Vec<(&str, u32)> = Vec::new();
        for part in &mut parts {
            for &word in &part.types {
                let place = places.of(word, types.len() as u32);
                if place as usize == types.len() {
                    types.push((word, place));
                }
                part.places.push(place);
            }
        }
        types.par_sort_unstable();
        let mut sorted = vec![0; types.len()];
        for (rank, &(_, place)) in types.iter().enumerate() {
            sorted[place as usize] = rank as u32;
        }
        parts.par_iter_mut().for_each(|part| {
            for (_, tokens) in &mut part.pieces {
                for id in tokens.ids.iter_mut().chain(&mut tokens.title) {
                    *id = sorted[part.places[*id as usize] as usize];
                }
            }
        });
        let mut joined = vec![DocumentTokens::default(); documents];
        for (document, tokens) in parts.into_iter().flat_map(|part| part.pieces) {
            joined[document].append(tokens);
        }
        let types = types.into_iter().map(|(word, _)| word.to_owned()).collect();
        Self { types, documents: joined }
    }

    /// The distinct words, sorted.
    pub fn types(&self) -> &[String] {
        &self.types
    }

    /// One entry a document.
    pub fn documents(&self) -> &[DocumentTokens] {
        &self.documents
    }

    /// The word of a type.
    pub fn word(&self, id: u32) -> &str {
        &self.types[id as usize]
    }
}

/// The sentences of a corpus in portions of about the same size, in order.
fn shares(corpus: &Corpus) -> Vec<Vec<Piece>> {
    let mut shares: Vec<Vec<Piece>> = Vec::new();
    let mut room = 0;
    for (document, texts) in corpus.documents.iter().enumerate() {
        let mut start = 0;
        while start < texts.sentences.len() {
            if room == 0 {
                shares.push(Vec::new());
                room = SENTENCES_A_PART;
            }
            let end = texts.sentences.len().min(start + room);
            room -= end - start;
            if let Some(share) = shares.last_mut() {
                share.push((document, start..end));
            }
            start = end;
        }
    }
    shares
}

fn part<'a, I: Iterator<Item = &'a str>>(
    corpus: &'a Corpus,
    pieces: Vec<Piece>,
    (words, places): (&impl Fn(&'a str) -> I, &mut Places<'a>),
) -> Part<'a> {
    places.clear();
    let mut part = Part { types: Vec::new(), places: Vec::new(), pieces: Vec::new() };
    for (document, range) in pieces {
        let texts = &corpus.documents[document];
        let title = texts.title.as_deref().filter(|_| range.start == 0).unwrap_or_default();
        let sentences = &texts.sentences[range];
        let bytes: usize = sentences.iter().map(|sentence| sentence.text.len()).sum();
        // A word has five bytes on average; room for more would be touched in vain.
        let mut tokens = DocumentTokens {
            ids: Vec::with_capacity(bytes / 5),
            ends: Vec::with_capacity(sentences.len()),
            title: Vec::new(),
        };
        let mut id = |word: &'a str| {
            let id = places.of(word, part.types.len() as u32);
            if id as usize == part.types.len() {
                part.types.push(word);
            }
            id
        };
        tokens.title.extend(words(title).map(&mut id));
        for sentence in sentences {
            tokens.ids.extend(words(&sentence.text).map(&mut id));
            tokens.ends.push(tokens.ids.len() as u32);
        }
        part.pieces.push((document, tokens));
    }
    part
}

/// Words and their places in a list. Segmenting spends most of its time here,
/// so a word of up to five Chinese characters is its own key: nothing is looked
/// up in the text to compare it. Words of one or two have a table of their own,
/// half the size, since four words in five are such.
#[derive(Default)]
struct Places<'a> {
    short: HashMap<u64, u32>,
    medium: HashMap<u128, u32>,
    long: HashMap<&'a str, u32>,
}

impl<'a> Places<'a> {
    /// The place of `word`; `next` if it is new.
    fn of(&mut self, word: &'a str, next: u32) -> u32 {
        let bytes = word.as_bytes();
        match bytes.len() {
            0..8 => {
                let key = short_key(bytes);
                // Nearly every word has come before: asking first is cheaper than an entry.
                match self.short.get(&key) {
                    Some(&place) => place,
                    None => *self.short.entry(key).or_insert(next),
                }
            }
            8..16 => {
                let mut key = [0; 16];
                key[0] = bytes.len() as u8;
                key[1..=bytes.len()].copy_from_slice(bytes);
                *self.medium.entry(u128::from_le_bytes(key)).or_insert(next)
            }
            _ => *self.long.entry(word).or_insert(next),
        }
    }

    /// Forgets all words and keeps the room.
    fn clear(&mut self) {
        self.short.clear();
        self.medium.clear();
        self.long.clear();
    }
}

/// Up to seven bytes and their number in one integer.
fn short_key(bytes: &[u8]) -> u64 {
    let mut key = [0; 8];
    key[0] = bytes.len() as u8;
    // One or two Chinese characters: copies of known length are moves.
    match bytes.len() {
        3 => key[1..4].copy_from_slice(&bytes[..3]),
        6 => key[1..7].copy_from_slice(&bytes[..6]),
        length => key[1..=length].copy_from_slice(bytes),
    }
    u64::from_le_bytes(key)
}
