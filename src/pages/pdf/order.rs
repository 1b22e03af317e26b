//! Characters on a page → blocks in reading order, by cuts along white space.
//!
//! A block is cut along gutters into columns, which are read from left to
//! right; where no gutter runs through it, the rows that share the longest
//! gutter are cut off from what stands above and below them (a title over
//! columns, notes under them), and so on.

use super::{Stop, glyphs::Glyph, thread};
use crate::budget::{PDF_CUTS, PDF_ROWS};

/// The narrowest gutter, in em: wider than the blanks in a line of text.
const GUTTER: f64 = 0.9;
/// The narrowest gutter of high columns, in em: justified lines hold no such gap that stands
/// above others over this height, in columns of at least this width.
const NARROW: f64 = 0.45;
const HIGH: f64 = 12.0;
const WIDE: f64 = 5.0;
/// How far from a gutter, in em, the row of the column on its right may begin: its indent.
const TOUCH: f64 = 2.6;
/// The lowest columns, in em: lower ones are gaps that happen to stand above each other.
const LOW: f64 = 4.0;
/// White space between rows, in em, that parts blocks even where columns could be cut.
const BREAK: f64 = 1.6;
/// The type of a title is larger than that of the text by this.
const TITLE: f64 = 1.15;

/// A block that is read in lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Block {
    pub(super) glyphs: Vec<Glyph>,
    /// Its lines run downward, from right to left.
    pub(super) is_vertical: bool,
    /// It goes on from the block before it, as a column from the column beside it.
    pub(super) goes_on: bool,
}

/// The blocks of a page in reading order.
pub(super) fn blocks(glyphs: Vec<Glyph>, stop: &Stop) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !glyphs.is_empty() {
        cut(glyphs, 0, stop, &mut blocks);
    }
    thread::threaded(blocks)
}

fn cut(glyphs: Vec<Glyph>, depth: usize, stop: &Stop, blocks: &mut Vec<Block>) {
    stop.check();
    let em = size(&glyphs);
    let is_vertical = is_vertical(&glyphs, em);
    let (top, bottom) = extent(&glyphs, |glyph| (glyph.top, glyph.bottom()));
    if depth >= PDF_CUTS || glyphs.len() < 2 || bottom - top < 1.5 * em {
        blocks.push(Block { glyphs, is_vertical, goes_on: false });
        return;
    }
    let rows = bands(&glyphs, |glyph| (glyph.top, glyph.bottom()), 0.05 * em);
    let row_gap = widest(&rows);
    if is_vertical {
        match row_gap.filter(|gap| gap.1 - gap.0 > BREAK * em) {
            Some(gap) => each(parts(glyphs, &[gap], |glyph| glyph.top), depth, stop, blocks),
            None => blocks.push(Block { glyphs, is_vertical, goes_on: false }),
        }
        return;
    }
    let gutters = gutters(&glyphs, em);
    if let Some(gap) = under_title(&glyphs, &rows, (em, &gutters)) {
        each(parts(glyphs, &[gap], |glyph| glyph.top), depth, stop, blocks);
        return;
    }
    let high = row_gap.map_or(0.0, |gap| gap.1 - gap.0);
    let wide = gutters.iter().map(|gap| gap.1 - gap.0).fold(0.0, f64::max);
    if let Some(gap) = row_gap.filter(|_| high > BREAK * em && high > 1.5 * wide && wide > 0.0) {
        each(parts(glyphs, &[gap], |glyph| glyph.top), depth, stop, blocks);
    } else if !gutters.is_empty() && !is_table(&glyphs, &gutters, em) {
        columns(glyphs, &gutters, (depth, stop), blocks);
    } else if let Some(cuts) = around_columns(&glyphs, &rows, em) {
        each(parts(glyphs, &cuts, |glyph| glyph.top), depth, stop, blocks);
    } else {
        blocks.push(Block { glyphs, is_vertical, goes_on: false });
    }
}

fn each(parts: Vec<Vec<Glyph>>, depth: usize, stop: &Stop, blocks: &mut Vec<Block>) {
    for part in parts {
        cut(part, depth + 1, stop, blocks);
    }
}

/// The white space under a title that stands over columns, alone on its rows: it comes before
/// them, even where it stands over the middle ones and gutters run past it.
fn under_title(
    glyphs: &[Glyph],
    rows: &[(f64, f64)],
    (em, gutters): (f64, &[(f64, f64)]),
) -> Option<(f64, f64)> {
    if gutters.is_empty() {
        return None;
    }
    let title_end = gaps(rows).into_iter().take_while(|gap| {
        let above: Vec<Glyph> = glyphs.iter().filter(|glyph| glyph.top < gap.0).cloned().collect();
        let is_large = above.iter().all(|glyph| glyph.em > TITLE * em);
        let pieces = bands(&above, |glyph| (glyph.left, glyph.right), GUTTER * size(&above));
        // Titles side by side belong to the columns under each.
        is_large && pieces.len() == 1
    });
    title_end.last()
}

/// Reads columns from left to right; vertical lines side by side are one column.
fn columns(
    glyphs: Vec<Glyph>,
    gutters: &[(f64, f64)],
    (depth, stop): (usize, &Stop),
    blocks: &mut Vec<Block>,
) {
    let mut columns: Vec<Vec<Glyph>> = Vec::new();
    for column in parts(glyphs, gutters, |glyph| glyph.left) {
        match columns.last_mut().filter(|last| is_pair(last, &column)) {
            Some(last) => last.extend(column),
            None => columns.push(column),
        }
    }
    let together = columns.len() == 1;
    let mut before: Option<f64> = None;
    for column in columns {
        let em = size(&column);
        let first = blocks.len();
        match together {
            true => blocks.push(Block { glyphs: column, is_vertical: true, goes_on: false }),
            false => cut(column, depth + 1, stop, blocks),
        }
        let is_text = blocks.len() > first && !blocks[first].is_vertical;
        blocks[first].goes_on =
            is_text && before.is_some_and(|before| (em / before - 1.0).abs() < 0.08);
        before = blocks.last().filter(|last| !last.is_vertical).map(|last| size(&last.glyphs));
    }
}

/// Whether two columns are lines of one vertical title: as high as each other, type of one size,
/// no further apart than lines are.
fn is_pair(left: &[Glyph], right: &[Glyph]) -> bool {
    let em = size(left);
    let edges = |glyphs: &[Glyph]| extent(glyphs, |glyph| (glyph.left, glyph.right));
    let is_title = |glyphs: &[Glyph]| is_vertical(glyphs, size(glyphs));
    is_title(left)
        && is_title(right)
        && (size(right) / em - 1.0).abs() < 0.08
        && edges(right).0 - edges(left).1 < 1.5 * em
}

/// The size of the type of most characters.
pub(super) fn size(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.em).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// Whether the lines of a block run downward: one character wide, or drawn so.
fn is_vertical(glyphs: &[Glyph], em: f64) -> bool {
    let (left, right) = extent(glyphs, |glyph| (glyph.middle(), glyph.middle()));
    let (top, bottom) = extent(glyphs, |glyph| (glyph.top, glyph.bottom()));
    let is_narrow = glyphs.len() > 1 && right - left < 0.5 * em && bottom - top > 1.8 * em;
    let under = glyphs.iter().filter(|glyph| glyph.is_under).count();
    is_narrow || glyphs.len() > 3 && 2 * under > glyphs.len()
}

/// The least and the greatest edge.
pub(super) fn extent(glyphs: &[Glyph], edges: impl Fn(&Glyph) -> (f64, f64)) -> (f64, f64) {
    glyphs
        .iter()
        .map(edges)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (a, b)| (low.min(a), high.max(b)))
}

/// Stretches that boxes cover on one axis, in order; closer than `near` is together.
pub(super) fn bands(
    glyphs: &[Glyph],
    edges: impl Fn(&Glyph) -> (f64, f64),
    near: f64,
) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = glyphs.iter().map(edges).collect();
    all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    merged(all.into_iter(), near)
}

/// Sorted stretches, those closer than `near` joined.
fn merged(sorted: impl Iterator<Item = (f64, f64)>, near: f64) -> Vec<(f64, f64)> {
    let mut bands: Vec<(f64, f64)> = Vec::new();
    for (low, high) in sorted {
        match bands.last_mut().filter(|last| low - last.1 <= near) {
            Some(last) => last.1 = last.1.max(high),
            None => bands.push((low, high)),
        }
    }
    bands
}

/// The white space between bands.
fn gaps(bands: &[(f64, f64)]) -> Vec<(f64, f64)> {
    bands.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect()
}

fn widest(bands: &[(f64, f64)]) -> Option<(f64, f64)> {
    gaps(bands).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// White space that runs down through all of a block.
fn gutters(glyphs: &[Glyph], em: f64) -> Vec<(f64, f64)> {
    let (top, bottom) = extent(glyphs, |glyph| (glyph.top, glyph.bottom()));
    let cover = bands(glyphs, |glyph| (glyph.left, glyph.right), NARROW * em);
    gaps(&columned(cover, (bottom - top, em)))
}

/// What columns of this height cover, of what stands apart by narrow gutters at least: narrow
/// ones are none between low or narrow stretches, as the numbers before the items of a list.
fn columned(cover: Vec<(f64, f64)>, (height, em): (f64, f64)) -> Vec<(f64, f64)> {
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in cover {
        let joins = |last: &&mut (f64, f64)| {
            let is_narrow = (right - left).min(last.1 - last.0) < WIDE * em;
            left - last.1 <= GUTTER * em && (height < HIGH * em || is_narrow)
        };
        match columns.last_mut().filter(joins) {
            Some(last) => last.1 = last.1.max(right),
            None => columns.push((left, right)),
        }
    }
    columns
}

/// The characters between cuts, which are white space in order, by an edge of theirs.
fn parts(glyphs: Vec<Glyph>, cuts: &[(f64, f64)], edge: impl Fn(&Glyph) -> f64) -> Vec<Vec<Glyph>> {
    let mut parts: Vec<Vec<Glyph>> = vec![Vec::new(); cuts.len() + 1];
    for glyph in glyphs {
        let at = (edge(&glyph), 1e-6);
        parts[cuts.partition_point(|cut| cut.1 <= at.0 + at.1)].push(glyph);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether what gutters part are the cells of a table, whose rows are read first: every row of
/// the column with the fewest stands beside a row of the others, and most do not fill the column
/// as text does.
fn is_table(glyphs: &[Glyph], gutters: &[(f64, f64)], em: f64) -> bool {
    let columns = parts(glyphs.to_vec(), gutters, |glyph| glyph.left);
    let lines = |column: &[Glyph]| bands(column, |glyph| (glyph.top, glyph.bottom()), 0.0);
    let tops: Vec<Vec<(f64, f64)>> = columns.iter().map(|column| lines(column)).collect();
    let Some(fewest) = tops.iter().min_by_key(|rows| rows.len()) else { return false };
    let is_beside = |row: &(f64, f64)| {
        let other = |rows: &Vec<(f64, f64)>| {
            rows.iter().any(|other| {
                (other.0 - row.0).abs() < 0.2 * em && (other.1 - row.1).abs() < 0.2 * em
            })
        };
        tops.iter().all(other)
    };
    if !fewest.iter().all(is_beside) {
        return false;
    }
    let fills = columns.iter().zip(&tops).map(|(column, rows)| fill(column, rows));
    fills.fold(1.0, f64::min) < 0.5
}

/// The share of a column's rows that reach its right edge, as those of running text do.
fn fill(column: &[Glyph], rows: &[(f64, f64)]) -> f64 {
    let (_, right) = extent(column, |glyph| (glyph.left, glyph.right));
    let em = size(column);
    let mut reach = vec![f64::NEG_INFINITY; rows.len()];
    for glyph in column {
        let row = rows.partition_point(|row| row.1 <= glyph.top + 1e-6).min(rows.len() - 1);
        reach[row] = reach[row].max(glyph.right);
    }
    let full = reach.iter().filter(|&&end| right - end < 1.6 * em).count();
    full as f64 / rows.len() as f64
}

/// Rows that share gutters.
struct Run {
    height: f64,
    rows: std::ops::Range<usize>,
    gutters: Vec<(f64, f64)>,
}

/// Where to cut between rows so that those with the longest gutter stand alone.
fn around_columns(glyphs: &[Glyph], rows: &[(f64, f64)], em: f64) -> Option<Vec<(f64, f64)>> {
    if rows.len() > PDF_ROWS {
        return None;
    }
    // What each row covers from left to right.
    let row_gaps = gaps(rows);
    let covers: Vec<Vec<(f64, f64)>> = parts(glyphs.to_vec(), &row_gaps, |glyph| glyph.top)
        .iter()
        .map(|row| bands(row, |glyph| (glyph.left, glyph.right), NARROW * em))
        .collect();
    let mut best: Option<Run> = None;
    for first in 0..covers.len() {
        let mut cover = covers[first].clone();
        for last in first..covers.len() {
            if last > first {
                cover.extend(&covers[last]);
                cover.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
                cover = merged(cover.into_iter(), NARROW * em);
            }
            if cover.len() < 2 {
                break;
            }
            let height = rows[last].1 - rows[first].0;
            if height <= best.as_ref().map_or(LOW * em, |best| best.height) {
                continue;
            }
            let gutters = gaps(&columned(cover.clone(), (height, em)));
            if !gutters.is_empty() {
                best = Some(Run { height, rows: first..last + 1, gutters });
            }
        }
    }
    let Run { rows: run, gutters, .. } = best?;
    // A short row or a title leaves room for a gutter that is none of its own.
    let touches = |row: &usize| {
        let begins = |right: f64| {
            covers[*row].iter().any(|piece| (-0.1..TOUCH).contains(&((piece.0 - right) / em)))
        };
        gutters.iter().any(|gutter| begins(gutter.1))
    };
    let first = run.clone().find(touches)?;
    let last = run.rev().find(touches)?;
    let cuts: Vec<(f64, f64)> = [first.checked_sub(1), Some(last)]
        .into_iter()
        .flatten()
        .filter_map(|row| row_gaps.get(row).copied())
        .collect();
    (!cuts.is_empty()).then_some(cuts)
}
