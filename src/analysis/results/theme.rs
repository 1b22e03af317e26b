//! A theme of a meeting.

use serde::{Deserialize, Serialize};

use crate::ids::ThemeId;

/// One theme of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Theme {
    /// Its id, e.g. `rights_protection`.
    pub id: ThemeId,
    /// Chinese label.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// Where the theme comes from.
    pub origin: Origin,
    /// Whether it has a name; one found in the text whose passages share no two words has only
    /// a number, and heads nothing.
    #[serde(default = "yes")]
    pub named: bool,
    /// Major topic of the Comparative Agendas Project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<u8>,
    /// The class of themes to which it belongs, e.g. 经济.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollup: Option<String>,
    /// The terms by which it was recognised in this meeting, heaviest first.
    pub terms: Vec<String>,
    /// Characters of the sentences that belong to it, over all speeches, headings aside.
    pub characters: usize,
    /// `characters` over those of all sentences of the meeting, headings aside.
    pub share: f64,
}

/// What was not written down was so.
fn yes() -> bool {
    true
}

/// Where a theme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The built-in or the user's lexicon.
    Lexicon,
    /// A cluster of sections, named by its own terms.
    Found,
}
