//! Themes that a speaker begins or ceases to leave out.

use std::collections::BTreeSet;

use super::{MeetingSpan, OmissionChange, OmissionTurn, shares::EVIDENCE, shares::Themed};
use crate::{
    analysis::{Omission, omissions},
    corpus::Corpus,
    ids::{MeetingId, SpeakerId},
    themes::lexicon_hits::LexiconHits,
};

/// What each meeting leaves out, each judged beside the other speeches of that meeting.
#[derive(Debug, Clone)]
pub struct Omitted(Vec<Vec<(SpeakerId, Omission)>>);

impl Themed<'_> {
    /// What each speech leaves out; `hits` are those of the codebook in all texts.
    pub fn omitted(&self, hits: &LexiconHits<'_>) -> Omitted {
        let of_meeting = |meeting: MeetingId| {
            let documents = self.joint.of_meeting(meeting);
            let corpus =
                Corpus { documents: self.joint.corpus.documents[documents.clone()].to_vec() };
            // The codebook is looked up again, since its places go by the meeting's own speeches.
            let hits = LexiconHits::new(hits.lexicon, &corpus);
            let found = omissions(&corpus, &self.assignments[documents.clone()], &hits);
            let speaker =
                |one: &Omission| self.joint.documents[documents.start + one.speech.index()].speaker;
            found.list.into_iter().map(|one| (speaker(&one), one)).collect()
        };
        Omitted(MeetingId::first(self.joint.meetings).map(of_meeting).collect())
    }

    /// The themes that a speaker leaves out in one of two meetings and speaks of in the other, the
    /// most telling first.
    ///
    /// A theme is left out by the rule of a single meeting ([`omissions`]): others as short would
    /// have spoken of it. That the speaker spoke of it wants at least one sentence.
    pub fn omission_changes(
        &self,
        omitted: &Omitted,
        pairs: &[SpeakerId],
        earlier: MeetingId,
        later: MeetingId,
    ) -> Vec<OmissionChange> {
        let both: BTreeSet<SpeakerId> = pairs.iter().copied().collect();
        let mut changes = Vec::new();
        for (turn, silent, other) in
            [(OmissionTurn::Began, later, earlier), (OmissionTurn::Ended, earlier, later)]
        {
            let omitted = omitted.0[silent.index()].iter().filter(|(who, _)| both.contains(who));
            for (speaker, omission) in omitted {
                let theme = self.themes.iter().position(|theme| *theme == omission.theme);
                let evidence = theme.map(|theme| self.sentences(other, *speaker, theme));
                let Some(evidence) = evidence.filter(|evidence| !evidence.is_empty()) else {
                    continue;
                };
                changes.push(OmissionChange {
                    speaker: *speaker,
                    theme: omission.theme.clone(),
                    turn,
                    at_length: omission.at_length,
                    evidence,
                });
            }
        }
        changes.sort_by(|a, b| b.at_length.total_cmp(&a.at_length).then(a.speaker.cmp(&b.speaker)));
        changes
    }

    /// The first sentences of a speaker on a theme.
    fn sentences(&self, meeting: MeetingId, speaker: SpeakerId, theme: usize) -> Vec<MeetingSpan> {
        let documents = self.joint.of_speaker(meeting, speaker);
        let of = |document: usize| {
            self.on(document, theme).map(move |index| self.joint.sentence(document, index))
        };
        documents.flat_map(of).take(EVIDENCE).collect()
    }
}
