//! The course of shares over three meetings and more.

use rayon::prelude::*;

use super::{
    Jump, Series, SeriesPoint, ThemeSeries, Trend, WordingSeries,
    blocks::{blocks_of, characters, shares},
    chance::{drawn, middle},
    shares::Themed,
    signs::Signs,
    stats::{benjamini_hochberg, mean},
};
use crate::{
    ids::{MeetingId, SpeakerId},
    random::Procedure,
};

/// Fewest points of which a trend can be told (Mann–Kendall: of five the smallest p is .017, but a
/// single other order already makes it .08).
const LEAST_POINTS: usize = 6;

/// What each meeting says of each theme.
struct Level {
    /// Who speaks.
    speakers: Vec<SpeakerId>,
    /// Share of each theme of each of these, "other" last.
    shares: Vec<Vec<f64>>,
    /// The same where blocks were drawn, draws × speakers × themes; empty of six speakers and more.
    drawn: Vec<Vec<Vec<f64>>>,
}

impl Themed<'_> {
    /// The course of all themes. `years` are the dates of the meetings as numbers of years.
    pub fn series(&self, years: &[Option<f64>], wording: Vec<WordingSeries>) -> Series {
        let levels: Vec<Level> = (0..self.joint.meetings)
            .into_par_iter()
            .map(|meeting| self.level(MeetingId::new(meeting)))
            .collect();
        let mut themes: Vec<ThemeSeries> =
            (0..self.themes.len()).map(|theme| self.theme(theme, &levels, years)).collect();
        let p: Vec<f64> = themes.iter().filter_map(|theme| Some(theme.trend?.p)).collect();
        let trends = themes.iter_mut().filter_map(|theme| theme.trend.as_mut());
        for (trend, q) in trends.zip(benjamini_hochberg(&p)) {
            trend.q = q;
        }
        let diversity = levels.iter().map(|level| diversity(&level.shares)).collect();
        Series { themes, diversity, wording }
    }

    fn level(&self, meeting: MeetingId) -> Level {
        let speakers = self.joint.speakers_of(meeting);
        let blocks: Vec<Vec<Vec<f64>>> = speakers
            .iter()
            .map(|&speaker| {
                let blocks = blocks_of(self.joint, meeting, speaker);
                characters(self.joint, self.assignments, self.themes.len(), &blocks)
            })
            .filter(|blocks| !blocks.is_empty())
            .collect();
        let draws = if Signs::of(speakers.len(), self.seed).is_some() { 0 } else { self.draws };
        let draw = |draw: usize| {
            let mut random = Procedure::Blocks.draw(self.seed, draw);
            blocks.iter().map(|blocks| drawn(blocks, &mut random)).collect()
        };
        Level {
            shares: blocks.iter().map(shares).collect(),
            drawn: (0..draws).map(draw).collect(),
            speakers,
        }
    }

    fn theme(&self, theme: usize, levels: &[Level], years: &[Option<f64>]) -> ThemeSeries {
        let points: Vec<Option<SeriesPoint>> =
            levels.iter().map(|level| point(level, theme, self.seed)).collect();
        let of_speaker = |speaker: SpeakerId| {
            let share = |level: &Level| {
                let at = level.speakers.iter().position(|one| *one == speaker)?;
                level.shares.get(at).map(|shares| shares[theme])
            };
            levels.iter().map(share).collect()
        };
        ThemeSeries {
            theme: self.themes[theme].clone(),
            speakers: SpeakerId::first(self.joint.speakers).map(of_speaker).collect(),
            trend: trend(&points, years),
            jump: jump(&points),
            points,
        }
    }
}

/// The mean share of a theme in a meeting; `None`: nobody speaks.
fn point(level: &Level, theme: usize, seed: u64) -> Option<SeriesPoint> {
    let shares: Vec<f64> = level.shares.iter().map(|shares| shares[theme]).collect();
    if shares.is_empty() {
        return None;
    }
    let interval = match Signs::of(shares.len(), seed) {
        Some(signs) => signs.interval(&shares),
        None => {
            let of = |draw: &Vec<Vec<f64>>| {
                mean(&draw.iter().map(|shares| shares[theme]).collect::<Vec<f64>>())
            };
            middle(&level.drawn.iter().map(of).collect::<Vec<f64>>())
        }
    };
    let interval = interval.map(|ends| ends.map(|end| end.clamp(0.0, 1.0)));
    Some(SeriesPoint { share: mean(&shares), interval, speakers: shares.len() })
}

/// The trend of some points; `None`: too few, or one has no date.
fn trend(points: &[Option<SeriesPoint>], years: &[Option<f64>]) -> Option<Trend> {
    let at =
        points.iter().zip(years).filter_map(|(point, year)| Some((*year, point.as_ref()?.share)));
    let dated: Vec<(f64, f64)> =
        at.map(|(year, share)| Some((year?, share))).collect::<Option<_>>()?;
    if dated.len() < LEAST_POINTS {
        return None;
    }
    let p = mann_kendall(&dated.iter().map(|point| point.1).collect::<Vec<f64>>());
    Some(Trend { slope: theil_sen(&dated)?, p, q: p })
}

/// The median of the slopes of all pairs of points (Theil 1950, Sen 1968); `None`: no two dates.
fn theil_sen(points: &[(f64, f64)]) -> Option<f64> {
    let mut slopes = Vec::new();
    for (i, a) in points.iter().enumerate() {
        for b in &points[i + 1..] {
            if b.0 > a.0 {
                slopes.push((b.1 - a.1) / (b.0 - a.0));
            }
        }
    }
    super::chance::quantile_of(slopes, 0.5)
}

/// Two-sided p of the Mann–Kendall test with the correction for ties and for continuity (Mann 1945,
/// Kendall 1975): the normal approximation, which from six points on is off by less than .01.
fn mann_kendall(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mut s = 0.0;
    for (i, a) in values.iter().enumerate() {
        for b in &values[i + 1..] {
            s += f64::from(u8::from(b > a)) - f64::from(u8::from(b < a));
        }
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let spread = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let ties: f64 = sorted.chunk_by(|a, b| a == b).map(|ties| spread(ties.len() as f64)).sum();
    let variance = (spread(n) - ties) / 18.0;
    let distance = (s.abs() - 1.0).max(0.0);
    if variance <= 0.0 { 1.0 } else { libm::erfc(distance / (2.0 * variance).sqrt()).min(1.0) }
}

/// The largest change between neighbouring points.
fn jump(points: &[Option<SeriesPoint>]) -> Option<Jump> {
    let some: Vec<(usize, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| Some((at, point.as_ref()?.share)))
        .collect();
    let jumps = some.windows(2).map(|pair| Jump {
        from: MeetingId::new(pair[0].0),
        to: MeetingId::new(pair[1].0),
        difference: pair[1].1 - pair[0].1,
    });
    // The first of equals.
    jumps.rev().max_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()))
}

/// How evenly the mean shares of some speakers are spread over the themes, "other" left out.
fn diversity(shares: &[Vec<f64>]) -> Option<f64> {
    let themes = shares.first()?.len() - 1;
    let means: Vec<f64> = (0..themes)
        .map(|theme| mean(&shares.iter().map(|shares| shares[theme]).collect::<Vec<f64>>()))
        .collect();
    let all: f64 = means.iter().sum();
    if all <= 0.0 || themes < 2 {
        return None;
    }
    let parts = means.iter().map(|mean| mean / all).filter(|part| *part > 0.0);
    let entropy: f64 = parts.map(|part| -part * libm::log(part)).sum();
    Some(entropy / libm::log(themes as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mann_kendall_and_theil_sen_are_those_of_the_textbook() {
        // pymannkendall.original_test([1, 2, 3, 5, 4, 6, 7, 8]): S = 26, p = .001980
        let p = mann_kendall(&[1.0, 2.0, 3.0, 5.0, 4.0, 6.0, 7.0, 8.0]);
        assert!((p - 0.001_980).abs() < 1e-4, "{p}");
        assert_eq!(mann_kendall(&[1.0; 6]), 1.0);
        // scipy.stats.theilslopes([1, 3, 2, 6], [0, 1, 2, 3])
        let points = [(0.0, 1.0), (1.0, 3.0), (2.0, 2.0), (3.0, 6.0)];
        let slope = theil_sen(&points).expect("a slope");
        assert!((slope - 19.0 / 12.0).abs() < 1e-12, "{slope}");
    }

    #[test]
    fn a_gap_is_no_zero() {
        let point = |share| Some(SeriesPoint { share, interval: None, speakers: 1 });
        let jump = jump(&[point(0.1), None, point(0.4), point(0.3)]).expect("a jump");
        assert_eq!((jump.from.index(), jump.to.index()), (0, 2));
    }

    #[test]
    fn even_shares_are_as_diverse_as_can_be() {
        let even = diversity(&[vec![0.25, 0.25, 0.5]]).expect("told");
        assert!((even - 1.0).abs() < 1e-12);
        assert_eq!(diversity(&[vec![1.0, 0.0, 0.0]]), Some(0.0));
        assert_eq!(diversity(&[vec![0.0, 0.0, 1.0]]), None);
    }
}
