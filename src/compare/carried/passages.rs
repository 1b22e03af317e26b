//! The passages of a speech that stand word for word in another text.

use super::grams::{Grams, LETTERS};
use crate::analysis::Letters;

/// Texts of each kind that are shown. Chosen by eye.
const SHOWN: usize = 5;

/// A string that stands in two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its first letter in the speech.
    pub(super) here: u32,
    /// Its first letter in the other text, the first of the longest ones.
    pub(super) there: u32,
    pub(super) length: u32,
}

/// For each of the letters `places`, in order, the longest string from it on that stands at a
/// place `there`, if it has [`LETTERS`] letters and the letter before it has no longer one.
pub(super) fn passages(
    letters: &Letters,
    grams: &Grams,
    places: &[u32],
    there: impl Fn(u32) -> bool,
) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    let mut reached = 0;
    for &here in places {
        // What ends where the string before it ends is a part of it.
        let longer = |passage: &Passage| passage.here + passage.length > reached;
        let longest = grams
            .same(here)
            .iter()
            .filter(|&&place| there(place) && !goes_back(letters, here, place))
            .map(|&place| Passage {
                here,
                there: place,
                length: agreement_behind(letters, here, place),
            })
            .filter(longer)
            .max_by_key(|passage| (passage.length, u32::MAX - passage.there));
        if let Some(passage) = longest {
            reached = passage.here + passage.length;
            found.push(passage);
        }
    }
    found
}

/// Whether the letters before two places agree as well: then the string is found from these on.
fn goes_back(letters: &Letters, a: u32, b: u32) -> bool {
    let before = |place: u32| {
        let before = place.checked_sub(1)? as usize;
        let is_same_stretch = letters.stop[before] == letters.stop[place as usize];
        is_same_stretch.then(|| letters.codes[before])
    };
    before(a).is_some_and(|letter| before(b) == Some(letter))
}

/// Letters that two places agree in, of which the first [`LETTERS`] are known to agree.
fn agreement_behind(letters: &Letters, a: u32, b: u32) -> u32 {
    let known = LETTERS as u32;
    let rest = |place: u32| &letters.rest(place)[LETTERS..];
    known + rest(a).iter().zip(rest(b)).take_while(|(a, b)| a == b).count() as u32
}

/// Letters that stand in one of the passages, which are in order.
pub(super) fn covered(passages: &[Passage]) -> usize {
    let (mut covered, mut reached) = (0, 0);
    for passage in passages {
        let end = passage.here + passage.length;
        covered += end.saturating_sub(passage.here.max(reached));
        reached = reached.max(end);
    }
    covered as usize
}

/// The longest passages that share no letter and say nothing twice, longest first.
pub(super) fn longest(letters: &Letters, mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_by_key(|passage| (u32::MAX - passage.length, passage.here));
    let mut chosen: Vec<Passage> = Vec::new();
    for passage in passages {
        let overlaps = |other: &Passage| {
            other.here < passage.here + passage.length && passage.here < other.here + other.length
        };
        let text = |one: &Passage| &letters.rest(one.here)[..one.length as usize];
        let repeats = |other: &Passage| text(other) == text(&passage);
        if !chosen.iter().any(|other| overlaps(other) || repeats(other)) {
            chosen.push(passage);
        }
        if chosen.len() == SHOWN {
            break;
        }
    }
    chosen
}
