//! What is learned from a meeting and kept: [`Model`]; what is counted and adds up: [`Tally`]; what
//! comes of both: [`Scores`].
//!
//! ```text
//! a meeting ──count──▶ Tally ──fit──▶ Model ──write──▶ model.json
//! a part    ──count──▶ Tally ─┐         │
//! another   ──count──▶ Tally ─┴─merge─▶ │ score ──▶ Scores: a row for each speech
//! ```
//!
//! Laws: the tallies of parts merged are the tally of the whole, whatever the cut; a speech scored
//! alone has the weights that it has with its meeting; a model that is written and read is the same.

mod file;
mod found;
mod learned;
mod scores;
mod tally;

pub use found::{FoundCentre, FoundThemes};
pub use learned::{Codebook, Model, SCHEMA, Settings};
pub use scores::{Outside, Scores};
pub use tally::{SpeechTally, Tally, ThemeTally};

/// What is counted in parts and added up.
///
/// `merge` is associative, and `Default` is its neutral element, so that parts may be merged on
/// any number of threads or machines, as long as their order is kept.
pub trait Merge: Default {
    /// What `self` and, after it, `other` hold.
    #[must_use]
    fn merge(self, other: Self) -> Self;
}
