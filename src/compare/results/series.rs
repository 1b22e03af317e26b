//! The course of shares and wording over three meetings and more.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;
use crate::ids::{MeetingId, SpeakerId, ThemeId};

/// The course over all meetings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Series {
    /// One a theme, in the order of the themes.
    pub themes: Vec<ThemeSeries>,
    /// For each meeting how evenly its text is spread over the themes, 0 to 1:
    /// `−Σ s ln s / ln K`, `s` the share of each of the K themes among all text with a theme;
    /// `None`: no text with a theme.
    pub diversity: Vec<Option<f64>>,
    /// Wording that came or went, by the number of speakers.
    pub wording: Vec<WordingSeries>,
}

/// The course of one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ThemeSeries {
    /// The theme.
    pub theme: ThemeId,
    /// One a meeting; `None`: nobody speaks there. Gaps stay gaps.
    pub points: Vec<Option<SeriesPoint>>,
    /// For each speaker the share in each meeting, in the order of the speakers; `None`: absent.
    pub speakers: Vec<Vec<Option<f64>>>,
    /// Whether it rises or falls over all; `None`: fewer than six points, or no dates.
    pub trend: Option<Trend>,
    /// The largest change from one meeting to the next; `None`: fewer than two points.
    pub jump: Option<Jump>,
}

/// The share of a theme in one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeriesPoint {
    /// Mean of the speakers' shares, 0 to 1.
    pub share: f64,
    /// Its 95 % interval: speakers drawn, and blocks of their text; `None`: cannot tell.
    pub interval: Option<[f64; 2]>,
    /// Speakers that it is the mean of.
    pub speakers: usize,
}

/// The trend of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Trend {
    /// Change of the share a year (Theil and Sen: the median of all slopes).
    pub slope: f64,
    /// Mann–Kendall test, two-sided.
    pub p: f64,
    /// `p` corrected for all themes (Benjamini and Hochberg).
    pub q: f64,
}

/// The largest change from one meeting to the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Jump {
    /// The meeting before it.
    pub from: MeetingId,
    /// The meeting after it.
    pub to: MeetingId,
    /// Change of the share.
    pub difference: f64,
}

/// The course of a wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WordingSeries {
    /// The string as printed in its first place.
    pub text: String,
    /// For each meeting the speakers that say it.
    pub speakers: Vec<Vec<SpeakerId>>,
    /// The first meeting that says it: the earliest in these texts, not its source.
    pub first: MeetingId,
    /// The last meeting that says it.
    pub last: MeetingId,
    /// Where each speaker says it first, in the order of meetings; one day is one tie.
    pub places: Vec<MeetingSpan>,
}
