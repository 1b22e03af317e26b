//! What is not counted, and by which rule.

use std::collections::BTreeMap;

/// Why a word is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dropped {
    /// It stands in a list, by the list's name.
    List(&'static str),
    /// No letter in it: punctuation, blanks, signs.
    Punctuation,
    /// A number, alone or with words of the lists: 三百, 一是, 余个, 第三次.
    Number,
    /// One character: in Chinese a morpheme of many words, seldom a term.
    Single,
    /// A name of a region: it tells who speaks, not of what.
    Region,
}

/// The list of fillers: no terms to show, though speeches may be alike in them.
const SPOKEN: &str = "spoken";

/// Characters that numbers are written with.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两〇零几第余多半";

/// The words that are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stopwords {
    words: BTreeMap<String, &'static str>,
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

    /// The words of all built-in lists.
    pub fn built_in() -> Self {
        let mut all = Self::default();
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

    /// The words with the list that each stands in, sorted.
    pub fn words(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.words.iter().map(|(word, list)| (word.as_str(), *list))
    }

    /// By which rule `word` is not counted; `None` if it is.
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
        let regions = crate::names::Regions::built_in();
        regions.exactly(word).map(|_| Dropped::Region)
    }

    /// Whether `word` counts where speeches are compared: fillers do, since the list holds words
    /// such as 老师 that tell texts apart and are still nothing to show.
    pub fn compares(&self, word: &str) -> bool {
        matches!(self.drops(word), None | Some(Dropped::List(SPOKEN)))
    }

    /// The list that a word stands in; a word of Latin letters with or without its capitals.
    fn list_of(&self, word: &str) -> Option<&'static str> {
        let as_written = self.words.get(word);
        let in_small = || self.words.get(&word.to_ascii_lowercase());
        let is_latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
        as_written.or_else(|| if is_latin { in_small() } else { None }).copied()
    }

    /// Whether a word is a numeral, or begins with one and goes on in stop words.
    fn is_number(&self, word: &str) -> bool {
        let numeral = |c: char| c.is_numeric() || NUMERALS.contains(c);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let rest = word.trim_start_matches(numeral);
        rest.len() < word.len() && self.is_furniture(rest)
    }

    /// Whether `text` can be cut into stop words and numerals with nothing left.
    pub fn is_furniture(&self, text: &str) -> bool {
        text.is_empty()
            || text
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .filter(|&end| {
                    self.words.contains_key(&text[..end])
                        || text[..end].chars().all(|c| NUMERALS.contains(c))
                })
                .any(|end| self.is_furniture(&text[end..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_drop_names_its_rule() {
        let mut list = Stopwords::default();
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
