//! Marks and numbers that the charts of a comparison share.

use crate::{
    charts::{
        canvas::Canvas,
        geometry::Point,
        legend::{Chip, LegendEntry},
        parts,
        style::{Fill, Paint, RAMP},
    },
    compare::Direction,
    phrase::Phrase,
    say::signed,
};

/// What rose, what fell, and what cannot be told. Blue and orange are told apart by readers who see
/// no red or no green, and all three stand out from both papers.
const UP: Paint = Paint::Fill(Fill::Ramp(RAMP));
const DOWN: Paint = Paint::Fill(Fill::Ramp(-RAMP));
const UNSURE: Paint = Paint::Muted;
/// Width of the rim of an empty dot.
const RIM: f64 = 1.5;
/// Width of lines that are told and of those that cannot be told.
const TOLD: f64 = 2.5;
const PALE: f64 = 1.0;

/// The paint of a direction.
pub(super) fn paint(direction: Direction) -> Paint {
    match direction {
        Direction::Up => UP,
        Direction::Down => DOWN,
        Direction::CannotTell => UNSURE,
    }
}

/// The width of a line for a direction.
pub(super) fn width(direction: Direction) -> f64 {
    if direction == Direction::CannotTell { PALE } else { TOLD }
}

/// A dot: full where the direction is told, empty where it is not.
pub(super) fn dot(canvas: &mut Canvas, centre: Point, radius: f64, direction: Direction) {
    if direction == Direction::CannotTell {
        ring(canvas, centre, radius, UNSURE);
    } else {
        canvas.dot(centre, radius, paint(direction));
    }
}

/// An empty dot.
pub(super) fn ring(canvas: &mut Canvas, centre: Point, radius: f64, paint: Paint) {
    canvas.dot(centre, radius, paint);
    canvas.dot(centre, radius - RIM, Paint::Paper);
}

/// The legend of the directions.
pub(super) fn keys(canvas: &Canvas) -> [LegendEntry; 3] {
    let [up, down] = [Phrase::new("上升", "has risen"), Phrase::new("下降", "has fallen")];
    keys_called(canvas, up, down)
}

/// The same, where a rise and a fall are called otherwise.
pub(super) fn keys_called(canvas: &Canvas, up: Phrase, down: Phrase) -> [LegendEntry; 3] {
    let unsure = Phrase::new("看不出变化", "cannot be told");
    [(Chip::Solid(UP), up), (Chip::Solid(DOWN), down), (Chip::Frame(UNSURE), unsure)]
        .map(|(chip, label)| LegendEntry::new(chip, canvas.said(&label)))
}

/// A difference of shares in percentage points, with its sign.
pub(super) fn points(difference: f64, digits: usize) -> String {
    let number = signed(100.0 * parts::finite(difference), digits);
    if difference > 0.0 && number != "0" { format!("+{number}") } else { number }
}
