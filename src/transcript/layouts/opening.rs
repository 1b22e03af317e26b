//! Layout `opening`: a paragraph that begins with a region's organisation.

use super::{Finder, Seen, Start, organisation_end, province};
use crate::names::Regions;
use crate::transcript::{
    Sheet,
    lines::{Element, Flow, Kind, numbering},
};

/// One paragraph as layout `opening` sees it.
struct Paragraph {
    element: usize,
    /// Number of the section that begins here.
    number: Option<usize>,
    opening: Option<Opening>,
}

/// A region's organisation near the beginning of a paragraph.
#[derive(Clone)]
struct Opening {
    speaker: String,
    /// The region, or the city if cities speak.
    home: String,
    region: String,
    /// The paragraph begins with it.
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
    fn find(&self, sheet: &Sheet<'_>, announced: &[String]) -> Seen {
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
    let begins = |run: &&Element| numbering(sheet.lines[run.lines.start].text) == Some((1, 1));
    sheet.elements.iter().filter(begins).count() > 1
}

/// The speeches of a page on which the numbers of sections begin again and again.
fn numbered(sheet: &Sheet<'_>, announced: &[String]) -> Vec<Start> {
    let provinces = find_by(sheet, announced, false);
    let known = |starts: &[Start]| starts.iter().filter(|start| start.region.is_some()).count();
    if known(&provinces) > 1 || !announced.is_empty() {
        return provinces;
    }
    let places = find_by(sheet, announced, true);
    if known(&places) > 2 { places } else { provinces }
}

fn find_by(sheet: &Sheet<'_>, announced: &[String], places: bool) -> Vec<Start> {
    let paragraphs = paragraphs(sheet, places);
    let mut starts: Vec<Start> = Vec::new();
    let mut window = 0;
    let mut last_number = 0;
    for (place, paragraph) in paragraphs.iter().enumerate() {
        match paragraph.number {
            Some(1) => {
                restart(&paragraphs, window..place, announced, &mut starts);
                (window, last_number) = (place + 1, 1);
            }
            Some(number) if number == last_number + 1 => {
                (window, last_number) = (place + 1, number);
            }
            _ => {}
        }
    }
    accept_direct(&paragraphs[window..], announced, &mut starts);
    starts
}

fn paragraphs(sheet: &Sheet<'_>, places: bool) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (element, run) in
        sheet.elements.iter().enumerate().filter(|(_, e)| e.kind == Kind::Paragraph)
    {
        // The first lines say all that is asked; a long paragraph is not joined for it.
        let lines = run.lines.start..run.lines.end.min(run.lines.start + 8);
        let head = Flow::of(&sheet.lines[lines]).text;
        let number = match numbering(&head) {
            Some((1, number)) => Some(number),
            _ => None,
        };
        let opening = if number.is_some() { None } else { opening(&head, places) };
        paragraphs.push(Paragraph { element, number, opening });
    }
    paragraphs
}

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

/// A section 一、 stands at the end of `window`: a speech began in it.
fn restart(
    paragraphs: &[Paragraph],
    window: std::ops::Range<usize>,
    announced: &[String],
    starts: &mut Vec<Start>,
) {
    let before = starts.len();
    let candidates = &paragraphs[window.clone()];
    accept_direct(candidates, announced, starts);
    // The nearest opening owns the numbering, be it announced or not.
    let spoken = starts.last().map(|start| start.speaker.clone());
    let fresh = |p: &&Paragraph| {
        p.opening.as_ref().is_some_and(|o| spoken.as_ref().is_none_or(|last| !is_of(last, o)))
    };
    let nearest = candidates.iter().rev().find(fresh);
    if starts.len() == before
        && let Some(paragraph) = nearest
    {
        starts.extend(start(paragraph));
    }
    if starts.len() == before && !(before == 0 && candidates.is_empty()) {
        // Numbering restarts and nobody is named: a speaker of no known region.
        let lead = paragraphs[window.start.max(window.end.saturating_sub(1))].element;
        starts.push(Start::at(lead));
    }
}

fn accept_direct(candidates: &[Paragraph], announced: &[String], starts: &mut Vec<Start>) {
    for paragraph in candidates {
        let Some(opening) = &paragraph.opening else { continue };
        let known = announced.is_empty() || announced.contains(&opening.region);
        // A region's second organisation speaks too, but not right after its first:
        // there its name more likely opens a paragraph of the same speech.
        let fresh = starts.iter().all(|start| start.speaker != opening.speaker)
            && starts.last().is_none_or(|last| !is_of(&last.speaker, opening));
        if opening.direct && known && fresh {
            starts.extend(start(paragraph));
        }
    }
}

/// Whether a speaker is of the region or city of an opening.
fn is_of(speaker: &str, opening: &Opening) -> bool {
    speaker.starts_with(&opening.home)
        || Regions::built_in().exactly(&opening.home).is_some()
            && Regions::built_in().resolve(speaker).is_some_and(|r| r.short == opening.region)
}

fn start(paragraph: &Paragraph) -> Option<Start> {
    let opening = paragraph.opening.clone()?;
    Some(Start {
        speaker: opening.speaker,
        region: Some(opening.region),
        ..Start::at(paragraph.element)
    })
}

/// Whether a line begins with a region's organisation and goes on with a sentence.
pub(in crate::transcript) fn opens(line: &str) -> bool {
    let mention = Regions::built_in().mentions(line).next().filter(|mention| mention.start == 0);
    mention.is_some_and(|mention| {
        let rest = &line[mention.end..];
        organisation_end(rest).is_some_and(|end| end < rest.len())
    })
}
