//! What several charts share: the order of rows, the colour of a theme, the mark of a group.

use std::collections::BTreeSet;

use super::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::{Anchor, Label},
    style::{Fill, Paint},
    words,
};
use crate::{
    analysis::{Group, MeetingAnalysis},
    ids::{GroupId, SpeechId, ThemeId},
    say::names,
};

/// The paint of the theme called `id`; grey for what no theme explains.
pub(super) fn theme_fill(meeting: &MeetingAnalysis, id: &ThemeId) -> Fill {
    let place = meeting.themes.iter().position(|theme| theme.id == *id);
    place.map_or(Fill::Other, Fill::Theme)
}

/// The paint of what a speech stresses.
pub(super) fn stress_fill(meeting: &MeetingAnalysis, speech: SpeechId) -> Fill {
    meeting.stress(speech).theme().map_or(Fill::Other, |theme| theme_fill(meeting, theme))
}

/// Speeches that a chart shows together.
pub(super) struct GroupRows {
    /// Their group; `None` for a speech that no group has.
    pub(super) group: Option<GroupId>,
    pub(super) members: Vec<SpeechId>,
}

/// The speeches in the order of their groups, each group apart.
///
/// A speech that no group has is a run of its own, so that none is lost.
pub(super) fn grouped(meeting: &MeetingAnalysis) -> Vec<GroupRows> {
    let mut seen: BTreeSet<SpeechId> = BTreeSet::new();
    let mut runs = Vec::new();
    for (id, group) in meeting.group_ids().zip(&meeting.groups) {
        let known = group.members.iter().copied().filter(|&one| meeting.speech(one).is_some());
        let members: Vec<SpeechId> = known.filter(|&one| seen.insert(one)).collect();
        if !members.is_empty() {
            runs.push(GroupRows { group: Some(id), members });
        }
    }
    let rest = meeting.speech_ids().filter(|one| !seen.contains(one));
    runs.extend(rest.map(|one| GroupRows { group: None, members: vec![one] }));
    runs
}

/// All speeches in the order of their groups.
pub(super) fn by_group(meeting: &MeetingAnalysis) -> impl Iterator<Item = SpeechId> {
    grouped(meeting).into_iter().flat_map(|run| run.members)
}

/// The group called `id`; `None` if the meeting has one speech only.
pub(super) fn group_shown(meeting: &MeetingAnalysis, id: Option<GroupId>) -> Option<&Group> {
    id.and_then(|id| meeting.group(id)).filter(|_| meeting.speeches.len() > 1)
}

/// What a group is called, and its confidence.
pub(super) fn group_labels(
    canvas: &Canvas,
    meeting: &MeetingAnalysis,
    group: &Group,
) -> (Label, Label) {
    let name = canvas.body(canvas.said(&names::group(meeting, group)));
    let paint = if group.members.len() > 1 { Paint::Ink } else { Paint::Muted };
    (name.paint(paint), canvas.small(canvas.said(&words::confidence(meeting.surely(group)))))
}

/// Width of the widest of `labels`.
pub(super) fn widest<'l>(canvas: &Canvas, labels: impl Iterator<Item = &'l Label>) -> f64 {
    labels.map(|label| canvas.width(label)).fold(0.0, f64::max)
}

/// A square bracket at `x` beside the rows from `top` to `bottom`; its ends are `reach` to the right.
pub(super) fn bracket(canvas: &mut Canvas, x: f64, top: f64, bottom: f64, reach: f64) {
    let points = [(x + reach, top), (x, top), (x, bottom), (x + reach, bottom)];
    let points = points.map(|(x, y)| Point::new(x, y));
    canvas.line(&points, Paint::Muted, 1.0);
}

/// An empty `area` with an edge of this paint and width.
pub(super) fn frame(canvas: &mut Canvas, area: Area, paint: Paint, width: f64) {
    canvas.rect(area, paint);
    let Area { x, y, w, h } = area;
    let inside = Area::new(x + width, y + width, w - 2.0 * width, h - 2.0 * width);
    canvas.rect(inside, Paint::Paper);
}

/// `label` in the middle of `area` if it fits there with `padding` on both sides.
pub(super) fn text_inside(canvas: &mut Canvas, label: Label, area: Area, padding: f64) {
    if canvas.width(&label) + 2.0 * padding <= area.w && label.size <= area.h {
        canvas.text(area.centre(), label.anchor(Anchor::Middle));
    }
}

/// `x`, or 0 if it is infinite or not a number, which no chart can place.
pub(super) fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { 0.0 }
}
