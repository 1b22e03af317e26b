//! What is not counted, and by which rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::Regions;

/// Why a word is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dropped {
    /// It is in a list, which is named.
    List(&'static str),
    /// No letter in it: punctuation, blanks, signs.
    Punctuation,
    /// A number, alone or with words of the lists: 三百, 一是, 余个, 第三次.
    Number,
    /// One character: in Chinese usually a part of many words, seldom a term.
    Single,
    /// A name of a region: it shows who speaks, not of what.
    Region,
}

/// The list of fillers, which are not shown as terms, but count where speeches are compared.
const SPOKEN: &str = "spoken";

/// Characters that numbers are written with.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两〇零几第余多半";

/// The words that are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stopwords {
    words: BTreeMap<String, &'static str>,
    /// Every way in which a region can be called.
    regions: BTreeSet<String>,
}

impl Stopwords {
    /// The built-in lists, each by its name with its text.
    pub fn lists() -> impl Iterator<Item = (&'static str, &'static str)> {
        [
            ("general", include_str!("../../stopwords/general.txt")),
            ("meeting", include_str!("../../stopwords/meeting.txt")),
            ("host", include_str!("../../stopwords/host.txt")),
            (SPOKEN, include_str!("../../stopwords/spoken.txt")),
            ("english", include_str!("../../stopwords/english.txt")),
        ]
        .into_iter()
    }

    /// No list; names of `regions` alone are not counted.
    pub fn of_regions(regions: &Regions) -> Self {
        let regions = regions.names().map(str::to_owned).collect();
        Self { words: BTreeMap::new(), regions }
    }

    /// The words of all built-in lists, and the names of the built-in regions.
    pub fn built_in() -> Self {
        let mut all = Self::of_regions(Regions::built_in());
        for (name, text) in Self::lists() {
            all.add(name, text);
        }
        all
    }

    /// Adds a list, a word a line; `#` begins a comment. The first list to name a word keeps it.
    pub fn add(&mut self, list: &'static str, text: &str) {
        for line in text.lines() {
            let word = line.split('#').next().unwrap_or_default().trim();
            if !word.is_empty() {
                self.words.entry(word.to_owned()).or_insert(list);
            }
        }
    }

    /// The words, sorted, with the list that each is in.
    pub fn words(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.words.iter().map(|(word, list)| (word.as_str(), *list))
    }

    /// By which rule `word` is not counted; `None` if it is counted.
    pub fn drops(&self, word: &str) -> Option<Dropped> {
        if let Some(list) = self.list_of(word) {
            return Some(Dropped::List(list));
        }
        if !word.chars().any(char::is_alphanumeric) {
            return Some(Dropped::Punctuation);
        }
        if self.is_number(word) {
            return Some(Dropped::Number);
        }
        if word.chars().nth(1).is_none() {
            return Some(Dropped::Single);
        }
        self.regions.contains(word.trim()).then_some(Dropped::Region)
    }

    /// Whether `word` counts where speeches are compared. Fillers do: the list has words such as 老师
    /// that tell texts apart, though nobody would list them as terms.
    pub fn compares(&self, word: &str) -> bool {
        matches!(self.drops(word), None | Some(Dropped::List(SPOKEN)))
    }

    /// The list that a word is in; words of Latin letters match in either case.
    fn list_of(&self, word: &str) -> Option<&'static str> {
        let as_written = self.words.get(word);
        let is_latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
        if as_written.is_some() || !is_latin {
            return as_written.copied();
        }
        self.words.get(&word.to_ascii_lowercase()).copied()
    }

    /// Whether a word is a numeral, or begins with one and goes on in stop words.
    fn is_number(&self, word: &str) -> bool {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let rest = word.trim_start_matches(|c: char| c.is_numeric() || NUMERALS.contains(c));
        rest.len() < word.len() && self.is_furniture(rest)
    }

    /// Whether `text` can be cut into stop words and numerals with nothing left.
    pub fn is_furniture(&self, text: &str) -> bool {
        self.is_furniture_without(text, &[])
    }

    /// The same where the words of some lists are not taken for stop words.
    pub(crate) fn is_furniture_without(&self, text: &str, content: &[&str]) -> bool {
        let is_stop = |word: &str| self.words.get(word).is_some_and(|list| !content.contains(list));
        text.is_empty()
            || text
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .filter(|&end| {
                    is_stop(&text[..end]) || text[..end].chars().all(|c| NUMERALS.contains(c))
                })
                .any(|end| self.is_furniture_without(&text[end..], content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_drop_names_its_rule() {
        let mut list = Stopwords::of_regions(Regions::built_in());
        list.add("mine", "的 # particle\n个\nof\n");
        for (word, rule) in [
            ("的", Some(Dropped::List("mine"))),
            ("，", Some(Dropped::Punctuation)),
            ("2021", Some(Dropped::Number)),
            ("三百", Some(Dropped::Number)),
            ("广东省", Some(Dropped::Region)),
            ("维权", None),
            ("5G", Some(Dropped::Number)),
            ("三个", Some(Dropped::Number)),
            ("三农", None),
            ("新", Some(Dropped::Single)),
            ("Of", Some(Dropped::List("mine"))),
            ("office", None),
        ] {
            assert_eq!(list.drops(word), rule, "{word}");
        }
    }
}
