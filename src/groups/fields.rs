//! Fields of life and their words in general Chinese: what speeches without a codebook are about.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::error::{Error, Result};

/// The words of each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// For each word the indices of its fields.
    of: HashMap<String, Vec<usize>>,
    count: usize,
}

static BUILT_IN: LazyLock<Fields> = LazyLock::new(|| {
    Fields::parse(Fields::NAME, Fields::TEXT).expect("a test reads the built-in file")
});

impl Fields {
    /// The file of the built-in fields.
    pub const NAME: &str = "data/fields.txt";
    /// Its text.
    pub const TEXT: &str = include_str!("../../data/fields.txt");

    /// The fields of `data/fields.txt`.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads one field a line, `field: word word …`; `#` begins a comment.
    ///
    /// # Errors
    /// A line without a field or without words.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut fields = Self::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let words = line.split_once(':').map_or("", |(_, words)| words);
            if words.trim().is_empty() {
                let message = format!("line {}: write `field: word word …`", index + 1);
                return Err(Error::config(file, message));
            }
            for word in words.split_whitespace() {
                let of = fields.of.entry(word.to_owned()).or_default();
                if of.last() != Some(&fields.count) {
                    of.push(fields.count);
                }
            }
            fields.count += 1;
        }
        Ok(fields)
    }

    /// How many fields there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The indices of the fields that a word belongs to.
    pub fn of(&self, word: &str) -> &[usize] {
        self.of.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_belong_to_several_fields() {
        let fields = Fields::parse("f", "# head\n\n水: 水渠 湖\n土: 水渠 田 田\n").expect("reads");
        assert_eq!((fields.count(), fields.of("水渠")), (2, &[0, 1][..]));
        assert_eq!((fields.of("田"), fields.of("船")), (&[1][..], &[][..]));
    }

    #[test]
    fn a_wrong_line_is_named() {
        for text in ["水: 湖\n土\n", "水: 湖\n土:\n"] {
            let message = Fields::parse("f.txt", text).expect_err("refused").to_string();
            assert!(message.starts_with("f.txt: line 2:"), "{message}");
        }
    }

    #[test]
    fn the_built_in_fields_read_and_no_word_is_lost() {
        let fields = Fields::parse(Fields::NAME, Fields::TEXT).expect("reads");
        assert!(fields.count() > 20);
        let words = fields.of.keys().filter(|word| word.chars().count() < 2);
        assert_eq!(words.collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
