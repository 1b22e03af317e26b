//! Puts numbers, names and findings in words.
//!
//! Page, charts, tables, terminal and errors all use it, so that numbers are rounded and themes are
//! named alike everywhere. [`numbers`] are the same in every language. What differs is a
//! method of `Language`, which one file for each language implements: a third language is a third
//! file, a field of [`Phrase`](crate::phrase::Phrase) and a line in `phrases::each`.

pub mod brief;
pub mod catalogue;
mod caution;
mod change_words;
pub mod changes;
mod complaint;
mod dates;
mod en;
pub mod findings;
mod language;
mod moved;
pub mod names;
pub mod numbers;
mod phrases;
mod place;
mod quantity;
mod zh;

pub use caution::caution;
pub use complaint::complaint;
pub use dates::date;
pub use en::counted;
pub use moved::moved;
pub use numbers::{count, gain, percent, percents, score, signed};
pub use phrases::{cannot_tell, list, list_of, points, scores};
pub use place::{before_line, place};
pub use quantity::{quantity, quantity_of};
