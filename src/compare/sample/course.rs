//! The course over all meetings.

use super::{Plan, mean, texts, theme_id};
use crate::{
    compare::{
        ChangeClaim, ChangeFinding, Jump, MeetingComparison, Series, SeriesPoint, ThemeSeries,
        Trend, WordingSeries,
    },
    ids::{MeetingId, SpeakerId},
};

/// Fewest meetings for a trend.
const TREND_FROM: usize = 6;

impl Plan {
    pub(super) fn series(&self) -> Series {
        let evenness = |meeting| (self.speakers_of(meeting).count() > 0).then_some(0.8);
        Series {
            themes: (0..self.themes).map(|theme| self.course(theme)).collect(),
            diversity: (0..self.meetings).map(evenness).collect(),
            wording: self.wording_series(),
        }
    }

    fn course(&self, theme: usize) -> ThemeSeries {
        let points: Vec<Option<SeriesPoint>> =
            (0..self.meetings).map(|meeting| self.point(meeting, theme)).collect();
        let speakers = (0..self.speakers).map(|speaker| {
            let share =
                |at: usize| self.is_in(at, speaker).then(|| self.shares[at][speaker][theme]);
            (0..self.meetings).map(share).collect()
        });
        ThemeSeries {
            theme: theme_id(theme),
            trend: (self.meetings >= TREND_FROM).then(|| trend(&points)),
            jump: jump(&points),
            speakers: speakers.collect(),
            points,
        }
    }

    fn point(&self, meeting: usize, theme: usize) -> Option<SeriesPoint> {
        let all: Vec<f64> =
            self.speakers_of(meeting).map(|one| self.shares[meeting][one][theme]).collect();
        let share = mean(&all)?;
        let half = 0.15 * share + 0.005;
        let is_known = all.len() > 1 && (meeting + theme) % 9 != 8;
        let interval = is_known.then_some([(share - half).max(0.0), share + half]);
        Some(SeriesPoint { share, interval, speakers: all.len() })
    }

    fn wording_series(&self) -> Vec<WordingSeries> {
        if self.speakers < 3 {
            return Vec::new();
        }
        let strings = texts::strings().iter().enumerate();
        strings.filter_map(|(rank, text)| self.wording_course(rank, text)).collect()
    }

    /// A wording that spreads from a first meeting on, and is gone after some years.
    fn wording_course(&self, rank: usize, text: &str) -> Option<WordingSeries> {
        let start = rank * self.meetings / 12;
        let all: Vec<Vec<usize>> = (0..self.meetings)
            .map(|meeting| match meeting.checked_sub(start) {
                Some(age) if age < 9 => self
                    .speakers_of(meeting)
                    .filter(|speaker| (speaker * 5 + rank) % 9 <= age * 2)
                    .collect(),
                _ => Vec::new(),
            })
            .collect();
        let first = all.iter().position(|one| !one.is_empty())?;
        let last = all.iter().rposition(|one| !one.is_empty())?;
        let places = all.iter().enumerate().flat_map(|(meeting, speakers)| {
            speakers.iter().map(move |&speaker| self.place(meeting, speaker, 0))
        });
        Some(WordingSeries {
            text: text.into(),
            places: places.collect(),
            speakers: all
                .iter()
                .map(|one| one.iter().map(|&speaker| SpeakerId::new(speaker)).collect())
                .collect(),
            first: MeetingId::new(first),
            last: MeetingId::new(last),
        })
    }
}

fn trend(points: &[Option<SeriesPoint>]) -> Trend {
    let known: Vec<f64> = points.iter().flatten().map(|point| point.share).collect();
    let [first, last] = [known.first(), known.last()].map(|share| share.copied().unwrap_or(0.0));
    let slope = (last - first) / points.len() as f64;
    let p = if slope.abs() > 0.002 { 0.001 } else { 0.3 };
    Trend { slope, p, q: p }
}

fn jump(points: &[Option<SeriesPoint>]) -> Option<Jump> {
    let steps = points.windows(2).enumerate().filter_map(|(at, pair)| {
        let difference = pair[1]?.share - pair[0]?.share;
        Some(Jump { from: MeetingId::new(at), to: MeetingId::new(at + 1), difference })
    });
    steps.max_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()))
}

/// The trends that can be told, and the largest jump.
pub(super) fn findings(comparison: &MeetingComparison) -> Vec<ChangeFinding> {
    let Some(series) = &comparison.series else { return Vec::new() };
    let told = series.themes.iter().filter_map(|one| {
        let trend = one.trend.filter(|trend| trend.q < 0.05)?;
        let points = one.points.iter().flatten().count();
        Some(ChangeClaim::Trend { theme: one.theme.clone(), trend, points })
    });
    let jumps = series.themes.iter().filter_map(|one| Some((one.theme.clone(), one.jump?)));
    let largest = jumps.max_by(|a, b| a.1.difference.abs().total_cmp(&b.1.difference.abs()));
    let largest = largest.map(|(theme, jump)| ChangeClaim::Jump { theme, jump });
    let last = MeetingId::new(comparison.meetings.len().saturating_sub(1));
    told.chain(largest)
        .map(|claim| ChangeFinding {
            earlier: MeetingId::new(0),
            later: last,
            claim,
            evidence: Vec::new(),
        })
        .collect()
}
