//! What a speech says more of than the others do.

use serde::{Deserialize, Serialize};

use crate::ids::ThemeId;

/// A theme of which a speech says more than the others do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Emphasis {
    /// The theme; never one that has only a number.
    pub theme: ThemeId,
    /// Its share of the speech.
    pub share: f64,
    /// Mean of its shares in the other speeches that have text.
    pub others: f64,
    /// `share − others`, above 0.
    pub difference: f64,
    /// `share / others`; `None`: the others say nothing of it.
    pub ratio: Option<f64>,
    /// 95 % interval of `difference`, the passages of all speeches drawn; `None`: cannot tell.
    pub interval: Option<[f64; 2]>,
    /// Whether the interval is wholly above 0 and the difference larger than what the largest of
    /// all themes of a speech reaches by chance, see [`RATE`](crate::analysis::RATE).
    pub beyond: bool,
}

/// What can be said of where a speech puts its weight.
#[derive(Debug, Clone, PartialEq)]
pub enum Stress<'a> {
    /// On these, each beyond its interval, the largest difference first; at least one.
    On(Vec<&'a Emphasis>),
    /// On nothing: no theme stands out from the meeting.
    Nothing,
    /// It has too little text to tell.
    CannotTell,
    /// No speech of the meeting could be held against the others: its main theme, if it has one.
    Alone(Option<&'a ThemeId>),
}
