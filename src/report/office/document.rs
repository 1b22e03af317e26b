//! A Word document: paragraphs of named styles, nothing formatted by hand, so that an office can
//! change a style and with it the whole document.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, PageMargin, PageNum, Paragraph, Pic, Run,
    RunFonts, SpecialIndentType, Style, StyleType,
};

use super::MAKER;
use crate::report::xml::letters;

/// What a paragraph is. Each has a style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading,
    Speaker,
    Body,
    Quotation,
    Picture,
    Note,
}

/// How a style looks. Sizes are half points, spaces twentieths of a point.
struct Looks {
    kind: Kind,
    id: &'static str,
    /// The name that the list of styles shows; Word and WPS translate those that are their own.
    name: &'static str,
    face: &'static str,
    size: usize,
    before: u32,
    after: u32,
    /// Spaces at the left.
    indent: i32,
    level: Option<usize>,
}

/// Songti for text, Heiti for headings: what offices use, and every office has.
const SONG: &str = "宋体";
const HEI: &str = "黑体";

const STYLES: [Looks; 7] = [
    Looks {
        kind: Kind::Title,
        id: "Title",
        name: "Title",
        face: HEI,
        size: 36,
        before: 0,
        after: 160,
        indent: 0,
        level: None,
    },
    Looks {
        kind: Kind::Heading,
        id: "Heading1",
        name: "heading 1",
        face: HEI,
        size: 28,
        before: 280,
        after: 100,
        indent: 0,
        level: Some(0),
    },
    Looks {
        kind: Kind::Speaker,
        id: "Heading2",
        name: "heading 2",
        face: HEI,
        size: 24,
        before: 160,
        after: 40,
        indent: 0,
        level: Some(1),
    },
    Looks {
        kind: Kind::Body,
        id: "BodyText",
        name: "Body Text",
        face: SONG,
        size: 22,
        before: 0,
        after: 60,
        indent: 0,
        level: None,
    },
    Looks {
        kind: Kind::Quotation,
        id: "Quote",
        name: "Quote",
        face: "楷体",
        size: 21,
        before: 0,
        after: 40,
        indent: 420,
        level: None,
    },
    Looks {
        kind: Kind::Picture,
        id: "Picture",
        name: "Picture",
        face: SONG,
        size: 21,
        before: 60,
        after: 60,
        indent: 0,
        level: None,
    },
    Looks {
        kind: Kind::Note,
        id: "Caption",
        name: "caption",
        face: SONG,
        size: 18,
        before: 0,
        after: 80,
        indent: 0,
        level: None,
    },
];

/// Twentieths of a point: A4, with margins that leave a line of forty characters.
const PAGE: [u32; 2] = [11_906, 16_838];
const MARGIN: i32 = 1_300;

/// Two fifths of a page: what a picture may take, so that findings stand beside it.
const HIGHEST: u32 = PAGE[1] * 2 / 5;

/// Widths and heights of pictures are in these: 360,000 to a centimetre.
const EMU_PER_TWENTIETH: u32 = 635;

/// A document that is being written.
pub(super) struct Document {
    docx: Docx,
    paragraphs: usize,
    pictures: usize,
}

impl Document {
    pub(super) fn new() -> Self {
        let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
        let number =
            Paragraph::new().id(id(0)).align(AlignmentType::Center).add_page_num(PageNum::new());
        let docx = Docx::new()
            .page_size(PAGE[0], PAGE[1])
            .page_margin(margin)
            .default_fonts(faces(SONG))
            .default_size(22)
            // The same input gives the same bytes, so the document has no date of its own.
            .created_at(DATE)
            .updated_at(DATE)
            .custom_property(MAKER[0], MAKER[1])
            .footer(Footer::new().add_paragraph(number));
        let docx = STYLES.iter().fold(docx, |docx, looks| docx.add_style(looks.style()));
        Self { docx, paragraphs: 0, pictures: 0 }
    }

    /// Adds a paragraph of one kind; line ends in it stay.
    pub(super) fn add(self, kind: Kind, text: &str) -> Self {
        let mut run = Run::new();
        for (place, line) in text.lines().enumerate() {
            if place > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            run = run.add_text(letters(line));
        }
        self.paragraph(kind, run)
    }

    /// Adds a picture of so many pixels in width and height, as wide as the text if it is not higher
    /// than [`HIGHEST`] then.
    pub(super) fn picture(mut self, png: &[u8], [width, height]: [u32; 2]) -> Self {
        self.pictures += 1;
        let [text, highest] =
            [PAGE[0] - 2 * MARGIN as u32, HIGHEST].map(|size| size * EMU_PER_TWENTIETH);
        let scaled = |size: u32, by: u32, of: u32| {
            (u64::from(size) * u64::from(by) / u64::from(of.max(1))) as u32
        };
        let shown = text.min(scaled(highest, width, height));
        let high = scaled(shown, height, width);
        let picture = Pic::new_with_dimensions(png.to_vec(), width, height)
            .id(format!("rIdImage{}", self.pictures))
            .size(shown, high);
        self.paragraph(Kind::Picture, Run::new().add_image(picture))
    }

    fn paragraph(mut self, kind: Kind, run: Run) -> Self {
        self.paragraphs += 1;
        let keeps = matches!(kind, Kind::Heading | Kind::Speaker | Kind::Picture);
        // Left to itself, a paragraph is numbered by how many the process has made before.
        let paragraph = Paragraph::new().id(id(self.paragraphs)).style(style_of(kind)).add_run(run);
        let paragraph = if keeps { paragraph.keep_next(true) } else { paragraph };
        Self { docx: self.docx.add_paragraph(paragraph), ..self }
    }

    /// The bytes of the file.
    pub(super) fn bytes(self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Cursor::new(Vec::new());
        self.docx.pack(&mut bytes).map_err(std::io::Error::other)?;
        Ok(bytes.into_inner())
    }
}

/// The date of every document.
const DATE: &str = "2000-01-01T00:00:00Z";

fn id(number: usize) -> String {
    format!("{number:08x}")
}

fn style_of(kind: Kind) -> &'static str {
    STYLES.iter().find(|looks| looks.kind == kind).map_or("BodyText", |looks| looks.id)
}

fn faces(face: &str) -> RunFonts {
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(face)
}

impl Looks {
    fn style(&self) -> Style {
        let spacing = LineSpacing::new().before(self.before).after(self.after);
        let style = Style::new(self.id, StyleType::Paragraph)
            .name(self.name)
            .fonts(faces(self.face))
            .size(self.size)
            .line_spacing(spacing)
            .q_format(true);
        let style = match self.indent {
            0 => style,
            left => style.indent(Some(left), None::<SpecialIndentType>, None, None),
        };
        match (self.level, self.kind) {
            (Some(level), _) => style.outline_lvl(level).bold(),
            (None, Kind::Title) => style.align(AlignmentType::Center).bold(),
            (None, Kind::Picture) => style.align(AlignmentType::Center),
            (None, Kind::Note) => style.color("595959"),
            (None, _) => style,
        }
    }
}
