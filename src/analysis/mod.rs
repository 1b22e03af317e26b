//! Every number a report shows: what charts draw, tables list and pages quote. Nothing downstream
//! computes; nothing upstream formats.
//!
//! What is found are the plain types of `results`, and [`Analysis`] is `report.json`. The other files
//! find it, each for itself.

mod build;
mod emphasis;
pub mod figures;
mod finding;
mod formula;
mod groups;
mod interval;
pub mod kwic;
mod listed;
mod noise;
mod parting;
mod resample;
mod results;
mod said;
mod silence;
mod span;
mod standing;
mod telling;
mod terms;
mod why;

pub use build::{Parts, names};
pub use emphasis::RATE;
pub use formula::{Formulas, formulas, outside};
pub use groups::MOVING;
pub use interval::{Intervals, Spread, intervals};
pub use noise::{Chance, noise};
pub use parting::partings;
pub use resample::Resample;
pub use results::*;
pub use silence::{SILENCE_CHARACTERS, SILENCE_SENTENCES, Silences, per_thousand, silences};
pub use standing::{Many, Standing, standing};
pub use terms::distinctive;
pub use why::{pair_terms, shared_terms};
