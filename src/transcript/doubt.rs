//! What may be wrong with a reading: each doubt names the line and what to try.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;

/// What may be wrong with a reading, in both languages; JSON has the English words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Doubt(Phrase);

impl Doubt {
    pub(super) fn new(zh: String, en: String) -> Self {
        Self(Phrase::new(zh, en))
    }

    /// The same doubt about one of several files.
    pub(super) fn of(self, source: &str) -> Self {
        Self::new(format!("{source}：{}", self.0.zh), format!("{source}: {}", self.0.en))
    }

    /// The doubt in words.
    pub fn phrase(&self) -> &Phrase {
        &self.0
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl From<String> for Doubt {
    fn from(words: String) -> Self {
        Self(Phrase::same(words))
    }
}

impl From<Doubt> for String {
    fn from(doubt: Doubt) -> Self {
        doubt.0.en
    }
}

/// The remedy where a speech is hidden in another.
pub(super) const MARK: &str =
    "put `## name` before its first line in what `split --format md` prints";
/// The same in Chinese.
pub(super) const MARK_ZH: &str =
    "可在 `split --format md` 的输出中，在其首行之前加一行 `## 名称` 后重新运行";
