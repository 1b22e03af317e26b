//! Lines joined to running text.

use super::{LineMark, lines::Line};

/// Running text, and the lines of the page that it was joined from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) text: String,
    /// Where in `text` each line of the page begins, in order.
    pub(super) marks: Vec<LineMark>,
}

impl Flow {
    /// Lines in the form in which rules read them.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut flow = Self::default();
        for line in lines {
            flow.push(line.text, line.number);
        }
        flow
    }

    /// Lines as printed; the text has as many characters as that of [`Flow::of`].
    pub(super) fn printed(lines: &[Line<'_>]) -> Self {
        let mut flow = Self::default();
        for line in lines {
            flow.push(line.printed, line.number);
        }
        flow
    }

    /// The text without its first `characters`, such as `主席：`.
    pub(super) fn without_start(mut self, characters: usize) -> Self {
        if characters > 0 {
            let bytes: usize = self.text.chars().take(characters).map(char::len_utf8).sum();
            self.text.drain(..bytes);
            for mark in self.marks.iter_mut().skip(1) {
                mark.byte = mark.byte.saturating_sub(bytes);
            }
        }
        self
    }

    /// Adds a line. Only two Latin words get a blank between them.
    fn push(&mut self, text: &str, line: usize) {
        if self.text.ends_with(is_latin) && text.starts_with(is_latin) {
            self.text.push(' ');
        }
        self.marks.push(LineMark { byte: self.text.len(), line });
        self.text.push_str(text);
    }
}

/// Whether a character is a letter of half or full width: a print and its reading are joined alike.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
