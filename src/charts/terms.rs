//! The distinctive terms of each speech: what it says more than the others, one panel a speech.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    mark::Anchor,
    parts,
    style::{Fill, Paint, Style},
    words,
};
use crate::{
    analysis::{MeetingAnalysis, Reference, SpeechAnalysis, TermScore},
    ids::SpeechId,
    phrase::Phrase,
    say::findings,
};

/// Terms shown of each speech.
const TOP: usize = 10;
const ROW: f64 = 19.0;
const BAR: f64 = 12.0;
/// Length of the longest bar.
const LENGTH: f64 = 110.0;
const PAD: f64 = 6.0;
/// Space between panels.
const GAP: f64 = 30.0;
/// Height of a panel's name.
const HEADING: f64 = 28.0;
/// A row of panels is no wider than this, unless one panel is wider.
const WIDTH: f64 = 1180.0;
const MOST_COLUMNS: usize = 5;

/// Top terms of each speech as small multiples; `None` without speeches.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    if meeting.speeches.is_empty() {
        return None;
    }
    Some(drawing(meeting, style))
}

fn drawing<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, style), text: text(meeting) }
}

fn text(meeting: &MeetingAnalysis) -> ChartText {
    ChartText { name: "terms", title: findings::best_terms(meeting), caption: caption(meeting) }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    let reference = match meeting.speeches.len() {
        0 | 1 => Phrase::default(),
        _ => Phrase::new(
            "得分以其余发言为参照：本篇说得多而别处说得少的词得分高。各格同一尺度，按组排列。",
            "Scores are held against the other speeches: high for what is said much here and \
             little elsewhere. All panels have one scale and stand by group.",
        ),
    };
    let general = if meeting.speeches.iter().any(has_general_reference) {
        Phrase::new(
            "其余发言太短或没有时，以通用汉语（分词词典的词频）为参照。",
            "Where the other speeches are too short or none, scores are held against general \
             Chinese (the segmenter's dictionary).",
        )
    } else {
        Phrase::default()
    };
    words::sentences([
        words::size(meeting),
        Phrase::new(
            format!(
                "每格为一篇发言说过两次及以上、得分最高的词（至多{TOP}个，地名另列）；条长为得分加1的对数，条末为在本篇出现的次数。"
            ),
            format!(
                "Each panel has the words that a speech says twice and more with the highest scores \
                 ({TOP} at most, no names of places); \
                 the bar is the logarithm of the score plus 1, the number behind it how often the speech says the word."
            ),
        ),
        reference,
        general,
        sure_note(meeting),
        words::source(meeting),
    ])
}

/// Whether the terms of `speech` are compared with general Chinese.
fn has_general_reference(speech: &SpeechAnalysis) -> bool {
    speech.reference == Reference::GeneralChinese
}

/// The terms that the chart shows of all speeches.
fn shown(meeting: &MeetingAnalysis) -> impl Iterator<Item = &TermScore> {
    meeting.speeches.iter().flat_map(|speech| speech.repeated().iter().take(TOP))
}

/// What the lines and the grey bars mean, if there are any.
fn sure_note(meeting: &MeetingAnalysis) -> Phrase {
    let lines = if shown(meeting).any(|term| term.interval.is_some()) {
        Phrase::new("横线为得分的95%区间。", "A thin line is the 95% interval of a score.")
    } else {
        Phrase::default()
    };
    let grey = if shown(meeting).any(|term| term.may_be_chance()) {
        Phrase::new(
            "灰条的词，把全场段落随意分派也可能这样突出。",
            "Words with a grey bar may stand out as far if all passages are dealt at random.",
        )
    } else {
        Phrase::default()
    };
    words::sentences([lines, grey])
}

/// Sizes that all panels share.
struct TermGrid {
    /// Width of the widest term.
    terms: f64,
    /// Width of a panel.
    panel: f64,
    columns: usize,
    /// Pixels for an [`extent`] of one.
    scale: f64,
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let grid = grid(&canvas, meeting);
    let order: Vec<SpeechId> = parts::by_group(meeting).collect();
    let mut y = 0.0;
    for row in order.chunks(grid.columns) {
        for (column, &speech) in row.iter().enumerate() {
            let at = Point::new((grid.panel + GAP) * column as f64, y);
            panel(&mut canvas, &grid, at, meeting, speech);
        }
        let rows = row.iter().map(|&speech| meeting[speech].repeated().len().clamp(1, TOP));
        let most = rows.max().unwrap_or(1);
        y += HEADING + ROW * most as f64 + GAP * 0.7;
    }
    canvas
}

fn grid(canvas: &Canvas, meeting: &MeetingAnalysis) -> TermGrid {
    let (mut terms, mut notes, mut names, mut best) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for speech in &meeting.speeches {
        names = names.max(canvas.width(&canvas.body(&canvas.called(&speech.name))));
        for term in speech.repeated().iter().take(TOP) {
            terms = terms.max(canvas.width(&canvas.body(&term.term)));
            notes = notes.max(canvas.width(&canvas.small(&term.count.to_string())));
            let high = term.interval.map_or(term.score, |[_, high]| high.max(term.score));
            best = best.max(extent(high));
        }
    }
    let panel = (terms + PAD + LENGTH + PAD + notes).max(names);
    let fit = (((WIDTH + GAP) / (panel + GAP)) as usize).clamp(1, MOST_COLUMNS);
    let n = meeting.speeches.len();
    let columns = n.div_ceil(n.div_ceil(fit));
    TermGrid { terms, panel, columns, scale: if best > 0.0 { LENGTH / best } else { 0.0 } }
}

/// The terms of the speech `id`, below and right of `at`.
fn panel(canvas: &mut Canvas, grid: &TermGrid, at: Point, meeting: &MeetingAnalysis, id: SpeechId) {
    let Point { x, y } = at;
    let speech = &meeting[id];
    let name = canvas.body(&canvas.called(&speech.name)).bold();
    canvas.linked(Point::new(x, y + HEADING / 2.0 - 3.0), name, Target::Speech(id));
    let line = y + HEADING - 5.0;
    canvas.line(&[Point::new(x, line), Point::new(x + grid.panel, line)], Paint::Faint, 1.0);
    if speech.repeated().is_empty() {
        let none = Phrase::new("没有突出的词", "no word stands out");
        canvas.text(Point::new(x, y + HEADING + ROW / 2.0), canvas.small(canvas.said(&none)));
    }
    let bars = x + grid.terms + PAD;
    for (i, term) in speech.repeated().iter().take(TOP).enumerate() {
        let middle = y + HEADING + ROW * (i as f64 + 0.5);
        let name = canvas.body(&term.term).anchor(Anchor::End);
        canvas.text(Point::new(bars - PAD, middle), name);
        let end = bars + bar(canvas, grid, Point::new(bars, middle), term);
        canvas.text(Point::new(end + PAD, middle), canvas.small(&term.count.to_string()));
        let row = Area::new(x, middle - ROW / 2.0, grid.panel, ROW);
        canvas.spot(row, Target::Term { speech: id, rank: i });
    }
}

/// The length of a score before scaling: `ln(1 + score)`. Scores are odds: on a linear scale a score
/// of 60 would leave no visible bar for the others.
fn extent(score: f64) -> f64 {
    libm::log1p(parts::finite(score).max(0.0))
}

/// The score of `term` as a bar right of `at`, its interval as a line; returns the length of both.
fn bar(canvas: &mut Canvas, grid: &TermGrid, at: Point, term: &TermScore) -> f64 {
    let chance = term.may_be_chance();
    let fill = if chance { Fill::Other } else { Fill::Accent };
    let end = extent(term.score) * grid.scale;
    canvas.rect(Area::new(at.x, at.y - BAR / 2.0, end, BAR), fill);
    let Some(interval) = term.interval else { return end };
    let [low, high] = interval.map(|score| extent(score) * grid.scale);
    canvas.line(&[Point::new(at.x + low, at.y), Point::new(at.x + high, at.y)], Paint::Ink, 1.0);
    end.max(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{fixtures, mark::Mark};

    #[test]
    fn one_panel_a_speech_and_one_bar_a_term() {
        let style = Style::default();
        for n in [1, 2, 3, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = drawing(&meeting, &style).sheet();
            fixtures::check(&sheet);
            let bars: usize = meeting.speeches.iter().map(|s| s.terms.len().min(TOP)).sum();
            assert_eq!(fixtures::rects(&sheet), bars);
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 1, "{}", speech.name);
            }
        }
    }

    #[test]
    fn what_chance_reaches_is_grey_and_intervals_are_lines() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(3);
        let lines = |meeting: &MeetingAnalysis| {
            let sheet = drawing(meeting, &style).sheet();
            fixtures::check(&sheet);
            sheet.canvas.marks.iter().filter(|mark| matches!(mark, Mark::Line { .. })).count()
        };
        let before = lines(&meeting);
        assert!(!text(&meeting).caption.zh.contains("横线"));
        let term = &mut meeting.speeches[0].terms[0];
        // Longer than any bar: the count stands clear of it, and the panel is wide enough.
        term.interval = Some([-1.0, 3.0 * term.score]);
        term.beyond_chance = Some(false);
        assert_eq!(lines(&meeting), before + 1);
        let sheet = drawing(&meeting, &style).sheet();
        let grey =
            |mark: &&Mark| matches!(mark, Mark::Rect { paint: Paint::Fill(Fill::Other), .. });
        assert_eq!(sheet.canvas.marks.iter().filter(grey).count(), 1);
        let caption = text(&meeting).caption.zh;
        assert!(caption.contains("横线") && caption.contains("灰条"), "{caption}");
    }

    #[test]
    fn a_speech_without_terms_says_so() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(2);
        for speech in &mut meeting.speeches {
            speech.terms.clear();
        }
        let sheet = drawing(&meeting, &style).sheet();
        fixtures::check(&sheet);
        assert_eq!(fixtures::count(&sheet, "没有突出的词"), 2);
        assert!(draw(&fixtures::meeting(0), &style).is_none());
    }
}
