//! The file of a codebook: themes with their terms, as TOML.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Error, Result};

/// The codebooks that come with the program: name, path, text.
///
/// The first is the one that `extends = true` adds to.
pub(super) const BUILT_IN: [(&str, &str, &str); 2] = [
    (
        "organisations",
        "data/themes/organisations.toml",
        include_str!("../../data/themes/organisations.toml"),
    ),
    ("policy", "data/themes/policy.toml", include_str!("../../data/themes/policy.toml")),
];

/// How plainly a term says its theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A stock phrase: it belongs to the theme, but says nothing about it.
    Stock,
    /// It says the theme only beside other terms.
    Hint,
    /// It mostly says the theme.
    Typical,
    /// It is enough alone to say the theme.
    Core,
}

impl Grade {
    /// How much a term counts for its theme, 0 to 3.
    pub fn weight(self) -> f64 {
        match self {
            Self::Stock => 0.0,
            Self::Hint => 1.0,
            Self::Typical => 2.0,
            Self::Core => 3.0,
        }
    }
}

/// What a term stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// Index of the theme in its lexicon.
    pub theme: usize,
    /// How plainly the term says the theme.
    pub grade: Grade,
}

/// What a codebook adds its terms to: nothing, the first built-in one (`true`), or one by name.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Extends {
    Flag(bool),
    Name(String),
}

impl Default for Extends {
    fn default() -> Self {
        Self::Flag(false)
    }
}

impl Extends {
    /// The path and the text of the codebook that is added to.
    pub(super) fn base(&self, file: &str) -> Result<Option<(&'static str, &'static str)>> {
        match self {
            Self::Flag(false) => Ok(None),
            Self::Flag(true) => Ok(Some((BUILT_IN[0].1, BUILT_IN[0].2))),
            Self::Name(name) => match BUILT_IN.iter().find(|book| book.0 == name) {
                Some(book) => Ok(Some((book.1, book.2))),
                None => {
                    let names = BUILT_IN.map(|book| book.0).join(", ");
                    let reason = format!("extends names no codebook `{name}`; take one of {names}");
                    Err(Error::config(file, reason))
                }
            },
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodebookFile {
    /// A name by which settings may call it; a user's codebook needs none.
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) zh: String,
    #[serde(default)]
    pub(super) en: String,
    #[serde(default)]
    pub(super) extends: Extends,
    /// Terms that speak for no theme at all.
    #[serde(default)]
    pub(super) none: Vec<String>,
    #[serde(default)]
    pub(super) neutral: Vec<String>,
    #[serde(default)]
    pub(super) theme: Vec<ThemeEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemeEntry {
    pub(super) id: String,
    #[serde(default)]
    pub(super) zh: String,
    #[serde(default)]
    pub(super) en: String,
    #[serde(default)]
    pub(super) cap: Option<u8>,
    #[serde(default)]
    pub(super) rollup: Option<String>,
    #[serde(default)]
    pub(super) core: Vec<String>,
    #[serde(default)]
    pub(super) typical: Vec<String>,
    #[serde(default)]
    pub(super) hint: Vec<String>,
    #[serde(default, rename = "formula")]
    pub(super) stock: Vec<String>,
}

impl ThemeEntry {
    fn lists(&mut self) -> [&mut Vec<String>; 4] {
        [&mut self.core, &mut self.typical, &mut self.hint, &mut self.stock]
    }

    fn terms(&self) -> impl Iterator<Item = (&String, Grade)> {
        let lists = [
            (&self.core, Grade::Core),
            (&self.typical, Grade::Typical),
            (&self.hint, Grade::Hint),
            (&self.stock, Grade::Stock),
        ];
        lists.into_iter().flat_map(|(list, grade)| list.iter().map(move |term| (term, grade)))
    }

    fn is_empty(&self) -> bool {
        self.core.is_empty() && self.typical.is_empty() && self.hint.is_empty()
    }
}

impl CodebookFile {
    pub(super) fn read(file: &str, text: &str) -> Result<Self> {
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

    /// Adds the themes and terms of `other`; a term that both have stays only where `other` has it.
    ///
    /// A theme that loses its last term in this way is left out.
    pub(super) fn extend(&mut self, mut other: Self) {
        let moved: BTreeSet<String> = other.terms().map(|(term, _)| term).collect();
        for (mine, theirs) in [
            (&mut self.name, &mut other.name),
            (&mut self.zh, &mut other.zh),
            (&mut self.en, &mut other.en),
        ] {
            if !theirs.is_empty() {
                *mine = std::mem::take(theirs);
            }
        }
        self.none.append(&mut other.none);
        self.neutral.retain(|term| !moved.contains(term));
        for list in self.theme.iter_mut().flat_map(ThemeEntry::lists) {
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
            known.cap = entry.cap.or(known.cap);
            known.rollup = entry.rollup.or(known.rollup.take());
        }
        self.theme.retain(|entry| !entry.is_empty());
    }

    /// All terms with their sense; `None` for neutral ones, which come first.
    pub(super) fn terms(&self) -> impl Iterator<Item = (String, Option<Sense>)> {
        let neutral = self.neutral.iter().map(|term| (term.clone(), None));
        let themes = self.theme.iter().enumerate();
        neutral.chain(themes.flat_map(|(theme, entry)| {
            entry.terms().map(move |(term, grade)| (term.clone(), Some(Sense { theme, grade })))
        }))
    }
}
