//! Names of places and organisations, and the one form in which a text is read.
//!
//! Everything that asks "is this a province, a city, an office?" asks here; the
//! lists are those of `data/`.

pub(crate) mod gazetteer;
mod lists;
mod regions;
pub mod script;

pub(crate) use lists::{Ending, SpeakerLists};
pub use regions::{Region, RegionMention, Regions};
