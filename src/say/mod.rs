//! Numbers, names and findings in words: the room that phrases.
//!
//! Page, charts, tables, terminal and errors ask here, so that a number is rounded and a theme is
//! called in one way everywhere. [`numbers`] are the same in every language. What differs is a
//! method of `Language`, which one file for each language implements: a third language is a third
//! file, a field of [`Phrase`](crate::phrase::Phrase) and a line in `phrases::each`.

mod caution;
mod dates;
mod en;
pub mod findings;
mod language;
mod moved;
pub mod names;
pub mod numbers;
mod phrases;
mod quantity;
mod zh;

pub use caution::caution;
pub use dates::date;
pub use en::counted;
pub use moved::moved;
pub use numbers::{count, percent, percents, score, signed};
pub use phrases::{cannot_tell, list, points, scores};
pub use quantity::quantity;
