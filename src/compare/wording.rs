//! New and gone wording: strings that many speakers of one meeting have and hardly anybody in the
//! other.
//!
//! The unit is the speaker, never the occurrence: a string that one speaker says forty times is
//! nobody's news. Words would be cut wrong where something is new, since no dictionary has it yet;
//! so all strings of letters within a clause are looked at, and words only say where a string may
//! begin and end. What is found first in these texts is the earliest in these texts, not its
//! source.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    MeetingSpan, WordingChange,
    joint::Joint,
    stats::{Share, benjamini_hochberg, fisher, least_fisher},
};
use crate::{
    analysis::with_quotes,
    budget::WORDING_LETTERS,
    corpus::{Document, characters},
    ids::{MeetingId, SpeakerId},
    tokens::{Stopwords, Tokens},
};
use choose::{Tried, choose};
use letters::{Letters, SentencePlace};
use strings::{Strings, Voice};

mod choose;
mod letters;
mod series;
mod strings;
#[cfg(test)]
mod tests;

pub(crate) use series::wording_series;

/// Speakers that may have a string in the meeting that hardly has it. One may be a slip of the
/// order: of the work reports of 2020 one was given in May, after the others.
const HARDLY: usize = 1;
/// The least share of a meeting's speakers that makes a string common there. Chosen by eye.
const COMMON: f64 = 0.25;
/// And the least number of speakers: two may have it from one another. Chosen by eye.
const FEWEST: usize = 3;
/// The largest corrected chance of a string that is listed, by convention.
const LEVEL: f64 = 0.05;
/// A string is one that a reader would cut out so if it stands whole in this share of its places:
/// the segmenter cuts the same words differently in different clauses. Chosen by eye.
const WHOLE: f64 = 0.5;

/// A string that stands free nowhere is the beginning of another one if it goes on with the same
/// letter in this share of its places: 坚决打赢 is, 5G is not. Chosen by eye.
const GOES_ON: f64 = 0.5;

/// What is new and what is gone from one meeting to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wording {
    /// Wording that hardly anybody had before, by the number of speakers.
    pub(crate) new: Vec<WordingChange>,
    /// Wording that hardly anybody has now, by the number of speakers before.
    pub(crate) gone: Vec<WordingChange>,
    /// Strings that were tried: common in one of the meetings, whole, and said by so many or so few
    /// that a difference could be told at all.
    pub(crate) tried: usize,
    /// The text was too long to be searched: nothing above says anything.
    pub(crate) skipped: bool,
}

/// All strings of all meetings. Made once for all changes.
pub(crate) struct WordingIndex<'a> {
    joint: &'a Joint<'a>,
    stopwords: &'a Stopwords,
    letters: Letters,
    /// All places, sorted by the letters that begin there.
    places: Vec<u32>,
    /// The text was too long: there are no letters.
    skipped: bool,
}

impl<'a> WordingIndex<'a> {
    /// Sorts the strings of `joint`, whose words are `tokens`. Costs n log n.
    pub(crate) fn new(joint: &'a Joint<'a>, tokens: &Tokens, stopwords: &'a Stopwords) -> Self {
        let sentences = joint.corpus.documents.iter().flat_map(|document| &document.sentences);
        let length: usize = sentences.map(|sentence| characters(&sentence.text)).sum();
        let skipped = length > WORDING_LETTERS;
        let letters =
            if skipped { Letters::default() } else { Letters::new(joint, tokens, stopwords) };
        let places = strings::sorted(&letters);
        Self { joint, stopwords, letters, places, skipped }
    }

    /// Whose a place is.
    fn speaker(&self, place: u32) -> SpeakerId {
        let SentencePlace { document, .. } = self.letters.sentence(place);
        self.joint.documents[document as usize].speaker
    }

    fn meeting(&self, place: u32) -> MeetingId {
        let SentencePlace { document, .. } = self.letters.sentence(place);
        self.joint.documents[document as usize].meeting
    }

    /// The string of `length` letters at `place` as it is shown: with quotation marks that belong
    /// to it.
    fn shown(&self, place: u32, length: usize) -> String {
        let (sentence, bytes) = self.bytes(place, length);
        let document = &self.joint.corpus.documents[sentence.document as usize];
        document.sentences[sentence.sentence as usize].printed()[bytes].to_owned()
    }

    fn span(&self, place: u32, length: usize) -> MeetingSpan {
        let (sentence, bytes) = self.bytes(place, length);
        self.joint.span(sentence.document as usize, sentence.sentence as usize, bytes)
    }

    fn bytes(&self, place: u32, length: usize) -> (SentencePlace, std::ops::Range<usize>) {
        let sentence = self.letters.sentence(place);
        let document = &self.joint.corpus.documents[sentence.document as usize];
        let text = &document.sentences[sentence.sentence as usize].text;
        (sentence, with_quotes(text, self.letters.bytes(place, length, text)))
    }

    /// The first place of each speaker, of `places` in the order of the text.
    fn first_of_each(&self, places: &[u32]) -> Vec<u32> {
        let mut seen = Vec::new();
        let mut first = Vec::new();
        for &place in places {
            let speaker = self.speaker(place);
            if let Err(at) = seen.binary_search(&speaker) {
                seen.insert(at, speaker);
                first.push(place);
            }
        }
        first
    }
}

/// Two meetings and their speakers.
struct Sides<'i, 'a> {
    index: &'i WordingIndex<'a>,
    /// Letters of the earlier and of the later meeting.
    letters: [std::ops::Range<u32>; 2],
    /// All speakers, by side.
    of: [usize; 2],
    /// Speakers that make a string common, by side.
    least: [usize; 2],
}

/// The wording that is new in `later`, and what `earlier` had and `later` has no more.
///
/// A string is new if at most one speaker had it and `max(3, n / 4)` of the n speakers have it now,
/// with a Fisher test on speakers that holds for all strings tried. Of variants that contain one
/// another one is listed, see [`choose`]. Of meetings with two or three speakers nothing can be
/// told, and nothing is listed.
pub(crate) fn wording(
    index: &WordingIndex<'_>,
    earlier: MeetingId,
    later: MeetingId,
    reference: Option<&Document>,
) -> Wording {
    let sides = Sides::new(index, [earlier, later]);
    let tried = sides.tried();
    let reference = reference.map(|document| {
        document.sentences.iter().map(|s| letters::plain(&s.text) + "\n").collect::<String>()
    });
    let list = |common: usize| {
        let found = tried.iter().filter(|one| sides.is_one_sided(one, common)).collect();
        let chosen = choose(&index.letters, &sides.letters[common], found, common);
        let change = |one: &&Tried| sides.change(one, common, reference.as_deref());
        chosen.iter().map(change).collect()
    };
    Wording { new: list(1), gone: list(0), tried: tried.len(), skipped: index.skipped }
}

/// How many of `speakers` make a string common.
fn least(speakers: usize) -> usize {
    ((speakers as f64 * COMMON).ceil() as usize).max(FEWEST)
}

impl<'i, 'a> Sides<'i, 'a> {
    fn new(index: &'i WordingIndex<'a>, meetings: [MeetingId; 2]) -> Self {
        let letters = meetings.map(|meeting| {
            let documents = index.joint.of_meeting(meeting);
            index.letters.first_of(documents.start)..index.letters.first_of(documents.end)
        });
        let of = meetings.map(|meeting| index.joint.speakers_of(meeting).len());
        Self { index, letters, of, least: of.map(least) }
    }

    fn side(&self, place: u32) -> usize {
        usize::from(!self.letters[0].contains(&place))
    }

    /// All strings that can be tried, with their corrected chances.
    fn tried(&self) -> Vec<Tried> {
        let is_ours = |place: &&u32| self.letters.iter().any(|letters| letters.contains(place));
        let places: Vec<u32> = self.index.places.iter().filter(is_ours).copied().collect();
        let voice = |place: u32| Voice {
            side: self.side(place),
            speaker: self.index.speaker(place).index(),
        };
        let found = strings::strings(&self.index.letters, &places, self.least, voice);
        let try_one = |strings: &Strings| self.try_one(strings, &places[strings.places.clone()]);
        let mut tried: Vec<Tried> = found.par_iter().filter_map(try_one).collect();
        let chances: Vec<f64> = tried.iter().map(|one| one.p).collect();
        for (one, q) in tried.iter_mut().zip(benjamini_hochberg(&chances)) {
            one.q = q;
        }
        tried
    }

    /// The longest of strings that stand in the same places that a reader would cut out so.
    fn try_one(&self, strings: &Strings, places: &[u32]) -> Option<Tried> {
        let letters = &self.index.letters;
        let enough = |count: usize| count as f64 >= WHOLE * places.len() as f64;
        let both = strings.speakers[0] + strings.speakers[1];
        if least_fisher(both, self.of[0], self.of[1]) > LEVEL
            || !enough(places.iter().filter(|&&place| letters.begins(place)).count())
        {
            return None;
        }
        let is_whole = |&length: &usize| {
            enough(places.iter().filter(|&&place| letters.is_whole(place, length)).count())
        };
        let length = (strings.shortest..=strings.longest).rev().find(is_whole)?;
        if self.is_cut_off(places, length) {
            return None;
        }
        let quoted = places.iter().filter(|&&place| letters.is_quoted(place, length)).count();
        // Numerals and function words alone are no wording, unless they are a name: “十四五”. What
        // every speech of one meeting says may well be new: 新发展理念.
        let text = letters.text(places[0], length);
        let is_furniture =
            self.index.stopwords.is_furniture_without(&text, &letters::CONTENT_LISTS);
        if !enough(quoted) && is_furniture {
            return None;
        }
        let mut places = places.to_vec();
        places.sort_unstable();
        let share = |side: usize| Share { count: strings.speakers[side], of: self.of[side] };
        let p = fisher(share(0), share(1));
        Some(Tried { length, places, speakers: strings.speakers, p, q: 1.0 })
    }

    /// Whether a string is the beginning of a longer one.
    fn is_cut_off(&self, places: &[u32], length: usize) -> bool {
        let mut next: BTreeMap<u16, usize> = BTreeMap::new();
        for &place in places {
            let Some(letter) = self.index.letters.goes_on_with(place, length) else { return false };
            *next.entry(letter).or_insert(0) += 1;
        }
        let most = next.into_values().max().unwrap_or(0);
        most as f64 >= GOES_ON * places.len() as f64
    }

    /// Whether a string is common on one side and hardly there on the other, beyond chance.
    fn is_one_sided(&self, one: &Tried, common: usize) -> bool {
        one.speakers[common] >= self.least[common]
            && one.speakers[1 - common] <= HARDLY
            && one.q <= LEVEL
    }

    fn change(&self, one: &Tried, common: usize, reference: Option<&str>) -> WordingChange {
        let places_of = |side: usize| {
            let of_side = one.places.iter().copied().filter(|&place| self.side(place) == side);
            let first = self.index.first_of_each(&of_side.collect::<Vec<u32>>());
            first.iter().map(|&place| self.index.span(place, one.length)).collect()
        };
        let text = self.index.letters.text(one.places[0], one.length);
        WordingChange {
            text: self.index.shown(one.places[0], one.length),
            speakers_earlier: one.speakers[0],
            of_earlier: self.of[0],
            speakers_later: one.speakers[1],
            of_later: self.of[1],
            p: one.p,
            q: one.q,
            in_reference: reference.map(|reference| reference.contains(&text)),
            places: places_of(common),
            exceptions: places_of(1 - common),
        }
    }
}
