//! Phrases that are needed everywhere, in every language: lists and intervals.

use super::en::English;
use super::language::Language;
use super::numbers::{self, score};
use super::zh::Chinese;
use crate::phrase::Phrase;

/// Asks every language for its words.
pub(super) fn each(says: impl Fn(&dyn Language) -> String) -> Phrase {
    Phrase { zh: says(&Chinese), en: says(&English) }
}

/// A list of items: `甲、乙` and `甲, 乙`.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Phrase {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    each(|language| language.list(&items))
}

/// The same of phrases, each language with its own words.
pub fn list_of(items: &[Phrase]) -> Phrase {
    each(|language| {
        let items: Vec<String> = items.iter().map(|item| language.of(item).into()).collect();
        language.list(&items)
    })
}

/// An interval of scores: `−0.12 至 0.30`. A dash beside a minus would be hard to read.
pub fn scores([low, high]: [f64; 2]) -> Phrase {
    each(|language| language.range(&score(low), &score(high)))
}

/// An interval of differences of shares in percentage points.
pub fn points([low, high]: [f64; 2]) -> Phrase {
    each(|language| language.range(&numbers::points(low), &numbers::points(high)))
}

/// Says that the text does not allow an answer.
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
