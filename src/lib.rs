//! yiti (议题): who said what, compared.

pub mod error;

pub mod pages;

pub mod transcript;

pub mod corpus;

pub mod tokens;

pub mod terms;

pub mod themes;

pub mod analysis;

pub mod charts;

pub mod report;

pub mod config;

pub mod pipeline;

pub use error::{Error, Result};
