//! What a chart is made of: rectangles, lines, dots and texts.

use super::{
    geometry::{Area, Point},
    style::Paint,
    words,
};

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text with its looks; its point is at half its height.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) paint: Paint,
    pub(super) anchor: Anchor,
    pub(super) bold: bool,
    /// Reads upward.
    pub(super) turned: bool,
}

impl Label {
    pub(super) fn new(text: &str, size: f64, paint: Paint) -> Self {
        let text = words::clean(text);
        Self { text, size, paint, anchor: Anchor::Start, bold: false, turned: false }
    }

    pub(super) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn paint(self, paint: Paint) -> Self {
        Self { paint, ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn turned(self) -> Self {
        Self { turned: true, ..self }
    }
}

/// One thing drawn.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    Rect { area: Area, paint: Paint },
    Line { points: Vec<Point>, paint: Paint, width: f64 },
    Dot { centre: Point, radius: f64, paint: Paint },
    Text { at: Point, label: Label },
}

/// `mark`, `dx` to the right and `dy` down.
pub(super) fn moved(mark: &Mark, (dx, dy): Point) -> Mark {
    let mut mark = mark.clone();
    let shift = |point: &mut Point| *point = (point.0 + dx, point.1 + dy);
    match &mut mark {
        Mark::Rect { area, .. } => *area = Area { x: area.x + dx, y: area.y + dy, ..*area },
        Mark::Line { points, .. } => {
            for point in points {
                shift(point);
            }
        }
        Mark::Dot { centre, .. } => shift(centre),
        Mark::Text { at, .. } => shift(at),
    }
    mark
}
