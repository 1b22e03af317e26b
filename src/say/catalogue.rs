//! English texts of the program → Chinese ones.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use regex::Regex;

/// The Chinese of the program's texts. In it `{0}` stands for what is put in as it is, `{0~}` for its
/// Chinese.
#[derive(Debug, Default)]
pub struct Catalogue {
    texts: HashMap<String, String>,
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
    pub fn built_in() -> &'static Self {
        static CATALOGUE: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue::parse(include_str!("chinese.toml")).unwrap_or_default());
        &CATALOGUE
    }

    /// Reads a table of English texts, each with its Chinese; `None`: it is none.
    fn parse(text: &str) -> Option<Self> {
        let table: toml::Table = toml::from_str(text).ok()?;
        let mut catalogue = Self::default();
        for (english, chinese) in table {
            let chinese = chinese.as_str()?.to_owned();
            if english.contains("{0}") {
                let chinese = chinese.clone();
                catalogue.patterns.push(Pattern { english: pattern(&english)?, chinese });
            }
            catalogue.texts.insert(english, chinese);
        }
        // Of several that match, the one that says more itself.
        catalogue.patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.english.as_str().len()));
        Some(catalogue)
    }

    /// The Chinese of a text as the catalogue has it, its places still open.
    pub fn text(&self, english: &str) -> Option<&str> {
        self.texts.get(english).map(String::as_str)
    }

    /// The Chinese of a text; the text itself, if there is none.
    pub fn said<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if let Some(chinese) = self.text(text) {
            return chinese.to_owned().into();
        }
        let found = self.patterns.iter().find_map(|pattern| {
            let parts = pattern.english.captures(text)?;
            let part = |place: usize, in_chinese: bool| {
                let part = parts.get(place + 1)?.as_str();
                Some(if in_chinese { self.said(part).into_owned() } else { part.to_owned() })
            };
            Some(filled(&pattern.chinese, part))
        });
        found.map_or(text.into(), Cow::from)
    }
}

/// A text with `part` in each of its places: of `{1}` the part 1 as it is, of `{1~}` its Chinese.
///
/// What is put in is not looked at again, whatever it holds.
pub fn filled(text: &str, part: impl Fn(usize, bool) -> Option<String>) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        whole += before;
        let place = from.split_once('}').and_then(|(place, after)| {
            let number = place[1..].trim_end_matches('~').parse().ok()?;
            Some((part(number, place.ends_with('~'))?, after))
        });
        // A brace that is no place is a brace.
        let (put_in, after) = place.unwrap_or_else(|| ("{".to_owned(), &from[1..]));
        whole += &put_in;
        rest = after;
    }
    whole + rest
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
    use std::fs;

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
            ("{1} of {0~}", "{0~}之{1}"),
        ] {
            assert_eq!(catalogue.said(english), chinese);
        }
    }

    #[test]
    fn what_is_put_in_is_put_in_as_it_is() {
        let parts = ["{1}", "none", "{"];
        let part = |place: usize, _| Some(parts.get(place)?.to_string());
        for (text, whole) in [
            ("{0} of {1}", "{1} of none"),
            ("{2}0} {7} {x} {{1}", "{0} {7} {x} {none"),
            ("{\"text\": \"…\"}", "{\"text\": \"…\"}"),
            ("{", "{"),
        ] {
            assert_eq!(filled(text, part), whole);
        }
    }

    #[test]
    fn what_the_program_asks_for_is_there() {
        // A text may go on in the next line of the source.
        let asked = Regex::new(r#"\b(?:said|filled)\(\s*"((?:[^"\\]|\\.)*)""#).expect("a pattern");
        let goes_on = Regex::new(r"\\\n\s*").expect("a pattern");
        let catalogue = Catalogue::built_in();
        let mut texts = 0;
        for file in fs::read_dir("src/bin/yiti").expect("the program") {
            let source = fs::read(file.expect("a file").path()).expect("a file");
            let source = String::from_utf8(source).expect("UTF-8");
            for text in asked.captures_iter(&source) {
                let text = goes_on.replace_all(&text[1], "");
                assert!(catalogue.text(&text).is_some(), "chinese.toml lacks `{text}`");
                texts += 1;
            }
        }
        assert!(texts > 40, "{texts}");
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
