//! Which finder belongs to which layout.

use super::{
    division::{Division, Finder, Found},
    labels, opening, salutation,
};
use crate::transcript::{Layout, sheet::Sheet};

/// What finds the speeches of a layout; `None` for `auto`, and for layouts that are not running
/// text.
pub(super) fn finder(layout: Layout) -> Option<&'static dyn Finder> {
    match layout {
        Layout::Heading => Some(&labels::Headings),
        Layout::Turn => Some(&labels::Turns),
        Layout::Salutation => Some(&salutation::Salutations),
        Layout::Opening => Some(&opening::Openings),
        Layout::Auto | Layout::File | Layout::Markdown | Layout::Rows => None,
    }
}

pub(super) fn found(
    sheet: &Sheet<'_>,
    layout: Layout,
    mut division: Division,
    evidence: String,
) -> Found {
    division.doubts.extend(finder(layout).and_then(|finder| finder.near_misses(sheet)));
    let end = division.end.unwrap_or(sheet.elements.len());
    Found { layout, starts: division.starts, end, evidence, doubts: division.doubts }
}
