//! Of strings that contain one another the one that a reader would quote.

use std::ops::Range;

use hashbrown::HashMap;

use super::{letters::Letters, strings::SHORTEST};

/// A longer string stands for a shorter one inside it if it keeps this share of its speakers:
/// 构建新发展格局 for 新发展格局. Chosen by eye.
const KEPT: f64 = 0.8;
/// A string of which this share of places stands inside ones already listed is not listed.
const MOSTLY_INSIDE: f64 = 0.75;

/// A string that was tried.
pub(super) struct Tried {
    pub(super) length: usize,
    /// Its places of both meetings, in the order of the text.
    pub(super) places: Vec<u32>,
    /// Speakers that have it, by side.
    pub(super) speakers: [usize; 2],
    pub(super) p: f64,
    pub(super) q: f64,
}

/// Those of `found` that are listed, by the number of speakers of the side that has them, whose
/// letters are `letters` of `all`.
///
/// Of all strings the one of most speakers comes first. The longest that contains it and keeps
/// nearly all of its speakers is listed in its place; strings that mostly stand inside what is
/// listed are not.
pub(super) fn choose<'t>(
    all: &Letters,
    letters: &Range<u32>,
    found: Vec<&'t Tried>,
    side: usize,
) -> Vec<&'t Tried> {
    let text = |one: &Tried| all.text(one.places[0], one.length);
    let mut found: Vec<(String, &Tried)> = found.into_iter().map(|one| (text(one), one)).collect();
    let rank = |one: &Tried| (usize::MAX - one.speakers[side], one.speakers[1 - side]);
    found.sort_by(|a, b| {
        rank(a.1).cmp(&rank(b.1)).then(b.1.length.cmp(&a.1.length)).then_with(|| a.0.cmp(&b.0))
    });
    let longest = longest(&found, side);
    let mut taken = vec![false; found.len()];
    let mut marked = vec![false; letters.len()];
    let mut chosen = Vec::new();
    for part in 0..found.len() {
        let one = longest[part];
        let is_free = !taken[part] && !taken[one];
        (taken[part], taken[one]) = (true, true);
        if is_free && stands_alone(found[part].1, letters, &marked) {
            for &place in found[one].1.places.iter().filter(|place| letters.contains(place)) {
                let first = (place - letters.start) as usize;
                marked[first..first + found[one].1.length].fill(true);
            }
            chosen.push(found[one].1);
        }
    }
    chosen.sort_by_key(|one| (rank(one), usize::MAX - one.length, one.places[0]));
    chosen
}

/// For each string the longest that contains it and keeps nearly all of its speakers, itself if
/// there is none.
fn longest(found: &[(String, &Tried)], side: usize) -> Vec<usize> {
    let by_text: HashMap<&str, usize> =
        found.iter().enumerate().map(|(index, (text, _))| (text.as_str(), index)).collect();
    let mut longest: Vec<usize> = (0..found.len()).collect();
    for (index, (text, whole)) in found.iter().enumerate() {
        for part in parts(text).filter_map(|part| by_text.get(part).copied()) {
            let speakers = found[part].1.speakers[side] as f64;
            let keeps = whole.speakers[side] as f64 >= KEPT * speakers;
            if keeps && whole.length > found[longest[part]].1.length {
                longest[part] = index;
            }
        }
    }
    longest
}

/// All parts of a string that are shorter.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = starts.len() - 1;
    let lengths = (SHORTEST..count)
        .flat_map(move |length| (0..=count - length).map(move |first| (first, first + length)));
    lengths.map(move |(first, end)| &text[starts[first]..starts[end]])
}

/// Whether more than a few of its places are not yet marked for the better part.
fn stands_alone(one: &Tried, letters: &Range<u32>, marked: &[bool]) -> bool {
    let ours = one.places.iter().filter(|place| letters.contains(place));
    let (mut inside, mut all) = (0, 0);
    for &place in ours {
        let first = (place - letters.start) as usize;
        let covered = marked[first..first + one.length].iter().filter(|&&marked| marked).count();
        inside += usize::from(2 * covered >= one.length);
        all += 1;
    }
    (inside as f64) < MOSTLY_INSIDE * f64::from(all)
}
