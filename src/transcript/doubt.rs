//! What may be wrong with a reading: each doubt names the line and what to try.

use super::{
    Fate, Layout, Sheet, Speech,
    layouts::{Found, Start},
};

/// How many times as long as the middle one a speech is, from which another may be hidden in it.
///
/// Of 92 work reports of three years the longest has 1.9 times the characters of its year's
/// middle one.
const LONGER: usize = 4;
/// Characters below which no speech is called long.
const LONG: usize = 2000;
/// Speeches from which there is a middle one.
const FELLOWS: usize = 4;
/// Share of a page's characters before its first speech, from which the page may be a story.
const BEFORE: f64 = 0.3;

/// What can be done where a speech hides in another.
const MARK: &str = "put `## name` before its first line in what `split --format md` prints";

/// All that is doubtful in the speeches that were found.
pub(super) fn doubts(
    sheet: &Sheet<'_>,
    found: &Found,
    speeches: &[Speech],
    missing: &[String],
) -> Vec<String> {
    let mut doubts = Vec::new();
    doubts.extend(without_text(speeches));
    doubts.extend(not_found(found.layout, speeches, missing));
    // Turns of a debate are of any length.
    if found.layout != Layout::Turn {
        doubts.extend(longer(sheet, &found.starts, speeches));
    }
    doubts.extend(openings_inside(sheet, found));
    doubts
}

/// What is doubtful in what became of the characters.
pub(super) fn of_fates(tally: &[(Fate, usize)]) -> Option<String> {
    let of = |fate: Fate| tally.iter().find(|(other, _)| *other == fate).map_or(0, |(_, n)| *n);
    let all: usize = tally.iter().map(|(_, count)| count).sum();
    let before = of(Fate::Introduction);
    (all > 0 && before as f64 > BEFORE * all as f64).then(|| {
        format!(
            "{before} of {all} characters stand before the first speech and are nobody's: the text may be a story and no record, or a speaker's line is missing; {MARK}"
        )
    })
}

/// Speakers of whom nothing is found but the name.
fn without_text(speeches: &[Speech]) -> Option<String> {
    let empty = |speech: &&Speech| speech.units.iter().all(|unit| unit.text.trim().is_empty());
    let names: Vec<&str> =
        speeches.iter().filter(empty).map(|speech| speech.speaker.as_str()).collect();
    (!names.is_empty()).then(|| format!("no text is found of {}", names.join("、")))
}

/// Announced regions without a speech, where most of those announced speak.
fn not_found(layout: Layout, speeches: &[Speech], missing: &[String]) -> Option<String> {
    let speak = speeches.iter().filter(|speech| speech.region.is_some()).count();
    let announced = matches!(layout, Layout::Opening | Layout::Heading) && speak >= missing.len();
    (announced && !missing.is_empty()).then(|| {
        format!("announced and not found: {}; if one speaks here, {MARK}", missing.join("、"))
    })
}

/// Speeches far longer than their fellows.
fn longer<'s>(
    sheet: &'s Sheet<'_>,
    starts: &'s [Start],
    speeches: &'s [Speech],
) -> impl Iterator<Item = String> + 's {
    let lengths: Vec<usize> = speeches
        .iter()
        .map(|speech| speech.units.iter().map(|unit| characters(&unit.text)).sum())
        .collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let long = move |length: usize| {
        starts.len() >= FELLOWS && length >= LONG && length > LONGER * middle.max(1)
    };
    lengths.into_iter().enumerate().filter(move |&(_, length)| long(length)).map(move |(at, length)| {
        format!(
            "line {}: {} has {length} characters where the middle speech has {middle}; if another speech is hidden in it, {MARK}",
            line(sheet, starts[at].element),
            speeches[at].speaker
        )
    })
}

/// Salutations that open a speech, in the middle of another.
fn openings_inside(sheet: &Sheet<'_>, found: &Found) -> Option<String> {
    /// Elements of a speech within which it may still begin.
    const BEGINNING: usize = 3;
    /// As many lines are named.
    const NAMED: usize = 5;
    let begins = |line: usize| {
        found.starts.iter().any(|start| {
            let last = (start.body + BEGINNING).min(sheet.elements.len());
            let mut own = sheet.elements[start.element..last].iter();
            own.any(|run| run.lines.contains(&line))
        })
    };
    let inside: Vec<String> = sheet
        .salutations
        .iter()
        .filter(|salutation| salutation.opens && !begins(salutation.line))
        .map(|salutation| sheet.lines[salutation.line].number.to_string())
        .collect();
    // Whoever takes the word in a debate greets the hearers too.
    (!inside.is_empty() && found.layout != Layout::Turn).then(|| {
        let more = if inside.len() > NAMED { " and more" } else { "" };
        let lines = inside[..inside.len().min(NAMED)].join(", ");
        format!("line {lines}{more}: words that open a speech stand inside another; if one begins there, {MARK}, or try --layout salutation")
    })
}

/// Characters of a text, white space not counted.
fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn line(sheet: &Sheet<'_>, element: usize) -> usize {
    sheet.elements.get(element).map_or(0, |run| sheet.lines[run.lines.start].number)
}
