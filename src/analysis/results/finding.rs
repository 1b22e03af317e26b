//! What the analysis states, with the places in the text that show it.

use serde::{Deserialize, Serialize};

use super::{Emphasis, Omission, Span};
use crate::ids::{GroupId, SpeechId, ThemeId};

/// A statement, its numbers, and the places in the text that they were counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// What is stated.
    #[serde(flatten)]
    pub claim: Claim,
    /// The evidence, in the order of the record.
    pub evidence: Vec<Span>,
}

/// What can be stated of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Claim {
    /// A speech says more of a theme than the others, beyond its interval and chance. Evidence:
    /// its sentences on the theme.
    Emphasis {
        /// The speech.
        speech: SpeechId,
        /// The theme and the numbers.
        #[serde(flatten)]
        emphasis: Emphasis,
    },
    /// A theme's share of all text. Evidence: the first sentence on it in each speech.
    Space {
        /// The theme.
        theme: ThemeId,
        /// `characters / of`.
        share: f64,
        /// Characters of the sentences on it, in all speeches.
        characters: usize,
        /// Characters of all sentences.
        of: usize,
    },
    /// Two speeches or more are alike. Evidence: the first place of each shared term in each.
    Group {
        /// The group.
        group: GroupId,
        /// Its members.
        members: Vec<SpeechId>,
        /// Confidence of the group; `None`: cannot tell.
        confidence: Option<f64>,
        /// Mean similarity of its pairs.
        similarity: Option<f64>,
        /// The pair that holds least.
        weakest: Option<[SpeechId; 2]>,
    },
    /// The two speeches most alike of those that are rather of one class than not and can be told
    /// from what chance gives. Evidence:
    /// the first place in both of each term that draws them together.
    Nearest {
        /// The earlier speech.
        a: SpeechId,
        /// The later one.
        b: SpeechId,
        /// Cosine of the two.
        similarity: f64,
        /// Its 95 % interval.
        interval: [f64; 2],
        /// Mean cosine that chance gives.
        chance: f64,
    },
    /// A speech has a term more than chance gives. Evidence: its places.
    Term {
        /// The speech.
        speech: SpeechId,
        /// The term.
        term: String,
        /// Occurrences in the speech.
        count: usize,
        /// Occurrences in all others.
        n_reference: usize,
        /// Odds that a reader keeps it.
        score: f64,
        /// 95 % interval of `score`.
        interval: Option<[f64; 2]>,
        /// Chance of a term that stands out so far.
        p: f64,
    },
    /// A part of a speech stands word for word in others. Evidence: the sentences in which what is
    /// shared begins.
    Shared {
        /// The speech.
        speech: SpeechId,
        /// Share of its characters.
        share: f64,
    },
    /// A speech states quantities. Evidence: these.
    Figures {
        /// The speech.
        speech: SpeechId,
        /// How many.
        count: usize,
    },
    /// A speech leaves out a theme of which the others speak. Evidence: the first sentence on it
    /// in each of these.
    #[serde(rename = "silence")]
    Omission {
        /// The numbers.
        #[serde(flatten)]
        omission: Omission,
    },
}
