//! Where the speeches of a page begin: one file a layout, and the choice among them.
//!
//! A new layout is a file with a `find` that returns the starts, a variant of
//! [`Layout`], and a line in `by` and in the list of those that are tried.

use std::collections::BTreeSet;

use super::{
    Doubt, Layout, Sheet,
    doubt::{MARK, MARK_ZH},
};
use crate::names::{Ending, Regions, Words};
use crate::{
    error::{Error, Result},
    pages::Page,
};

mod labels;
mod opening;
mod province;
mod salutation;

pub(super) use opening::opens as opens_with_organisation;
pub(super) use salutation::{Salutation, salutations, turns_to_hearers};

/// Speeches of a running text: some eight hundred bytes of memory each, however short they are. Rows
/// of a table are read without this limit.
const MOST_SPEECHES: usize = 200_000;

/// Refuses a text with more speeches than a meeting can have.
///
/// # Errors
/// More than 200,000 speeches.
pub(super) fn countable(speeches: usize, page: &Page) -> Result<()> {
    if speeches <= MOST_SPEECHES {
        return Ok(());
    }
    Err(Error::input(
        page.source.as_str(),
        format!("{speeches} speeches, more than {MOST_SPEECHES}"),
        "split it into several records, or give it as .jsonl, a row a speech",
    ))
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
    /// Characters of that element's text to skip: `主席：`.
    pub(super) skip: usize,
    /// Who speaks, as read.
    pub(super) speaker: String,
    /// The region's short name.
    pub(super) region: Option<String>,
    /// A title that stands with the heading.
    pub(super) title: Option<String>,
}

impl Start {
    /// A speech whose words begin at an element, by whomever.
    pub(super) fn at(element: usize) -> Self {
        Self { element, label: element, body: element, ..Self::default() }
    }
}

/// The starts that a page shows, with the layout that found them and why.
pub(super) struct Found {
    pub(super) layout: Layout,
    pub(super) starts: Vec<Start>,
    pub(super) evidence: String,
    /// Element behind the last speech: what follows is nobody's.
    pub(super) end: usize,
    /// What may be wrong with the choice, in words.
    pub(super) doubts: Vec<Doubt>,
}

/// What one layout sees.
#[derive(Debug, Default)]
struct Seen {
    starts: Vec<Start>,
    /// Element behind the last speech, if that is not the last of the page.
    end: Option<usize>,
    doubts: Vec<Doubt>,
}

impl From<Vec<Start>> for Seen {
    fn from(starts: Vec<Start>) -> Self {
        Self { starts, ..Self::default() }
    }
}

/// Finds the speeches by `layout`, or by the one with the most evidence.
pub(super) fn find(sheet: &Sheet<'_>, layout: Layout, announced: &[String]) -> Found {
    if layout != Layout::Auto {
        let seen = by(sheet, layout, announced);
        let evidence = format!("asked for; {} speeches begin so", seen.starts.len());
        return found(sheet, layout, seen, evidence);
    }
    let (labelled, labels) = labels::all(sheet);
    let mut labels = Some(Seen::from(labels));
    let mut best: (usize, Layout, Seen) = (0, Layout::File, Seen::default());
    let mut counts: Vec<(Layout, usize)> = Vec::new();
    // The plainer the sign, the earlier it stands: a later layout must find a fifth more.
    for layout in [labelled, Layout::Salutation, Layout::Opening] {
        let seen = labels.take().unwrap_or_else(|| by(sheet, layout, announced));
        // A salutation names nobody: each is a speaker of its own.
        let speakers = match layout {
            Layout::Salutation => seen.starts.len(),
            _ => speakers(&seen.starts),
        };
        counts.push((layout, speakers));
        // Names above salutations are those of the same speeches.
        let same = layout == Layout::Salutation
            && salutation::head(sheet, &seen.starts, &best.2.starts)
            && 3 * speakers >= 2 * best.0;
        if 5 * speakers > 6 * best.0 || same {
            best = (speakers, layout, seen);
        }
    }
    let (most, layout, mut seen) = best;
    let list: Vec<String> =
        counts.iter().map(|(layout, speakers)| format!("{} {speakers}", layout.name())).collect();
    seen.doubts.extend(doubt(layout, most, &counts));
    found(sheet, layout, seen, format!("speakers by layout: {}", list.join(", ")))
}

fn found(sheet: &Sheet<'_>, layout: Layout, mut seen: Seen, evidence: String) -> Found {
    if matches!(layout, Layout::Heading | Layout::Turn) {
        seen.doubts.extend(near_misses(sheet));
    }
    let end = seen.end.unwrap_or(sheet.elements.len());
    Found { layout, starts: seen.starts, end, evidence, doubts: seen.doubts }
}

/// Lines that look like those that name speakers and were left in the speech before.
fn near_misses(sheet: &Sheet<'_>) -> Option<Doubt> {
    /// As many lines are named.
    const NAMED: usize = 5;
    let count = sheet.near.len();
    let first = sheet.near.iter().take(NAMED);
    let lines: Vec<String> =
        first.map(|(line, name)| format!("{} ({name})", sheet.lines[*line].number)).collect();
    let (lines, lines_zh) = (lines.join(", "), lines.join("、"));
    (count > 0).then(|| {
        Doubt::new(
            format!("有 {count} 行可能是发言人，现归入前一篇发言：第 {lines_zh} 行；如确是发言人，{MARK_ZH}"),
            format!("{count} lines may name a speaker and were left in the speech before: line {lines}; if one does, {MARK}"),
        )
    })
}

/// What one layout sees.
fn by(sheet: &Sheet<'_>, layout: Layout, announced: &[String]) -> Seen {
    match layout {
        Layout::Heading => labels::headings(sheet).into(),
        Layout::Turn => labels::turns(sheet).into(),
        Layout::Salutation => salutation::find(sheet).into(),
        Layout::Opening => opening::find(sheet, announced),
        Layout::Auto | Layout::File | Layout::Markdown | Layout::Rows => Seen::default(),
    }
}

/// What is to be said where another layout sees half as many speakers or more, but not the same number.
fn doubt(chosen: Layout, most: usize, counts: &[(Layout, usize)]) -> Option<Doubt> {
    let others = counts.iter().filter(|(layout, _)| *layout != chosen);
    let &(next, speakers) = others.max_by_key(|(_, speakers)| *speakers)?;
    (speakers > 1 && 2 * speakers >= most && speakers != most).then(|| {
        let (other, chosen) = (next.name(), chosen.name());
        Doubt::new(
            format!("按版式 {other} 可认出 {speakers} 位发言人，按 {chosen} 为 {most} 位；如前者正确，请加 --layout {other}"),
            format!("layout {other} sees {speakers} speakers where {chosen} sees {most}; if {other} is right, --layout {other}"),
        )
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

/// The region that a speaker's name begins with or holds: `张三（北京代表团）`.
fn region_of(name: &str) -> Option<String> {
    let regions = Regions::built_in();
    let named = regions.resolve(name).or_else(|| regions.mentions(name).next().map(|m| m.region));
    named.map(|region| region.short.clone())
}

/// Bytes of what follows a region's name up to the end of its organisation's: 省妇联 of 省妇联认真.
fn organisation_end(rest: &str) -> Option<usize> {
    /// Characters of the longest such name.
    const LONGEST: usize = 16;
    let ends = rest.char_indices().map(|(at, c)| (c, at + c.len_utf8())).take(LONGEST);
    let name = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '（' | '）');
    ends.take_while(|&(c, _)| name(c)).map(|(_, end)| end).find(|&end| {
        Words::built_in().ending(&rest[..end]).is_some_and(|(ending, _)| ending != Ending::Weak)
    })
}
