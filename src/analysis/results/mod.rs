//! What an analysis finds, as plain values: [`Analysis`] is `report.json`. Nothing here computes.
//!
//! The keys of the JSON may grow within one `schema`, never change their meaning. Some fields have
//! another name in Rust than in JSON; the name there is in their `serde` attribute.

use serde::{Deserialize, Serialize};

use crate::{
    ids::SpeechId,
    transcript::{Doubt, Layout},
};

mod access;
mod certainty;
mod codebook;
mod date;
mod emphasis;
mod figure;
mod finding;
mod group;
mod grouping;
mod matrix;
mod reasons;
mod shared;
mod shares;
mod span;
mod speech;
mod term;
mod theme;

pub use certainty::{Noise, Robustness, Segmentation};
pub use codebook::{Codebook, CodebookFit, CodebookVerdict};
pub use date::{Date, DateParts};
pub use emphasis::{Emphasis, Stress};
pub use figure::Figure;
#[cfg(feature = "charts")]
pub(crate) use figure::key_figures;
pub use finding::{Claim, Finding};
pub use group::{Group, Neighbours};
pub use grouping::{Collection, Draws, Grouping, Merge, Tree};
pub use matrix::Matrix;
pub use reasons::{Ablation, FirstMentions, PairTerms};
pub use shared::{Omission, ReusedText};
pub use shares::Shares;
pub use span::Span;
pub use speech::{
    Elsewhere, Mentions, PassageAnalysis, SentenceAnalysis, SpeechAnalysis, UnitAnalysis,
};
pub use term::{Distinctive, Reference, TermScore};
pub use theme::{Origin, Theme};

/// The version of the JSON that [`Analysis`] serialises to.
pub const SCHEMA: u32 = 1;

/// All meetings of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: u32,
    /// One entry a meeting, in the order of the inputs.
    pub meetings: Vec<MeetingAnalysis>,
}

/// One meeting: who spoke, of what, and who stands with whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeetingAnalysis {
    /// The meeting's name as printed, or the name of its file or folder.
    pub title: String,
    /// Its date; `None`: not printed.
    pub date: Option<Date>,
    /// File names (no folders) that the meeting was read from.
    pub sources: Vec<String>,
    /// The layout by which the speeches were found.
    pub layout: Layout,
    /// Regions that the record announces, in its order.
    pub announced: Vec<String>,
    /// Announced regions without a speech.
    pub missing: Vec<String>,
    /// What may be wrong with the split into speeches.
    #[serde(flatten, with = "crate::transcript::doubts_json")]
    pub caveats: Vec<Doubt>,
    /// The codebook that its themes are from, and how well it fits; `None`: read from an older
    /// report.
    #[serde(default)]
    pub codebook: Option<Codebook>,
    /// Themes in their fixed order; those found in the text come last.
    pub themes: Vec<Theme>,
    /// Groups of speeches that stand together, in the order of their first members.
    pub groups: Vec<Group>,
    /// The speeches in the order of the record.
    pub speeches: Vec<SpeechAnalysis>,
    /// How they were grouped, and how near each pair of them is.
    #[serde(rename = "similarity")]
    pub grouping: Grouping,
    /// Text that several speeches share word for word, longest and most shared first.
    #[serde(default, rename = "formulas")]
    pub reuse: Vec<ReusedText>,
    /// Themes that a speech does not touch though others do, judged by its length.
    #[serde(default, rename = "silences")]
    pub omissions: Vec<Omission>,
    /// Speeches too short for a claim of omission.
    #[serde(default)]
    pub too_short: Vec<SpeechId>,
    /// For each pair of speeches the terms that make up its similarity.
    #[serde(default)]
    pub why: Vec<PairTerms>,
    /// For each speech that few terms would move: which, and with whom it then stands.
    #[serde(default, rename = "partings")]
    pub ablations: Vec<Ablation>,
    /// The evidence of `why`, `ablations` and the terms of groups: for each term its first place in
    /// each speech that says it.
    #[serde(default, rename = "said")]
    pub first_mentions: FirstMentions,
    /// What arises where there is no real difference; `None`: too little text to tell, or too much.
    #[serde(default)]
    pub noise: Option<Noise>,
    /// What comes out again when text is cut into words otherwise; `None`: not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub robustness: Option<Robustness>,
    /// What all this states: emphases, space, groups, terms, shared text, figures, silences.
    #[serde(default)]
    pub findings: Vec<Finding>,
}
