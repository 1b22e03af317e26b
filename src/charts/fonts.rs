//! The faces: which can draw a character, and how wide it will be.
//!
//! plotters measures by another rule than it draws by, and has no fallback from face to face. So
//! widths are summed here, over the same chain of faces that usvg is given.

use std::{borrow::Cow, fmt, sync::Arc};

use skrifa::{
    FontRef, MetadataProvider, charmap::Charmap, instance::LocationRef, instance::Size,
    metrics::GlyphMetrics,
};
use usvg::{FontResolver, fontdb};
use yiti_face::DROID_SANS_FALLBACK;

/// Drawn for a character without a face, as Chinese printers do for a missing type. It is one em
/// wide, the width that [`Faces::width`] gives to a character without a face.
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
    id: fontdb::ID,
    glyphs: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
}

/// All faces ready to be asked, in their order.
pub(super) struct Faces<'a>(Vec<FaceReader<'a>>);

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

    /// The faces, ready to be asked. Reading them takes longer than a question: a canvas keeps them.
    pub(super) fn read(&self) -> Faces<'_> {
        Faces(self.faces.iter().filter_map(Face::read).collect())
    }

    /// The faces without axes, whose letters have one outline each.
    pub(super) fn plain(&self) -> impl Iterator<Item = (fontdb::ID, FontRef<'_>)> {
        let fonts = self.faces.iter().filter_map(|face| Some((face.id, face.font()?)));
        fonts.filter(|(_, font)| font.axes().is_empty())
    }

    /// What usvg needs to draw with these faces and no others.
    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.db)
    }

    /// Makes usvg ask the faces in our order, whatever family the SVG names.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        let faces = self.read();
        FontResolver {
            select_font: Box::new(|_, _| self.faces.first().map(|face| face.id)),
            select_fallback: Box::new(move |c, used, _| {
                let mut unused = faces.0.iter().filter(|face| !used.contains(&face.id));
                unused.find(|face| face.has(c)).map(|face| face.id)
            }),
        }
    }
}

impl Faces<'_> {
    /// The width of `text` in the unit of `size`.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|c| f64::from(self.advance(c))).sum::<f64>() * size
    }

    /// The width of `c` in ems, by the first face that can draw it; 1 if none can.
    fn advance(&self, c: char) -> f32 {
        self.0.iter().find_map(|face| face.advance(c)).unwrap_or(1.0)
    }

    /// The characters of `text` that no face can draw.
    pub(super) fn missing(&self, text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|&c| !self.0.iter().any(|face| face.has(c)))
    }

    /// `text` with [`STAND_IN`] for each character that no face can draw.
    pub(super) fn drawable(&self, text: &str) -> String {
        let missing: Vec<char> = self.missing(text).collect();
        text.replace(missing.as_slice(), STAND_IN)
    }
}

impl FaceReader<'_> {
    fn has(&self, c: char) -> bool {
        self.glyphs.map(c).is_some()
    }

    fn advance(&self, c: char) -> Option<f32> {
        self.metrics.advance_width(self.glyphs.map(c)?)
    }
}

impl Face {
    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, 0).ok()
    }

    fn read(&self) -> Option<FaceReader<'_>> {
        let font = self.font()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(FaceReader { id: self.id, glyphs: font.charmap(), metrics })
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} faces)", self.faces.len())
    }
}
