//! The paper for the dots of the map, and how the map lies on it.

use crate::charts::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::Label,
};

/// Radius of a dot.
pub(super) const RADIUS: f64 = 5.5;
/// The plane's width over its height.
const ASPECT: f64 = 1.45;
/// The plane is this many times as large as all its labels together.
const ROOM: f64 = 7.0;
/// Chosen by eye.
const SMALLEST_HEIGHT: f64 = 400.0;

/// The paper for the dots, and how the map lies on it.
pub(super) struct Plane {
    pub(super) area: Area,
    /// What of the map is in the middle of `area`.
    middle: Point,
    /// Pixels for one of the map, the same in both directions.
    scale: f64,
}

impl Plane {
    /// A plane large enough for all `labels`.
    pub(super) fn new(canvas: &Canvas, labels: &[Label], map: &[Point]) -> Self {
        let areas = labels.iter().map(|label| canvas.label_area((0.0, 0.0), label));
        let needed = areas.map(|a| a.w * a.h).sum::<f64>() * ROOM;
        let height = (needed / ASPECT).sqrt().max(SMALLEST_HEIGHT);
        let area = Area::new(0.0, 0.0, height * ASPECT, height);
        // The average speech, at zero, belongs on the map.
        let all = || map.iter().copied().chain([(0.0, 0.0)]);
        let (left, right) = range(all().map(|p| p.0));
        let (low, high) = range(all().map(|p| p.1));
        let fit = |length: f64, room: f64| if length > 1e-9 { room / length } else { f64::MAX };
        let scale = match fit(right - left, area.w).min(fit(high - low, area.h)) {
            f64::MAX => 0.0,
            scale => scale,
        };
        Self { area, middle: ((left + right) / 2.0, (low + high) / 2.0), scale }
    }

    pub(super) fn at(&self, (x, y): Point) -> Point {
        let centre = self.area.centre();
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        (centre.0 + dx * self.scale, centre.1 - dy * self.scale)
    }
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
}
