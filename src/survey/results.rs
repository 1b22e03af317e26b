//! What a survey says.

use serde::{Deserialize, Serialize};

/// The version of the JSON that a [`Survey`] serialises to.
pub const SCHEMA: u32 = 1;

/// What each group of a table says more of than the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Survey {
    /// The version of this JSON, [`SCHEMA`].
    pub schema: u32,
    /// The codebook that the themes are from.
    pub codebook: String,
    /// Rows of the table that have a text.
    pub rows: u64,
    /// Rows without a text, which are left out of every other number.
    #[serde(default)]
    pub left_out: u64,
    /// Sentences of the table.
    pub sentences: u64,
    /// How often the paragraphs were drawn for the intervals.
    pub draws: usize,
    /// The groups by name.
    pub groups: Vec<SurveyGroup>,
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SurveyGroup {
    /// What it is called.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its paragraphs.
    pub paragraphs: u64,
    /// Its sentences: what the shares of its themes are shares of.
    pub sentences: u64,
    /// Characters of its sentences, white space not counted.
    pub characters: u64,
    /// Its words: what the rates of its terms are rates of.
    pub words: u64,
    /// Each theme of the codebook, the largest difference first.
    pub themes: Vec<SurveyTheme>,
    /// Its terms, best first.
    pub terms: Vec<SurveyTerm>,
}

/// How much a group says of a theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SurveyTheme {
    /// Its id in the codebook.
    pub theme: String,
    /// Its Chinese label.
    pub label: String,
    /// Its English label.
    pub label_en: String,
    /// Sentences that hold a term of it.
    pub sentences: u64,
    /// The share of these, 0 to 1; a sentence may count for several themes.
    pub share: f64,
    /// The mean share of the other groups that have text enough for draws, each counted once;
    /// `None`: there is none.
    pub others: Option<f64>,
    /// What 95 % of the draws of the difference of the two lie between; `None`: fewer than some ten
    /// paragraphs of different rows, a share that does not vary, or no other group.
    pub interval: Option<[f64; 2]>,
    /// Whether the group stresses it: its share is larger than that of the others by a tenth of it
    /// at least, and further than chance would have it (p of .05 for all themes of a group).
    pub stressed: bool,
    /// Sentences that say it, where it is stressed.
    pub quotations: Vec<Quotation>,
}

/// A term of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SurveyTerm {
    /// The word.
    pub term: String,
    /// How often the group says it.
    pub count: u64,
    /// How often the other groups say it, or general Chinese, if the group has more than two
    /// thirds of all words.
    pub n_reference: u64,
    /// Groups that say it.
    pub groups: usize,
    /// Odds that a reader would keep it in a list of ten, see [`crate::terms::keep_odds`].
    pub score: f64,
    /// How much it sets the group apart, see [`crate::terms::contrast`].
    pub contrast: f64,
    /// Sentences that say it.
    pub quotations: Vec<Quotation>,
}

/// A sentence as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quotation {
    /// The sentence.
    pub text: String,
    /// Who speaks.
    pub speaker: String,
    /// The table, by the path that was given.
    pub source: String,
    /// Its row's line there, from 1; `None`: the table is no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What its row has in the column `id`, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}
