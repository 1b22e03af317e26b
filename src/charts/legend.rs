//! The legend of a chart: what its colours mean.

use super::{
    canvas::Canvas,
    geometry::{Area, Point},
    parts,
    style::{Fill, Paint},
};
use crate::{
    analysis::{MeetingAnalysis, Stress},
    ids::{SpeechId, ThemeId},
    say::names,
};

/// Side of the square before a legend's name.
const CHIP: f64 = 11.0;
/// Space after a chip and its name.
const GAP: f64 = 6.0;
/// Space below a legend.
const ABOVE: f64 = 10.0;
/// Width of the edge of an empty square.
const EDGE: f64 = 1.5;
/// Height of a row over the size of its letters.
const ROW: f64 = 1.7;

/// One entry of a legend.
#[derive(Clone)]
pub(super) struct LegendEntry {
    pub(super) chip: Chip,
    pub(super) label: String,
    /// A number after the label, in grey.
    pub(super) note: String,
}

impl LegendEntry {
    /// An entry without a note.
    pub(super) fn new(chip: Chip, label: impl Into<String>) -> Self {
        Self { chip, label: label.into(), note: String::new() }
    }
}

/// The square before a legend's name.
#[derive(Clone, Copy)]
pub(super) enum Chip {
    Solid(Paint),
    /// An empty square with an edge.
    Frame(Paint),
}

/// The themes by which `speeches` are coloured, then the meaning of grey.
pub(super) fn stress_keys(
    canvas: &Canvas,
    meeting: &MeetingAnalysis,
    speeches: &[SpeechId],
) -> Vec<LegendEntry> {
    let stressed: Vec<Stress<'_>> = speeches.iter().map(|&one| meeting.stress(one)).collect();
    let mut keys =
        theme_keys(canvas, meeting, |id| stressed.iter().any(|one| one.theme() == Some(id)));
    for grey in [Stress::Nothing, Stress::CannotTell, Stress::Alone(None)] {
        if stressed.contains(&grey) {
            let label = names::stress(&grey, &meeting.themes);
            let chip = Chip::Solid(Fill::Other.into());
            keys.push(LegendEntry::new(chip, canvas.said(&label)));
        }
    }
    keys
}

/// Themes for which `shown` holds, in their fixed order, then what no theme explains.
pub(super) fn theme_keys(
    canvas: &Canvas,
    meeting: &MeetingAnalysis,
    shown: impl Fn(&ThemeId) -> bool,
) -> Vec<LegendEntry> {
    let themes = meeting.themes.iter().map(|theme| (&theme.id, names::label(theme)));
    let all = themes.chain([(&ThemeId::OTHER, names::other())]).filter(|(id, _)| shown(id));
    all.map(|(id, label)| {
        let chip = Chip::Solid(parts::theme_fill(meeting, id).into());
        LegendEntry::new(chip, canvas.said(&label))
    })
    .collect()
}

/// Puts `keys` above everything drawn so far, in as many rows as its width needs.
pub(super) fn put_above(canvas: &mut Canvas, keys: &[LegendEntry]) {
    let bounds = canvas.bounds();
    let mut legend = Canvas::new(canvas.style);
    let height = rows(&mut legend, keys, bounds.x, bounds.right());
    canvas.add(&legend, Point::new(0.0, bounds.y - ABOVE - height));
}

/// Draws `keys` from zero downward between `left` and `right`; returns the height.
fn rows(canvas: &mut Canvas, keys: &[LegendEntry], left: f64, right: f64) -> f64 {
    let row = canvas.style.body * ROW;
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
            Chip::Frame(paint) => parts::frame(canvas, chip, paint, EDGE),
        }
        canvas.text(Point::new(x + CHIP + GAP, y), label);
        canvas.text(Point::new(x + note_at, y), note);
        x += width + 3.0 * GAP;
    }
    y + row / 2.0
}
