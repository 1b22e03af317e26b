//! Who and what a comparison of meetings speaks of: names of speakers, sentences, files and lines.

use crate::{
    analysis::SentenceAnalysis,
    compare::{ComparedMeeting, ComparedSpeech, MeetingComparison, MeetingSpan},
    ids::{MeetingId, SpeakerId},
    say,
};

/// Looks things up in a comparison. What is not there has no name and no text: a comparison may be
/// read from a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'a>(pub(super) &'a MeetingComparison);

impl<'a> Places<'a> {
    /// A meeting.
    pub(super) fn meeting(self, id: MeetingId) -> Option<&'a ComparedMeeting> {
        self.0.meetings.get(id.index())
    }

    /// What charts and tables call a meeting.
    pub(super) fn meeting_name(self, id: MeetingId) -> &'a str {
        self.meeting(id).map_or("", |meeting| &meeting.name)
    }

    /// The name of a speaker.
    pub(super) fn speaker(self, id: SpeakerId) -> &'a str {
        self.0.speakers.get(id.index()).map_or("", |speaker| &speaker.name)
    }

    /// The names of some speakers.
    pub(super) fn speakers(self, ids: &[SpeakerId]) -> Vec<&'a str> {
        ids.iter().map(|&id| self.speaker(id)).collect()
    }

    /// The speech that a place is in.
    pub(super) fn speech(self, place: MeetingSpan) -> Option<&'a ComparedSpeech> {
        self.meeting(place.meeting)?.speeches.get(place.span.speech.index())
    }

    /// The sentence that a place is in.
    pub(super) fn sentence(self, place: MeetingSpan) -> Option<&'a SentenceAnalysis> {
        self.speech(place)?.sentences.get(place.span.sentence.index())
    }

    /// File and line of a place: `page.txt:21`.
    pub(super) fn source(self, place: MeetingSpan) -> Option<String> {
        let sentence = self.sentence(place)?;
        let file = self.meeting(place.meeting)?.sources.get(sentence.source)?;
        Some(say::place(file, sentence.line))
    }

    /// Characters that a speaker says in a meeting; `None`: absent.
    pub(super) fn characters(self, meeting: MeetingId, speaker: SpeakerId) -> Option<usize> {
        let speeches = self.0.speakers.get(speaker.index())?.speeches.get(meeting.index())?;
        let all = &self.meeting(meeting)?.speeches;
        let characters = speeches.iter().filter_map(|id| all.get(id.index()));
        (!speeches.is_empty()).then(|| characters.map(|speech| speech.characters).sum())
    }
}
