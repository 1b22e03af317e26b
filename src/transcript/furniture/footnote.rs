//! Notes at the foot of a page.

use std::ops::Range;

use crate::transcript::{Disposition, lines::Line};

/// Lines of the longest page. Of what is longer, we do not know where the foot is.
const LONGEST_PAGE: usize = 120;
/// The largest number of a note: `[2021]` is a year.
const LARGEST: usize = 99;

/// Marks the lines of footnotes.
///
/// A note begins with a sign such as ① or [1] that the text above it on the same
/// page refers to, behind a word, and goes on to the end of the page. The items of
/// a list begin with such signs too, but nothing above refers to them. A form feed
/// or a page number must show where the page ends.
pub(super) fn mark(lines: &[Line<'_>], dispositions: &mut [Option<Disposition>]) {
    for page in pages(lines, dispositions) {
        let end = page.end;
        if page.len() <= LONGEST_PAGE
            && let Some(first) = first_note(lines, dispositions, page)
        {
            for line in &mut dispositions[first..end] {
                line.get_or_insert(Disposition::Footnote);
            }
        }
    }
}

/// The pages that are seen to end, as ranges of lines.
fn pages(lines: &[Line<'_>], dispositions: &[Option<Disposition>]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut first = 0;
    for line in 1..lines.len() {
        let after_number = is_number(dispositions, line - 1) && !is_number(dispositions, line);
        if after_number || lines[line].page != lines[line - 1].page {
            pages.push(first..line);
            first = line;
        }
    }
    if !lines.is_empty() && is_number(dispositions, lines.len() - 1) {
        pages.push(first..lines.len());
    }
    pages
}

fn is_number(dispositions: &[Option<Disposition>], line: usize) -> bool {
    dispositions[line] == Some(Disposition::PageNumber)
}

/// The first line of the notes on the page in `lines[page]`.
fn first_note(
    lines: &[Line<'_>],
    dispositions: &[Option<Disposition>],
    page: Range<usize>,
) -> Option<usize> {
    let middle = page.start.midpoint(page.end);
    let mut referred_to: Vec<usize> = Vec::new();
    let mut note = None;
    // The number of the note or item that began last.
    let mut last = 0;
    for line in page.filter(|&line| dispositions[line].is_none()) {
        let text = lines[line].text;
        if let Some(number) = note_number(text) {
            if note.is_some() && number != last + 1 {
                // Notes are numbered in order: what was found is a list.
                note = None;
            } else {
                if note.is_none() && referred_to.contains(&number) {
                    note = Some(line);
                }
                last = number;
            }
        }
        if note.is_none() {
            referred_to.extend(references(text));
        }
    }
    // Notes take less than half of a page.
    note.filter(|&note| note > middle)
}

/// The sign of a note: ① … ⑳, `[1]` or `〔1〕`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoteSign {
    number: usize,
    /// Bytes of the sign.
    length: usize,
}

/// The sign with which a text begins.
pub(super) fn sign_at_start(text: &str) -> Option<NoteSign> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        let number = first as usize - '①' as usize + 1;
        return Some(NoteSign { number, length: first.len_utf8() });
    }
    let close = match first {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => return None,
    };
    let (inside, _) = text[first.len_utf8()..].split_once(close)?;
    let number = inside.parse().ok().filter(|number| (1..=LARGEST).contains(number))?;
    Some(NoteSign { number, length: first.len_utf8() + inside.len() + close.len_utf8() })
}

/// The number of the note that begins with a line: words follow the sign.
fn note_number(line: &str) -> Option<usize> {
    sign_at_start(line).filter(|sign| line.len() > sign.length).map(|sign| sign.number)
}

/// The numbers of the notes that a line refers to, by signs right behind its words.
fn references(line: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    line.char_indices().filter_map(move |(at, c)| {
        let behind_word = before.replace(c).is_some_and(ends_word);
        // A circled number counts as a letter in Unicode, so all signs must be seen, in order.
        sign_at_start(&line[at..]).filter(|_| behind_word).map(|sign| sign.number)
    })
}

/// Whether a note may be referred to right behind a character.
fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || "”’》）」".contains(c)
}
