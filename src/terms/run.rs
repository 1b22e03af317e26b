//! Whether a run of words is a term, by its ends and by how firmly its words hold together.

use super::{
    grams::{Gram, GramCounts, words},
    phrase::{CHARACTERS, MOSTLY_INSIDE},
    role::Role,
    types::Types,
    whole::inside_clause,
};
use crate::tokens::WordClass;

/// Levels of administration, as words of their own.
const LEVELS: [&str; 7] = ["省", "市", "县", "区", "乡", "镇", "州"];
/// Least pointwise mutual information, in nats, at the weakest joint of a phrase. Chosen by eye.
const COHESION: f64 = 1.0;
/// Characters in the shortest phrase: of two there is no phrase, but a word cut in two.
const SHORTEST: usize = 3;
/// Occurrences that a phrase needs.
const TWICE: f64 = 2.0;
/// Occurrences that a phrase needs if it ends in a single character. Chosen by eye.
const THRICE: f64 = 3.0;

/// Whether a run of words may be shown as a term.
pub(super) fn may_be_shown(gram: &Gram, types: &Types<'_>, counts: &GramCounts) -> bool {
    let run = Run { ids: words(gram).collect(), types, counts };
    if run.last() == 0 {
        return run.role(0) == Role::Content && run.class(0) != WordClass::Function;
    }
    run.frequency() >= TWICE
        && (SHORTEST..=CHARACTERS).contains(&run.characters())
        && (0..=run.last()).any(|index| run.role(index) == Role::Content)
        && run.begins_a_term()
        && run.ends_a_term()
        && !run.is_clause()
        && (1..=run.last()).all(|joint| counts.cohesion(&run.ids, joint) >= COHESION)
}

/// A run of words.
struct Run<'a> {
    ids: Vec<u32>,
    types: &'a Types<'a>,
    counts: &'a GramCounts,
}

impl Run<'_> {
    /// Index of the last word.
    fn last(&self) -> usize {
        self.ids.len() - 1
    }

    fn role(&self, index: usize) -> Role {
        self.types.roles[self.ids[index] as usize]
    }

    fn class(&self, index: usize) -> WordClass {
        self.types.classes[self.ids[index] as usize]
    }

    fn word(&self, index: usize) -> &str {
        self.types.tokens.word(self.ids[index])
    }

    fn frequency(&self) -> f64 {
        self.counts.get(&self.ids)
    }

    fn characters(&self) -> usize {
        (0..=self.last()).map(|index| self.word(index).chars().count()).sum()
    }

    /// Whether a part of it hardly occurs without the rest.
    fn is_inseparable_from(&self, part: &[u32]) -> bool {
        self.frequency() >= MOSTLY_INSIDE * self.counts.get(part)
    }

    fn begins_a_term(&self) -> bool {
        match self.role(0) {
            Role::Function => false,
            // 重点 is furniture, but 人群 hardly occurs without it: then it belongs to the term.
            Role::Furniture => {
                self.role(1) == Role::Content && self.is_inseparable_from(&self.ids[1..])
            }
            // 省 of 省女企业家 says whose, not what.
            Role::Morpheme if LEVELS.contains(&self.word(0)) => false,
            // 搞, 学, 编: what begins so is a clause.
            Role::Morpheme => !matches!(self.class(0), WordClass::Function | WordClass::Verb),
            _ => self.class(0) != WordClass::Function,
        }
    }

    fn ends_a_term(&self) -> bool {
        let last = self.last();
        match self.role(last) {
            Role::Function => false,
            Role::Morpheme => {
                self.frequency() >= THRICE && self.is_inseparable_from(&self.ids[..last])
            }
            _ => self.class(last) != WordClass::Function,
        }
    }

    /// Whether a function word inside makes it a clause.
    fn is_clause(&self) -> bool {
        let mut inside = 1..self.last();
        inside.any(|index| self.role(index) == Role::Function && inside_clause(self.word(index)))
    }
}
