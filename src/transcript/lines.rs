//! The lines of a page that are not blank, and what the text of one line shows.

use std::ops::Range;

use super::share::{Share, more_than, quantile};

/// One line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Line of the page, from 1.
    pub(super) number: usize,
    /// The bytes of the page that hold `printed`.
    pub(super) span: Range<usize>,
    /// The line without white space at its ends, in its [`reading`](crate::names::script::reading).
    pub(super) text: &'a str,
    /// The same as printed; it has as many characters.
    pub(super) printed: &'a str,
    /// A blank line comes before it.
    pub(super) after_blank: bool,
    /// It begins with white space.
    pub(super) indented: bool,
    /// Its page, from 0: the number of form feeds before it.
    pub(super) page: usize,
}

/// The lines of `text` that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    read_lines(text, text)
}

/// As [`lines`], of a printed text and its reading, which agree character for character.
///
/// A form feed ends a page, and so a line. It does not count where lines are
/// numbered, since editors do not count it either.
pub(super) fn read_lines<'a>(printed: &'a str, reading: &'a str) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let (mut start, mut page) = (0, 0);
    let mut after_blank = true;
    for (index, (whole, read)) in breaks(printed).zip(breaks(reading)).enumerate() {
        let parts = whole.split(PAGE_BREAK).zip(read.split(PAGE_BREAK));
        for (nth, (part, read)) in parts.enumerate() {
            if nth > 0 {
                start += PAGE_BREAK.len_utf8();
                page += 1;
            }
            let trimmed = part.trim_matches(is_margin);
            if !trimmed.is_empty() {
                let indent = part.len() - part.trim_start_matches(is_margin).len();
                let begin = start + indent;
                lines.push(Line {
                    number: index + 1,
                    span: begin..begin + trimmed.len(),
                    text: read.trim_matches(is_margin),
                    printed: trimmed,
                    after_blank,
                    indented: indent > 0,
                    page,
                });
                after_blank = false;
            } else if !whole.contains(PAGE_BREAK) {
                after_blank = true;
            }
            start += part.len();
        }
    }
    lines
}

/// What readers of PDFs put between two pages.
const PAGE_BREAK: char = '\u{c}';

/// The lines of `text` with their ends: `\n`, `\r\n`, or `\r` alone as old systems wrote.
fn breaks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest
            .find(['\n', '\r'])
            .map_or(rest.len(), |at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 });
        let (line, after) = rest.split_at(at);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || crate::names::script::is_invisible(c)
}

/// Lines no wider than this, in Chinese characters, do not show whether a column cuts them: they are
/// labels, names and numbers. Chosen by eye on newspaper pages.
const NARROW: f64 = 4.0;
/// Share of the lines that are not wider than the column; the others are a table's, or read wrongly.
const COLUMN: Share = Share(9, 10);
/// Width of the widest column, in Chinese characters: paragraphs that are not wrapped are wider.
/// Chosen by eye on newspaper pages and on reports from the web.
const WIDEST_COLUMN: f64 = 60.0;
/// Share of the lines of a wrapped text that end inside a sentence; of unwrapped paragraphs few do.
const OPEN: Share = Share(1, 2);

/// Whether lines are cut by the width of a column: they are short and mostly end inside a sentence.
pub(super) fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let (mut widths, wide): (Vec<f64>, Vec<&Line<'_>>) = lines
        .iter()
        .map(|line| (width(line.text), line))
        .filter(|(width, _)| *width > NARROW)
        .unzip();
    widths.sort_unstable_by(f64::total_cmp);
    let Some(column) = quantile(&widths, COLUMN) else { return false };
    column <= WIDEST_COLUMN && {
        let open = wide.iter().filter(|line| !ends_sentence(line.text)).count();
        more_than(open, wide.len(), OPEN)
    }
}

/// Width in Chinese characters: Latin letters and digits take half of one.
pub(super) fn width(text: &str) -> f64 {
    let (mut all, mut narrow) = (0u32, 0u32);
    for c in text.chars() {
        all += 1;
        narrow += u32::from(c.is_ascii());
    }
    f64::from(all) - 0.5 * f64::from(narrow)
}

/// Whether `text` ends where a sentence ends; closing marks and a remark may follow: …。（掌声）
pub(super) fn ends_sentence(text: &str) -> bool {
    ends_with_full_stop(text) || without_remark(text).is_some_and(ends_with_full_stop)
}

/// Whether the last mark of a text, closing ones aside, ends a sentence.
fn ends_with_full_stop(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "”’）》」』)\"".contains(c));
    text.ends_with(['。', '！', '？', '!', '?', '…']) || text.ends_with("...")
}

/// A text without the remark in brackets at its end.
fn without_remark(text: &str) -> Option<&str> {
    /// Bytes of the longest remark: twenty Chinese characters. Chosen by eye on debates.
    const LONGEST: usize = 60;
    let rest = text.trim_end().strip_suffix(['）', ')'])?;
    let open = rest.rfind(['（', '('])?;
    (rest.len() - open <= LONGEST).then(|| &text[..open])
}

/// Chinese numerals of a section, as its level and number: `一、` is level 1, `（一）` level 2.
pub(super) fn numbering(text: &str) -> Option<(u8, usize)> {
    let (level, body, closes) = match text.chars().next()? {
        '（' | '(' => (2, text.trim_start_matches(['（', '(']), &['）', ')'][..]),
        _ => (1, text, &['、'][..]),
    };
    let end = body.find(closes)?;
    let number = chinese_number(&body[..end])?;
    Some((level, number))
}

/// 一 … 九十九 as a number.
fn chinese_number(text: &str) -> Option<usize> {
    let chars: Vec<char> = text.chars().collect();
    match chars[..] {
        ['十'] => Some(10),
        [a] => chinese_digit(a),
        ['十', b] => Some(10 + chinese_digit(b)?),
        [a, '十'] => Some(10 * chinese_digit(a)?),
        [a, '十', b] => Some(10 * chinese_digit(a)? + chinese_digit(b)?),
        _ => None,
    }
}

/// 一 … 九 as a number.
fn chinese_digit(c: char) -> Option<usize> {
    "一二三四五六七八九".chars().position(|digit| digit == c).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_sections() {
        for (text, number) in [
            ("一、提高站位", Some((1, 1))),
            ("十二、其他", Some((1, 12))),
            ("（三）加强", Some((2, 3))),
            ("二十、", Some((1, 20))),
            ("一是加强", None),
            ("一老一小、", None),
        ] {
            assert_eq!(numbering(text), number, "{text}");
        }
    }
}
