//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! A new layout is a file with a `find` that returns the starts, a variant of
//! [`Layout`], and a line in `by` and in the list of those that are tried.

use std::collections::BTreeSet;

use super::{Layout, Regions, Sheet};

mod heading;
mod names;
mod opening;
mod salutation;
mod turn;

pub(super) use names::{CUES, organisation_end};

/// The beginning of a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// First element that belongs to it, its heading included.
    pub(super) element: usize,
    /// First element with its words.
    pub(super) body: usize,
    /// Bytes of that element's text to skip: `主席：`.
    pub(super) skip: usize,
    /// Who speaks, as printed.
    pub(super) speaker: String,
    /// The region's short name.
    pub(super) region: Option<String>,
    /// A title that stands with the heading.
    pub(super) title: Option<String>,
}

/// The starts that a page shows, with the layout that found them and why.
pub(super) struct Found {
    pub(super) layout: Layout,
    pub(super) starts: Vec<Start>,
    pub(super) evidence: String,
    /// What may be wrong with the choice, in words.
    pub(super) doubts: Vec<String>,
}

/// Finds the speeches by `layout`, or by the one with the most evidence.
pub(super) fn find(sheet: &Sheet<'_>, layout: Layout, announced: &[String]) -> Found {
    let by = |layout: Layout| match layout {
        Layout::Heading => heading::find(sheet),
        Layout::Turn => turn::find(sheet),
        Layout::Salutation => salutation::find(sheet),
        Layout::Opening => opening::find(sheet, announced),
        Layout::Auto | Layout::File | Layout::Markdown | Layout::Rows => Vec::new(),
    };
    if layout != Layout::Auto {
        let starts = by(layout);
        let evidence = format!("asked for; {} speeches begin so", starts.len());
        return Found { layout, starts, evidence, doubts: Vec::new() };
    }
    // The plainer the sign, the earlier it stands: a later layout must find a fifth more.
    let mut best: (usize, Layout, Vec<Start>) = (0, Layout::File, Vec::new());
    let mut counts: Vec<(Layout, usize)> = Vec::new();
    for layout in [Layout::Heading, Layout::Turn, Layout::Salutation, Layout::Opening] {
        let starts = by(layout);
        // A salutation names nobody: each is a speaker of its own.
        let speakers = match layout {
            Layout::Salutation => starts.len(),
            _ => speakers(&starts),
        };
        counts.push((layout, speakers));
        if 5 * speakers > 6 * best.0 {
            best = (speakers, layout, starts);
        }
    }
    let (most, layout, starts) = best;
    let list: Vec<String> =
        counts.iter().map(|(layout, speakers)| format!("{} {speakers}", layout.name())).collect();
    let evidence = format!("speakers by layout: {}", list.join(", "));
    Found { layout, starts, evidence, doubts: doubt(layout, most, &counts).into_iter().collect() }
}

/// What is to be said where another layout sees half as many speakers or more, but not the same number.
fn doubt(chosen: Layout, most: usize, counts: &[(Layout, usize)]) -> Option<String> {
    let others = counts.iter().filter(|(layout, _)| *layout != chosen);
    let &(next, speakers) = others.max_by_key(|(_, speakers)| *speakers)?;
    (speakers > 1 && 2 * speakers >= most && speakers != most).then(|| {
        format!("layout {0} sees {speakers} speakers where {1} sees {most}; if {0} is right, --layout {0}", next.name(), chosen.name())
    })
}

/// How many speakers begin, known by name or region.
///
/// Two names of one region are two speakers only if both are more than the
/// region's: cities speak apart, 广东 and 广东省 are the same.
fn speakers(starts: &[Start]) -> usize {
    let whole = |start: &&Start| {
        start.speaker.is_empty() || Regions::built_in().exactly(&start.speaker).is_some()
    };
    let regions: BTreeSet<&String> =
        starts.iter().filter(whole).filter_map(|start| start.region.as_ref()).collect();
    let names: BTreeSet<&String> =
        starts.iter().filter(|start| !whole(start)).map(|start| &start.speaker).collect();
    regions.len() + names.len()
}
