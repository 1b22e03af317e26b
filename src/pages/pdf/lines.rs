//! Blocks → text: a printed line a line, a blank line where the print leaves one, an indent where
//! the print has one, as a text file would have it.
//!
//! Lengths are in em. All thresholds were chosen by eye.

use std::ops::Range;

use super::{
    block::Block,
    glyphs::Glyph,
    spans::{Span, size},
};

/// What an indented line begins with.
const INDENT: &str = "　　";
/// How far an indented line begins behind the left edge of its block.
const INDENTED: Range<f64> = 1.2..4.0;
/// The white space between lines by which it must be wider than usual to be a blank line.
const BLANK_LINE: f64 = 0.6;
/// Lines whose sizes differ by more than this share are separated by a blank line.
const OTHER_SIZE: f64 = 0.15;
/// The share of its height that a character must have in common with a row to belong to it.
const IN_ROW: f64 = 0.5;
/// Characters larger than this share of the usual size give a line its height; smaller ones are
/// raised numbers.
const BODY: f64 = 0.8;
/// The gap that is a blank between any two characters.
const WIDE_BLANK: f64 = 0.6;
/// The gap that is a blank between Latin letters, or where one is drawn: justified Chinese lines
/// are spread by less.
const NARROW_BLANK: f64 = 0.15;
/// How far apart the middles of the characters of a vertical line may be.
const IN_COLUMN: f64 = 0.6;

/// A line of a block.
struct Line {
    text: String,
    left: f64,
    top: f64,
    bottom: f64,
    em: f64,
}

/// Writes blocks, in order, each on lines of its own.
pub(super) fn write(blocks: &[Block], text: &mut String) {
    for block in blocks {
        if !text.is_empty() && !block.goes_on {
            text.push('\n');
        }
        if block.is_vertical {
            for column in down(&block.glyphs) {
                text.push_str(&column);
                text.push('\n');
            }
        } else {
            write_lines(&across(&block.glyphs), text);
        }
    }
}

fn write_lines(lines: &[Line], text: &mut String) {
    let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let mut gaps: Vec<f64> = lines.windows(2).map(|pair| pair[1].top - pair[0].bottom).collect();
    gaps.sort_unstable_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let mut before: Option<&Line> = None;
    for line in lines {
        let is_apart = before.is_some_and(|last| {
            let gap = line.top - last.bottom;
            gap > usual + BLANK_LINE * line.em || (line.em / last.em - 1.0).abs() > OTHER_SIZE
        });
        if is_apart {
            text.push('\n');
        }
        if INDENTED.contains(&((line.left - left) / line.em)) {
            text.push_str(INDENT);
        }
        text.push_str(&line.text);
        text.push('\n');
        before = Some(line);
    }
}

/// Characters beside each other.
struct Row<'a> {
    height: Span,
    glyphs: Vec<&'a Glyph>,
}

impl Row<'_> {
    /// Whether a character is in this row: small raised numbers share part of its height.
    fn holds(&self, glyph: &Glyph) -> bool {
        let shared = self.height.high.min(glyph.bottom()) - self.height.low.max(glyph.top);
        shared > IN_ROW * glyph.em.min(self.height.length())
    }
}

/// The lines of a block that runs across.
fn across(glyphs: &[Glyph]) -> Vec<Line> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bottom().total_cmp(&b.bottom()));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for glyph in order {
        match rows.last_mut().filter(|row| row.holds(glyph)) {
            Some(row) => {
                row.height = row.height.joined(Span::down(glyph));
                row.glyphs.push(glyph);
            }
            None => rows.push(Row { height: Span::down(glyph), glyphs: vec![glyph] }),
        }
    }
    rows.into_iter().map(|row| line(row.glyphs)).collect()
}

fn line(mut row: Vec<&Glyph>) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let owned: Vec<Glyph> = row.iter().map(|&glyph| glyph.clone()).collect();
    let em = size(&owned);
    let mut text = String::new();
    for (place, glyph) in row.iter().enumerate() {
        if let Some(last) = place.checked_sub(1).map(|before| row[before])
            && is_blank(last, glyph, em)
        {
            text.push(' ');
        }
        text.push_str(&glyph.text);
    }
    let left = row.first().map_or(0.0, |glyph| glyph.left);
    row.retain(|glyph| glyph.em > BODY * em);
    let top = row.iter().map(|glyph| glyph.top).fold(f64::INFINITY, f64::min);
    let bottom = row.iter().map(|glyph| glyph.bottom()).fold(f64::NEG_INFINITY, f64::max);
    Line { text, left, top, bottom, em }
}

/// Whether there is a blank between two characters of a line.
fn is_blank(last: &Glyph, next: &Glyph, em: f64) -> bool {
    let gap = (next.left - last.right) / em;
    let is_latin =
        [last, next].iter().all(|glyph| glyph.text.chars().all(|c| c.is_ascii_graphic()));
    gap > WIDE_BLANK || gap > NARROW_BLANK && (next.after_blank || is_latin)
}

/// The lines of a block that runs downward, from right to left.
fn down(glyphs: &[Glyph]) -> Vec<String> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| b.middle().total_cmp(&a.middle()));
    let mut columns: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in order {
        let near = |column: &&mut Vec<&Glyph>| {
            (column[0].middle() - glyph.middle()).abs() < IN_COLUMN * glyph.em.max(column[0].em)
        };
        match columns.last_mut().filter(near) {
            Some(column) => column.push(glyph),
            None => columns.push(vec![glyph]),
        }
    }
    for column in &mut columns {
        column.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    }
    columns.iter().map(|column| column.iter().map(|glyph| glyph.text.as_str()).collect()).collect()
}
