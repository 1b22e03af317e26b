//! Which speeches are alike: the tree of the speeches beside their similarities.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::Drawing,
    geometry::{Area, Point},
    mark::Anchor,
    parts,
    style::{Fill, Paint, RAMP, Style},
};
use crate::{
    analysis::{MeetingAnalysis, Tree},
    budget::HEAT_MAP_SPEECHES,
    ids::SpeechId,
    phrase::Phrase,
    say::signed,
};

mod frame;
mod says;
mod tree;

use frame::{Frame, GroupedRows, PAD, value};

/// Background between two cells.
const SEAM: f64 = 1.0;
/// Radius of the mark for “cannot tell”: small enough to keep clear of the number below it.
const DOT: f64 = 2.0;

/// Two speeches, less their mean, are always opposites: such a chart would show nothing.
const FEWEST: usize = 3;

/// Dendrogram and ordered matrix; `None` below three speeches.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    let n = meeting.speeches.len();
    let tree = meeting.grouping.tree().filter(|_| (FEWEST..=HEAT_MAP_SPEECHES).contains(&n))?;
    Some(drawing(meeting, tree, style))
}

fn drawing<'a>(meeting: &MeetingAnalysis, tree: &Tree, style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, tree, style), text: says::text(meeting, tree) }
}

fn lay<'a>(meeting: &MeetingAnalysis, tree: &Tree, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let frame = Frame::new(meeting, tree);
    cells(&mut canvas, &frame);
    let names = names(&mut canvas, &frame);
    groups(&mut canvas, &frame, frame.side() + names + 2.5 * PAD);
    tree::draw(&mut canvas, &frame);
    scale(&mut canvas, &frame);
    canvas
}

fn cells(canvas: &mut Canvas, frame: &Frame) {
    let numbers = frame.numbers();
    for (row, &i) in frame.order.iter().enumerate() {
        for (column, &j) in frame.order.iter().enumerate() {
            let (x, y) = (column as f64 * frame.cell, row as f64 * frame.cell);
            let area = Area::new(x, y, frame.cell - SEAM, frame.cell - SEAM);
            if i == j {
                canvas.rect(area, Paint::Faint);
                continue;
            }
            let similarity = value(frame.tree, i, j);
            let fill = Fill::ramp(similarity / frame.span);
            canvas.rect(area, fill);
            canvas.spot(area, Target::Pair(i.min(j), i.max(j)));
            let label = canvas.small(&numbers.text(similarity)).paint(Paint::On(fill));
            parts::text_inside(canvas, label, area, 1.0);
            if doubtful(frame.meeting, i, j) {
                let inset = DOT + 1.5;
                let corner = Point::new(area.right() - inset, area.y + inset);
                canvas.dot(corner, DOT, Paint::On(fill));
            }
        }
    }
}

/// Whether a pair gets the mark for “cannot tell”; no pair does if none has an interval.
fn doubtful(meeting: &MeetingAnalysis, a: SpeechId, b: SpeechId) -> bool {
    meeting.grouping.has_intervals() && meeting.grouping.cannot_tell(a, b)
}

/// Names right of the rows and above the columns; returns the width of the widest.
fn names(canvas: &mut Canvas, frame: &Frame) -> f64 {
    let mut widest = 0.0_f64;
    for (place, &speech) in frame.order.iter().enumerate() {
        let name = canvas.called(&frame.meeting[speech].name);
        let fits = canvas.style.body * 1.2 <= frame.cell;
        let label = if fits { canvas.body(&name) } else { canvas.small(&name) };
        let label = label.paint(Paint::Ink);
        widest = widest.max(canvas.width(&label));
        let (right, above) = (
            Point::new(frame.side() + PAD, frame.middle(place)),
            Point::new(frame.middle(place), -PAD),
        );
        canvas.linked(right, label.clone(), Target::Speech(speech));
        canvas.linked(above, label.turned(), Target::Speech(speech));
    }
    widest
}

/// A frame around each group in the matrix; its name and confidence right of the names, at `x`.
fn groups(canvas: &mut Canvas, frame: &Frame, x: f64) {
    for GroupedRows { group, rows } in frame.runs() {
        let Some(group) = group.and_then(|id| frame.meeting.group(id)) else { continue };
        let (top, bottom) = (rows.start as f64 * frame.cell, rows.end as f64 * frame.cell - SEAM);
        if rows.len() > 1 {
            let corners = [(top, top), (bottom, top), (bottom, bottom), (top, bottom), (top, top)];
            canvas.line(&corners.map(|(x, y)| Point::new(x, y)), Paint::Ink, 1.5);
            parts::bracket(canvas, x, top + 3.0, bottom - 3.0, -PAD / 2.0);
        }
        let middle = (top + bottom) / 2.0;
        let (name, confidence) = parts::group_labels(canvas, frame.meeting, group);
        let after = x + PAD + canvas.width(&name) + PAD;
        canvas.text(Point::new(x + PAD, middle), name);
        canvas.text(Point::new(after, middle), confidence);
    }
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
        let label = canvas.small(&signed(end * frame.span, 1)).anchor(Anchor::Middle);
        canvas.text(Point::new(INDENT + width * at, y + 17.0), label);
    }
    let middle = INDENT + width / 2.0;
    let name = Phrase::new("相似度", "similarity");
    let name = canvas.small(canvas.said(&name)).anchor(Anchor::Middle);
    canvas.text(Point::new(middle, y + 32.0), name);
    if frame.meeting.pairs().any(|(a, b)| doubtful(frame.meeting, a, b)) {
        let x = INDENT + width + 3.0 * PAD;
        canvas.dot(Point::new(x, y + 4.0), DOT, Paint::Ink);
        let cannot = Phrase::new("分不清：区间含偶然值", "cannot be told from chance");
        canvas.text(Point::new(x + PAD, y + 4.0), canvas.small(canvas.said(&cannot)));
    }
}

#[cfg(test)]
mod tests {
    use super::{frame::CellNumbers, *};
    use crate::charts::{drawing::ChartSheet, fixtures, mark::Mark};

    fn tree_of(meeting: &MeetingAnalysis) -> &Tree {
        meeting.grouping.tree().expect("a tree")
    }

    fn laid<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> ChartSheet<'a> {
        drawing(meeting, tree_of(meeting), style).sheet()
    }

    #[test]
    fn a_cell_for_each_pair_and_two_names_for_each_speech() {
        let style = Style::default();
        for n in [2, 3, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = laid(&meeting, &style);
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
        let dots = |sheet: &ChartSheet| -> Vec<Area> {
            let dot = |mark: &Mark| match mark {
                Mark::Dot { centre, radius, .. } => Some(Area::square(*centre, *radius)),
                _ => None,
            };
            sheet.canvas.marks.iter().filter_map(dot).collect()
        };
        for n in [2, 8, 20, 31] {
            let mut meeting = fixtures::meeting(n);
            let sheet = laid(&meeting, &style);
            fixtures::check(&sheet);
            let grouping = &meeting.grouping;
            let cannot = meeting.pairs().filter(|&(a, b)| grouping.cannot_tell(a, b)).count();
            let dots_of = dots(&sheet);
            // Two cells a pair, and one in the legend.
            assert_eq!(dots_of.len(), if cannot > 0 { 2 * cannot + 1 } else { 0 }, "{n}");
            for (label, area) in sheet.labels() {
                assert!(dots_of.iter().all(|dot| dot.overlap(&area) == 0.0), "{}", label.text);
            }
            assert_eq!(fixtures::count(&sheet, "分不清：区间含偶然值"), usize::from(cannot > 0));
            fixtures::tree(&mut meeting).intervals = None;
            assert!(dots(&laid(&meeting, &style)).is_empty());
            assert!(
                says::text(&meeting, tree_of(&meeting)).caption.zh.contains("没有估计相似度的区间")
            );
        }
    }

    #[test]
    fn values_stand_in_cells_that_have_room() {
        let style = Style::default();
        let values = |n| {
            let meeting = fixtures::meeting(n);
            let sheet = laid(&meeting, &style);
            let pair = &tree_of(&meeting).cosines.rows()[0][1];
            let number = Frame::new(&meeting, tree_of(&meeting)).numbers();
            (fixtures::count(&sheet, &number.text(*pair)), number)
        };
        for (n, numbers) in
            [(2, CellNumbers::Decimals), (8, CellNumbers::Decimals), (31, CellNumbers::Hundredths)]
        {
            assert!(values(n).0 >= 2 && values(n).1 == numbers, "{n}: {:?}", values(n));
        }
        assert_eq!(values(60), (0, CellNumbers::None));
    }

    #[test]
    fn a_tree_that_does_not_fit_the_speeches_is_left_out() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(3);
        fixtures::tree(&mut meeting).order = vec![SpeechId::new(7)];
        fixtures::tree(&mut meeting).merges[0].a = 99;
        fixtures::check(&laid(&meeting, &style));
        fixtures::tree(&mut meeting).merges.clear();
        fixtures::check(&laid(&meeting, &style));
        for n in [0, 1, 2] {
            assert!(draw(&fixtures::meeting(n), &style).is_none());
        }
    }
}
