//! English texts of the program → Chinese ones.

use std::{borrow::Cow, collections::HashMap};

use regex::Regex;

/// The Chinese of the program's texts. In it `{0}` stands for what is put in as it is, `{0~}` for its
/// Chinese.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    exact: HashMap<String, String>,
    /// Texts with `{0}`, `{1}` … for what is put in.
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    english: Regex,
    chinese: String,
}

impl Catalogue {
    /// The catalogue of the program.
    pub(crate) fn built_in() -> Self {
        Self::parse(include_str!("chinese.toml")).unwrap_or_default()
    }

    /// Reads a table of English texts, each with its Chinese; `None`: it is none.
    fn parse(text: &str) -> Option<Self> {
        let table: toml::Table = toml::from_str(text).ok()?;
        let mut catalogue = Self::default();
        for (english, chinese) in table {
            let chinese = chinese.as_str()?.to_owned();
            if english.contains("{0}") {
                catalogue.patterns.push(Pattern { english: pattern(&english)?, chinese });
            } else {
                catalogue.exact.insert(english, chinese);
            }
        }
        // Of several that match, the one that says more itself.
        catalogue.patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.english.as_str().len()));
        Some(catalogue)
    }

    /// The Chinese of a text; the text itself, if there is none.
    pub(crate) fn said<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if let Some(chinese) = self.exact.get(text) {
            return chinese.clone().into();
        }
        let found = self.patterns.iter().find_map(|pattern| {
            let parts = pattern.english.captures(text)?;
            let mut chinese = pattern.chinese.clone();
            for (place, part) in parts.iter().skip(1).flatten().enumerate() {
                let part = part.as_str();
                chinese = chinese.replace(&format!("{{{place}~}}"), &self.said(part));
                chinese = chinese.replace(&format!("{{{place}}}"), part);
            }
            Some(chinese)
        });
        found.map_or(text.into(), Cow::from)
    }
}

/// What matches a text with places for other texts.
fn pattern(english: &str) -> Option<Regex> {
    let mut pattern = "(?s)^".to_owned();
    let mut rest = english;
    let mut place = 0;
    while let Some((before, after)) = rest.split_once(&format!("{{{place}}}")) {
        pattern += &regex::escape(before);
        pattern += "(.*?)";
        (rest, place) = (after, place + 1);
    }
    pattern += &regex::escape(rest);
    Regex::new(&(pattern + "$")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_with_what_is_put_in() {
        let catalogue = Catalogue::parse(
            "\"none\" = \"无\"\n\"{0} of {1}\" = \"{1}之{0~}\"\n\"{0} of {1} files\" = \"{1}个文件之{0}\"\n",
        );
        let catalogue = catalogue.expect("a catalogue");
        for (english, chinese) in [
            ("none", "无"),
            ("none of none", "none之无"),
            ("2 of 3 files", "3个文件之2"),
            ("something", "something"),
        ] {
            assert_eq!(catalogue.said(english), chinese);
        }
    }

    #[test]
    fn the_built_in_catalogue_reads_and_keeps_what_is_put_in() {
        let text = include_str!("chinese.toml");
        assert!(Catalogue::parse(text).is_some(), "chinese.toml cannot be read");
        let table: toml::Table = toml::from_str(text).expect("TOML");
        for (english, chinese) in &table {
            let chinese = chinese.as_str().expect("a text");
            for place in 0..9 {
                let [raw, translated] = [format!("{{{place}}}"), format!("{{{place}~}}")];
                let is_kept = chinese.contains(&raw) || chinese.contains(&translated);
                assert!(!english.contains(&raw) || is_kept, "{english}");
            }
        }
    }
}
