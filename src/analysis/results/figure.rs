//! A quantity that a speech states.

use serde::{Deserialize, Serialize};

use crate::ids::SentenceId;

/// One stated quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// The number, 万 and 亿 multiplied out.
    pub value: f64,
    /// What is counted: `名`, `元`, `人次`, `%`; empty if none is printed or implied.
    pub unit: String,
    /// `约`, `近`, `超`, `余`, `以上` …, both parts if two are printed (`约…余`),
    /// the dash of a range, or empty if the number is exact.
    pub qualifier: String,
    /// The figure as printed, e.g. `近50万人次`, its digits half-width and unspaced;
    /// the whole range for either end of one, e.g. `3—5个`.
    pub raw: String,
    /// The sentence that states it.
    pub sentence: String,
    /// That sentence in its speech; the first, of a sentence that was read alone.
    #[serde(default, rename = "place")]
    pub sentence_id: SentenceId,
    /// Where the figure stands in that sentence as printed, in characters: first, and behind the
    /// last.
    #[serde(default)]
    pub span: [usize; 2],
}
