//! Stretches along one axis of a page, in points: rows, columns and the white space between them.

use super::glyphs::Glyph;

/// The edge of a box and the cut before it may differ by this, in points.
pub(super) const ROUNDING: f64 = 1e-6;

/// From one point of an axis to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Span {
    /// The span of nothing: joined with another it is the other.
    const NOTHING: Self = Self { low: f64::INFINITY, high: f64::NEG_INFINITY };

    /// What the box of a character covers from left to right.
    pub(super) fn across(glyph: &Glyph) -> Self {
        Self { low: glyph.left, high: glyph.right }
    }

    /// What it covers from its upper to its lower edge.
    pub(super) fn down(glyph: &Glyph) -> Self {
        Self { low: glyph.top, high: glyph.bottom() }
    }

    pub(super) fn length(self) -> f64 {
        self.high - self.low
    }

    /// The least span that holds both.
    pub(super) fn joined(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

/// The least span that holds all characters, by `side` of each.
pub(super) fn extent(glyphs: &[Glyph], side: impl Fn(&Glyph) -> Span) -> Span {
    glyphs.iter().map(side).fold(Span::NOTHING, Span::joined)
}

/// What characters cover on one axis, in order; spans closer than `near` are joined.
pub(super) fn bands(glyphs: &[Glyph], side: impl Fn(&Glyph) -> Span, near: f64) -> Vec<Span> {
    let mut all: Vec<Span> = glyphs.iter().map(side).collect();
    all.sort_unstable_by(|a, b| a.low.total_cmp(&b.low));
    merged(all, near)
}

/// Sorted spans, those closer than `near` joined.
pub(super) fn merged(sorted: Vec<Span>, near: f64) -> Vec<Span> {
    let mut bands: Vec<Span> = Vec::new();
    for span in sorted {
        match bands.last_mut().filter(|last| span.low - last.high <= near) {
            Some(last) => last.high = last.high.max(span.high),
            None => bands.push(span),
        }
    }
    bands
}

/// The white space between bands.
pub(super) fn gaps(bands: &[Span]) -> Vec<Span> {
    bands.windows(2).map(|pair| Span { low: pair[0].high, high: pair[1].low }).collect()
}

/// The widest white space between bands.
pub(super) fn widest(bands: &[Span]) -> Option<Span> {
    gaps(bands).into_iter().max_by(|a, b| a.length().total_cmp(&b.length()))
}

/// The characters between cuts, which are white space in order, by an edge of theirs.
pub(super) fn parts(
    glyphs: Vec<Glyph>,
    cuts: &[Span],
    edge: impl Fn(&Glyph) -> f64,
) -> Vec<Vec<Glyph>> {
    let mut parts: Vec<Vec<Glyph>> = vec![Vec::new(); cuts.len() + 1];
    for glyph in glyphs {
        let at = edge(&glyph) + ROUNDING;
        parts[cuts.partition_point(|cut| cut.high <= at)].push(glyph);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The size of the type of most characters, in points.
pub(super) fn size(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.em).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}
