//! What print puts on every page and nobody said: running heads, page numbers, footnotes.
//!
//! A line is taken out only on evidence that the lines of a speech never give:
//! it is at the edge of a page, which a form feed or a page number shows, or it
//! interrupts a sentence. A phrase that speakers repeat comes between sentences;
//! so does a year printed above the account of that year.
//!
//! The rules were tried on 92 work reports that were cut into pages. Thresholds
//! without a measurement of their own were chosen by eye on those pages.

use super::{Disposition, lines::Line};

mod footnote;
mod head;
mod number;
mod number_run;
mod print;
mod repeated;

use print::Print;

/// For each line, what it is if it is furniture.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Option<Disposition>> {
    let print = Print::new(lines);
    let mut dispositions = vec![None; lines.len()];
    for line in number_run::page_numbers(&print) {
        dispositions[line] = Some(Disposition::PageNumber);
    }
    head::mark(&print, &mut dispositions);
    footnote::mark(lines, &mut dispositions);
    dispositions
}

/// The lines that are not furniture.
///
/// Blank lines before furniture count for the line after it, so that a blank
/// line still separates two paragraphs. Blank lines inside furniture are dropped
/// with it: a page's end may interrupt a sentence.
pub(super) fn without<'a>(
    lines: Vec<Line<'a>>,
    dispositions: &[Option<Disposition>],
) -> Vec<Line<'a>> {
    let mut kept = Vec::with_capacity(lines.len());
    // Whether a blank line precedes the furniture that was just passed.
    let mut blank_before_furniture: Option<bool> = None;
    for (mut line, disposition) in lines.into_iter().zip(dispositions) {
        if disposition.is_some() {
            blank_before_furniture.get_or_insert(line.after_blank);
        } else {
            line.after_blank |= blank_before_furniture.take().unwrap_or(false);
            kept.push(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
