//! Blocks → text: a printed line a line, a blank line where the print leaves one, an indent where
//! the print has one, as a text file would have it.

use super::{
    glyphs::Glyph,
    order::{Block, size},
};

/// What an indented line begins with.
const INDENT: &str = "　　";

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
            gap > usual + 0.6 * line.em || (line.em / last.em - 1.0).abs() > 0.15
        });
        if is_apart {
            text.push('\n');
        }
        if (1.2..4.0).contains(&((line.left - left) / line.em)) {
            text.push_str(INDENT);
        }
        text.push_str(&line.text);
        text.push('\n');
        before = Some(line);
    }
}

/// The lines of a block that runs across. Small raised figures belong to the line whose height
/// they share.
fn across(glyphs: &[Glyph]) -> Vec<Line> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bottom().total_cmp(&b.bottom()));
    let mut rows: Vec<(f64, f64, Vec<&Glyph>)> = Vec::new();
    for glyph in order {
        let shares = |row: &&mut (f64, f64, Vec<&Glyph>)| {
            let shared = row.1.min(glyph.bottom()) - row.0.max(glyph.top);
            shared > 0.5 * glyph.em.min(row.1 - row.0)
        };
        match rows.last_mut().filter(shares) {
            Some(row) => {
                row.0 = row.0.min(glyph.top);
                row.1 = row.1.max(glyph.bottom());
                row.2.push(glyph);
            }
            None => rows.push((glyph.top, glyph.bottom(), vec![glyph])),
        }
    }
    rows.into_iter().map(|(_, _, row)| line(row)).collect()
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
    let body = || row.iter().filter(|glyph| glyph.em > 0.8 * em);
    Line {
        text,
        left: row.first().map_or(0.0, |glyph| glyph.left),
        top: body().map(|glyph| glyph.top).fold(f64::INFINITY, f64::min),
        bottom: body().map(|glyph| glyph.bottom()).fold(f64::NEG_INFINITY, f64::max),
        em,
    }
}

/// Whether a blank stands between two characters of a line: a wide gap, or the narrow one of
/// Latin words; the hair's breadths by which justified lines are spread are none.
fn is_blank(last: &Glyph, next: &Glyph, em: f64) -> bool {
    let gap = (next.left - last.right) / em;
    let is_latin = |text: &str| text.chars().all(|c| c.is_ascii_graphic());
    let latin = is_latin(&last.text) && is_latin(&next.text);
    gap > 0.6 || gap > 0.15 && (next.after_blank || latin)
}

/// The lines of a block that runs downward, from right to left.
fn down(glyphs: &[Glyph]) -> Vec<String> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| b.middle().total_cmp(&a.middle()));
    let mut columns: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in order {
        let near = |column: &&mut Vec<&Glyph>| {
            (column[0].middle() - glyph.middle()).abs() < 0.6 * glyph.em.max(column[0].em)
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
