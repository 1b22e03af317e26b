//! The course of each theme over all meetings: small panels on one scale.

use std::ops::Range;

use super::{
    axis::{self, Timeline},
    last, marks, says,
};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        mark::Anchor,
        parts,
        style::{Fill, Paint, Style},
        words,
    },
    compare::{ChangeClaim, MeetingComparison, SeriesPoint, ThemeSeries, Trend},
    ids::{MeetingId, ThemeId},
    phrase::Phrase,
    say::percent,
};

/// A row of panels is no wider than this.
const WIDTH: f64 = 1180.0;
/// The width of a panel and the height of its curve.
const PANEL: f64 = 244.0;
const HEIGHT: f64 = 104.0;
/// Height of a panel's name, and of the meetings below it.
const HEADING: f64 = 30.0;
const BELOW: f64 = 30.0;
/// Space between panels: room for the last share.
const GAP: f64 = 46.0;
/// From the edge of a panel to its first and last meeting.
const INSET: f64 = 5.0;
const DOT: f64 = 3.0;
const EMPTY_DOT: f64 = 3.5;
const LINE: f64 = 1.75;
/// The surface of the intervals: pale, so that the line stands out, with an edge that can be seen.
const RIBBON: Fill = Fill::Ramp(8);
const EDGE: f64 = 0.75;
const CURVE: Paint = Paint::Fill(Fill::Accent);
/// Steps of the scale, and the smallest of them.
const TICKS: usize = 2;
const LEAST_STEP: f64 = 0.01;
/// From the scale's zero to the names of the meetings: clear of a last share of zero.
const NAMES: f64 = 15.0;
/// So far do they reach beyond the panel.
const OVERHANG: f64 = 18.0;
/// Space between the names of two meetings.
const CLEAR: f64 = 8.0;
/// Themes in a title. Chosen by eye.
const NAMED: usize = 2;

/// The panels; `None` of two meetings or without themes.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let series = comparison.series.as_ref()?;
    let has_points = series.themes.iter().any(|one| one.points.iter().any(Option::is_some));
    if !has_points {
        return None;
    }
    Some(Drawing { canvas: lay(comparison, &series.themes, style), text: text(comparison) })
}

fn text(comparison: &MeetingComparison) -> ChartText {
    ChartText { name: "series", title: title(comparison), caption: caption(comparison) }
}

/// The trends that can be told.
pub(super) fn trends(comparison: &MeetingComparison) -> Vec<(&ThemeId, Trend)> {
    let claims = comparison.findings.iter().filter_map(|finding| match &finding.claim {
        ChangeClaim::Trend { theme, trend, .. } => Some((theme, *trend)),
        _ => None,
    });
    claims.collect()
}

fn title(comparison: &MeetingComparison) -> Phrase {
    let trends = trends(comparison);
    let sides = [(true, "逐年上升", "rising"), (false, "逐年下降", "falling")];
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (rises, verb_zh, verb_en) in sides {
        let mut told: Vec<_> =
            trends.iter().filter(|(_, trend)| (trend.slope > 0.0) == rises).collect();
        told.sort_by(|a, b| b.1.slope.abs().total_cmp(&a.1.slope.abs()));
        let names: Vec<Phrase> =
            told.iter().take(NAMED).map(|(theme, _)| last::theme(comparison, theme)).collect();
        if names.is_empty() {
            continue;
        }
        let (all, more) = (told.len(), told.len().saturating_sub(NAMED));
        let join = |of: fn(&Phrase) -> &str, comma: &str| {
            names.iter().map(of).collect::<Vec<_>>().join(comma)
        };
        let (zh_more, en_more) = match more {
            0 => (String::new(), String::new()),
            _ => (format!("等{all}个"), format!(" and {more} more")),
        };
        zh.push(format!("{}{zh_more}{verb_zh}", join(|one| &one.zh, "、")));
        en.push(format!("{}{en_more} {verb_en}", join(|one| &one.en, ", ")));
    }
    if let (true, Some(jump)) = (zh.is_empty(), jump(comparison)) {
        zh.push(jump.zh);
        en.push(jump.en);
    }
    if zh.is_empty() {
        zh.push("没有说得准的升降".into());
        en.push("no trend that can be told".into());
    }
    Phrase::new(
        format!("各议题的历次份额：{}", zh.join("，")),
        format!("Themes over all meetings: {}", en.join("; ")),
    )
}

/// The largest change from one meeting to the next.
fn jump(comparison: &MeetingComparison) -> Option<Phrase> {
    comparison.findings.iter().find_map(|finding| match &finding.claim {
        ChangeClaim::Jump { theme, jump } => {
            let theme = last::theme(comparison, theme);
            let [from, to] = [jump.from, jump.to].map(|id| last::meeting(comparison, id));
            let points = marks::points(jump.difference, 1);
            Some(Phrase::new(
                format!("变化最大的是{}（{from}→{to}，{points}个百分点）", theme.zh),
                format!("largest change in {} ({from} → {to}, {points} points)", theme.en),
            ))
        }
        _ => None,
    })
}

fn caption(comparison: &MeetingComparison) -> Phrase {
    let place = if Timeline::of(comparison).is_dated {
        Phrase::new("横为会议日期", "meetings stand by date")
    } else {
        Phrase::new("横为会议先后，间距相等", "meetings stand in order, equally far apart")
    };
    let trends = if trends(comparison).is_empty() {
        Phrase::new(
            "没有说得准的长期升降。",
            "There is no trend over all meetings that can be told.",
        )
    } else {
        Phrase::new(
            "名称后为说得准的年均升降（各段斜率的中位数），单位为百分点。",
            "Behind a name the change a year, in percentage points, where a trend can be told (the \
             median of all slopes).",
        )
    };
    words::sentences([
        says::course(comparison),
        Phrase::new(
            format!(
                "每格为一个议题，各格同一尺度；点为各发言者份额的平均，{}；色带为95%区间，空心点\
                 没有区间；无人发言的会议断开，不作内插。",
                place.zh
            ),
            format!(
                "Each panel is a theme, all on one scale; a point is the mean of the speakers’ \
                 shares, {}; the ribbon is the 95% interval, empty points have none; where nobody \
                 speaks the line breaks off.",
                place.en
            ),
        ),
        trends,
        says::source(comparison),
    ])
}

/// What all panels share.
struct Frame<'c> {
    comparison: &'c MeetingComparison,
    /// Where the meetings are, from the left edge of a panel.
    places: Vec<f64>,
    names: Vec<MeetingName>,
    /// Shares on the scale, 0 first.
    ticks: Vec<f64>,
    columns: usize,
}

impl<'c> Frame<'c> {
    fn new(canvas: &Canvas, comparison: &'c MeetingComparison, themes: &[ThemeSeries]) -> Self {
        let points = themes.iter().flat_map(|one| one.points.iter().flatten());
        let highs =
            points.map(|one| parts::finite(one.interval.map_or(one.share, |[_, high]| high)));
        let length = PANEL - 2.0 * INSET;
        let timeline = Timeline::of(comparison).places.into_iter();
        let places: Vec<f64> = timeline.map(|place| INSET + length * place).collect();
        let fit = (((WIDTH + GAP) / (PANEL + GAP)) as usize).clamp(1, themes.len().max(1));
        Self {
            comparison,
            names: names(canvas, comparison, &places),
            places,
            ticks: axis::ticks(highs.fold(0.0, f64::max), TICKS, LEAST_STEP),
            columns: themes.len().div_ceil(themes.len().div_ceil(fit).max(1)).max(1),
        }
    }

    fn y(&self, share: f64) -> f64 {
        let top = self.ticks.last().copied().unwrap_or(1.0);
        HEADING + HEIGHT * (1.0 - parts::finite(share) / top)
    }

    fn at(&self, meeting: usize, share: f64) -> Point {
        Point::new(self.places.get(meeting).copied().unwrap_or(0.0), self.y(share))
    }
}

/// The name of a meeting below a panel, and where its middle is.
struct MeetingName {
    text: String,
    x: f64,
}

/// The names that have room side by side, none farther from the panel than half a gap.
fn names(canvas: &Canvas, comparison: &MeetingComparison, places: &[f64]) -> Vec<MeetingName> {
    let (mut names, mut widths) = (Vec::new(), Vec::new());
    for (name, place) in last::meetings(comparison).iter().zip(places) {
        let text = canvas.fitted(name, canvas.style.small, PANEL / 2.0);
        let width = canvas.width(&canvas.small(&text));
        let (left, right) = (width / 2.0 - OVERHANG, PANEL + OVERHANG - width / 2.0);
        names.push(MeetingName { text, x: place.clamp(left, right) });
        widths.push(width);
    }
    let middles: Vec<f64> = names.iter().map(|name| name.x).collect();
    let shown = axis::shown(&middles, &widths, CLEAR);
    names.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(name, _)| name).collect()
}

fn lay<'a>(comparison: &MeetingComparison, themes: &[ThemeSeries], style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let frame = Frame::new(&canvas, comparison, themes);
    let trends = trends(comparison);
    for (at, one) in themes.iter().enumerate() {
        let (row, column) = (at / frame.columns, at % frame.columns);
        let mut panel = Canvas::new(style);
        ground(&mut panel, &frame, column == 0);
        let trend = trends.iter().find(|(theme, _)| **theme == one.theme).map(|(_, trend)| *trend);
        heading(&mut panel, &frame, &one.theme, trend);
        curve(&mut panel, &frame, one);
        spots(&mut panel, &frame, one);
        let (x, y) = (column as f64 * (PANEL + GAP), row as f64 * (HEADING + HEIGHT + BELOW));
        canvas.add(&panel, Point::new(x, y));
    }
    canvas
}

/// Lines of the scale, the meetings, and the numbers of the scale if the panel is the first.
fn ground(canvas: &mut Canvas, frame: &Frame, is_first: bool) {
    for &tick in &frame.ticks {
        let y = frame.y(tick);
        let paint = if tick == 0.0 { Paint::Muted } else { Paint::Faint };
        canvas.line(&[Point::new(0.0, y), Point::new(PANEL, y)], paint, 1.0);
        if is_first {
            let label = canvas.small(&percent(tick)).anchor(Anchor::End);
            canvas.text(Point::new(-6.0, y), label);
        }
    }
    let y = frame.y(0.0);
    for &x in &frame.places {
        canvas.line(&[Point::new(x, y), Point::new(x, y + 3.0)], Paint::Muted, 1.0);
    }
    for name in &frame.names {
        let label = canvas.small(&name.text).anchor(Anchor::Middle);
        canvas.text(Point::new(name.x, y + NAMES), label);
    }
}

/// The name of a theme, and its trend if that can be told.
fn heading(canvas: &mut Canvas, frame: &Frame, theme: &ThemeId, trend: Option<Trend>) {
    let y = HEADING / 2.0 - 4.0;
    let note = trend.map_or_else(Phrase::default, |trend| {
        let points = marks::points(trend.slope, 1);
        Phrase::new(format!("年均{points}"), format!("{points} a year"))
    });
    let note = canvas.small(canvas.said(&note)).paint(Paint::Ink);
    let room = PANEL - canvas.width(&note) - CLEAR;
    let label = last::theme(frame.comparison, theme);
    let name = canvas.squeezed(canvas.said(&label), room).bold();
    let after = canvas.width(&name) + CLEAR;
    canvas.linked(Point::new(0.0, y), name, Target::Change(ChangeTarget::Course(theme.clone())));
    canvas.text(Point::new(after, y), note);
}

/// The intervals, the line and the points of a theme.
fn curve(canvas: &mut Canvas, frame: &Frame, one: &ThemeSeries) {
    let known = |point: &Option<SeriesPoint>| point.is_some();
    let sure = |point: &Option<SeriesPoint>| point.is_some_and(|one| one.interval.is_some());
    for run in runs(&one.points, sure) {
        ribbon(canvas, frame, &one.points[run.clone()], run.start);
    }
    for run in runs(&one.points, known) {
        let points: Vec<Point> =
            run.filter_map(|at| Some(frame.at(at, one.points[at]?.share))).collect();
        if points.len() > 1 {
            canvas.line(&points, CURVE, LINE);
        }
    }
    for (at, point) in one.points.iter().enumerate() {
        let Some(point) = point else { continue };
        let place = frame.at(at, point.share);
        match point.interval {
            Some(_) => canvas.dot(place, DOT, CURVE),
            None => marks::ring(canvas, place, EMPTY_DOT, CURVE),
        }
    }
    let last = one.points.iter().enumerate().rev().find_map(|(at, point)| Some((at, (*point)?)));
    if let Some((at, point)) = last {
        let y = frame.at(at, point.share).y;
        canvas.text(
            Point::new(PANEL + 4.0, y),
            canvas.small(&percent(point.share)).paint(Paint::Ink),
        );
    }
}

/// The meetings in a row for which `holds` does.
fn runs(
    points: &[Option<SeriesPoint>],
    holds: impl Fn(&Option<SeriesPoint>) -> bool,
) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..points.len()).filter(|&at| holds(&points[at])) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The intervals of meetings in a row, the first of them the `start`th; of one alone a line.
fn ribbon(canvas: &mut Canvas, frame: &Frame, points: &[Option<SeriesPoint>], start: usize) {
    let ends = |end: usize| -> Vec<Point> {
        let all = points.iter().enumerate();
        all.filter_map(|(at, point)| Some(frame.at(start + at, (*point)?.interval?[end]))).collect()
    };
    let (low, high) = (ends(0), ends(1));
    if let ([low], [high]) = (&low[..], &high[..]) {
        canvas.line(&[*low, *high], CURVE, LINE);
        return;
    }
    let around = low.iter().chain(high.iter().rev()).copied().collect();
    canvas.shape(around, RIBBON);
    canvas.line(&low, CURVE, EDGE);
    canvas.line(&high, CURVE, EDGE);
}

/// A click on a meeting's part of a panel opens what is said there of the theme.
fn spots(canvas: &mut Canvas, frame: &Frame, one: &ThemeSeries) {
    let places = &frame.places;
    for at in (0..places.len()).filter(|&at| one.points.get(at).is_some_and(Option::is_some)) {
        let left = if at == 0 { 0.0 } else { (places[at - 1] + places[at]) / 2.0 };
        let right = places.get(at + 1).map_or(PANEL, |next| (places[at] + next) / 2.0);
        let area = Area::new(left, HEADING, right - left, HEIGHT);
        let (meeting, theme) = (MeetingId::new(at), one.theme.clone());
        canvas.spot(area, Target::Change(ChangeTarget::ThemeIn { meeting, theme }));
    }
}
