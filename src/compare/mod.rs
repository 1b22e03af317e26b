//! Meeting against meeting: what changed, and how sure that is.
//!
//! What is found are the plain types of `results`, and [`MeetingComparison`] is `compare.json`. The
//! other files find it, each for itself. All meetings are read as one corpus ([`joint`]), so that
//! words, themes and shares mean the same in each.

pub mod arrange;
mod blocks;
mod chance;
pub mod dates;
pub mod findings;
pub mod groups;
pub mod joint;
mod omissions;
pub mod reopened;
mod results;
#[cfg(test)]
pub(crate) mod sample;
mod series;
pub mod shares;
mod signs;
pub mod speakers;
mod stats;
pub mod terms;

pub use results::*;
