//! Ways into the page: who spoke, and the sentence that a statement rests on.

use super::themes::Themes;
use crate::analysis::MeetingAnalysis;
use crate::ids::{SentenceId, SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say;

/// A place to go.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// The anchors of a meeting, the `number`th of the page from 1.
#[derive(Clone, Copy)]
pub(super) struct EvidenceLinks<'a> {
    pub(super) meeting: &'a MeetingAnalysis,
    pub(super) number: usize,
}

impl<'a> EvidenceLinks<'a> {
    /// The id of the meeting.
    pub(super) fn meeting_id(self) -> String {
        format!("m{}", self.number)
    }

    /// The id of a speech's section, with which those of its parts begin.
    pub(super) fn speech_id(self, id: SpeechId) -> String {
        format!("m{}-s{}", self.number, id.number())
    }

    /// The section of a speech, by its name.
    pub(super) fn speech(self, id: SpeechId) -> Option<Link> {
        let name = &self.meeting.speech(id)?.name;
        Some(Link::new(format!("#{}", self.speech_id(id)), name))
    }

    /// What a speech says of a theme, by the speech's name; `None`: nothing.
    pub(super) fn theme(self, id: SpeechId, theme: &ThemeId) -> Option<Link> {
        let speech = self.meeting.speech(id)?;
        let number = Themes(&self.meeting.themes).number(theme);
        let href = format!("#{}-t{number}", self.speech_id(id));
        (speech.shares.of(theme) > 0.0).then(|| Link::new(href, &speech.name))
    }

    /// A sentence of a speech, by its line.
    pub(super) fn line(self, speech: SpeechId, sentence: SentenceId) -> Option<Link> {
        let line = self.meeting.speech(speech)?.sentence(sentence)?.line;
        Some(Link::new(self.sentence(speech, sentence), line.to_string()))
    }

    /// The first sentence of a speech in which `term` stands, by its line.
    pub(super) fn said(self, speech: SpeechId, term: &str) -> Option<Link> {
        self.line(speech, self.meeting.first_mention(speech, term)?.sentence)
    }

    /// A term of a speech, leading to the first sentence that says it, or else to the speech.
    pub(super) fn term(self, speech: SpeechId, term: &str) -> Link {
        let href = self.said(speech, term).map(|line| line.href);
        Link::new(href.unwrap_or_else(|| format!("#{}", self.speech_id(speech))), term)
    }

    /// A sentence that several speeches share, by the speech's name.
    pub(super) fn shared(self, speech: SpeechId, sentence: SentenceId) -> Option<Link> {
        let one = self.meeting.speech(speech)?;
        one.sentence(sentence)?;
        Some(Link::new(self.sentence(speech, sentence), &one.name))
    }

    /// What a speech has in common with others word for word; `None`: nothing.
    pub(super) fn shared_by(self, speech: SpeechId) -> Option<Link> {
        let name = &self.meeting.speech(speech)?.name;
        let shares = self.meeting.reuse.iter().any(|one| one.speeches.contains(&speech));
        shares.then(|| Link::new(format!("#{}-shared", self.speech_id(speech)), name))
    }

    /// The sentence that states a figure of a speech.
    pub(super) fn figure(self, speech: SpeechId, index: usize) -> Option<Link> {
        let sentence = self.meeting.speech(speech)?.figures.get(index)?.sentence_id;
        self.line(speech, sentence)
    }

    fn sentence(self, speech: SpeechId, sentence: SentenceId) -> String {
        format!("#{}-n{}", self.speech_id(speech), sentence.number())
    }

    /// The names of some speeches, in a row.
    pub(super) fn names(self, speeches: &[SpeechId]) -> Phrase {
        let names = speeches.iter().filter_map(|&id| self.meeting.speech(id));
        say::list(names.map(|speech| &speech.name))
    }
}
