//! Meeting against meeting: what changed, and how sure that is.
//!
//! What is found are the plain types of `results`, and [`MeetingComparison`] is `compare.json`. The
//! other files find it, each for itself. All meetings are read as one corpus ([`joint`]), so that
//! words, themes and shares mean the same in each.

pub mod joint;
mod results;
#[cfg(test)]
pub(crate) mod sample;

pub use results::*;
