//! Themes given as word lists.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::heard::Sentence;
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
    extends: bool,
}

/// The name and the text of the built-in lexicon.
pub const BUILT_IN: (&str, &str) = ("data/themes.toml", include_str!("../../data/themes.toml"));

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
    extends: bool,
    #[serde(default)]
    neutral: Vec<String>,
    #[serde(default)]
    theme: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
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

impl Entry {
    fn lists(&mut self) -> [&mut Vec<String>; 4] {
        [&mut self.core, &mut self.typical, &mut self.hint, &mut self.formula]
    }

    fn is_empty(&self) -> bool {
        self.core.is_empty() && self.typical.is_empty() && self.hint.is_empty()
    }
}

impl File {
    fn read(file: &str, text: &str) -> Result<Self> {
        let parsed: Self = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        let mut ids: Vec<&str> = parsed.theme.iter().map(|entry| entry.id.as_str()).collect();
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Error::config(file, format!("theme `{}` is there twice", pair[0])));
        }
        if let Some(entry) = parsed.theme.iter().find(|entry| entry.is_empty()) {
            let reason = format!("theme `{}` has no terms; give it a list `core`", entry.id);
            return Err(Error::config(file, reason));
        }
        Ok(parsed)
    }

    /// Adds the themes and terms of `other`; a term that both have stands where `other` has it.
    ///
    /// A theme that loses its last term so is left out.
    fn extend(&mut self, mut other: Self) {
        let moved: BTreeSet<String> = other.terms().map(|(term, _)| term).collect();
        self.neutral.retain(|term| !moved.contains(term));
        for list in self.theme.iter_mut().flat_map(Entry::lists) {
            list.retain(|term| !moved.contains(term));
        }
        self.neutral.append(&mut other.neutral);
        for mut entry in other.theme {
            let Some(known) = self.theme.iter_mut().find(|known| known.id == entry.id) else {
                self.theme.push(entry);
                continue;
            };
            for (known, more) in known.lists().into_iter().zip(entry.lists()) {
                known.append(more);
            }
            for (known, label) in [(&mut known.zh, entry.zh), (&mut known.en, entry.en)] {
                if !label.is_empty() {
                    *known = label;
                }
            }
        }
        self.theme.retain(|entry| !entry.is_empty());
    }

    /// All terms with the place of their theme and their weight; `None`: neutral.
    fn terms(&self) -> impl Iterator<Item = (String, Option<(usize, f64)>)> {
        let of_theme = |(place, entry): (usize, &Entry)| {
            let lists = [
                (&entry.core, 3.0),
                (&entry.typical, 2.0),
                (&entry.hint, 1.0),
                (&entry.formula, 0.0),
            ];
            let terms = lists.map(|(list, weight)| {
                list.iter().map(move |term| (term.clone(), Some((place, weight))))
            });
            terms.into_iter().flatten().collect::<Vec<_>>()
        };
        let neutral = self.neutral.iter().map(|term| (term.clone(), None));
        neutral.chain(self.theme.iter().enumerate().flat_map(of_theme))
    }
}

impl Lexicon {
    /// The themes of `data/themes.toml`.
    ///
    /// # Errors
    /// None: a test reads the file.
    pub fn built_in() -> Result<Self> {
        Self::parse(BUILT_IN.0, BUILT_IN.1)
    }

    /// Reads a lexicon; the head of `data/themes.toml` says what the file looks like.
    ///
    /// With `extends = true` its terms and themes are added to the built-in ones: terms to the
    /// theme of the same id, new themes after them, and a term that the built-in lexicon has
    /// elsewhere moves to where this file has it.
    ///
    /// # Errors
    /// A key that is not known, no theme, a theme without terms or label, an id twice, a term
    /// in two lists.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut parsed = File::read(file, text)?;
        let extends = parsed.extends;
        if extends {
            let mut built_in = File::read(BUILT_IN.0, BUILT_IN.1)?;
            built_in.extend(parsed);
            parsed = built_in;
        }
        if parsed.theme.is_empty() {
            return Err(Error::config(file, "no theme; write a table `[[theme]]` for each"));
        }
        if let Some(entry) =
            parsed.theme.iter().find(|entry| entry.id.is_empty() || entry.id == RESERVED)
        {
            let reason = format!("theme id `{}` cannot be used; choose another", entry.id);
            return Err(Error::config(file, reason));
        }
        if let Some(entry) = parsed.theme.iter().find(|entry| entry.zh.is_empty()) {
            let reason = format!("theme `{}` has no label; give it `zh`", entry.id);
            return Err(Error::config(file, reason));
        }
        let terms: Vec<_> = parsed.terms().collect();
        Self::check(file, &terms)?;
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|(term, _)| term))
            .map_err(|error| Error::config(file, error.to_string()))?;
        let (terms, patterns) = terms.into_iter().unzip();
        let label = |entry: Entry| LexiconTheme { id: entry.id, zh: entry.zh, en: entry.en };
        let themes = parsed.theme.into_iter().map(label).collect();
        Ok(Self { themes, matcher, patterns, terms, extends })
    }

    fn check(file: &str, terms: &[(String, Option<(usize, f64)>)]) -> Result<()> {
        let mut sorted: Vec<&str> = terms.iter().map(|(term, _)| term.as_str()).collect();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            let reason = format!("term `{}` is there twice; keep it in one list", pair[0]);
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

    /// Whether the built-in lexicon was read with it.
    pub fn extends_built_in(&self) -> bool {
        self.extends
    }

    /// All entries, each with the place of its theme and its weight; `None`: neutral.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Option<(usize, f64)>)> {
        self.terms.iter().map(String::as_str).zip(self.patterns.iter().copied())
    }

    /// The terms of `text` that speak for a theme, left to right, the longest of each place.
    ///
    /// Quotation marks and blanks do not part a term.
    pub fn hits(&self, text: &str) -> Vec<Hit<'_>> {
        self.sentence(text).hits
    }

    /// The terms of a sentence, and what must say nothing of a theme: neutral strings and formulas.
    pub(super) fn sentence(&self, text: &str) -> Sentence<'_> {
        let (mut hits, mut mute) = (Vec::new(), Vec::new());
        for (start, entry) in self.matches(&plain(text)) {
            let hit = self.hit(entry);
            if hit.is_none_or(|hit| hit.weight == 0.0) {
                mute.push(start..start + self.terms[entry].len());
            }
            hits.extend(hit);
        }
        Sentence { hits, mute }
    }

    fn hit(&self, entry: usize) -> Option<Hit<'_>> {
        let (theme, weight) = self.patterns[entry]?;
        Some(Hit { theme, weight, term: &self.terms[entry] })
    }

    /// First byte and place among the entries of each match in a [`plain`] text, neutral ones too.
    pub(super) fn matches(&self, plain: &str) -> impl Iterator<Item = (usize, usize)> {
        self.matcher.find_iter(plain).map(|found| (found.start(), found.pattern().as_usize()))
    }
}

/// A text as entries are looked for in it: without what does not part a term.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|&c| !is_skipped(c)).collect()
}

/// Whether a character is passed over in texts, so that no entry that holds it is ever found.
pub(super) fn is_skipped(c: char) -> bool {
    c.is_whitespace() || "“”‘’《》「」".contains(c)
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
            ("", "no theme"),
            ("[[theme]]\nid='a'\ncore=['好']\n", "no label"),
            (
                "[[theme]]\nid='a'\nzh='甲'\ncore=['好']\n[[theme]]\nid='a'\nzh='甲'\ncore=['美']\n",
                "theme `a` is there twice",
            ),
            ("extends = true\n[[theme]]\nid='harbour'\ncore=['港口扩建']\n", "no label"),
            (
                "extends = true\n[[theme]]\nid='children'\ncore=['托育园']\nhint=['托育园']\n",
                "`托育园` is there twice",
            ),
        ] {
            let message = Lexicon::parse("my.toml", text).expect_err("refused").to_string();
            assert!(message.starts_with("my.toml") && message.contains(reason), "{message}");
        }
    }

    #[test]
    fn a_lexicon_that_extends_adds_to_the_built_in_one() {
        let text = "extends = true\nneutral = ['维权']\n\
            [[theme]]\nid='harbour'\nzh='港口'\ncore=['港口扩建', '法律援助']\n\
            [[theme]]\nid='children'\nen='The young'\nhint=['留守儿童', '儿童海船']\n";
        let (mine, built_in) =
            (Lexicon::parse("my.toml", text).expect("reads"), Lexicon::built_in().expect("reads"));
        assert!(mine.extends_built_in() && !built_in.extends_built_in());
        assert_eq!(mine.themes().len(), 9);
        assert_eq!(mine.themes()[8].id, "harbour");
        let children = mine.themes().iter().find(|theme| theme.id == "children").expect("there");
        assert_eq!((children.zh.as_str(), children.en.as_str()), ("儿童关爱", "The young"));
        assert_eq!(mine.entries().count(), built_in.entries().count() + 2);
        let found = |lexicon: &Lexicon, text| -> Vec<(String, f64)> {
            let of = |hit: Hit<'_>| (lexicon.themes()[hit.theme].id.clone(), hit.weight);
            lexicon.hits(text).into_iter().map(of).collect()
        };
        for (text, before, after) in [
            ("港口扩建", None, Some(("harbour", 3.0))),
            ("法律援助", Some(("rights_protection", 3.0)), Some(("harbour", 3.0))),
            ("留守儿童", Some(("children", 3.0)), Some(("children", 1.0))),
            ("维权", Some(("rights_protection", 3.0)), None),
            ("信访", Some(("rights_protection", 2.0)), Some(("rights_protection", 2.0))),
        ] {
            let of = |hit: Option<(&str, f64)>| -> Vec<(String, f64)> {
                hit.map(|(theme, weight)| (theme.to_owned(), weight)).into_iter().collect()
            };
            assert_eq!(found(&built_in, text), of(before), "{text}");
            assert_eq!(found(&mine, text), of(after), "{text}");
        }
    }

    #[test]
    fn without_extends_a_lexicon_stands_alone_and_a_theme_may_lose_all() {
        let alone = "[[theme]]\nid='harbour'\nzh='港口'\ncore=['港口扩建']\n";
        assert_eq!(Lexicon::parse("my.toml", alone).expect("reads").themes().len(), 1);
        let theme = |id: &str, term: &str| Entry {
            formula: Vec::new(),
            id: id.into(),
            zh: id.into(),
            en: String::new(),
            core: vec![term.into()],
            typical: vec![],
            hint: vec![],
        };
        let file = |theme| File { extends: false, neutral: vec![], theme };
        let mut both = file(vec![theme("a", "港口"), theme("b", "煤矿")]);
        both.extend(file(vec![theme("c", "港口")]));
        let ids: Vec<&str> = both.theme.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["b", "c"]);
    }
}
