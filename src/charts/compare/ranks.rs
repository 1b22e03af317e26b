//! The ranks of the themes from meeting to meeting.

use super::{last, marks, says};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        grid::{Grid, Heading},
        legend::{self, Chip, LegendEntry},
        mark::Anchor,
        parts,
        style::{Paint, Style},
        words,
    },
    compare::{Direction, MeetingComparison, Series},
    ids::{MeetingId, ThemeId},
    phrase::Phrase,
};

/// The width of all meetings together, as long as two stay this far apart and no farther.
const WIDTH: f64 = 640.0;
const NEAREST: f64 = 40.0;
const FARTHEST: f64 = 200.0;
const ROW: f64 = 24.0;
const DOT: f64 = 4.0;
const PAD: f64 = 10.0;
/// Room for a name; longer ones are cut.
const NAME: f64 = 260.0;
/// A theme is coloured if it moved by so many ranks from the first meeting to the last: fewer are
/// often a matter of chance. Chosen by eye.
const MOVED: usize = 3;
/// Fewest themes that can be ranked.
const FEWEST: usize = 2;

/// The ranks; `None` of two meetings or of one theme.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let series = comparison.series.as_ref()?;
    let courses = courses(series);
    if courses.len() < FEWEST || courses.iter().all(|one| one.ends().is_none()) {
        return None;
    }
    let text = ChartText {
        name: "ranks",
        title: title(comparison, &courses),
        caption: caption(comparison),
    };
    Some(Drawing { canvas: lay(comparison, &courses, style), text })
}

/// The ranks of a theme, from 0; `None` where nobody speaks.
struct Course<'c> {
    theme: &'c ThemeId,
    ranks: Vec<Option<usize>>,
}

impl Course<'_> {
    /// The first rank and the last; `None` without any.
    fn ends(&self) -> Option<[usize; 2]> {
        let mut known = self.ranks.iter().flatten().copied();
        let first = known.next()?;
        Some([first, known.next_back().unwrap_or(first)])
    }

    fn direction(&self) -> Direction {
        match self.ends() {
            Some([first, last]) if first >= last + MOVED => Direction::Up,
            Some([first, last]) if last >= first + MOVED => Direction::Down,
            _ => Direction::CannotTell,
        }
    }
}

fn courses(series: &Series) -> Vec<Course<'_>> {
    let meetings = series.themes.iter().map(|one| one.points.len()).max().unwrap_or(0);
    let ranked: Vec<Vec<usize>> = (0..meetings).map(|meeting| ranked(series, meeting)).collect();
    let themes = series.themes.iter().enumerate();
    themes
        .map(|(at, one)| Course {
            theme: &one.theme,
            ranks: ranked.iter().map(|order| order.iter().position(|&other| other == at)).collect(),
        })
        .collect()
}

/// The themes of a meeting by their shares, the largest first; equals in the order of the themes.
fn ranked(series: &Series, meeting: usize) -> Vec<usize> {
    let share = |at: usize| {
        let point = (*series.themes[at].points.get(meeting)?)?;
        Some(parts::finite(point.share))
    };
    let mut known: Vec<(usize, f64)> =
        (0..series.themes.len()).filter_map(|at| Some((at, share(at)?))).collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    known.into_iter().map(|(at, _)| at).collect()
}

fn title(comparison: &MeetingComparison, courses: &[Course]) -> Phrase {
    let firsts: Vec<&ThemeId> = [0, 1]
        .into_iter()
        .filter_map(|end| courses.iter().find(|one| one.ends().is_some_and(|ends| ends[end] == 0)))
        .map(|one| one.theme)
        .collect();
    let name = |theme: &ThemeId| last::theme(comparison, theme);
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if let [before, now] = firsts[..] {
        let (before, now) = (name(before), name(now));
        if before == now {
            zh.push(format!("首末两次居首的都是{}", now.zh));
            en.push(format!("{} leads in the first meeting and the last", now.en));
        } else {
            zh.push(format!("居首的由{}变为{}", before.zh, now.zh));
            en.push(format!("{} leads first, {} last", before.en, now.en));
        }
    }
    let risen = |one: &Course| one.ends().map_or(0, |[first, last]| first.saturating_sub(last));
    let climber = courses.iter().max_by_key(|one| risen(one)).filter(|one| risen(one) >= MOVED);
    if let Some((one, [first, end])) = climber.and_then(|one| Some((one, one.ends()?))) {
        let (theme, from, to) = (name(one.theme), first + 1, end + 1);
        zh.push(format!("升得最多的是{}（第{from}升至第{to}）", theme.zh));
        en.push(format!("{} rose most, from {from} to {to}", theme.en));
    }
    Phrase::new(
        format!("议题的名次：{}", zh.join("，")),
        format!("Ranks of themes: {}", en.join("; ")),
    )
}

fn caption(comparison: &MeetingComparison) -> Phrase {
    words::sentences([
        says::course(comparison),
        Phrase::new(
            format!(
                "按该次会议各发言者份额的平均排名次，1为最多；首末两次名次相差{MOVED}位及以上的\
                 着色。份额相近的议题互换名次可能只是偶然，升降是否说得准见前面各图；无人发言的会议断开。"
            ),
            format!(
                "Themes by the mean of the speakers’ shares in each meeting, 1 has most; coloured \
                 are those that moved by {MOVED} ranks and more from the first meeting to the \
                 last. Themes with like shares may change ranks by chance: the charts before say \
                 what can be told. Where nobody speaks the line breaks off."
            ),
        ),
        says::source(comparison),
    ])
}

fn lay<'a>(comparison: &MeetingComparison, courses: &[Course], style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let names = last::meetings(comparison);
    let step = (WIDTH / (names.len().max(2) - 1) as f64).clamp(NEAREST, FARTHEST);
    headings(&mut canvas, names, step);
    let (moved, still): (Vec<&Course>, Vec<&Course>) =
        courses.iter().partition(|one| last::is_told(one.direction()));
    for one in still.into_iter().chain(moved) {
        course(&mut canvas, one, step);
    }
    for one in courses {
        labels(&mut canvas, comparison, one, step);
    }
    let keys = keys(&canvas);
    legend::put_above(&mut canvas, &keys);
    canvas
}

/// What the colours mean.
fn keys(canvas: &Canvas) -> [LegendEntry; 3] {
    let up = Phrase::new(format!("升{MOVED}位及以上"), format!("up by {MOVED} ranks and more"));
    let down = Phrase::new(format!("降{MOVED}位及以上"), format!("down by {MOVED} and more"));
    let other = Phrase::new("其余", "other");
    let all = [(Direction::Up, up), (Direction::Down, down), (Direction::CannotTell, other)];
    all.map(|(direction, label)| {
        LegendEntry::new(Chip::Solid(marks::paint(direction)), canvas.said(&label))
    })
}

/// The names of the meetings above their ranks.
fn headings(canvas: &mut Canvas, names: Vec<String>, step: f64) {
    let grid = Grid { column: step, columns: names.len() };
    let headings = names.into_iter().enumerate().map(|(at, text)| Heading {
        text,
        opens: Some(Target::Change(ChangeTarget::Meeting(MeetingId::new(at)))),
    });
    let mut above = Canvas::new(canvas.style);
    grid.headings(&mut above, headings.collect());
    // A heading stands in the middle of its column, a meeting at its left.
    canvas.add(&above, Point::new(-grid.area(0, 0).centre().x, 0.0));
}

fn at(meeting: usize, rank: usize, step: f64) -> Point {
    Point::new(meeting as f64 * step, ROW * (rank as f64 + 0.5))
}

/// The line and the points of a theme.
fn course(canvas: &mut Canvas, one: &Course, step: f64) {
    let direction = one.direction();
    let paint = marks::paint(direction);
    for meeting in 1..one.ranks.len() {
        if let (Some(before), Some(now)) = (one.ranks[meeting - 1], one.ranks[meeting]) {
            let ends = [at(meeting - 1, before, step), at(meeting, now, step)];
            canvas.line(&ends, paint, marks::width(direction));
        }
    }
    for (meeting, rank) in one.ranks.iter().enumerate() {
        let Some(rank) = rank else { continue };
        let place = at(meeting, *rank, step);
        canvas.dot(place, DOT, paint);
        let target =
            ChangeTarget::ThemeIn { meeting: MeetingId::new(meeting), theme: one.theme.clone() };
        canvas.spot(Area::square(place, ROW / 2.0 - 1.0), Target::Change(target));
    }
}

/// The name of a theme with its first rank on the left, and with its last on the right.
fn labels(canvas: &mut Canvas, comparison: &MeetingComparison, one: &Course, step: f64) {
    let Some(ends) = one.ends() else { return };
    let name = last::theme(comparison, one.theme);
    let text = canvas.fitted(canvas.said(&name), canvas.style.body, NAME);
    let right = one.ranks.len().saturating_sub(1);
    let is_moved = last::is_told(one.direction());
    for (end, meeting, anchor) in [(0, 0, Anchor::End), (1, right, Anchor::Start)] {
        let rank = ends[end] + 1;
        let text = match anchor {
            Anchor::End => format!("{text} {rank}"),
            _ => format!("{rank} {text}"),
        };
        let label = canvas.body(&text).anchor(anchor);
        let label = if is_moved { label } else { label.paint(Paint::Muted) };
        let away = if end == 0 { -DOT - PAD } else { DOT + PAD };
        let place = at(meeting, ends[end], step).moved(Point::new(away, 0.0));
        canvas.linked(place, label, Target::Change(ChangeTarget::Course(one.theme.clone())));
    }
}
