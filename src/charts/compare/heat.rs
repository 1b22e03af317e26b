//! The shares of all themes in all meetings: a cell each.

use super::{last, says};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        grid::{self, Grid, Heading},
        parts,
        style::{Fill, Style},
        words,
    },
    compare::{MeetingComparison, Series},
    ids::MeetingId,
    phrase::Phrase,
    say::percent,
};

/// The width of a cell: room for 100%.
const CELL: f64 = 38.0;
/// The deepest colour stands for this share at least.
const LEAST_SPAN: f64 = 0.02;

/// The heat map; `None` of two meetings or without themes.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let series = comparison.series.as_ref()?;
    series.themes.iter().flat_map(|one| &one.points).flatten().next()?;
    let text =
        ChartText { name: "heat", title: title(comparison, series), caption: caption(comparison) };
    Some(Drawing { canvas: lay(comparison, series, style), text })
}

/// The theme with most in the first meeting and in the last.
fn title(comparison: &MeetingComparison, series: &Series) -> Phrase {
    let most = |meeting: usize| {
        let shares = series.themes.iter().filter_map(|one| {
            let point = (*one.points.get(meeting)?)?;
            Some((last::theme(comparison, &one.theme), parts::finite(point.share)))
        });
        let best = shares.reduce(|best, one| if one.1 > best.1 { one } else { best })?;
        Some((last::meeting(comparison, MeetingId::new(meeting)), best.0, percent(best.1)))
    };
    let n = comparison.meetings.len();
    let (first, end) = ((0..n).find_map(most), (0..n).rev().find_map(most));
    let (Some((from, before, share)), Some((to, now, share_now))) = (first, end) else {
        return Phrase::new("各议题的历次份额", "Shares of themes in all meetings");
    };
    if before == now {
        return Phrase::new(
            format!(
                "历次会议谈什么：首末两次最多的都是{}（{from}为{share}，{to}为{share_now}）",
                now.zh
            ),
            format!(
                "What the meetings are about: most on {}, first ({from}: {share}) and last ({to}: \
                 {share_now})",
                now.en
            ),
        );
    }
    Phrase::new(
        format!(
            "历次会议谈什么：{from}最多的是{}（{share}），{to}最多的是{}（{share_now}）",
            before.zh, now.zh
        ),
        format!(
            "What the meetings are about: most on {} in {from} ({share}), on {} in {to} \
             ({share_now})",
            before.en, now.en
        ),
    )
}

fn caption(comparison: &MeetingComparison) -> Phrase {
    words::sentences([
        says::course(comparison),
        Phrase::new(
            "格中为该次会议各发言者该议题份额的平均，越多颜色越深；空格为无人发言。",
            "A cell is the mean of the speakers’ shares of a theme in a meeting, the more the \
             deeper; blank where nobody speaks.",
        ),
        says::source(comparison),
    ])
}

fn lay<'a>(comparison: &MeetingComparison, series: &Series, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let names = last::meetings(comparison);
    let grid = Grid { column: CELL, columns: names.len() };
    let headings = names.into_iter().enumerate().map(|(at, text)| Heading {
        text,
        opens: Some(Target::Change(ChangeTarget::Meeting(MeetingId::new(at)))),
    });
    grid.headings(&mut canvas, headings.collect());
    let points = series.themes.iter().flat_map(|one| one.points.iter().flatten());
    let span = points.map(|point| parts::finite(point.share)).fold(LEAST_SPAN, f64::max);
    for (row, one) in series.themes.iter().enumerate() {
        let text = canvas.said(&last::theme(comparison, &one.theme)).to_owned();
        let opens = Some(Target::Change(ChangeTarget::Course(one.theme.clone())));
        grid.name(&mut canvas, row, Heading { text, opens });
        for (column, point) in one.points.iter().enumerate().take(grid.columns) {
            let area = grid.area(row, column);
            let Some(point) = point else {
                grid::empty(&mut canvas, area, "");
                continue;
            };
            let fill = Fill::ramp(parts::finite(point.share) / span);
            grid::filled(&mut canvas, area, fill, &percent(point.share));
            let (meeting, theme) = (MeetingId::new(column), one.theme.clone());
            canvas.spot(area, Target::Change(ChangeTarget::ThemeIn { meeting, theme }));
        }
    }
    canvas
}
