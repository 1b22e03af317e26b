//! Names of places and organisations, and the one form in which a text is read.
//!
//! This room answers whether a text names a province, a city or an office. Its lists are in
//! `data/`.

pub(crate) mod gazetteer;
mod lists;
mod regions;
pub mod script;

pub(crate) use lists::{Ending, SpeakerLists};
pub use regions::{Region, RegionMention, Regions};
