//! Small meetings for the tests of this room.

use super::joint::{Joint, JointDocument};
use crate::{
    corpus::{Corpus, Document, Sentence, split},
    ids::{MeetingId, SpeakerId, SpeechId},
};

/// A document of one paragraph.
pub(super) fn document(text: &str) -> Document<'static> {
    let sentence = |(at, text): (usize, &str)| Sentence {
        text: text.to_owned().into(),
        opens: at == 0,
        ..Sentence::default()
    };
    Document { sentences: split(text).map(sentence).collect(), units: 1, title: None }
}

/// Meetings of one speech a speaker; an empty speech: the speaker is absent.
pub(super) fn joint<T: AsRef<str>>(meetings: &[Vec<T>]) -> Joint<'static> {
    let mut joint = Joint {
        corpus: Corpus { documents: Vec::new() },
        documents: Vec::new(),
        meetings: meetings.len(),
        speakers: meetings.iter().map(Vec::len).max().unwrap_or(0),
    };
    for (meeting, speeches) in meetings.iter().enumerate() {
        let spoken = speeches.iter().enumerate().filter(|(_, text)| !text.as_ref().is_empty());
        for (speech, (speaker, text)) in spoken.enumerate() {
            joint.corpus.documents.push(document(text.as_ref()));
            joint.documents.push(JointDocument {
                meeting: MeetingId::new(meeting),
                speech: SpeechId::new(speech),
                speaker: SpeakerId::new(speaker),
            });
        }
    }
    joint
}
