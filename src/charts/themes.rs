//! The themes of each speech: one bar a speech, divided into its themes.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    legend,
    mark::Anchor,
    parts,
    style::{Fill, Paint, Style},
    words,
};
use crate::{
    analysis::{Group, MeetingAnalysis, SpeechAnalysis},
    ids::{SpeechId, ThemeId},
    phrase::Phrase,
    say::{count, findings, names, percent, percents},
};

/// Length of a whole bar.
const LENGTH: f64 = 600.0;
const BAR: f64 = 18.0;
const ROW: f64 = 22.0;
/// Space between groups, beyond that between rows.
const GROUP_GAP: f64 = 9.0;
const PAD: f64 = 8.0;
/// Background between two segments, so that pale neighbours can be told apart.
const SEAM: f64 = 1.0;

/// Provinces × themes in shares of text; `None` without speeches.
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
    ChartText { name: "themes", title: findings::about(meeting), caption: caption(meeting) }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    let other = words::quoted(&names::other());
    words::sentences([
        words::size(meeting),
        Phrase::new(
            format!(
                "每条为一篇发言，各段为该议题的语句占本篇文字的份额，{}为归不进任何议题的语句，\
                 条末为本篇字数；图例中为全部发言合计的份额。",
                other.zh
            ),
            format!(
                "Each bar is a speech; a segment is the share of its text in sentences on a theme, \
                 {} what no theme explains; the length in characters stands behind. The legend has \
                 the shares of all speeches together.",
                other.en
            ),
        ),
        interval_note(meeting),
        words::group_note(meeting),
        words::source(meeting),
    ])
}

/// What the brackets after a share mean, or why there are none.
fn interval_note(meeting: &MeetingAnalysis) -> Phrase {
    if meeting.speeches.iter().any(|speech| speech.share_intervals.is_some()) {
        Phrase::new(
            "括号中为份额的95%区间，由重抽本篇段落得出；段中写不下的，见表格themes.csv；\
             不足5段的发言没有区间。",
            "Brackets hold the 95% interval of a share, from drawing the speech’s passages \
             again; those for which a segment is too short stand in the table themes.csv; below \
             five passages there is none.",
        )
    } else {
        Phrase::new(
            "文字太少或太多，没有估计份额的区间。",
            "There is too little or too much text for intervals of the shares.",
        )
    }
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let names =
        meeting.speeches.iter().map(|s| canvas.body(&canvas.called(&s.name))).collect::<Vec<_>>();
    let rail = -(parts::widest(&canvas, names.iter()) + 3.0 * PAD);
    let mut y = 0.0;
    for rows in parts::grouped(meeting) {
        let top = y;
        for member in rows.members {
            row(&mut canvas, meeting, member, y);
            y += ROW;
        }
        if let Some(group) = parts::group_shown(meeting, rows.group) {
            group_mark(&mut canvas, meeting, group, Area::new(rail, top, PAD / 2.0, y - top));
        }
        y += GROUP_GAP;
    }
    axis(&mut canvas, y - GROUP_GAP);
    keys(&mut canvas, meeting);
    canvas
}

/// Name, bar and length of the speech `member`, below `y`.
fn row(canvas: &mut Canvas, meeting: &MeetingAnalysis, member: SpeechId, y: f64) {
    let numbers = LENGTH + PAD + widest_length(canvas);
    let speech = &meeting[member];
    let bar = Area::new(0.0, y + (ROW - BAR) / 2.0, LENGTH, BAR);
    let middle = bar.centre().y;
    let name = canvas.body(&canvas.called(&speech.name)).anchor(Anchor::End);
    canvas.linked(Point::new(-PAD, middle), name, Target::Speech(member));
    let length = words::length(&count(speech.characters));
    let length = canvas.small(canvas.said(&length)).anchor(Anchor::End);
    canvas.text(Point::new(numbers, middle), length);
    let mut x = 0.0;
    for (id, share) in shares(meeting, speech) {
        let width = share * LENGTH;
        let fill = parts::theme_fill(meeting, id);
        let segment = Area::new(x, bar.y, (width - SEAM).max(width / 2.0), BAR);
        canvas.rect(segment, fill);
        canvas.spot(segment, Target::Share { speech: member, theme: id.clone() });
        let interval = speech.share_intervals.as_ref().and_then(|all| all.get(id)).copied();
        label(canvas, share, interval, segment, fill);
        x += width;
    }
    if x == 0.0 {
        canvas.rect(Area::new(0.0, middle - 0.5, LENGTH, 1.0), Paint::Faint);
    }
}

/// Room for the length of a speech.
fn widest_length(canvas: &Canvas) -> f64 {
    canvas.width(&canvas.small(canvas.said(&words::length("00,000"))))
}

/// The share in its `segment`, with its interval where there is room for both.
fn label(canvas: &mut Canvas, share: f64, interval: Option<[f64; 2]>, segment: Area, fill: Fill) {
    const PADDING: f64 = 3.0;
    // An interval of no width adds nothing.
    let wide = interval.filter(|[low, high]| low < high);
    let with_interval = wide.map(|ends| format!("{} ({})", percent(share), percents(ends)));
    let text = with_interval.into_iter().chain([percent(share)]);
    let mut labels = text.map(|text| canvas.small(&text).paint(Paint::On(fill)));
    let fits = labels.find(|label| canvas.width(label) + 2.0 * PADDING <= segment.w);
    if let Some(label) = fits {
        parts::text_inside(canvas, label, segment, PADDING);
    }
}

/// The shares of a speech that are to be seen, in the order of the legend.
fn shares<'m>(
    meeting: &'m MeetingAnalysis,
    speech: &SpeechAnalysis,
) -> impl Iterator<Item = (&'m ThemeId, f64)> {
    let shares = meeting.theme_ids().map(|id| (id, parts::finite(speech.shares.of(id))));
    shares.filter(|&(_, share)| share > 0.0)
}

/// The name and confidence of a group, left of its rows in `area`.
fn group_mark(canvas: &mut Canvas, meeting: &MeetingAnalysis, group: &Group, area: Area) {
    let (x, y) = (area.x, area.centre().y);
    let inset = (ROW - BAR) / 2.0;
    if area.h > ROW {
        parts::bracket(canvas, x, area.y + inset, area.bottom() - inset, area.w);
    }
    let (name, confidence) = parts::group_labels(canvas, meeting, group);
    let widest = [Some(1.0), None].map(words::confidence);
    let widest = widest.iter().map(|text| canvas.width(&canvas.small(canvas.said(text))));
    let name_end = x - 2.0 * PAD - widest.fold(0.0, f64::max);
    canvas.text(Point::new(x - PAD, y), confidence.anchor(Anchor::End));
    canvas.text(Point::new(name_end, y), name.anchor(Anchor::End));
}

/// Per cent below the bars, which end at `y`.
fn axis(canvas: &mut Canvas, y: f64) {
    canvas.line(&[Point::new(0.0, y + 3.0), Point::new(LENGTH, y + 3.0)], Paint::Faint, 1.0);
    for quarter in 0..=4 {
        let x = LENGTH * f64::from(quarter) / 4.0;
        canvas.line(&[Point::new(x, y + 3.0), Point::new(x, y + 7.0)], Paint::Faint, 1.0);
        let at = Point::new(x, y + 15.0);
        canvas.text(at, canvas.small(&format!("{}%", 25 * quarter)).anchor(Anchor::Middle));
    }
}

/// Whether any bar has a segment for the theme `id`.
fn is_drawn(meeting: &MeetingAnalysis, id: &ThemeId) -> bool {
    meeting.speeches.iter().any(|one| one.shares.of(id) > 0.0)
}

/// The legend, above the bars and as wide as the whole chart.
fn keys(canvas: &mut Canvas, meeting: &MeetingAnalysis) {
    let mut keys = legend::theme_keys(canvas, meeting, |id| is_drawn(meeting, id));
    let themes = meeting.themes.iter().filter(|theme| is_drawn(meeting, &theme.id));
    for (key, theme) in keys.iter_mut().zip(themes) {
        key.note = percent(theme.share);
    }
    legend::put_above(canvas, &keys);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Shares,
        charts::{drawing::ChartSheet, fixtures},
    };

    #[test]
    fn one_bar_a_speech_with_all_its_shares() {
        let style = Style::default();
        for n in [1, 2, 3, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = drawing(&meeting, &style).sheet();
            fixtures::check(&sheet);
            let segments: usize =
                meeting.speeches.iter().map(|s| shares(&meeting, s).count()).sum();
            let chips = fixtures::rects(&sheet) - segments;
            assert!((2..=9).contains(&chips), "{n} speeches: {chips} chips");
            assert_eq!(fixtures::count(&sheet, "其他"), 1);
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 1, "{}", speech.name);
            }
        }
    }

    #[test]
    fn a_share_has_its_interval_beside_it_where_both_fit() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(8);
        let sheet = drawing(&meeting, &style).sheet();
        let shares = |sheet: &ChartSheet| -> Vec<String> {
            let bracket = |text: &str| text.contains("% (") && text.ends_with("%)");
            let texts = sheet.labels().map(|(label, _)| label.text.clone());
            texts.filter(|text| bracket(text)).collect()
        };
        // Each speech of the fixture has one large share; every third has no intervals.
        let with = meeting.speeches.iter().filter(|s| s.share_intervals.is_some()).count();
        assert!((with..4 * with).contains(&shares(&sheet).len()), "{:?}", shares(&sheet));
        assert!(text(&meeting).caption.zh.contains("95%区间"));
        for speech in &mut meeting.speeches {
            speech.share_intervals = None;
        }
        let sheet = drawing(&meeting, &style).sheet();
        assert!(shares(&sheet).is_empty());
        assert!(text(&meeting).caption.zh.contains("没有估计份额的区间"));
    }

    #[test]
    fn a_theme_stands_in_the_legend_once_and_keeps_its_colour() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(31);
        for group in &mut meeting.groups {
            group.label = "一组".into();
            group.themes.clear();
        }
        let sheet = drawing(&meeting, &style).sheet();
        for (place, theme) in meeting.themes.iter().enumerate() {
            assert_eq!(fixtures::count(&sheet, &theme.label), 1, "{}", theme.label);
            assert_eq!(parts::theme_fill(&meeting, &theme.id), Fill::Theme(place));
        }
    }

    #[test]
    fn speeches_without_themes_and_meetings_without_speeches_are_no_error() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(3);
        meeting.themes.clear();
        meeting.groups.clear();
        for speech in &mut meeting.speeches {
            speech.shares = Shares::default();
        }
        let sheet = drawing(&meeting, &style).sheet();
        fixtures::check(&sheet);
        assert_eq!(fixtures::rects(&sheet), 3);
        assert!(draw(&fixtures::meeting(0), &style).is_none());
    }
}
