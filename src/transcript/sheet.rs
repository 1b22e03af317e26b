//! One page as lines and elements: what every layout looks at.

use std::ops::Range;

use super::{
    Disposition,
    announce::{self, Announcement, Announcements},
    elements::{self, Cue, Element},
    flow::Flow,
    furniture,
    lines::{self, Line},
    organisation::opens_with_organisation,
    salutations::{Salutation, salutations},
};
use crate::pages::Page;

/// A page, its lines, and what they show of speakers before a layout is chosen.
pub(super) struct Sheet<'a> {
    pub(super) page: &'a Page,
    /// The lines that are not furniture.
    pub(super) lines: Vec<Line<'a>>,
    /// The lines grouped, in order.
    pub(super) elements: Vec<Element>,
    /// Running heads, page numbers and footnotes: bytes of the page, in order.
    pub(super) furniture: Vec<(Range<usize>, Disposition)>,
    /// The lines that say who speaks next.
    pub(super) announced: Vec<Announcement>,
    /// The lines that nearly say so: index and name.
    pub(super) near: Vec<(usize, String)>,
    /// The lines that address the hearers.
    pub(super) salutations: Vec<Salutation>,
}

impl<'a> Sheet<'a> {
    /// A page and its [reading](crate::names::script::reading).
    pub(super) fn new(page: &'a Page, reading: &'a str) -> Self {
        let lines = lines::read_lines(&page.text, reading);
        let dispositions = furniture::find(&lines);
        let furniture = lines
            .iter()
            .zip(&dispositions)
            .filter_map(|(line, disposition)| Some((line.span.clone(), (*disposition)?)))
            .collect();
        let lines = furniture::without(lines, &dispositions);
        let Announcements { taken: announced, near } = announce::find(&lines);
        let salutations = salutations(&lines);
        let cues = cues(&lines, &announced, &salutations);
        let elements = elements::elements(&lines, &cues);
        Self { page, lines, elements, furniture, announced, near, salutations }
    }

    /// A text without pages and speakers, such as a cell of a table.
    pub(super) fn plain(page: &'a Page) -> Self {
        let lines = lines::lines(&page.text);
        let elements = elements::elements(&lines, &vec![Cue::None; lines.len()]);
        Self {
            page,
            lines,
            elements,
            furniture: Vec::new(),
            announced: Vec::new(),
            near: Vec::new(),
            salutations: Vec::new(),
        }
    }

    /// The lines of an element.
    pub(super) fn lines_of(&self, element: usize) -> &[Line<'a>] {
        &self.lines[self.elements[element].lines.clone()]
    }

    /// An element's lines joined, in the form in which rules read them.
    pub(super) fn text(&self, element: usize) -> String {
        Flow::of(self.lines_of(element)).text
    }

    /// An element's lines joined, as printed.
    pub(super) fn printed(&self, element: usize) -> Flow {
        Flow::printed(self.lines_of(element))
    }
}

/// What is known of each line before lines are joined to paragraphs.
///
/// What announces a speaker overrules a salutation, and both overrule an
/// organisation's name, which anyone may mention.
fn cues(lines: &[Line<'_>], announced: &[Announcement], salutations: &[Salutation]) -> Vec<Cue> {
    let mut cues = vec![Cue::None; lines.len()];
    if lines::is_wrapped(lines) {
        for (cue, line) in cues.iter_mut().zip(lines) {
            if opens_with_organisation(line.text) {
                *cue = Cue::Organisation;
            }
        }
    }
    for salutation in salutations {
        cues[salutation.first..salutation.line].fill(Cue::Name);
        if salutation.alone {
            cues[salutation.line] = Cue::Alone;
        } else if salutation.opens {
            cues[salutation.line] = Cue::Opens;
        }
    }
    for announced in announced {
        cues[announced.line] = if announced.heading {
            Cue::Name
        } else if announced.alone {
            Cue::Alone
        } else {
            Cue::Opens
        };
    }
    cues
}
