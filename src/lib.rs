//! yiti (议题): who said what, compared.

pub mod error;

pub mod analysis;

pub mod charts;

pub mod report;

pub use error::{Error, Result};
