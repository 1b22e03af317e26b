//! Notes at the foot of a page.

use crate::transcript::{Disposition, lines::Line};

/// Lines that no page has: what is longer has no foot that we know of.
const PAGE: usize = 120;

/// Marks the lines of footnotes.
///
/// A note begins with a mark such as ① or [1] that the text of the same page
/// refers to, behind a word, and goes on to the page's end. The items of a
/// list have such marks too, but nothing above refers to them. Where a page
/// ends, a form feed or its number must show.
pub(super) fn mark(lines: &[Line<'_>], dispositions: &mut [Option<Disposition>]) {
    let mut first = 0;
    while first < lines.len() {
        let numbered = |place: usize| dispositions[place] == Some(Disposition::PageNumber);
        let ends = |place: &usize| {
            lines[*place].page != lines[first].page || numbered(*place - 1) && !numbered(*place)
        };
        let end = (first + 1..lines.len()).find(ends).unwrap_or(lines.len());
        let shown = end < lines.len() || numbered(end - 1);
        if shown
            && end - first <= PAGE
            && let Some(note) = first_note(lines, dispositions, first..end)
        {
            for disposition in
                dispositions[note..end].iter_mut().filter(|disposition| disposition.is_none())
            {
                *disposition = Some(Disposition::Footnote);
            }
        }
        first = end;
    }
}

/// The first line of the notes of the page in `lines[page]`.
fn first_note(
    lines: &[Line<'_>],
    dispositions: &[Option<Disposition>],
    page: std::ops::Range<usize>,
) -> Option<usize> {
    let mut refers: Vec<usize> = Vec::new();
    let mut note = None;
    let mut last = 0;
    let middle = page.start.midpoint(page.end);
    for place in page.filter(|&place| dispositions[place].is_none()) {
        let text = lines[place].text;
        match opening(text) {
            Some(number) if note.is_some() && number != last + 1 => note = None,
            Some(number) if note.is_none() && refers.contains(&number) => {
                (note, last) = (Some(place), number);
            }
            Some(number) => last = number,
            None => {}
        }
        if note.is_none() {
            refers.extend(references(text));
        }
    }
    // Notes take less than half of a page.
    note.filter(|&note| note > middle)
}

/// ① … ⑳, `[1]` or `〔1〕` at the beginning of a text, as a number and its length.
pub(super) fn sign(text: &str) -> Option<(usize, usize)> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some((first as usize - '①' as usize + 1, first.len_utf8()));
    }
    let close = match first {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => return None,
    };
    let inside = text[first.len_utf8()..].split(close).next()?;
    let number = inside.parse().ok().filter(|number| (1..=99).contains(number))?;
    let length = first.len_utf8() + inside.len() + close.len_utf8();
    (length <= text.len()).then_some((number, length))
}

fn opening(line: &str) -> Option<usize> {
    sign(line).filter(|&(_, length)| line.len() > length).map(|(number, _)| number)
}

/// The marks behind words of a line.
fn references(line: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    line.char_indices().filter_map(move |(at, c)| {
        let behind =
            before.replace(c).is_some_and(|b| b.is_alphanumeric() || "”’》）」".contains(b));
        // A circled number is a number to Unicode, but no word.
        sign(&line[at..]).filter(|_| behind).map(|(number, _)| number)
    })
}
