//! Runs of up to four words, and how often each occurs.

use hashbrown::HashMap;

use super::{role::Role, types::Types};
use crate::tokens::Tokens;

/// Words in the longest run. Chosen by eye.
pub(super) const WORDS: usize = 4;

/// Up to four types; `u32::MAX` where there is none.
pub(super) type Gram = [u32; WORDS];

/// The types of a run.
pub(super) fn words(gram: &Gram) -> impl Iterator<Item = u32> + '_ {
    gram.iter().copied().take_while(|&id| id != u32::MAX)
}

/// Number of words of a run.
pub(super) fn length(gram: &Gram) -> usize {
    words(gram).count()
}

/// The run of some types.
pub(super) fn gram(ids: &[u32]) -> Gram {
    let mut gram = [u32::MAX; WORDS];
    gram[..ids.len()].copy_from_slice(ids);
    gram
}

/// The words of a run, joined.
pub(super) fn text(gram: &Gram, tokens: &Tokens) -> String {
    words(gram).map(|id| tokens.word(id)).collect()
}

/// One occurrence of a run of words.
pub(super) struct Seen {
    pub(super) gram: Gram,
    pub(super) document: usize,
    pub(super) sentence: usize,
    /// The words before and after it, unless there is punctuation or a number.
    pub(super) neighbours: [Option<u32>; 2],
}

/// Calls `each` with every run of up to `longest` words.
pub(super) fn visit(types: &Types<'_>, longest: usize, mut each: impl FnMut(&Seen)) {
    for (document, tokens) in types.tokens.documents().iter().enumerate() {
        for (sentence, ids) in tokens.sentences().enumerate() {
            for run in ids.split(|&id| types.roles[id as usize] == Role::Bar) {
                visit_run(run, longest, |gram, neighbours| {
                    each(&Seen { gram, document, sentence, neighbours });
                });
            }
        }
    }
}

/// Calls `each` with every part of up to `longest` words, and the words beside it.
fn visit_run(run: &[u32], longest: usize, mut each: impl FnMut(Gram, [Option<u32>; 2])) {
    for start in 0..run.len() {
        let before = start.checked_sub(1).map(|before| run[before]);
        for end in start + 1..=run.len().min(start + longest) {
            each(gram(&run[start..end]), [before, run.get(end).copied()]);
        }
    }
}

/// How often each run of words occurs.
pub(super) struct GramCounts {
    of: HashMap<Gram, u32>,
    /// Occurrences of all single words.
    words: u64,
}

impl GramCounts {
    /// Counts all runs of up to `longest` words.
    pub(super) fn of(types: &Types<'_>, longest: usize) -> Self {
        let mut of = HashMap::new();
        visit(types, longest, |seen| *of.entry(seen.gram).or_insert(0) += 1);
        let single = of.iter().filter(|(gram, _)| length(gram) == 1);
        let words = single.map(|(_, &count)| u64::from(count)).sum();
        Self { of, words }
    }

    /// All runs, in no order.
    pub(super) fn grams(&self) -> impl Iterator<Item = Gram> + '_ {
        self.of.keys().copied()
    }

    /// How often a run occurs.
    pub(super) fn get(&self, ids: &[u32]) -> f64 {
        f64::from(self.of[&gram(ids)])
    }

    /// Pointwise mutual information, in nats, of the two parts of a run that meet before its word
    /// `joint`: `ln(f(xy) · N / (f(x) · f(y)))`.
    pub(super) fn cohesion(&self, ids: &[u32], joint: usize) -> f64 {
        let (left, right) = ids.split_at(joint);
        libm::log(self.get(ids) * self.words as f64 / (self.get(left) * self.get(right)))
    }
}
