//! What a speaker says word for word from elsewhere.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;
use crate::ids::{SentenceId, SpeakerId};

/// How much of what a speaker says in the later meeting stands word for word elsewhere.
///
/// Shares of its letters, 0 to 1, in strings of eleven letters and more; a letter may count for
/// several of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Carried {
    /// The speaker.
    pub speaker: SpeakerId,
    /// Letters of the speaker in the later meeting: characters without marks and blanks.
    pub letters: usize,
    /// Share that stands in the speaker's own earlier speech; `None`: there is none.
    pub own: Option<f64>,
    /// Share that stands in what others said in the earlier meeting.
    pub others: f64,
    /// Share that others say in the later meeting too.
    pub peers: f64,
    /// Share that stands in the reference text; `None`: none was given.
    pub reference: Option<f64>,
    /// The longest strings of each kind, at most five.
    pub texts: Vec<CarriedText>,
}

/// Where a string stands that a speaker repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedFrom {
    /// In the speaker's own earlier speech.
    Own,
    /// In what another said in the earlier meeting.
    Others,
    /// In what another says in the same meeting.
    Peers,
    /// In the reference text.
    Reference,
}

/// A string that stands in two places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CarriedText {
    /// Where else it stands.
    pub from: CarriedFrom,
    /// The string as the speaker says it.
    pub text: String,
    /// Its letters.
    pub letters: usize,
    /// Its place in the speaker's speech.
    pub here: MeetingSpan,
    /// The first other place; `None`: in the reference text.
    pub there: Option<MeetingSpan>,
    /// The sentence of the reference text.
    pub in_reference: Option<SentenceId>,
}
