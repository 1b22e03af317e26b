//! Rows of numbers → clusters of rows: how both themes and groups are found.

pub mod choose_k;
pub mod kmeans;
pub mod reduce;
pub mod silhouette;
