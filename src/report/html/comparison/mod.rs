//! `index.html` of a comparison: what its templates show, already formatted.
//!
//! Sentences are not in the markup: they stand once in a block of data, and each number has a key
//! by which the script finds those behind it ([`open`]).

mod change;
mod chart;
mod context;
mod data;
mod facts;
mod findings;
mod open;
mod page;
mod series;
mod shares;
mod speeches;
mod words;

pub(in crate::report) use page::comparison_page;
