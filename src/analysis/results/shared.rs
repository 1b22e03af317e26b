//! What speeches share, and what one of them leaves out.

use serde::{Deserialize, Serialize};

use crate::ids::{SentenceId, SpeechId, ThemeId};

/// A string that several speeches share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReusedText {
    /// The string as printed in the first of its places.
    pub text: String,
    /// Letters: characters without marks and blanks.
    pub letters: usize,
    /// The speeches that say it, in order.
    pub speeches: Vec<SpeechId>,
    /// Where it begins, speech and sentence, an entry an occurrence.
    pub places: Vec<(SpeechId, SentenceId)>,
}

/// A theme that a speech leaves out while at least half of the others speak of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Omission {
    /// The speech.
    pub speech: SpeechId,
    /// The theme.
    pub theme: ThemeId,
    /// Other speeches with at least one sentence of it, headings aside.
    pub speakers: usize,
    /// All other speeches.
    pub of: usize,
    /// Probability of at least one sentence of it, if the speech drew its sentences from
    /// those of all others together: `1 − (1 − r)ⁿ`.
    pub expected: f64,
    /// Share of the others that would still speak of it if they were as short, never
    /// more than `speakers / of`.
    pub at_length: f64,
}
