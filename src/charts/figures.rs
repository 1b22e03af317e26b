//! The largest figures of each speech, with the words around them.

use std::ops::Range;

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    mark::{Anchor, Label},
    parts,
    style::{Paint, Style},
    words,
};
use crate::{
    analysis::{Figure, MeetingAnalysis, key_figures},
    ids::SpeechId,
    phrase::Phrase,
    say::{findings, quantity_of},
};

/// Figures shown of each speech.
const TOP: usize = 3;
const ROW: f64 = 20.0;
const PAD: f64 = 8.0;
/// Space between panels.
const GAP: f64 = 34.0;
/// Height of a panel's name.
const HEADING: f64 = 28.0;
/// Room for the words around a figure.
const CONTEXT: f64 = 400.0;
/// Part of it for those before the figure, at most.
const BEFORE: f64 = 0.4;
/// A row of panels is no wider than this, unless one panel is wider.
const WIDTH: f64 = 1180.0;

/// Key figures of each speech; `None` if no speech states a figure.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    if stating(meeting).is_empty() {
        return None;
    }
    Some(drawing(meeting, style))
}

/// The speeches that state figures, by group.
fn stating(meeting: &MeetingAnalysis) -> Vec<SpeechId> {
    parts::by_group(meeting).filter(|&speech| !meeting[speech].figures.is_empty()).collect()
}

fn drawing<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, style), text: text(meeting) }
}

fn text(meeting: &MeetingAnalysis) -> ChartText {
    ChartText { name: "figures", title: findings::figures(meeting), caption: caption(meeting) }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    let silent = meeting.speeches.len() - stating(meeting).len();
    let silent = match silent {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("{n}篇没有数字，不在图上。"),
            format!("{n} state none and are not shown."),
        ),
    };
    words::sentences([
        words::size(meeting),
        Phrase::new(
            format!(
                "每格为一篇发言：每个计量单位只取最大的一个数，再取其中最大的至多{TOP}个，依原文先后；\
                 名后为所示个数和全篇个数。左为数值（万、亿已换算），右为原文，约数的说法照录。\
                 全部数字见表格figures.csv。"
            ),
            format!(
                "Each panel is a speech: of each unit the largest figure, of these the {TOP} \
                 largest at most, in the order of the text; behind the name how many of how many \
                 are shown. Left the number (万 and 亿 multiplied out), right the words around it, \
                 hedges as printed. All figures are in the table figures.csv."
            ),
        ),
        silent,
        words::source(meeting),
    ])
}

/// Sizes that all panels share.
struct FigureGrid {
    /// Width of the widest number.
    numbers: f64,
    /// Width of a panel.
    panel: f64,
    columns: usize,
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let speeches = stating(meeting);
    let grid = grid(&canvas, meeting, &speeches);
    let mut y = 0.0;
    for row in speeches.chunks(grid.columns) {
        for (column, &speech) in row.iter().enumerate() {
            let at = Point::new((grid.panel + GAP) * column as f64, y);
            panel(&mut canvas, &grid, at, meeting, speech);
        }
        let rows = row.iter().map(|&speech| key_figures(&meeting[speech].figures, TOP).len());
        y += HEADING + ROW * rows.max().unwrap_or(1) as f64 + GAP / 2.0;
    }
    canvas
}

fn grid(canvas: &Canvas, meeting: &MeetingAnalysis, speeches: &[SpeechId]) -> FigureGrid {
    let (mut numbers, mut names) = (0.0_f64, 0.0_f64);
    for &id in speeches {
        let speech = &meeting[id];
        let counts = canvas.small("000/000");
        let name = canvas.body(&canvas.called(&speech.name));
        names = names.max(canvas.width(&name) + PAD + canvas.width(&counts));
        for shown in key_figures(&speech.figures, TOP) {
            numbers = numbers.max(canvas.width(&number(canvas, &speech.figures[shown])));
        }
    }
    let panel = (numbers + 2.0 * PAD + CONTEXT).max(names);
    let fit = (((WIDTH + GAP) / (panel + GAP)) as usize).clamp(1, speeches.len().max(1));
    FigureGrid { numbers, panel, columns: fit }
}

/// A figure's value and unit.
fn number(canvas: &Canvas, figure: &Figure) -> Label {
    canvas.body(canvas.said(&quantity_of(figure.value, &figure.unit)))
}

/// The figures of the speech `id`, below and right of `at`.
fn panel(
    canvas: &mut Canvas,
    grid: &FigureGrid,
    at: Point,
    meeting: &MeetingAnalysis,
    id: SpeechId,
) {
    let (Point { x, y }, speech) = (at, &meeting[id]);
    let name = canvas.body(&canvas.called(&speech.name)).bold();
    let shown = key_figures(&speech.figures, TOP);
    let middle = y + HEADING / 2.0 - 3.0;
    let counts = canvas.small(&format!("{}/{}", shown.len(), speech.figures.len()));
    canvas.text(Point::new(x + canvas.width(&name) + PAD, middle), counts);
    canvas.linked(Point::new(x, middle), name, Target::Speech(id));
    let line = y + HEADING - 5.0;
    canvas.line(&[Point::new(x, line), Point::new(x + grid.panel, line)], Paint::Faint, 1.0);
    for (row, shown) in shown.into_iter().enumerate() {
        let top = y + HEADING + ROW * row as f64;
        let of = Target::Figure { speech: id, place: shown };
        canvas.spot(Area::new(x, top, grid.panel, ROW), of);
        let figure = &speech.figures[shown];
        let end = Point::new(x + grid.numbers, top + ROW / 2.0);
        canvas.text(end, number(canvas, figure).anchor(Anchor::End));
        context(canvas, Point::new(end.x + 2.0 * PAD, end.y), figure);
    }
}

/// The figure as printed, with as much of the sentence before and after it as there is room for.
fn context(canvas: &mut Canvas, at: Point, figure: &Figure) {
    let [start, end] = figure.span;
    let before = characters(&figure.sentence, 0..start);
    let raw = characters(&figure.sentence, start..end);
    let after = characters(&figure.sentence, end..usize::MAX);
    let raw = words::head(&raw, CONTEXT, |text| small_width(canvas, text));
    let raw = canvas.small(&raw).paint(Paint::Ink);
    let room = CONTEXT - canvas.width(&raw);
    let before = words::tail(&before, room * BEFORE, |text| small_width(canvas, text));
    let before = canvas.small(&before);
    let room_after = room - canvas.width(&before);
    let after = words::head(&after, room_after, |text| small_width(canvas, text));
    let after = canvas.small(&after);
    let raw_at = Point::new(at.x + canvas.width(&before), at.y);
    let after_at = Point::new(raw_at.x + canvas.width(&raw), at.y);
    canvas.text(at, before);
    canvas.text(raw_at, raw);
    canvas.text(after_at, after);
}

/// The characters of `sentence` at `places`, on one line.
fn characters(sentence: &str, places: Range<usize>) -> String {
    let letters = sentence.chars().skip(places.start).take(places.len());
    words::clean(&letters.collect::<String>())
}

/// The width of `text` as a small label.
fn small_width(canvas: &Canvas, text: &str) -> f64 {
    canvas.width(&canvas.small(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::fixtures;

    #[test]
    fn a_figure_stands_between_the_words_around_it() {
        let style = Style::default();
        for n in [1, 2, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = drawing(&meeting, &style).sheet();
            fixtures::check(&sheet);
            let rows =
                meeting.speeches.iter().map(|speech| key_figures(&speech.figures, TOP).len());
            let spots = sheet.canvas.spots.iter();
            let figures = spots.filter(|spot| matches!(spot.of, Target::Figure { .. })).count();
            assert_eq!(figures, rows.sum::<usize>(), "{n}");
            assert!(fixtures::count(&sheet, "近50万人次") > 0);
        }
    }

    #[test]
    fn context_has_stand_ins_for_what_cannot_be_drawn() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(2);
        for speech in &mut meeting.speeches {
            for figure in &mut speech.figures {
                figure.sentence = format!("在\u{e000}某县帮扶{}，使\u{e001}更多", figure.raw);
                figure.span = [6, 6 + figure.raw.chars().count()];
            }
        }
        let sheet = drawing(&meeting, &style).drawable();
        assert!(fixtures::count(&sheet, "在〓某县帮扶") > 0);
        assert!(fixtures::count(&sheet, "，使〓更多") > 0);
        assert!(draw(&meeting, &style).is_some());
    }
}
