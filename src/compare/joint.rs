//! All speeches of all meetings as one corpus, and who speaks in each.

use super::MeetingSpan;
use crate::{
    analysis::Span,
    corpus::Corpus,
    ids::{MeetingId, SentenceId, SpeakerId, SpeechId},
};

/// All speeches of all meetings, meeting after meeting in the order of dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joint<'a> {
    /// One document a speech.
    pub corpus: Corpus<'a>,
    /// Whose document each is, in the same order.
    pub documents: Vec<JointDocument>,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of speakers.
    pub speakers: usize,
}

/// Whose a document of a [`Joint`] corpus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JointDocument {
    /// Its meeting.
    pub meeting: MeetingId,
    /// The speech of that meeting.
    pub speech: SpeechId,
    /// Who speaks.
    pub speaker: SpeakerId,
}

impl Joint<'_> {
    /// The indices of the documents of a meeting.
    pub fn of_meeting(&self, meeting: MeetingId) -> std::ops::Range<usize> {
        let first = self.documents.partition_point(|document| document.meeting < meeting);
        let end = self.documents.partition_point(|document| document.meeting <= meeting);
        first..end
    }

    /// The indices of the documents of a speaker in a meeting.
    pub fn of_speaker(
        &self,
        meeting: MeetingId,
        speaker: SpeakerId,
    ) -> impl Iterator<Item = usize> + '_ {
        self.of_meeting(meeting).filter(move |&index| self.documents[index].speaker == speaker)
    }

    /// Whether a speaker speaks in a meeting.
    pub fn speaks(&self, meeting: MeetingId, speaker: SpeakerId) -> bool {
        self.of_speaker(meeting, speaker).next().is_some()
    }

    /// Who speaks in a meeting, in the order of speakers; of whom no word is printed does not count.
    pub fn speakers_of(&self, meeting: MeetingId) -> Vec<SpeakerId> {
        let has_words = |&index: &usize| {
            let mut sentences = self.corpus.documents[index].sentences.iter();
            sentences.any(|sentence| sentence.text.chars().any(char::is_alphanumeric))
        };
        let documents = self.of_meeting(meeting).filter(has_words);
        let mut speakers: Vec<SpeakerId> =
            documents.map(|index| self.documents[index].speaker).collect();
        speakers.sort_unstable();
        speakers.dedup();
        speakers
    }

    /// The bytes `range` of a sentence as a place that can be shown, counted in characters.
    ///
    /// The text that is counted and the print have the same bytes' lengths, see
    /// [`Sentence::printed`](crate::corpus::Sentence::printed).
    pub fn span(
        &self,
        document: usize,
        sentence: usize,
        range: std::ops::Range<usize>,
    ) -> MeetingSpan {
        let JointDocument { meeting, speech, .. } = self.documents[document];
        let text = &self.corpus.documents[document].sentences[sentence].text;
        let start = text[..range.start].chars().count();
        let end = start + text[range].chars().count();
        let sentence = SentenceId::new(sentence);
        MeetingSpan { meeting, span: Span { speech, sentence, start, end } }
    }

    /// A whole sentence as a place.
    pub fn sentence(&self, document: usize, sentence: usize) -> MeetingSpan {
        let text = &self.corpus.documents[document].sentences[sentence].text;
        self.span(document, sentence, 0..text.len())
    }
}
