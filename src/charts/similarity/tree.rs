//! The tree beside the matrix: in which order the speeches join.

use super::frame::{Frame, PAD};
use crate::{
    analysis::Merge,
    charts::{canvas::Canvas, geometry::Point, mark::Anchor, parts, style::Paint},
    ids::GroupId,
    say::{percent, signed},
};

/// Width of the tree.
const TREE: f64 = 170.0;

/// A cluster while the tree grows: where its stem stands, and whose it is.
#[derive(Clone, Copy)]
struct Stem {
    at: Point,
    group: Option<GroupId>,
}

/// What the forks of the tree stand at: the share of draws in which their sides are together,
/// or, without draws, their similarity.
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
        let values = || merges.iter().map(|merge| parts::finite(merge.similarity));
        let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
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
            Some(Stem { at: (-PAD, frame.middle(place)), group: frame.group(place) });
    }
    for merge in merges {
        let stem = |i: usize| stems.get(i).copied().flatten();
        let (Some(a), Some(b)) = (stem(merge.a), stem(merge.b)) else { return };
        let fork = axis.of(merge);
        let group = a.group.filter(|_| a.group == b.group);
        let (ink, width) = if group.is_some() { (Paint::Ink, 1.5) } else { (Paint::Muted, 1.0) };
        canvas.line(&[a.at, (fork, a.at.1), (fork, b.at.1), b.at], ink, width);
        stems.push(Some(Stem { at: (fork, (a.at.1 + b.at.1) / 2.0), group }));
    }
    ticks(canvas, frame.side() + PAD, &axis);
}

/// What the forks stand at, below the tree.
fn ticks(canvas: &mut Canvas, y: f64, axis: &Axis) {
    let steps = [0.05, 0.1, 0.2, 0.5, 1.0];
    let wide = |step: &&f64| **step / (axis.right - axis.left) * TREE >= 44.0;
    let step = steps.iter().find(wide).copied().unwrap_or(2.0);
    canvas.line(&[(-PAD - TREE, y), (-PAD, y)], Paint::Faint, 1.0);
    let digits = if step < 0.1 { 2 } else { 1 };
    for i in (axis.left / step).ceil() as i32..=(axis.right / step).floor() as i32 {
        let value = f64::from(i) * step;
        let x = axis.x(value);
        canvas.line(&[(x, y), (x, y + 4.0)], Paint::Faint, 1.0);
        let text = if axis.is_share { percent(value) } else { signed(value, digits) };
        let label = canvas.small(&text).anchor(Anchor::Middle);
        canvas.text((x, y + 13.0), label);
    }
    let name =
        if axis.is_share { "重抽样中同组的比例" } else { "合并处的平均相似度" };
    let middle = -PAD - TREE / 2.0;
    canvas.text((middle, y + 30.0), canvas.small(name).anchor(Anchor::Middle));
}
