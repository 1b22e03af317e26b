//! Is a term whole, or cut out of something longer?

use super::types::Role;
use crate::tokens::Tokens;

/// A term is a fragment if this share of its places goes on with one and the same character.
const GOES_ON: f64 = 0.9;
/// Places from which on a word of the dictionary can be a fragment of a longer one.
const WORD_PLACES: usize = 3;
/// Function words that a term may hold inside: 人民的名义, 人与自然, 敢为人先.
const JOINERS: [&str; 14] =
    ["的", "之", "与", "和", "及", "为", "对", "在", "以", "不", "无", "非", "一", "大"];

/// What stands before and after a term in all its places.
///
/// A term is whole where its context branches: the entropy of its neighbours tells where a word
/// ends (Harris 1955; Jin and Tanaka-Ishii 2006). Of two or three places an entropy says little,
/// so the test is the plain one: hardly ever anything else stands there.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    places: usize,
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
        let edge = |is: Option<char>, goes_on| Some(Edge { is: is?, goes_on, bare });
        let content = role != Role::Function;
        Self {
            before: edge(word.chars().next_back(), content && role != Role::Furniture),
            after: edge(word.chars().next(), content),
        }
    }
}

/// How often a character stands on one side of a term.
#[derive(Debug, Clone, Copy)]
struct Character {
    is: char,
    /// In words of any kind.
    any: usize,
    /// In words that go on: no function words.
    content: usize,
    /// In words of one character that go on.
    glued: usize,
}

/// Different characters that are counted on a side, the first to come: of a fragment nine in ten
/// places have one and the same, so it is among them.
const COUNTED: usize = 8;

type Side = Vec<Character>;

impl Neighbours {
    /// Adds a place, by what stands before and after it; `None`: punctuation, a number or an end.
    pub(super) fn add(&mut self, before: Option<Edge>, after: Option<Edge>) {
        self.places += 1;
        for (side, found) in self.sides.iter_mut().zip([before, after]) {
            let Some(edge) = found else { continue };
            let place = side.iter().position(|one| one.is == edge.is).unwrap_or(side.len());
            if place == COUNTED {
                continue;
            }
            if place == side.len() {
                side.push(Character { is: edge.is, any: 0, content: 0, glued: 0 });
            }
            side[place].any += 1;
            side[place].content += usize::from(edge.goes_on);
            side[place].glued += usize::from(edge.goes_on && edge.bare);
        }
    }

    /// Whether one and the same character stands before it, or after it, in nearly all places.
    fn lean(&self) -> bool {
        let most = |side: &Side| side.iter().map(|one| one.any).max().unwrap_or(0);
        let leans = |side| most(side) as f64 >= GOES_ON * self.places as f64;
        self.places >= WORD_PLACES && self.sides.iter().any(leans)
    }

    /// Whether the term is a fragment. A `known` word of the dictionary is one only if the same
    /// single character is glued to it; what begins with a `bare` character goes on to the left
    /// with a function word too, 来 of 来陕.
    pub(super) fn show_a_fragment(&self, known: bool, bare: bool) -> bool {
        let [before, after] = &self.sides;
        let goes_on = |side: &Side, of: fn(&Character) -> usize| {
            let most = side.iter().map(of).max().unwrap_or(0);
            most as f64 >= GOES_ON * self.places as f64
        };
        if known {
            let glued = |side| goes_on(side, |one| one.glued);
            return self.places >= WORD_PLACES && (glued(before) || glued(after));
        }
        let content = |side| goes_on(side, |one| one.content);
        let leans = bare && goes_on(before, |one| one.any);
        self.places > 1 && (content(before) || content(after) || leans)
    }
}

/// For each type of word how often it comes, and whether what stands around it varies.
pub(super) fn whole_types(tokens: &Tokens) -> Vec<(usize, bool)> {
    let edges: Vec<Option<Edges>> = tokens
        .types()
        .iter()
        .map(|word| word.chars().all(char::is_alphabetic).then(|| Edges::new(word, Role::Content)))
        .collect();
    let mut around: Vec<Neighbours> = Vec::new();
    around.resize_with(edges.len(), Neighbours::default);
    for document in tokens.documents() {
        for sentence in 0..document.ends.len() {
            let ids = document.sentence(sentence);
            for (place, &id) in ids.iter().enumerate() {
                let before = place.checked_sub(1).and_then(|at| edges[ids[at] as usize]?.before);
                let after = ids.get(place + 1).and_then(|&id| edges[id as usize]?.after);
                around[id as usize].add(before, after);
            }
        }
    }
    around.iter().map(|around| (around.places, !around.lean())).collect()
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
