//! Sentences and sections → themes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub mod assign;
mod bayes;
pub mod choose;
mod codebook;
mod cohesion;
mod correct;
pub mod coverage;
mod directions;
pub mod found;
mod frozen;
pub mod frozen_theme;
pub mod lexicon;
pub mod lexicon_hits;
pub mod lint;
mod matcher;
mod name;
mod passage_counts;
pub mod passages;
mod searchable;
pub mod space;
pub mod texts;
mod yaml;

/// `[themes]`: how speeches are grouped and sections given to themes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// How many groups; by default where similarity ends.
    pub groups: Option<usize>,
    /// Resamplings behind a group's confidence, 10,000 at most; 0 for none.
    pub draws: usize,
    /// Seed of the resamplings.
    pub seed: u64,
    /// The codebook: the name of a built-in one, or a file of the user's; without it each meeting
    /// gets the built-in one that fits it best.
    pub lexicon: Option<std::path::PathBuf>,
    /// Themes that are one, by id or label: each list under its first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<Vec<String>>,
    /// Other names for themes: id, or label of a found theme → label, or `label | English label`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// A sentence as printed → its theme, by id or label; `other`: none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sentences: BTreeMap<String, String>,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            groups: None,
            draws: 200,
            seed: 42,
            lexicon: None,
            names: BTreeMap::new(),
            merges: Vec::new(),
            sentences: BTreeMap::new(),
        }
    }
}
