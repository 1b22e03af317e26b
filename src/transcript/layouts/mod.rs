//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! To add a layout:
//!
//! 1. a file here with a [`Finder`], which says how speeches are found and when `auto` asks it;
//! 2. a line in [`finder`];
//! 3. a variant and a row in `transcript/layout.rs`.
//!
//! A layout sees the lines as they were joined to paragraphs. If its sign is a line of its own,
//! that line needs a `Cue`, or it may become part of a paragraph; see `cues`.

use super::{Doubt, Layout, Sheet};
use crate::names::{Ending, Regions, SpeakerLists};
use crate::{
    budget::RECORD_SPEECHES,
    error::{Error, Fault, Result},
    pages::Page,
};

mod auto;
mod labels;
mod opening;
mod province;
mod salutation;

pub(super) use opening::opens as opens_with_organisation;
pub(super) use salutation::{Salutation, salutations};

/// Refuses a text with more speeches than a meeting can have.
///
/// # Errors
/// More than 200,000 speeches.
pub(super) fn countable(speeches: usize, page: &Page) -> Result<()> {
    if speeches <= RECORD_SPEECHES {
        return Ok(());
    }
    Err(Error::input(
        page.path.as_str(),
        format!("{speeches} speeches, more than {RECORD_SPEECHES}"),
        "split it into several records, or give it as .jsonl, a row a speech",
    )
    .of(Fault::TooLarge))
}

/// The beginning of a speech.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Start {
    /// First element that belongs to it, its heading and title included.
    pub(super) element: usize,
    /// The element that names the speaker.
    pub(super) label: usize,
    /// First element with its words.
    pub(super) body: usize,
    /// Characters of that element's text before the words: `主席：`.
    pub(super) skip: usize,
    /// Who speaks, as the reading has it; empty if the page does not say.
    pub(super) speaker: String,
    /// The region's short name.
    pub(super) region: Option<String>,
    /// The title, if it is printed with the speaker's name.
    pub(super) title: Option<String>,
}

impl Start {
    /// A speech whose words begin at an element; the speaker is not known yet.
    pub(super) fn at(element: usize) -> Self {
        Self { element, label: element, body: element, ..Self::default() }
    }
}

/// The speeches of a page, with the layout by which they were found and the reason for it.
pub(super) struct Found {
    pub(super) layout: Layout,
    pub(super) starts: Vec<Start>,
    pub(super) evidence: String,
    /// Element after the last speech: what follows is nobody's.
    pub(super) end: usize,
    /// What may be wrong with the choice, in words.
    pub(super) doubts: Vec<Doubt>,
}

/// Where the speeches of a page begin and end by one layout.
#[derive(Debug, Default)]
struct Division {
    starts: Vec<Start>,
    /// Element after the last speech, unless that ends with the page.
    end: Option<usize>,
    doubts: Vec<Doubt>,
}

impl From<Vec<Start>> for Division {
    fn from(starts: Vec<Start>) -> Self {
        Self { starts, ..Self::default() }
    }
}

/// How one layout finds the speeches of running text.
trait Finder: Sync {
    /// The speeches, where the user asks for this layout. `announced` are the regions that the
    /// introduction names as speakers.
    fn find(&self, sheet: &Sheet<'_>, announced: &[String]) -> Division;

    /// When `auto` asks this layout: 1 is first, for the layout with the plainest sign. `None`
    /// keeps it out of the comparison.
    fn rank(&self) -> Option<u8>;

    /// The speeches, where `auto` compares layouts; `None` if another layout of the same family
    /// fits this page better.
    fn contend(&self, sheet: &Sheet<'_>, announced: &[String]) -> Option<Division> {
        Some(self.find(sheet, announced))
    }

    /// How many speakers begin to speak.
    fn speakers(&self, starts: &[Start]) -> usize {
        auto::speakers(starts)
    }

    /// Whether the starts that another layout found belong to the speeches that this one found.
    fn covers(&self, _sheet: &Sheet<'_>, _own: &[Start], _others: &[Start]) -> bool {
        false
    }

    /// Lines that may begin a speech and were left in the speech before.
    fn near_misses(&self, _sheet: &Sheet<'_>) -> Option<Doubt> {
        None
    }
}

/// What finds the speeches of a layout; `None` for `auto`, and for layouts that are not running
/// text.
fn finder(layout: Layout) -> Option<&'static dyn Finder> {
    match layout {
        Layout::Heading => Some(&labels::Headings),
        Layout::Turn => Some(&labels::Turns),
        Layout::Salutation => Some(&salutation::Salutations),
        Layout::Opening => Some(&opening::Openings),
        Layout::Auto | Layout::File | Layout::Markdown | Layout::Rows => None,
    }
}

/// Finds the speeches by `layout`, or by the one with the most evidence.
pub(super) fn find(sheet: &Sheet<'_>, layout: Layout, announced: &[String]) -> Found {
    if layout == Layout::Auto {
        return auto::find(sheet, announced);
    }
    let division =
        finder(layout).map_or_else(Division::default, |finder| finder.find(sheet, announced));
    let evidence = format!("asked for; {} speeches begin so", division.starts.len());
    found(sheet, layout, division, evidence)
}

fn found(sheet: &Sheet<'_>, layout: Layout, mut division: Division, evidence: String) -> Found {
    division.doubts.extend(finder(layout).and_then(|finder| finder.near_misses(sheet)));
    let end = division.end.unwrap_or(sheet.elements.len());
    Found { layout, starts: division.starts, end, evidence, doubts: division.doubts }
}

/// The region that a speaker's name begins with or holds: `张三（北京代表团）`.
fn region_of(name: &str) -> Option<String> {
    let regions = Regions::built_in();
    let named = regions.resolve(name).or_else(|| regions.mentions(name).next().map(|m| m.region));
    named.map(|region| region.short.clone())
}

/// Where the name of a region's organisation ends in the text after the region's name, in bytes:
/// behind 省妇联 in 省妇联认真.
fn organisation_end(rest: &str) -> Option<usize> {
    /// Characters of the longest such name. Chosen by eye: 工商业联合会 with 省, a city or a sector
    /// before it fits twice.
    const LONGEST: usize = 16;
    let name = rest.char_indices().take(LONGEST).take_while(|&(_, c)| is_of_name(c));
    name.map(|(at, c)| at + c.len_utf8()).find(|&end| {
        SpeakerLists::built_in()
            .ending(&rest[..end])
            .is_some_and(|(ending, _)| ending != Ending::Weak)
    })
}

/// Whether a character may be part of an organisation's name.
fn is_of_name(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '（' | '）')
}
