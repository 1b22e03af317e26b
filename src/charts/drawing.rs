//! The drawing of a chart, and the sheet with its title above and its caption below.

use std::collections::BTreeSet;

use super::{
    canvas::Canvas,
    geometry::{Area, Point},
    mark::{Label, Mark},
    style::Paint,
};
use crate::phrase::Phrase;

/// Paper around everything.
const MARGIN: f64 = 24.0;
/// Narrowest content: a title has to fit above a small picture.
const MIN_WIDTH: f64 = 640.0;

/// The texts around a chart.
#[derive(Debug, Clone)]
pub(super) struct ChartText {
    /// File name without its ending.
    pub(super) name: &'static str,
    pub(super) title: Phrase,
    pub(super) caption: Phrase,
}

/// The marks of a chart and its texts.
pub(super) struct Drawing<'a> {
    pub(super) canvas: Canvas<'a>,
    pub(super) text: ChartText,
}

impl<'a> Drawing<'a> {
    /// The sheet with a stand-in for each character that no face can draw. The caption then lists
    /// these characters.
    pub(super) fn drawable(&mut self) -> ChartSheet<'a> {
        let mut sheet = self.sheet();
        let missing: BTreeSet<char> =
            sheet.labels().flat_map(|(label, _)| sheet.canvas.faces.missing(&label.text)).collect();
        if missing.is_empty() {
            return sheet;
        }
        let codes = missing.iter().map(|&c| format!("U+{:04X}", u32::from(c)));
        let codes: Vec<String> = codes.collect();
        let (zh, en) = (codes.join("、"), codes.join(", "));
        self.text.caption += &Phrase::new(
            format!(" 〓：字体中没有的字（{zh}），可用 --font 文件 添上。"),
            format!(" 〓: no face has the character ({en}); --font FILE adds one."),
        );
        sheet = self.sheet();
        sheet.stand_in();
        sheet.missing = missing.into_iter().collect();
        sheet
    }

    /// The marks with title and caption, cut to size: the paper's corner is at zero.
    pub(super) fn sheet(&self) -> ChartSheet<'a> {
        let (style, content) = (self.canvas.style, self.canvas.bounds());
        let width = content.w.max(MIN_WIDTH);
        let mut canvas = Canvas::new(style);
        let title = Label::new(canvas.said(&self.text.title), style.title, Paint::Ink).bold();
        let y = canvas.paragraph(title, Point::new(MARGIN, MARGIN), width) + style.body;
        canvas.add(&self.canvas, Point::new(MARGIN - content.x, y - content.y));
        let caption = canvas.small(canvas.said(&self.text.caption));
        let y = y + content.h + 1.5 * style.body;
        let bottom = canvas.paragraph(caption, Point::new(MARGIN, y), width);
        // Whole pixels, so that the paper covers the last row and column too.
        ChartSheet {
            canvas,
            width: (width + 2.0 * MARGIN).ceil(),
            height: (bottom + MARGIN).ceil(),
            missing: Vec::new(),
        }
    }
}

/// A canvas of known size.
pub(super) struct ChartSheet<'a> {
    pub(super) canvas: Canvas<'a>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Characters that have a stand-in, in order.
    pub(super) missing: Vec<char>,
}

impl ChartSheet<'_> {
    /// Puts a sign in the place of each character that no face can draw.
    fn stand_in(&mut self) {
        let Canvas { faces, marks, .. } = &mut self.canvas;
        for mark in marks {
            if let Mark::Text { label, .. } = mark {
                label.text = faces.drawable(&label.text);
            }
        }
    }

    /// All texts with their places.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Label, Area)> {
        self.canvas.marks.iter().filter_map(|mark| match mark {
            Mark::Text { at, label } => Some((label, self.canvas.label_area(*at, label))),
            _ => None,
        })
    }
}
