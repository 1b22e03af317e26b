//! The characters of a page and where they are drawn.

use std::{collections::HashSet, ops::Range};

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph as Drawn, GlyphRun},
    hayro_cmap::BfString,
    kurbo::{Affine, BezPath, Point, Rect},
};

use super::radicals::mended;
use crate::budget::PDF_MARKS;
use crate::pages::guard::{self, Stop};

/// Units of a face to the em, as hayro scales every face.
const UNITS: f64 = 1000.0;
/// How far to the side, in em, a character that is drawn under another may be, and how far down
/// it is. Chosen by eye.
const ASIDE: f64 = 0.3;
const UNDER: Range<f64> = 0.6..2.0;
/// The advance of a wide character, in em: narrow marks have half of it. Chosen by eye.
const WIDE: f64 = 0.95;
/// The least width of a character, in em: marks of no width are on top of others. Chosen by eye.
const NARROWEST: f64 = 0.2;
/// The smallest type, in points: nobody can read it. Chosen by eye.
const SMALLEST: f64 = 0.1;
/// Cells to the em in which a character is drawn once. Chosen by eye.
const CELLS: f64 = 2.0;
/// How far above its base line a character's box reaches, in em: the box of Chinese characters.
const ASCENT: f64 = 0.88;

/// A character on a page whose top left corner is 0, 0; lengths are points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// The character; now and then several, as in ﬁ.
    pub(super) text: String,
    /// The left edge of its box.
    pub(super) left: f64,
    /// The right edge of its box.
    pub(super) right: f64,
    /// The upper edge of its box, which is one em high.
    pub(super) top: f64,
    /// The size of the type, one em.
    pub(super) em: f64,
    /// Quarter turns clockwise in which it is drawn; edges are those of the page turned back.
    pub(super) quarter: u8,
    /// It was drawn right under the one before it: the text runs downward.
    pub(super) is_under: bool,
    /// A blank was drawn before it.
    pub(super) after_blank: bool,
    /// How many characters of the page were drawn before it.
    pub(super) drawn: usize,
}

impl Glyph {
    /// The lower edge of its box.
    pub(super) fn bottom(&self) -> f64 {
        self.top + self.em
    }

    /// The middle of its box from left to right.
    pub(super) fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// Takes up what is drawn.
pub(super) struct Collector<'s> {
    frame: Rect,
    stop: &'s Stop,
    glyphs: Vec<Glyph>,
    /// Characters and the cells in which they were drawn: bold type is sometimes the same character
    /// drawn twice, slightly displaced.
    seen: HashSet<(String, i64, i64)>,
    unknown: usize,
    blank: bool,
    /// What was drawn so far.
    marks: usize,
}

impl<'s> Collector<'s> {
    pub(super) fn new(frame: Rect, stop: &'s Stop) -> Self {
        let (glyphs, seen) = (Vec::new(), HashSet::new());
        Self { frame, stop, glyphs, seen, unknown: 0, blank: false, marks: 0 }
    }

    /// The characters in the order of drawing, and how many of them are unknown.
    pub(super) fn finish(self) -> (Vec<Glyph>, usize) {
        (self.glyphs, self.unknown)
    }

    /// Something more is drawn.
    fn count(&mut self, marks: usize) {
        self.stop.check();
        self.marks += marks;
        if self.marks > PDF_MARKS {
            guard::leave(
                format!("one of its pages draws more than {PDF_MARKS} marks"),
                "print it into a new PDF, or give its text as .txt",
            );
        }
    }

    fn push(&mut self, text: &str, place: Affine, advance: f64) {
        let text: String = text.chars().map(mended).filter(|c| !c.is_control()).collect();
        if text.trim().is_empty() {
            self.blank = true;
            return;
        }
        let Some(mut glyph) = placed(place, advance, self.frame) else { return };
        let [x, y] = [glyph.left, glyph.top].map(|at| (CELLS * at / glyph.em).round() as i64);
        if !self.seen.insert((text.clone(), x, y)) {
            return;
        }
        if let Some(last) = self.glyphs.last().filter(|last| last.quarter == glyph.quarter) {
            let down = (glyph.top - last.top) / glyph.em;
            let aside = (glyph.middle() - last.middle()).abs() / glyph.em;
            glyph.is_under = aside < ASIDE && UNDER.contains(&down);
        }
        glyph.text = text;
        glyph.after_blank = std::mem::take(&mut self.blank);
        glyph.drawn = self.glyphs.len();
        self.glyphs.push(glyph);
    }
}

/// A mark that is one em wide is the wide mark, whatever the narrow one it is said to be.
fn wide(text: String) -> String {
    match text.as_str() {
        "(" => "（".into(),
        ")" => "）".into(),
        "," => "，".into(),
        ":" => "：".into(),
        ";" => "；".into(),
        "!" => "！".into(),
        "?" => "？".into(),
        _ => text,
    }
}

/// A glyph without its text where `place` puts it; `None` beside the page, or of no size.
fn placed(place: Affine, advance: f64, frame: Rect) -> Option<Glyph> {
    let origin = place * Point::ZERO;
    let along = place * Point::new(advance.max(NARROWEST * UNITS), 0.0) - origin;
    let up = place * Point::new(0.0, UNITS) - origin;
    let em = up.hypot();
    let is_real = em.is_finite() && em > SMALLEST && along.hypot().is_finite();
    if !is_real || !frame.inflate(em, em).contains(origin) {
        return None;
    }
    let quarter = (libm::atan2(along.y, along.x) / std::f64::consts::FRAC_PI_2).round() as i64;
    let quarter = quarter.rem_euclid(4) as u8;
    // The page is turned back, so that the text is upright.
    let (x, y) = match quarter {
        0 => (origin.x, origin.y),
        1 => (origin.y, -origin.x),
        2 => (-origin.x, -origin.y),
        _ => (-origin.y, origin.x),
    };
    Some(Glyph {
        text: String::new(),
        left: x,
        right: x + along.hypot(),
        top: y - ASCENT * em,
        em,
        quarter,
        is_under: false,
        after_blank: false,
        drawn: 0,
    })
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count(run.glyphs().len());
        for glyph in run.glyphs() {
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(shape) => shape.advance_width(),
            };
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.unknown += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }
            };
            let advance = advance.map_or(UNITS, f64::from);
            let text = if advance > WIDE * UNITS { wide(text) } else { text };
            self.push(&text, props.transform * glyph.transform(), advance);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
