//! Blocks in the order of their positions → blocks in the order of their sentences.
//!
//! On a newspaper page an article may turn from one column to the next around
//! another article, a box or a picture. Cuts along white space do not show
//! where it continues, but its sentences do: a piece of text that ends inside a
//! sentence continues in a piece that begins inside one, in type of the same size. What
//! is between the two comes after them.
//!
//! Lengths are in em. All thresholds were chosen by eye.

use std::collections::HashSet;

use super::{
    block::{Block, SAME_SIZE},
    glyphs::Glyph,
    spans::{Span, bands, extent, size},
};

/// White space between rows that separates pieces: more than the leading of running text.
const APART: f64 = 1.6;
/// The least indent of a paragraph.
const INDENT: f64 = 1.2;
/// How far before the right edge the last row of a piece may end if its text continues:
/// a mark that may not begin a row, and the blank of a justified one.
const RAGGED: f64 = 2.2;

/// Characters whose edges differ by less than this are beside each other.
const BESIDE: f64 = 0.5;
/// Rows that overlap by less than this are two.
const OVERLAP: f64 = 0.25;

/// What speaks for a joint. The order of places and the order of drawing weigh as much as each
/// other; two characters that are beside each other elsewhere on the page weigh twice, since
/// neither order can be trusted where articles interlock.
const NEXT: u32 = 2;
const DRAWN_NEXT: u32 = 2;
const KNOWN_PAIR: u32 = 4;

/// Rows of one block with type of one size and no picture among them.
struct Piece {
    glyphs: Vec<Glyph>,
    is_vertical: bool,
    goes_on: bool,
    /// The block it was cut from, and its place in it.
    block: usize,
    place: usize,
    em: f64,
    /// Its first character, if it begins inside a sentence.
    begins: Option<char>,
    /// Its last character, if it ends inside a sentence.
    ends: Option<char>,
    /// When its first and its last character were drawn.
    drawn: (usize, usize),
}

/// Blocks in an order in which no sentence is interrupted by another article, as far as can be
/// told.
pub(super) fn threaded(blocks: Vec<Block>) -> Vec<Block> {
    let pieces: Vec<Piece> =
        blocks.into_iter().enumerate().flat_map(|(place, block)| pieces(place, block)).collect();
    let known = pairs(&pieces);
    let order = order(&pieces, &known);
    joined(pieces, &order)
}

/// Indices of pieces in reading order, each with whether it continues the one before.
fn order(pieces: &[Piece], known: &HashSet<(char, char)>) -> Vec<(usize, bool)> {
    let mut waiting: Vec<usize> = (0..pieces.len()).collect();
    let mut order: Vec<(usize, bool)> = Vec::with_capacity(pieces.len());
    while !waiting.is_empty() {
        let after = order.last().and_then(|&(last, _)| following(pieces, last, &waiting, known));
        let next = after.unwrap_or(waiting[0]);
        waiting.retain(|&place| place != next);
        order.push((next, after.is_some()));
    }
    order
}

/// The waiting piece that continues the open sentence of the last one, if any fits.
fn following(
    pieces: &[Piece],
    last: usize,
    waiting: &[usize],
    known: &HashSet<(char, char)>,
) -> Option<usize> {
    let mut best: Option<(u32, usize)> = None;
    for &place in waiting {
        let Some(own) = likely(pieces, last, place, known) else { continue };
        // A piece that continues its predecessor better is left to it.
        let before = place.checked_sub(1).filter(|before| waiting.contains(before));
        let other = before.and_then(|before| likely(pieces, before, place, known)).unwrap_or(0);
        if own >= other && best.is_none_or(|best| own > best.0) {
            best = Some((own, place));
        }
    }
    best.map(|(_, place)| place)
}

/// How much suggests that one piece continues in another, from 1; `None` if it cannot.
fn likely(
    pieces: &[Piece],
    first: usize,
    second: usize,
    known: &HashSet<(char, char)>,
) -> Option<u32> {
    let (a, b) = (&pieces[first], &pieces[second]);
    let pair = (a.ends?, b.begins?);
    if (a.em / b.em - 1.0).abs() > SAME_SIZE {
        return None;
    }
    Some(
        1 + u32::from(second == first + 1) * NEXT
            + u32::from(b.drawn.0 == a.drawn.1 + 1) * DRAWN_NEXT
            + u32::from(known.contains(&pair)) * KNOWN_PAIR,
    )
}

/// Neighbouring characters inside the rows of running text.
fn pairs(pieces: &[Piece]) -> HashSet<(char, char)> {
    let mut known = HashSet::new();
    for piece in pieces.iter().filter(|piece| !piece.is_vertical) {
        for pair in piece.glyphs.windows(2) {
            let is_beside = (pair[1].left - pair[0].right).abs() < BESIDE * piece.em
                && (pair[1].top - pair[0].top).abs() < BESIDE * piece.em;
            let ends = (pair[0].text.chars().next_back(), pair[1].text.chars().next());
            if is_beside && let (Some(a), Some(b)) = ends {
                known.insert((a, b));
            }
        }
    }
    known
}

/// Pieces in order as blocks; successive pieces of one block are joined again.
fn joined(pieces: Vec<Piece>, order: &[(usize, bool)]) -> Vec<Block> {
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for &(place, follows) in order {
        let Some(piece) = pieces[place].take() else { continue };
        let is_same = before == piece.place.checked_sub(1).map(|place| (piece.block, place));
        before = Some((piece.block, piece.place));
        match blocks.last_mut().filter(|_| is_same) {
            Some(block) => block.glyphs.extend(piece.glyphs),
            None => blocks.push(Block {
                glyphs: piece.glyphs,
                is_vertical: piece.is_vertical,
                goes_on: piece.goes_on || follows,
            }),
        }
    }
    blocks
}

/// A block cut where the size of its type changes, and at much white space.
fn pieces(block: usize, whole: Block) -> Vec<Piece> {
    let Block { glyphs, is_vertical, goes_on } = whole;
    let em = size(&glyphs);
    let edges = extent(&glyphs, Span::across);
    let rows = if is_vertical { vec![glyphs] } else { rows(glyphs, em) };
    let mut parts: Vec<Vec<Vec<Glyph>>> = Vec::new();
    for row in rows {
        let is_one = |part: &&mut Vec<Vec<Glyph>>| {
            part.last().is_some_and(|last| {
                let gap = top(&row) - bottom(last);
                gap < APART * em && (size(&row) / size(last) - 1.0).abs() < 2.0 * SAME_SIZE
            })
        };
        match parts.last_mut().filter(is_one) {
            Some(part) => part.push(row),
            None => parts.push(vec![row]),
        }
    }
    let piece = |(place, rows): (usize, Vec<Vec<Glyph>>)| {
        let (begins, ends) = if is_vertical { (None, None) } else { open(&rows, edges) };
        let glyphs: Vec<Glyph> = rows.into_iter().flatten().collect();
        let drawn = [glyphs.first(), glyphs.last()].map(|end| end.map_or(0, |glyph| glyph.drawn));
        let drawn = (drawn[0], drawn[1]);
        let em = size(&glyphs);
        let goes_on = goes_on && place == 0;
        Piece { glyphs, is_vertical, goes_on, block, place, em, begins, ends, drawn }
    };
    parts.into_iter().enumerate().map(piece).collect()
}

/// The rows of a block, from left to right each.
fn rows(glyphs: Vec<Glyph>, em: f64) -> Vec<Vec<Glyph>> {
    let bands = bands(&glyphs, Span::down, -OVERLAP * em);
    let mut rows: Vec<Vec<Glyph>> = vec![Vec::new(); bands.len()];
    for glyph in glyphs {
        let middle = (glyph.top + glyph.bottom()) / 2.0;
        let row = bands.partition_point(|band| band.high <= middle).min(bands.len() - 1);
        rows[row].push(glyph);
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn top(row: &[Glyph]) -> f64 {
    row.iter().map(|glyph| glyph.top).fold(f64::INFINITY, f64::min)
}

fn bottom(row: &[Glyph]) -> f64 {
    row.iter().map(Glyph::bottom).fold(f64::NEG_INFINITY, f64::max)
}

/// The characters at which rows of running text begin and end inside a sentence.
fn open(rows: &[Vec<Glyph>], edges: Span) -> (Option<char>, Option<char>) {
    let marks = ['。', '，', '、', '；', '！', '？'];
    let is_text = rows.iter().flatten().any(|glyph| glyph.text.contains(marks));
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return (None, None) };
    let (Some(head), Some(tail)) = (first.first(), last.last()) else { return (None, None) };
    let begins = is_text && head.left - edges.low < INDENT * head.em;
    let closes = |c: char| "”’）》」』)\"".contains(c);
    let mark = last.iter().rev().find(|glyph| !glyph.text.contains(closes));
    let is_closed = mark.is_some_and(|glyph| glyph.text.contains(['。', '！', '？', '…']));
    let ends = is_text && !is_closed && edges.high - tail.right < RAGGED * tail.em;
    (head.text.chars().next().filter(|_| begins), tail.text.chars().next_back().filter(|_| ends))
}
