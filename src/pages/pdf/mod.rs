//! A PDF with a text layer → its text in reading order, a printed line a line.
//!
//! hayro interprets the pages and says where each character is drawn; `order`
//! makes blocks of them, `lines` makes lines of the blocks. All text is given
//! out, running heads and page numbers too: the transcript says what they are.

use std::sync::Arc;

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent,
    font::{FontData, FontQuery},
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page},
    interpret_page,
    kurbo::{Affine, Rect},
};

use yiti_face::DROID_SANS_FALLBACK;

use super::{
    guard::Stop,
    reader::{Content, Input, is_archive},
};
use crate::error::{Error, Fault, Result};

mod block;
mod columns;
mod glyphs;
mod lines;
mod order;
mod radicals;
mod spans;
mod thread;
mod unpack;
mod widths;

use glyphs::{Collector, Glyph};

/// Bytes at the beginning of a file within which a PDF says that it is one: some have other headers
/// before it.
const HEAD: usize = 1024;

/// What is said where the text of a PDF cannot be had.
const RECOGNISE: &str = "give its text, e.g. from text recognition (OCR)";

/// Whether bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    // An archive may begin with a PDF that is not packed.
    !is_archive(bytes) && bytes[..bytes.len().min(HEAD)].windows(5).any(|five| five == b"%PDF-")
}

/// The share of a page's characters without a meaning above which the page is refused. Chosen by
/// eye: pages of formulas have a few such characters, and a face without a table has nothing else.
const MEANINGLESS: f64 = 0.1;

/// Bytes at the end of a file within which a PDF says that it ends: some programs append to it.
const TAIL: usize = 1 << 16;

/// The text of a PDF, its pages separated by lines with a form feed.
pub(super) fn read(input: Input<'_>) -> Result<Content> {
    let Input { name, bytes, params, stop } = input;
    if !unpack::is_within(&bytes, params.max_bytes, stop) {
        return Err(params.too_large(name, "a part of it unpacks to"));
    }
    // Without its end a PDF may open all the same, and the pages that are gone go unnoticed.
    let is_cut = !bytes[bytes.len().saturating_sub(TAIL)..].windows(5).any(|end| end == b"%%EOF");
    let pdf = Pdf::new(bytes).map_err(|error| unreadable(name, error))?;
    if is_cut {
        return Err(Error::input(name, "its end is missing", "fetch or save it again, whole")
            .of(Fault::Damaged));
    }
    let pages = pdf.pages();
    if pages.len() > params.max_pages {
        return Err(Error::input(
            name,
            format!("{} pages, more than {}", pages.len(), params.max_pages),
            "split it, or allow more with --max-pages (pages.max_pages)",
        )
        .of(Fault::TooLarge));
    }
    if !widths::are_real(&pdf, stop) {
        let reason = "a face in it gives widths to more characters than a face can have";
        return Err(Error::input(name, reason, "print it into a new PDF").of(Fault::Damaged));
    }
    let cache = InterpreterCache::new();
    let (mut texts, mut unknown, mut bare, mut unpacked) = (Vec::new(), 0, 0, 0);
    for (place, page) in pages.iter().enumerate() {
        stop.check();
        let (glyphs, meaningless) = collect(page, &pdf, &cache, stop);
        if meaningless as f64 > MEANINGLESS * glyphs.len() as f64 {
            return Err(Error::input(
                name,
                format!(
                    "page {}: {meaningless} of {} characters are drawn without saying which they are",
                    place + 1,
                    glyphs.len(),
                ),
                RECOGNISE,
            ).of(Fault::NoText));
        }
        unknown += meaningless;
        bare += usize::from(glyphs.is_empty());
        texts.push(page_text(glyphs, stop));
        // hayro keeps what it has unpacked of every page.
        unpacked += page.page_stream().map_or(0, <[u8]>::len) as u64;
        if unpacked > params.max_bytes {
            return Err(params.too_large(name, "its pages unpack to"));
        }
    }
    if bare == pages.len() {
        let reason = "no text in it: its pages are pictures, e.g. of a scanner";
        return Err(Error::input(name, reason, RECOGNISE).of(Fault::NoText));
    }
    let count = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
    let notes = [
        count(pages.len(), "pages"),
        count(bare, "pages without text"),
        count(unknown, "characters unknown"),
    ];
    let (text, notes) = (texts.join("\u{c}\n"), notes.into_iter().flatten().collect());
    Ok(Content { text, notes, ..Content::default() })
}

fn unreadable(name: &str, error: LoadPdfError) -> Error {
    let (fault, reason, remedy) = match error {
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            (Fault::Locked, "it is encrypted in a way that is not known", "print it into a new PDF")
        }
        LoadPdfError::Decryption(_) => (
            Fault::Locked,
            "it is locked with a password",
            "print it into a new PDF, without a password",
        ),
        LoadPdfError::Invalid => {
            (Fault::Damaged, "it begins as a PDF, but is none", "save it anew as PDF")
        }
    };
    Error::input(name, reason, remedy).of(fault)
}

/// The characters of a page in the order of drawing, and how many do not say which they are.
fn collect<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    stop: &Stop,
) -> (Vec<Glyph>, usize) {
    let (width, height) = page.render_dimensions();
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let settings = InterpreterSettings {
        font_resolver: Arc::new(|query| {
            // One face for all: where it has no shape, the character is known all the same.
            let _: &FontQuery = query;
            Some((Arc::new(DROID_SANS_FALLBACK) as FontData, 0))
        }),
        // Comments and form fields are not what was printed.
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let placed = Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(placed, frame, cache, pdf.xref(), settings);
    let mut collector = Collector::new(frame, stop);
    interpret_page(page, &mut context, &mut collector);
    collector.finish()
}

/// A page's text: upright characters first, then those turned by a quarter, as on wide tables.
fn page_text(glyphs: Vec<Glyph>, stop: &Stop) -> String {
    let mut turned: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        turned[usize::from(glyph.quarter)].push(glyph);
    }
    let mut text = String::new();
    for glyphs in turned {
        lines::write(&order::blocks(glyphs, stop), &mut text);
    }
    text
}
