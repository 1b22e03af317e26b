//! The dictionary of jieba-rs, laid out when the crate is built.
//!
//! It is a crate of its own because only its build needs to know where jieba-rs keeps its text.

use crawdad::Trie;

static WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words"));
static TRIE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/trie"));
static FREQUENCIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies"));
static TAGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tags"));
static TAG_NAMES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/tag_names.rs"));

/// The words by their ids. A program that never asks for them does not carry them.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines()
}

/// The words of the dictionary, each with an id: 0, 1, 2 … in the order of their characters.
pub fn trie() -> Trie {
    Trie::deserialize_from_slice(TRIE).0
}

/// How often the texts behind the dictionary have each word, by its id.
pub fn frequencies() -> impl Iterator<Item = u32> {
    let (frequencies, _) = FREQUENCIES.as_chunks();
    frequencies.iter().map(|&bytes| u32::from_le_bytes(bytes))
}

/// The part of speech of a word, in the notation of jieba; `None` if no word has this id.
pub fn tag(id: usize) -> Option<&'static str> {
    TAGS.get(id).map(|&tag| TAG_NAMES[usize::from(tag)])
}
