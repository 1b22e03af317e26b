//! Where the names of dots go: near their dots, clear of each other.

use std::cmp::Reverse;

use super::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::Label,
};

/// Radius of a dot.
pub(super) const RADIUS: f64 = 5.5;

/// Rings of positions tried around a dot, from near to far. Chosen by eye, as all numbers of this
/// file.
const RINGS: usize = 24;
/// Pixels from one ring to the next.
const RING_STEP: f64 = 9.0;
/// Pixels between a dot and the labels of its nearest ring.
const NEAREST: f64 = 4.0;
/// Dots nearer than this crowd each other.
const CROWD: f64 = 120.0;
/// From this ring on, a label is so far from its dot that a line joins them.
const LEADER_FROM: usize = 2;
/// Length of the squares into which a line is cut, so that its overlap can be measured.
const STEP: f64 = 3.0;
/// A label keeps this much clear on its left and right.
const CLEAR_X: f64 = 2.0;
/// A label keeps this much clear above and below.
const CLEAR_Y: f64 = 1.0;
/// A dot keeps this much clear around it.
const CLEAR_DOT: f64 = 2.0;

// The cost of a position is its ring plus the costs below: the unit is one ring.

/// For each square pixel of a dot or label under the label: worse than any distance.
const COST_COVERED: f64 = 1000.0;
/// For each label that the leader crosses: worse than any ring.
const COST_THROUGH: usize = 40;
/// For each other dot that the leader touches: nearly as bad.
const COST_PAST: usize = 20;
/// For each step of another leader under the label.
const COST_UNDER: usize = 8;
/// For each step of the leader that crosses another leader.
const COST_CROSSED: usize = 4;
/// For each step of a line under the label: decides only between positions that are
/// equally near.
const COST_HIDDEN: f64 = 0.03;

/// Where a label goes.
#[derive(Clone, Copy)]
pub(super) struct Placement {
    pub(super) area: Area,
    /// How far from its dot.
    ring: usize,
    /// Whether it covers a dot, or a label that was placed before it.
    covers: bool,
}

impl Placement {
    /// Whether it has room of its own, at most `rings` away from its dot.
    pub(super) fn is_free(&self, rings: usize) -> bool {
        !self.covers && self.ring <= rings
    }

    /// Whether a line joins the label to its dot.
    pub(super) fn has_leader(&self) -> bool {
        self.ring >= LEADER_FROM
    }

    /// Where the line from `dot` ends at the label.
    pub(super) fn leader_end(&self, dot: Point) -> Point {
        self.area.nearest(dot)
    }

    /// The label with the space that it keeps clear.
    fn padded(&self) -> Area {
        let Area { x, y, w, h } = self.area;
        Area::new(x - CLEAR_X, y - CLEAR_Y, w + 2.0 * CLEAR_X, h + 2.0 * CLEAR_Y)
    }

    /// The leader in small squares; none for a label beside its dot.
    fn leader(&self, dot: Point) -> Vec<Area> {
        if self.has_leader() { steps(dot, self.leader_end(dot)) } else { Vec::new() }
    }
}

/// The line between two points in small squares.
pub(super) fn steps(from: Point, to: Point) -> Vec<Area> {
    let steps = (from.distance(to) / STEP).ceil();
    let points = (1..steps as usize).map(|i| from.toward(to, i as f64 / steps));
    points.map(|point| Area::square(point, 1.0)).collect()
}

/// What labels keep clear of, dots aside.
#[derive(Default)]
pub(super) struct Obstacles {
    /// Where no label may be.
    pub(super) solid: Vec<Area>,
    /// Lines in small squares, of which labels hide as little as they can.
    pub(super) lines: Vec<Area>,
}

/// What the picture already has.
struct Taken {
    dots: Vec<Area>,
    labels: Vec<Area>,
    /// Leaders in small squares.
    leaders: Vec<Area>,
    /// See [`Obstacles::lines`].
    lines: Vec<Area>,
}

impl Taken {
    /// How much of dots and labels `area` covers, in square pixels.
    fn covered(&self, area: &Area) -> f64 {
        self.dots.iter().chain(&self.labels).map(|other| area.overlap(other)).sum()
    }

    /// The cost of putting the label of `dot` at `place`.
    fn cost(&self, dot: Point, place: &Placement) -> f64 {
        let (label, leader) = (place.padded(), place.leader(dot));
        let covered = self.covered(&label);
        // The leader begins at its own dot, which does not count.
        let past = count_hit(&self.dots, &leader).saturating_sub(1);
        let crossed = COST_THROUGH * count_hit(&self.labels, &leader)
            + COST_PAST * past
            + COST_UNDER * count_hit(&self.leaders, &[label])
            + COST_CROSSED * count_hit(&leader, &self.leaders);
        let hidden = count_hit(&self.lines, &[label]);
        COST_COVERED * covered + (place.ring + crossed) as f64 + COST_HIDDEN * hidden as f64
    }

    fn take(&mut self, dot: Point, place: &Placement) {
        self.labels.push(place.area);
        self.leaders.extend(place.leader(dot));
    }
}

/// How many of `areas` overlap one of `others`.
fn count_hit(areas: &[Area], others: &[Area]) -> usize {
    areas.iter().filter(|area| others.iter().any(|other| area.overlaps(other))).count()
}

/// Positions for all labels, the most crowded dots first, each at the nearest free position.
///
/// The labels are those of the first dots, in their order; the other dots have none.
pub(super) fn place_all(
    canvas: &Canvas,
    labels: &[Label],
    dots: &[Point],
    obstacles: Obstacles,
) -> Vec<Placement> {
    if labels.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..labels.len().min(dots.len())).collect();
    order.sort_by_key(|&i| (Reverse(count_near(dots[i], dots)), i));
    let Obstacles { solid, lines } = obstacles;
    let squares = dots.iter().map(|&dot| Area::square(dot, RADIUS + CLEAR_DOT)).collect();
    let mut taken = Taken { dots: squares, labels: solid, leaders: Vec::new(), lines };
    let mut places = vec![None; dots.len()];
    for i in order {
        let size = canvas.label_area(Point::ZERO, &labels[i]);
        let place = cheapest(dots[i], size, &taken);
        let covers = taken.covered(&place.padded()) > 0.0;
        let place = Placement { covers, ..place };
        taken.take(dots[i], &place);
        places[i] = Some(place);
    }
    places.into_iter().flatten().collect()
}

/// How many of `dots` crowd `dot`.
fn count_near(dot: Point, dots: &[Point]) -> usize {
    dots.iter().filter(|other| dot.distance(**other) < CROWD).count()
}

/// The cheapest position near `dot` for a label of `size`.
fn cheapest(dot: Point, size: Area, taken: &Taken) -> Placement {
    let mut least = f64::INFINITY;
    let mut best = Placement { area: size, ring: 0, covers: false };
    for ring in 0..RINGS {
        // A ring costs its number: no farther position can be cheaper.
        if least <= ring as f64 {
            break;
        }
        for area in around(dot, size, ring) {
            let place = Placement { area, ring, covers: false };
            let cost = taken.cost(dot, &place);
            if cost < least {
                (least, best) = (cost, place);
            }
        }
    }
    best
}

/// Areas for a label of `size` around `dot`: right, left, above, below, then between these.
fn around(dot: Point, size: Area, ring: usize) -> impl Iterator<Item = Area> {
    /// Directions in sixteenths of a full turn, clockwise from the right.
    const TURNS: [f64; 16] = [0., 8., 12., 4., 14., 2., 10., 6., 15., 1., 9., 7., 13., 3., 11., 5.];
    let away = RADIUS + NEAREST + RING_STEP * ring as f64;
    TURNS.into_iter().map(move |turn| {
        let (sin, cos) = libm::sincos(turn * std::f64::consts::PI / 8.0);
        let x = dot.x + cos * (size.w / 2.0 + away);
        let y = dot.y + sin * (size.h / 2.0 + away);
        Area::new(x - size.w / 2.0, y - size.h / 2.0, size.w, size.h)
    })
}
