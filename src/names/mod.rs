//! Names of places and organisations, and the one form in which a text is read.
//!
//! Everything that asks "is this a province, a city, an office?" asks here; the
//! lists are those of `data/`.

pub(crate) mod places;
mod regions;
pub mod script;
mod words;

pub use regions::{Mention, Region, Regions};
pub(crate) use words::{Ending, Words};
