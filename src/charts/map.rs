//! The speeches as places on a plane: near is alike.

use super::{
    Drawing, Style, Target,
    canvas::{Area, Canvas, ChartText, Label, Point},
    parts,
    style::{Fill, Paint},
    words,
};
use crate::{
    analysis::MeetingAnalysis, budget::MAP_NAMES, ids::SpeechId, phrase::Phrase, say::findings,
};

/// Fewer speeches make no map.
const FEWEST: usize = 3;
const RADIUS: f64 = 5.5;
/// The plane's width over its height.
const ASPECT: f64 = 1.45;
/// The plane is this many times as large as all its labels together.
const ROOM: f64 = 7.0;
const SMALLEST_HEIGHT: f64 = 400.0;
/// Rings of places tried around a dot, from near to far.
const RINGS: usize = 24;
/// The cross reaches this far beyond the outermost dots.
const EDGE: f64 = 18.0;
/// Dots nearer than this crowd each other.
const CROWD: f64 = 120.0;
/// Rings from here on are so far that a line has to lead to the dot.
const LED: usize = 2;

/// Map of the speeches; `None` below three or without places.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    let n = meeting.speeches.len();
    let map = &meeting.grouping.tree()?.map;
    if n < FEWEST || map.len() != n {
        return None;
    }
    Some((lay(meeting, map, style), head(meeting)))
}

fn head(meeting: &MeetingAnalysis) -> ChartText {
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

/// That dots have no names, where there are too many of them.
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
    map.iter().map(|[x, y]| (parts::finite(*x), parts::finite(*y))).collect()
}

fn distance(a: Point, b: Point) -> f64 {
    libm::hypot(a.0 - b.0, a.1 - b.1)
}

/// The paper for the dots, and how the map lies on it.
struct Plane {
    area: Area,
    /// What of the map is in the middle of `area`.
    middle: Point,
    /// Pixels for one of the map, the same in both directions.
    scale: f64,
}

impl Plane {
    /// A plane large enough for all `labels`.
    fn new(canvas: &Canvas, labels: &[Label], map: &[Point]) -> Self {
        let areas = labels.iter().map(|label| canvas.label_area((0.0, 0.0), label));
        let needed = areas.map(|a| a.w * a.h).sum::<f64>() * ROOM;
        let height = (needed / ASPECT).sqrt().max(SMALLEST_HEIGHT);
        let area = Area::new(0.0, 0.0, height * ASPECT, height);
        // The average speech, at zero, belongs on the map.
        let all = || map.iter().copied().chain([(0.0, 0.0)]);
        let (left, right) = range(all().map(|p| p.0));
        let (low, high) = range(all().map(|p| p.1));
        let fit = |length: f64, room: f64| if length > 1e-9 { room / length } else { f64::MAX };
        let scale = match fit(right - left, area.w).min(fit(high - low, area.h)) {
            f64::MAX => 0.0,
            scale => scale,
        };
        Self { area, middle: ((left + right) / 2.0, (low + high) / 2.0), scale }
    }

    fn at(&self, (x, y): Point) -> Point {
        let centre = self.area.centre();
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        (centre.0 + dx * self.scale, centre.1 - dy * self.scale)
    }
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
}

fn lay<'a>(meeting: &MeetingAnalysis, map: &[[f64; 2]], style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let labels: Vec<Label> = meeting.speeches.iter().map(|s| canvas.body(&s.name)).collect();
    let map = self::places(map);
    let plane = Plane::new(&canvas, &labels, &map);
    let dots: Vec<Point> = map.iter().map(|&p| plane.at(p)).collect();
    cross(&mut canvas, &plane);
    let ties = ties(&mut canvas, meeting, &dots);
    let labels = if labels.len() > MAP_NAMES { Vec::new() } else { labels };
    let places = place_all(&canvas, &labels, &dots, ties);
    for (&dot, place) in dots.iter().zip(&places).filter(|(_, place)| place.ring >= LED) {
        canvas.line(&[dot, place.end(dot)], Paint::Muted, 0.75);
    }
    // Where there is no room to go around a name, a line goes behind it.
    for place in &places {
        canvas.rect(place.area, Paint::Paper);
    }
    for (speech, &dot) in meeting.speech_ids().zip(&dots) {
        canvas.dot(dot, RADIUS + 1.75, Paint::Paper);
        canvas.dot(dot, RADIUS + 0.75, Paint::Muted);
        canvas.dot(dot, RADIUS, parts::stress_fill(meeting, speech));
    }
    for (speech, (label, place)) in meeting.speech_ids().zip(labels.into_iter().zip(places)) {
        canvas.linked((place.area.x, place.area.centre().1), label, Target::Speech(speech));
    }
    for (speech, &dot) in meeting.speech_ids().zip(&dots) {
        canvas.free_spot(square(dot, RADIUS + 1.75), Target::Speech(speech));
    }
    keys(&mut canvas, meeting);
    canvas
}

/// Where the average speech would be.
fn cross(canvas: &mut Canvas, plane: &Plane) {
    let (area, faint) = (plane.area, Paint::Faint);
    let (x, y) = plane.at((0.0, 0.0));
    canvas.line(&[(area.x - EDGE, y), (area.right() + EDGE, y)], faint, 1.0);
    canvas.line(&[(x, area.y - EDGE), (x, area.bottom() + EDGE)], faint, 1.0);
}

/// Draws a line from each member of a group to the group's middle; returns them in small squares.
fn ties(canvas: &mut Canvas, meeting: &MeetingAnalysis, dots: &[Point]) -> Vec<Area> {
    let mut squares = Vec::new();
    for group in meeting.groups.iter().filter(|group| group.members.len() > 1) {
        let members: Vec<Point> =
            group.members.iter().filter_map(|one| dots.get(one.index())).copied().collect();
        let n = members.len() as f64;
        let sum = members.iter().fold((0.0, 0.0), |sum, dot| (sum.0 + dot.0, sum.1 + dot.1));
        let middle = (sum.0 / n, sum.1 / n);
        for dot in members {
            canvas.line(&[dot, middle], Fill::Other, 1.25);
            squares.extend(steps(dot, middle));
        }
    }
    squares
}

/// Where a label goes.
#[derive(Clone, Copy)]
struct Placement {
    area: Area,
    /// How far from its dot.
    ring: usize,
}

impl Placement {
    /// The label with the air it needs.
    fn padded(&self) -> Area {
        let Area { x, y, w, h } = self.area;
        Area::new(x - 2.0, y - 1.0, w + 4.0, h + 2.0)
    }

    /// The end at the label of the line from its dot.
    fn end(&self, (x, y): Point) -> Point {
        let area = self.area;
        (x.clamp(area.x, area.right()), y.clamp(area.y, area.bottom()))
    }

    /// The leader in small squares; none for a label beside its dot.
    fn steps(&self, dot: Point) -> Vec<Area> {
        if self.ring < LED { Vec::new() } else { steps(dot, self.end(dot)) }
    }
}

/// The line between two points in small squares.
fn steps(from: Point, to: Point) -> Vec<Area> {
    const STEP: f64 = 3.0;
    let steps = (distance(from, to) / STEP).ceil();
    let along = |i: usize| {
        let t = i as f64 / steps;
        (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
    };
    (1..steps as usize).map(|i| square(along(i), 1.0)).collect()
}

/// What stands on the map already.
struct Taken {
    dots: Vec<Area>,
    labels: Vec<Area>,
    /// Leaders in small squares.
    leaders: Vec<Area>,
    /// The lines of the groups in small squares.
    ties: Vec<Area>,
}

impl Taken {
    /// What it costs to put the label of `dot` at `place`: a covered label or
    /// dot is worse than any distance, a line through a label or past another dot
    /// worse than a long way, and two crossing lines are worse than a few rings; of places
    /// equally near, the one that hides least of the groups' lines is best.
    fn cost(&self, dot: Point, place: &Placement) -> f64 {
        let (label, steps) = (place.padded(), place.steps(dot));
        let solid = self.dots.iter().chain(&self.labels);
        let covered: f64 = solid.map(|other| label.overlap(other)).sum();
        let hit = |area: &Area, others: &[Area]| others.iter().any(|o| area.overlap(o) > 0.0);
        let through = self.labels.iter().filter(|other| hit(other, &steps)).count();
        let under = self.leaders.iter().filter(|step| label.overlap(step) > 0.0).count();
        let crossed = steps.iter().filter(|step| hit(step, &self.leaders)).count();
        let past = self.dots.iter().filter(|other| hit(other, &steps)).count().saturating_sub(1);
        let lines = 40 * through + 20 * past + 8 * under + 4 * crossed;
        let hidden = self.ties.iter().filter(|step| label.overlap(step) > 0.0).count();
        1000.0 * covered + (place.ring + lines) as f64 + 0.03 * hidden as f64
    }

    fn take(&mut self, dot: Point, place: &Placement) {
        self.labels.push(place.area);
        self.leaders.extend(place.steps(dot));
    }
}

/// Places for all labels, the most crowded dots first, each at the nearest free place.
fn place_all(canvas: &Canvas, labels: &[Label], dots: &[Point], ties: Vec<Area>) -> Vec<Placement> {
    if labels.is_empty() {
        return Vec::new();
    }
    let near = |a: Point| dots.iter().filter(|b| distance(a, **b) < CROWD).count();
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(near(dots[i])), i));
    let squares = dots.iter().map(|&dot| square(dot, RADIUS + 2.0)).collect();
    let mut taken = Taken { dots: squares, labels: Vec::new(), leaders: Vec::new(), ties };
    let mut places = vec![None; dots.len()];
    for i in order {
        let size = canvas.label_area((0.0, 0.0), &labels[i]);
        let place = place(dots[i], size, &taken);
        taken.take(dots[i], &place);
        places[i] = Some(place);
    }
    places.into_iter().flatten().collect()
}

/// The cheapest place near `dot` for a label of `size`.
fn place(dot: Point, size: Area, taken: &Taken) -> Placement {
    let mut best = (f64::INFINITY, Placement { area: size, ring: 0 });
    for ring in 0..RINGS {
        // A ring costs its number: no farther place can be cheaper.
        if best.0 <= ring as f64 {
            break;
        }
        for area in around(dot, size, ring) {
            let place = Placement { area, ring };
            let cost = taken.cost(dot, &place);
            if cost < best.0 {
                best = (cost, place);
            }
        }
    }
    best.1
}

/// Places for a label of `size` around `dot`: right, left, above, below, then between these.
fn around((x, y): Point, size: Area, ring: usize) -> impl Iterator<Item = Area> {
    const TURNS: [f64; 16] = [0., 8., 12., 4., 14., 2., 10., 6., 15., 1., 9., 7., 13., 3., 11., 5.];
    let away = RADIUS + 4.0 + 9.0 * ring as f64;
    TURNS.into_iter().map(move |turn| {
        let (sin, cos) = libm::sincos(turn * std::f64::consts::PI / 8.0);
        let centre = (x + cos * (size.w / 2.0 + away), y + sin * (size.h / 2.0 + away));
        Area::new(centre.0 - size.w / 2.0, centre.1 - size.h / 2.0, size.w, size.h)
    })
}

fn square((x, y): Point, half: f64) -> Area {
    Area::new(x - half, y - half, 2.0 * half, 2.0 * half)
}

/// The legend of what is stressed, above the map.
fn keys(canvas: &mut Canvas, meeting: &MeetingAnalysis) {
    let all: Vec<SpeechId> = meeting.speech_ids().collect();
    parts::legend_above(canvas, &parts::stress_keys(meeting, &all));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        canvas::{ChartSheet, Mark},
        fixtures,
    };

    fn sheet<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> ChartSheet<'a> {
        let map = &meeting.grouping.tree().expect("a tree").map;
        lay(meeting, map, style).sheet(&head(meeting))
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
