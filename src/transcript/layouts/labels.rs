//! Layouts `heading` and `turn`: speakers whose names are announced, on a line of their own or right
//! before their words.

use std::ops::Range;

use super::division::{Division, Finder, Start};
use crate::transcript::{
    Doubt,
    announce::Announcement,
    doubt::{MARK, MARK_ZH},
    elements::Kind,
    lines::ends_sentence,
    organisation::region_of,
    sheet::Sheet,
};

/// Elements of the longest title above or below a name. Chosen by eye: a pair of lines, or three.
const TITLE: usize = 3;

/// Layout `heading`: speeches under lines that name a speaker and nothing else.
pub(super) struct Headings;
/// Layout `turn`: speeches behind a name and a mark.
pub(super) struct Turns;

// Where `auto` compares, the announcements of both kinds are one layout, the one of most of them:
// a record of headings may hold a turn or two.

impl Finder for Headings {
    fn find(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Division {
        starts(sheet, |announced| announced.heading).into()
    }

    fn rank(&self) -> Option<u8> {
        Some(1)
    }

    fn contend(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Option<Division> {
        headed(sheet).then(|| starts(sheet, |_| true).into())
    }

    fn near_misses(&self, sheet: &Sheet<'_>) -> Option<Doubt> {
        near_misses(sheet)
    }
}

impl Finder for Turns {
    fn find(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Division {
        starts(sheet, |announced| !announced.heading).into()
    }

    fn rank(&self) -> Option<u8> {
        Some(2)
    }

    fn contend(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Option<Division> {
        (!headed(sheet)).then(|| starts(sheet, |_| true).into())
    }

    fn near_misses(&self, sheet: &Sheet<'_>) -> Option<Doubt> {
        near_misses(sheet)
    }
}

/// Lines that nearly look like those that name speakers, and were left in the speech before.
fn near_misses(sheet: &Sheet<'_>) -> Option<Doubt> {
    /// The most lines that the doubt lists.
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

fn starts(sheet: &Sheet<'_>, wanted: fn(&Announcement) -> bool) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut element = 0;
    for announced in sheet.announced.iter().filter(|announced| wanted(announced)) {
        // Announcements and elements are both in the order of the record, so one pass is enough.
        element +=
            sheet.elements[element..].partition_point(|run| run.lines.start < announced.line);
        if sheet.elements.get(element).is_none_or(|run| run.lines.start != announced.line) {
            continue;
        }
        starts.push(Start {
            element,
            label: element,
            body: element + usize::from(announced.alone),
            skip: if announced.alone { 0 } else { announced.skip },
            region: region_of(&announced.name),
            speaker: announced.name.clone(),
            title: None,
        });
    }
    // Lines between two turns of a debate are words, or the headline of what follows; they are
    // neither names nor titles.
    if headed(sheet) {
        starts = joined(sheet, starts);
        give_titles(sheet, &mut starts);
    }
    starts
}

/// Whether most speakers are announced by a line of their own.
fn headed(sheet: &Sheet<'_>) -> bool {
    let headings = sheet.announced.iter().filter(|announced| announced.heading).count();
    is_majority(headings, sheet.announced.len())
}

fn is_majority(part: usize, whole: usize) -> bool {
    2 * part > whole
}

/// Joins names that have no sentence between them: 广东省 and then 省长 丁大文 begin one speech.
fn joined(sheet: &Sheet<'_>, starts: Vec<Start>) -> Vec<Start> {
    let mut joined: Vec<Start> = Vec::new();
    for mut start in starts {
        let empty = joined.last().is_some_and(|last| {
            last.body > last.element && !says_something(sheet, last.body..start.element)
        });
        if empty && let Some(last) = joined.pop() {
            start.element = last.element;
            start.region = start.region.or(last.region);
        }
        joined.push(start);
    }
    joined
}

fn says_something(sheet: &Sheet<'_>, mut elements: Range<usize>) -> bool {
    elements.any(|element| sheet.elements[element].kind == Kind::Paragraph)
}

/// Takes the lines without sentences above the names for titles, or those below, if most speeches
/// have such lines there.
fn give_titles(sheet: &Sheet<'_>, starts: &mut [Start]) {
    let above: Vec<Range<usize>> = (0..starts.len()).map(|at| above(sheet, starts, at)).collect();
    let below: Vec<Range<usize>> = (0..starts.len()).map(|at| below(sheet, starts, at)).collect();
    if most_have_titles(&above) {
        for (start, run) in starts.iter_mut().zip(above).filter(|(_, run)| !run.is_empty()) {
            start.title = Some(title(sheet, run.clone()));
            start.element = run.start;
        }
    } else if most_have_titles(&below) {
        for (start, run) in starts.iter_mut().zip(below).filter(|(_, run)| !run.is_empty()) {
            start.title = Some(title(sheet, run.clone()));
            start.body = run.end;
        }
    }
}

/// Whether most of several speeches have a title.
fn most_have_titles(titles: &[Range<usize>]) -> bool {
    let given = titles.iter().filter(|title| !title.is_empty()).count();
    titles.len() > 1 && is_majority(given, titles.len())
}

/// The title right above a name: the elements after the last sentence, at most [`TITLE`].
fn above(sheet: &Sheet<'_>, starts: &[Start], at: usize) -> Range<usize> {
    let end = starts[at].element;
    let floor = at.checked_sub(1).map_or(0, |last| starts[last].body + 1);
    let floor = floor.max(end.saturating_sub(TITLE)).min(end);
    let first = (floor..end).rev().take_while(|&element| is_title(sheet, element)).last();
    first.unwrap_or(end)..end
}

/// The title right below a name, if a paragraph follows it.
fn below(sheet: &Sheet<'_>, starts: &[Start], at: usize) -> Range<usize> {
    let from = starts[at].body;
    let end = starts.get(at + 1).map_or(sheet.elements.len(), |next| next.element);
    if from == starts[at].element {
        return from..from;
    }
    let to = (from..end.min(from + TITLE))
        .take_while(|&element| is_title(sheet, element))
        .last()
        .map_or(from, |last| last + 1);
    let followed = to < end && sheet.elements[to].kind == Kind::Paragraph;
    from..if followed { to } else { from }
}

fn is_title(sheet: &Sheet<'_>, element: usize) -> bool {
    /// Letters of the shortest title: a vote (反对) or a sign has fewer.
    const LETTERS: usize = 4;
    let text = sheet.text(element);
    sheet.elements[element].kind == Kind::Display
        && !ends_sentence(&text)
        && text.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS
}

fn title(sheet: &Sheet<'_>, elements: Range<usize>) -> String {
    let lines = elements.flat_map(|element| sheet.elements[element].lines.clone());
    lines.map(|line| sheet.lines[line].printed).collect::<Vec<_>>().join("　")
}
