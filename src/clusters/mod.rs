//! Rows of numbers → clusters of rows: what themes and groups are both found by.

pub mod kmeans;
pub mod number;
pub mod reduce;
