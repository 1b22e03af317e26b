//! What each type of word may do in a phrase.

use rayon::prelude::*;

use super::{whole::Edges, worth::Worth};
use crate::tokens::{Dropped, GENERAL_WORDS, Segmenter, Stopwords, Tokens, WordClass};

/// What each type of token may do in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Punctuation or a number: no phrase goes across it.
    Bar,
    /// A function word: inside only, if at all.
    Function,
    /// Furniture of the genre: at the end, or inside.
    Furniture,
    /// The host's own words: anywhere, but not alone.
    Host,
    /// One character that is no stop word: anywhere, but not alone.
    Morpheme,
    /// A word of content.
    Content,
}

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
        let of = |word: &String| match role(stopwords.drops(word)) {
            Role::Content if OFFICES.iter().any(|office| word.ends_with(office)) => Role::Furniture,
            role => role,
        };
        let roles: Vec<Role> = tokens.types().par_iter().map(of).collect();
        let class = |(word, &role): (&String, &Role)| match role {
            Role::Content => content_class(segmenter, word),
            Role::Bar | Role::Function => WordClass::Function,
            Role::Morpheme => segmenter.class(word),
            Role::Furniture | Role::Host => WordClass::Name,
        };
        let general = |(word, &role): (&String, &Role)| match role {
            Role::Content => segmenter.general_frequency(word),
            _ => GENERAL_WORDS,
        };
        let classes = tokens.types().par_iter().zip(&roles).map(class).collect();
        let edges =
            tokens.types().iter().zip(&roles).map(|(w, &role)| Edges::new(w, role)).collect();
        let general = tokens.types().par_iter().zip(&roles).map(general).collect();
        Self { tokens, roles, classes, edges, general }
    }

    /// What a run of words is worth as a term.
    pub(super) fn worth(&self, ids: &[u32]) -> Worth {
        let rarest = ids.iter().map(|&id| self.general[id as usize]);
        let classes: Vec<WordClass> = ids.iter().map(|&id| self.classes[id as usize]).collect();
        let texts: Vec<&str> = ids.iter().map(|&id| self.tokens.word(id)).collect();
        Worth::new(&texts, &classes, rarest.min().unwrap_or(GENERAL_WORDS))
    }
}

/// The kind of a word of content. What the segmenter guesses around a function word, 之河 of
/// 母亲之河, is none.
fn content_class(segmenter: &Segmenter, word: &str) -> WordClass {
    const FUNCTION: &str = "之的了和是在与或等及也就不这那个";
    match segmenter.class(word) {
        WordClass::Unknown if word.contains(|c| FUNCTION.contains(c)) => WordClass::Function,
        class => class,
    }
}

fn role(dropped: Option<Dropped>) -> Role {
    match dropped {
        None => Role::Content,
        Some(Dropped::Punctuation | Dropped::Number) => Role::Bar,
        Some(Dropped::Region) => Role::Host,
        Some(Dropped::Single) => Role::Morpheme,
        Some(Dropped::List("host")) => Role::Host,
        Some(Dropped::List("meeting")) => Role::Furniture,
        Some(Dropped::List(_)) => Role::Function,
    }
}
