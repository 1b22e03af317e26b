//! TermWeights and themes → groups of speeches, and how sure each group is.

pub mod calibration;
pub mod collection;
pub mod fields;
pub mod group;
pub mod likeness;
pub mod map;
pub mod null;
pub mod stability;
