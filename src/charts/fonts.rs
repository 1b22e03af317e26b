//! The faces: which can draw a character, and how wide it will be.
//!
//! plotters measures by another rule than it draws by, and knows no fallback
//! from face to face; so widths are summed here, over the same chain of faces
//! that usvg is given.

use std::{borrow::Cow, fmt, sync::Arc};

use skrifa::{
    FontRef, MetadataProvider, charmap::Charmap, instance::LocationRef, instance::Size,
    metrics::GlyphMetrics,
};
use usvg::{FontResolver, fontdb};

use crate::pages::pdf::FACE;

/// Faces in the order in which they are asked for a character.
#[derive(Clone, Default)]
pub(super) struct Fonts {
    faces: Vec<Face>,
    db: Arc<fontdb::Database>,
}

#[derive(Clone)]
struct Face {
    bytes: Arc<Cow<'static, [u8]>>,
    id: fontdb::ID,
}

/// A face ready to be asked.
struct Reader<'a> {
    glyphs: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

impl Fonts {
    /// The built-in chain: Latin, digits and quotation marks, then Chinese.
    pub(super) fn built_in() -> Self {
        let mut fonts = Self::default();
        fonts.push(Arc::new(notosans::REGULAR_TTF.into()));
        fonts.push(Arc::new(FACE.into()));
        fonts
    }

    /// The same chain after a face of the reader's own; `None` if `bytes` are no font.
    pub(super) fn after(&self, bytes: Vec<u8>) -> Option<Self> {
        let mut fonts = Self::default();
        let is_font = fonts.push(Arc::new(bytes.into()));
        for face in &self.faces {
            fonts.push(Arc::clone(&face.bytes));
        }
        is_font.then_some(fonts)
    }

    /// Adds a face at the end of the chain, if `bytes` are one.
    fn push(&mut self, bytes: Arc<Cow<'static, [u8]>>) -> bool {
        if FontRef::from_index(&bytes, 0).is_err() {
            return false;
        }
        let source = fontdb::Source::Binary(Arc::clone(&bytes) as _);
        let id = Arc::make_mut(&mut self.db).load_font_source(source).first().copied();
        self.faces.extend(id.map(|id| Face { bytes, id }));
        id.is_some()
    }

    /// The width of `text` in the unit of `size`.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        let readers = self.readers();
        let advance = |c| {
            readers.iter().find_map(|r| r.metrics.advance_width(r.glyphs.map(c)?)).unwrap_or(1.0)
        };
        text.chars().map(advance).map(f64::from).sum::<f64>() * size
    }

    /// The first character of `text` that no face can draw.
    pub(super) fn missing(&self, text: &str) -> Option<char> {
        let readers = self.readers();
        text.chars().find(|&c| readers.iter().all(|r| r.glyphs.map(c).is_none()))
    }

    /// `text` up to the first character that no face can draw, and an ellipsis in its place: what
    /// is only quoted must not keep a chart from being drawn.
    pub(super) fn drawable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.missing(text).and_then(|c| text.find(c)) {
            Some(cut) => format!("{}…", &text[..cut]).into(),
            None => text.into(),
        }
    }

    /// The same from behind: `text` after the last character that no face can draw.
    pub(super) fn drawable_end<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut rest = text;
        while let Some(c) = self.missing(rest) {
            let cut = rest.find(c).map_or(rest.len(), |at| at + c.len_utf8());
            rest = &rest[cut..];
        }
        match rest.len() == text.len() {
            true => text.into(),
            false => format!("…{rest}").into(),
        }
    }

    fn readers(&self) -> Vec<Reader<'_>> {
        self.faces.iter().filter_map(Face::read).collect()
    }

    /// What usvg needs to draw with these faces and no others.
    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.db)
    }

    /// Makes usvg ask the faces in our order, whatever family the SVG names.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|_, _| self.faces.first().map(|face| face.id)),
            select_fallback: Box::new(|c, used, _| {
                let unused = self.faces.iter().filter(|face| !used.contains(&face.id));
                unused
                    .filter(|face| face.read().is_some_and(|r| r.glyphs.map(c).is_some()))
                    .map(|face| face.id)
                    .next()
            }),
        }
    }
}

impl Face {
    fn read(&self) -> Option<Reader<'_>> {
        let font = FontRef::from_index(&self.bytes, 0).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Reader { glyphs: font.charmap(), metrics })
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} faces)", self.faces.len())
    }
}
