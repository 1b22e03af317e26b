//! Whose shares changed: speakers × themes, each cell a change in percentage points.

use std::collections::BTreeMap;

use super::{
    last::{self, LastChange},
    marks, says,
};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        grid::{self, Grid, Heading},
        legend, parts,
        style::{Fill, Style},
        words,
    },
    compare::{Direction, MeetingComparison, SpeakerChange, SpeakerShareChange},
    ids::{SpeakerId, ThemeId},
    phrase::Phrase,
    say::names,
};

/// Rows at most: those of whom most can be told. Chosen by eye.
const ROWS: usize = 60;
/// The width of a cell: room for −100.
const CELL: f64 = 36.0;
/// Rows between the mean and the speakers.
const BELOW_MEAN: f64 = 6.0;
/// A told change is at least this deep, as a part of the deepest: it must stand out from paper.
const FAINTEST: f64 = 0.3;
/// The colours span at least this change.
const LEAST_SPAN: f64 = 0.02;

/// The heat map; `None` without a speaker of both meetings or without themes.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let last = LastChange::of(comparison)?;
    if last.change.speakers.is_empty() || comparison.themes.is_empty() {
        return None;
    }
    Some(Drawing { canvas: lay(&last, style), text: text(&last) })
}

fn text(last: &LastChange) -> ChartText {
    ChartText { name: "speakers", title: title(last), caption: caption(last) }
}

/// All changes that can be told, with their speakers.
fn told<'c>(last: &LastChange<'c>) -> impl Iterator<Item = (SpeakerId, &'c SpeakerShareChange)> {
    let change = last.change;
    change.speakers.iter().flat_map(|one| {
        let told = one.shares.iter().filter(|share| last::is_told(share.direction));
        told.map(|share| (one.speaker, share))
    })
}

fn title(last: &LastChange) -> Phrase {
    let all = last.change.speakers.len();
    let has_told = |one: &&SpeakerChange| one.shares.iter().any(|one| last::is_told(one.direction));
    let n = last.change.speakers.iter().filter(has_told).count();
    let between = last.between();
    // Those first that are told among the main changes.
    let most = told(last).max_by(|(_, a), (_, b)| {
        let by_size = a.difference.abs().total_cmp(&b.difference.abs());
        a.stands_out.cmp(&b.stands_out).then(by_size)
    });
    let Some((speaker, most)) = most else {
        return Phrase::new(
            format!("各发言者的议题份额（{}）：{all}位都看不出变化", between.zh),
            format!("Shares by speaker ({}): none of {all} can be told", between.en),
        );
    };
    let (name, theme) = (last.speaker(speaker), last::theme(last.comparison, &most.theme));
    let points = marks::points(most.difference, 0);
    Phrase::new(
        format!(
            "各发言者的议题份额（{}）：{all}位中{n}位有升降，最大的是{}的{}（{points}个百分点）",
            between.zh, name.zh, theme.zh
        ),
        format!(
            "Shares by speaker ({}): {n} of {all} changed, most of all {} on {} ({points} points)",
            between.en, name.en, theme.en
        ),
    )
}

fn caption(last: &LastChange) -> Phrase {
    let left_out = last.change.speakers.len().saturating_sub(ROWS);
    let left_out = match left_out {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("另有{n}位说得准的变化较少，不在图上。"),
            format!("{n} more with fewer changes that can be told are not shown."),
        ),
    };
    words::sentences([
        says::pairs(last),
        Phrase::new(
            "格中为该发言者该议题份额的变化，单位为百分点；着色的，变化超出95%区间，也超出偶然\
             （前后两篇的段落重新分发）让其各议题变化的幅度，每位约有5%的可能误着；白底灰字的看不出\
             变化，空格为两次都没有讲。首行为各发言者的平均。",
            "A cell is the change of a theme’s share in what a speaker says, in percentage points; \
             it is coloured where it goes beyond its 95% interval and beyond what dealing the \
             passages of both speeches anew does to any of the speaker’s themes (wrong for about \
             one speaker in twenty), and grey on paper where it cannot be told; blank where the \
             theme comes up in neither. The first row is the mean of the speakers.",
        ),
        left_out,
        says::alone(last),
        says::source(last.comparison),
    ])
}

/// The speakers shown, in their order: if there are too many, those of whom most can be told.
fn shown<'c>(last: &LastChange<'c>) -> Vec<&'c SpeakerChange> {
    let all = &last.change.speakers;
    let count = |one: &SpeakerChange| {
        one.shares.iter().filter(|share| last::is_told(share.direction)).count()
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(count(&all[at])), at));
    order.truncate(ROWS);
    order.sort_unstable();
    order.into_iter().map(|at| &all[at]).collect()
}

fn lay<'a>(last: &LastChange, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let themes = &last.comparison.themes;
    let grid = Grid { column: CELL, columns: themes.len() };
    let span = told(last).map(|(_, one)| parts::finite(one.difference).abs());
    let span = span.fold(LEAST_SPAN, f64::max);
    let headings = themes.iter().map(|theme| Heading {
        text: canvas.said(&names::label(theme)).to_owned(),
        opens: Some(theme_target(last, &theme.id)),
    });
    let headings = headings.collect();
    grid.headings(&mut canvas, headings);
    mean(&mut canvas, last, &grid, span);
    let mut rows = Canvas::new(style);
    for (row, one) in shown(last).into_iter().enumerate() {
        speaker(&mut rows, last, &grid, row, one, span);
    }
    let below = grid.area(1, 0).y + BELOW_MEAN;
    canvas.add(&rows, Point::new(0.0, below));
    let keys = marks::keys(&canvas);
    legend::put_above(&mut canvas, &keys);
    canvas
}

fn theme_target(last: &LastChange, theme: &ThemeId) -> Target {
    Target::Change(ChangeTarget::Theme { change: last.index, theme: theme.clone() })
}

/// The row of the means.
fn mean(canvas: &mut Canvas, last: &LastChange, grid: &Grid, span: f64) {
    let name = Phrase::new("平均", "mean");
    let text = canvas.said(&name).to_owned();
    grid.name(canvas, 0, Heading { text, opens: None });
    for (column, theme) in last.comparison.themes.iter().enumerate() {
        let Some(one) = last.change.shares.iter().find(|one| one.theme == theme.id) else {
            continue;
        };
        let number = marks::points(one.difference, 1);
        let depth = one.difference / span;
        cell(canvas, grid.area(0, column), depth, &number, one.direction);
    }
}

/// The row of a speaker.
fn speaker(
    canvas: &mut Canvas,
    last: &LastChange,
    grid: &Grid,
    row: usize,
    one: &SpeakerChange,
    span: f64,
) {
    let (change, speaker) = (last.index, one.speaker);
    let opens = Some(Target::Change(ChangeTarget::Speaker { change, speaker }));
    let text = canvas.said(&last.speaker(speaker)).to_owned();
    grid.name(canvas, row, Heading { text, opens });
    let shares: BTreeMap<&ThemeId, &SpeakerShareChange> =
        one.shares.iter().map(|share| (&share.theme, share)).collect();
    for (column, theme) in last.comparison.themes.iter().enumerate() {
        let area = grid.area(row, column);
        let Some(share) = shares.get(&theme.id) else {
            grid::empty(canvas, area, "");
            continue;
        };
        let number = marks::points(share.difference, 0);
        cell(canvas, area, share.difference / span, &number, share.direction);
        let theme = theme.id.clone();
        let target = ChangeTarget::SpeakerTheme { change, speaker, theme };
        canvas.spot(area, Target::Change(target));
    }
}

/// A change in its cell; `depth` as a part of the largest.
fn cell(canvas: &mut Canvas, area: Area, depth: f64, number: &str, direction: Direction) {
    if !last::is_told(direction) {
        grid::empty(canvas, area, number);
        return;
    }
    let depth = parts::finite(depth).abs().clamp(FAINTEST, 1.0);
    let depth = if direction == Direction::Down { -depth } else { depth };
    grid::filled(canvas, area, Fill::ramp(depth), number);
}
