//! What a reader of a comparison should know first.

use serde::{Deserialize, Serialize};

use super::{
    GroupMove, Jump, MeetingSpan, OmissionChange, QuantityChange, ShareChange, SpeakerShareChange,
    TermChange, Trend, WordingChange,
};
use crate::ids::{MeetingId, SpeakerId, ThemeId};

/// A statement, its numbers, and the places in the text that they were counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChangeFinding {
    /// The meeting before; of a series its first.
    pub earlier: MeetingId,
    /// The meeting after; of a series its last.
    pub later: MeetingId,
    /// What is stated. A key of its own: several claims have an `earlier`, a `later` or an
    /// `evidence` too.
    pub claim: ChangeClaim,
    /// The evidence, in the order of the meetings.
    pub evidence: Vec<MeetingSpan>,
}

/// What can be stated of two meetings, or of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeClaim {
    /// Wording that hardly anybody had before.
    New(WordingChange),
    /// Wording that hardly anybody has now.
    Gone(WordingChange),
    /// A theme that rose or fell in the mean of the speakers.
    Share {
        /// The numbers.
        #[serde(flatten)]
        change: ShareChange,
        /// Speakers of both meetings.
        pairs: usize,
    },
    /// A theme that rose or fell in what one speaker says.
    SpeakerShare {
        /// The speaker.
        speaker: SpeakerId,
        /// The numbers.
        #[serde(flatten)]
        change: SpeakerShareChange,
    },
    /// A term that rose or fell.
    Term(TermChange),
    /// How much stands word for word elsewhere, in the mean of the speakers of both meetings.
    Carried {
        /// Mean share from one's own earlier speech.
        own: f64,
        /// Mean share from others' earlier speeches.
        others: f64,
        /// Mean share that others say in the later meeting too.
        peers: f64,
        /// Mean share from the reference text.
        reference: Option<f64>,
        /// Who carries over most of the own earlier speech, and how much.
        most: Option<(SpeakerId, f64)>,
        /// Speakers of both meetings.
        pairs: usize,
    },
    /// A speaker that moved to another group.
    Move(GroupMove),
    /// A quantity stated in both meetings.
    Quantity(QuantityChange),
    /// A theme that a speaker begins or ceases to leave out.
    Omission(OmissionChange),
    /// A theme that rises or falls over all meetings.
    Trend {
        /// The theme.
        theme: ThemeId,
        /// The numbers.
        #[serde(flatten)]
        trend: Trend,
        /// Meetings that it is counted over.
        points: usize,
    },
    /// The largest change of a theme's share from one meeting to the next, of all themes.
    Jump {
        /// The theme.
        theme: ThemeId,
        /// Where and how far.
        #[serde(flatten)]
        jump: Jump,
    },
    /// Nothing that could be told apart from chance.
    Nothing {
        /// Speakers of both meetings; of none nothing was compared.
        pairs: usize,
    },
}
