//! Texts of a picture with each letter's outline written once.
//!
//! Letters are most of a picture. Their outlines are kept in `defs`, in the units of their face, and a
//! text says where each of its letters stands. That is a third of the bytes of outlines in line.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt::Write as _,
};

use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlineGlyphCollection, OutlinePen},
};
use usvg::{Group, Node, Paint, Stroke, Text, Tree, fontdb, layout::PositionedGlyph, layout::Span};

use super::{
    fonts::Fonts,
    geometry::Point,
    paths::{self, Pen},
};

/// Parts of a scale that are kept: over an em of 1,000 units, a tenth of a hundredth of a pixel.
const SCALE_PARTS: f64 = 1e6;

/// `svg`, which is `tree` written with its texts, with letters from `defs` in place of the texts.
///
/// `None` if a text has more than upright outlines: pictures, colours or a face with axes, as a face
/// of the reader's own may have.
pub(super) fn lettered(svg: &str, tree: &Tree, fonts: &Fonts) -> Option<String> {
    let mut texts = Vec::new();
    collect(tree.root(), &mut texts);
    let mut letters = Letters::of(fonts);
    let mut body = String::with_capacity(svg.len());
    let mut rest = svg;
    for text in texts {
        let is_outlined = |node: &Node| matches!(node, Node::Path(_));
        if !text.flattened().children().iter().all(is_outlined) {
            return None;
        }
        let (before, after) = rest.split_once("<text")?;
        body.push_str(before);
        for span in text.layouted() {
            letters.write(span, &mut body)?;
        }
        (_, rest) = after.split_once("</text>")?;
    }
    Some(format!("<defs>{}</defs>{}{}", letters.outlines, body, rest))
}

/// The texts of `group` in the order in which they are written.
fn collect<'a>(group: &'a Group, texts: &mut Vec<&'a Text>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, texts),
            Node::Text(text) => texts.push(text),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// A letter of one face.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Letter {
    face: fontdb::ID,
    glyph: u32,
}

/// The letters that are outlined so far, in the design units of their faces.
struct Letters<'a> {
    faces: BTreeMap<fontdb::ID, OutlineGlyphCollection<'a>>,
    /// `None` for a blank, which has no outline.
    numbers: BTreeMap<Letter, Option<usize>>,
    outlines: String,
}

impl<'a> Letters<'a> {
    fn of(fonts: &'a Fonts) -> Self {
        let faces = fonts.plain().map(|(id, face)| (id, face.outline_glyphs())).collect();
        Self { faces, numbers: BTreeMap::new(), outlines: String::new() }
    }

    /// Adds a span of a text to `body`: a group for each run of letters of one face and size.
    fn write(&mut self, span: &Span, body: &mut String) -> Option<()> {
        let Paint::Color(fill) = span.fill.as_ref()?.paint() else { return None };
        let is_together = |one: &PositionedGlyph, next: &PositionedGlyph| {
            let (one_at, next_at) = (one.outline_transform(), next.outline_transform());
            one.font == next.font && one_at.sx == next_at.sx && one_at.ty == next_at.ty
        };
        for run in span.positioned_glyphs.chunk_by(is_together) {
            let start = run.first()?.outline_transform();
            let is_upright = start.kx == 0.0 && start.ky == 0.0 && start.sx == -start.sy;
            if !is_upright || start.sx <= 0.0 {
                return None;
            }
            let scale = (f64::from(start.sx) * SCALE_PARTS).round() / SCALE_PARTS;
            let (x, y) = (paths::units(start.tx.into()), paths::units(start.ty.into()));
            // Writing to a string cannot fail.
            let _ = write!(body, "<g fill=\"{}\"", colour(*fill));
            if let Some(stroke) = &span.stroke {
                bold(stroke, scale, body)?;
            }
            let _ = write!(body, " transform=\"matrix({scale} 0 0 {scale} {x} {y})\">");
            for glyph in run {
                let along = f64::from(glyph.outline_transform().tx - start.tx) / scale;
                if let Some(number) = self.number(glyph)? {
                    let x = paths::units(along);
                    let _ = write!(body, "<use xlink:href=\"#g{number}\" x=\"{x}\"/>");
                }
            }
            body.push_str("</g>");
        }
        Some(())
    }

    /// The number of a letter; within, `None` for a blank.
    fn number(&mut self, glyph: &PositionedGlyph) -> Option<Option<usize>> {
        let next = self.numbers.len();
        let letter = Letter { face: glyph.font, glyph: glyph.id.0 };
        let place = match self.numbers.entry(letter) {
            Entry::Occupied(known) => return Some(*known.get()),
            Entry::Vacant(place) => place,
        };
        let mut pen = Downwards(Pen::default());
        let unhinted = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = self.faces.get(&glyph.font)?.get(glyph.id.into()) {
            outline.draw(unhinted, &mut pen).ok()?;
        }
        let data = pen.0.data();
        let number = (!data.is_empty()).then_some(next);
        if number.is_some() {
            let _ = write!(self.outlines, "<path id=\"g{next}\" d=\"{data}\"/>");
        }
        Some(*place.insert(number))
    }
}

fn colour(colour: usvg::Color) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

/// Adds what makes letters bold, as there is no bold face: a line around them, in their units.
fn bold(stroke: &Stroke, scale: f64, group: &mut String) -> Option<()> {
    let Paint::Color(line) = stroke.paint() else { return None };
    let width = paths::units(f64::from(stroke.width().get()) / scale);
    let line = colour(*line);
    // Writing to a string cannot fail.
    let _ = write!(group, " stroke=\"{line}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"");
    Some(())
}

/// Draws an outline, whose y grows upwards, with a pen whose y grows downwards.
struct Downwards(Pen);

impl OutlinePen for Downwards {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.start(point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line(point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quadratic([point(cx, cy), point(x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.curve([point(cx0, cy0), point(cx1, cy1), point(x, y)]);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn point(x: f32, y: f32) -> Point {
    Point::new(x.into(), (-y).into())
}
