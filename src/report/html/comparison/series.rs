//! The course of themes and wording over three meetings and more.

use super::{
    chart::ChartView,
    context::{meeting_name, theme_index},
    open::{Open, places_key, point_key},
    shares::largest,
    words::Listed,
};
use crate::{
    compare::{MeetingComparison, MeetingSpan, Series, SeriesPoint, ThemeSeries, WordingSeries},
    ids::MeetingId,
    phrase::Phrase,
    report::html::{
        bilingual::{Bilingual, both},
        themes::Themes,
    },
    say::{
        changes,
        numbers::{chance, gain, length},
        percent, percents, score,
    },
};

/// Wording listed; all is in `tables/series_wording.csv`. Chosen by eye.
const WORDING: usize = 40;

/// The course over all meetings.
pub(super) struct SeriesView<'a> {
    pub(super) charts: Vec<ChartView<'a>>,
    pub(super) meetings: Vec<Bilingual>,
    pub(super) themes: Vec<CourseRow>,
    /// How evenly each meeting's text is spread.
    pub(super) diversity: Vec<String>,
    pub(super) wording: Listed<WordingRow>,
}

/// The course of a theme.
pub(super) struct CourseRow {
    pub(super) colour: String,
    pub(super) label: Bilingual,
    pub(super) points: Vec<PointCell>,
    pub(super) trend: Bilingual,
    pub(super) jump: Bilingual,
}

/// A theme in a meeting.
pub(super) struct PointCell {
    /// `None`: nobody speaks.
    pub(super) open: Option<Open>,
    pub(super) interval: String,
    pub(super) length: String,
}

/// The course of a wording.
pub(super) struct WordingRow {
    pub(super) text: Open,
    /// Speakers that say it in each meeting.
    pub(super) counts: Vec<String>,
    pub(super) first: Bilingual,
}

impl<'a> SeriesView<'a> {
    /// `None` of two meetings; `charts` are those of the course, which are then taken.
    pub(super) fn new(
        comparison: &MeetingComparison,
        charts: &mut Vec<ChartView<'a>>,
    ) -> Option<Self> {
        let series = comparison.series.as_ref()?;
        let meetings = MeetingId::first(comparison.meetings.len());
        let points = series.themes.iter().flat_map(|one| &one.points).flatten();
        let most = largest(points.map(|point| point.share));
        Some(Self {
            charts: std::mem::take(charts),
            meetings: meetings.map(|id| meeting_name(comparison, id).into()).collect(),
            themes: series.themes.iter().map(|one| CourseRow::new(comparison, one, most)).collect(),
            diversity: diversity(series),
            wording: Listed::new(&series.wording, WORDING, "series_wording", |one| {
                WordingRow::new(comparison, one)
            }),
        })
    }
}

fn diversity(series: &Series) -> Vec<String> {
    series.diversity.iter().map(|one| one.map_or_else(|| "—".into(), score)).collect()
}

impl CourseRow {
    fn new(comparison: &MeetingComparison, course: &ThemeSeries, largest: f64) -> Self {
        let themes = Themes(&comparison.themes);
        let theme = theme_index(themes, &course.theme);
        let meetings = MeetingId::first(comparison.meetings.len());
        let cells = meetings.map(|meeting| {
            let point = course.points.get(meeting.index()).copied().flatten();
            PointCell::new(point, point_key(meeting, theme), largest)
        });
        Self {
            colour: themes.colour(&course.theme),
            label: themes.label(&course.theme).into(),
            points: cells.collect(),
            trend: trend(course),
            jump: jump(comparison, course),
        }
    }
}

impl PointCell {
    fn new(point: Option<SeriesPoint>, key: String, largest: f64) -> Self {
        let Some(point) = point else {
            return Self { open: None, interval: String::new(), length: length(0.0) };
        };
        Self {
            open: Some(Open::new(key, Phrase::same(percent(point.share)))),
            interval: point.interval.map_or_else(String::new, percents),
            length: length(point.share / largest),
        }
    }
}

/// Change a year and how sure it is; a dash if it was not estimated.
fn trend(course: &ThemeSeries) -> Bilingual {
    let Some(trend) = course.trend else { return Bilingual(Phrase::same("—")) };
    let (slope, q) = (gain(trend.slope), chance(trend.q));
    both(format!("每年 {slope}（q {q}）"), format!("{slope} a year (q {q})"))
}

/// The largest change from one meeting to the next.
fn jump(comparison: &MeetingComparison, course: &ThemeSeries) -> Bilingual {
    let Some(jump) = course.jump else { return Bilingual(Phrase::same("—")) };
    let points = gain(jump.difference);
    let to = meeting_name(comparison, jump.to);
    both(format!("{points}（{}）", to.zh), format!("{points} ({})", to.en))
}

impl WordingRow {
    fn new(comparison: &MeetingComparison, course: &WordingSeries) -> Self {
        let mut places: Vec<MeetingSpan> = course.places.clone();
        places.sort_unstable();
        let first = comparison.meetings.get(course.first.index());
        Self {
            text: Open::new(places_key(None, &places), Phrase::same(&course.text))
                .finding(&course.text),
            counts: course.speakers.iter().map(|who| who.len().to_string()).collect(),
            first: first.map(changes::earliest).unwrap_or_default().into(),
        }
    }
}
