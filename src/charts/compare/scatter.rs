//! The terms before and now: a point a term, its rate in the earlier meeting to the right and in the
//! later one up.

use super::{
    axis,
    last::{self, LastChange},
    marks, says,
};
use crate::{
    charts::{
        canvas::Canvas,
        chart::{ChangeTarget, Target},
        drawing::{ChartText, Drawing},
        geometry::{Area, Point},
        labels::{Obstacles, RADIUS, place_all, steps},
        legend::{self, Chip, LegendEntry},
        mark::{Anchor, Label},
        parts,
        style::{Paint, Style},
        words,
    },
    compare::{Direction, MeetingComparison, TermChange},
    phrase::Phrase,
    say::{counted, list, quantity},
};

/// The side of the square that the axes span.
const SIDE: f64 = 620.0;
/// Terms with a name at most: the surest of those that can be told. Chosen by eye.
const NAMED: usize = 36;
/// Terms shown at most, the surest of those that rose and of those that fell. Chosen by eye.
const SHOWN: usize = 240;
/// A name is left out that has no room within so many rings around its point.
const RINGS: usize = 6;
/// Room for a name; longer ones are cut.
const NAME: f64 = 180.0;
/// Around the square, so that names keep off the axes' numbers.
const WALL: f64 = 400.0;
/// Names may reach this far beyond the square on the right and above.
const REACH: f64 = 60.0;
/// Pixels between the numbers of an axis, at least.
const TICK_ROOM: f64 = 38.0;
/// Rates that may stand on an axis, each ten times as large too.
const TICK_DIGITS: [f64; 3] = [1.0, 2.0, 5.0];
/// Powers of ten of the smallest and the largest rates on an axis.
const TICK_POWERS: std::ops::RangeInclusive<i32> = -2..=3;
/// The highest rate of an axis is at least this.
const LEAST_TOP: f64 = 0.1;
const PAD: f64 = 8.0;
/// Radius of a term that cannot be told.
const SMALL: f64 = 3.5;
/// Paper around a point.
const EDGE: f64 = 1.0;
/// Terms in a title for each direction. Chosen by eye.
const TITLED: usize = 3;

/// The points; `None` without terms.
pub(super) fn draw<'a>(comparison: &MeetingComparison, style: &'a Style) -> Option<Drawing<'a>> {
    let last = LastChange::of(comparison)?;
    if last.change.terms.is_empty() {
        return None;
    }
    Some(Drawing { canvas: lay(&last, style), text: text(&last) })
}

fn text(last: &LastChange) -> ChartText {
    ChartText { name: "terms", title: title(last), caption: caption(last) }
}

fn title(last: &LastChange) -> Phrase {
    let between = last.between();
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let sides = [(Direction::Up, "增多", "more"), (Direction::Down, "减少", "less")];
    for (direction, verb_zh, verb_en) in sides {
        let told = last.change.terms.iter().filter(|one| one.direction == direction);
        let names: Vec<&str> = told.map(|one| one.term.as_str()).take(TITLED).collect();
        if !names.is_empty() {
            let (zh_names, en_names) =
                (list(names.iter().map(|name| format!("“{name}”"))).zh, list(&names).en);
            zh.push(format!("{verb_zh}的首推{zh_names}"));
            en.push(format!("{verb_en} of {en_names}"));
        }
    }
    if zh.is_empty() {
        zh.push("没有说得准的增减".into());
        en.push("none of which it can be told".into());
    }
    Phrase::new(
        format!("用词的增减（{}）：{}", between.zh, zh.join("，")),
        format!("Terms ({}): {}", between.en, en.join("; ")),
    )
}

fn caption(last: &LastChange) -> Phrase {
    let change = last.change;
    let (tried, listed) = (change.terms_tried, change.terms.len());
    let bursts = if change.terms.iter().any(is_told_burst) {
        Phrase::new(
            "彩色空心点，次数过半出自一位发言者。",
            "A coloured ring: more than half of the occurrences are one speaker’s.",
        )
    } else {
        Phrase::default()
    };
    let left_out = listed.saturating_sub(SHOWN);
    let left_out = match left_out {
        0 => Phrase::default(),
        n => Phrase::new(format!("另有{n}个不在图上。"), format!("{n} more are not shown.")),
    };
    words::sentences([
        says::pairs(last),
        Phrase::new(
            format!(
                "每点为一个词，考察{tried}个，列出{listed}个；横为前一次、纵为后一次每千字的次数\
                 （各发言者的平均），两轴按平方根伸缩，从0起；斜线上下为多与少。写出名称的是说得准\
                 的里面最可靠的，至多{NAMED}个，近旁写不下的不写。"
            ),
            format!(
                "Each point is a term, {listed} of {} tried; across the rate for each 1,000 \
                 characters in the earlier meeting, up that in the later one, means of the \
                 speakers, on axes that begin at 0 and go by square roots; above the slanting line \
                 there is more of it now. Named are the surest of those that can be told, {NAMED} \
                 at most, where there is room.",
                counted(tried, "term")
            ),
        ),
        says::directions(),
        bursts,
        left_out,
        says::alone(last),
        says::source(last.comparison),
    ])
}

/// Whether a term that can be told is mostly one speaker's.
fn is_told_burst(one: &TermChange) -> bool {
    one.burst && last::is_told(one.direction)
}

/// The square, and the rate at its end.
struct Square {
    top: f64,
}

impl Square {
    fn new(terms: &[&TermChange]) -> Self {
        let rates = terms.iter().flat_map(|one| [one.rate_earlier, one.rate_later]);
        Self { top: rates.map(parts::finite).fold(LEAST_TOP, f64::max) }
    }

    /// How far a rate is from zero.
    fn length(&self, rate: f64) -> f64 {
        SIDE * (parts::finite(rate).max(0.0) / self.top).sqrt()
    }

    fn at(&self, one: &TermChange) -> Point {
        Point::new(self.length(one.rate_earlier), SIDE - self.length(one.rate_later))
    }
}

/// The terms shown with their ranks: first those with names, then the others that can be told, last
/// the others.
fn order(last: &LastChange) -> (Vec<usize>, usize) {
    let terms = &last.change.terms;
    let mut ranks: Vec<usize> = (0..terms.len()).collect();
    let sureness = |rank: usize| parts::finite(terms[rank].z).abs();
    ranks.sort_by(|&a, &b| {
        let told = last::is_told(terms[b].direction).cmp(&last::is_told(terms[a].direction));
        told.then(sureness(b).total_cmp(&sureness(a))).then(a.cmp(&b))
    });
    ranks.truncate(SHOWN);
    let told = ranks.iter().filter(|&&rank| last::is_told(terms[rank].direction)).count();
    (ranks, told.min(NAMED))
}

fn lay<'a>(last: &LastChange, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    let terms = &last.change.terms;
    let (ranks, named) = order(last);
    let shown: Vec<&TermChange> = ranks.iter().map(|&rank| &terms[rank]).collect();
    let square = Square::new(&shown);
    axes(&mut canvas, last, &square);
    let dots: Vec<Point> = shown.iter().map(|one| square.at(one)).collect();
    let labels: Vec<Label> = shown[..named].iter().map(|one| label(&canvas, one)).collect();
    let places = place_all(&canvas, &labels, &dots, obstacles());
    let leaders = dots.iter().zip(&places).filter(|(_, place)| place.has_leader());
    for (&dot, place) in leaders.filter(|(_, place)| place.is_free()) {
        canvas.line(&[dot, place.leader_end(dot)], Paint::Muted, 0.75);
    }
    // The slanting line goes behind a name that has no other room.
    for place in places.iter().filter(|place| place.is_free()) {
        canvas.rect(place.area, Paint::Paper);
    }
    for (one, &at) in shown.iter().zip(&dots).rev() {
        point(&mut canvas, one, at);
    }
    let target = |rank| Target::Change(ChangeTarget::Term { change: last.index, rank });
    let named = ranks.iter().zip(labels).zip(places);
    for ((&rank, label), place) in named.filter(|(_, place)| place.is_free()) {
        let at = Point::new(place.area.x, place.area.centre().y);
        canvas.linked(at, label, target(rank));
    }
    for (&rank, &dot) in ranks.iter().zip(&dots) {
        canvas.free_spot(Area::square(dot, RADIUS), target(rank));
    }
    let keys = keys(&canvas, shown.iter().any(|one| is_told_burst(one)));
    legend::put_above(&mut canvas, &keys);
    canvas
}

/// What the dots mean, those that are one speaker’s if there are any.
fn keys(canvas: &Canvas, has_bursts: bool) -> Vec<LegendEntry> {
    let [up, down] = [Phrase::new("增多", "more"), Phrase::new("减少", "less")];
    let mut keys = marks::keys_called(canvas, up, down).to_vec();
    if has_bursts {
        let chip = Chip::Frame(marks::paint(Direction::Up));
        let label = Phrase::new("过半出自一位发言者", "more than half one speaker’s");
        keys.push(LegendEntry::new(chip, canvas.said(&label)));
    }
    keys
}

fn label(canvas: &Canvas, one: &TermChange) -> Label {
    let text = canvas.fitted(&one.term, canvas.style.body, NAME);
    canvas.body(&text)
}

/// Keeps names inside the square and a little beyond it; they may cover the slanting line.
fn obstacles() -> Obstacles {
    let (low, high) = (-REACH, SIDE + REACH);
    let long = high - low + 2.0 * WALL;
    let solid = vec![
        Area::new(-WALL, low - WALL, WALL + 1.0, long),
        Area::new(high, low - WALL, WALL, long),
        Area::new(low - WALL, low - WALL, long, WALL),
        Area::new(low - WALL, SIDE - 1.0, long, WALL),
    ];
    let lines = steps(Point::new(0.0, SIDE), Point::new(SIDE, 0.0));
    Obstacles { solid, lines, give_up_after: Some(RINGS) }
}

/// A term that can be told is a full dot, or a ring if it is one speaker's.
fn point(canvas: &mut Canvas, one: &TermChange, at: Point) {
    let is_told = last::is_told(one.direction);
    let radius = if is_told { RADIUS } else { SMALL };
    canvas.dot(at, radius + EDGE, Paint::Paper);
    if is_told_burst(one) {
        marks::ring(canvas, at, radius, marks::paint(one.direction));
    } else {
        marks::dot(canvas, at, radius, one.direction);
    }
}

/// Both axes, the line of no change, and what the axes are.
fn axes(canvas: &mut Canvas, last: &LastChange, square: &Square) {
    let corner = Point::new(0.0, SIDE);
    for end in [Point::new(0.0, -REACH), Point::new(SIDE + REACH, SIDE)] {
        canvas.line(&[corner, end], Paint::Muted, 1.0);
    }
    canvas.line(&[corner, Point::new(SIDE, 0.0)], Paint::Muted, 0.75);
    let ticks = ticks(square);
    let labels: Vec<Label> = ticks.iter().map(|&tick| canvas.small(&quantity(tick))).collect();
    let widest = parts::widest(canvas, labels.iter());
    for (tick, label) in ticks.into_iter().zip(labels) {
        let along = square.length(tick);
        let (across, up) = (Point::new(along, SIDE), Point::new(0.0, SIDE - along));
        canvas.line(&[across, across.moved(Point::new(0.0, 4.0))], Paint::Muted, 1.0);
        canvas.line(&[up, up.moved(Point::new(-4.0, 0.0))], Paint::Muted, 1.0);
        let below = across.moved(Point::new(0.0, 13.0));
        canvas.text(below, label.clone().anchor(Anchor::Middle));
        canvas.text(up.moved(Point::new(-PAD, 0.0)), label.anchor(Anchor::End));
    }
    let [earlier, later] = [last.earlier(), last.later()].map(|name| {
        let english = format!("{name} (per 1,000 characters)");
        let rates = Phrase::new(format!("{name}（每千字次数）"), english);
        canvas.small(canvas.said(&rates)).anchor(Anchor::Middle)
    });
    let middle = SIDE / 2.0;
    canvas.text(Point::new(middle, SIDE + 32.0), earlier);
    canvas.text(Point::new(-widest - 3.0 * PAD, middle), later.turned());
}

/// Zero and round rates, the larger ones first, as far apart as their numbers need.
fn ticks(square: &Square) -> Vec<f64> {
    let powers = TICK_POWERS.map(|power| libm::pow(10.0, f64::from(power)));
    let mut rates: Vec<f64> =
        powers.flat_map(|power| TICK_DIGITS.map(|digit| digit * power)).collect();
    rates.retain(|&rate| rate <= square.top);
    let places: Vec<f64> =
        std::iter::once(0.0).chain(rates.iter().map(|&rate| square.length(rate))).collect();
    let widths = vec![TICK_ROOM; places.len()];
    let shown = axis::shown(&places, &widths, 0.0);
    std::iter::once(0.0)
        .chain(rates)
        .zip(shown)
        .filter(|(_, shown)| *shown)
        .map(|(rate, _)| rate)
        .collect()
}
