//! What each of many speeches stresses: a cell for each speech and theme, the deeper the more it has
//! than the others. Bars of so many speeches cannot be compared by eye.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    grid::{self, Grid, Heading},
    legend::{self, Chip, LegendEntry},
    mark::Anchor,
    parts,
    style::{Fill, Paint, RAMP, Style},
    words,
};
use crate::{
    analysis::{Emphasis, MeetingAnalysis, SpeechAnalysis},
    ids::ThemeId,
    phrase::Phrase,
    say::{count, findings, names, percent},
};

/// Up to so many speeches the bars of the chart of themes say more.
const BARS: usize = 12;
/// The width of a cell: room for the share, and for most headings on two lines.
const CELL: f64 = 58.0;
/// The widest cell: room for most English words.
const WIDEST_CELL: f64 = 96.0;
/// The deepest colour stands for this difference at least, so that trifles stay pale.
const LEAST_SPAN: f64 = 0.1;
/// The edge of what is firm.
const EDGE: f64 = 1.8;
const PAD: f64 = 8.0;

/// Speeches × themes; `None` up to [`BARS`] speeches, or where none was held against the others.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    let is_drawn = meeting.speeches.len() > BARS && meeting.is_compared();
    (is_drawn && !columns(meeting).is_empty()).then(|| drawing(meeting, style))
}

fn drawing<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Drawing<'a> {
    let text =
        ChartText { name: "emphasis", title: findings::about(meeting), caption: caption(meeting) };
    Drawing { canvas: lay(meeting, style), text }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    words::sentences([
        words::size(meeting),
        Phrase::new(
            "每行为一篇发言，每列为一个议题；数字为该议题占本篇文字的份额，只在高于其余各篇平均处写出，\
             高出越多颜色越深。加框者为突出的议题：相差超出重抽段落的95%区间和偶然。",
            "A row is a speech, a column a theme. A number is the theme’s share of the speech, given \
             where it is above the mean of the others: the more above, the deeper. A frame marks \
             what a speech stresses: more than the 95% interval of drawn passages and chance allow.",
        ),
        words::source(meeting),
    ])
}

/// The themes that some speech has more of than the others, in their fixed order.
fn columns(meeting: &MeetingAnalysis) -> Vec<&ThemeId> {
    let is_shown =
        |id: &&ThemeId| meeting.speeches.iter().any(|speech| emphasis(speech, id).is_some());
    meeting.theme_ids().filter(is_shown).collect()
}

fn emphasis<'m>(speech: &'m SpeechAnalysis, theme: &ThemeId) -> Option<&'m Emphasis> {
    speech.emphases.iter().find(|one| one.theme == *theme)
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let themes = columns(meeting);
    let labels = themes.iter().map(|id| meeting.theme(id).map(names::label).unwrap_or_default());
    let headings: Vec<String> = labels.map(|label| canvas.said(&label).to_owned()).collect();
    let grid = Grid { column: cell_width(&canvas, &headings), columns: themes.len() };
    grid.wrapped_headings(&mut canvas, &headings);
    let differences = meeting.speeches.iter().flat_map(|speech| &speech.emphases);
    let span = differences.map(|one| parts::finite(one.difference)).fold(LEAST_SPAN, f64::max);
    for (row, id) in meeting.listed().into_iter().enumerate() {
        let text = canvas.called(&meeting[id].name);
        canvas.rect(Area { w: grid.right(), ..grid.area(row, 0) }, Fill::Ramp(0));
        grid.name(&mut canvas, row, Heading { text, opens: Some(Target::Speech(id)) });
        for (column, theme) in themes.iter().enumerate() {
            let area = grid.area(row, column);
            if let Some(one) = emphasis(&meeting[id], theme) {
                cell(&mut canvas, area, one, span);
            }
            if meeting[id].shares.of(theme) > 0.0 {
                let theme = (*theme).clone();
                canvas.spot(area, Target::Share { speech: id, theme });
            }
        }
        length(&mut canvas, &grid, row, meeting[id].characters);
    }
    keys(&mut canvas);
    canvas
}

/// The width of a cell: [`CELL`], but an English word of a heading must fit on a line, while Chinese
/// breaks anywhere.
fn cell_width(canvas: &Canvas, headings: &[String]) -> f64 {
    if canvas.style.tongue.is_chinese() {
        return CELL;
    }
    let measure = |word: &str| canvas.faces.width(word, canvas.style.small);
    let words = headings.iter().map(|heading| words::widest_word(heading, measure));
    words.map(|word| word + PAD).fold(CELL, f64::max).min(WIDEST_CELL)
}

/// The length of a speech behind its row.
fn length(canvas: &mut Canvas, grid: &Grid, row: usize, characters: usize) {
    let [length, widest] = [count(characters).as_str(), "00,000"].map(|number| {
        let length = words::length(number);
        canvas.small(canvas.said(&length))
    });
    let at = Point::new(grid.right() + PAD + canvas.width(&widest), grid.middle(row));
    canvas.text(at, length.anchor(Anchor::End));
}

/// A share, on a colour as deep as it is above the others; framed if that is firm.
fn cell(canvas: &mut Canvas, area: Area, one: &Emphasis, span: f64) {
    let fill = Fill::ramp(parts::finite(one.difference) / span);
    let inside = if one.beyond { framed(canvas, area) } else { area };
    grid::filled(canvas, inside, fill, &percent(one.share));
}

/// Draws an edge along `area`; returns what is inside of it.
fn framed(canvas: &mut Canvas, area: Area) -> Area {
    canvas.rect(area, Paint::Ink);
    Area::new(area.x + EDGE, area.y + EDGE, area.w - 2.0 * EDGE, area.h - 2.0 * EDGE)
}

/// What depth and frame mean.
fn keys(canvas: &mut Canvas) {
    let [most, little] = [RAMP, RAMP / 4].map(|step| Chip::Solid(Fill::Ramp(step).into()));
    let keys = [
        (most, Phrase::new("高出其余各篇最多", "most above the other speeches")),
        (little, Phrase::new("略高", "a little above")),
        (Chip::Frame(Paint::Ink), Phrase::new("突出的议题", "what a speech stresses")),
    ];
    let keys = keys.map(|(chip, label)| LegendEntry::new(chip, canvas.said(&label)));
    legend::put_above(canvas, &keys);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::fixtures;

    #[test]
    fn a_cell_for_each_share_above_the_others_and_a_name_for_each_speech() {
        let style = Style::default();
        for n in [13, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = drawing(&meeting, &style).sheet();
            fixtures::check(&sheet);
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 1, "{}", speech.name);
            }
        }
    }

    #[test]
    fn few_speeches_have_bars_and_speeches_that_were_not_compared_have_no_cells() {
        let style = Style::default();
        assert!(draw(&fixtures::meeting(BARS), &style).is_none());
        assert!(draw(&fixtures::meeting(BARS + 1), &style).is_some());
        let mut meeting = fixtures::meeting(BARS + 1);
        for speech in &mut meeting.speeches {
            speech.emphases.clear();
        }
        assert!(draw(&meeting, &style).is_none());
    }
}
