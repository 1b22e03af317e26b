//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! A new layout is a file with a `find` that returns the starts, a variant of
//! [`Layout`], and a line in `by` and in the list of those that are tried.

use std::collections::BTreeSet;

use super::{Layout, Sheet};

mod heading;
mod names;
mod opening;
mod salutation;
mod turn;

pub(super) use names::CUES;

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
        return Found { layout, starts, evidence };
    }
    // The plainer the sign, the earlier it stands: a later layout must find a fifth more.
    let mut best: Option<(usize, Layout, Vec<Start>)> = None;
    let mut counts = Vec::new();
    for layout in [Layout::Heading, Layout::Turn, Layout::Salutation, Layout::Opening] {
        let starts = by(layout);
        // A salutation names nobody: each is a speaker of its own.
        let speakers = match layout {
            Layout::Salutation => starts.len(),
            _ => speakers(&starts),
        };
        counts.push(format!("{} {speakers}", layout.name()));
        let most = best.as_ref().map_or(0, |(most, _, _)| *most);
        if 5 * speakers > 6 * most {
            best = Some((speakers, layout, starts));
        }
    }
    let (_, layout, starts) = best.unwrap_or((0, Layout::File, Vec::new()));
    Found { layout, starts, evidence: format!("speeches by layout: {}", counts.join(", ")) }
}

/// How many speakers begin, known by region or name; a salutation names nobody.
fn speakers(starts: &[Start]) -> usize {
    let names: BTreeSet<&String> = starts
        .iter()
        .filter_map(|start| {
            start.region.as_ref().or(Some(&start.speaker)).filter(|name| !name.is_empty())
        })
        .collect();
    names.len()
}
