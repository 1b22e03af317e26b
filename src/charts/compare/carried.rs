//! What each speaker says word for word from elsewhere: a panel for each source, a row a speaker.

use super::{axis, last::LastChange, says};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        mark::{Anchor, Label},
        parts,
        style::{Fill, Paint, Style},
        words,
    },
    compare::{Carried, ChangeClaim, MeetingComparison},
    phrase::Phrase,
    say::{count, percent},
};

/// Rows at most, those with most of their own. Chosen by eye.
const ROWS: usize = 60;
const ROW: f64 = 22.0;
const BAR: f64 = 13.0;
/// The length of a bar at the end of the scale.
const LENGTH: f64 = 130.0;
const PAD: f64 = 8.0;
/// Space between panels.
const GAP: f64 = 22.0;
/// Room for a name; longer ones are cut.
const NAME: f64 = 260.0;
/// The scale ends at this share at least.
const LEAST: f64 = 0.05;
/// Steps of the scale.
const TICKS: usize = 2;
/// The smallest step.
const LEAST_STEP: f64 = 0.01;

/// The panels; `None` if nothing stands word for word elsewhere.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let last = LastChange::of(comparison)?;
    let any = |one: &Carried| panels(&last).iter().any(|panel| (panel.share)(one) > Some(0.0));
    if !last.change.carried.iter().any(any) {
        return None;
    }
    Some(Drawing { canvas: lay(&last, style), text: text(&last) })
}

fn text(last: &LastChange) -> ChartText {
    ChartText { name: "carried", title: title(last), caption: caption(last) }
}

/// The means that the comparison states; else who carries over most.
fn title(last: &LastChange) -> Phrase {
    let (earlier, later) = (last.earlier(), last.later());
    let here = last.comparison.findings.iter().filter(|one| one.later == last.change.later);
    let means = here.into_iter().find_map(|finding| match finding.claim {
        ChangeClaim::Carried { own, others, peers, .. } => Some([own, others, peers]),
        _ => None,
    });
    if let Some(means) = means {
        let [own, others, peers] = means.map(percent);
        return Phrase::new(
            format!(
                "逐字相同的文字（{later}）：平均{own}见于本人上次（{earlier}）的发言，{others}见于他人上次\
                 的，{peers}见于他人本次的"
            ),
            format!(
                "Said word for word before ({later}): {own} from one’s own speech of {earlier}, \
                 {others} from others’, {peers} shared with others of the same meeting"
            ),
        );
    }
    let most = rows(last).first().and_then(|one| Some((one.speaker, one.own?)));
    let most = most.map_or_else(Phrase::default, |(speaker, own)| {
        let (name, own) = (last.speaker(speaker), percent(own));
        Phrase::new(
            format!("：沿用本人上次（{earlier}）最多的是{}（{own}）", name.zh),
            format!(": most from one’s own speech of {earlier} by {} ({own})", name.en),
        )
    });
    Phrase::new(
        format!("逐字相同的文字（{later}）{}", most.zh),
        format!("Said word for word before ({later}){}", most.en),
    )
}

fn caption(last: &LastChange) -> Phrase {
    let (earlier, later) = (last.earlier(), last.later());
    let left_out = match last.change.carried.len().saturating_sub(ROWS) {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("另有{n}位沿用较少，不在图上。"),
            format!("{n} more who carry over less are not shown."),
        ),
    };
    let absent = if last.change.carried.iter().any(|one| one.own.is_none()) {
        Phrase::new(format!("“—”为{earlier}没有发言。"), format!("A dash: no speech in {earlier}."))
    } else {
        Phrase::default()
    };
    words::sentences([
        Phrase::new(
            format!(
                "{later}的{}位发言者，按沿用本人上次（{earlier}）的份额排列；条长为11字及以上逐字相同的文字占本人\
                 文字的份额，标点和空白不计；同一处文字可计入几栏，各栏不能相加。末列为字数。",
                last.change.carried.len()
            ),
            format!(
                "{} speakers of {later}, by what they carry over of their own. A bar is the share \
                 of a speaker’s letters, marks and blanks aside, in strings of eleven and more \
                 that stand there word for word; one string may count in several columns, which \
                 do not add up. The last column has the letters.",
                last.change.carried.len()
            ),
        ),
        absent,
        left_out,
        says::source(last.comparison),
    ])
}

/// One source of what is carried over.
struct Panel {
    heading: Phrase,
    share: fn(&Carried) -> Option<f64>,
}

/// The sources; the reference text only if one was given.
fn panels(last: &LastChange) -> Vec<Panel> {
    let mut panels = vec![
        Panel {
            heading: Phrase::new("本人上次", "One’s own, before"),
            share: |one| one.own.map(parts::finite),
        },
        Panel {
            heading: Phrase::new("他人上次", "Others’, before"),
            share: |one| Some(parts::finite(one.others)),
        },
        Panel {
            heading: Phrase::new("他人本次", "Others’, now"),
            share: |one| Some(parts::finite(one.peers)),
        },
    ];
    if last.comparison.reference.is_some() {
        let share = |one: &Carried| one.reference.map(parts::finite);
        panels.push(Panel { heading: Phrase::new("参照文本", "Reference text"), share });
    }
    panels
}

/// The speakers, those with most of their own first.
fn rows<'c>(last: &LastChange<'c>) -> Vec<&'c Carried> {
    let mut rows: Vec<&Carried> = last.change.carried.iter().collect();
    let own = |one: &Carried| one.own.map_or(-1.0, parts::finite);
    rows.sort_by(|a, b| own(b).total_cmp(&own(a)));
    rows.truncate(ROWS);
    rows
}

fn lay<'a>(last: &LastChange, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let (rows, panels) = (rows(last), panels(last));
    let shares = rows.iter().flat_map(|one| panels.iter().filter_map(|panel| (panel.share)(one)));
    let most = shares.fold(LEAST, f64::max);
    let ticks = axis::ticks(most, TICKS, LEAST_STEP);
    let scale = LENGTH / ticks.last().copied().unwrap_or(most);
    let number = canvas.width(&canvas.small(">99%"));
    let step = LENGTH + PAD + number + GAP;
    let bottom = ROW * rows.len() as f64;
    for (column, panel) in panels.iter().enumerate() {
        let x = step * column as f64;
        canvas.text(Point::new(x, -ROW / 2.0), canvas.body(canvas.said(&panel.heading)).bold());
        let axis: Vec<(f64, f64)> = ticks.iter().map(|&tick| (x + scale * tick, tick)).collect();
        axis_below(&mut canvas, &axis, bottom);
        for (row, one) in rows.iter().enumerate() {
            bar(&mut canvas, Point::new(x, ROW * (row as f64 + 0.5)), (panel.share)(one), scale);
        }
    }
    let right = step * panels.len() as f64 - GAP / 2.0 + canvas.width(&length(&canvas, "000,000"));
    names(&mut canvas, last, &rows, right);
    canvas
}

/// The names of the speakers on the left, their letters on the right; a click on a row opens it.
fn names(canvas: &mut Canvas, last: &LastChange, rows: &[&Carried], right: f64) {
    for (row, one) in rows.iter().enumerate() {
        let middle = ROW * (row as f64 + 0.5);
        let name = last.speaker(one.speaker);
        let text = canvas.fitted(canvas.said(&name), canvas.style.body, NAME);
        let label = canvas.body(&text).anchor(Anchor::End);
        let left = -PAD - canvas.width(&label);
        canvas.text(Point::new(-PAD, middle), label);
        let letters = length(canvas, &count(one.letters)).anchor(Anchor::End);
        canvas.text(Point::new(right, middle), letters);
        let target = ChangeTarget::Carried { change: last.index, speaker: one.speaker };
        let area = Area::new(left, middle - ROW / 2.0, right - left, ROW);
        canvas.spot(area, Target::Change(target));
    }
}

/// So many letters.
fn length(canvas: &Canvas, number: &str) -> Label {
    let letters = Phrase::new(format!("{number}字"), format!("{number} letters"));
    canvas.small(canvas.said(&letters))
}

/// A share as a bar right of `at`, its number behind it.
fn bar(canvas: &mut Canvas, at: Point, share: Option<f64>, scale: f64) {
    let Some(share) = share else {
        canvas.text(at, canvas.small("—"));
        return;
    };
    let length = scale * share;
    if length > 0.0 {
        canvas.rect(Area::new(at.x, at.y - BAR / 2.0, length, BAR), Fill::Accent);
    }
    let label: Label = canvas.small(&percent(share));
    canvas.text(Point::new(at.x + length + PAD / 2.0, at.y), label);
}

/// The scale of a panel: places and shares.
fn axis_below(canvas: &mut Canvas, ticks: &[(f64, f64)], y: f64) {
    let ends = [ticks.first(), ticks.last()].map(|end| end.map_or(0.0, |end| end.0));
    canvas.line(&ends.map(|x| Point::new(x, y + 3.0)), Paint::Muted, 1.0);
    for &(x, share) in ticks {
        canvas.line(&[Point::new(x, y + 3.0), Point::new(x, y + 7.0)], Paint::Muted, 1.0);
        canvas.text(Point::new(x, y + 15.0), canvas.small(&percent(share)).anchor(Anchor::Middle));
    }
}
