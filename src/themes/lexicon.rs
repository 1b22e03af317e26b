//! Themes given as word lists.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::error::{Error, Result};

/// The id of what no theme explains; no theme may have it.
const RESERVED: &str = "other";

/// Themes with the terms that speak for them.
#[derive(Debug, Clone)]
pub struct Lexicon {
    themes: Vec<LexiconTheme>,
    matcher: AhoCorasick,
    /// Theme and weight of each pattern of `matcher`; `None` for neutral ones.
    patterns: Vec<Option<(usize, f64)>>,
    terms: Vec<String>,
}

/// One theme of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconTheme {
    /// Stable id, e.g. `rights_protection`.
    pub id: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
}

/// A term of the lexicon in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<'a> {
    /// Place of the theme.
    pub theme: usize,
    /// 3 for a core term, 2 for a typical one, 1 for a hint, 0 for a formula.
    pub weight: f64,
    /// The term.
    pub term: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    neutral: Vec<String>,
    theme: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    core: Vec<String>,
    #[serde(default)]
    typical: Vec<String>,
    #[serde(default)]
    hint: Vec<String>,
    #[serde(default)]
    formula: Vec<String>,
}

impl Lexicon {
    /// The themes of `data/themes.toml`.
    ///
    /// # Errors
    /// None: a test reads the file.
    pub fn built_in() -> Result<Self> {
        Self::parse("data/themes.toml", include_str!("../../data/themes.toml"))
    }

    /// Reads a lexicon; its header says what the file looks like.
    ///
    /// # Errors
    /// A key that is not known, a theme without terms, an id twice, a term in two themes.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let parsed: File = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let mut themes: Vec<LexiconTheme> = Vec::new();
        let mut terms: Vec<(String, Option<(usize, f64)>)> =
            parsed.neutral.into_iter().map(|term| (term, None)).collect();
        for (place, entry) in parsed.theme.into_iter().enumerate() {
            if entry.id.is_empty() || entry.id == RESERVED {
                let reason = format!("theme id `{}` cannot be used; choose another", entry.id);
                return Err(Error::config(file, reason));
            }
            if themes.iter().any(|theme| theme.id == entry.id) {
                return Err(Error::config(file, format!("theme `{}` is there twice", entry.id)));
            }
            let before = terms.len();
            let lists =
                [(entry.core, 3.0), (entry.typical, 2.0), (entry.hint, 1.0), (entry.formula, 0.0)];
            for (list, weight) in lists {
                terms.extend(list.into_iter().map(|term| (term, Some((place, weight)))));
            }
            if terms.len() == before {
                let reason = format!("theme `{}` has no terms; give it a list `core`", entry.id);
                return Err(Error::config(file, reason));
            }
            themes.push(LexiconTheme { id: entry.id, zh: entry.zh, en: entry.en });
        }
        Self::check(file, &terms)?;
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|(term, _)| term))
            .map_err(|error| Error::config(file, error.to_string()))?;
        let (terms, patterns) = terms.into_iter().unzip();
        Ok(Self { themes, matcher, patterns, terms })
    }

    fn check(file: &str, terms: &[(String, Option<(usize, f64)>)]) -> Result<()> {
        let mut sorted: Vec<&str> = terms.iter().map(|(term, _)| term.as_str()).collect();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            let reason = format!("term `{}` is there twice; keep it in one list", pair[0]);
            return Err(Error::config(file, reason));
        }
        if let Some(term) = sorted.iter().find(|term| letters(term).len() != term.len()) {
            let reason = format!("term `{term}` holds a blank or a quotation mark; take it out");
            return Err(Error::config(file, reason));
        }
        if sorted.first().is_none_or(|term| term.is_empty()) {
            return Err(Error::config(
                file,
                "an empty term, or none at all; list terms under `core`",
            ));
        }
        Ok(())
    }

    /// The themes in the order of the file.
    pub fn themes(&self) -> &[LexiconTheme] {
        &self.themes
    }

    /// The terms of `text` that speak for a theme, left to right, the longest of each place.
    ///
    /// Quotation marks and blanks do not part a term.
    pub fn hits(&self, text: &str) -> Vec<Hit<'_>> {
        let letters = letters(text);
        self.matches(&letters).filter_map(|(_, hit)| hit).collect()
    }

    /// Where `text` holds strings that must say nothing of a theme, in bytes of its [`letters`].
    pub(super) fn mute(&self, text: &str) -> Vec<Range<usize>> {
        let silent = |hit: Option<Hit<'_>>| hit.is_none_or(|hit| hit.weight == 0.0);
        let letters = letters(text);
        self.matches(&letters).filter(|(_, hit)| silent(*hit)).map(|(at, _)| at).collect()
    }

    fn matches<'a, 't>(
        &'a self,
        letters: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, Option<Hit<'a>>)> + use<'a, 't> {
        self.matcher.find_iter(letters).map(|found| {
            let pattern = found.pattern().as_usize();
            let hit = self.patterns[pattern].map(|(theme, weight)| Hit {
                theme,
                weight,
                term: &self.terms[pattern],
            });
            (found.range(), hit)
        })
    }
}

/// A text without blanks and quotation marks, as it is matched.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"“”‘’《》「」".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicon_reads_and_finds_its_terms() {
        let lexicon = Lexicon::built_in().expect("reads");
        assert_eq!(lexicon.themes().len(), 8);
        let themes = |text| -> Vec<&str> {
            lexicon.hits(text).iter().map(|hit| lexicon.themes()[hit.theme].id.as_str()).collect()
        };
        assert_eq!(themes("开展法律援助"), ["rights_protection"]);
        assert_eq!(themes("寻找“最美家庭”"), ["family_values"]);
        assert!(themes("服务妇女儿童").is_empty());
    }

    #[test]
    fn a_wrong_lexicon_is_refused_with_what_to_change() {
        for (text, reason) in [
            ("[[theme]]\nid='a'\nzh='甲'\n", "no terms"),
            (
                "[[theme]]\nid='a'\nzh='甲'\ncore=['好']\n[[theme]]\nid='b'\nzh='乙'\ncore=['好']\n",
                "twice",
            ),
            ("[[theme]]\nid='a'\nzh='甲'\nkernel=['好']\n", "unknown field `kernel`"),
        ] {
            let message = Lexicon::parse("my.toml", text).expect_err("refused").to_string();
            assert!(message.starts_with("my.toml") && message.contains(reason), "{message}");
        }
    }
}
