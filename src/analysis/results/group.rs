//! Speeches that stand together.

use serde::{Deserialize, Serialize};

use crate::ids::{SpeechId, ThemeId};

/// Speeches that stand together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// The labels of `themes`, or without any its first shared terms; empty: neither. Readers see
    /// `say::names::group`.
    pub label: String,
    /// The themes by which it is called: those that each of its members stresses
    /// ([`Emphasis::beyond`](super::Emphasis::beyond)), the one with the largest smallest difference first.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Names of the members, as in [`SpeechAnalysis::name`](super::SpeechAnalysis::name).
    pub regions: Vec<String>,
    /// Its members, in order.
    pub members: Vec<SpeechId>,
    /// Chance that two of its members are of one class, the mean of its pairs in
    /// [`Draws::together`](super::Draws::together); of a speech alone: that not even its likeliest pair is.
    /// `None`: too little text to resample.
    /// Of a [`Collection`](super::Collection): how much of the group one of these runs finds again, in the mean.
    pub confidence: Option<f64>,
    /// Mean similarity of its pairs; `None` for a speech alone.
    pub similarity: Option<f64>,
    /// Terms that make up the similarity, heaviest first.
    pub terms: Vec<String>,
}

/// Two speeches that may be of one class though no group holds both.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Neighbours {
    /// One of them.
    pub a: SpeechId,
    /// The other.
    pub b: SpeechId,
    /// The chance that both are of one class.
    pub chance: f64,
}
