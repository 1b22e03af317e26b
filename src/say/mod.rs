//! Numbers, names and findings in words: the room that phrases.
//!
//! Page, charts, tables, terminal and errors ask here, so that a number is rounded and a theme is
//! called in one way everywhere. [`numbers`] are the same in every language. What differs is a
//! method of `Language`, which one file for each language implements: a third language is a third
//! file, a field of [`Phrase`] and a line in `each`.

use crate::phrase::Phrase;

mod caution;
mod dates;
mod en;
pub mod findings;
mod language;
mod moved;
pub mod names;
pub mod numbers;
mod quantity;
mod zh;

pub use caution::caution;
pub use dates::date;
pub use en::counted;
use language::Language;
pub use moved::moved;
pub use numbers::{count, percent, percents, score, signed};
pub use quantity::quantity;

/// The same said in every language.
fn each(says: impl Fn(&dyn Language) -> String) -> Phrase {
    Phrase { zh: says(&zh::Chinese), en: says(&en::English) }
}

/// Items in a row, `甲、乙` and `甲, 乙`.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Phrase {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    each(|language| language.list(&items))
}

/// An interval of scores: `−0.12 至 0.30`, since a dash beside a minus cannot be read.
pub fn scores([low, high]: [f64; 2]) -> Phrase {
    each(|language| language.range(&score(low), &score(high)))
}

/// An interval of differences of shares in percentage points.
pub fn points([low, high]: [f64; 2]) -> Phrase {
    each(|language| language.range(&numbers::points(low), &numbers::points(high)))
}

/// That the text does not allow an answer.
pub fn cannot_tell() -> Phrase {
    each(|language| language.cannot_tell().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_have_two_ends_and_lists_their_own_commas() {
        assert_eq!(scores([-0.123, 0.3]), Phrase::new("−0.12 至 0.30", "−0.12 to 0.30"));
        assert_eq!(points([-0.001, 0.3]), Phrase::new("0 至 30", "0 to 30"));
        assert_eq!(list(["甲", "乙"]), Phrase::new("甲、乙", "甲, 乙"));
    }
}
