//! What all parts of a speech's section on the page need.

use super::links::Link;
use crate::analysis::{MeetingAnalysis, SentenceAnalysis, SpeechAnalysis};
use crate::ids::SentenceId;
use crate::say;

/// A speech with its meeting and the id of its section.
pub(super) struct SpeechContext<'a> {
    pub(super) meeting: &'a MeetingAnalysis,
    pub(super) speech: &'a SpeechAnalysis,
    pub(super) id: String,
}

impl SpeechContext<'_> {
    /// A link to a sentence of the speech, named by file and line.
    pub(super) fn line(&self, id: SentenceId) -> Option<Link> {
        let source = self.source(self.speech.sentence(id)?);
        Some(Link::new(format!("#{}", self.sentence_id(id)), source))
    }

    /// The id of a sentence of the speech.
    pub(super) fn sentence_id(&self, id: SentenceId) -> String {
        format!("{}-n{}", self.id, id.number())
    }

    /// Where a sentence is printed: `page.txt:21`.
    pub(super) fn source(&self, sentence: &SentenceAnalysis) -> String {
        let file = self.meeting.sources.get(sentence.source).map_or("", String::as_str);
        say::place(file, sentence.line)
    }
}
