//! The paper for the dots of the map, and how points of the map become points on it.

use crate::charts::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::Label,
};

/// The plane's width over its height. Chosen by eye.
const ASPECT: f64 = 1.45;
/// The plane is this many times as large as all its labels together. Chosen by eye.
const ROOM: f64 = 7.0;
/// Chosen by eye.
const SMALLEST_HEIGHT: f64 = 400.0;
/// Coordinates that differ by less are rounding errors: the map has no width, or no height.
const SMALLEST_RANGE: f64 = 1e-9;

/// The paper for the dots, with its scale.
pub(super) struct Plane {
    pub(super) area: Area,
    /// The point of the map in the middle of `area`.
    middle: Point,
    /// Pixels for one unit of the map, the same in both directions.
    scale: f64,
}

impl Plane {
    /// A plane large enough for all `labels`.
    pub(super) fn new(canvas: &Canvas, labels: &[Label], map: &[Point]) -> Self {
        let areas = labels.iter().map(|label| canvas.label_area(Point::ZERO, label));
        let needed = areas.map(|a| a.w * a.h).sum::<f64>() * ROOM;
        let height = (needed / ASPECT).sqrt().max(SMALLEST_HEIGHT);
        let area = Area::new(0.0, 0.0, height * ASPECT, height);
        let (left, right) = range(map.iter().map(|point| point.x));
        let (low, high) = range(map.iter().map(|point| point.y));
        let scale = fit(right - left, area.w).min(fit(high - low, area.h));
        Self {
            area,
            middle: Point::new((left + right) / 2.0, (low + high) / 2.0),
            scale: if scale.is_finite() { scale } else { 0.0 },
        }
    }

    /// Where a point of the map is on the paper.
    pub(super) fn at(&self, point: Point) -> Point {
        let centre = self.area.centre();
        let (dx, dy) = (point.x - self.middle.x, point.y - self.middle.y);
        Point::new(centre.x + dx * self.scale, centre.y - dy * self.scale)
    }
}

/// The least and the greatest of `values` and zero: the average speech, at zero, is on the map too.
fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let all = values.chain([0.0]);
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
}

/// The scale at which `range` fills `room`; infinite if the range is empty.
fn fit(range: f64, room: f64) -> f64 {
    if range > SMALLEST_RANGE { room / range } else { f64::INFINITY }
}
