//! Why speeches stand together, and what would part them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Span;
use crate::ids::SpeechId;

/// The terms that make up the similarity of two speeches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairTerms {
    /// The earlier speech.
    pub a: SpeechId,
    /// The later one.
    pub b: SpeechId,
    /// Terms with their share of all that draws the two together, heaviest first.
    pub terms: Vec<(String, f64)>,
}

/// The terms without which a speech stands with others than it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ablation {
    /// The speech.
    pub speech: SpeechId,
    /// Terms that all speeches have to lose for it, heaviest first; none can be spared.
    pub terms: Vec<String>,
    /// With whom it stands then, in order; empty: alone.
    pub then: Vec<SpeechId>,
}

/// For each term its first place in each speech that says it, in the order of the speeches.
pub type FirstMentions = BTreeMap<String, Vec<Span>>;
