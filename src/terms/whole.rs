//! Is a term whole, or cut out of something longer?

use rayon::prelude::*;

use super::role::Role;
use crate::tokens::Tokens;

/// A term is a fragment if one and the same character is beside it in this share of its
/// occurrences. Chosen by eye.
const GOES_ON: f64 = 0.9;
/// Occurrences from which on a word of the dictionary can be a fragment of a longer one. Chosen by
/// eye.
const WORD_OCCURRENCES: usize = 3;
/// Function words that a term may hold inside: 人民的名义, 人与自然, 敢为人先.
const JOINERS: [&str; 14] =
    ["的", "之", "与", "和", "及", "为", "对", "在", "以", "不", "无", "非", "一", "大"];

/// What is before and after a term in all its occurrences.
///
/// A term is whole if its context varies: the entropy of its neighbours shows where a word ends
/// (Harris 1955; Jin and Tanaka-Ishii 2006). With two or three occurrences an entropy says little,
/// so the test is a plain one: whether hardly anything else is ever there.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    occurrences: usize,
    sides: [Side; 2],
}

/// What a word shows to a term beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Its character beside the term.
    is: char,
    /// It may be the rest of a longer term.
    goes_on: bool,
    /// It is one character.
    bare: bool,
}

/// Both ends of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edges {
    /// What it shows to a term after it.
    pub(super) before: Option<Edge>,
    /// What it shows to a term before it.
    pub(super) after: Option<Edge>,
}

impl Edges {
    /// The ends of `word`. A function word is no part of a longer term; 推进, 加快 and their like
    /// go before anything, and no term begins with them.
    pub(super) fn new(word: &str, role: Role) -> Self {
        let bare = word.chars().nth(1).is_none();
        let ends_a_term = role != Role::Function;
        let begins_a_term = ends_a_term && role != Role::Furniture;
        let mut characters = word.chars();
        Self {
            after: characters.next().map(|is| Edge { is, goes_on: ends_a_term, bare }),
            before: word.chars().next_back().map(|is| Edge { is, goes_on: begins_a_term, bare }),
        }
    }
}

/// How often a character is on one side of a term.
#[derive(Debug, Clone, Copy)]
struct Character {
    is: char,
    /// In words of any kind.
    any: u32,
    /// In words that go on: no function words.
    content: u32,
    /// In words of one character that go on.
    glued: u32,
}

/// Different characters that are counted on a side, in the order in which they come. Nine in ten
/// occurrences of a fragment have the same one, so it is among the first. Chosen by eye.
const COUNTED: usize = 8;

type Side = Vec<Character>;

impl Neighbours {
    /// Adds an occurrence, by what is before and after it; `None`: punctuation, a number or an end.
    pub(super) fn add(&mut self, before: Option<Edge>, after: Option<Edge>) {
        self.occurrences += 1;
        for (side, found) in self.sides.iter_mut().zip([before, after]) {
            let Some(edge) = found else { continue };
            let index = side.iter().position(|one| one.is == edge.is).unwrap_or(side.len());
            if index == COUNTED {
                continue;
            }
            if index == side.len() {
                side.push(Character { is: edge.is, any: 0, content: 0, glued: 0 });
            }
            side[index].any += 1;
            side[index].content += u32::from(edge.goes_on);
            side[index].glued += u32::from(edge.goes_on && edge.bare);
        }
    }

    /// Whether one character has nearly all occurrences on a side, counted by `of`.
    fn goes_on(&self, side: &Side, of: fn(&Character) -> u32) -> bool {
        let most = side.iter().map(of).max().unwrap_or(0);
        f64::from(most) >= GOES_ON * self.occurrences as f64
    }

    /// Whether one and the same character is before it, or after it, in nearly all occurrences.
    fn lean(&self) -> bool {
        self.occurrences >= WORD_OCCURRENCES
            && self.sides.iter().any(|side| self.goes_on(side, |one| one.any))
    }

    /// Whether it may still prove to [`Neighbours::lean`] once `all` of its occurrences are added.
    fn can_lean(&self, all: usize) -> bool {
        let left = all - self.occurrences;
        self.sides.iter().any(|side| {
            let most = side.iter().map(|one| one.any as usize).max().unwrap_or(0);
            (most + left) as f64 >= GOES_ON * all as f64
        })
    }

    /// Whether the term is a fragment. A `known` word of the dictionary is one only if the same
    /// single character is glued to it; what begins with a `bare` character goes on to the left
    /// with a function word too, 来 of 来陕.
    pub(super) fn show_a_fragment(&self, known: bool, bare: bool) -> bool {
        if known {
            return self.occurrences >= WORD_OCCURRENCES
                && self.sides.iter().any(|side| self.goes_on(side, |one| one.glued));
        }
        let goes_on = self.sides.iter().any(|side| self.goes_on(side, |one| one.content));
        let leans_back = bare && self.goes_on(&self.sides[0], |one| one.any);
        self.occurrences > 1 && (goes_on || leans_back)
    }
}

/// What is known of the context of a type of word.
enum Context {
    /// It varies: looking on would change nothing.
    Varies,
    Open(Neighbours),
}

impl Context {
    /// Adds an occurrence of a type that has `all`.
    fn add(&mut self, before: Option<Edge>, after: Option<Edge>, all: u32) {
        let Self::Open(around) = self else { return };
        around.add(before, after);
        if !around.can_lean(all as usize) {
            *self = Self::Varies;
        }
    }
}

/// For each type of word how often it occurs, and whether what is around it varies.
///
/// Most occurrences are of common words, and the context of these is soon seen to vary; of rare
/// ones, which most types are, nothing is kept.
pub(super) fn whole_types(tokens: &Tokens) -> Vec<(usize, bool)> {
    let types = tokens.types().par_iter();
    let edges: Vec<Option<Edges>> = types
        .map(|word| word.chars().all(char::is_alphabetic).then(|| Edges::new(word, Role::Content)))
        .collect();
    let mut counts = vec![0_u32; edges.len()];
    for &id in tokens.documents().iter().flat_map(|document| &document.ids) {
        counts[id as usize] += 1;
    }
    let context = |&count: &u32| match count as usize >= WORD_OCCURRENCES {
        true => Context::Open(Neighbours::default()),
        false => Context::Varies,
    };
    let mut contexts: Vec<Context> = counts.iter().map(context).collect();
    for ids in tokens.documents().iter().flat_map(|document| document.sentences()) {
        for (index, &id) in ids.iter().enumerate() {
            let context = &mut contexts[id as usize];
            if matches!(context, Context::Varies) {
                continue;
            }
            let before = index.checked_sub(1).and_then(|at| edges[ids[at] as usize]?.before);
            let after = ids.get(index + 1).and_then(|&id| edges[id as usize]?.after);
            context.add(before, after, counts[id as usize]);
        }
    }
    let is_whole = |context: &Context| match context {
        Context::Varies => true,
        Context::Open(around) => !around.lean(),
    };
    let counts = counts.iter().map(|&count| count as usize);
    counts.zip(contexts.iter().map(is_whole)).collect()
}

/// Whether a function word inside a run of words makes it a clause: 明确了我国 is no term.
pub(super) fn inside_clause(word: &str) -> bool {
    !JOINERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word beside a term.
    type Beside<'a> = Option<(&'a str, Role)>;

    fn around(places: &[(Beside<'_>, Beside<'_>)]) -> Neighbours {
        let mut all = Neighbours::default();
        for &(before, after) in places {
            let edges = |(word, role): (&str, Role)| Edges::new(word, role);
            all.add(
                before.and_then(|word| edges(word).before),
                after.and_then(|word| edges(word).after),
            );
        }
        all
    }

    #[test]
    fn what_goes_on_with_one_character_is_a_fragment() {
        let content = Some(("码头", Role::Content));
        let glued = Some(("湖", Role::Morpheme));
        let function = Some(("的", Role::Function));
        let verb = Some(("推进", Role::Furniture));
        for (places, known, bare, fragment) in [
            (vec![(None, content), (None, content)], false, false, true),
            (vec![(None, content), (None, None)], false, false, false),
            (vec![(None, content)], false, false, false),
            (vec![(None, content); 3], true, false, false),
            (vec![(None, glued); 3], true, false, true),
            (vec![(glued, None); 2], true, false, false),
            (vec![(None, function); 3], false, false, false),
            (vec![(function, None); 3], false, false, false),
            (vec![(function, None); 3], false, true, true),
            (vec![(verb, None); 3], false, false, false),
            (vec![(None, verb); 3], false, false, true),
        ] {
            let found = around(&places).show_a_fragment(known, bare);
            assert_eq!(found, fragment, "{} places, {known}, {bare}", places.len());
        }
    }
}
