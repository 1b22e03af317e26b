//! Who stands with whom: the tree of the speeches beside their similarities.

use super::{
    Chart, Style, Target,
    canvas::{Anchor, Area, Canvas, Head, Point},
    parts,
    style::{Fill, Paint, RAMP},
    words,
};
use crate::{
    Result,
    analysis::{MeetingAnalysis, Merge, Similarity, percent},
    phrase::Phrase,
};

/// Width of the tree.
const TREE: f64 = 170.0;
const PAD: f64 = 8.0;
/// Background between two cells.
const SEAM: f64 = 1.0;
/// The matrix is about this wide, as long as its cells stay legible.
const MATRIX: f64 = 620.0;
const SMALLEST_CELL: f64 = 16.0;
const LARGEST_CELL: f64 = 56.0;
/// A cell of this side has room for −0.00.
const SMALLEST_NUMBERED: f64 = 34.0;
/// The colours span at least this much similarity on either side of zero.
const LEAST_SPAN: f64 = 0.1;
/// Radius of the mark of a pair that cannot be told: it keeps clear of the number below it.
const DOT: f64 = 2.0;

/// Speeches in the largest matrix that can be read; it grows with their square.
const MOST: usize = 100;

/// Dendrogram and ordered matrix; `None` below two speeches.
pub(super) fn draw(meeting: &MeetingAnalysis, style: &Style) -> Result<Option<Chart>> {
    let n = meeting.speeches.len();
    if !(2..=MOST).contains(&n) || meeting.similarity.matrix.is_empty() {
        return Ok(None);
    }
    lay(meeting, style).finish(head(meeting)).map(Some)
}

fn head(meeting: &MeetingAnalysis) -> Head {
    Head { name: "similarity", title: title(meeting), caption: caption(meeting) }
}

fn title(meeting: &MeetingAnalysis) -> Phrase {
    let together = meeting.groups.iter().filter(|g| g.members.len() > 1).count();
    let (zh, en) = match (together, meeting.groups.len() - together) {
        (0, _) => ("各说各的，没有成组".into(), "each for itself, no groups".into()),
        (1, 0) => ("全部成一组".into(), "all in one group".into()),
        (k, 0) => (format!("分为{k}组"), format!("{k} groups")),
        (k, alone) => {
            let groups = if k == 1 { "1 group".into() } else { format!("{k} groups") };
            (format!("{k}组相近，{alone}篇自成一格"), format!("{groups}, {alone} alone"))
        }
    };
    let nearest = match nearest(meeting) {
        Some((a, b, nearness)) => Phrase::new(
            format!("；最相近的是{a}与{b}（{nearness}）"),
            format!("; nearest are {a} and {b} ({nearness})"),
        ),
        None => Phrase::default(),
    };
    words::sentences([Phrase::new(
        format!("谁与谁相近：{zh}{}", nearest.zh),
        format!("Who stands near whom: {en}{}", nearest.en),
    )])
}

/// The names of the two nearest speeches and their similarity; `None`: no two that can be told
/// from an indifferent pair.
fn nearest(meeting: &MeetingAnalysis) -> Option<(&str, &str, String)> {
    let pairs = (0..meeting.speeches.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
    let told = pairs.filter(|&(a, b)| !doubtful(meeting, a, b));
    let similarity = |&(a, b): &(usize, usize)| value(&meeting.similarity, a, b);
    // Of equals the first in the record.
    let best = told.max_by(|a, b| similarity(a).total_cmp(&similarity(b)).then(b.cmp(a)))?;
    let name = |place: usize| meeting.speeches[place].name.as_str();
    let nearness = similarity(&best);
    (nearness > 0.0).then(|| (name(best.0), name(best.1), words::signed(nearness, 2)))
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    let (zh, en) = match Axis::new(&meeting.similarity.merges) {
        Some(axis) if axis.is_share => {
            ("重抽样中同组的比例", "the share of resamplings in which they are together")
        }
        _ => ("相似度", "similarity"),
    };
    let silhouette = meeting.similarity.silhouette.map_or_else(Phrase::default, |mean| {
        let mean = words::signed(mean, 2);
        Phrase::new(format!("平均轮廓系数{mean}。"), format!("Mean silhouette {mean}."))
    });
    words::sentences([
        words::size(meeting),
        Phrase::new(
            format!(
                "格中为两篇发言用词和议题的余弦相似度（词频加权，加议题份额，并减去全会平均，0为一般，\
                 正为比一般相近，负为比一般疏远）；左侧树按{zh}由高到低合并（平均联结）。"
            ),
            format!(
                "A cell is the cosine of two speeches’ words and themes (weighted frequencies and \
                 shares, less the meeting’s mean): 0 is as usual, above is nearer, below is \
                 farther. The tree on the left joins them by {en}, highest first (average link)."
            ),
        ),
        numbers_note(meeting),
        interval_note(meeting),
        words::group_note(meeting),
        silhouette,
        words::source(meeting),
    ])
}

/// Where the numbers are, if the cells have no room for them.
fn numbers_note(meeting: &MeetingAnalysis) -> Phrase {
    match Frame::new(meeting).has_numbers() {
        true => Phrase::default(),
        false => Phrase::new(
            "发言太多，格中不写数字，见表格similarity.csv。",
            "With so many speeches the cells are too small for numbers: see the table \
             similarity.csv.",
        ),
    }
}

/// What a dot in a cell says, or why there is none.
fn interval_note(meeting: &MeetingAnalysis) -> Phrase {
    match meeting.similarity.intervals.is_empty() {
        true => Phrase::new(
            "文字太多或未重抽语句，没有估计相似度的区间。",
            "There is too much text, or no resampling, for intervals of the similarities.",
        ),
        false => Phrase::new(
            "格角有圆点的，相似度的95%区间（由重抽语句得出）含0，或语句不足5句而没有区间：\
             分不清这两篇是近、是远还是一般。",
            "A dot in the corner: the 95% interval (from drawing sentences again) holds 0, or \
             fewer than five sentences allow none; whether the two are near, far or neither \
             cannot be told.",
        ),
    }
}

/// The matrix at zero, with what its rows are.
struct Frame<'m> {
    meeting: &'m MeetingAnalysis,
    /// Speeches from top to bottom.
    order: Vec<usize>,
    cell: f64,
    /// Similarity at which the colours end.
    span: f64,
}

impl<'m> Frame<'m> {
    fn new(meeting: &'m MeetingAnalysis) -> Self {
        let n = meeting.speeches.len();
        let similarity = &meeting.similarity;
        let complete = {
            let mut sorted = similarity.order.clone();
            sorted.sort_unstable();
            sorted.iter().copied().eq(0..n)
        };
        let order = if complete { similarity.order.clone() } else { (0..n).collect() };
        let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
        let widest = pairs.map(|(i, j)| value(similarity, i, j).abs()).fold(LEAST_SPAN, f64::max);
        Self {
            meeting,
            order,
            cell: (MATRIX / n as f64).clamp(SMALLEST_CELL, LARGEST_CELL),
            span: (widest * 10.0).ceil() / 10.0,
        }
    }

    /// Whether every cell has room for its number.
    ///
    /// All numbers or none: a lone 0, the narrowest, would look like a mark.
    fn has_numbers(&self) -> bool {
        self.cell >= SMALLEST_NUMBERED
    }

    fn side(&self) -> f64 {
        self.cell * self.order.len() as f64
    }

    /// The middle of row or column `place`.
    fn middle(&self, place: usize) -> f64 {
        self.cell * (place as f64 + 0.5)
    }

    /// The group of the speech in row `place`.
    fn group(&self, place: usize) -> Option<usize> {
        let speech = *self.order.get(place)?;
        self.meeting.groups.iter().position(|group| group.members.contains(&speech))
    }

    /// Neighbouring rows of one group: (group, first row, row after the last).
    fn runs(&self) -> Vec<(Option<usize>, usize, usize)> {
        let mut runs: Vec<(Option<usize>, usize, usize)> = Vec::new();
        for place in 0..self.order.len() {
            let group = self.group(place);
            match runs.last_mut() {
                Some((last, _, end)) if *last == group && group.is_some() => *end = place + 1,
                _ => runs.push((group, place, place + 1)),
            }
        }
        runs
    }
}

fn value(similarity: &Similarity, i: usize, j: usize) -> f64 {
    parts::finite(similarity.matrix.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0.0))
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let frame = Frame::new(meeting);
    cells(&mut canvas, &frame);
    let names = names(&mut canvas, &frame);
    groups(&mut canvas, &frame, frame.side() + names + 2.5 * PAD);
    tree(&mut canvas, &frame);
    scale(&mut canvas, &frame);
    canvas
}

fn cells(canvas: &mut Canvas, frame: &Frame) {
    let numbers = frame.has_numbers();
    for (row, &i) in frame.order.iter().enumerate() {
        for (column, &j) in frame.order.iter().enumerate() {
            let corner = (column as f64 * frame.cell, row as f64 * frame.cell);
            let area = Area::new(corner.0, corner.1, frame.cell - SEAM, frame.cell - SEAM);
            if i == j {
                canvas.rect(area, Paint::Faint);
                continue;
            }
            let similarity = value(&frame.meeting.similarity, i, j);
            let fill = Fill::ramp(similarity / frame.span);
            canvas.rect(area, fill);
            canvas.spot(area, Target::Pair(i.min(j), i.max(j)));
            let label = canvas.small(&words::signed(similarity, 2));
            let label = label.paint(Paint::On(fill));
            if numbers {
                parts::text_inside(canvas, label, area, 1.0);
            }
            if doubtful(frame.meeting, i, j) {
                let inset = DOT + 2.0;
                canvas.dot((area.right() - inset, area.y + inset), DOT, Paint::On(fill));
            }
        }
    }
}

/// Whether a pair is marked as one that cannot be told: never where none has an interval.
fn doubtful(meeting: &MeetingAnalysis, i: usize, j: usize) -> bool {
    !meeting.similarity.intervals.is_empty() && meeting.similarity.cannot_tell(i, j)
}

/// Names right of the rows and above the columns; returns the width of the widest.
fn names(canvas: &mut Canvas, frame: &Frame) -> f64 {
    let mut widest = 0.0_f64;
    for (place, &speech) in frame.order.iter().enumerate() {
        let name = &frame.meeting.speeches[speech].name;
        let fits = canvas.style.body * 1.2 <= frame.cell;
        let label = if fits { canvas.body(name) } else { canvas.small(name) };
        let label = label.paint(Paint::Ink);
        widest = widest.max(canvas.width(&label));
        let at = (frame.side() + PAD, frame.middle(place));
        canvas.linked(at, label.clone(), Target::Speech(speech));
        canvas.linked((frame.middle(place), -PAD), label.turned(), Target::Speech(speech));
    }
    widest
}

/// A frame around each group in the matrix; its name and confidence right of the names, at `x`.
fn groups(canvas: &mut Canvas, frame: &Frame, x: f64) {
    for (group, first, end) in frame.runs() {
        let Some(group) = group.and_then(|g| frame.meeting.groups.get(g)) else { continue };
        let (top, bottom) = (first as f64 * frame.cell, end as f64 * frame.cell - SEAM);
        if end - first > 1 {
            let corners = [(top, top), (bottom, top), (bottom, bottom), (top, bottom), (top, top)];
            canvas.line(&corners, Paint::Ink, 1.5);
            parts::bracket(canvas, (x, top + 3.0), bottom - 3.0, -PAD / 2.0);
        }
        let middle = (top + bottom) / 2.0;
        let (name, confidence) = parts::group_labels(canvas, group);
        let after = x + PAD + canvas.width(&name) + PAD;
        canvas.text((x + PAD, middle), name);
        canvas.text((after, middle), confidence);
    }
}

/// A cluster while the tree grows: where its stem stands, and whose it is.
#[derive(Clone, Copy)]
struct Stem {
    at: Point,
    group: Option<usize>,
}

/// What the forks of the tree stand at: the share of draws in which their sides are together,
/// or, without draws, their similarity.
struct Axis {
    left: f64,
    right: f64,
    is_share: bool,
}

impl Axis {
    /// `None` without forks.
    fn new(merges: &[Merge]) -> Option<Self> {
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
fn tree(canvas: &mut Canvas, frame: &Frame) {
    let merges = &frame.meeting.similarity.merges;
    let Some(axis) = Axis::new(merges) else { return };
    let mut stems: Vec<Option<Stem>> = vec![None; frame.order.len()];
    for (place, &speech) in frame.order.iter().enumerate() {
        stems[speech] = Some(Stem { at: (-PAD, frame.middle(place)), group: frame.group(place) });
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
        let text = if axis.is_share { percent(value) } else { words::signed(value, digits) };
        let label = canvas.small(&text).anchor(Anchor::Middle);
        canvas.text((x, y + 13.0), label);
    }
    let name =
        if axis.is_share { "重抽样中同组的比例" } else { "合并处的平均相似度" };
    let middle = -PAD - TREE / 2.0;
    canvas.text((middle, y + 30.0), canvas.small(name).anchor(Anchor::Middle));
}

/// The colours and what they mean, below the matrix.
fn scale(canvas: &mut Canvas, frame: &Frame) {
    /// Keeps clear of the tree's axis.
    const INDENT: f64 = 20.0;
    let width = frame.side().clamp(110.0, 180.0);
    let y = frame.side() + PAD;
    let step = width / f64::from(2 * RAMP + 1);
    for i in -RAMP..=RAMP {
        let area = Area::new(INDENT + f64::from(i + RAMP) * step, y, step + 0.25, 8.0);
        canvas.rect(area, Fill::Ramp(i));
    }
    for (end, at) in [(-1.0, 0.0), (0.0, 0.5), (1.0, 1.0)] {
        let label = canvas.small(&words::signed(end * frame.span, 1)).anchor(Anchor::Middle);
        canvas.text((INDENT + width * at, y + 17.0), label);
    }
    let middle = INDENT + width / 2.0;
    canvas.text((middle, y + 32.0), canvas.small("相似度").anchor(Anchor::Middle));
    let n = frame.order.len();
    if (0..n).any(|i| (0..i).any(|j| doubtful(frame.meeting, i, j))) {
        let x = INDENT + width + 3.0 * PAD;
        canvas.dot((x, y + 4.0), DOT, Paint::Ink);
        canvas.text((x + PAD, y + 4.0), canvas.small("分不清：区间含0"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        canvas::{Mark, Sheet},
        fixtures,
    };

    #[test]
    fn a_cell_for_each_pair_and_two_names_for_each_speech() {
        let style = Style::default();
        for n in [2, 3, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = lay(&meeting, &style).sheet(&head(&meeting));
            fixtures::check(&sheet);
            assert_eq!(fixtures::rects(&sheet), n * n + 2 * RAMP as usize + 1, "{n} speeches");
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 2, "{}", speech.name);
            }
        }
    }

    #[test]
    fn pairs_that_cannot_be_told_are_dotted_clear_of_their_numbers() {
        let style = Style::default();
        let dots = |sheet: &Sheet| -> Vec<Area> {
            let dot = |mark: &Mark| match mark {
                Mark::Dot { centre: (x, y), radius: r, .. } => {
                    Some(Area::new(x - r, y - r, 2.0 * r, 2.0 * r))
                }
                _ => None,
            };
            sheet.canvas.marks.iter().filter_map(dot).collect()
        };
        for n in [2, 8, 20, 31] {
            let mut meeting = fixtures::meeting(n);
            let sheet = lay(&meeting, &style).sheet(&head(&meeting));
            fixtures::check(&sheet);
            let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
            let cannot = pairs.filter(|&(i, j)| meeting.similarity.cannot_tell(i, j)).count();
            let dots_of = dots(&sheet);
            // Two cells a pair, and one in the legend.
            assert_eq!(dots_of.len(), if cannot > 0 { 2 * cannot + 1 } else { 0 }, "{n}");
            for (label, area) in sheet.labels() {
                assert!(dots_of.iter().all(|dot| dot.overlap(&area) == 0.0), "{}", label.text);
            }
            assert_eq!(fixtures::count(&sheet, "分不清：区间含0"), usize::from(cannot > 0));
            meeting.similarity.intervals.clear();
            assert!(dots(&lay(&meeting, &style).sheet(&head(&meeting))).is_empty());
            assert!(head(&meeting).caption.zh.contains("没有估计相似度的区间"));
        }
    }

    #[test]
    fn values_stand_in_cells_that_have_room() {
        let style = Style::default();
        let values = |n| {
            let meeting = fixtures::meeting(n);
            let sheet = lay(&meeting, &style).sheet(&head(&meeting));
            let pair = &meeting.similarity.matrix[0][1];
            fixtures::count(&sheet, &words::signed(*pair, 2))
        };
        assert!(values(8) >= 2);
        assert_eq!(values(60), 0);
    }

    #[test]
    fn a_tree_that_does_not_fit_the_speeches_is_left_out() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(3);
        meeting.similarity.order = vec![7];
        meeting.similarity.merges[0].a = 99;
        fixtures::check(&lay(&meeting, &style).sheet(&head(&meeting)));
        meeting.similarity.merges.clear();
        fixtures::check(&lay(&meeting, &style).sheet(&head(&meeting)));
        for n in [0, 1] {
            assert!(draw(&fixtures::meeting(n), &style).unwrap().is_none());
        }
    }
}
