//! Term weights and themes → groups of speeches, and how sure each group is.

pub mod baseline;
pub mod calibration;
pub mod collection;
pub mod comparison;
pub mod consensus;
pub mod fields;
pub mod group;
pub mod plane;
