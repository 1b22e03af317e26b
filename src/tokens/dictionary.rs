//! Words that the default dictionary lacks or cuts wrong.

use crate::error::{Error, Result};

/// A user dictionary: words with their frequencies, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    words: Vec<(String, Option<usize>)>,
}

impl Dictionary {
    /// The words of `data/dictionary.txt`.
    pub fn built_in() -> Self {
        Self::parse("data/dictionary.txt", include_str!("../../data/dictionary.txt"))
            .expect("a list of our own that a test reads")
    }

    /// Reads `word` or `word frequency` a line; `#` begins a comment.
    ///
    /// # Errors
    /// A line with more than that, or a frequency that is no number.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut words = Vec::new();
        for (line_number, line) in (1..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or_default();
            let mut fields = line.split_whitespace();
            let Some(word) = fields.next() else { continue };
            let frequency = match (fields.next(), fields.next()) {
                (None, _) => None,
                (Some(number), None) => Some(number.parse().map_err(|_| wrong(file, line_number))?),
                (_, Some(_)) => return Err(wrong(file, line_number)),
            };
            words.push((word.to_owned(), frequency));
        }
        Ok(Self { words })
    }

    /// Adds the words of `other`; they win where both have one.
    pub fn extend(&mut self, other: Self) {
        self.words.extend(other.words);
    }

    /// The words with their frequencies; `None`: just enough to be one word.
    pub fn words(&self) -> &[(String, Option<usize>)] {
        &self.words
    }
}

/// A wrong line, which is not quoted: the file may be something else, and private.
fn wrong(file: &str, line: usize) -> Error {
    Error::config(
        file,
        format!("line {line}: no whole number after the word; write `word` or `word 100`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_line_ends_of_windows_are_no_words() {
        let dictionary =
            Dictionary::parse("d", "# head\r\n执委 50\r\n\r\n家风家训 # why\r\n").expect("reads");
        assert_eq!(dictionary.words(), [("执委".into(), Some(50)), ("家风家训".into(), None)]);
        assert!(Dictionary::parse("d", "").expect("reads").words().is_empty());
    }

    #[test]
    fn a_wrong_line_is_named() {
        let message = Dictionary::parse("d.txt", "好\n执委 many").expect_err("refused").to_string();
        assert!(message.starts_with("d.txt: line 2: no whole number"), "{message}");
        assert!(!message.contains("many"), "{message}");
    }

    #[test]
    fn the_built_in_dictionary_reads() {
        assert!(Dictionary::parse("d", include_str!("../../data/dictionary.txt")).is_ok());
    }
}
