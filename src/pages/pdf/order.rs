//! Characters on a page → blocks in reading order, by cuts along white space.
//!
//! A block is cut along gutters into columns, which are read from left to
//! right. Where no gutter runs through it, the rows that share the longest
//! gutter are cut off from what is above and below them (a title over columns,
//! notes under them), and so on.
//!
//! Lengths are in em of the block's type. All thresholds were chosen by eye.

use super::{
    block::{Block, SAME_SIZE},
    columns::{GUTTER, around_columns, gutters, is_table},
    glyphs::Glyph,
    spans::{Span, bands, extent, gaps, parts, size, widest},
    thread,
};
use crate::budget::PDF_CUTS;
use crate::pages::guard::Stop;

/// A block lower than this has one line.
const ONE_LINE: f64 = 1.5;
/// Rows closer than this are one.
const ROW_GAP: f64 = 0.05;
/// White space between rows that separates blocks even where columns could be cut, if it is also
/// so many times as high as the widest gutter is wide.
const BREAK: f64 = 1.6;
const BREAK_TO_GUTTER: f64 = 1.5;
/// The type of a title is larger than that of the text by this factor.
const TITLE: f64 = 1.15;
/// Vertical lines closer than this are one title.
const PAIR_GAP: f64 = 1.5;
/// The middles of the characters of a vertical line are within this width, over this height.
const VERTICAL_WIDTH: f64 = 0.5;
const VERTICAL_HEIGHT: f64 = 1.8;
/// Characters from which the order of drawing tells whether a block is vertical.
const DRAWN: usize = 4;

/// The blocks of a page in reading order.
pub(super) fn blocks(glyphs: Vec<Glyph>, stop: &Stop) -> Vec<Block> {
    let mut cutter = Cutter { stop, blocks: Vec::new() };
    if !glyphs.is_empty() {
        cutter.cut(glyphs, 0);
    }
    thread::threaded(cutter.blocks)
}

/// Cuts a page and collects its blocks.
struct Cutter<'s> {
    stop: &'s Stop,
    blocks: Vec<Block>,
}

impl Cutter<'_> {
    /// Cuts characters into blocks, inside `depth` cuts.
    fn cut(&mut self, glyphs: Vec<Glyph>, depth: usize) {
        self.stop.check();
        let em = size(&glyphs);
        let is_vertical = is_vertical(&glyphs, em);
        let height = extent(&glyphs, Span::down).length();
        if depth >= PDF_CUTS || glyphs.len() < 2 || height < ONE_LINE * em {
            self.keep(glyphs, is_vertical);
            return;
        }
        let rows = bands(&glyphs, Span::down, ROW_GAP * em);
        let break_ = widest(&rows).filter(|gap| gap.length() > BREAK * em);
        if is_vertical {
            match break_ {
                Some(gap) => self.cut_rows(glyphs, &[gap], depth),
                None => self.keep(glyphs, is_vertical),
            }
            return;
        }
        let gutters = gutters(&glyphs, em);
        let widest = gutters.iter().map(|gap| gap.length()).fold(0.0, f64::max);
        let is_high = |gap: &Span| widest > 0.0 && gap.length() > BREAK_TO_GUTTER * widest;
        if let Some(gap) = under_title(&glyphs, &rows, &gutters, em).or(break_.filter(is_high)) {
            self.cut_rows(glyphs, &[gap], depth);
        } else if !gutters.is_empty() && !is_table(&glyphs, &gutters, em) {
            self.cut_columns(glyphs, &gutters, depth);
        } else if let Some(cuts) = around_columns(&glyphs, &rows, em) {
            self.cut_rows(glyphs, &cuts, depth);
        } else {
            self.keep(glyphs, is_vertical);
        }
    }

    /// Takes characters as a block.
    fn keep(&mut self, glyphs: Vec<Glyph>, is_vertical: bool) {
        self.blocks.push(Block { glyphs, is_vertical, goes_on: false });
    }

    /// Cuts between rows, and what is between the cuts further.
    fn cut_rows(&mut self, glyphs: Vec<Glyph>, cuts: &[Span], depth: usize) {
        for part in parts(glyphs, cuts, |glyph| glyph.top) {
            self.cut(part, depth + 1);
        }
    }

    /// Reads columns from left to right; vertical lines side by side are one column.
    fn cut_columns(&mut self, glyphs: Vec<Glyph>, gutters: &[Span], depth: usize) {
        let mut columns: Vec<Vec<Glyph>> = Vec::new();
        for column in parts(glyphs, gutters, |glyph| glyph.left) {
            match columns.last_mut().filter(|last| is_pair(last, &column)) {
                Some(last) => last.extend(column),
                None => columns.push(column),
            }
        }
        let is_one_title = columns.len() == 1;
        let mut before: Option<f64> = None;
        for column in columns {
            let em = size(&column);
            let first = self.blocks.len();
            if is_one_title {
                self.keep(column, true);
            } else {
                self.cut(column, depth + 1);
            }
            let is_text = self.blocks.len() > first && !self.blocks[first].is_vertical;
            self.blocks[first].goes_on =
                is_text && before.is_some_and(|before| (em / before - 1.0).abs() < SAME_SIZE);
            let last = self.blocks.last().filter(|last| !last.is_vertical);
            before = last.map(|last| size(&last.glyphs));
        }
    }
}

/// The white space under a title over columns that is alone on its rows: the title comes before
/// the columns, even where gutters run past it.
fn under_title(glyphs: &[Glyph], rows: &[Span], gutters: &[Span], em: f64) -> Option<Span> {
    if gutters.is_empty() {
        return None;
    }
    let is_under = |gap: &Span| {
        let above: Vec<Glyph> =
            glyphs.iter().filter(|glyph| glyph.top < gap.low).cloned().collect();
        let is_large = above.iter().all(|glyph| glyph.em > TITLE * em);
        // Titles side by side belong to the columns under each.
        is_large && bands(&above, Span::across, GUTTER * size(&above)).len() == 1
    };
    gaps(rows).into_iter().take_while(is_under).last()
}

/// Whether two columns are vertical lines of one title.
fn is_pair(left: &[Glyph], right: &[Glyph]) -> bool {
    let em = size(left);
    let gap = extent(right, Span::across).low - extent(left, Span::across).high;
    [left, right].into_iter().all(|glyphs| is_vertical(glyphs, size(glyphs)))
        && (size(right) / em - 1.0).abs() < SAME_SIZE
        && gap < PAIR_GAP * em
}

/// Whether the lines of a block run downward: it is one character wide, or drawn so.
fn is_vertical(glyphs: &[Glyph], em: f64) -> bool {
    let middles =
        extent(glyphs, |glyph| Span { low: glyph.middle(), high: glyph.middle() }).length();
    let height = extent(glyphs, Span::down).length();
    let is_narrow =
        glyphs.len() > 1 && middles < VERTICAL_WIDTH * em && height > VERTICAL_HEIGHT * em;
    let under = glyphs.iter().filter(|glyph| glyph.is_under).count();
    is_narrow || glyphs.len() >= DRAWN && 2 * under > glyphs.len()
}
