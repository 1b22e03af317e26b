//! Wording that is new and wording that is gone, by the number of speakers before and now.

use super::{last::LastChange, marks, says};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        legend::{self, Chip, LegendEntry},
        mark::Anchor,
        style::{Paint, Style},
        words,
    },
    compare::{Direction, MeetingComparison, WordingChange},
    phrase::{Phrase, cut},
};

/// Strings of each kind at most. Chosen by eye.
const TOP: usize = 20;
/// The length of a bar for all speakers.
const LENGTH: f64 = 300.0;
const ROW: f64 = 26.0;
/// The heights of the bars of now and of before, one upon the other.
const BAR: f64 = 8.0;
/// Room for a string; longer ones are cut.
const STRING: f64 = 420.0;
const PAD: f64 = 8.0;
/// Height of the head of a block, and the space between the blocks.
const HEAD: f64 = 28.0;
const GAP: f64 = 14.0;
/// The meeting in which hardly anybody says it.
const OTHER: Paint = Paint::Muted;
/// The length of a bar for nobody, so that it can be seen that there is none.
const NOBODY: f64 = 1.5;
/// Characters of a string in a title. Chosen by eye.
const TITLED: usize = 16;

/// The bars; `None` without such wording.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let last = LastChange::of(comparison)?;
    if last.change.new_wording.is_empty() && last.change.gone_wording.is_empty() {
        return None;
    }
    Some(Drawing { canvas: lay(&last, style), text: text(&last) })
}

fn text(last: &LastChange) -> ChartText {
    ChartText { name: "wording", title: title(last), caption: caption(last) }
}

fn title(last: &LastChange) -> Phrase {
    let change = last.change;
    let (fresh, gone) = (&change.new_wording, &change.gone_wording);
    let between = last.between();
    let first = |all: &[WordingChange]| {
        all.first().map_or_else(Phrase::default, |one| {
            let text = words::clean(&one.text);
            let text = cut(&text, TITLED);
            let (before, now) = (one.speakers_earlier, one.speakers_later);
            Phrase::new(
                format!("，首推“{text}”（{before}→{now}位）"),
                format!(", first “{text}” ({before} → {now} speakers)"),
            )
        })
    };
    let (first_new, first_gone) = (first(fresh), first(gone));
    Phrase::new(
        format!(
            "提法的有无（{}）：新出现{}个{}；不再说的{}个{}",
            between.zh,
            fresh.len(),
            first_new.zh,
            gone.len(),
            first_gone.zh
        ),
        format!(
            "Wording ({}): {} new{}; {} gone{}",
            between.en,
            fresh.len(),
            first_new.en,
            gone.len(),
            first_gone.en
        ),
    )
}

fn caption(last: &LastChange) -> Phrase {
    let change = last.change;
    let of = change.new_wording.first().or(change.gone_wording.first());
    let of = of.map_or([0, 0], |one| [one.of_earlier, one.of_later]);
    let left_out: usize = [&change.new_wording, &change.gone_wording]
        .map(|all| all.len().saturating_sub(TOP))
        .into_iter()
        .sum();
    let left_out = match left_out {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("另有{n}个不在图上，见网页和表格。"),
            format!("{n} more are not shown: see the page and the tables."),
        ),
    };
    let all = change.new_wording.iter().chain(&change.gone_wording);
    let reference = if all.into_iter().any(|one| one.in_reference == Some(true)) {
        let mark = reference_mark();
        Phrase::new(
            format!("“{}”为参照文本中也有。", mark.zh),
            format!("“{}” marks what the reference text has too.", mark.en),
        )
    } else {
        Phrase::default()
    };
    let (earlier, later) = (last.earlier(), last.later());
    words::sentences([
        Phrase::new(
            format!("{earlier}共{}位发言者，{later}共{}位。", of[0], of[1]),
            format!("{earlier} has {} speakers, {later} {}.", of[0], of[1]),
        ),
        Phrase::new(
            "条长为说过该字串的发言人数，一次多数人说、另一次几乎无人说的才列出，按人数排列；\
             字串逐字相同才算。",
            "A bar is the number of speakers who say the string, word for word; listed is what \
             many say in one meeting and hardly anybody in the other, by that number.",
        ),
        reference,
        left_out,
        says::source(last.comparison),
    ])
}

/// The strings of one kind.
struct Block<'c> {
    heading: Phrase,
    rows: &'c [WordingChange],
    direction: Direction,
    target: fn(usize, usize) -> ChangeTarget,
}

fn blocks<'c>(last: &LastChange<'c>) -> [Block<'c>; 2] {
    let change = last.change;
    let top = |all: &'c [WordingChange]| &all[..all.len().min(TOP)];
    [
        Block {
            heading: Phrase::new("新出现的提法", "New wording"),
            rows: top(&change.new_wording),
            direction: Direction::Up,
            target: |change, place| ChangeTarget::NewWording { change, place },
        },
        Block {
            heading: Phrase::new("不再说的提法", "Wording that is gone"),
            rows: top(&change.gone_wording),
            direction: Direction::Down,
            target: |change, place| ChangeTarget::GoneWording { change, place },
        },
    ]
}

fn lay<'a>(last: &LastChange, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let blocks = blocks(last);
    let all = || blocks.iter().flat_map(|block| block.rows);
    let most = all().map(|one| one.of_earlier.max(one.of_later)).max().unwrap_or(1).max(1);
    let unit = LENGTH / most as f64;
    let mut y = 0.0;
    for block in blocks.iter().filter(|block| !block.rows.is_empty()) {
        let heading = canvas.body(canvas.said(&block.heading)).bold().anchor(Anchor::End);
        canvas.text(Point::new(-PAD, y + HEAD / 2.0), heading);
        y += HEAD;
        for (place, one) in block.rows.iter().enumerate() {
            let area = row(&mut canvas, one, y, unit, block.direction);
            canvas.spot(area, Target::Change((block.target)(last.index, place)));
            y += ROW;
        }
        y += GAP;
    }
    let keys = keys(&canvas, last);
    legend::put_above(&mut canvas, &keys);
    canvas
}

fn keys(canvas: &Canvas, last: &LastChange) -> Vec<LegendEntry> {
    let (change, [earlier, later]) = (last.change, [last.earlier(), last.later()]);
    let mut keys = Vec::new();
    if !change.new_wording.is_empty() {
        let english = format!("new: speakers in {later}");
        let label = Phrase::new(format!("新出现：{later}的人数"), english);
        keys.push((marks::paint(Direction::Up), label));
    }
    if !change.gone_wording.is_empty() {
        let english = format!("gone: speakers in {earlier}");
        let label = Phrase::new(format!("不再说：{earlier}的人数"), english);
        keys.push((marks::paint(Direction::Down), label));
    }
    keys.push((OTHER, Phrase::new("另一次的人数", "speakers in the other meeting")));
    let keys = keys.into_iter();
    keys.map(|(paint, label)| LegendEntry::new(Chip::Solid(paint), canvas.said(&label))).collect()
}

/// Stands behind what the reference text has too.
fn reference_mark() -> Phrase {
    Phrase::new("参照", "reference")
}

/// A string and its two bars, before above now; returns what can be clicked.
fn row(canvas: &mut Canvas, one: &WordingChange, y: f64, unit: f64, direction: Direction) -> Area {
    let middle = y + ROW / 2.0;
    let text = canvas.fitted(&one.text, canvas.style.body, STRING);
    let label = canvas.body(&text).anchor(Anchor::End);
    let left = -PAD - canvas.width(&label);
    canvas.text(Point::new(-PAD, middle), label);
    let common = marks::paint(direction);
    let [before, now] = if direction == Direction::Up { [OTHER, common] } else { [common, OTHER] };
    let bars = [(one.speakers_earlier, before, -BAR), (one.speakers_later, now, 0.0)];
    let mut end = 0.0_f64;
    for (speakers, paint, above) in bars {
        let length = (unit * speakers as f64).max(NOBODY);
        canvas.rect(Area::new(0.0, middle + above, length, BAR), paint);
        end = end.max(length);
    }
    let (earlier, later) = (one.speakers_earlier, one.speakers_later);
    let number = Phrase::new(format!("{earlier}→{later}位"), format!("{earlier} → {later}"));
    let number = canvas.small(canvas.said(&number));
    let after = end + PAD + canvas.width(&number) + PAD;
    canvas.text(Point::new(end + PAD, middle), number);
    if one.in_reference == Some(true) {
        canvas.text(Point::new(after, middle), canvas.small(canvas.said(&reference_mark())));
    }
    Area::new(left, y, end.max(LENGTH) - left, ROW)
}
