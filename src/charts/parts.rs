//! What several charts share: the order of rows, the legend of themes, the mark of a group.

use std::collections::BTreeSet;

use super::{
    canvas::{Anchor, Area, Canvas, Label, Point},
    style::{Fill, Paint},
    words,
};
use crate::{
    analysis::{Group, MeetingAnalysis, Stress},
    ids::{GroupId, SpeechId, ThemeId},
    say::names,
};

/// Side of the square before a legend's name.
const CHIP: f64 = 11.0;
/// Space after a chip and its name.
const GAP: f64 = 6.0;
/// Space below a legend.
const ABOVE: f64 = 10.0;

/// One entry of a legend.
pub(super) struct LegendEntry {
    pub(super) chip: Chip,
    pub(super) label: String,
    /// A number behind the label, in grey.
    pub(super) note: String,
}

/// The square before a legend's name.
#[derive(Clone, Copy)]
pub(super) enum Chip {
    Solid(Paint),
    /// An empty square with an edge.
    Frame(Paint),
}

/// The paint of the theme called `id`; grey for what no theme explains.
pub(super) fn theme_fill(meeting: &MeetingAnalysis, id: &ThemeId) -> Fill {
    let place = meeting.themes.iter().position(|theme| theme.id == *id);
    place.map_or(Fill::Other, Fill::Theme)
}

/// The paint of what a speech stresses.
pub(super) fn stress_fill(meeting: &MeetingAnalysis, speech: SpeechId) -> Fill {
    meeting.stress(speech).theme().map_or(Fill::Other, |theme| theme_fill(meeting, theme))
}

/// Themes by which `speeches` are coloured, then what grey stands for.
pub(super) fn stress_keys(meeting: &MeetingAnalysis, speeches: &[SpeechId]) -> Vec<LegendEntry> {
    let stressed: Vec<Stress<'_>> = speeches.iter().map(|&one| meeting.stress(one)).collect();
    let mut keys = theme_keys(meeting, |id| stressed.iter().any(|one| one.theme() == Some(id)));
    for grey in [Stress::Nothing, Stress::CannotTell, Stress::Alone(None)] {
        if stressed.contains(&grey) {
            keys.push(LegendEntry {
                chip: Chip::Solid(Fill::Other.into()),
                label: names::stress(&grey, &meeting.themes).zh,
                note: String::new(),
            });
        }
    }
    keys
}

/// Themes for which `shown` holds, in their fixed order, then what no theme explains.
pub(super) fn theme_keys(
    meeting: &MeetingAnalysis,
    shown: impl Fn(&ThemeId) -> bool,
) -> Vec<LegendEntry> {
    let other = names::other();
    let themes = meeting.themes.iter().map(|t| (&t.id, t.label.as_str()));
    let all = themes.chain([(&ThemeId::OTHER, other.zh.as_str())]).filter(|(id, _)| shown(id));
    all.map(|(id, label)| LegendEntry {
        chip: Chip::Solid(theme_fill(meeting, id).into()),
        label: label.into(),
        note: String::new(),
    })
    .collect()
}

/// Puts `keys` above everything drawn so far, in as many rows as its width needs.
pub(super) fn legend_above(canvas: &mut Canvas, keys: &[LegendEntry]) {
    let bounds = canvas.bounds();
    let mut legend = Canvas::new(canvas.style);
    let height = legend_rows(&mut legend, keys, (bounds.x, bounds.right()));
    canvas.add(&legend, (0.0, bounds.y - ABOVE - height));
}

/// Draws `keys` from zero downward between `left` and `right`; returns the height.
fn legend_rows(canvas: &mut Canvas, keys: &[LegendEntry], (left, right): (f64, f64)) -> f64 {
    let row = canvas.style.body * 1.7;
    let (mut x, mut y) = (left, row / 2.0);
    for key in keys {
        let (label, note) = (canvas.body(&key.label), canvas.small(&key.note));
        let note_at = CHIP + GAP + canvas.width(&label) + GAP;
        let width = note_at + canvas.width(&note);
        if x > left && x + width > right {
            (x, y) = (left, y + row);
        }
        let chip = Area::new(x, y - CHIP / 2.0, CHIP, CHIP);
        match key.chip {
            Chip::Solid(paint) => canvas.rect(chip, paint),
            Chip::Frame(paint) => frame(canvas, chip, (paint, 1.5)),
        }
        canvas.text((x + CHIP + GAP, y), label);
        canvas.text((x + note_at, y), note);
        x += width + 3.0 * GAP;
    }
    y + row / 2.0
}

/// Speeches in the order of their groups, each group apart.
///
/// A speech that no group names stands in a run of its own, so that none is lost.
pub(super) fn grouped(meeting: &MeetingAnalysis) -> Vec<(Option<GroupId>, Vec<SpeechId>)> {
    let mut seen: BTreeSet<SpeechId> = BTreeSet::new();
    let mut runs = Vec::new();
    for (id, group) in meeting.group_ids().zip(&meeting.groups) {
        let known = group.members.iter().copied().filter(|&one| meeting.speech(one).is_some());
        let members: Vec<SpeechId> = known.filter(|&one| seen.insert(one)).collect();
        if !members.is_empty() {
            runs.push((Some(id), members));
        }
    }
    let rest = meeting.speech_ids().filter(|one| !seen.contains(one));
    runs.extend(rest.map(|one| (None, vec![one])));
    runs
}

/// The group called `id`; none where a speech has no other to stand with.
pub(super) fn group_shown(meeting: &MeetingAnalysis, id: Option<GroupId>) -> Option<&Group> {
    id.and_then(|id| meeting.group(id)).filter(|_| meeting.speeches.len() > 1)
}

/// What a group is called, and its confidence.
pub(super) fn group_labels(
    canvas: &Canvas,
    meeting: &MeetingAnalysis,
    group: &Group,
) -> (Label, Label) {
    let name = canvas.body(&names::group(meeting, group).zh);
    let paint = if group.members.len() > 1 { Paint::Ink } else { Paint::Muted };
    (name.paint(paint), canvas.small(&words::confidence(group.confidence)))
}

/// Width of the widest of `labels`.
pub(super) fn widest<'l>(canvas: &Canvas, labels: impl Iterator<Item = &'l Label>) -> f64 {
    labels.map(|label| canvas.width(label)).fold(0.0, f64::max)
}

/// A square bracket beside the rows from `top` to `bottom`, its ends `reach` toward them.
pub(super) fn bracket(canvas: &mut Canvas, (x, top): Point, bottom: f64, reach: f64) {
    let points = [(x + reach, top), (x, top), (x, bottom), (x + reach, bottom)];
    canvas.line(&points, Paint::Muted, 1.0);
}

/// An empty `area` with an edge of this paint and width.
pub(super) fn frame(canvas: &mut Canvas, area: Area, (paint, width): (Paint, f64)) {
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

/// `x` if it is a number at all, else 0: a chart has no place for anything else.
pub(super) fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { 0.0 }
}
