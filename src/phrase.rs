//! What a report says of its numbers, in both of its languages.
//!
//! What was said at the meeting stays as it was said; only the words around it are in two
//! languages: names of columns, titles of charts, sentences about figures.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The first `most` characters of a text and `…`, or the text itself if it has no more.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// One of the two languages of a phrase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Tongue {
    /// Its code in HTML.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Whether it is Chinese.
    pub fn is_chinese(&self) -> bool {
        *self == Self::Zh
    }
}

/// The same words twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Phrase {
    /// The two ways of saying it.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// What is the same in both: a number, a name.
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        Self { en: zh.clone(), zh }
    }

    /// The words in one language.
    pub fn of(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Zh => &self.zh,
            Tongue::En => &self.en,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

impl std::ops::AddAssign<&Phrase> for Phrase {
    fn add_assign(&mut self, other: &Phrase) {
        self.zh += &other.zh;
        self.en += &other.en;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_longer_is_cut() {
        assert_eq!(cut("一二三", 2), "一二…");
        assert!(matches!(cut("一二", 2), Cow::Borrowed("一二")));
        assert_eq!(cut("", 0), "");
    }
}
