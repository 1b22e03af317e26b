//! What a chart is made of: rectangles, lines, dots and texts.

use super::{
    geometry::{Area, Point},
    style::Paint,
    words,
};

/// Which end of a text is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text with its size, colour and direction; its point is at half its height.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) paint: Paint,
    pub(super) anchor: Anchor,
    pub(super) bold: bool,
    /// Whether it reads upward.
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
    Rect {
        area: Area,
        paint: Paint,
    },
    /// The surface inside a closed line.
    Shape {
        points: Vec<Point>,
        paint: Paint,
    },
    Line {
        points: Vec<Point>,
        paint: Paint,
        width: f64,
    },
    Dot {
        centre: Point,
        radius: f64,
        paint: Paint,
    },
    Text {
        at: Point,
        label: Label,
    },
}

impl Mark {
    /// The same mark, `by.x` to the right and `by.y` down.
    pub(super) fn moved(&self, by: Point) -> Self {
        let mut mark = self.clone();
        match &mut mark {
            Self::Rect { area, .. } => *area = area.moved(by),
            Self::Line { points, .. } | Self::Shape { points, .. } => {
                for point in points {
                    *point = point.moved(by);
                }
            }
            Self::Dot { centre: point, .. } | Self::Text { at: point, .. } => {
                *point = point.moved(by);
            }
        }
        mark
    }
}
