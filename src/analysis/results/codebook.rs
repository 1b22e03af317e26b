//! Which codebook a meeting was read with, and why.

use serde::{Deserialize, Serialize};

/// The codebook of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Codebook {
    /// Its name, e.g. `policy`, or its file's.
    pub name: String,
    /// What can be said of the choice.
    pub verdict: CodebookVerdict,
    /// Its score less that of the next; `None`: settings named it.
    pub margin: Option<f64>,
    /// All codebooks that were tried, the best first.
    pub tried: Vec<CodebookFit>,
}

/// What can be said of the choice of a codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodebookVerdict {
    /// It explains the meeting, and better than the others.
    Fits,
    /// Another one fits nearly as well.
    Near,
    /// None explains the meeting.
    Poor,
}

/// How well one codebook fits a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CodebookFit {
    /// Its name.
    pub name: String,
    /// Its Chinese label.
    pub label: String,
    /// Its English label.
    pub label_en: String,
    /// Share of the meeting's characters in passages that its core terms explain, 0 to 1.
    pub explained: f64,
    /// Evenness of its themes there, 0 to 1.
    pub balance: f64,
    /// `explained · (1 + balance) / 2`.
    pub score: f64,
}
