//! The quantities that a speech states.

use serde::{Deserialize, Serialize};

/// One stated quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number, 万 and 亿 multiplied out.
    pub value: f64,
    /// What is counted: `名`, `元`, `人次`, `%`; empty if none is printed.
    pub unit: String,
    /// `约`, `近`, `超`, `余`, `以上` …, empty if the number is exact.
    pub qualifier: String,
    /// The figure as printed, e.g. `近50万人次`.
    pub raw: String,
    /// The sentence that states it.
    pub sentence: String,
}
