//! The longest strings that several speeches share, from each letter on.
//!
//! Positions are sorted by the eight letters that begin there, then, among
//! positions that agree in these, by what follows: a suffix array of the parts
//! that can matter. Neighbours in it share the longest prefixes, so that one
//! pass finds where enough speeches agree, and two more carry that to all
//! others that agree with them. Sorting costs n log n, everything else n.

use std::{collections::VecDeque, ops::Range};

use hashbrown::HashMap;

/// Letters in the shortest string that is looked for.
pub(super) const SHINGLE: usize = 8;

/// The letters of a collection, one after another.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Each letter, as its code point: letters beyond the first 65,536 are bars.
    pub(crate) codes: Vec<u16>,
    /// Speech of each letter.
    pub(crate) speech: Vec<u32>,
    /// The letter after the last of the stretch that each letter stands in.
    pub(crate) stop: Vec<u32>,
    /// Whether a comma or the like stands behind each letter.
    pub(crate) pause: Vec<bool>,
}

impl Letters {
    /// The letters from `place` to the end of its stretch.
    pub(crate) fn rest(&self, place: u32) -> &[u16] {
        &self.codes[place as usize..self.stop[place as usize] as usize]
    }

    /// The first letters from `place` as one number; `None` where too few follow.
    fn shingle(&self, place: u32) -> Option<u128> {
        let letters = self.rest(place).get(..SHINGLE)?;
        Some(letters.iter().fold(0, |key, &code| key << 16 | u128::from(code)))
    }

    /// Letters that the stretches from `a` and from `b` begin with alike.
    pub(crate) fn agreement(&self, a: u32, b: u32) -> u32 {
        self.rest(a).iter().zip(self.rest(b)).take_while(|(a, b)| a == b).count() as u32
    }

    /// How many speeches the `places`, in order, stand in.
    pub(super) fn speeches(&self, places: &[u32]) -> usize {
        places.chunk_by(|&a, &b| self.speech[a as usize] == self.speech[b as usize]).count()
    }
}

/// All places by the letters that begin there.
pub(super) struct Index<'a> {
    letters: &'a Letters,
    shingles: Vec<(u128, u32)>,
}

impl<'a> Index<'a> {
    pub(super) fn new(letters: &'a Letters) -> Self {
        let mut shingles: Vec<(u128, u32)> = (0..letters.codes.len() as u32)
            .filter_map(|place| Some((letters.shingle(place)?, place)))
            .collect();
        shingles.sort_unstable();
        Self { letters, shingles }
    }

    /// Where `string`, no shorter than [`SHINGLE`], stands, in order.
    pub(super) fn places(&self, string: &Range<u32>) -> Vec<u32> {
        let Some(key) = self.letters.shingle(string.start) else { return Vec::new() };
        let wanted = &self.letters.codes[string.start as usize..string.end as usize];
        let first = self.shingles.partition_point(|shingle| shingle.0 < key);
        self.shingles[first..]
            .iter()
            .take_while(|shingle| shingle.0 == key)
            .map(|shingle| shingle.1)
            .filter(|&place| self.letters.rest(place).starts_with(wanted))
            .collect()
    }

    /// The strings that `least` speeches share, wherever they stand and cannot be made longer.
    pub(super) fn longest(&self, least: usize) -> Vec<Range<u32>> {
        let mut lengths = vec![0; self.letters.codes.len()];
        for group in self.shingles.chunk_by(|a, b| a.0 == b.0) {
            let places: Vec<u32> = group.iter().map(|shingle| shingle.1).collect();
            if self.letters.speeches(&places) >= least {
                let group = Group::new(self.letters, places);
                for (&place, length) in group.places.iter().zip(group.lengths(least)) {
                    lengths[place as usize] = length;
                }
            }
        }
        let mut reached = 0;
        let mut found = Vec::new();
        for (place, &length) in lengths.iter().enumerate() {
            let end = place as u32 + length;
            if length > 0 && end > reached {
                found.push(place as u32..end);
                reached = end;
            }
        }
        found
    }
}

/// Places that begin with the same letters, sorted by what follows.
struct Group<'a> {
    letters: &'a Letters,
    places: Vec<u32>,
    /// Letters that each place has in common with the one before it; 0 for the first.
    agreements: Vec<u32>,
}

impl<'a> Group<'a> {
    fn new(letters: &'a Letters, mut places: Vec<u32>) -> Self {
        places.sort_unstable_by(|&a, &b| {
            letters.rest(a).cmp(letters.rest(b)).then_with(|| a.cmp(&b))
        });
        let agreements = std::iter::once(0)
            .chain(places.windows(2).map(|pair| letters.agreement(pair[0], pair[1])))
            .collect();
        Self { letters, places, agreements }
    }

    /// For each place the longest string from there that `least` speeches have.
    fn lengths(&self, least: usize) -> Vec<u32> {
        let mut lengths = self.windows(least);
        for place in 1..lengths.len() {
            let carried = lengths[place - 1].min(self.agreements[place]);
            lengths[place] = lengths[place].max(carried);
        }
        for place in (1..lengths.len()).rev() {
            let carried = lengths[place].min(self.agreements[place]);
            lengths[place - 1] = lengths[place - 1].max(carried);
        }
        lengths
    }

    /// For each place what the shortest run of places that ends there and holds `least`
    /// speeches agrees in; 0 where there is none.
    fn windows(&self, least: usize) -> Vec<u32> {
        let speech = |place: usize| self.letters.speech[self.places[place] as usize];
        let mut last: HashMap<u32, usize> = HashMap::new();
        let mut first = 0;
        // Places of falling agreements: the front is the least of the run.
        let mut falling: VecDeque<usize> = VecDeque::new();
        let mut found = vec![0; self.places.len()];
        for (end, found) in found.iter_mut().enumerate() {
            while falling.back().is_some_and(|&at| self.agreements[at] >= self.agreements[end]) {
                falling.pop_back();
            }
            falling.push_back(end);
            last.insert(speech(end), end);
            // Drop from the front what the run can spare: a place whose speech comes again,
            // or a whole speech while more than enough are left.
            while last[&speech(first)] != first || last.len() > least {
                if last[&speech(first)] == first {
                    last.remove(&speech(first));
                }
                first += 1;
            }
            while falling.front().is_some_and(|&at| at <= first) {
                falling.pop_front();
            }
            if last.len() == least {
                *found = falling.front().map_or(0, |&at| self.agreements[at]);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every stretch with its speech.
    fn letters(stretches: &[(u32, Vec<u16>)]) -> Letters {
        let mut letters = Letters::default();
        for (speech, codes) in stretches {
            letters.codes.extend(codes);
            let end = letters.codes.len();
            letters.speech.resize(end, *speech);
            letters.stop.resize(end, end as u32);
            letters.pause.resize(end, false);
        }
        letters
    }

    /// By trying every string at every place.
    fn tried(letters: &Letters, least: usize) -> Vec<Range<u32>> {
        let places = 0..letters.codes.len() as u32;
        let shared = |string: &[u16]| {
            let found: Vec<u32> =
                places.clone().filter(|&p| letters.rest(p).starts_with(string)).collect();
            letters.speeches(&found) >= least
        };
        let mut strings: Vec<Range<u32>> = Vec::new();
        for place in places.clone() {
            let rest = letters.rest(place);
            let longest = (SHINGLE..=rest.len()).rev().find(|&length| shared(&rest[..length]));
            let end = place + longest.unwrap_or(0) as u32;
            if longest.is_some() && strings.last().is_none_or(|last| end > last.end) {
                strings.push(place..end);
            }
        }
        strings
    }

    proptest! {
        #[test]
        fn the_longest_strings_are_those_found_by_trying(
            stretches in prop::collection::vec((0u32..4, prop::collection::vec(0u16..2, 0..24)), 0..9),
            least in 2usize..4,
        ) {
            let mut stretches = stretches;
            stretches.sort_by_key(|stretch| stretch.0);
            let letters = letters(&stretches);
            prop_assert_eq!(Index::new(&letters).longest(least), tried(&letters, least));
        }
    }
}
