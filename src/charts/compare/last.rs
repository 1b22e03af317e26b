//! The last change of a comparison, and what its meetings and speakers are called.

use crate::{
    compare::{Direction, MeetingChange, MeetingComparison},
    ids::{MeetingId, SpeakerId, ThemeId},
    phrase::Phrase,
    say::names,
};

/// Characters of a meeting's name in titles and captions, of its beginning and of its end: some
/// meetings are called by their title, and often the end tells them apart. Chosen by eye.
const BEGINNING: usize = 9;
const END: usize = 6;

/// What changed from the last meeting but one to the last.
pub(super) struct LastChange<'c> {
    pub(super) comparison: &'c MeetingComparison,
    pub(super) change: &'c MeetingChange,
    /// Its index in the comparison's changes.
    pub(super) index: usize,
}

impl<'c> LastChange<'c> {
    pub(super) fn of(comparison: &'c MeetingComparison) -> Option<Self> {
        let change = comparison.changes.last()?;
        let index = comparison.changes.len() - 1;
        Some(Self { comparison, change, index })
    }

    /// What a speaker is called.
    pub(super) fn speaker(&self, id: SpeakerId) -> Phrase {
        let found = self.comparison.speakers.get(id.index());
        names::speaker(found.map_or("", |speaker| speaker.name.as_str()))
    }

    pub(super) fn earlier(&self) -> String {
        meeting(self.comparison, self.change.earlier)
    }

    pub(super) fn later(&self) -> String {
        meeting(self.comparison, self.change.later)
    }

    /// Both meetings, for titles.
    pub(super) fn between(&self) -> Phrase {
        let (earlier, later) = (self.earlier(), self.later());
        Phrase::new(format!("{earlier}→{later}"), format!("{earlier} → {later}"))
    }
}

/// What a meeting is called, shortened.
pub(super) fn meeting(comparison: &MeetingComparison, id: MeetingId) -> String {
    let found = comparison.meetings.get(id.index());
    found.map_or_else(String::new, |meeting| short(&meeting.name))
}

/// A name without its middle, if it is long.
fn short(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    match letters.len() {
        n if n > BEGINNING + END + 1 => {
            let (beginning, end) = (&letters[..BEGINNING], &letters[n - END..]);
            beginning.iter().chain(&['…']).chain(end).collect()
        }
        _ => name.into(),
    }
}

/// The names of all meetings, shortened.
pub(super) fn meetings(comparison: &MeetingComparison) -> Vec<String> {
    MeetingId::first(comparison.meetings.len()).map(|id| meeting(comparison, id)).collect()
}

/// What a theme is called.
pub(super) fn theme(comparison: &MeetingComparison, id: &ThemeId) -> Phrase {
    names::theme(&comparison.themes, id)
}

/// Whether it can be told which way a number went.
pub(super) fn is_told(direction: Direction) -> bool {
    direction != Direction::CannotTell
}
