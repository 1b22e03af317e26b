//! The words of general Chinese, and those that are added to them.

use crawdad::Trie;
use hashbrown::HashMap;

/// The dictionary of jieba-rs with the words that were added: which words a text may be cut into,
/// and how likely each is.
pub(super) struct GeneralDictionary {
    trie: Trie,
    added: Added,
    frequencies: Vec<usize>,
    /// `ln` of each frequency.
    logs: Vec<f64>,
    total: usize,
    log_total: f64,
}

/// A word that a text has at some place.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) word: WordId,
    /// Its characters.
    pub(super) length: usize,
}

/// What a word is called by.
#[derive(Clone, Copy)]
pub(super) struct WordId(u32);

/// The words that the general dictionary lacks: a node for each beginning of one.
#[derive(Default)]
struct Added {
    /// From a node, by a character, to the next; 0 is the root.
    steps: HashMap<(u32, char), u32>,
    /// For each node the word that ends there; the first is the root.
    words: Vec<Option<WordId>>,
    /// Whether a word begins with a character, by its number: most characters begin none, which this
    /// tells faster than the steps.
    begins: Vec<bool>,
}

impl std::fmt::Debug for GeneralDictionary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = self.frequencies.len();
        formatter.debug_struct("GeneralDictionary").field("words", &words).finish_non_exhaustive()
    }
}

impl GeneralDictionary {
    pub(super) fn new() -> Self {
        let frequencies: Vec<usize> =
            yiti_words::frequencies().map(|frequency| frequency as usize).collect();
        let total: usize = frequencies.iter().sum();
        Self {
            trie: yiti_words::trie(),
            added: Added::default(),
            logs: frequencies.iter().map(|&frequency| log(frequency)).collect(),
            frequencies,
            total,
            log_total: log(total),
        }
    }

    /// Adds a word; one that it has gets the new frequency.
    pub(super) fn add(&mut self, word: &str, frequency: usize) {
        match self.find(word.chars()) {
            Some(WordId(id)) => {
                self.total -= std::mem::replace(&mut self.frequencies[id as usize], frequency);
                self.logs[id as usize] = log(frequency);
            }
            None => {
                self.added.insert(word, WordId(self.frequencies.len() as u32));
                self.frequencies.push(frequency);
                self.logs.push(log(frequency));
            }
        }
        self.total += frequency;
        self.log_total = log(self.total);
    }

    /// The word that all characters together are.
    pub(super) fn find(&self, characters: impl Iterator<Item = char> + Clone) -> Option<WordId> {
        let known = self.trie.exact_match(characters.clone()).map(WordId);
        known.or_else(|| self.added.find(characters))
    }

    /// The words that begin with the first of `characters`: the known ones by their length, then
    /// those that were added.
    pub(super) fn starting(&self, characters: &[char]) -> impl Iterator<Item = Found> {
        let known = self.trie.common_prefix_search(characters.iter().copied());
        let known = known.map(|(id, length)| Found { word: WordId(id), length });
        known.chain(self.added.starting(characters))
    }

    /// `ln` of the word's probability.
    pub(super) fn log_probability(&self, word: WordId) -> f64 {
        self.logs[word.0 as usize] - self.log_total
    }

    /// As [`Self::log_probability`], of a character that is no word: as if it had been met once.
    pub(super) fn log_once(&self) -> f64 {
        0.0 - self.log_total
    }

    /// How often the texts behind the dictionary have a word.
    pub(super) fn frequency(&self, word: WordId) -> usize {
        self.frequencies[word.0 as usize]
    }

    /// `ln` of the sum of all frequencies.
    pub(super) fn log_total(&self) -> f64 {
        self.log_total
    }

    /// The part of speech of a word in the notation of jieba; `None`: the word was added.
    pub(super) fn tag(&self, word: WordId) -> Option<&'static str> {
        yiti_words::tag(word.0 as usize)
    }
}

impl Added {
    fn insert(&mut self, word: &str, id: WordId) {
        if self.words.is_empty() {
            self.words.push(None);
        }
        if let Some(first) = word.chars().next().map(|first| first as usize) {
            self.begins.resize(self.begins.len().max(first + 1), false);
            self.begins[first] = true;
        }
        let mut node = 0;
        for character in word.chars() {
            let next = self.words.len() as u32;
            let child = *self.steps.entry((node, character)).or_insert(next);
            if child == next {
                self.words.push(None);
            }
            node = child;
        }
        self.words[node as usize] = Some(id);
    }

    fn find(&self, characters: impl Iterator<Item = char>) -> Option<WordId> {
        let mut node = 0;
        for character in characters {
            node = *self.steps.get(&(node, character))?;
        }
        *self.words.get(node as usize)?
    }

    fn starting(&self, characters: &[char]) -> impl Iterator<Item = Found> {
        let first = characters.first().map_or(0, |&first| first as usize);
        let begins = self.begins.get(first).copied().unwrap_or_default();
        let mut node = 0;
        let nodes = (1..).zip(characters).take_while(move |_| begins).map_while(
            move |(length, &character)| {
                node = *self.steps.get(&(node, character))?;
                Some((length, node))
            },
        );
        nodes.filter_map(|(length, node)| Some(Found { word: self.words[node as usize]?, length }))
    }
}

fn log(frequency: usize) -> f64 {
    libm::log(frequency as f64)
}
