//! Every number a report shows: what charts draw, tables list and pages quote. Nothing downstream
//! computes; nothing upstream formats.
//!
//! What is found are the plain types of `results`, and [`Analysis`] is `report.json`. The other files
//! find it, each for itself.

mod ablation;
mod build;
mod differences;
mod emphasis;
mod extent;
pub mod figures;
mod finding;
mod first_mentions;
mod grouping;
mod groups;
mod interval;
mod key_sentences;
pub mod kwic;
mod listed;
mod noise;
mod omission;
mod parts;
mod resample;
mod results;
mod reuse;
mod span;
mod terms;
mod why;

pub use ablation::ablations;
pub use build::names;
pub(crate) use build::{codebook, speaks_for_region, themes};
pub use emphasis::RATE;
pub use extent::Extent;
pub use grouping::{Clusters, Grouped, group_speeches};
pub use groups::MOVING;
pub use interval::{Intervals, Spread, intervals};
pub use noise::{Chance, noise};
pub use omission::{OMISSION_CHARACTERS, OMISSION_SENTENCES, Omissions, omissions, per_thousand};
pub use parts::Parts;
pub use resample::Resample;
pub(crate) use resample::quantile;
pub use results::*;
pub(crate) use reuse::{Letters, Text, is_letter, with_quotes};
pub use reuse::{TextReuse, outside, text_reuse};
pub use terms::distinctive;
pub use why::{pair_terms, shared_terms};
