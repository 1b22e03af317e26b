//! Layout `opening` on pages without numbered sections: each region has a run of paragraphs, and the
//! first of them names it.
//!
//! A headline or an introduction announces the regions (`辽宁、江西、山东――…`), and the paragraph
//! that turns to the next of them begins its run. Where none is announced, a run must begin with
//! its region's name. A story that names provinces here and there is no such page.

use std::ops::Range;

use super::division::{Division, Start};
use crate::names::{Ending, Regions, SpeakerLists};
use crate::transcript::{
    Doubt,
    doubt::{MARK, MARK_ZH},
    elements::Kind,
    lines::ends_sentence,
    organisation::organisation_end,
    sheet::Sheet,
};

// All numbers here were chosen by eye on pages of newspapers, together with invented pages that
// must not be divided; no measurement is recorded.

/// Characters of a paragraph within which it must name the region that it turns to.
const EARLY: usize = 45;
/// Characters after a region's name within which a company's name must end: 湖南某某科技有限公司.
const COMPANY: usize = 18;
/// Regions from which a page without an announcement is one of regions.
const SEVERAL: usize = 3;
/// The same where the regions are announced.
const ANNOUNCED: usize = 2;
/// Largest share of all characters that may come before the first run.
const INTRODUCTION: f64 = 1.0 / 3.0;
/// Smallest share of the paragraphs that must name their own region or one of its places.
const SUPPORT: f64 = 0.6;
/// The share below which the division is doubtful.
const SURE: f64 = 0.8;

/// A paragraph with the region that it turns to, if any.
struct RegionParagraph {
    element: usize,
    text: String,
    opening: Option<RegionOpening>,
}

/// The beginning of a paragraph that turns to a region.
struct RegionOpening {
    region: String,
    /// The region's name with its organisation's.
    speaker: String,
    /// Whether it is the first thing in the paragraph.
    direct: bool,
    /// Whether it is the beginning of a company's name.
    company: bool,
}

/// A page as runs of paragraphs, one run for each region.
#[derive(Default)]
struct Runs<'p> {
    /// Indices into the paragraphs; each run ends where the next begins.
    ranges: Vec<Range<usize>>,
    /// What begins each run.
    openings: Vec<&'p RegionOpening>,
}

impl<'p> Runs<'p> {
    fn push(&mut self, opening: &'p RegionOpening, index: usize, paragraphs: usize) {
        if let Some(last) = self.ranges.last_mut() {
            last.end = index;
        }
        self.ranges.push(index..paragraphs);
        self.openings.push(opening);
    }

    fn has(&self, region: &str) -> bool {
        self.openings.iter().any(|opening| opening.region == region)
    }

    fn regions(&self) -> Vec<&'p str> {
        self.openings.iter().map(|opening| opening.region.as_str()).collect()
    }
}

/// The runs of paragraphs that belong to regions; none if this is no such page.
pub(super) fn find(sheet: &Sheet<'_>, announced: &[String]) -> Division {
    let paragraphs = paragraphs(sheet);
    let (mut runs, mut doubts) = divide(sheet, &paragraphs, announced);
    let regions = runs.regions();
    let least = if announced.is_empty() { SEVERAL } else { ANNOUNCED };
    if regions.len() < least {
        return Division::default();
    }
    let introduction = 0..runs.ranges[0].start;
    doubts.extend(draw_in(sheet, &paragraphs, &mut runs.ranges, &regions));
    let closing = cut_closing(&paragraphs, &mut runs.ranges, &regions);
    let share = support(&paragraphs, &runs.ranges, &regions);
    let most = INTRODUCTION * characters(&paragraphs) as f64;
    if share < SUPPORT || characters(&paragraphs[introduction]) as f64 > most {
        return Division::default();
    }
    if share < SURE {
        doubts.push(loose(share));
    }
    let closing = closing.map(|index| &paragraphs[index]);
    doubts.extend(closing.map(|paragraph| closes(line(sheet, paragraph))));
    let begins = runs.ranges.iter().map(|run| &paragraphs[run.start]);
    Division {
        starts: begins.zip(&runs.openings).map(|(first, opening)| start(first, opening)).collect(),
        end: closing.map(|paragraph| paragraph.element),
        doubts,
    }
}

/// The runs as their openings show them, and the openings that begin none.
fn divide<'p>(
    sheet: &Sheet<'_>,
    paragraphs: &'p [RegionParagraph],
    announced: &[String],
) -> (Runs<'p>, Vec<Doubt>) {
    let mut runs = Runs::default();
    let mut doubts = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let Some(opening) = &paragraph.opening else { continue };
        if opening.may_speak(announced) && !runs.has(&opening.region) {
            runs.push(opening, index, paragraphs.len());
        } else if opening.direct
            && !opening.company
            && let Some(last) = runs.openings.last().filter(|last| last.region != opening.region)
        {
            doubts.push(misplaced(line(sheet, paragraph), &opening.speaker, &last.region));
        }
    }
    (runs, doubts)
}

fn characters(paragraphs: &[RegionParagraph]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.text.chars().count()).sum()
}

/// The line of the page at which a paragraph begins.
fn line(sheet: &Sheet<'_>, paragraph: &RegionParagraph) -> usize {
    sheet.lines[sheet.elements[paragraph.element].lines.start].number
}

fn misplaced(line: usize, speaker: &str, region: &str) -> Doubt {
    Doubt::new(
        format!("第 {line} 行以{speaker}开头，现归入{region}；如其另为一篇，{MARK_ZH}"),
        format!(
            "line {line} begins with {speaker} and is left with {region}; if it begins a speech of its own, {MARK}"
        ),
    )
}

fn loose(share: f64) -> Doubt {
    let percent = 100.0 * share;
    Doubt::new(
        format!("只有 {percent:.0}% 的段落提到所归的地区，请用 `split --format md` 核对"),
        format!(
            "{percent:.0} % of the paragraphs name the region that they are given to; look at what `split --format md` prints"
        ),
    )
}

fn closes(line: usize) -> Doubt {
    Doubt::new(
        format!("自第 {line} 行起不再提到任何地区，视为全文结语，不归任何人"),
        format!(
            "from line {line} on no region is named: taken for closing words of the page, nobody's speech"
        ),
    )
}

fn either(line: usize, before: &str, after: &str) -> Doubt {
    Doubt::new(
        format!("第 {line} 行既未提到{before}也未提到{after}，归属不定，现归入{before}"),
        format!(
            "line {line} names neither {before} nor {after} and may belong to either; it is left with {before}"
        ),
    )
}

fn paragraphs(sheet: &Sheet<'_>) -> Vec<RegionParagraph> {
    let elements = sheet.elements.iter().enumerate();
    elements
        .filter(|(_, run)| run.kind == Kind::Paragraph)
        .map(|(element, _)| {
            let text = sheet.text(element);
            RegionParagraph { element, opening: opening(&text), text }
        })
        .filter(|paragraph| ends_sentence(&paragraph.text) && !paragraph.text.starts_with('（'))
        .collect()
}

/// The region to which a paragraph turns: its name begins a clause early in the first sentence.
fn opening(text: &str) -> Option<RegionOpening> {
    let end = text.find(['。', '！', '？']).unwrap_or(text.len());
    let early = text.char_indices().nth(EARLY).map_or(text.len(), |(at, _)| at);
    let sentence = &text[..end];
    let regions = Regions::built_in();
    // A paragraph that lists regions turns to none of them.
    let mut mentions = regions.mentions(sentence).filter(|mention| mention.start < early);
    let mention = mentions.next()?;
    if sentence[mention.end..].starts_with('、') {
        return None;
    }
    let before = sentence[..mention.start].chars().next_back();
    if !before.is_none_or(|c| matches!(c, '，' | '：' | '—' | '、')) {
        return None;
    }
    let rest = &sentence[mention.end..];
    let length = organisation_end(rest).unwrap_or(0);
    Some(RegionOpening {
        region: mention.region.short.clone(),
        speaker: sentence[mention.start..mention.end + length].into(),
        direct: before.is_none(),
        company: is_company(rest),
    })
}

impl RegionOpening {
    /// Whether a run of the region may begin here. Without an announcement, a company's name counts
    /// only if the region's full name begins it.
    fn may_speak(&self, announced: &[String]) -> bool {
        if announced.is_empty() {
            self.direct && (!self.company || self.is_full())
        } else {
            announced.contains(&self.region) && !self.company
        }
    }

    /// Whether the region is given its full name: 广东省, not 广东.
    fn is_full(&self) -> bool {
        Regions::built_in().exactly(&self.region).is_some_and(|region| {
            region.name != region.short && self.speaker.starts_with(region.name.as_str())
        })
    }
}

/// Whether a region's name is the beginning of a company's or a school's.
fn is_company(rest: &str) -> bool {
    let clause = rest.split(['，', '。', '、', '“']).next().unwrap_or(rest);
    let ends = clause.char_indices().map(|(at, c)| at + c.len_utf8()).take(COMPANY);
    ends.map(|end| SpeakerLists::built_in().ending(&clause[..end]))
        .any(|ending| matches!(ending, Some((Ending::General, at)) if at > 0))
        && organisation_end(rest).is_some_and(|end| {
            matches!(SpeakerLists::built_in().ending(&rest[..end]), Some((Ending::General, _)))
        })
}

/// Moves the beginning of each run back over the paragraphs before it that name its region or one of
/// its places, but not the region of the run before: a story that ends with the region's name. The
/// last paragraph of a run is doubtful if it names neither region.
fn draw_in(
    sheet: &Sheet<'_>,
    paragraphs: &[RegionParagraph],
    runs: &mut [Range<usize>],
    regions: &[&str],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for run in 0..runs.len() {
        let floor = run.checked_sub(1).map_or(0, |last| runs[last].start + 1);
        let last = run.checked_sub(1).map(|last| regions[last]);
        let before = (floor..runs[run].start).rev();
        let first = before
            .take_while(|&index| is_of_next(&paragraphs[index].text, last, regions[run]))
            .last();
        runs[run].start = first.unwrap_or(runs[run].start);
        if let Some(last) = run.checked_sub(1) {
            runs[last].end = runs[run].start;
            let end = runs[last].end - 1;
            let text = &paragraphs[end].text;
            if end > runs[last].start && !names(text, regions[last]) {
                doubts.push(either(line(sheet, &paragraphs[end]), regions[last], regions[run]));
            }
        }
    }
    doubts
}

/// Whether a text at the end of a run is about the next region and not about that of its run.
fn is_of_next(text: &str, region: Option<&str>, next: &str) -> bool {
    names(text, next) && !region.is_some_and(|region| names(text, region)) && !lists(text)
}

/// Whether a text lists regions: 辽宁、江西、山东.
fn lists(text: &str) -> bool {
    let regions = Regions::built_in();
    regions.mentions(text).filter(|mention| text[mention.end..].starts_with('、')).count() > 1
}

/// Ends the last run after the paragraph that names its region last, if it would be longer than
/// every other run; gives the first paragraph that is cut off.
fn cut_closing(
    paragraphs: &[RegionParagraph],
    runs: &mut [Range<usize>],
    regions: &[&str],
) -> Option<usize> {
    let longest = runs.iter().rev().skip(1).map(Range::len).max()?;
    let (last, region) = (runs.last_mut()?, regions.last()?);
    let own = last.clone().rev().find(|&index| names(&paragraphs[index].text, region));
    let end = own.map_or(last.start + 1, |index| index + 1);
    let cut = end.max(last.start + longest);
    (cut < last.end).then(|| {
        last.end = cut;
        cut
    })
}

/// Share of the paragraphs that name the region they are given to.
fn support(paragraphs: &[RegionParagraph], runs: &[Range<usize>], regions: &[&str]) -> f64 {
    let own = runs.iter().zip(regions).flat_map(|(run, region)| {
        paragraphs[run.clone()].iter().map(|paragraph| names(&paragraph.text, region))
    });
    let (all, named) =
        own.fold((0usize, 0usize), |(all, named), own| (all + 1, named + usize::from(own)));
    named as f64 / all.max(1) as f64
}

/// Whether a text names a region or one of its places.
fn names(text: &str, region: &str) -> bool {
    let regions = Regions::built_in();
    regions.mentions(text).any(|mention| mention.region.short == region)
        || text.char_indices().any(|(at, _)| {
            regions.place(&text[at..]).is_some_and(|place| place.region.short == region)
        })
}

fn start(paragraph: &RegionParagraph, opening: &RegionOpening) -> Start {
    Start {
        speaker: opening.speaker.clone(),
        region: Some(opening.region.clone()),
        ..Start::at(paragraph.element)
    }
}
