//! Buttons that open the sentences behind a number.
//!
//! What a button opens is a short key, which the script reads (`page/comparison/script/keys.js`):
//! the sentences themselves stand once on the page, in its block of data.

use askama::{Template, filters::HtmlSafe};

use crate::{
    compare::MeetingSpan,
    ids::{MeetingId, SpeakerId},
    phrase::Phrase,
    report::html::bilingual::Bilingual,
};

/// A number or a text that opens its sentences.
#[derive(Template, Clone)]
#[template(
    ext = "html",
    source = "<button type=\"button\" class=\"ev\" data-ev=\"{{ self.key }}\"\
              {% if !self.find.is_empty() %} data-find=\"{{ self.find }}\"{% endif %}>\
              {{ self.text }}</button>"
)]
pub(super) struct Open {
    key: String,
    text: Bilingual,
    /// A string that can be looked for in all meetings from there.
    find: String,
}

/// The template has escaped its texts.
impl HtmlSafe for Open {}

impl Open {
    /// A text that opens what `key` stands for.
    pub(super) fn new(key: String, text: impl Into<Phrase>) -> Self {
        Self { key, text: Bilingual(text.into()), find: String::new() }
    }

    /// The same button, from whose sentences a string can be looked for everywhere.
    pub(super) fn finding(self, text: &str) -> Self {
        Self { find: text.into(), ..self }
    }
}

/// All sentences on a theme in both meetings of a change; of one speaker or of all.
pub(super) fn theme_key(change: usize, theme: usize, speaker: Option<SpeakerId>) -> String {
    match speaker {
        Some(speaker) => format!("t.{change}.{theme}.{}", speaker.index()),
        None => format!("t.{change}.{theme}"),
    }
}

/// All sentences on a theme in one meeting, then in the others.
pub(super) fn point_key(meeting: MeetingId, theme: usize) -> String {
    format!("m.{}.{theme}", meeting.index())
}

/// What a speaker of the later meeting of a change says word for word from elsewhere; of one kind.
pub(super) fn carried_key(change: usize, speaker: SpeakerId, from: &str) -> String {
    format!("c.{change}.{}.{from}", speaker.index())
}

/// Single places; of a change's two meetings, or of all.
pub(super) fn places_key(change: Option<usize>, places: &[MeetingSpan]) -> String {
    let places: Vec<String> = places.iter().map(place).collect();
    let change = change.map_or_else(|| "all".into(), |change| change.to_string());
    format!("p.{change}.{}", places.join("_"))
}

/// The id of a speaker's entry in a change.
pub(super) fn place_of(change: usize, speaker: SpeakerId) -> String {
    format!("c{}-p{}", change + 1, speaker.number())
}

/// Every place of a string in all meetings.
pub(super) fn find_key(text: &str) -> String {
    format!("f.{text}")
}

fn place(at: &MeetingSpan) -> String {
    let span = at.span;
    let (speech, sentence) = (span.speech.index(), span.sentence.index());
    format!("{}-{speech}-{sentence}-{}-{}", at.meeting.index(), span.start, span.end)
}
