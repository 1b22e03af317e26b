//! How wording spreads: for each string the number of its speakers in each meeting.

use super::{last, says};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::Point,
        grid::{self, Grid, Heading, PAD},
        mark::Anchor,
        style::{Fill, Style},
        words,
    },
    compare::{MeetingComparison, WordingSeries},
    ids::{MeetingId, SpeakerId},
    phrase::{Phrase, cut},
};

/// Strings shown at most, those of most speakers. Chosen by eye.
const TOP: usize = 40;
/// The width of a cell: room for 100.
const CELL: f64 = 38.0;
/// The palest cell with a number, as a part of the deepest: it must stand out from paper.
const FAINTEST: f64 = 0.15;
/// Characters of a string in a title. Chosen by eye.
const TITLED: usize = 16;

/// The heat map; `None` of two meetings or without such wording.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let wording = &comparison.series.as_ref()?.wording;
    if wording.is_empty() {
        return None;
    }
    let text = ChartText {
        name: "adopters",
        title: title(comparison, wording),
        caption: caption(comparison, wording),
    };
    Some(Drawing { canvas: lay(comparison, wording, style), text })
}

/// All who say a string in any meeting, each once.
fn all_speakers(one: &WordingSeries) -> usize {
    let mut all: Vec<SpeakerId> = one.speakers.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Indices of the strings shown: those of most speakers, by their first meeting.
fn shown(wording: &[WordingSeries]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wording.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(all_speakers(&wording[at])), at));
    order.truncate(TOP);
    order.sort_by_key(|&at| (wording[at].first, std::cmp::Reverse(all_speakers(&wording[at])), at));
    order
}

fn title(comparison: &MeetingComparison, wording: &[WordingSeries]) -> Phrase {
    let most = wording.iter().max_by_key(|one| all_speakers(one));
    let most = most.map_or_else(Phrase::default, |one| {
        let text = words::clean(&one.text);
        let (text, n) = (cut(&text, TITLED), all_speakers(one));
        let first = last::meeting(comparison, one.first);
        Phrase::new(
            format!("：说的人最多的是“{text}”，先后{n}位，最早见于{first}"),
            format!(": most speakers said “{text}”, {n} in all, first in {first}"),
        )
    });
    Phrase::new(format!("提法的扩散{}", most.zh), format!("How wording spreads{}", most.en))
}

fn caption(comparison: &MeetingComparison, wording: &[WordingSeries]) -> Phrase {
    let left_out = match wording.len().saturating_sub(TOP) {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("另有{n}个说的人较少，不在图上。"),
            format!("{n} more of fewer speakers are not shown."),
        ),
    };
    words::sentences([
        says::course(comparison),
        Phrase::new(
            "格中为该次会议逐字说过该提法的发言人数，按最早见到的会议排列；末列为历次合计的人数，\
             一人只计一次；空格为无人说。最早见于某次，只就所收文字而言，不等于出处。",
            "A cell is the number of speakers who say a string word for word in a meeting; strings \
             stand by the first meeting that has them; the last column counts each speaker once; \
             blank where nobody says it. First means first in these texts, not the source.",
        ),
        left_out,
        says::source(comparison),
    ])
}

fn lay<'a>(
    comparison: &MeetingComparison,
    wording: &[WordingSeries],
    style: &'a Style,
) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let names = last::meetings(comparison);
    let grid = Grid { column: CELL, columns: names.len() };
    let headings = names.into_iter().enumerate().map(|(at, text)| Heading {
        text,
        opens: Some(Target::Change(ChangeTarget::Meeting(MeetingId::new(at)))),
    });
    grid.headings(&mut canvas, headings.collect());
    let most = wording.iter().flat_map(|one| &one.speakers).map(Vec::len).max().unwrap_or(1).max(1);
    let head = Phrase::new("合计", "in all");
    let head = canvas.small(canvas.said(&head)).anchor(Anchor::End);
    let end = grid.right() + PAD + canvas.width(&head);
    canvas.text(Point::new(end, -PAD - head.size / 2.0), head);
    for (row, place) in shown(wording).into_iter().enumerate() {
        let one = &wording[place];
        let opens = Some(Target::Change(ChangeTarget::Wording { place }));
        grid.name(&mut canvas, row, Heading { text: one.text.clone(), opens });
        cells(&mut canvas, &grid, row, one, place, most);
        let all = canvas.small(&all_speakers(one).to_string()).anchor(Anchor::End);
        canvas.text(Point::new(end, grid.middle(row)), all);
    }
    canvas
}

/// The cells of the string at `place`.
fn cells(
    canvas: &mut Canvas,
    grid: &Grid,
    row: usize,
    one: &WordingSeries,
    place: usize,
    most: usize,
) {
    for (column, speakers) in one.speakers.iter().enumerate().take(grid.columns) {
        let area = grid.area(row, column);
        if speakers.is_empty() {
            grid::empty(canvas, area, "");
            continue;
        }
        let depth = (speakers.len() as f64 / most as f64).max(FAINTEST);
        grid::filled(canvas, area, Fill::ramp(depth), &speakers.len().to_string());
        let meeting = MeetingId::new(column);
        canvas.spot(area, Target::Change(ChangeTarget::WordingIn { meeting, place }));
    }
}
