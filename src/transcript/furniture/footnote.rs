//! Notes at the foot of a page.

use crate::transcript::{Fate, lines::Line};

/// Marks the lines of footnotes.
///
/// A note begins with a mark such as ① or [1] that the text of the same page
/// refers to, behind a word, and goes on to the page's end. The items of a
/// list have such marks too, but nothing above refers to them.
pub(super) fn mark(lines: &[Line<'_>], fates: &mut [Option<Fate>]) {
    let mut first = 0;
    while first < lines.len() {
        let page = lines[first].page;
        let end = (first + 1..lines.len())
            .find(|&place| {
                lines[place].page != page || fates[place].is_some() && fates[place - 1].is_none()
            })
            .unwrap_or(lines.len());
        // Without furniture or a form feed behind it nothing shows that a page ends here.
        let ends_page = end < lines.len() || fates[first..end].iter().any(Option::is_some);
        if ends_page && let Some(note) = first_note(lines, fates, first..end) {
            for fate in fates[note..end].iter_mut().filter(|fate| fate.is_none()) {
                *fate = Some(Fate::Footnote);
            }
        }
        first = end;
    }
}

/// The first line of the notes of the page in `lines[page]`.
fn first_note(
    lines: &[Line<'_>],
    fates: &[Option<Fate>],
    page: std::ops::Range<usize>,
) -> Option<usize> {
    let mut refers: Vec<usize> = Vec::new();
    let mut note = None;
    let mut last = 0;
    for place in page.filter(|&place| fates[place].is_none()) {
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
    note
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
