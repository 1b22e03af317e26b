//! What may be wrong with a reading: each doubt names the line and what to try.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;

/// What may be wrong with a reading, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// The remedy where a speech is hidden in another.
pub(super) const MARK: &str =
    "put `## name` before its first line in what `split --format md` prints";
/// The same in Chinese.
pub(super) const MARK_ZH: &str =
    "可在 `split --format md` 的输出中，在其首行之前加一行 `## 名称` 后重新运行";

/// Doubts in JSON: two keys of what has them, `doubts` in English and `doubts_zh` in Chinese.
///
/// For `#[serde(flatten, with = "…")]`. Two lists, since readers of schema 1 take `doubts` for a
/// list of texts.
pub(crate) mod json {
    use serde::{Deserializer, Serializer};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Written {
        #[serde(default)]
        doubts: Vec<String>,
        #[serde(default)]
        doubts_zh: Vec<String>,
    }

    pub(crate) fn serialize<S: Serializer>(
        doubts: &[Doubt],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let written = Written {
            doubts: doubts.iter().map(|doubt| doubt.0.en.clone()).collect(),
            doubts_zh: doubts.iter().map(|doubt| doubt.0.zh.clone()).collect(),
        };
        written.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Doubt>, D::Error> {
        let Written { doubts, doubts_zh } = Written::deserialize(deserializer)?;
        let mut chinese = doubts_zh.into_iter();
        let both = doubts.into_iter().map(|en| {
            // What was written before the key came has only the English words.
            let zh = chinese.next().unwrap_or_else(|| en.clone());
            Doubt::new(zh, en)
        });
        Ok(both.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        #[serde(flatten, with = "json")]
        doubts: Vec<Doubt>,
        rest: u8,
    }

    #[test]
    fn json_has_doubts_in_both_languages_and_older_json_reads() {
        let doubts = vec![Doubt::new("第 3 行".into(), "line 3".into())];
        let holder = Holder { doubts, rest: 1 };
        let text = serde_json::to_string(&holder).expect("writes");
        assert_eq!(text, r#"{"doubts":["line 3"],"doubts_zh":["第 3 行"],"rest":1}"#);
        assert_eq!(serde_json::from_str::<Holder>(&text).expect("reads"), holder);
        let older: Holder =
            serde_json::from_str(r#"{"doubts":["line 3"],"rest":1}"#).expect("reads");
        assert_eq!(older.doubts, [Doubt(Phrase::same("line 3"))]);
        let oldest: Holder = serde_json::from_str(r#"{"rest":1}"#).expect("reads");
        assert!(oldest.doubts.is_empty());
    }
}
