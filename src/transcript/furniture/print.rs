//! The lines of a page with what is known of how they were printed.

use std::ops::Range;

use super::{
    number,
    repeated::{self, RepeatedLine},
};
use crate::transcript::{
    lines::{Line, ends_sentence, is_wrapped, numbering, width},
    share::{Share, quantile},
};

/// Lines from a page's edge within which its head and foot are printed.
pub(super) const EDGE: usize = 3;

/// Lines no wider than this, in Chinese characters, do not show how wide the column is.
const NARROW: f64 = 4.0;
/// Share of the lines that are not wider than a full line: the last lines of paragraphs are shorter.
const FULL_LINE: Share = Share(3, 4);
/// A line this wide, as a share of a full one, may be full: a mark may not begin a line.
const NEARLY_FULL: f64 = 0.8;
/// Width from which a line may break off inside a sentence, where the column has no width.
const LONG: f64 = 15.0;
/// Width from which a line that ends with a comma breaks off inside a sentence.
const CLAUSE: f64 = 4.0;
/// Width from which a line may go on with a sentence.
const REST: f64 = 2.0;

/// A page's lines, and which of them may be furniture.
pub(super) struct Print<'a> {
    pub(super) lines: &'a [Line<'a>],
    /// The lines that are printed again and again.
    pub(super) repeated: Vec<RepeatedLine>,
    /// For each line, whether it may be furniture: it is a number alone, or it is repeated.
    pub(super) candidates: Vec<bool>,
    /// Lines are cut by the width of a column.
    pub(super) wrapped: bool,
    /// Width of a full line, in Chinese characters.
    pub(super) full_width: f64,
}

impl<'a> Print<'a> {
    pub(super) fn new(lines: &'a [Line<'a>]) -> Self {
        let repeated = repeated::find(lines);
        let mut candidates: Vec<bool> =
            lines.iter().map(|line| number::read(line.text).is_some()).collect();
        for &line in repeated.iter().flat_map(|repeated| &repeated.lines) {
            candidates[line] = true;
        }
        Self {
            lines,
            repeated,
            candidates,
            wrapped: is_wrapped(lines),
            full_width: full_width(lines),
        }
    }

    /// Whether a sentence goes on from the text before the lines of `gap` to the text after them.
    pub(super) fn sentence_spans(&self, gap: Range<usize>) -> bool {
        self.text_around(gap).is_some_and(|(before, after)| {
            self.breaks_off(&self.lines[before]) && may_go_on(&self.lines[after])
        })
    }

    /// Whether a line is printed in the middle of a sentence.
    pub(super) fn interrupts_sentence(&self, line: usize) -> bool {
        self.sentence_spans(line..line + 1)
    }

    /// Whether a sentence goes on from some page to the next, where form feeds show the pages.
    pub(super) fn sentence_spans_pages(&self) -> bool {
        (1..self.lines.len())
            .filter(|&line| self.lines[line].page != self.lines[line - 1].page)
            .any(|line| self.sentence_spans(line..line))
    }

    /// The nearest lines before and after `gap` that cannot be furniture.
    pub(super) fn text_around(&self, gap: Range<usize>) -> Option<(usize, usize)> {
        let before = self.first_text((0..gap.start).rev())?;
        let after = self.first_text(gap.end..self.lines.len())?;
        Some((before, after))
    }

    /// The first of some lines that cannot be furniture, if a page's edge may be that near.
    fn first_text(&self, lines: impl Iterator<Item = usize>) -> Option<usize> {
        lines.take(EDGE + 1).find(|&line| !self.candidates[line])
    }

    /// Whether nothing but `furniture` is printed between a line and a form feed.
    ///
    /// `furniture` has an entry for each line.
    pub(super) fn is_at_page_edge(&self, line: usize, furniture: &[bool]) -> bool {
        let page = self.lines[line].page;
        self.reaches_other_page(page, (0..line).rev(), furniture)
            || self.reaches_other_page(page, line + 1..self.lines.len(), furniture)
    }

    /// Whether some lines lead to another page before they lead to text of this one.
    fn reaches_other_page(
        &self,
        page: usize,
        lines: impl Iterator<Item = usize>,
        furniture: &[bool],
    ) -> bool {
        lines
            .take(EDGE)
            .find(|&line| self.lines[line].page != page || !furniture[line])
            .is_some_and(|line| self.lines[line].page != page)
    }

    /// Whether a line ends inside a sentence.
    fn breaks_off(&self, line: &Line<'_>) -> bool {
        if ends_sentence(line.text) || line.text.ends_with(['：', '；', ':', ';']) {
            return false;
        }
        let width = width(line.text);
        let full = if self.wrapped { NEARLY_FULL * self.full_width } else { LONG };
        width >= full || line.text.ends_with('，') && width >= CLAUSE
    }
}

/// Width of a full line; 0 if no line is wide enough to tell.
fn full_width(lines: &[Line<'_>]) -> f64 {
    let mut widths: Vec<f64> =
        lines.iter().map(|line| width(line.text)).filter(|&width| width > NARROW).collect();
    widths.sort_unstable_by(f64::total_cmp);
    quantile(&widths, FULL_LINE).unwrap_or(0.0)
}

/// Whether a line may be the rest of a sentence.
fn may_go_on(line: &Line<'_>) -> bool {
    !line.indented && numbering(line.text).is_none() && width(line.text) >= REST
}
