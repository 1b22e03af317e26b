//! Where the names of the map go: near their dots, clear of each other.

use super::plane::RADIUS;
use crate::charts::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::Label,
};

/// Rings of places tried around a dot, from near to far.
const RINGS: usize = 24;
/// Dots nearer than this crowd each other.
const CROWD: f64 = 120.0;
/// Rings from here on are so far that a line has to lead to the dot.
pub(super) const LED: usize = 2;

/// Where a label goes.
#[derive(Clone, Copy)]
pub(super) struct Placement {
    pub(super) area: Area,
    /// How far from its dot.
    pub(super) ring: usize,
}

impl Placement {
    /// The label with the air it needs.
    fn padded(&self) -> Area {
        let Area { x, y, w, h } = self.area;
        Area::new(x - 2.0, y - 1.0, w + 4.0, h + 2.0)
    }

    /// The end at the label of the line from its dot.
    pub(super) fn end(&self, (x, y): Point) -> Point {
        let area = self.area;
        (x.clamp(area.x, area.right()), y.clamp(area.y, area.bottom()))
    }

    /// The leader in small squares; none for a label beside its dot.
    fn steps(&self, dot: Point) -> Vec<Area> {
        if self.ring < LED { Vec::new() } else { steps(dot, self.end(dot)) }
    }
}

/// The line between two points in small squares.
pub(super) fn steps(from: Point, to: Point) -> Vec<Area> {
    const STEP: f64 = 3.0;
    let steps = (distance(from, to) / STEP).ceil();
    let along = |i: usize| {
        let t = i as f64 / steps;
        (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
    };
    (1..steps as usize).map(|i| square(along(i), 1.0)).collect()
}

/// What stands on the map already.
struct Taken {
    dots: Vec<Area>,
    labels: Vec<Area>,
    /// Leaders in small squares.
    leaders: Vec<Area>,
    /// The lines of the groups in small squares.
    ties: Vec<Area>,
}

impl Taken {
    /// What it costs to put the label of `dot` at `place`: a covered label or
    /// dot is worse than any distance, a line through a label or past another dot
    /// worse than a long way, and two crossing lines are worse than a few rings; of places
    /// equally near, the one that hides least of the groups' lines is best.
    fn cost(&self, dot: Point, place: &Placement) -> f64 {
        let (label, steps) = (place.padded(), place.steps(dot));
        let solid = self.dots.iter().chain(&self.labels);
        let covered: f64 = solid.map(|other| label.overlap(other)).sum();
        let hit = |area: &Area, others: &[Area]| others.iter().any(|o| area.overlap(o) > 0.0);
        let through = self.labels.iter().filter(|other| hit(other, &steps)).count();
        let under = self.leaders.iter().filter(|step| label.overlap(step) > 0.0).count();
        let crossed = steps.iter().filter(|step| hit(step, &self.leaders)).count();
        let past = self.dots.iter().filter(|other| hit(other, &steps)).count().saturating_sub(1);
        let lines = 40 * through + 20 * past + 8 * under + 4 * crossed;
        let hidden = self.ties.iter().filter(|step| label.overlap(step) > 0.0).count();
        1000.0 * covered + (place.ring + lines) as f64 + 0.03 * hidden as f64
    }

    fn take(&mut self, dot: Point, place: &Placement) {
        self.labels.push(place.area);
        self.leaders.extend(place.steps(dot));
    }
}

/// Places for all labels, the most crowded dots first, each at the nearest free place.
pub(super) fn place_all(
    canvas: &Canvas,
    labels: &[Label],
    dots: &[Point],
    ties: Vec<Area>,
) -> Vec<Placement> {
    if labels.is_empty() {
        return Vec::new();
    }
    let near = |a: Point| dots.iter().filter(|b| distance(a, **b) < CROWD).count();
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(near(dots[i])), i));
    let squares = dots.iter().map(|&dot| square(dot, RADIUS + 2.0)).collect();
    let mut taken = Taken { dots: squares, labels: Vec::new(), leaders: Vec::new(), ties };
    let mut places = vec![None; dots.len()];
    for i in order {
        let size = canvas.label_area((0.0, 0.0), &labels[i]);
        let place = place(dots[i], size, &taken);
        taken.take(dots[i], &place);
        places[i] = Some(place);
    }
    places.into_iter().flatten().collect()
}

/// The cheapest place near `dot` for a label of `size`.
fn place(dot: Point, size: Area, taken: &Taken) -> Placement {
    let mut best = (f64::INFINITY, Placement { area: size, ring: 0 });
    for ring in 0..RINGS {
        // A ring costs its number: no farther place can be cheaper.
        if best.0 <= ring as f64 {
            break;
        }
        for area in around(dot, size, ring) {
            let place = Placement { area, ring };
            let cost = taken.cost(dot, &place);
            if cost < best.0 {
                best = (cost, place);
            }
        }
    }
    best.1
}

/// Places for a label of `size` around `dot`: right, left, above, below, then between these.
fn around((x, y): Point, size: Area, ring: usize) -> impl Iterator<Item = Area> {
    const TURNS: [f64; 16] = [0., 8., 12., 4., 14., 2., 10., 6., 15., 1., 9., 7., 13., 3., 11., 5.];
    let away = RADIUS + 4.0 + 9.0 * ring as f64;
    TURNS.into_iter().map(move |turn| {
        let (sin, cos) = libm::sincos(turn * std::f64::consts::PI / 8.0);
        let centre = (x + cos * (size.w / 2.0 + away), y + sin * (size.h / 2.0 + away));
        Area::new(centre.0 - size.w / 2.0, centre.1 - size.h / 2.0, size.w, size.h)
    })
}

fn distance(a: Point, b: Point) -> f64 {
    libm::hypot(a.0 - b.0, a.1 - b.1)
}

pub(super) fn square((x, y): Point, half: f64) -> Area {
    Area::new(x - half, y - half, 2.0 * half, 2.0 * half)
}
