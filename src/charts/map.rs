//! The speeches as points on a plane: what is near is alike.

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    labels::{Obstacles, RADIUS, place_all, steps},
    legend,
    mark::Label,
    parts,
    style::{Fill, Paint, Style},
    words,
};
use crate::{
    analysis::MeetingAnalysis, budget::MAP_NAMES, ids::SpeechId, phrase::Phrase, say::findings,
};

mod plane;

use plane::Plane;

/// Fewest speeches for which a map is drawn.
const FEWEST: usize = 3;
/// The cross reaches this far beyond the outermost dots.
const REACH: f64 = 18.0;
/// Width of the grey rim of a dot.
const RIM: f64 = 0.75;
/// Width of the rim and of the paper around it.
const EDGE: f64 = 1.75;

/// Map of the speeches; `None` below three or without places.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    let n = meeting.speeches.len();
    let map = &meeting.grouping.tree()?.map;
    if n < FEWEST || map.len() != n {
        return None;
    }
    Some(drawing(meeting, map, style))
}

fn drawing<'a>(meeting: &MeetingAnalysis, map: &[[f64; 2]], style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, map, style), text: text(meeting) }
}

fn text(meeting: &MeetingAnalysis) -> ChartText {
    ChartText { name: "map", title: findings::positions(meeting), caption: caption(meeting) }
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    words::sentences([
        words::size(meeting),
        Phrase::new(
            "每点为一篇发言，按用词和议题相似度的前两个主成分摆放，细线连起同组的发言，\
             十字为全会平均。平面只能近似远近，两两之间以相似度图为准。",
            "Each dot is a speech, placed by the first two principal components of the \
             similarities of words and themes; thin lines join a group, the cross is the \
             meeting’s mean. A plane can only come near to true distances: for any two speeches \
             the chart of similarities counts.",
        ),
        nameless(meeting),
        words::colour_note(meeting),
        words::source(meeting),
    ])
}

/// A note that dots have no names, if there are too many of them.
fn nameless(meeting: &MeetingAnalysis) -> Phrase {
    if meeting.speeches.len() <= MAP_NAMES {
        return Phrase::default();
    }
    Phrase::new(
        format!("发言多于 {MAP_NAMES} 篇，点旁不写名称；在网页中点开即见。"),
        format!("With more than {MAP_NAMES} speeches dots bear no names; on the page each opens."),
    )
}

/// Where the speeches are on the map.
fn places(map: &[[f64; 2]]) -> Vec<Point> {
    map.iter().map(|[x, y]| Point::new(parts::finite(*x), parts::finite(*y))).collect()
}

fn lay<'a>(meeting: &MeetingAnalysis, map: &[[f64; 2]], style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let labels: Vec<Label> =
        meeting.speeches.iter().map(|s| canvas.body(&canvas.called(&s.name))).collect();
    let map = self::places(map);
    let plane = Plane::new(&canvas, &labels, &map);
    let dots: Vec<Point> = map.iter().map(|&p| plane.at(p)).collect();
    cross(&mut canvas, &plane);
    let ties = ties(&mut canvas, meeting, &dots);
    let labels = if labels.len() > MAP_NAMES { Vec::new() } else { labels };
    let places =
        place_all(&canvas, &labels, &dots, Obstacles { lines: ties, ..Obstacles::default() });
    for (&dot, place) in dots.iter().zip(&places).filter(|(_, place)| place.has_leader()) {
        canvas.line(&[dot, place.leader_end(dot)], Paint::Muted, 0.75);
    }
    // A line that has no room to go around a name goes behind it.
    for place in &places {
        canvas.rect(place.area, Paint::Paper);
    }
    for (speech, &dot) in meeting.speech_ids().zip(&dots) {
        canvas.dot(dot, RADIUS + EDGE, Paint::Paper);
        canvas.dot(dot, RADIUS + RIM, Paint::Muted);
        canvas.dot(dot, RADIUS, parts::stress_fill(meeting, speech));
    }
    for (speech, (label, place)) in meeting.speech_ids().zip(labels.into_iter().zip(places)) {
        canvas.linked(
            Point::new(place.area.x, place.area.centre().y),
            label,
            Target::Speech(speech),
        );
    }
    for (speech, &dot) in meeting.speech_ids().zip(&dots) {
        canvas.free_spot(Area::square(dot, RADIUS + EDGE), Target::Speech(speech));
    }
    keys(&mut canvas, meeting);
    canvas
}

/// Where the average speech would be.
fn cross(canvas: &mut Canvas, plane: &Plane) {
    let (area, faint) = (plane.area, Paint::Faint);
    let Point { x, y } = plane.at(Point::ZERO);
    canvas.line(&[Point::new(area.x - REACH, y), Point::new(area.right() + REACH, y)], faint, 1.0);
    canvas.line(&[Point::new(x, area.y - REACH), Point::new(x, area.bottom() + REACH)], faint, 1.0);
}

/// Draws a line from each member of a group to the group's middle; returns them in small squares.
fn ties(canvas: &mut Canvas, meeting: &MeetingAnalysis, dots: &[Point]) -> Vec<Area> {
    let mut squares = Vec::new();
    for group in meeting.groups.iter().filter(|group| group.members.len() > 1) {
        let members: Vec<Point> =
            group.members.iter().filter_map(|one| dots.get(one.index())).copied().collect();
        let n = members.len() as f64;
        let sum = members.iter().fold(Point::ZERO, |sum, &dot| sum.moved(dot));
        let middle = Point::new(sum.x / n, sum.y / n);
        for dot in members {
            canvas.line(&[dot, middle], Fill::Other, 1.25);
            squares.extend(steps(dot, middle));
        }
    }
    squares
}

/// The legend of what is stressed, above the map.
fn keys(canvas: &mut Canvas, meeting: &MeetingAnalysis) {
    let all: Vec<SpeechId> = meeting.speech_ids().collect();
    let keys = legend::stress_keys(canvas, meeting, &all);
    legend::put_above(canvas, &keys);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{drawing::ChartSheet, fixtures, mark::Mark};

    fn sheet<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> ChartSheet<'a> {
        let map = &meeting.grouping.tree().expect("a tree").map;
        drawing(meeting, map, style).sheet()
    }

    #[test]
    fn each_speech_has_a_dot_and_a_name_that_covers_no_other() {
        let style = Style::default();
        for n in [3, 8, 31, 60] {
            let meeting = fixtures::meeting(n);
            let sheet = sheet(&meeting, &style);
            fixtures::check(&sheet);
            let dots = sheet.canvas.marks.iter().filter(|m| matches!(m, Mark::Dot { .. })).count();
            assert_eq!(dots, 3 * n, "a dot, its edge and its seam each");
            for speech in &meeting.speeches {
                assert_eq!(fixtures::count(&sheet, &speech.name), 1, "{}", speech.name);
            }
        }
    }

    #[test]
    fn dots_of_hundreds_have_no_names_and_the_caption_says_so() {
        let style = Style::default();
        let meeting = fixtures::meeting(MAP_NAMES + 1);
        let sheet = sheet(&meeting, &style);
        assert_eq!(fixtures::count(&sheet, &meeting.speeches[0].name), 0);
        assert!(!sheet.canvas.spots.is_empty());
        assert!(caption(&meeting).zh.contains("不写名称"));
        assert!(!caption(&fixtures::meeting(MAP_NAMES)).zh.contains("不写名称"));
    }

    #[test]
    fn speeches_at_one_place_or_at_none_keep_their_names_apart() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(31);
        fixtures::tree(&mut meeting).map = vec![[0.0, 0.0]; 31];
        fixtures::check(&sheet(&meeting, &style));
        fixtures::tree(&mut meeting).map = vec![[f64::NAN, f64::INFINITY]; 31];
        fixtures::check(&sheet(&meeting, &style));
    }

    #[test]
    fn there_is_no_map_without_places() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(8);
        fixtures::tree(&mut meeting).map.clear();
        for meeting in [meeting, fixtures::meeting(0), fixtures::meeting(2)] {
            assert!(draw(&meeting, &style).is_none());
        }
    }
}
