//! What becomes of each element of a page, and whose it is.

use std::ops::Range;

use super::{
    Disposition, Ledger, Speech, credit, elements::Kind, layouts::Found, meeting, sheet::Sheet,
    titles,
};

/// Lines of the longest title; a longer run of display lines is about the page. Chosen by eye on
/// newspaper pages.
const LONGEST_TITLE: usize = 12;
/// Lines of the longest headline between two turns; a longer run is a table that was read out.
/// Chosen by eye on debates.
const LONGEST_HEADLINE: usize = 3;
/// Letters of the shortest headline between two turns; a shorter line is a vote: 反对.
const SHORTEST_HEADLINE: usize = 4;

/// What an element became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Assignment {
    pub(super) disposition: Disposition,
    /// Index of the speech it belongs to.
    pub(super) speech: Option<usize>,
}

impl Assignment {
    fn to(speech: usize, disposition: Disposition) -> Self {
        Self { disposition, speech: Some(speech) }
    }

    fn to_nobody(disposition: Disposition) -> Self {
        Self { disposition, speech: None }
    }
}

/// What each element becomes: what comes between two starts belongs to the first.
///
/// Scattered titles belong to nobody yet, see [`give_titles`].
pub(super) fn assign(sheet: &Sheet<'_>, found: &Found) -> Vec<Assignment> {
    let mut assignments = Vec::with_capacity(sheet.elements.len());
    let mut begun = 0;
    for element in 0..sheet.elements.len() {
        while found.starts.get(begun).is_some_and(|start| start.element <= element) {
            begun += 1;
        }
        assignments.push(assignment(sheet, found, element, begun.checked_sub(1)));
    }
    if found.layout.conventions().is_debate {
        free_headlines(sheet, found, &mut assignments);
    }
    assignments
}

/// What an element becomes after the start of `speech`, or before the first start.
fn assignment(
    sheet: &Sheet<'_>,
    found: &Found,
    element: usize,
    speech: Option<usize>,
) -> Assignment {
    let conventions = found.layout.conventions();
    let kind = sheet.elements[element].kind;
    if element >= found.end {
        return Assignment::to_nobody(Disposition::Unassigned);
    }
    match (kind, speech) {
        (Kind::Label, _) => Assignment::to_nobody(Disposition::Label),
        (Kind::Display, _) if conventions.scattered_titles => {
            Assignment::to_nobody(Disposition::Title)
        }
        (Kind::Display, None) => Assignment::to_nobody(Disposition::Headline),
        (Kind::Paragraph, None) => Assignment::to_nobody(Disposition::Introduction),
        (_, Some(speech)) => {
            let start = &found.starts[speech];
            if element < start.body {
                let is_title = kind == Kind::Display && element != start.label;
                let part = if is_title { Disposition::Title } else { Disposition::Label };
                Assignment::to(speech, part)
            } else if conventions.drops_credits
                && element != start.element
                && is_credit(sheet, element)
            {
                Assignment::to_nobody(Disposition::Unassigned)
            } else {
                Assignment::to(speech, Disposition::Speech)
            }
        }
    }
}

/// Whether an element is one line that is a byline or a time and nothing else.
fn is_credit(sheet: &Sheet<'_>, element: usize) -> bool {
    match sheet.lines_of(element) {
        [line] => credit::is_credit(line.text),
        _ => false,
    }
}

/// Takes from each turn the headlines of what follows: display lines right before the next turn.
fn free_headlines(sheet: &Sheet<'_>, found: &Found, assignments: &mut [Assignment]) {
    for (turn, next) in found.starts.iter().zip(found.starts.iter().skip(1)) {
        // The line of the speaker or the next one holds the turn's first words.
        let first = turn.body.max(turn.element) + 1;
        for element in (first..next.element).rev().take_while(|&el| is_headline(sheet, el)) {
            if assignments[element].disposition == Disposition::Speech {
                assignments[element] = Assignment::to_nobody(Disposition::Headline);
            }
        }
    }
}

/// Whether an element may head the next turn: no table, no vote. A rule has no letters at all.
fn is_headline(sheet: &Sheet<'_>, element: usize) -> bool {
    let run = &sheet.elements[element];
    let letters = sheet.text(element).chars().filter(|c| c.is_alphanumeric()).count();
    run.kind == Kind::Display
        && run.lines.len() <= LONGEST_HEADLINE
        && (letters >= SHORTEST_HEADLINE || letters == 0)
}

/// A line that is a title or part of one.
struct TitleLine<'a> {
    /// Index of the run of display lines that holds it.
    run: usize,
    printed: &'a str,
}

/// Gives the scattered titles of a page to its speeches: to the one that begins behind a title, or
/// else to the one that shares its words. The other titles are headlines.
pub(super) fn give_titles(
    sheet: &Sheet<'_>,
    speeches: &mut [Speech],
    assignments: &mut [Assignment],
) {
    let elements = title_elements(sheet, assignments);
    let runs: Vec<Vec<&str>> = elements
        .iter()
        .map(|&element| sheet.lines_of(element).iter().map(|line| line.printed).collect())
        .collect();
    let lines: Vec<TitleLine<'_>> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, lines)| lines.iter().map(move |&printed| TitleLine { run, printed }))
        .collect();
    let cuts = titles::cut(&runs, speeches.len());
    let names: Vec<String> = cuts
        .iter()
        .map(|cut| cut.iter().map(|&line| lines[line].printed).collect::<Vec<_>>().join("　"))
        .collect();
    let texts: Vec<String> = speeches.iter().map(Speech::text).collect();
    for &element in &elements {
        assignments[element] = Assignment::to_nobody(Disposition::Headline);
    }
    for (speech, title) in titles::assign(&names, &texts).into_iter().enumerate() {
        let Some(title) = title else { continue };
        speeches[speech].title = Some(names[title].clone());
        for &line in &cuts[title] {
            let element = elements[lines[line].run];
            assignments[element] = Assignment::to(speech, Disposition::Title);
        }
    }
}

/// The elements that are titles; those that name the meeting or are too long become headlines.
fn title_elements(sheet: &Sheet<'_>, assignments: &mut [Assignment]) -> Vec<usize> {
    let mut elements = Vec::new();
    for (element, assignment) in assignments.iter_mut().enumerate() {
        if assignment.disposition != Disposition::Title {
            continue;
        }
        let lines = sheet.lines_of(element);
        let names_meeting = lines.iter().any(|line| meeting::subtitle(line.text).is_some());
        if names_meeting || lines.len() > LONGEST_TITLE {
            *assignment = Assignment::to_nobody(Disposition::Headline);
        } else {
            elements.push(element);
        }
    }
    elements
}

/// What became of each line, furniture among them.
pub(super) fn ledger(sheet: &Sheet<'_>, assignments: &[Assignment]) -> Ledger {
    let mut lines: Vec<(Range<usize>, Disposition, Option<usize>)> = sheet
        .furniture
        .iter()
        .map(|(span, disposition)| (span.clone(), *disposition, None))
        .collect();
    for (element, assignment) in sheet.elements.iter().zip(assignments) {
        for line in &sheet.lines[element.lines.clone()] {
            lines.push((line.span.clone(), assignment.disposition, assignment.speech));
        }
    }
    lines.sort_by_key(|(span, ..)| span.start);
    Ledger::new(&sheet.page.text, lines)
}
