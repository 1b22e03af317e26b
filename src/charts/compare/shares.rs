//! How the shares of themes changed: lines from the earlier meeting to the later one, and beside
//! them the changes with their intervals.

use super::{
    axis,
    last::{self, LastChange},
    marks, says,
    spread::spread,
};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        legend,
        mark::{Anchor, Label},
        parts,
        style::{Paint, Style},
        words,
    },
    compare::{Direction, MeetingComparison, ShareChange},
    phrase::Phrase,
    say::percent,
};

/// Between the two meetings.
const SLOPE: f64 = 240.0;
/// The height of the lines, and what each theme adds to it beyond the first.
const HEIGHT: f64 = 380.0;
const HEIGHT_FROM: usize = 12;
/// Between two labels.
const ROW: f64 = 21.0;
/// From a dot to its label.
const LEAD: f64 = 40.0;
const PAD: f64 = 8.0;
/// The panel of changes.
const PANEL: f64 = 230.0;
/// Room for a name; longer ones are cut.
const NAME: f64 = 230.0;
const ENGLISH_NAME: f64 = 300.0;
const DOT: f64 = 4.5;
/// From the heads of the columns to the topmost label.
const HEAD: f64 = 26.0;
/// Ticks on either side of zero, at most.
const TICKS: usize = 3;
/// The smallest step between ticks: a thousandth of all text.
const LEAST_STEP: f64 = 0.001;
/// Themes named in a title for each direction. Chosen by eye.
const NAMED: usize = 2;

/// Slopes and changes; `None` without themes or without a speaker of both meetings.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let last = LastChange::of(comparison)?;
    if last.change.shares.is_empty() || last.change.pairs.is_empty() {
        return None;
    }
    Some(Drawing { canvas: lay(&last, style), text: text(&last) })
}

fn text(last: &LastChange) -> ChartText {
    ChartText { name: "shares", title: title(last), caption: caption(last) }
}

fn title(last: &LastChange) -> Phrase {
    let shares = &last.change.shares;
    let unsure = shares.iter().filter(|one| !last::is_told(one.direction)).count();
    let between = last.between();
    let (up, down) = (named(last, Direction::Up), named(last, Direction::Down));
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (names, verb_zh, verb_en) in [(up, "上升", "rose"), (down, "下降", "fell")] {
        if !names.is_empty() {
            zh.push(format!("{}{verb_zh}", names.zh));
            en.push(format!("{} {verb_en}", names.en));
        }
    }
    if unsure > 0 {
        let all = unsure == shares.len() && unsure > 1;
        zh.push(if all {
            format!("{unsure}个都看不出变化")
        } else {
            format!("{unsure}个看不出变化")
        });
        en.push(format!("{unsure} cannot be told"));
    }
    Phrase::new(
        format!("各议题的份额（{}）：{}", between.zh, zh.join("，")),
        format!("Shares of themes ({}): {}", between.en, en.join("; ")),
    )
}

/// The themes that went farthest in a direction, with their changes; empty if none did.
fn named(last: &LastChange, direction: Direction) -> Phrase {
    let mut told: Vec<&ShareChange> =
        last.change.shares.iter().filter(|one| one.direction == direction).collect();
    told.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for one in told.iter().take(NAMED) {
        let name = last::theme(last.comparison, &one.theme);
        let points = marks::points(one.difference, 1);
        zh.push(format!("{}（{points}）", name.zh));
        en.push(format!("{} ({points})", name.en));
    }
    let more = told.len().saturating_sub(NAMED);
    if more == 0 {
        return Phrase::new(zh.join("、"), en.join(", "));
    }
    let all = told.len();
    Phrase::new(format!("{}等{all}个", zh.join("、")), format!("{} and {more} more", en.join(", ")))
}

fn caption(last: &LastChange) -> Phrase {
    let noise = last.change.share_noise.map_or_else(
        || {
            Phrase::new(
                "两次都发言的不足6位，没有偶然幅度可比。",
                "With fewer than six speakers of both there is no band of chance.",
            )
        },
        |noise| {
            let band = marks::points(noise, 1);
            Phrase::new(
                format!(
                    "灰带为偶然幅度（±{}个百分点）：各发言者的前后两次随机互换，20次有19次不超出。",
                    band.trim_start_matches('+')
                ),
                format!(
                    "The grey band is chance (±{} points): 19 of 20 random swaps of each \
                     speaker’s two meetings stay within.",
                    band.trim_start_matches('+')
                ),
            )
        },
    );
    words::sentences([
        says::pairs(last),
        Phrase::new(
            "左为各发言者份额的平均，每位一票；右为变化及其95%区间（各位的变化随意变号，不足6位时前后段落重新分发而得），\
             单位为百分点，末列为份额上升、下降的发言人数。",
            "Left the mean of the speakers’ shares, each with one vote; right the change in \
             percentage points with its 95% interval, from flipping the signs of the speakers’ \
             changes, or with fewer than six speakers from dealing their passages anew; the last \
             column counts the speakers whose share rose and fell.",
        ),
        says::directions(),
        noise,
        says::alone(last),
        says::source(last.comparison),
    ])
}

/// Where things are.
struct Frame {
    height: f64,
    /// The share at the top.
    top: f64,
    /// Left end of the numbers and of the names on the right.
    numbers: f64,
    names: f64,
    /// Left end of the panel, and what it shows from its left to its right.
    panel: f64,
    range: [f64; 2],
}

impl Frame {
    fn new(canvas: &Canvas, last: &LastChange) -> Self {
        let shares = &last.change.shares;
        let all = shares.iter().flat_map(|one| [one.earlier, one.later]);
        let top = all.map(parts::finite).fold(0.0, f64::max).max(LEAST_STEP);
        let numbers = SLOPE + LEAD;
        let names = numbers + canvas.width(&canvas.body(">99%")) + PAD;
        let labels = shares.iter().map(|one| name(canvas, last, one)).collect::<Vec<_>>();
        let more = shares.len().saturating_sub(HEIGHT_FROM) as f64;
        Self {
            height: HEIGHT + more * ROW,
            top,
            numbers,
            names,
            panel: names + parts::widest(canvas, labels.iter()) + 3.0 * PAD,
            range: range(last),
        }
    }

    fn y(&self, share: f64) -> f64 {
        self.height * (1.0 - parts::finite(share) / self.top)
    }

    /// A change in the panel.
    fn x(&self, difference: f64) -> f64 {
        let [low, high] = self.range;
        let part = (parts::finite(difference) - low) / (high - low);
        self.panel + PANEL * part.clamp(0.0, 1.0)
    }
}

/// All that the panel must show, zero and the band of chance included.
fn range(last: &LastChange) -> [f64; 2] {
    let mut ends = vec![-LEAST_STEP, LEAST_STEP];
    for one in &last.change.shares {
        ends.push(one.difference);
        ends.extend(one.interval.into_iter().flatten());
    }
    ends.extend(last.change.share_noise.into_iter().flat_map(|noise| [-noise, noise]));
    let ends: Vec<f64> = ends.into_iter().map(parts::finite).collect();
    [ends.iter().copied().fold(0.0, f64::min), ends.iter().copied().fold(0.0, f64::max)]
}

fn name_room(canvas: &Canvas) -> f64 {
    if canvas.style.tongue.is_chinese() { NAME } else { ENGLISH_NAME }
}

fn name(canvas: &Canvas, last: &LastChange, one: &ShareChange) -> Label {
    let label = last::theme(last.comparison, &one.theme);
    let text = canvas.fitted(canvas.said(&label), canvas.style.body, name_room(canvas));
    let paint = if last::is_told(one.direction) { Paint::Ink } else { Paint::Muted };
    canvas.body(&text).paint(paint)
}

fn lay<'a>(last: &LastChange, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let frame = Frame::new(&canvas, last);
    let shares = &last.change.shares;
    let left = rows(shares, &frame, |one| one.earlier);
    let right = rows(shares, &frame, |one| one.later);
    let (top, bottom) = (right[0].y, right[right.len() - 1].y);
    let above = top.min(left[0].y).min(0.0) - HEAD;
    heads(&mut canvas, last, &frame, above);
    panel(&mut canvas, last, &frame, [top - ROW / 2.0, bottom + ROW / 2.0]);
    slopes(&mut canvas, shares, &frame);
    for Row { one, y } in left {
        left_label(&mut canvas, last, &frame, one, y);
    }
    for Row { one, y } in right {
        right_label(&mut canvas, last, &frame, one, y);
    }
    let keys = marks::keys(&canvas);
    legend::put_above(&mut canvas, &keys);
    canvas
}

/// A theme, and the height of its label.
struct Row<'c> {
    one: &'c ShareChange,
    y: f64,
}

/// The themes from the largest `value` to the smallest, their labels apart.
fn rows<'c>(
    shares: &'c [ShareChange],
    frame: &Frame,
    value: fn(&ShareChange) -> f64,
) -> Vec<Row<'c>> {
    let mut order: Vec<&ShareChange> = shares.iter().collect();
    order.sort_by(|a, b| parts::finite(value(b)).total_cmp(&parts::finite(value(a))));
    let wanted: Vec<f64> = order.iter().map(|one| frame.y(value(one))).collect();
    order.into_iter().zip(spread(&wanted, ROW)).map(|(one, y)| Row { one, y }).collect()
}

/// The heads of the columns, at height `y`.
fn heads(canvas: &mut Canvas, last: &LastChange, frame: &Frame, y: f64) {
    for (x, name) in [(0.0, last.earlier()), (SLOPE, last.later())] {
        let text = canvas.fitted(&name, canvas.style.body, SLOPE - PAD);
        canvas.text(Point::new(x, y), canvas.body(&text).bold().anchor(Anchor::Middle));
    }
    let middle = frame.panel + PANEL / 2.0;
    let changes = Phrase::new("变化及95%区间（百分点）", "change and 95% interval (points)");
    let label = canvas.small(canvas.said(&changes)).anchor(Anchor::Middle);
    canvas.text(Point::new(middle, y), label);
    let counts = counts_head(canvas).anchor(Anchor::End);
    canvas.text(Point::new(counts_end(canvas, frame), y), counts);
}

/// What stands above the numbers of speakers.
fn counts_head(canvas: &Canvas) -> Label {
    canvas.small(canvas.said(&Phrase::new("升／降（位）", "rose / fell")))
}

/// Right end of the changes, and of the numbers of speakers behind them.
fn changes_end(canvas: &Canvas, frame: &Frame) -> f64 {
    frame.panel + PANEL + PAD + canvas.width(&canvas.body("−100.0"))
}

fn counts_end(canvas: &Canvas, frame: &Frame) -> f64 {
    changes_end(canvas, frame) + 2.0 * PAD + canvas.width(&counts_head(canvas))
}

/// The band of chance, the line of no change and the axis of the panel from `top` to `bottom`.
fn panel(canvas: &mut Canvas, last: &LastChange, frame: &Frame, [top, bottom]: [f64; 2]) {
    if let Some(noise) = last.change.share_noise {
        let (left, right) = (frame.x(-noise), frame.x(noise));
        canvas.rect(Area::new(left, top, right - left, bottom - top), Paint::Faint);
    }
    let zero = frame.x(0.0);
    canvas.line(&[Point::new(zero, top), Point::new(zero, bottom)], Paint::Muted, 1.0);
    let [low, high] = frame.range;
    let ticks = axis::ticks(high.max(-low), TICKS, LEAST_STEP);
    let both = ticks.iter().skip(1).rev().map(|tick| -tick).chain(ticks.iter().copied());
    let within: Vec<f64> = both.filter(|tick| (low..=high).contains(tick)).collect();
    let digits = if within.iter().all(|tick| is_whole(100.0 * tick)) { 0 } else { 1 };
    let labels = within.iter().map(|&tick| canvas.small(&marks::points(tick, digits)));
    let labels: Vec<Label> = labels.collect();
    let places: Vec<f64> = within.iter().map(|&tick| frame.x(tick)).collect();
    let widths: Vec<f64> = labels.iter().map(|label| canvas.width(label)).collect();
    let shown = axis::shown(&places, &widths, PAD);
    for ((label, x), _) in labels.into_iter().zip(places).zip(shown).filter(|(_, shown)| *shown) {
        canvas.line(&[Point::new(x, bottom), Point::new(x, bottom + 4.0)], Paint::Muted, 1.0);
        canvas.text(Point::new(x, bottom + 13.0), label.anchor(Anchor::Middle));
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

/// The lines from meeting to meeting, those that are told above the others.
fn slopes(canvas: &mut Canvas, shares: &[ShareChange], frame: &Frame) {
    let (told, unsure): (Vec<_>, Vec<_>) =
        shares.iter().partition(|one| last::is_told(one.direction));
    for one in unsure.into_iter().chain(told) {
        let ends = [Point::new(0.0, frame.y(one.earlier)), Point::new(SLOPE, frame.y(one.later))];
        canvas.line(&ends, marks::paint(one.direction), marks::width(one.direction));
        for end in ends {
            marks::dot(canvas, end, DOT, one.direction);
        }
    }
}

/// Name and share before, left of their dot.
fn left_label(canvas: &mut Canvas, last: &LastChange, frame: &Frame, one: &ShareChange, y: f64) {
    lead(canvas, Point::new(-DOT, frame.y(one.earlier)), Point::new(3.0 - LEAD, y));
    let share = canvas.small(&percent(one.earlier)).anchor(Anchor::End);
    canvas.text(Point::new(-LEAD, y), share);
    let names = -LEAD - canvas.width(&canvas.small(">99%")) - PAD;
    let label = last::theme(last.comparison, &one.theme);
    let text = canvas.fitted(canvas.said(&label), canvas.style.small, name_room(canvas));
    canvas.text(Point::new(names, y), canvas.small(&text).anchor(Anchor::End));
}

/// Share now, name and change, right of their dot; a click on them opens the theme.
fn right_label(canvas: &mut Canvas, last: &LastChange, frame: &Frame, one: &ShareChange, y: f64) {
    lead(canvas, Point::new(SLOPE + DOT, frame.y(one.later)), Point::new(frame.numbers - 3.0, y));
    let name = name(canvas, last, one);
    let share = canvas.body(&percent(one.later)).paint(name.paint);
    canvas.text(Point::new(frame.names - PAD, y), share.anchor(Anchor::End));
    canvas.text(Point::new(frame.names, y), name);
    let paint = marks::paint(one.direction);
    if let Some(interval) = one.interval {
        let ends = interval.map(|end| Point::new(frame.x(end), y));
        canvas.line(&ends, paint, marks::width(one.direction));
    }
    marks::dot(canvas, Point::new(frame.x(one.difference), y), DOT, one.direction);
    let change = canvas.body(&marks::points(one.difference, 1));
    let change = if last::is_told(one.direction) { change } else { change.paint(Paint::Muted) };
    canvas.text(Point::new(changes_end(canvas, frame), y), change.anchor(Anchor::End));
    let end = counts_end(canvas, frame);
    let (rose, fell) = (one.risen, one.fallen);
    let counts = Phrase::new(format!("{rose}／{fell}"), format!("{rose} / {fell}"));
    let counts = canvas.small(canvas.said(&counts)).anchor(Anchor::End);
    canvas.text(Point::new(end, y), counts);
    let row = Area::new(frame.numbers, y - ROW / 2.0, end - frame.numbers, ROW);
    let theme = one.theme.clone();
    canvas.spot(row, Target::Change(ChangeTarget::Theme { change: last.index, theme }));
}

/// A thin line from a dot to its label.
fn lead(canvas: &mut Canvas, dot: Point, label: Point) {
    canvas.line(&[dot, label], Paint::Muted, 0.5);
}
