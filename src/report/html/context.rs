//! What the parts of a speech's section need to know of it.

use super::links::Link;
use crate::analysis::{MeetingAnalysis, SentenceAnalysis, SpeechAnalysis};
use crate::ids::SentenceId;

/// A speech in its meeting, under the id of its section.
pub(super) struct SpeechContext<'a> {
    pub(super) meeting: &'a MeetingAnalysis,
    pub(super) speech: &'a SpeechAnalysis,
    pub(super) id: String,
}

impl SpeechContext<'_> {
    /// The way to the sentence at `id`, by file and line.
    pub(super) fn line(&self, id: SentenceId) -> Option<Link> {
        let source = self.source(self.speech.sentence(id)?);
        Some(Link::new(format!("#{}", self.sentence_id(id)), source))
    }

    /// The id of a sentence of the speech.
    pub(super) fn sentence_id(&self, id: SentenceId) -> String {
        format!("{}-n{}", self.id, id.number())
    }

    /// File and line of a sentence: `page.txt:21`.
    pub(super) fn source(&self, sentence: &SentenceAnalysis) -> String {
        let file = self.meeting.sources.get(sentence.source).map_or("", String::as_str);
        format!("{file}:{}", sentence.line)
    }
}
