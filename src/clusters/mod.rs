//! Rows of numbers → clusters of rows: how both themes and groups are found.

pub(crate) mod choose_k;
mod distance;
pub(crate) mod kmeans;
pub(crate) mod reduce;
pub(crate) mod silhouette;
