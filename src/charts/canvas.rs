//! Where a chart puts its marks and the areas that can be clicked; it measures every text.
//!
//! A chart may put marks anywhere, also left of zero: the sheet is cut to fit them afterwards.

use super::{
    chart::{Spot, Target},
    fonts::Faces,
    geometry::{Area, Point},
    mark::{Anchor, Label, Mark},
    style::{Paint, Style},
    words,
};
use crate::{phrase::Phrase, say::names};

/// Height of a line over the size of its letters.
const LEADING: f64 = 1.5;
/// Height of a label over the size of its letters.
const LABEL_HEIGHT: f64 = 1.2;

/// Part of a name's room that its beginning gets if it is cut: the end often tells names apart.
const BEGINNING: f64 = 0.6;

/// Marks in the order in which they are drawn, and what can be clicked.
pub(super) struct Canvas<'a> {
    pub(super) style: &'a Style,
    /// The faces of `style`, read once.
    pub(super) faces: Faces<'a>,
    pub(super) marks: Vec<Mark>,
    pub(super) spots: Vec<Spot>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(style: &'a Style) -> Self {
        Self { style, faces: style.fonts.read(), marks: Vec::new(), spots: Vec::new() }
    }

    pub(super) fn rect(&mut self, area: Area, paint: impl Into<Paint>) {
        self.marks.push(Mark::Rect { area, paint: paint.into() });
    }

    pub(super) fn shape(&mut self, points: Vec<Point>, paint: impl Into<Paint>) {
        self.marks.push(Mark::Shape { points, paint: paint.into() });
    }

    pub(super) fn line(&mut self, points: &[Point], paint: impl Into<Paint>, width: f64) {
        self.marks.push(Mark::Line { points: points.to_vec(), paint: paint.into(), width });
    }

    pub(super) fn dot(&mut self, centre: Point, radius: f64, paint: impl Into<Paint>) {
        self.marks.push(Mark::Dot { centre, radius, paint: paint.into() });
    }

    pub(super) fn text(&mut self, at: Point, label: Label) {
        if label.text.is_empty() {
            return;
        }
        self.marks.push(Mark::Text { at, label });
    }

    /// Makes a click on `area` open `of`.
    pub(super) fn spot(&mut self, area: Area, of: Target) {
        self.spots.push(Spot { area: area.into(), of });
    }

    /// Makes a click on `area` open `of`, unless a spot overlaps it already.
    pub(super) fn free_spot(&mut self, area: Area, of: Target) {
        if !self.spots.iter().any(|spot| Area::from(spot.area).overlaps(&area)) {
            self.spot(area, of);
        }
    }

    /// A text that opens `of` when it is clicked.
    pub(super) fn linked(&mut self, at: Point, label: Label, of: Target) {
        self.spot(self.label_area(at, &label), of);
        self.text(at, label);
    }

    /// A phrase in the language of the picture.
    pub(super) fn said<'p>(&self, phrase: &'p Phrase) -> &'p str {
        phrase.of(self.style.tongue)
    }

    /// What a speaker is called in the picture.
    pub(super) fn called(&self, speaker: &str) -> String {
        self.said(&names::speaker(speaker)).to_owned()
    }

    /// A name or term.
    pub(super) fn body(&self, text: &str) -> Label {
        Label::new(text, self.style.body, Paint::Ink)
    }

    /// A number, an axis or an explanation.
    pub(super) fn small(&self, text: &str) -> Label {
        Label::new(text, self.style.small, Paint::Muted)
    }

    /// Adds the marks and spots of `other`, moved by `by`.
    pub(super) fn add(&mut self, other: &Canvas, by: Point) {
        self.marks.extend(other.marks.iter().map(|mark| mark.moved(by)));
        self.spots.extend(other.spots.iter().map(|spot| {
            let area = Area::from(spot.area).moved(by);
            Spot { area: area.into(), of: spot.of.clone() }
        }));
    }

    /// The width of `label` as it will be drawn.
    pub(super) fn width(&self, label: &Label) -> f64 {
        self.faces.width(&label.text, label.size)
    }

    /// `text` as far as it fits into `room` as a name; a longer one loses its middle.
    pub(super) fn fitted(&self, text: &str, size: f64, room: f64) -> String {
        let text = words::clean(text);
        let width = |part: &str| self.faces.width(part, size);
        if width(&text) <= room {
            return text;
        }
        let beginning = words::head(&text, room * BEGINNING, width);
        let end = words::tail(&text, room - width(&beginning) + width("…"), width);
        beginning + end.trim_start_matches('…')
    }

    /// `text` as a name in `room`. English names are longer: they are set smaller before they are
    /// cut.
    pub(super) fn squeezed(&self, text: &str, room: f64) -> Label {
        let Style { body, small, tongue, .. } = self.style;
        let fits = self.width(&self.body(text)) <= room;
        let size = if fits || tongue.is_chinese() { *body } else { *small };
        Label::new(&self.fitted(text, size, room), size, Paint::Ink)
    }

    /// Where `label` will be if it is put at `at`.
    pub(super) fn label_area(&self, at: Point, label: &Label) -> Area {
        let (length, height) = (self.width(label), label.size * LABEL_HEIGHT);
        let before = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => length / 2.0,
            Anchor::End => length,
        };
        if label.turned {
            Area::new(at.x - height / 2.0, at.y + before - length, height, length)
        } else {
            Area::new(at.x - before, at.y - height / 2.0, length, height)
        }
    }

    /// Where `mark` is.
    pub(super) fn mark_area(&self, mark: &Mark) -> Area {
        match mark {
            Mark::Rect { area, .. } => *area,
            Mark::Line { points, width, .. } => {
                covering(points.iter().map(|&point| Area::square(point, width / 2.0)))
            }
            Mark::Shape { points, .. } => {
                covering(points.iter().map(|&point| Area::square(point, 0.0)))
            }
            Mark::Dot { centre, radius, .. } => Area::square(*centre, *radius),
            Mark::Text { at, label } => self.label_area(*at, label),
        }
    }

    /// The area that all marks cover.
    pub(super) fn bounds(&self) -> Area {
        covering(self.marks.iter().map(|mark| self.mark_area(mark)))
    }

    /// Sets `label` in lines no wider than `width`, downward from `at`; returns where it ends.
    pub(super) fn paragraph(&mut self, label: Label, at: Point, width: f64) -> f64 {
        let leading = label.size * LEADING;
        let lines = words::wrap(&label.text, width, |text| self.faces.width(text, label.size));
        let mut y = at.y;
        for text in lines {
            self.text(Point::new(at.x, y + leading / 2.0), Label { text, ..label.clone() });
            y += leading;
        }
        y
    }
}

/// The smallest area that covers all `areas`; an empty one at zero if there are none.
fn covering(areas: impl Iterator<Item = Area>) -> Area {
    areas.reduce(|a, b| a.union(&b)).unwrap_or(Area::EMPTY)
}
