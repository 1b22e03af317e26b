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
use yiti_face::DROID_SANS_FALLBACK;

/// What is drawn for a character without a face: what Chinese printers set for a missing type. Like
/// every Chinese character it is one em wide, as [`Fonts::width`] has it for what it stands for.
pub(super) const STAND_IN: &str = "〓";

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
struct FaceReader<'a> {
    glyphs: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

impl Fonts {
    /// The built-in chain: Latin, digits and quotation marks, then Chinese.
    pub(super) fn built_in() -> Self {
        let mut fonts = Self::default();
        fonts.push(Arc::new(notosans::REGULAR_TTF.into()));
        fonts.push(Arc::new(DROID_SANS_FALLBACK.into()));
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

    /// The characters of `text` that no face can draw.
    pub(super) fn missing<'t>(&self, text: &'t str) -> impl Iterator<Item = char> + use<'t, '_> {
        let readers = self.readers();
        text.chars().filter(move |&c| readers.iter().all(|r| r.glyphs.map(c).is_none()))
    }

    /// `text` with [`STAND_IN`] for each character that no face can draw.
    pub(super) fn drawable(&self, text: &str) -> String {
        let missing: Vec<char> = self.missing(text).collect();
        text.replace(missing.as_slice(), STAND_IN)
    }

    fn readers(&self) -> Vec<FaceReader<'_>> {
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
    fn read(&self) -> Option<FaceReader<'_>> {
        let font = FontRef::from_index(&self.bytes, 0).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(FaceReader { glyphs: font.charmap(), metrics })
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} faces)", self.faces.len())
    }
}
