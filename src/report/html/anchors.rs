//! Ways into the page: who spoke, and the sentence that a statement rests on.

use super::Link;
use super::themes::Themes;
use crate::analysis::MeetingAnalysis;
use crate::phrase::Phrase;
use crate::report::words;

/// The anchors of a meeting, the `number`th of the page from 1.
#[derive(Clone, Copy)]
pub(super) struct Anchors<'a> {
    pub(super) meeting: &'a MeetingAnalysis,
    pub(super) number: usize,
}

impl<'a> Anchors<'a> {
    /// The id of the meeting.
    pub(super) fn meeting_id(self) -> String {
        format!("m{}", self.number)
    }

    /// The id of a speech's section, with which those of its parts begin.
    pub(super) fn speech_id(self, place: usize) -> String {
        format!("m{}-s{}", self.number, place + 1)
    }

    /// The section of a speech, by its name.
    pub(super) fn speech(self, place: usize) -> Option<Link> {
        let name = &self.meeting.speeches.get(place)?.name;
        Some(Link::new(format!("#{}", self.speech_id(place)), name))
    }

    /// What a speech says of a theme, by the speech's name; `None`: nothing.
    pub(super) fn theme(self, place: usize, theme: &str) -> Option<Link> {
        let speech = self.meeting.speeches.get(place)?;
        let share = *speech.shares.get(theme)?;
        let number = Themes(&self.meeting.themes).number(theme);
        let href = format!("#{}-t{number}", self.speech_id(place));
        (share > 0.0).then(|| Link::new(href, &speech.name))
    }

    /// A sentence of a speech, by its line.
    pub(super) fn line(self, place: usize, sentence: usize) -> Option<Link> {
        let line = self.meeting.speeches.get(place)?.sentences.get(sentence)?.line;
        Some(Link::new(self.sentence(place, sentence), line.to_string()))
    }

    /// The first sentence of a speech in which `term` stands, by its line.
    pub(super) fn said(self, place: usize, term: &str) -> Option<Link> {
        self.line(place, self.meeting.first_place(place, term)?.sentence)
    }

    /// A term of the speech at `place`, leading to the first sentence that says it, or else to the
    /// speech.
    pub(super) fn term(self, place: usize, term: &str) -> Link {
        let href = self.said(place, term).map(|line| line.href);
        Link::new(href.unwrap_or_else(|| format!("#{}", self.speech_id(place))), term)
    }

    /// The sentence at `place` that several speeches share, by the speech's name.
    pub(super) fn shared(self, (speech, sentence): (usize, usize)) -> Option<Link> {
        let one = self.meeting.speeches.get(speech)?;
        one.sentences.get(sentence)?;
        Some(Link::new(self.sentence(speech, sentence), &one.name))
    }

    /// What the speech at `place` has in common with others word for word; `None`: nothing.
    pub(super) fn shared_by(self, place: usize) -> Option<Link> {
        let name = &self.meeting.speeches.get(place)?.name;
        let shares = self.meeting.formulas.iter().any(|one| one.speeches.contains(&place));
        shares.then(|| Link::new(format!("#{}-shared", self.speech_id(place)), name))
    }

    /// The sentence that states a figure of a speech.
    pub(super) fn figure(self, speech: usize, place: usize) -> Option<Link> {
        let sentence = self.meeting.speeches.get(speech)?.figures.get(place)?.place;
        self.line(speech, sentence)
    }

    fn sentence(self, speech: usize, sentence: usize) -> String {
        format!("#{}-n{}", self.speech_id(speech), sentence + 1)
    }

    /// The names of the speeches at `places`, in a row.
    pub(super) fn names(self, places: &[usize]) -> Phrase {
        let names = places.iter().filter_map(|&place| self.meeting.speeches.get(place));
        words::rows(names.map(|speech| &speech.name))
    }
}
