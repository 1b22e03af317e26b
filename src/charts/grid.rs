//! Cells in rows and columns, with names beside the rows and above the columns.

use super::{
    canvas::Canvas,
    chart::Target,
    geometry::{Area, Point},
    mark::{Anchor, Label},
    parts,
    style::{Fill, Paint},
    words,
};

/// Paper between two cells.
const SEAM: f64 = 1.0;
/// From a cell to its name.
pub(super) const PAD: f64 = 8.0;
/// Room for a name; longer ones are cut.
const NAME: f64 = 260.0;
/// The height of a row.
const ROW: f64 = 22.0;
/// Height of a line of a heading over the size of its letters.
const LINE: f64 = 1.3;
/// The edge of an empty cell.
const EDGE: f64 = 1.0;

/// What stands above a column.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) opens: Option<Target>,
}

/// Cells from zero to the right and down.
pub(super) struct Grid {
    /// The width of a column.
    pub(super) column: f64,
    pub(super) columns: usize,
}

impl Grid {
    /// The cell of a row and a column.
    pub(super) fn area(&self, row: usize, column: usize) -> Area {
        let (x, y) = (column as f64 * self.column, row as f64 * ROW);
        Area::new(x, y, self.column - SEAM, ROW - SEAM)
    }

    /// The middle of a row.
    pub(super) fn middle(&self, row: usize) -> f64 {
        self.area(row, 0).centre().y
    }

    /// Where the columns end.
    pub(super) fn right(&self) -> f64 {
        self.columns as f64 * self.column
    }

    /// The names above the columns: upright if each fits its column, else all read upward.
    pub(super) fn headings(&self, canvas: &mut Canvas, headings: Vec<Heading>) {
        let labels: Vec<Label> = headings
            .iter()
            .map(|one| canvas.small(&cut(canvas, &one.text)).paint(Paint::Ink))
            .collect();
        let upright = parts::widest(canvas, labels.iter()) <= self.column - SEAM - 2.0;
        for (column, (label, heading)) in labels.into_iter().zip(headings).enumerate() {
            let x = self.area(0, column).centre().x;
            let (at, label) = if upright {
                (Point::new(x, -PAD - label.size / 2.0), label.anchor(Anchor::Middle))
            } else {
                (Point::new(x, -PAD), label.turned())
            };
            match heading.opens {
                Some(target) => canvas.linked(at, label, target),
                None => canvas.text(at, label),
            }
        }
    }

    /// The names above the columns on as few lines as their column is wide enough for.
    pub(super) fn wrapped_headings(&self, canvas: &mut Canvas, headings: &[String]) {
        let room = self.column - SEAM - 2.0 * EDGE;
        for (column, text) in headings.iter().enumerate() {
            let size = canvas.style.small;
            let lines = words::wrap(text, room, |text| canvas.faces.width(text, size));
            for (up, line) in lines.iter().rev().enumerate() {
                let label = canvas.small(line).paint(Paint::Ink).anchor(Anchor::Middle);
                let y = -PAD - size / 2.0 - up as f64 * size * LINE;
                canvas.text(Point::new(self.area(0, column).centre().x, y), label);
            }
        }
    }

    /// The name left of a row.
    pub(super) fn name(&self, canvas: &mut Canvas, row: usize, heading: Heading) {
        let label = canvas.body(&cut(canvas, &heading.text)).anchor(Anchor::End);
        let at = Point::new(-PAD, self.middle(row));
        match heading.opens {
            Some(target) => canvas.linked(at, label, target),
            None => canvas.text(at, label),
        }
    }
}

fn cut(canvas: &Canvas, text: &str) -> String {
    canvas.fitted(text, canvas.style.body, NAME)
}

/// A cell with a number on a surface.
pub(super) fn filled(canvas: &mut Canvas, area: Area, fill: Fill, number: &str) {
    canvas.rect(area, fill);
    let label = canvas.small(number).paint(Paint::On(fill));
    parts::text_inside(canvas, label, area, 1.0);
}

/// A cell with a grey number on paper.
pub(super) fn empty(canvas: &mut Canvas, area: Area, number: &str) {
    parts::frame(canvas, area, Paint::Faint, EDGE);
    let label = canvas.small(number);
    parts::text_inside(canvas, label, area, EDGE);
}
