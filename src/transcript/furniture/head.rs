//! Running heads: lines that are repeated at the edges of pages, or in the middle of sentences.

use std::collections::HashMap;

use super::{
    number_run::PAGE,
    print::{EDGE, Print},
    repeated::RepeatedLine,
};
use crate::transcript::{
    Disposition,
    lines::width,
    share::{MEDIAN, Share, at_least, more_than, quantile},
};

/// Times that a running head is at a page's edge.
const EDGES: usize = 3;
/// Share of a running head's lines that are at a page's edge.
const AT_EDGES: Share = Share(4, 5);
/// A running head is on more than this share of the pages from its first to its last.
const PAGES: Share = Share(1, 3);
/// Sentences that a running head interrupts.
const INTERRUPTIONS: usize = 2;
/// Share of a running head's lines that interrupt a sentence.
const INTERRUPTING: Share = Share(1, 2);
/// A running head is narrower than this share of a full line of text, or …
const NARROWER: f64 = 0.75;
/// … wider than this one.
const WIDER: f64 = 1.25;
/// Lines from which their distances from one another are compared.
const COMPARABLE: usize = 4;
/// The smaller of two distances, as a share of the other, where the two are about the same.
const SAME_DISTANCE: Share = Share(3, 5);
/// Share of the distances that are about the same, where lines are evenly spaced.
const EVEN: Share = Share(4, 5);
/// The text must fit together better without the line at more than this share of its joints.
const FITTING: Share = Share(1, 2);

/// Marks the running heads among the lines that are not furniture yet.
pub(super) fn mark(print: &Print<'_>, dispositions: &mut [Option<Disposition>]) {
    // If no page is numbered and no sentence spans two pages, each page may be a speech, and the
    // lines at its edges may be its words.
    let is_printed =
        dispositions.contains(&Some(Disposition::PageNumber)) || print.sentence_spans_pages();
    // The inner lines of a head are at the edge only when the outer ones are known to be furniture.
    for _ in 0..EDGE {
        let known: Vec<bool> = dispositions.iter().map(Option::is_some).collect();
        for repeated in &print.repeated {
            if repeated.lines.iter().all(|&line| known[line])
                || !repeated.counts_up(print.lines)
                || !is_head(print, repeated, &known, is_printed)
            {
                continue;
            }
            // The very first line may be the record's own headline.
            for &line in repeated.lines.iter().filter(|&&line| line > 0 && !known[line]) {
                dispositions[line] = Some(Disposition::RunningHead);
            }
        }
    }
}

fn is_head(print: &Print<'_>, repeated: &RepeatedLine, known: &[bool], is_printed: bool) -> bool {
    is_printed && is_at_page_edges(print, repeated, known) || is_inside_sentences(print, repeated)
}

/// Whether a line is repeated at the edges of many pages.
fn is_at_page_edges(print: &Print<'_>, repeated: &RepeatedLine, known: &[bool]) -> bool {
    let edges = repeated
        .lines
        .iter()
        .filter(|&&line| is_beside(line, known) || print.is_at_page_edge(line, known))
        .count();
    edges >= EDGES
        && at_least(edges, repeated.lines.len(), AT_EDGES)
        && is_on_many_pages(print, repeated, known)
}

/// Whether the line before or after this one is known to be furniture.
fn is_beside(line: usize, known: &[bool]) -> bool {
    known.get(line + 1) == Some(&true) || line.checked_sub(1).is_some_and(|before| known[before])
}

/// Whether a line is on many of the pages from its first to its last: 附件 is not.
fn is_on_many_pages(print: &Print<'_>, repeated: &RepeatedLine, known: &[bool]) -> bool {
    let (Some(&first), Some(&last)) = (repeated.lines.first(), repeated.lines.last()) else {
        return false;
    };
    // Pages end at form feeds, or else where furniture begins.
    let furniture = (first + 1..=last).filter(|&line| known[line] && !known[line - 1]).count();
    let form_feeds = print.lines[last].page - print.lines[first].page;
    more_than(repeated.lines.len(), furniture.max(form_feeds), PAGES)
}

/// Whether a line is repeated in the middle of sentences that are whole without it.
fn is_inside_sentences(print: &Print<'_>, repeated: &RepeatedLine) -> bool {
    let inside: Vec<usize> =
        repeated.lines.iter().copied().filter(|&line| print.interrupts_sentence(line)).collect();
    inside.len() >= INTERRUPTIONS
        && at_least(inside.len(), repeated.lines.len(), INTERRUPTING)
        && (differs_in_width(print, repeated) || is_evenly_spaced(&repeated.lines))
        && text_fits_without(print, &inside)
}

/// Whether a line differs in width from a full line, which may be part of a sentence.
fn differs_in_width(print: &Print<'_>, repeated: &RepeatedLine) -> bool {
    let width = width(print.lines[repeated.lines[0]].text);
    !print.wrapped || width < NARROWER * print.full_width || width > WIDER * print.full_width
}

/// Whether lines are about the same distance from one another, and a page apart.
fn is_evenly_spaced(lines: &[usize]) -> bool {
    let mut gaps: Vec<usize> = lines.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    let Some(usual) = quantile(&gaps, MEDIAN) else { return false };
    let even = gaps
        .iter()
        .filter(|&&gap| at_least(gap, usual, SAME_DISTANCE) && at_least(usual, gap, SAME_DISTANCE))
        .count();
    lines.len() >= COMPARABLE && usual > PAGE && at_least(even, gaps.len(), EVEN)
}

/// Two characters that follow each other.
type Pair = (char, char);

/// The end of a line and the beginning of the next, with and without a repeated line between them.
struct Joint {
    without: Pair,
    with: Pair,
}

/// Whether the lines around a repeated one fit each other better than they fit it.
///
/// The last line of a paragraph is short too and may be repeated (…会 | 议上). There
/// the pair of characters at the joint with the line occurs more often in the text
/// than the pair at the joint without it.
fn text_fits_without(print: &Print<'_>, repeated: &[usize]) -> bool {
    let joints: Vec<Joint> = repeated.iter().filter_map(|&line| joint(print, line)).collect();
    let counts = counts(print, &joints);
    let fitting =
        joints.iter().filter(|joint| counts[&joint.without] >= counts[&joint.with]).count();
    let without: usize = joints.iter().map(|joint| counts[&joint.without]).sum();
    let with: usize = joints.iter().map(|joint| counts[&joint.with]).sum();
    more_than(fitting, joints.len(), FITTING) && without >= with
}

/// The joint at one line.
fn joint(print: &Print<'_>, line: usize) -> Option<Joint> {
    let (before, after) = print.text_around(line..line + 1)?;
    let last = print.lines[before].text.chars().next_back()?;
    let next = print.lines[after].text.chars().next()?;
    let furniture = print.lines[before + 1].text.chars().next()?;
    Some(Joint { without: (last, next), with: (last, furniture) })
}

/// How often the pairs of some joints occur inside the lines of the page.
fn counts(print: &Print<'_>, joints: &[Joint]) -> HashMap<Pair, usize> {
    let mut counts: HashMap<Pair, usize> =
        joints.iter().flat_map(|joint| [(joint.without, 0), (joint.with, 0)]).collect();
    for line in print.lines {
        for pair in line.text.chars().zip(line.text.chars().skip(1)) {
            if let Some(count) = counts.get_mut(&pair) {
                *count += 1;
            }
        }
    }
    counts
}
