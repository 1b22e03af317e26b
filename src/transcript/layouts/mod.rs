//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! To add a layout:
//!
//! 1. a file here with a [`Finder`], which says how speeches are found and when `auto` asks it;
//! 2. its `mod` and a line in [`finder`];
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
use auto::{Choice, Contender};
use division::{Division, Finder};

mod auto;
mod division;
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
        let Choice { layout, division, evidence } = auto::choose(sheet, announced, &contenders());
        return found(sheet, layout, division, evidence);
    }
    let division =
        finder(layout).map_or_else(Division::default, |finder| finder.find(sheet, announced));
    let evidence = format!("asked for; {} speeches begin so", division.starts.len());
    found(sheet, layout, division, evidence)
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

/// The layouts that are compared, in the order in which they are asked.
fn contenders() -> Vec<Contender> {
    let all = Layout::ALL.into_iter().filter_map(|layout| Some((layout, finder(layout)?)));
    let mut ranked: Vec<_> = all.filter(|(_, finder)| finder.rank().is_some()).collect();
    ranked.sort_by_key(|(_, finder)| finder.rank());
    ranked
}

/// The speeches of a page by a layout, with the lines that nearly begin one.
fn found(sheet: &Sheet<'_>, layout: Layout, mut division: Division, evidence: String) -> Found {
    division.doubts.extend(finder(layout).and_then(|finder| finder.near_misses(sheet)));
    let end = division.end.unwrap_or(sheet.elements.len());
    Found { layout, starts: division.starts, end, evidence, doubts: division.doubts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auto_asks_every_layout_once_the_plainest_sign_first() {
        let ranks: Vec<u8> =
            contenders().into_iter().filter_map(|(_, finder)| finder.rank()).collect();
        assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "two layouts of one rank");
        let order: Vec<Layout> = contenders().into_iter().map(|(layout, _)| layout).collect();
        let expected = [Layout::Heading, Layout::Turn, Layout::Salutation, Layout::Opening];
        assert_eq!(order, expected, "a new layout has its place in this list, by its rank");
    }
}
