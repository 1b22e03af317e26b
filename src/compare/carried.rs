//! What a speaker says word for word from elsewhere: from the own earlier speech, from what others
//! said then, from peers of the same meeting, from a text that all draw on.
//!
//! Speeches are compared by their letters within a sentence, as reused text is: marks and blanks
//! are dropped, since they are what copies differ in. Every string of eleven letters is looked up;
//! what such strings cover together is carried.

use rayon::prelude::*;

use super::{Carried, CarriedFrom, CarriedText, joint::Joint};
use crate::{
    analysis::{Text, with_quotes},
    budget::CARRIED_LETTERS,
    corpus::{Document, characters},
    ids::{MeetingId, SentenceId, SpeakerId},
};
use grams::Grams;

mod grams;
mod passages;
#[cfg(test)]
mod tests;

/// All that speech can be carried from.
const KINDS: [CarriedFrom; 4] =
    [CarriedFrom::Own, CarriedFrom::Others, CarriedFrom::Peers, CarriedFrom::Reference];

/// Whose a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Earlier(SpeakerId),
    Later(SpeakerId),
    Reference,
}

impl Owner {
    /// What text of this owner is to `speaker` of the later meeting; `None`: the own text.
    fn kind(self, speaker: SpeakerId) -> Option<CarriedFrom> {
        match self {
            Self::Earlier(other) if other == speaker => Some(CarriedFrom::Own),
            Self::Earlier(_) => Some(CarriedFrom::Others),
            Self::Later(other) if other == speaker => None,
            Self::Later(_) => Some(CarriedFrom::Peers),
            Self::Reference => Some(CarriedFrom::Reference),
        }
    }
}

/// The letters of two meetings, and of the reference text behind them.
struct Sources<'a> {
    joint: &'a Joint<'a>,
    text: Text<'a>,
    /// For each document of `text` its owner.
    owners: Vec<Owner>,
    /// For each document of `text` its index in the corpus; the reference text is in none.
    documents: Vec<usize>,
}

/// For each speaker of the later meeting, in the order of speakers, what stands word for word
/// elsewhere. Nobody if the text is too long to be searched. Costs n log n.
pub(crate) fn carried(
    joint: &Joint,
    earlier: MeetingId,
    later: MeetingId,
    reference: Option<&Document>,
) -> Vec<Carried> {
    let documents: Vec<usize> = joint.of_meeting(earlier).chain(joint.of_meeting(later)).collect();
    let texts = documents.iter().map(|&index| &joint.corpus.documents[index]).chain(reference);
    let sentences = texts.clone().flat_map(|document| &document.sentences);
    if sentences.map(|sentence| characters(&sentence.text)).sum::<usize>() > CARRIED_LETTERS {
        return Vec::new();
    }
    let owner = |&index: &usize| match joint.documents[index] {
        one if one.meeting == earlier => Owner::Earlier(one.speaker),
        one => Owner::Later(one.speaker),
    };
    let owners = documents.iter().map(owner).chain(reference.map(|_| Owner::Reference)).collect();
    let sources = Sources { joint, text: Text::new(texts), owners, documents };
    let grams = Grams::new(&sources.text.letters);
    let speakers = joint.speakers_of(later);
    let of_speaker = |speaker: SpeakerId| {
        let own = joint.speaks(earlier, speaker);
        sources.of_speaker(&grams, speaker, own, reference.is_some())
    };
    speakers.into_par_iter().map(of_speaker).collect()
}

impl Sources<'_> {
    fn owner(&self, place: u32) -> Owner {
        self.owners[self.text.letters.speech[place as usize] as usize]
    }

    fn of_speaker(
        &self,
        grams: &Grams,
        speaker: SpeakerId,
        has_own: bool,
        has_reference: bool,
    ) -> Carried {
        let speeches = &self.text.letters.speech;
        let places: Vec<u32> = (0..speeches.len() as u32)
            .filter(|&place| self.owner(place) == Owner::Later(speaker))
            .collect();
        let mut shares = [0.0; 4];
        let mut texts = Vec::new();
        for (share, kind) in shares.iter_mut().zip(KINDS) {
            let there = |place: u32| self.owner(place).kind(speaker) == Some(kind);
            let passages = passages::passages(&self.text.letters, grams, &places, there);
            let covered = passages::covered(&passages);
            *share = covered as f64 / places.len().max(1) as f64;
            let longest = passages::longest(&self.text.letters, passages);
            texts.extend(longest.iter().map(|passage| self.shown(passage, kind)));
        }
        Carried {
            speaker,
            letters: places.len(),
            own: has_own.then_some(shares[0]),
            others: shares[1],
            peers: shares[2],
            reference: has_reference.then_some(shares[3]),
            texts,
        }
    }

    fn shown(&self, passage: &passages::Passage, from: CarriedFrom) -> CarriedText {
        let range = |place: u32| {
            let at = self.text.places[place as usize];
            let text = self.text.sentence(at);
            let end = self.text.end((place + passage.length) as usize - 1);
            (at, with_quotes(&text.text, at.byte..end))
        };
        let span = |place: u32| {
            let (at, bytes) = range(place);
            let document = self.documents.get(at.speech)?;
            Some(self.joint.span(*document, at.sentence, bytes))
        };
        let (here, bytes) = range(passage.here);
        let there = self.text.places[passage.there as usize];
        let is_reference = from == CarriedFrom::Reference;
        CarriedText {
            from,
            text: self.text.sentence(here).printed()[bytes.clone()].to_owned(),
            letters: passage.length as usize,
            here: self.joint.span(self.documents[here.speech], here.sentence, bytes),
            there: span(passage.there),
            in_reference: is_reference.then(|| SentenceId::new(there.sentence)),
        }
    }
}
