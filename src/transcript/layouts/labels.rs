//! Layouts `heading` and `turn`: speakers who are announced, by a line of their own or before their words.

use std::ops::Range;

use super::{Finder, Seen, Start, region_of};
use crate::transcript::{
    Doubt, Sheet,
    announce::Announcement,
    doubt::{MARK, MARK_ZH},
    lines::{Kind, ends_sentence},
};

/// Lines of a title beside a name.
const TITLE: usize = 3;

/// Layout `heading`: speeches under lines that name a speaker and nothing else.
pub(super) struct Headings;
/// Layout `turn`: speeches behind a name and a mark.
pub(super) struct Turns;

// Where `auto` compares, the announcements of both kinds are one layout, the one of most of them:
// a record of headings may hold a turn or two.

impl Finder for Headings {
    fn find(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Seen {
        starts(sheet, |announced| announced.heading).into()
    }

    fn rank(&self) -> Option<u8> {
        Some(1)
    }

    fn contend(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Option<Seen> {
        headed(sheet).then(|| starts(sheet, |_| true).into())
    }

    fn near_misses(&self, sheet: &Sheet<'_>) -> Option<Doubt> {
        near_misses(sheet)
    }
}

impl Finder for Turns {
    fn find(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Seen {
        starts(sheet, |announced| !announced.heading).into()
    }

    fn rank(&self) -> Option<u8> {
        Some(2)
    }

    fn contend(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Option<Seen> {
        (!headed(sheet)).then(|| starts(sheet, |_| true).into())
    }

    fn near_misses(&self, sheet: &Sheet<'_>) -> Option<Doubt> {
        near_misses(sheet)
    }
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

fn starts(sheet: &Sheet<'_>, wanted: fn(&Announcement) -> bool) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut element = 0;
    for announced in sheet.announced.iter().filter(|announced| wanted(announced)) {
        // Both are in the order of the record: one pass finds all.
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
    // What stands between two turns is said, or heads the next: no name and no title.
    if headed(sheet) {
        starts = joined(sheet, starts);
        give_titles(sheet, &mut starts);
    }
    starts
}

/// Whether most speakers are announced by a line of their own.
fn headed(sheet: &Sheet<'_>) -> bool {
    let headings = sheet.announced.iter().filter(|announced| announced.heading).count();
    2 * headings > sheet.announced.len()
}

/// Puts names together that no sentence parts: 广东省, then 省长 丁大文, head one speech.
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

/// Gives each speech the lines without sentences that stand before its name, or behind it, where
/// most speeches have such lines there.
fn give_titles(sheet: &Sheet<'_>, starts: &mut [Start]) {
    let before: Vec<Range<usize>> = (0..starts.len()).map(|at| before(sheet, starts, at)).collect();
    let behind: Vec<Range<usize>> = (0..starts.len()).map(|at| behind(sheet, starts, at)).collect();
    let most = |runs: &[Range<usize>]| {
        2 * runs.iter().filter(|run| !run.is_empty()).count() > runs.len() && runs.len() > 1
    };
    if most(&before) {
        for (start, run) in starts.iter_mut().zip(before).filter(|(_, run)| !run.is_empty()) {
            start.title = Some(title(sheet, run.clone()));
            start.element = run.start;
        }
    } else if most(&behind) {
        for (start, run) in starts.iter_mut().zip(behind).filter(|(_, run)| !run.is_empty()) {
            start.title = Some(title(sheet, run.clone()));
            start.body = run.end;
        }
    }
}

/// The headline right before a name: the elements behind the last sentence, three at most.
fn before(sheet: &Sheet<'_>, starts: &[Start], at: usize) -> Range<usize> {
    let end = starts[at].element;
    let floor = at.checked_sub(1).map_or(0, |last| starts[last].body + 1);
    let floor = floor.max(end.saturating_sub(TITLE)).min(end);
    let first = (floor..end).rev().take_while(|&element| is_title(sheet, element)).last();
    first.unwrap_or(end)..end
}

/// The headline right behind a name, if a paragraph follows it.
fn behind(sheet: &Sheet<'_>, starts: &[Start], at: usize) -> Range<usize> {
    let from = starts[at].body;
    let end = starts.get(at + 1).map_or(sheet.elements.len(), |next| next.element);
    if from == starts[at].element {
        return from..from;
    }
    let to = (from..end.min(from + TITLE))
        .take_while(|&element| is_title(sheet, element))
        .last()
        .map_or(from, |last| last + 1);
    let words = to < end && sheet.elements[to].kind == Kind::Paragraph;
    from..if words { to } else { from }
}

fn is_title(sheet: &Sheet<'_>, element: usize) -> bool {
    /// A vote or a sign has fewer letters: 反对.
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
