//! Points and rectangles of a picture, in pixels, measured right and down from its corner.

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const ZERO: Self = Self::new(0.0, 0.0);

    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// This point, `by.x` to the right and `by.y` down.
    pub(super) fn moved(self, by: Self) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }

    pub(super) fn distance(self, other: Self) -> f64 {
        libm::hypot(self.x - other.x, self.y - other.y)
    }

    /// The point that is `part` of the way to `end`.
    pub(super) fn toward(self, end: Self, part: f64) -> Self {
        Self::new(self.x + (end.x - self.x) * part, self.y + (end.y - self.y) * part)
    }
}

/// A rectangle by its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Area {
    pub(super) const EMPTY: Self = Self::new(0.0, 0.0, 0.0, 0.0);

    pub(super) const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// The square around `centre` whose side is twice `half`.
    pub(super) fn square(centre: Point, half: f64) -> Self {
        Self::new(centre.x - half, centre.y - half, 2.0 * half, 2.0 * half)
    }

    pub(super) fn corner(&self) -> Point {
        Point::new(self.x, self.y)
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn centre(&self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The point of the area that is nearest to `point`.
    pub(super) fn nearest(&self, point: Point) -> Point {
        Point::new(point.x.clamp(self.x, self.right()), point.y.clamp(self.y, self.bottom()))
    }

    pub(super) fn moved(&self, by: Point) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y, ..*self }
    }

    /// The part that both cover, in square pixels.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        w.max(0.0) * h.max(0.0)
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.overlap(other) > 0.0
    }

    /// The smallest area that covers both.
    pub(super) fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, w: right - x, h: bottom - y }
    }
}

impl From<[f64; 4]> for Area {
    fn from([x, y, w, h]: [f64; 4]) -> Self {
        Self { x, y, w, h }
    }
}

impl From<Area> for [f64; 4] {
    fn from(area: Area) -> Self {
        [area.x, area.y, area.w, area.h]
    }
}
