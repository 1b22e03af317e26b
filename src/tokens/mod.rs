//! Corpus → [`Tokens`]: the words of each sentence.
//!
//! Law: the tokens of a sentence joined are the sentence. Nothing is dropped
//! here: punctuation and stop words are tokens too. What is not counted is
//! decided by [`Stopwords`], which can say why.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;

mod dictionary;
mod general;
mod path;
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

/// The words of a corpus: for each document its tokens, as indices into a sorted list of types.
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
    /// A type for each token of the title, which is in no sentence.
    pub title: Vec<u32>,
}

impl DocumentTokens {
    /// The tokens of the sentence at `index`.
    ///
    /// # Panics
    /// If there is no such sentence.
    pub fn sentence(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        &self.ids[start..self.ends[index] as usize]
    }

    /// The tokens of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|index| self.sentence(index))
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

/// Sentences of one document that follow one another.
struct Piece {
    document: usize,
    sentences: Range<usize>,
}

/// The words of some pieces that one thread segments.
struct Portion<'a> {
    /// The distinct words, in the order in which they come.
    types: Vec<&'a str>,
    /// For each of `types` its index among the types of all portions.
    joined: Vec<u32>,
    /// The tokens of each piece with its document.
    pieces: Vec<(usize, DocumentTokens)>,
}

/// Sentences in a portion: enough to share a list of types, few enough to keep all threads busy.
/// Chosen by eye; it does not change the result.
const SENTENCES_A_PORTION: usize = 8192;

impl Tokens {
    /// Segments every sentence, on all threads; their number does not change the result.
    pub fn segment(corpus: &Corpus, segmenter: &Segmenter) -> Self {
        Self::cut(corpus, |text| segmenter.words(text))
    }

    /// As [`Tokens::segment`], with the tokens that `words` makes of each sentence.
    pub(crate) fn cut<'a, W, I>(corpus: &'a Corpus, words: W) -> Self
    where
        W: Fn(&'a str) -> I + Sync,
        I: Iterator<Item = &'a str>,
    {
        let portions: Vec<Portion<'_>> = portions(corpus)
            .into_par_iter()
            .map_init(WordIds::default, |ids, pieces| portion(corpus, pieces, &words, ids))
            .collect();
        Self::join(portions, corpus.documents.len())
    }

    /// Joins the portions; types are sorted, so that their order does not depend on the threads.
    fn join(mut portions: Vec<Portion<'_>>, documents: usize) -> Self {
        let mut ids = WordIds::default();
        let mut types: Vec<(&str, u32)> = Vec::new();
        for portion in &mut portions {
            for &word in &portion.types {
                let id = ids.id(word, types.len() as u32);
                if id as usize == types.len() {
                    types.push((word, id));
                }
                portion.joined.push(id);
            }
        }
        types.par_sort_unstable();
        let mut sorted = vec![0; types.len()];
        for (rank, &(_, id)) in types.iter().enumerate() {
            sorted[id as usize] = rank as u32;
        }
        portions.par_iter_mut().for_each(|portion| {
            for (_, tokens) in &mut portion.pieces {
                for id in tokens.ids.iter_mut().chain(&mut tokens.title) {
                    *id = sorted[portion.joined[*id as usize] as usize];
                }
            }
        });
        let mut joined = vec![DocumentTokens::default(); documents];
        for (document, tokens) in portions.into_iter().flat_map(|portion| portion.pieces) {
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

/// The sentences of a corpus in portions of [`SENTENCES_A_PORTION`], in order.
fn portions(corpus: &Corpus) -> Vec<Vec<Piece>> {
    let mut portions: Vec<Vec<Piece>> = Vec::new();
    let mut room = 0;
    for (document, texts) in corpus.documents.iter().enumerate() {
        let mut start = 0;
        while start < texts.sentences.len() {
            if room == 0 {
                portions.push(Vec::new());
                room = SENTENCES_A_PORTION;
            }
            let end = texts.sentences.len().min(start + room);
            room -= end - start;
            if let Some(portion) = portions.last_mut() {
                portion.push(Piece { document, sentences: start..end });
            }
            start = end;
        }
    }
    portions
}

/// Bytes of the shortest Chinese word, for the room that the words of a text need at most: to make
/// more room would copy them.
const BYTES_A_WORD: usize = 3;

/// Segments some pieces.
fn portion<'a, I: Iterator<Item = &'a str>>(
    corpus: &'a Corpus,
    pieces: Vec<Piece>,
    words: &impl Fn(&'a str) -> I,
    ids: &mut WordIds<'a>,
) -> Portion<'a> {
    ids.clear();
    let mut portion = Portion { types: Vec::new(), joined: Vec::new(), pieces: Vec::new() };
    for Piece { document, sentences } in pieces {
        let texts = &corpus.documents[document];
        let title = texts.title.as_deref().filter(|_| sentences.start == 0).unwrap_or_default();
        let sentences = &texts.sentences[sentences];
        let bytes: usize = sentences.iter().map(|sentence| sentence.text.len()).sum();
        let mut tokens = DocumentTokens {
            ids: Vec::with_capacity(bytes / BYTES_A_WORD),
            ends: Vec::with_capacity(sentences.len()),
            title: Vec::new(),
        };
        tokens.title.extend(words(title).map(|word| ids.add(word, &mut portion.types)));
        for sentence in sentences {
            tokens.ids.extend(words(&sentence.text).map(|word| ids.add(word, &mut portion.types)));
            tokens.ends.push(tokens.ids.len() as u32);
        }
        tokens.ids.shrink_to_fit();
        portion.pieces.push((document, tokens));
    }
    portion
}

/// Words and their ids. Segmenting spends most of its time here, so a word of up to five Chinese
/// characters is its own key: it can be compared without looking at the text. Words of one or two
/// characters have a table of their own with keys half as long, since four words in five are such.
#[derive(Default)]
struct WordIds<'a> {
    short: HashMap<u64, u32>,
    medium: HashMap<u128, u32>,
    long: HashMap<&'a str, u32>,
}

impl<'a> WordIds<'a> {
    /// The id of `word`, which is appended to `types` if it is new.
    fn add(&mut self, word: &'a str, types: &mut Vec<&'a str>) -> u32 {
        let id = self.id(word, types.len() as u32);
        if id as usize == types.len() {
            types.push(word);
        }
        id
    }

    /// The id of `word`; `next` if it is new.
    fn id(&mut self, word: &'a str, next: u32) -> u32 {
        let bytes = word.as_bytes();
        match bytes.len() {
            0..8 => {
                let key = short_key(bytes);
                // Nearly every word has come before: asking first is cheaper than an entry.
                match self.short.get(&key) {
                    Some(&id) => id,
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

    /// Forgets all words and keeps the memory.
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
