//! What each type of word may do in a phrase.

use rayon::prelude::*;

use super::{role::Role, whole::Edges, worth::Worth};
use crate::tokens::{Dropped, GENERAL_WORDS, Segmenter, Stopwords, Tokens, WordClass};

/// Bodies in whose name speeches are given, in whatever place.
const OFFICES: [&str; 6] = ["省委", "市委", "区党委", "省政府", "市政府", "人民政府"];

/// Types of words, and what they may do.
pub(super) struct Types<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) roles: Vec<Role>,
    pub(super) classes: Vec<WordClass>,
    /// How each begins and ends, for what stands beside it.
    pub(super) edges: Vec<Edges>,
    /// How often general Chinese has each; words without content count as everywhere.
    general: Vec<u64>,
}

impl<'a> Types<'a> {
    pub(super) fn new(tokens: &'a Tokens, stopwords: &Stopwords, segmenter: &Segmenter) -> Self {
        let words = tokens.types().par_iter();
        let roles: Vec<Role> = words.clone().map(|word| role(word, stopwords)).collect();
        let words = words.zip(&roles);
        Self {
            tokens,
            classes: words.clone().map(|(word, role)| class(word, *role, segmenter)).collect(),
            edges: words.clone().map(|(word, role)| Edges::new(word, *role)).collect(),
            general: words.map(|(word, role)| general(word, *role, segmenter)).collect(),
            roles,
        }
    }

    /// What a run of words is worth as a term.
    pub(super) fn worth(&self, ids: &[u32]) -> Worth {
        let frequencies = ids.iter().map(|&id| self.general[id as usize]);
        let classes: Vec<WordClass> = ids.iter().map(|&id| self.classes[id as usize]).collect();
        let texts: Vec<&str> = ids.iter().map(|&id| self.tokens.word(id)).collect();
        Worth::new(&texts, &classes, frequencies.min().unwrap_or(GENERAL_WORDS))
    }
}

/// What each of some words is worth as a term by itself; `None`: it is none that can be shown.
pub(crate) fn worth_of_words(
    words: &[String],
    stopwords: &Stopwords,
    segmenter: &Segmenter,
) -> Vec<Option<Worth>> {
    let worth = |word: &String| {
        let role = role(word, stopwords);
        let class = class(word, role, segmenter);
        let can_be_shown =
            role == Role::Content && class != WordClass::Function && !stopwords.is_furniture(word);
        let general = || general(word, role, segmenter);
        can_be_shown.then(|| Worth::new(&[word], &[class], general()))
    };
    words.par_iter().map(worth).collect()
}

/// The kind of a word in its role.
fn class(word: &str, role: Role, segmenter: &Segmenter) -> WordClass {
    match role {
        Role::Content => content_class(segmenter, word),
        Role::Bar | Role::Function => WordClass::Function,
        Role::Morpheme => segmenter.class(word),
        Role::Furniture | Role::Host => WordClass::Name,
    }
}

/// How often general Chinese has a word in its role.
fn general(word: &str, role: Role, segmenter: &Segmenter) -> u64 {
    if role == Role::Content { segmenter.general_frequency(word) } else { GENERAL_WORDS }
}

/// Characters of function words: a word that the segmenter guessed around one is no word.
const FUNCTION: &str = "之的了和是在与或等及也就不这那个";

/// The kind of a word of content. A guess around a function word, 之河 of 母亲之河, is a function
/// word too.
fn content_class(segmenter: &Segmenter, word: &str) -> WordClass {
    match segmenter.class(word) {
        WordClass::Unknown if word.contains(|c| FUNCTION.contains(c)) => WordClass::Function,
        class => class,
    }
}

/// What a word may do in a phrase, by the rule that drops it.
fn role(word: &str, stopwords: &Stopwords) -> Role {
    match stopwords.drops(word) {
        None if OFFICES.iter().any(|office| word.ends_with(office)) => Role::Furniture,
        None => Role::Content,
        Some(Dropped::Punctuation | Dropped::Number) => Role::Bar,
        Some(Dropped::Region) => Role::Host,
        Some(Dropped::Single) => Role::Morpheme,
        Some(Dropped::List("host")) => Role::Host,
        Some(Dropped::List("meeting")) => Role::Furniture,
        Some(Dropped::List(_)) => Role::Function,
    }
}
