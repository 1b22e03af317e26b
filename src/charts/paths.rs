//! Outlines in fewer bytes: each point is written relative to the point before.
//!
//! Letters are most of a picture, and a letter's points lie close together. A page holds all
//! charts of a meeting, so their bytes count.

use std::fmt::Write as _;

use svgtypes::{SimplePathSegment as Segment, SimplifyingPathParser};

use super::geometry::Point;

/// Parts of a unit that are kept: what usvg writes.
const PARTS: f64 = 10.0;

/// A point in parts of a unit: whole numbers, so that no rounding adds up along a path.
#[derive(Clone, Copy, Default)]
struct Tenths {
    x: i64,
    y: i64,
}

impl From<Point> for Tenths {
    fn from(point: Point) -> Self {
        Self { x: (point.x * PARTS).round() as i64, y: (point.y * PARTS).round() as i64 }
    }
}

/// `svg` with the data of each path written relative to the point before.
///
/// Data that cannot be read as a path stays as it is.
pub(super) fn compact(svg: &str) -> String {
    const MARK: &str = " d=\"";
    let mut short = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find(MARK) {
        let (before, after) = rest.split_at(at + MARK.len());
        let (data, after) = after.split_at(after.find('"').unwrap_or(after.len()));
        short.push_str(before);
        short.push_str(&relative(data).unwrap_or_else(|| data.to_owned()));
        rest = after;
    }
    short + rest
}

/// Path data in relative commands; `None` if it cannot be read.
fn relative(data: &str) -> Option<String> {
    let mut pen = Pen::default();
    for segment in SimplifyingPathParser::from(data) {
        match segment.ok()? {
            Segment::MoveTo { x, y } => pen.start(Point::new(x, y)),
            Segment::LineTo { x, y } => pen.line(Point::new(x, y)),
            Segment::Quadratic { x1, y1, x, y } => {
                pen.quadratic([Point::new(x1, y1), Point::new(x, y)])
            }
            Segment::CurveTo { x1, y1, x2, y2, x, y } => {
                pen.curve([Point::new(x1, y1), Point::new(x2, y2), Point::new(x, y)])
            }
            Segment::ClosePath => pen.close(),
        }
    }
    Some(pen.data())
}

/// Where the path is, and what is written of it so far.
#[derive(Default)]
pub(super) struct Pen {
    data: String,
    /// The command before, which need not be written again.
    last: char,
    at: Tenths,
    start: Tenths,
}

impl Pen {
    /// The data of the path that was drawn.
    pub(super) fn data(self) -> String {
        self.data
    }

    pub(super) fn start(&mut self, point: Point) {
        self.draw('m', &[point]);
        self.start = self.at;
    }

    pub(super) fn quadratic(&mut self, points: [Point; 2]) {
        self.draw('q', &points);
    }

    pub(super) fn curve(&mut self, points: [Point; 3]) {
        self.draw('c', &points);
    }

    /// A command whose points are all relative to where the pen is.
    fn draw(&mut self, command: char, points: &[Point]) {
        self.command(command);
        for &point in points {
            let to = Tenths::from(point);
            self.number(to.x - self.at.x);
            self.number(to.y - self.at.y);
        }
        self.at = points.last().map_or(self.at, |&point| point.into());
    }

    /// A line, of which one length is enough if it runs along an axis.
    pub(super) fn line(&mut self, point: Point) {
        let to = Tenths::from(point);
        match (to.x - self.at.x, to.y - self.at.y) {
            (dx, 0) => {
                self.command('h');
                self.number(dx);
            }
            (0, dy) => {
                self.command('v');
                self.number(dy);
            }
            _ => return self.draw('l', &[point]),
        }
        self.at = to;
    }

    pub(super) fn close(&mut self) {
        self.data.push('z');
        self.last = 'z';
        self.at = self.start;
    }

    fn command(&mut self, command: char) {
        // Numbers after a move would be read as lines.
        if command != self.last || command == 'm' {
            self.data.push(command);
        }
        self.last = command;
    }

    /// A length, with a blank before it if the number before would run into it.
    fn number(&mut self, parts: i64) {
        if parts >= 0 && self.data.ends_with(|c: char| c.is_ascii_digit()) {
            self.data.push(' ');
        }
        push_units(&mut self.data, parts);
    }
}

/// A length in units, rounded to the parts that are kept.
pub(super) fn units(length: f64) -> String {
    let mut text = String::new();
    push_units(&mut text, (length * PARTS).round() as i64);
    text
}

fn push_units(text: &mut String, parts: i64) {
    let sign = if parts < 0 { "-" } else { "" };
    let (whole, part) = (parts.abs() / PARTS as i64, parts.abs() % PARTS as i64);
    // Writing to a string cannot fail.
    let _ = match (whole, part) {
        (_, 0) => write!(text, "{sign}{whole}"),
        (0, _) => write!(text, "{sign}.{part}"),
        _ => write!(text, "{sign}{whole}.{part}"),
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(data: &str) -> Vec<Segment> {
        SimplifyingPathParser::from(data).map(|segment| segment.unwrap()).collect()
    }

    #[test]
    fn a_path_is_told_from_point_to_point() {
        let svg = "<path d=\"M 1 2 L 3.5 2 L 3.5 1.7 L 4 2 L 5 3 Q 6 3 6 4 Z M 1 2 L 0 0\"/>\
                   <path d=\"none\"/><path id=\"d\"/>";
        assert_eq!(
            compact(svg),
            "<path d=\"m1 2h2.5v-.3l.5.3 1 1q1 0 1 1zm0 0l-1-2\"/>\
             <path d=\"none\"/><path id=\"d\"/>"
                .replace("l.5.3", "l.5 .3")
        );
    }

    proptest! {
        #[test]
        fn no_point_moves(numbers in prop::collection::vec(-99_999_i64..99_999, 2..60)) {
            let unit = |n: i64| n as f64 / PARTS;
            let mut data = String::new();
            for (at, pair) in numbers.chunks_exact(2).enumerate() {
                let (x, y) = (unit(pair[0]), unit(pair[1]));
                data += &match at % 5 {
                    0 => format!("M {x} {y} "),
                    1 | 2 => format!("L {x} {y} "),
                    3 => format!("Q {y} {x} {x} {y} "),
                    _ => format!("C {y} {x} {x} {x} {x} {y} Z "),
                };
            }
            let short = relative(&data).unwrap();
            let exact = |segment: &Segment| format!("{segment:?}");
            let rounded = |segment: &Segment| {
                // Relative numbers are summed by the reader: equal up to what binary fractions add.
                exact(segment)
                    // A number close to nothing is written with its exponent.
                    .split(|c: char| !(c.is_ascii_digit() || ".-e".contains(c)))
                    .filter_map(|number| number.parse::<f64>().ok())
                    .map(|number| (number * PARTS).round() as i64)
                    .collect::<Vec<_>>()
            };
            let (before, after) = (points(&data), points(&short));
            prop_assert_eq!(before.len(), after.len());
            for (one, other) in before.iter().zip(&after) {
                prop_assert_eq!(rounded(one), rounded(other));
            }
        }
    }
}
