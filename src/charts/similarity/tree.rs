//! The tree beside the matrix: in which order the speeches join.

use super::frame::{Frame, PAD};
use crate::{
    analysis::Merge,
    charts::{canvas::Canvas, geometry::Point, mark::Anchor, parts, style::Paint},
    ids::GroupId,
    phrase::Phrase,
    say::{percent, signed},
};

/// Width of the tree.
const TREE: f64 = 170.0;
/// Ticks of the axis are at least this far apart, so that their labels do not touch.
const TICK_ROOM: f64 = 44.0;

/// A cluster while the tree grows: where its stem is, and its group.
#[derive(Clone, Copy)]
struct Stem {
    at: Point,
    group: Option<GroupId>,
}

/// The axis of the forks: the share of draws in which both sides are together, or, without draws,
/// their similarity.
pub(super) struct Axis {
    left: f64,
    right: f64,
    pub(super) is_share: bool,
}

impl Axis {
    /// `None` without forks.
    pub(super) fn new(merges: &[Merge]) -> Option<Self> {
        if merges.iter().all(|merge| merge.together.is_some()) && !merges.is_empty() {
            return Some(Self { left: -0.1, right: 1.1, is_share: true });
        }
        let values: Vec<f64> = merges.iter().map(|one| parts::finite(one.similarity)).collect();
        let low = values.iter().copied().reduce(f64::min)?;
        let high = values.into_iter().reduce(f64::max)?;
        let room = (high.max(0.0) - low.min(0.0)).max(0.05) * 0.2;
        Some(Self { left: low.min(0.0) - room, right: high.max(0.0) + room, is_share: false })
    }

    fn of(&self, merge: &Merge) -> f64 {
        let value = if self.is_share { merge.together.unwrap_or(0.0) } else { merge.similarity };
        self.x(parts::finite(value))
    }

    fn x(&self, value: f64) -> f64 {
        -PAD - TREE * (self.right - value) / (self.right - self.left)
    }
}

/// The tree left of the matrix, its leaves at the rows.
pub(super) fn draw(canvas: &mut Canvas, frame: &Frame) {
    let merges = &frame.tree.merges;
    let Some(axis) = Axis::new(merges) else { return };
    let mut stems: Vec<Option<Stem>> = vec![None; frame.order.len()];
    for (place, &speech) in frame.order.iter().enumerate() {
        stems[speech.index()] =
            Some(Stem { at: Point::new(-PAD, frame.middle(place)), group: frame.group(place) });
    }
    for merge in merges {
        let (Some(a), Some(b)) = (stem(&stems, merge.a), stem(&stems, merge.b)) else { return };
        let fork = axis.of(merge);
        let group = a.group.filter(|_| a.group == b.group);
        let (ink, width) = if group.is_some() { (Paint::Ink, 1.5) } else { (Paint::Muted, 1.0) };
        let corners = [a.at, Point::new(fork, a.at.y), Point::new(fork, b.at.y), b.at];
        canvas.line(&corners, ink, width);
        let at = Point::new(fork, (a.at.y + b.at.y) / 2.0);
        stems.push(Some(Stem { at, group }));
    }
    ticks(canvas, frame.side() + PAD, &axis);
}

/// The stem of the cluster `i`, if there is one.
fn stem(stems: &[Option<Stem>], i: usize) -> Option<Stem> {
    stems.get(i).copied().flatten()
}

/// The axis below the tree.
fn ticks(canvas: &mut Canvas, y: f64, axis: &Axis) {
    let mut steps = [0.05, 0.1, 0.2, 0.5, 1.0].into_iter();
    let range = axis.right - axis.left;
    let step = steps.find(|step| step / range * TREE >= TICK_ROOM).unwrap_or(2.0);
    canvas.line(&[Point::new(-PAD - TREE, y), Point::new(-PAD, y)], Paint::Faint, 1.0);
    let digits = if step < 0.1 { 2 } else { 1 };
    for i in (axis.left / step).ceil() as i32..=(axis.right / step).floor() as i32 {
        let value = f64::from(i) * step;
        let x = axis.x(value);
        canvas.line(&[Point::new(x, y), Point::new(x, y + 4.0)], Paint::Faint, 1.0);
        let text = if axis.is_share { percent(value) } else { signed(value, digits) };
        let label = canvas.small(&text).anchor(Anchor::Middle);
        canvas.text(Point::new(x, y + 13.0), label);
    }
    let name = if axis.is_share {
        Phrase::new("重抽样中同组的比例", "together in so many resamplings")
    } else {
        Phrase::new("合并处的平均相似度", "mean similarity where they join")
    };
    let middle = -PAD - TREE / 2.0;
    let name = canvas.small(canvas.said(&name)).anchor(Anchor::Middle);
    canvas.text(Point::new(middle, y + 30.0), name);
}
