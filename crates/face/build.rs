//! Writes the Chinese face where `include_bytes!` finds it.
//!
//! The face (Droid Sans Fallback, Apache-2.0) comes through cargo inside
//! `pdf_oxide`, a build-dependency of which nothing is linked into the program. It has its
//! punctuation in the middle of the square, as it is printed in Taiwan; here it is moved to where
//! mainland print has it.

use std::{env, error::Error, fs, path::Path};

use read_fonts::{
    FontRef, TableProvider,
    tables::{glyf::Glyph, hmtx::Hmtx},
    types::Tag,
};

/// Marks that stand at the left of their square, and those that stand at its right.
const LEFT: &str = "，。、；：！？）》」』】〕";
const RIGHT: &str = "（《「『【〔";
/// From a mark to the edge of its square, in units of the face, of which the square has 256. Chosen
/// by eye.
const BEARING: i16 = 26;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let mut face = pdf_oxide::fonts::form_fallback::render_cjk_fallback_bytes().to_vec();
    for (place, bearing) in bearings(&face)? {
        face[place..place + 2].copy_from_slice(&bearing.to_be_bytes());
    }
    let path = Path::new(&env::var("OUT_DIR")?).join("cjk.ttf");
    fs::write(path, face)?;
    Ok(())
}

/// The left side bearings of the marks, each with its place in the file.
fn bearings(face: &[u8]) -> Result<Vec<(usize, i16)>, Box<dyn Error>> {
    /// Bytes of an entry of the table `hmtx`: the advance, then the bearing.
    const ENTRY: usize = 4;
    let font = FontRef::new(face)?;
    let mut tables = font.table_directory().table_records().iter();
    let table = tables.find(|record| record.tag() == Tag::new(b"hmtx"));
    let start = table.ok_or("the face has no hmtx")?.offset() as usize;
    let (cmap, hmtx, glyf) = (font.cmap()?, font.hmtx()?, font.glyf()?);
    let loca = font.loca(None)?;
    let mut moved = Vec::new();
    for mark in LEFT.chars().chain(RIGHT.chars()) {
        let Some(glyph) = cmap.map_codepoint(mark) else { continue };
        let Some(Glyph::Simple(outline)) = loca.get_glyf(glyph, &glyf)? else { continue };
        let is_listed = glyph.to_u32() < entries(&hmtx);
        let Some(advance) = hmtx.advance(glyph).filter(|_| is_listed) else { continue };
        let width = outline.x_max() - outline.x_min();
        let right = i16::try_from(advance)? - BEARING - width;
        let bearing = if RIGHT.contains(mark) { right } else { BEARING };
        moved.push((start + ENTRY * glyph.to_u32() as usize + ENTRY / 2, bearing));
    }
    Ok(moved)
}

/// Glyphs that have an entry of their own.
fn entries(hmtx: &Hmtx<'_>) -> u32 {
    hmtx.h_metrics().len() as u32
}
