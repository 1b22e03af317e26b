//! What every chart is made of: rectangles, lines, dots and measured texts.
//!
//! A chart lays its marks anywhere, to the left of zero too. The sheet is cut
//! to fit them afterwards, title above and caption below, so that nothing can
//! be cut off.

use std::collections::BTreeSet;

use super::{Chart, Spot, Style, Target, render, style::Paint, words};
use crate::{Error, Result, phrase::Phrase};

/// Paper around everything.
const MARGIN: f64 = 24.0;
/// Narrowest content: a title has to fit above a small picture.
const MIN_WIDTH: f64 = 640.0;
/// Height of a line over the size of its letters.
const LEADING: f64 = 1.5;

/// A place, right and down in pixels.
pub(super) type Point = (f64, f64);

/// A rectangle by its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Area {
    pub(super) fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn centre(&self) -> Point {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The part that both cover, in square pixels.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        w.max(0.0) * h.max(0.0)
    }

    fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, w: right - x, h: bottom - y }
    }
}

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
    fn new(text: &str, size: f64, paint: Paint) -> Self {
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

/// What a chart says beside its marks.
#[derive(Debug, Clone)]
pub(super) struct ChartText {
    pub(super) name: &'static str,
    pub(super) title: Phrase,
    pub(super) caption: Phrase,
}

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

    /// The finished picture. A character without a face is drawn as 〓, and the caption names it.
    pub(super) fn finish(self, mut head: ChartText) -> Result<Chart> {
        let sheet = self.drawable(&mut head);
        let pictures = render::render(&sheet, &head);
        let ChartText { name, title, caption } = head;
        let [light, dark] = pictures.map_err(|reason| Error::chart(name, reason))?;
        Ok(Chart { name: name.into(), title, caption, light, dark, spots: sheet.canvas.spots })
    }

    /// The sheet with a stand-in for each character that no face can draw, all named in the caption.
    pub(super) fn drawable(&self, head: &mut ChartText) -> ChartSheet<'a> {
        let fonts = &self.style.fonts;
        let mut sheet = self.sheet(head);
        let missing: BTreeSet<char> =
            sheet.labels().flat_map(|(label, _)| fonts.missing(&label.text)).collect();
        if missing.is_empty() {
            return sheet;
        }
        let codes = missing.into_iter().map(|c| format!("U+{:04X}", u32::from(c)));
        let codes: Vec<String> = codes.collect();
        let (zh, en) = (codes.join("、"), codes.join(", "));
        head.caption += &Phrase::new(
            format!(" 〓：字体中没有的字（{zh}），可用 --font 文件 添上。"),
            format!(" 〓: no face has the character ({en}); --font FILE adds one."),
        );
        sheet = self.sheet(head);
        sheet.stand_in();
        sheet
    }

    /// The marks with title and caption, cut to size: the paper's corner is at zero.
    pub(super) fn sheet(&self, head: &ChartText) -> ChartSheet<'a> {
        let (style, content) = (self.style, self.bounds());
        let width = content.w.max(MIN_WIDTH);
        let mut canvas = Canvas::new(style);
        let title = Label::new(&head.title.zh, style.title, Paint::Ink).bold();
        let y = canvas.paragraph(title, (MARGIN, MARGIN), width) + style.body;
        canvas.add(self, (MARGIN - content.x, y - content.y));
        let caption = canvas.small(&head.caption.zh);
        let y = y + content.h + 1.5 * style.body;
        let bottom = canvas.paragraph(caption, (MARGIN, y), width);
        // Whole pixels, so that the paper covers the last row and column too.
        ChartSheet {
            canvas,
            width: (width + 2.0 * MARGIN).ceil(),
            height: (bottom + MARGIN).ceil(),
        }
    }

    /// Sets `label` in lines no wider than `width`, downward from `at`; returns where it ends.
    fn paragraph(&mut self, label: Label, at: Point, width: f64) -> f64 {
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

/// A canvas of known size.
pub(super) struct ChartSheet<'a> {
    pub(super) canvas: Canvas<'a>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl ChartSheet<'_> {
    /// Puts a sign in the place of each character that no face can draw.
    fn stand_in(&mut self) {
        let fonts = &self.canvas.style.fonts;
        for mark in &mut self.canvas.marks {
            if let Mark::Text { label, .. } = mark {
                label.text = fonts.drawable(&label.text);
            }
        }
    }

    /// All texts with their places.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Label, Area)> {
        self.canvas.marks.iter().filter_map(|mark| match mark {
            Mark::Text { at, label } => Some((label, self.canvas.label_area(*at, label))),
            _ => None,
        })
    }
}

/// `mark`, `dx` to the right and `dy` down.
fn moved(mark: &Mark, (dx, dy): Point) -> Mark {
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
