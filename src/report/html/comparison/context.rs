//! What all parts of the page of a comparison need.

use super::open::{Open, places_key, theme_key};
use crate::{
    compare::{MeetingChange, MeetingComparison, MeetingSpan},
    ids::{MeetingId, SpeakerId, ThemeId},
    phrase::Phrase,
    report::{html::themes::Themes, places::Places},
    say,
};

/// A change from one meeting to the next, and the comparison that it is of.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    pub(super) comparison: &'a MeetingComparison,
    pub(super) change: &'a MeetingChange,
    /// Its index.
    pub(super) index: usize,
}

impl<'a> Change<'a> {
    /// All changes of a comparison.
    pub(super) fn all(comparison: &'a MeetingComparison) -> impl Iterator<Item = Self> {
        let changes = comparison.changes.iter().enumerate();
        changes.map(move |(index, change)| Self { comparison, change, index })
    }

    /// Whether it is the change to the last meeting.
    pub(super) fn is_newest(self) -> bool {
        self.index + 1 == self.comparison.changes.len()
    }

    pub(super) fn places(self) -> Places<'a> {
        Places(self.comparison)
    }

    pub(super) fn themes(self) -> Themes<'a> {
        Themes(&self.comparison.themes)
    }

    /// The name of a speaker.
    pub(super) fn speaker(self, id: SpeakerId) -> &'a str {
        self.places().speaker(id)
    }

    /// The names of the two meetings.
    pub(super) fn names(self) -> [Phrase; 2] {
        [self.change.earlier, self.change.later].map(|id| meeting_name(self.comparison, id))
    }

    /// Opens the sentences on a theme.
    pub(super) fn on_theme(
        self,
        theme: &ThemeId,
        speaker: Option<SpeakerId>,
        text: impl Into<Phrase>,
    ) -> Open {
        Open::new(theme_key(self.index, theme_index(self.themes(), theme), speaker), text)
    }

    /// Opens single places.
    pub(super) fn at(self, places: &[MeetingSpan], text: impl Into<Phrase>) -> Open {
        Open::new(places_key(Some(self.index), places), text)
    }
}

/// The index of a theme in the data of the page; what no theme explains is behind the last.
pub(super) fn theme_index(themes: Themes<'_>, theme: &ThemeId) -> usize {
    themes.number(theme).checked_sub(1).unwrap_or(themes.0.len())
}

/// What a meeting is called in a sentence.
pub(super) fn meeting_name(comparison: &MeetingComparison, id: MeetingId) -> Phrase {
    comparison.meetings.get(id.index()).map(say::changes::meeting).unwrap_or_default()
}
