//! Lines that are printed again and again, the same but for a page number in them.

use std::collections::BTreeMap;

use super::footnote;
use crate::transcript::lines::{Line, ends_sentence, width};

/// Times that a line is printed, from which it may be a running head.
const OFTEN: usize = 3;
/// Bytes of the longest running head; measuring it costs time.
const LONGEST: usize = 160;
/// Width of the widest running head, in Chinese characters.
const WIDEST: f64 = 45.0;
/// Letters that a running head has at least.
const LETTERS: usize = 2;
/// Words with which a line addresses or thanks the hearers.
const ADDRESSES: [&str; 4] = ["谢谢", "感谢", "各位", "同志们"];

/// A line that is printed at least three times.
pub(super) struct RepeatedLine {
    /// Where it is printed: indices of lines, in order.
    pub(super) lines: Vec<usize>,
}

impl RepeatedLine {
    /// Whether the numbers at its ends grow from line to line, as page numbers do.
    pub(super) fn counts_up(&self, lines: &[Line<'_>]) -> bool {
        let numbers: Vec<u64> =
            self.lines.iter().filter_map(|&line| number_at_end(lines[line].text)).collect();
        numbers.windows(2).all(|pair| pair[0] < pair[1])
    }
}

/// The repeated lines of a page.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<RepeatedLine> {
    let mut by_template: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(template) = template(line.text) {
            by_template.entry(template).or_default().push(index);
        }
    }
    by_template
        .into_values()
        .filter(|lines| lines.len() >= OFTEN)
        .map(|lines| RepeatedLine { lines })
        .collect()
}

/// What two running heads of one record have in common; `None` for what cannot be one.
///
/// The template is the line without blanks, with `#` for a number at either end:
/// `湿地简报 12` is `湿地简报#`. A number between words stays, since it is said:
/// `同意 30 票`.
fn template(text: &str) -> Option<String> {
    if text.len() > LONGEST || is_said(text) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let mut template = String::with_capacity(text.len());
    for (index, word) in words.into_iter().enumerate() {
        let outer = index == 0 || index == last;
        template.push_str(if outer && number_of(word).is_some() { "#" } else { word });
    }
    let letters = template.chars().filter(|c| c.is_alphanumeric()).count();
    (letters >= LETTERS && width(text) <= WIDEST).then_some(template)
}

/// Whether a line is part of a sentence, addresses someone, is a stage direction or a note.
fn is_said(text: &str) -> bool {
    let line = text.trim();
    ends_sentence(text)
        || text.ends_with(['：', '，', '；', '、', ':', ','])
        || ADDRESSES.iter().any(|word| line.starts_with(word))
        || line.starts_with(['（', '(']) && line.ends_with(['）', ')'])
        || footnote::sign_at_start(text).is_some()
}

/// The number that is the last word of a line, or else its first.
fn number_at_end(text: &str) -> Option<u64> {
    let mut words = text.split_whitespace();
    let first = words.next();
    words.next_back().and_then(number_of).or_else(|| first.and_then(number_of))
}

/// The value of a word of digits, with the dashes and dots that print puts around page numbers.
fn number_of(word: &str) -> Option<u64> {
    let digits = word.trim_matches(|c: char| "-–—―─·•|/".contains(c));
    if digits.is_empty() {
        return None;
    }
    digits
        .chars()
        .try_fold(0u64, |value, c| value.checked_mul(10)?.checked_add(u64::from(digit(c)?)))
}

/// The value of a digit of half or full width.
fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32).filter(|&digit| digit < 10))
}
