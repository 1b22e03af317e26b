//! Tokens → [`TermCounts`] → [`TermWeights`]: documents × terms.
//!
//! Rows are documents in the corpus's order, columns terms in sorted order.
//! What is learned from all documents ([`TfIdf`]) is apart from what belongs
//! to one ([`TermCounts`]), so that a later meeting can be weighed by an
//! earlier one's document frequencies.

use serde::{Deserialize, Serialize};

mod counts;
mod deal;
mod dispersion;
mod grams;
mod keyness;
mod phrase;
mod phrases;
mod place;
mod quoted;
mod role;
mod run;
mod shorthand;
mod sparse;
mod tfidf;
mod types;
mod vocabulary;
mod whole;
mod worth;

pub(crate) use counts::TITLE;
pub use counts::{Features, TermCounter, TermCounts};
pub(crate) use deal::{Deal, Dealt, Places};
pub use dispersion::dispersion;
pub(crate) use keyness::has_most;
pub use keyness::{Keyness, Rate, contrast, log_odds, log_odds_z};
pub(crate) use phrase::CHARACTERS as LONGEST_TERM;
pub use phrase::{Phrase, Phrases};
pub(crate) use phrases::{sentence_words, words_of_documents};
pub(crate) use sparse::Sparse;
pub(crate) use tfidf::{Centring, gram, kept, rarities, tf};
pub use tfidf::{TermWeights, TfIdf};
pub(crate) use types::worth_of_words;
pub use vocabulary::Vocabulary;
pub(crate) use worth::EVEN;
pub use worth::keep_odds;

/// `[terms]`: which terms are counted and how they weigh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Leave out terms found in fewer documents, where there are four or more documents.
    pub min_df: usize,
    /// Leave out terms found in more than this share of the documents, 0 to 1.
    pub max_df: f64,
    /// Count the dictionary words inside longer words too.
    pub parts: bool,
    /// Distinctive terms listed for each speech.
    pub top: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self { min_df: 2, max_df: 1.0, parts: true, top: 10 }
    }
}
