//! Lines that number the pages: runs of numbers that count up by one, a page apart.

use std::collections::HashMap;

use super::{
    number::{self, Form, Number},
    print::Print,
};
use crate::transcript::{
    lines::width,
    share::{Share, at_least},
};

/// Lines that a page has at least, where only its numbers show where it ends.
pub(super) const PAGE: usize = 4;

/// Numbers alone on their lines that make a run.
const RUN: usize = 2;
/// The same where no page's edge shows: two years, or two numbers of sections, are not enough.
const LONG_RUN: usize = 3;
/// Share of a run's numbers that are at a page's edge.
const AT_EDGES: Share = Share(4, 5);
/// Numbers of a run that interrupt a sentence, where no page's edge shows.
const INTERRUPTIONS: usize = 2;
/// Share of a run's numbers that interrupt a sentence: most pages end where a paragraph does.
const INTERRUPTING: Share = Share(1, 4);
/// Share of a run's numbers that have a running head beside them.
const BESIDE_HEADS: Share = Share(4, 5);
/// Width of the widest line that may be such a head, as a share of a full line.
const SHORT: f64 = 0.75;
/// Runs that may go on with the same number. A table of figures opens thousands; the latest suffice.
const OPEN_RUNS: usize = 4;

/// The indices of the lines that are page numbers.
pub(super) fn page_numbers(print: &Print<'_>) -> Vec<usize> {
    let mut runs = runs(print);
    runs.retain(|run| counts_pages(print, run));
    runs.into_iter().flatten().map(|number| number.line).collect()
}

/// A number alone on a line.
#[derive(Debug, Clone, Copy)]
struct Numbered {
    /// Index of the line.
    line: usize,
    number: Number,
}

/// The last number of a run that may go on.
struct OpenRun {
    /// Index of the run.
    run: usize,
    /// Index of the line of its last number.
    line: usize,
}

/// Numbers of one form that count up by one, a page apart; each number is in exactly one run.
fn runs(print: &Print<'_>) -> Vec<Vec<Numbered>> {
    let mut runs: Vec<Vec<Numbered>> = Vec::new();
    // The runs that the number of this form and value would continue.
    let mut open: HashMap<Number, Vec<OpenRun>> = HashMap::new();
    for (line, text) in print.lines.iter().enumerate() {
        let Some(number) = number::read(text.text) else { continue };
        let continued = open.get_mut(&number).and_then(|ends| {
            let latest = ends.iter().rposition(|end| is_page_apart(print, end.line, line))?;
            Some(ends.remove(latest).run)
        });
        let run = continued.unwrap_or(runs.len());
        if run == runs.len() {
            runs.push(Vec::new());
        }
        runs[run].push(Numbered { line, number });
        let ends = open.entry(number.next()).or_default();
        if ends.len() == OPEN_RUNS {
            ends.remove(0);
        }
        ends.push(OpenRun { run, line });
    }
    runs
}

/// Whether a page may end between two lines.
fn is_page_apart(print: &Print<'_>, before: usize, line: usize) -> bool {
    line - before > PAGE
        || print.lines[before].page != print.lines[line].page
        // A page of pictures has nothing but its head.
        || line > before + 1 && print.candidates[before + 1..line].iter().all(|&is| is)
}

/// Whether the numbers of a run are those of pages.
fn counts_pages(print: &Print<'_>, run: &[Numbered]) -> bool {
    match run[0].number.form {
        Form::Named => true,
        Form::Dressed | Form::Of(_) => {
            run.len() >= RUN || interruptions(print, run) + edges(print, run) > 0
        }
        Form::Bare => bare_run_counts_pages(print, run),
    }
}

/// As [`counts_pages`], of plain numbers: a year or a section's number is alone on its line too.
fn bare_run_counts_pages(print: &Print<'_>, run: &[Numbered]) -> bool {
    if run.len() >= RUN && at_least(edges(print, run), run.len(), AT_EDGES) {
        return true;
    }
    if run.len() < LONG_RUN {
        return false;
    }
    let interruptions = interruptions(print, run);
    interruptions >= INTERRUPTIONS && at_least(interruptions, run.len(), INTERRUPTING)
        || at_least(beside_heads(print, run), run.len(), BESIDE_HEADS)
}

/// How many numbers of a run interrupt a sentence.
fn interruptions(print: &Print<'_>, run: &[Numbered]) -> usize {
    run.iter().filter(|numbered| print.interrupts_sentence(numbered.line)).count()
}

/// How many numbers of a run are at a page's edge.
fn edges(print: &Print<'_>, run: &[Numbered]) -> usize {
    run.iter().filter(|numbered| print.is_at_page_edge(numbered.line, &print.candidates)).count()
}

/// How many numbers of a run are right before or after a line that may be a running head.
fn beside_heads(print: &Print<'_>, run: &[Numbered]) -> usize {
    run.iter()
        .filter(|numbered| {
            let before = numbered.line.checked_sub(1);
            before.is_some_and(|line| may_be_head(print, line))
                || may_be_head(print, numbered.line + 1)
        })
        .count()
}

/// Whether a line is short and repeated, as running heads are, and no number itself.
fn may_be_head(print: &Print<'_>, line: usize) -> bool {
    print.lines.get(line).is_some_and(|text| {
        print.candidates[line]
            && number::read(text.text).is_none()
            && width(text.text) < SHORT * print.full_width
    })
}
