//! Themes that a speaker begins or ceases to leave out.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;
use crate::ids::{SpeakerId, ThemeId};

/// A theme that a speaker leaves out in one of two meetings and speaks of in the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OmissionChange {
    /// The speaker.
    pub speaker: SpeakerId,
    /// The theme.
    pub theme: ThemeId,
    /// Whether it is left out now or was before.
    pub turn: OmissionTurn,
    /// In the meeting where it is left out: share of the others that would still speak of it if
    /// they were as short.
    pub at_length: f64,
    /// The sentences on it in the other meeting, at most three.
    pub evidence: Vec<MeetingSpan>,
}

/// Which of two meetings leaves a theme out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OmissionTurn {
    /// The later one.
    Began,
    /// The earlier one.
    Ended,
}
