//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! To add a layout:
//!
//! 1. a file here with a [`Finder`](division::Finder), which says how speeches are found and when `auto` asks it;
//! 2. a line in [`finders::finder`];
//! 3. a variant and a row in `transcript/layout.rs`.
//!
//! A layout sees the lines as they were joined to paragraphs. If its sign is a line of its own,
//! that line needs a `Cue`, or it may become part of a paragraph; see `cues`.

use super::{Layout, sheet::Sheet};
use crate::{
    budget::RECORD_SPEECHES,
    error::{Error, Fault, Result},
    pages::Page,
};
use division::Division;
use finders::{finder, found};

mod auto;
mod division;
mod finders;
mod labels;
mod opening;
mod province;
mod salutation;

pub(super) use division::{Found, Start};

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
