//! Places in the printed text that a number or a claim was counted from.

use serde::{Deserialize, Serialize};

use crate::ids::{SentenceId, SpeechId};

/// Some characters of a sentence as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Span {
    /// The speech.
    pub speech: SpeechId,
    /// The sentence of it.
    pub sentence: SentenceId,
    /// Its first character.
    pub start: usize,
    /// The character behind its last.
    pub end: usize,
}
