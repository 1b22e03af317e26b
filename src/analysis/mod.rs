//! Every number a report shows, as plain values: what charts draw, tables
//! list and pages quote. Nothing downstream computes; nothing upstream formats.
//!
//! [`Analysis`] is `report.json`. Its keys may grow within one `schema`, never
//! change their meaning.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{SpeechId, ThemeId},
    transcript::{Doubt, Layout},
};

mod access;
mod build;
mod codebook;
mod date;
mod emphasis;
pub mod figures;
mod finding;
mod formula;
mod grouping;
mod groups;
mod interval;
pub mod kwic;
mod listed;
mod matrix;
mod noise;
mod parting;
mod resample;
mod said;
mod shares;
mod silence;
mod span;
mod speech;
mod standing;
mod telling;
mod terms;
mod why;

pub use build::{Parts, names};
pub use codebook::{Codebook, CodebookFit, CodebookVerdict};
pub use date::{Date, DateParts};
pub use emphasis::{Emphasis, RATE, Stress};
pub use figures::Figure;
pub use finding::{Claim, Finding};
pub use formula::{Formula, Formulas, formulas, outside};
pub use grouping::{Collection, Draws, Grouping, Merge, Tree};
pub use groups::Neighbours;
pub use interval::{Intervals, Spread, intervals};
pub use listed::Distinctive;
pub use matrix::Matrix;
pub use noise::{Chance, Noise, noise};
pub use parting::{Parting, partings};
pub use resample::Resample;
pub use said::Said;
pub use shares::Shares;
pub use silence::{
    SILENCE_CHARACTERS, SILENCE_SENTENCES, Silence, Silences, per_thousand, silences,
};
pub use span::Span;
pub use speech::{
    Elsewhere, MOVING, Mentions, PassageAnalysis, SentenceAnalysis, SpeechAnalysis, TermScore,
    UnitAnalysis,
};
pub use standing::{Many, Standing, standing};
pub use terms::{Reference, distinctive};
pub use why::{PairTerms, pair_terms, shared_terms};

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
    #[serde(default)]
    pub doubts: Vec<Doubt>,
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
    #[serde(default)]
    pub formulas: Vec<Formula>,
    /// Themes that a speech does not touch though others do, judged by its length.
    #[serde(default)]
    pub silences: Vec<Silence>,
    /// Speeches too short for a claim of silence.
    #[serde(default)]
    pub too_short: Vec<SpeechId>,
    /// For each pair of speeches the terms that make up its similarity.
    #[serde(default)]
    pub why: Vec<PairTerms>,
    /// For each speech that few terms would move: which, and with whom it then stands.
    #[serde(default)]
    pub partings: Vec<Parting>,
    /// The evidence of `why`, `partings` and the terms of groups: for each term its first place in
    /// each speech that says it.
    #[serde(default)]
    pub said: Said,
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

/// In how many runs, each cut into words in another way, a result comes out again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robustness {
    /// The runs, the configured one first.
    pub runs: Vec<Segmentation>,
    /// For each speech, for each term that the configured run lists: runs that list it.
    pub terms: Vec<Vec<usize>>,
    /// For each pair of speeches: runs that put both into one group; the diagonal: in which the
    /// speech stands alone.
    pub pairs: Vec<Vec<usize>>,
    /// For each group of the configured run: runs in which exactly this group stands.
    pub groups: Vec<usize>,
}

/// A way in which a run cuts text into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segmentation {
    /// As the settings have it.
    Configured,
    /// Without the hidden Markov model.
    HmmOff,
    /// With it, where the settings have it off.
    HmmOn,
    /// Without the words that we and the user add to the dictionary.
    PlainDictionary,
    /// Into pairs of characters, without words.
    Characters,
}

/// One theme of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// Speeches that stand together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The labels of `themes`, or without any its first shared terms; empty: neither. Readers see
    /// [`say::names::group`](crate::say::names::group).
    pub label: String,
    /// The themes by which it is called: those that each of its members stresses
    /// ([`Emphasis::beyond`]), the one with the largest smallest difference first.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Names of the members, as in [`SpeechAnalysis::name`].
    pub regions: Vec<String>,
    /// Its members, in order.
    pub members: Vec<SpeechId>,
    /// Chance that two of its members are of one class, the mean of its pairs in
    /// [`Draws::together`]; of a speech alone: that not even its likeliest pair is.
    /// `None`: too little text to resample.
    /// Of a [`Collection`]: how much of the group one of these runs finds again, in the mean.
    pub confidence: Option<f64>,
    /// Mean similarity of its pairs; `None` for a speech alone.
    pub similarity: Option<f64>,
    /// Terms that make up the similarity, heaviest first.
    pub terms: Vec<String>,
}
