//! Reuse against own voice: how much of each speech is word for word in others.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    legend::{self, Chip, LegendEntry},
    mark::Anchor,
    parts,
    style::{Fill, Paint, Style},
    words,
};
use crate::{
    analysis::{Claim, MeetingAnalysis},
    ids::SpeechId,
    phrase::{Phrase, cut},
    say::{count, findings, percent},
};

/// Length of a whole speech.
const LENGTH: f64 = 560.0;
const BAR: f64 = 16.0;
const ROW: f64 = 22.0;
const PAD: f64 = 8.0;
/// Paper between the two parts of a bar.
const SEAM: f64 = 1.0;
/// Text that others have word for word.
const SHARED: Paint = Paint::Fill(Fill::Accent);
/// All other text.
const OWN: Paint = Paint::Faint;
/// A caption quotes this many characters of a reused text at most. Chosen by eye.
const QUOTED: usize = 40;

/// A bar for each speech, most reuse first; `None` if reuse was not looked for or not found.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    match rows(meeting).first() {
        Some(&(_, share)) if share > 0.0 => Some(drawing(meeting, style)),
        _ => None,
    }
}

/// The speeches with their share of reused text, largest first, equals in the order of the record.
fn rows(meeting: &MeetingAnalysis) -> Vec<(SpeechId, f64)> {
    let shared = meeting.findings.iter().filter_map(|finding| match finding.claim {
        Claim::Shared { speech, share } => Some((speech, parts::finite(share))),
        _ => None,
    });
    shared.collect()
}

fn drawing<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, style), text: text(meeting) }
}

fn text(meeting: &MeetingAnalysis) -> ChartText {
    ChartText {
        name: "voice",
        title: findings::shared(meeting, &rows(meeting)),
        caption: caption(meeting),
    }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    // The list begins with the text that makes up most of the reuse.
    let quoted = meeting.reuse.first().map_or_else(Phrase::default, |reused| {
        let text = words::clean(&reused.text);
        let text = cut(&text, QUOTED);
        let n = reused.speeches.len();
        Phrase::new(
            format!("雷同文字最多的一处，{n}篇都说“{text}”。"),
            format!("What makes most text the same: {n} speeches say “{text}”."),
        )
    });
    words::sentences([
        words::size(meeting),
        Phrase::new(
            "每条为一篇发言；逐字相同指至少两篇（篇数多时为一成）都有的字串，至少11字，或8字而跨标点。\
             比例的分母为本篇语句的字数，标题和空白不计；条末为本篇总字数。全部字串见表格formulas.csv。",
            "Each bar is a speech. Word for word: a string of eleven characters, or of eight with a \
             mark between them, that two speeches have, or a tenth of many. The share is of the \
             characters of its sentences, headings and blanks aside; the length of the whole \
             speech stands behind. All strings are in the table formulas.csv.",
        ),
        quoted,
        words::source(meeting),
    ])
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    for (row, (speech, share)) in rows(meeting).into_iter().enumerate() {
        bar(&mut canvas, (row as f64 + 0.5) * ROW, meeting, speech, share);
    }
    let keys = [
        (SHARED, Phrase::new("与别篇逐字相同", "word for word in others")),
        (OWN, Phrase::new("自己的话", "its own words")),
    ];
    let keys = keys.map(|(paint, label)| LegendEntry::new(Chip::Solid(paint), canvas.said(&label)));
    legend::put_above(&mut canvas, &keys);
    canvas
}

/// Name, bar, share and length of the speech `id`, its middle at `middle`.
fn bar(canvas: &mut Canvas, middle: f64, meeting: &MeetingAnalysis, id: SpeechId, share: f64) {
    let speech = &meeting[id];
    let name = canvas.body(&canvas.called(&speech.name)).anchor(Anchor::End);
    canvas.linked(Point::new(-PAD, middle), name, Target::Speech(id));
    let whole = Area::new(0.0, middle - BAR / 2.0, LENGTH, BAR);
    let shared = Area { w: share.clamp(0.0, 1.0) * LENGTH, ..whole };
    let own = Area { x: shared.w, w: LENGTH - shared.w, ..whole };
    if own.w > 0.0 {
        canvas.rect(own, OWN);
    }
    if shared.w > 0.0 {
        canvas.rect(shared, SHARED);
        // The seam covers the other part, so that even a sliver keeps its length.
        canvas.rect(Area { x: shared.right(), w: SEAM.min(own.w), ..whole }, Paint::Paper);
        canvas.spot(whole, Target::Reuse(id));
    }
    let numbers = LENGTH + PAD + canvas.width(&canvas.body(">99%"));
    let number = canvas.body(&percent(share)).anchor(Anchor::End);
    let number = if share > 0.0 { number } else { number.paint(Paint::Muted) };
    canvas.text(Point::new(numbers, middle), number);
    let [length, widest] = [count(speech.characters).as_str(), "0,000,000"].map(|number| {
        let length = words::length(number);
        canvas.small(canvas.said(&length))
    });
    let lengths = numbers + 2.0 * PAD + canvas.width(&widest);
    canvas.text(Point::new(lengths, middle), length.anchor(Anchor::End));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::fixtures;

    #[test]
    fn most_reuse_comes_first_and_every_share_is_printed() {
        let style = Style::default();
        for n in [2, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = drawing(&meeting, &style).sheet();
            fixtures::check(&sheet);
            let rows = rows(&meeting);
            assert!(rows.is_sorted_by(|a, b| a.1 >= b.1));
            assert_eq!(rows.len(), n);
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 1, "{}", speech.name);
            }
        }
    }

    #[test]
    fn nothing_is_drawn_where_nothing_was_looked_for_or_found() {
        let style = Style::default();
        for reused in [None, Some(0.0)] {
            let mut meeting = fixtures::meeting(8);
            for speech in &mut meeting.speeches {
                speech.reused = reused;
            }
            assert!(draw(&meeting.with_findings(), &style).is_none());
        }
        assert!(draw(&fixtures::meeting(0), &style).is_none());
    }
}
