//! Wording that is new, and wording that is gone.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;

/// A string that many speakers of one meeting have and hardly anybody in the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WordingChange {
    /// The string as printed in its first place.
    pub text: String,
    /// Speakers that had it before.
    pub speakers_earlier: usize,
    /// All speakers of the earlier meeting.
    pub of_earlier: usize,
    /// Speakers that have it now.
    pub speakers_later: usize,
    /// All speakers of the later meeting.
    pub of_later: usize,
    /// Fisher's exact test on speakers, two-sided.
    pub p: f64,
    /// `p` corrected for all strings that were tried (Benjamini and Hochberg).
    pub q: f64,
    /// Whether the reference text has it; `None`: none was given.
    pub in_reference: Option<bool>,
    /// Where each speaker says it first, in the meeting where it is common.
    pub places: Vec<MeetingSpan>,
    /// Where the few say it first in the other meeting.
    pub exceptions: Vec<MeetingSpan>,
}
