//! Layout `opening`: a speech begins with a paragraph that names a region's organisation.

use super::{
    division::{Division, Finder, Start},
    province,
};
use crate::names::Regions;
use crate::transcript::{
    elements::Kind, flow::Flow, lines::numbering, organisation::organisation_end, sheet::Sheet,
};

/// Lines of a paragraph that are read. They hold its first sentence, and joining all lines of a long
/// paragraph would cost time for nothing.
const HEAD: usize = 8;
/// Provinces from which a page is one of provinces, so that cities are not asked for.
const PROVINCES: usize = 2;
/// Cities and counties from which a page is one of theirs. Chosen by eye: a speech of a province may
/// have two paragraphs that begin with a city.
const PLACES: usize = 3;

/// A paragraph with the signs that a speech begins in it.
struct NumberedParagraph {
    element: usize,
    /// Number of the section that begins here.
    number: Option<usize>,
    opening: Option<Opening>,
}

/// The name of a region's organisation near the beginning of a paragraph.
#[derive(Clone)]
struct Opening {
    speaker: String,
    /// The region or city that the speaker speaks for.
    home: String,
    /// The region of `home`.
    region: String,
    /// Whether it is the first thing in the paragraph.
    direct: bool,
}

/// Layout `opening`: speeches whose speakers are named near the beginning of a paragraph.
///
/// What proves a beginning is that numbering restarts: before each 一、 there is one. Where the
/// paragraph does not open with the name, the name is the head of a later clause of its first
/// sentence. A speech without numbers is known by its opening alone, so its region must have been
/// announced.
///
/// Cities and counties are asked for only where no two provinces speak: a paragraph of a
/// province's speech may well open with one of its cities.
pub(super) struct Openings;

impl Finder for Openings {
    fn find(&self, sheet: &Sheet<'_>, announced: &[String]) -> Division {
        if restarts(sheet) {
            numbered(sheet, announced).into()
        } else {
            province::find(sheet, announced)
        }
    }

    fn rank(&self) -> Option<u8> {
        Some(4)
    }
}

/// Whether the numbers of sections begin at 一、 more than once.
fn restarts(sheet: &Sheet<'_>) -> bool {
    let first_lines = sheet.elements.iter().map(|run| sheet.lines[run.lines.start].text);
    first_lines.filter(|line| numbering(line) == Some((1, 1))).count() > 1
}

/// The speeches of a page on which the numbers of sections begin again and again.
fn numbered(sheet: &Sheet<'_>, announced: &[String]) -> Vec<Start> {
    let provinces = find_by(sheet, announced, false);
    if with_region(&provinces) >= PROVINCES || !announced.is_empty() {
        return provinces;
    }
    let places = find_by(sheet, announced, true);
    if with_region(&places) >= PLACES { places } else { provinces }
}

/// How many speeches have a known region.
fn with_region(starts: &[Start]) -> usize {
    starts.iter().filter(|start| start.region.is_some()).count()
}

/// The speeches of speakers for provinces, or, with `places`, for cities and counties as well.
fn find_by(sheet: &Sheet<'_>, announced: &[String], places: bool) -> Vec<Start> {
    let paragraphs = paragraphs(sheet, places);
    let mut starts: Vec<Start> = Vec::new();
    // The first paragraph after the last section's first one, and that section's number.
    let mut window = 0;
    let mut last_number = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        match paragraph.number {
            Some(1) => {
                restart(&paragraphs, window..index, announced, &mut starts);
                (window, last_number) = (index + 1, 1);
            }
            Some(number) if number == last_number + 1 => {
                (window, last_number) = (index + 1, number);
            }
            _ => {}
        }
    }
    accept_direct(&paragraphs[window..], announced, &mut starts);
    starts
}

fn paragraphs(sheet: &Sheet<'_>, places: bool) -> Vec<NumberedParagraph> {
    let mut paragraphs = Vec::new();
    for (element, run) in
        sheet.elements.iter().enumerate().filter(|(_, e)| e.kind == Kind::Paragraph)
    {
        let lines = run.lines.start..run.lines.end.min(run.lines.start + HEAD);
        let head = Flow::of(&sheet.lines[lines]).text;
        let number = match numbering(&head) {
            Some((1, number)) => Some(number),
            _ => None,
        };
        let opening = if number.is_some() { None } else { opening(&head, places) };
        paragraphs.push(NumberedParagraph { element, number, opening });
    }
    paragraphs
}

/// The organisation that a paragraph names where its speaker would be named.
fn opening(paragraph: &str, places: bool) -> Option<Opening> {
    let end = paragraph.find(['。', '！', '？']).unwrap_or(paragraph.len());
    let sentence = &paragraph[..end];
    let place = Regions::built_in().place(sentence).filter(|_| places);
    if let Some(place) = place
        && let Some(length) = organisation_end(&sentence[place.end..])
    {
        let name = place.region.short.clone();
        return Some(Opening {
            speaker: sentence[..place.end + length].into(),
            home: sentence[..place.end].into(),
            region: name,
            direct: true,
        });
    }
    for mention in Regions::built_in().mentions(sentence) {
        let before = sentence[..mention.start].chars().next_back();
        if !before.is_none_or(|c| matches!(c, '，' | '：' | '—')) {
            continue;
        }
        if let Some(length) = organisation_end(&sentence[mention.end..]) {
            return Some(Opening {
                speaker: sentence[mention.start..mention.end + length].into(),
                home: mention.region.short.clone(),
                region: mention.region.short.clone(),
                direct: before.is_none(),
            });
        }
    }
    None
}

/// Adds the speech that begins in `window`, the paragraphs before a section 一、.
fn restart(
    paragraphs: &[NumberedParagraph],
    window: std::ops::Range<usize>,
    announced: &[String],
    starts: &mut Vec<Start>,
) {
    let before = starts.len();
    let candidates = &paragraphs[window.clone()];
    accept_direct(candidates, announced, starts);
    if starts.len() == before {
        // The sections belong to the nearest opening, announced or not.
        let last = starts.last().map(|start| start.speaker.as_str());
        let nearest = candidates.iter().rev().find(|paragraph| names_another(paragraph, last));
        starts.extend(nearest.and_then(start));
    }
    if starts.len() == before && !(before == 0 && candidates.is_empty()) {
        // Numbering restarts and nobody is named: the speaker is of no known region.
        let lead = paragraphs[window.start.max(window.end.saturating_sub(1))].element;
        starts.push(Start::at(lead));
    }
}

/// Whether a paragraph opens with a speaker of another region or city than the last one.
fn names_another(paragraph: &NumberedParagraph, last: Option<&str>) -> bool {
    let opening = paragraph.opening.as_ref();
    opening.is_some_and(|opening| last.is_none_or(|last| !is_of(last, opening)))
}

/// Adds the speeches of paragraphs that begin with a speaker who may speak here.
fn accept_direct(candidates: &[NumberedParagraph], announced: &[String], starts: &mut Vec<Start>) {
    for paragraph in candidates {
        let Some(opening) = &paragraph.opening else { continue };
        let known = announced.is_empty() || announced.contains(&opening.region);
        // A second organisation of a region may speak too, but not right after the first: there its
        // name more likely begins a paragraph of the same speech.
        let fresh = starts.iter().all(|start| start.speaker != opening.speaker)
            && starts.last().is_none_or(|last| !is_of(&last.speaker, opening));
        if opening.direct && known && fresh {
            starts.extend(start(paragraph));
        }
    }
}

/// Whether a speaker speaks for the region or city of an opening.
fn is_of(speaker: &str, opening: &Opening) -> bool {
    speaker.starts_with(&opening.home)
        || Regions::built_in().exactly(&opening.home).is_some()
            && Regions::built_in().resolve(speaker).is_some_and(|r| r.short == opening.region)
}

fn start(paragraph: &NumberedParagraph) -> Option<Start> {
    let opening = paragraph.opening.clone()?;
    Some(Start {
        speaker: opening.speaker,
        region: Some(opening.region),
        ..Start::at(paragraph.element)
    })
}
