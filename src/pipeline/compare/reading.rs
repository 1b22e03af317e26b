//! What changed from one meeting to another, put together.

use std::collections::BTreeSet;

use crate::{
    compare::{
        MeetingChange, Speaker,
        carried::carried,
        groups::{MeetingGroups, group_pairs, moves},
        joint::Joint,
        omissions::Omitted,
        quantity::quantities,
        shares::Themed,
        terms::Spoken,
        wording::{WordingIndex, wording},
    },
    corpus::Document,
    ids::{MeetingId, SpeakerId},
    model::{Model, Tally},
    terms::Phrase,
};

/// All meetings as they were read.
pub(super) struct Reading<'a> {
    pub(super) themed: Themed<'a>,
    pub(super) speakers: &'a [Speaker],
    pub(super) phrases: &'a [Phrase],
    pub(super) index: WordingIndex<'a>,
    pub(super) reference: Option<&'a Document<'a>>,
    pub(super) tally: &'a Tally,
    pub(super) frozen: Option<&'a Model>,
    pub(super) groups: &'a [MeetingGroups],
    pub(super) omitted: Omitted,
}

impl Reading<'_> {
    /// What changed from `earlier` to `later`.
    pub(super) fn change(&self, earlier: MeetingId, later: MeetingId) -> MeetingChange {
        let Themed { joint, draws, seed, .. } = self.themed;
        let pairs = self.both(earlier, later);
        let shares = self.themed.changes(&pairs, earlier, later);
        let spoken =
            Spoken { joint, phrases: self.phrases, earlier, later, pairs: &pairs, draws, seed };
        let terms = spoken.changes();
        let wording = wording(&self.index, earlier, later, self.reference);
        let quantities = quantities(joint, earlier, later);
        let (before, now) = (&self.groups[earlier.index()], &self.groups[later.index()]);
        let group_pairs = group_pairs(before, now, &pairs);
        let outside = self.outside(joint, earlier, later);
        MeetingChange {
            earlier,
            later,
            only_earlier: self.alone(earlier, later),
            only_later: self.alone(later, earlier),
            outside: outside.outside,
            outside_of: outside.of,
            moves: moves(before, now, &shares.speakers, &group_pairs),
            shares: shares.whole,
            share_noise: shares.noise,
            speakers: shares.speakers,
            terms: terms.list,
            terms_tried: terms.tried,
            wording_tried: (!wording.skipped).then_some(wording.tried),
            new_wording: wording.new,
            gone_wording: wording.gone,
            carried: carried(joint, earlier, later, self.reference),
            group_pairs,
            quantities_once: quantities.once,
            quantities: quantities.list,
            omissions: self.themed.omission_changes(&self.omitted, &pairs, earlier, later),
            pairs,
        }
    }

    /// Who speaks in both of two meetings.
    fn both(&self, a: MeetingId, b: MeetingId) -> Vec<SpeakerId> {
        self.those(|speaker| speaker.is_in(a) && speaker.is_in(b))
    }

    /// Who speaks in `here` and not in `there`.
    fn alone(&self, here: MeetingId, there: MeetingId) -> Vec<SpeakerId> {
        self.those(|speaker| speaker.is_in(here) && !speaker.is_in(there))
    }

    fn those(&self, is: impl Fn(&Speaker) -> bool) -> Vec<SpeakerId> {
        let all = SpeakerId::first(self.speakers.len()).zip(self.speakers);
        all.filter(|(_, speaker)| is(speaker)).map(|(id, _)| id).collect()
    }

    /// How often `later` says terms that `earlier`, or the model of a frozen ground, does not have.
    fn outside(&self, joint: &Joint, earlier: MeetingId, later: MeetingId) -> OutsideTerms {
        let known: BTreeSet<&str> = match self.frozen {
            Some(model) => model.vocabulary.terms().iter().map(String::as_str).collect(),
            None => {
                let said =
                    joint.of_meeting(earlier).flat_map(|document| self.tally.terms(document));
                said.map(|(term, _)| term).collect()
            }
        };
        let mut found = OutsideTerms { outside: 0, of: 0 };
        for (term, count) in joint.of_meeting(later).flat_map(|document| self.tally.terms(document))
        {
            found.of += count as usize;
            found.outside += if known.contains(term) { 0 } else { count as usize };
        }
        found
    }
}

/// Terms of a meeting that are not known.
struct OutsideTerms {
    outside: usize,
    of: usize,
}
