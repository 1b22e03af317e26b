//! Every string that two meetings have more than once, with the speakers that have it.
//!
//! All places are sorted by the letters that begin there: a suffix array. Neighbours in it agree
//! in the longest prefixes, so that one pass meets every string that stands in two places and more
//! (the inner nodes of the suffix tree; Abouelhoda, Kurtz and Ohlebusch 2004). Different speakers
//! are counted in the same pass: each place counts, and each further place of the same speaker is
//! taken off where the two meet (Hui 1992).

use std::ops::Range;

use rayon::prelude::*;

use super::letters::Letters;

/// Letters of the shortest string.
pub(super) const SHORTEST: usize = 2;
/// Letters that the sort compares at once.
const KEY: usize = 4;

/// All places from which at least [`SHORTEST`] letters follow, sorted by these letters.
pub(super) fn sorted(letters: &Letters) -> Vec<u32> {
    let mut places: Vec<(u64, u32)> = (0..letters.codes.len() as u32)
        .filter(|&place| letters.rest(place).len() >= SHORTEST)
        .map(|place| (key(letters.rest(place)), place))
        .collect();
    let tail = |place: u32| letters.rest(place).get(KEY..).unwrap_or_default();
    places.par_sort_unstable_by(|a, b| {
        let by_key = a.0.cmp(&b.0);
        by_key.then_with(|| tail(a.1).cmp(tail(b.1))).then_with(|| a.1.cmp(&b.1))
    });
    places.into_iter().map(|(_, place)| place).collect()
}

/// The first letters as one number; no letter is 0, so that a shorter string comes first.
fn key(rest: &[u16]) -> u64 {
    (0..KEY).fold(0, |key, at| key << 16 | u64::from(rest.get(at).copied().unwrap_or(0)))
}

/// Strings that stand in the same places: all beginnings of the longest one from `shortest` on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strings {
    /// Their places, as a range of the sorted ones.
    pub(super) places: Range<usize>,
    pub(super) shortest: usize,
    pub(super) longest: usize,
    /// Speakers that have them in the earlier and in the later meeting.
    pub(super) speakers: [usize; 2],
}

/// Who speaks at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Voice {
    /// 0: in the earlier meeting, 1: in the later one.
    pub(super) side: usize,
    pub(super) speaker: usize,
}

/// A run of places that agree in so many letters, while more places may follow.
struct Open {
    agreement: usize,
    first: usize,
    /// Places less those of a speaker who was counted, by side.
    speakers: [isize; 2],
}

/// The pass over the sorted places of two meetings.
struct Pass<'a> {
    open: Vec<Open>,
    /// Last place of each speaker, by side.
    last: [Vec<Option<usize>>; 2],
    least: [usize; 2],
    found: &'a mut Vec<Strings>,
}

/// The strings of the sorted `places` that `least` speakers have on one of the sides.
pub(super) fn strings(
    letters: &Letters,
    places: &[u32],
    least: [usize; 2],
    voice: impl Fn(u32) -> Voice,
) -> Vec<Strings> {
    let mut found = Vec::new();
    let root = Open { agreement: 0, first: 0, speakers: [0; 2] };
    let mut pass =
        Pass { open: vec![root], last: [Vec::new(), Vec::new()], least, found: &mut found };
    let mut before: Option<Voice> = None;
    for (index, &place) in places.iter().enumerate() {
        let agreement = match index.checked_sub(1) {
            Some(last) => letters.agreement(places[last], place),
            None => 0,
        };
        pass.close(index, agreement, before);
        let voice = voice(place);
        pass.take_off(index, voice);
        before = Some(voice);
    }
    pass.close(places.len(), 0, before);
    found
}

impl Pass<'_> {
    /// Counts the place before `index` and ends all runs of more than `agreement` letters there.
    fn close(&mut self, index: usize, agreement: usize, before: Option<Voice>) {
        let Some(before) = before else { return };
        if self.open.last().is_some_and(|top| top.agreement < agreement) {
            self.open.push(Open { agreement, first: index - 1, speakers: [0; 2] });
        }
        if let Some(top) = self.open.last_mut() {
            top.speakers[before.side] += 1;
        }
        while let Some(run) = self.open.pop_if(|top| top.agreement > agreement) {
            let outer = self.open.last().map_or(0, |outer| outer.agreement).max(agreement);
            self.report(&run, outer, index);
            if self.open.last().is_none_or(|top| top.agreement < outer) {
                self.open.push(Open { agreement: outer, first: run.first, speakers: [0; 2] });
            }
            if let Some(top) = self.open.last_mut() {
                top.speakers[0] += run.speakers[0];
                top.speakers[1] += run.speakers[1];
            }
        }
    }

    /// Takes off one where the place `index` meets the last place of the same speaker.
    fn take_off(&mut self, index: usize, voice: Voice) {
        let last = &mut self.last[voice.side];
        if last.len() <= voice.speaker {
            last.resize(voice.speaker + 1, None);
        }
        let Some(before) = last[voice.speaker].replace(index) else { return };
        let holds_both = self.open.partition_point(|run| run.first <= before);
        if let Some(run) = holds_both.checked_sub(1).and_then(|at| self.open.get_mut(at)) {
            run.speakers[voice.side] -= 1;
        }
    }

    fn report(&mut self, run: &Open, outer: usize, end: usize) {
        let speakers = run.speakers.map(|count| count.max(0) as usize);
        let shortest = (outer + 1).max(SHORTEST);
        let enough = speakers[0] >= self.least[0] || speakers[1] >= self.least[1];
        if run.agreement >= shortest && enough {
            let (places, longest) = (run.first..end, run.agreement);
            self.found.push(Strings { places, shortest, longest, speakers });
        }
    }
}

/// The range of the sorted `places` at which `string` stands.
pub(super) fn find(letters: &Letters, places: &[u32], string: &[u16]) -> Range<usize> {
    let beginning = |place: u32| {
        let rest = letters.rest(place);
        &rest[..rest.len().min(string.len())]
    };
    let first = places.partition_point(|&place| beginning(place) < string);
    let length = places[first..].partition_point(|&place| beginning(place) == string);
    first..first + length
}
