//! What a layout finds: where speeches begin and end.

use std::collections::BTreeSet;

use crate::names::Regions;
use crate::transcript::{Doubt, Layout, sheet::Sheet};

/// The beginning of a speech.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::transcript) struct Start {
    /// First element that belongs to it, its heading and title included.
    pub(in crate::transcript) element: usize,
    /// The element that names the speaker.
    pub(in crate::transcript) label: usize,
    /// First element with its words.
    pub(in crate::transcript) body: usize,
    /// Characters of that element's text before the words: `主席：`.
    pub(in crate::transcript) skip: usize,
    /// Who speaks, as the reading has it; empty if the page does not say.
    pub(in crate::transcript) speaker: String,
    /// The region's short name.
    pub(in crate::transcript) region: Option<String>,
    /// The title, if it is printed with the speaker's name.
    pub(in crate::transcript) title: Option<String>,
}

impl Start {
    /// A speech whose words begin at an element; the speaker is not known yet.
    pub(in crate::transcript) fn at(element: usize) -> Self {
        Self { element, label: element, body: element, ..Self::default() }
    }
}

/// The speeches of a page, with the layout by which they were found and the reason for it.
pub(in crate::transcript) struct Found {
    pub(in crate::transcript) layout: Layout,
    pub(in crate::transcript) starts: Vec<Start>,
    pub(in crate::transcript) evidence: String,
    /// Element after the last speech: what follows is nobody's.
    pub(in crate::transcript) end: usize,
    /// What may be wrong with the choice, in words.
    pub(in crate::transcript) doubts: Vec<Doubt>,
}

/// Where the speeches of a page begin and end by one layout.
#[derive(Debug, Default)]
pub(super) struct Division {
    pub(super) starts: Vec<Start>,
    /// Element after the last speech, unless that ends with the page.
    pub(super) end: Option<usize>,
    pub(super) doubts: Vec<Doubt>,
}

impl From<Vec<Start>> for Division {
    fn from(starts: Vec<Start>) -> Self {
        Self { starts, ..Self::default() }
    }
}

/// How one layout finds the speeches of running text.
pub(super) trait Finder: Sync {
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
        speakers(starts)
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

/// How many speakers begin, known by name or region.
///
/// Two names of one region are two speakers only if both are more than the region's name: cities
/// speak for themselves, while 广东 and 广东省 are the same speaker.
fn speakers(starts: &[Start]) -> usize {
    let (whole, named): (Vec<&Start>, Vec<&Start>) =
        starts.iter().partition(|start| names_region_only(start));
    let regions: BTreeSet<&String> =
        whole.iter().filter_map(|start| start.region.as_ref()).collect();
    let names: BTreeSet<&String> = named.iter().map(|start| &start.speaker).collect();
    regions.len() + names.len()
}

/// Whether a speaker is known by nothing but a region's name, if at all.
fn names_region_only(start: &Start) -> bool {
    start.speaker.is_empty() || Regions::built_in().exactly(&start.speaker).is_some()
}
