//! Rows of all changes of a comparison, and the columns that several tables have.

use crate::{
    compare::{Direction, MeetingChange, MeetingComparison, MeetingSpan},
    ids::{MeetingId, ThemeId},
    report::{
        places::Places,
        table::{Field, column},
    },
    say,
};

/// The subject of a row, and the two meetings that it is of.
pub(super) struct ChangeRow<'a, T> {
    pub(super) places: Places<'a>,
    pub(super) change: &'a MeetingChange,
    pub(super) of: T,
}

/// The rows of all changes; `of` gives the subjects of a change's rows.
pub(super) fn rows<'a, T, I: IntoIterator<Item = T>>(
    comparison: &'a MeetingComparison,
    of: impl Fn(&'a MeetingChange) -> I,
) -> Vec<ChangeRow<'a, T>> {
    let mut rows = Vec::new();
    for change in &comparison.changes {
        let found = of(change).into_iter();
        rows.extend(found.map(|of| ChangeRow { places: Places(comparison), change, of }));
    }
    rows
}

/// The first two columns of every table of changes.
pub(super) fn meetings<'a, T>() -> [Field<'a, ChangeRow<'a, T>>; 2] {
    [
        column("earlier")
            .doc("较早的一场会议", "The earlier meeting")
            .text(|row| row.places.meeting_name(row.change.earlier).into()),
        column("later")
            .doc("较晚的一场会议", "The later meeting")
            .text(|row| row.places.meeting_name(row.change.later).into()),
    ]
}

/// What the column `speaker` means in every table that has it.
pub(super) const SPEAKER: [&str; 2] = ["发言者", "The speaker"];

/// What the columns `theme` and `label` mean in every table that has them.
pub(super) const THEME: [&str; 2] = ["议题的代号", "Id of the theme"];
pub(super) const LABEL: [&str; 2] = ["议题的名称", "Label of the theme"];

/// What the column `direction` means in every table that has it.
pub(super) const DIRECTION: [&str; 2] = [
    "变化的方向：up、down，或 cannot_tell（看不出变化）",
    "Which way it went: up, down, or cannot_tell",
];

/// The ends of the interval of another column.
pub(super) const LOW: [&str; 2] = [
    "difference 的区间的下端；空：没有区间",
    "Lower end of the interval of difference; empty: there is none",
];
pub(super) const HIGH: [&str; 2] = [
    "difference 的区间的上端；空：没有区间",
    "Upper end of the interval of difference; empty: there is none",
];

impl<'a, T> ChangeRow<'a, T> {
    /// The Chinese label of a theme; `None` if the comparison has no such theme.
    pub(super) fn label(&self, theme: &ThemeId) -> Option<String> {
        label(self.places, theme)
    }

    /// File and line of each place: `page.txt:21`.
    pub(super) fn lines(&self, places: &[MeetingSpan]) -> String {
        lines(self.places, places)
    }

    /// The names of the members of a group.
    pub(super) fn members(&self, meeting: MeetingId, group: usize) -> String {
        let group = self.places.meeting(meeting).and_then(|one| one.groups.get(group));
        group.map_or_else(String::new, |one| say::list(self.places.speakers(&one.members)).zh)
    }
}

/// The Chinese label of a theme; `None` if the comparison has no such theme.
pub(super) fn label(places: Places<'_>, theme: &ThemeId) -> Option<String> {
    say::names::known(&places.0.themes, theme).map(|label| label.zh)
}

/// File and line of each place.
pub(super) fn lines(places: Places<'_>, at: &[MeetingSpan]) -> String {
    say::list(at.iter().filter_map(|&place| places.source(place))).zh
}

/// A direction as a table has it, which is how JSON has it.
pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::CannotTell => "cannot_tell",
    }
}
