//! Where the columns of a block are: gutters, tables, and rows that share a gutter.
//!
//! Lengths are in em of the block's type. All thresholds were chosen by eye.

use std::ops::Range;

use super::{
    glyphs::Glyph,
    spans::{ROUNDING, Span, bands, extent, gaps, merged, parts, size},
};
use crate::budget::PDF_ROWS;

/// The narrowest gutter: wider than the blanks in a line of text.
pub(super) const GUTTER: f64 = 0.9;
/// The narrowest gutter of high columns: justified lines hold no such gap that is above others
/// over this height, in columns of at least this width.
const NARROW_GUTTER: f64 = 0.45;
const HIGH: f64 = 12.0;
const WIDE: f64 = 5.0;
/// The lowest columns: lower ones are gaps that happen to be above each other.
const LOW: f64 = 4.0;
/// How far from a gutter the row of the column on its right may begin, before it and, by an
/// indent, behind it.
const TOUCH: Range<f64> = -0.1..2.6;
/// Rows of two columns are beside each other if their edges differ by less than this.
const SAME_ROW: f64 = 0.2;
/// A row that ends closer to the right edge than this fills its column.
const RAGGED: f64 = 1.6;
/// The share of full rows below which a column is one of a table.
const FULL_ROWS: f64 = 0.5;

/// White space that runs down through all of a block.
pub(super) fn gutters(glyphs: &[Glyph], em: f64) -> Vec<Span> {
    let height = extent(glyphs, Span::down).length();
    gaps(&columned(bands(glyphs, Span::across, NARROW_GUTTER * em), height, em))
}

/// What columns of this height cover. `cover` is separated by narrow gutters at least; those are
/// no gutters between low or narrow columns, as the numbers before the items of a list.
fn columned(cover: Vec<Span>, height: f64, em: f64) -> Vec<Span> {
    let mut columns: Vec<Span> = Vec::new();
    for span in cover {
        let joins = |last: &&mut Span| {
            let is_narrow = span.length().min(last.length()) < WIDE * em;
            span.low - last.high <= GUTTER * em && (height < HIGH * em || is_narrow)
        };
        match columns.last_mut().filter(joins) {
            Some(last) => last.high = last.high.max(span.high),
            None => columns.push(span),
        }
    }
    columns
}

/// Whether gutters separate the cells of a table, whose rows are read first: every row of the
/// column with the fewest is beside a row of each other one, and a column is not filled as text
/// fills it.
pub(super) fn is_table(glyphs: &[Glyph], gutters: &[Span], em: f64) -> bool {
    let columns = parts(glyphs.to_vec(), gutters, |glyph| glyph.left);
    let rows: Vec<Vec<Span>> =
        columns.iter().map(|column| bands(column, Span::down, 0.0)).collect();
    let Some(fewest) = rows.iter().min_by_key(|rows| rows.len()) else { return false };
    let is_row = |row: &Span| rows.iter().all(|rows| is_beside(row, rows, em));
    if !fewest.iter().all(is_row) {
        return false;
    }
    let filled = columns.iter().zip(&rows).map(|(column, rows)| full_rows(column, rows));
    filled.fold(1.0, f64::min) < FULL_ROWS
}

/// Whether one of `rows` is at the height of `row`.
fn is_beside(row: &Span, rows: &[Span], em: f64) -> bool {
    rows.iter().any(|other| {
        (other.low - row.low).abs() < SAME_ROW * em && (other.high - row.high).abs() < SAME_ROW * em
    })
}

/// The share of a column's rows that reach its right edge, as those of running text do.
fn full_rows(column: &[Glyph], rows: &[Span]) -> f64 {
    let right = extent(column, Span::across).high;
    let em = size(column);
    let mut reach = vec![f64::NEG_INFINITY; rows.len()];
    for glyph in column {
        let top = glyph.top + ROUNDING;
        let row = rows.partition_point(|row| row.high <= top).min(rows.len() - 1);
        reach[row] = reach[row].max(glyph.right);
    }
    let full = reach.iter().filter(|&&end| right - end < RAGGED * em).count();
    full as f64 / rows.len() as f64
}

/// Rows that share gutters.
struct Run {
    height: f64,
    rows: Range<usize>,
    gutters: Vec<Span>,
}

/// Where to cut between rows so that those with the longest gutter are alone.
pub(super) fn around_columns(glyphs: &[Glyph], rows: &[Span], em: f64) -> Option<Vec<Span>> {
    if rows.len() > PDF_ROWS {
        return None;
    }
    let row_gaps = gaps(rows);
    // What each row covers from left to right.
    let covers: Vec<Vec<Span>> = parts(glyphs.to_vec(), &row_gaps, |glyph| glyph.top)
        .iter()
        .map(|row| bands(row, Span::across, NARROW_GUTTER * em))
        .collect();
    let run = longest_run(&covers, rows, em)?;
    // A short row or a title leaves room for a gutter that is not its own.
    let touches = |row: &usize| begins_at(&covers[*row], &run.gutters, em);
    let first = run.rows.clone().find(touches)?;
    let last = run.rows.clone().rev().find(touches)?;
    let cuts: Vec<Span> = [first.checked_sub(1), Some(last)]
        .into_iter()
        .flatten()
        .filter_map(|row| row_gaps.get(row).copied())
        .collect();
    (!cuts.is_empty()).then_some(cuts)
}

/// The highest rows in succession that share a gutter; `None` if all are low.
fn longest_run(covers: &[Vec<Span>], rows: &[Span], em: f64) -> Option<Run> {
    let mut best: Option<Run> = None;
    for first in 0..covers.len() {
        let mut cover = covers[first].clone();
        for last in first..covers.len() {
            if last > first {
                cover.extend(&covers[last]);
                cover.sort_unstable_by(|a, b| a.low.total_cmp(&b.low));
                cover = merged(cover, NARROW_GUTTER * em);
            }
            if cover.len() < 2 {
                break;
            }
            let height = rows[last].high - rows[first].low;
            if height <= best.as_ref().map_or(LOW * em, |best| best.height) {
                continue;
            }
            let gutters = gaps(&columned(cover.clone(), height, em));
            if !gutters.is_empty() {
                best = Some(Run { height, rows: first..last + 1, gutters });
            }
        }
    }
    best
}

/// Whether a piece of a row begins where a gutter ends.
fn begins_at(row: &[Span], gutters: &[Span], em: f64) -> bool {
    gutters
        .iter()
        .any(|gutter| row.iter().any(|piece| TOUCH.contains(&((piece.low - gutter.high) / em))))
}
