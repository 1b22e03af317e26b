//! Where a chart lays its marks and what can be clicked; it knows how wide a text will be.
//!
//! A chart may lay marks anywhere, also left of zero: the sheet is cut to fit them afterwards.

use super::{
    chart::{Spot, Target},
    geometry::{Area, Point},
    mark::{Anchor, Label, Mark, moved},
    style::{Paint, Style},
    words,
};

/// Height of a line over the size of its letters.
const LEADING: f64 = 1.5;

/// Marks in the order in which they are drawn, and what can be clicked.
#[derive(Debug, Clone)]
pub(super) struct Canvas<'a> {
    pub(super) style: &'a Style,
    pub(super) marks: Vec<Mark>,
    pub(super) spots: Vec<Spot>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(style: &'a Style) -> Self {
        Self { style, marks: Vec::new(), spots: Vec::new() }
    }

    pub(super) fn rect(&mut self, area: Area, paint: impl Into<Paint>) {
        self.marks.push(Mark::Rect { area, paint: paint.into() });
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

    /// Makes `area` lead to `of`.
    pub(super) fn spot(&mut self, area: Area, of: Target) {
        self.spots.push(Spot { area: [area.x, area.y, area.w, area.h], of });
    }

    /// Makes `area` lead to `of` unless something there leads elsewhere already.
    pub(super) fn free_spot(&mut self, area: Area, of: Target) {
        let taken = |spot: &Spot| {
            let [x, y, w, h] = spot.area;
            Area::new(x, y, w, h).overlap(&area) > 0.0
        };
        if !self.spots.iter().any(taken) {
            self.spot(area, of);
        }
    }

    /// A text that leads to `of`.
    pub(super) fn linked(&mut self, at: Point, label: Label, of: Target) {
        self.spot(self.label_area(at, &label), of);
        self.text(at, label);
    }

    /// A name or term.
    pub(super) fn body(&self, text: &str) -> Label {
        Label::new(text, self.style.body, Paint::Ink)
    }

    /// A number, an axis or an explanation.
    pub(super) fn small(&self, text: &str) -> Label {
        Label::new(text, self.style.small, Paint::Muted)
    }

    /// Adds the marks and spots of `other`, moved `by` so much.
    pub(super) fn add(&mut self, other: &Canvas, by: Point) {
        self.marks.extend(other.marks.iter().map(|mark| moved(mark, by)));
        self.spots.extend(other.spots.iter().map(|spot| {
            let [x, y, w, h] = spot.area;
            Spot { area: [x + by.0, y + by.1, w, h], of: spot.of.clone() }
        }));
    }

    /// The width of `label` as it will be drawn.
    pub(super) fn width(&self, label: &Label) -> f64 {
        self.style.fonts.width(&label.text, label.size)
    }

    /// Where `label` will be if it is put at `at`.
    pub(super) fn label_area(&self, (x, y): Point, label: &Label) -> Area {
        let (length, height) = (self.width(label), label.size * 1.2);
        let before = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => length / 2.0,
            Anchor::End => length,
        };
        match label.turned {
            false => Area::new(x - before, y - height / 2.0, length, height),
            true => Area::new(x - height / 2.0, y + before - length, height, length),
        }
    }

    /// Where `mark` is.
    pub(super) fn mark_area(&self, mark: &Mark) -> Area {
        match mark {
            Mark::Rect { area, .. } => *area,
            Mark::Line { points, width, .. } => {
                let point =
                    |&(x, y): &Point| Area::new(x - width / 2.0, y - width / 2.0, *width, *width);
                points
                    .iter()
                    .map(point)
                    .reduce(|a, b| a.union(&b))
                    .unwrap_or(Area::new(0.0, 0.0, 0.0, 0.0))
            }
            Mark::Dot { centre: (x, y), radius, .. } => {
                Area::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius)
            }
            Mark::Text { at, label } => self.label_area(*at, label),
        }
    }

    /// The area that all marks cover.
    pub(super) fn bounds(&self) -> Area {
        let areas = self.marks.iter().map(|mark| self.mark_area(mark));
        areas.reduce(|a, b| a.union(&b)).unwrap_or(Area::new(0.0, 0.0, 0.0, 0.0))
    }

    /// Sets `label` in lines no wider than `width`, downward from `at`; returns where it ends.
    pub(super) fn paragraph(&mut self, label: Label, at: Point, width: f64) -> f64 {
        let leading = label.size * LEADING;
        let fonts = &self.style.fonts;
        let lines = words::wrap(&label.text, width, |text| fonts.width(text, label.size));
        let mut y = at.1;
        for text in lines {
            self.text((at.0, y + leading / 2.0), Label { text, ..label.clone() });
            y += leading;
        }
        y
    }
}
