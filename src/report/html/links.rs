//! Links within the page: to speeches, and to the sentences that are the evidence of a statement.

use super::themes::Themes;
use crate::analysis::MeetingAnalysis;
use crate::ids::{SentenceId, SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say;

/// A link and its text.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// A link to a distinctive term.
pub(super) struct TermLink {
    pub(super) link: Link,
    /// Classes of the element: one more for terms that may be chance.
    pub(super) class: &'static str,
}

/// Makes the links of a meeting, which is the `number`th of the page from 1.
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

    /// The id of a speech's section. The ids of its parts begin with it.
    pub(super) fn speech_id(self, id: SpeechId) -> String {
        format!("m{}-s{}", self.number, id.number())
    }

    /// A link to the section of a speech, named by the speech.
    pub(super) fn speech(self, id: SpeechId) -> Option<Link> {
        let name = &self.meeting.speech(id)?.name;
        Some(Link::new(format!("#{}", self.speech_id(id)), name))
    }

    /// A link to what a speech says on a theme, named by the speech; `None` if it says nothing.
    pub(super) fn theme(self, id: SpeechId, theme: &ThemeId) -> Option<Link> {
        let speech = self.meeting.speech(id)?;
        let number = Themes(&self.meeting.themes).number(theme);
        let href = format!("#{}-t{number}", self.speech_id(id));
        (speech.shares.of(theme) > 0.0).then(|| Link::new(href, &speech.name))
    }

    /// A link to a sentence of a speech, named by its line.
    pub(super) fn line(self, speech: SpeechId, sentence: SentenceId) -> Option<Link> {
        let line = self.meeting.speech(speech)?.sentence(sentence)?.line;
        Some(Link::new(self.sentence(speech, sentence), line.to_string()))
    }

    /// A link to the first sentence of a speech with `term`, named by its line.
    pub(super) fn said(self, speech: SpeechId, term: &str) -> Option<Link> {
        self.line(speech, self.meeting.first_mention(speech, term)?.sentence)
    }

    /// A term of a speech, linked to the first sentence with it, or else to the speech.
    pub(super) fn term(self, speech: SpeechId, term: &str) -> Link {
        let href = self.said(speech, term).map(|line| line.href);
        Link::new(href.unwrap_or_else(|| format!("#{}", self.speech_id(speech))), term)
    }

    /// The first distinctive terms of a speech, at most so many.
    pub(super) fn first_terms(self, id: SpeechId, most: usize) -> Vec<TermLink> {
        let terms = self.meeting[id].repeated().iter().take(most);
        terms
            .map(|term| TermLink {
                link: self.term(id, &term.term),
                class: if term.may_be_chance() { "term chance" } else { "term" },
            })
            .collect()
    }

    /// A link to a sentence that several speeches share, named by the speech.
    pub(super) fn shared(self, speech: SpeechId, sentence: SentenceId) -> Option<Link> {
        let one = self.meeting.speech(speech)?;
        one.sentence(sentence)?;
        Some(Link::new(self.sentence(speech, sentence), &one.name))
    }

    /// A link to what a speech shares with others word for word; `None` if it shares nothing.
    pub(super) fn shared_by(self, speech: SpeechId) -> Option<Link> {
        let name = &self.meeting.speech(speech)?.name;
        let shares = self.meeting.reuse.iter().any(|one| one.speeches.contains(&speech));
        shares.then(|| Link::new(format!("#{}-shared", self.speech_id(speech)), name))
    }

    /// A link to the sentence that states a figure of a speech.
    pub(super) fn figure(self, speech: SpeechId, index: usize) -> Option<Link> {
        let sentence = self.meeting.speech(speech)?.figures.get(index)?.sentence_id;
        self.line(speech, sentence)
    }

    fn sentence(self, speech: SpeechId, sentence: SentenceId) -> String {
        format!("#{}-n{}", self.speech_id(speech), sentence.number())
    }

    /// The names of some speeches as a list.
    pub(super) fn names(self, speeches: &[SpeechId]) -> Phrase {
        let names = speeches.iter().filter_map(|&id| self.meeting.speech(id));
        say::list(names.map(|speech| &speech.name))
    }
}
