//! The same quantity before and now.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;
use crate::ids::SpeakerId;

/// A quantity that a speaker states in one meeting or in both.
///
/// What is not stated is `None`, which is not 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuantityChange {
    /// The speaker.
    pub speaker: SpeakerId,
    /// What is counted, as printed before the figure.
    pub noun: String,
    /// Its unit: `名`, `亿元`, `%`.
    pub unit: String,
    /// As stated before.
    pub earlier: Option<StatedQuantity>,
    /// As stated now.
    pub later: Option<StatedQuantity>,
    /// `later / earlier`; `None`: not stated twice, in percent, or 0 before.
    pub ratio: Option<f64>,
}

/// A quantity as a speaker states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatedQuantity {
    /// The number, 万 and 亿 multiplied out.
    pub value: f64,
    /// The figure as printed.
    pub raw: String,
    /// Where it stands.
    pub place: MeetingSpan,
}
