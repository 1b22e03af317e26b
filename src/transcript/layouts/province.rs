//! Layout `opening`, pages without numbers: each region has a run of paragraphs, and opens it.
//!
//! `辽宁、江西、山东――…`: a headline or an introduction announces the regions, and a paragraph
//! that turns to the next of them begins its run. Where nobody is announced, each paragraph must
//! begin with its region. A story that names provinces here and there is none of this.

use std::ops::Range;

use super::{Seen, Start, organisation_end};
use crate::names::{Ending, Regions, SpeakerLists};
use crate::transcript::{
    Doubt, Sheet,
    doubt::{MARK, MARK_ZH},
    lines::{Kind, ends_sentence},
};

/// Characters of a paragraph within which it turns to a region.
const EARLY: usize = 45;
/// Characters behind a region's name within which the name of a company ends: 湖南某某科技有限公司.
const COMPANY: usize = 18;
/// Regions from which a page without an announcement is one of regions.
const SEVERAL: usize = 3;
/// Share of all characters that may stand before the first run.
const INTRODUCTION: f64 = 1.0 / 3.0;
/// Share of the paragraphs that must name their own region or one of its places.
const SUPPORT: f64 = 0.6;
/// The same, below which the division is doubtful.
const SURE: f64 = 0.8;

/// A paragraph with the region that it turns to.
struct Paragraph {
    element: usize,
    text: String,
    turn: Option<Turn>,
}

/// The beginning of a paragraph that turns to a region.
struct Turn {
    region: String,
    /// The region's name with its organisation's.
    speaker: String,
    /// Nothing stands before it.
    direct: bool,
    /// It is the beginning of a company's name.
    company: bool,
}

/// The runs of paragraphs that belong to regions; none if the page is no such page.
pub(super) fn find(sheet: &Sheet<'_>, announced: &[String]) -> Seen {
    let paragraphs = paragraphs(sheet);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut regions: Vec<&str> = Vec::new();
    let mut turns: Vec<&Turn> = Vec::new();
    let mut doubts = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let Some(turn) = &paragraph.turn else { continue };
        let known = match announced.is_empty() {
            true => turn.direct && (!turn.company || turn.is_full()),
            false => announced.contains(&turn.region) && !turn.company,
        };
        if known && !regions.contains(&turn.region.as_str()) {
            regions.push(&turn.region);
            turns.push(turn);
            if let Some(last) = runs.last_mut() {
                last.end = place;
            }
            runs.push(place..paragraphs.len());
        } else if turn.direct
            && !turn.company
            && regions.last().is_some_and(|last| *last != turn.region)
        {
            doubts.push(misplaced(
                line(sheet, paragraph),
                &turn.speaker,
                regions[regions.len() - 1],
            ));
        }
    }
    let Some(first) = runs.first().map(|run| run.start) else { return Seen::default() };
    if regions.len() < if announced.is_empty() { SEVERAL } else { 2 } {
        return Seen::default();
    }
    doubts.extend(draw_in(sheet, &paragraphs, &mut runs, &regions));
    let left_over = cut_closing(&paragraphs, &mut runs, &regions);
    let share = support(&paragraphs, &runs, &regions);
    let count = |range: Range<usize>| -> usize {
        paragraphs[range].iter().map(|paragraph| paragraph.text.chars().count()).sum()
    };
    if share < SUPPORT || count(0..first) as f64 > INTRODUCTION * count(0..paragraphs.len()) as f64
    {
        return Seen::default();
    }
    if share < SURE {
        doubts.push(loose(share));
    }
    let closing = left_over.map(|place| &paragraphs[place]);
    doubts.extend(closing.map(|paragraph| closes(line(sheet, paragraph))));
    let end = closing.map(|paragraph| paragraph.element);
    let starts =
        runs.iter().zip(&turns).map(|(run, turn)| start(&paragraphs[run.start], turn)).collect();
    Seen { starts, end, doubts }
}

/// The line of the page at which a paragraph begins.
fn line(sheet: &Sheet<'_>, paragraph: &Paragraph) -> usize {
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

fn paragraphs(sheet: &Sheet<'_>) -> Vec<Paragraph> {
    let elements = sheet.elements.iter().enumerate();
    elements
        .filter(|(_, run)| run.kind == Kind::Paragraph)
        .map(|(element, _)| {
            let text = sheet.text(element);
            Paragraph { element, turn: turn(&text), text }
        })
        .filter(|paragraph| ends_sentence(&paragraph.text) && !paragraph.text.starts_with('（'))
        .collect()
}

/// The region to which a paragraph turns: named at the head of a clause early in its first sentence.
fn turn(text: &str) -> Option<Turn> {
    let end = text.find(['。', '！', '？']).unwrap_or(text.len());
    let early = text.char_indices().nth(EARLY).map_or(text.len(), |(at, _)| at);
    let sentence = &text[..end];
    let regions = Regions::built_in();
    // A list of regions turns to none of them.
    let mut mentions = regions.mentions(sentence).filter(|mention| mention.start < early);
    let mention = mentions.next()?;
    if sentence[mention.end..].starts_with('、') {
        return None;
    }
    let before = sentence[..mention.start].chars().next_back();
    let heads = before.is_none_or(|c| matches!(c, '，' | '：' | '—' | '、'));
    let rest = &sentence[mention.end..];
    if !heads {
        return None;
    }
    let length = organisation_end(rest).unwrap_or(0);
    Some(Turn {
        region: mention.region.short.clone(),
        speaker: sentence[mention.start..mention.end + length].into(),
        direct: before.is_none(),
        company: is_company(rest),
    })
}

impl Turn {
    /// Whether the region has its full name: 广东省, not 广东.
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

/// Gives the paragraphs right before a run to it that name its region or one of its places and not
/// that of the run before: a story that the region's name follows. What names neither is doubtful.
fn draw_in(
    sheet: &Sheet<'_>,
    paragraphs: &[Paragraph],
    runs: &mut [Range<usize>],
    regions: &[&str],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for run in 0..runs.len() {
        let floor = run.checked_sub(1).map_or(0, |last| runs[last].start + 1);
        let last = run.checked_sub(1).map(|last| regions[last]);
        let own = |place: &usize| {
            let text = &paragraphs[*place].text;
            names(text, regions[run]) && !last.is_some_and(|last| names(text, last)) && !lists(text)
        };
        let first = (floor..runs[run].start).rev().take_while(own).last();
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

/// Whether a text lists regions: 辽宁、江西、山东.
fn lists(text: &str) -> bool {
    let regions = Regions::built_in();
    regions.mentions(text).filter(|mention| text[mention.end..].starts_with('、')).count() > 1
}

/// Cuts off the paragraphs behind the last run that do not name its region, if they make it longer
/// than every other; gives the first of them.
fn cut_closing(
    paragraphs: &[Paragraph],
    runs: &mut [Range<usize>],
    regions: &[&str],
) -> Option<usize> {
    let longest = runs.iter().rev().skip(1).map(Range::len).max()?;
    let (last, region) = (runs.last_mut()?, regions.last()?);
    let own = |place: &usize| names(&paragraphs[*place].text, region);
    let end = last.clone().rev().find(own).map_or(last.start + 1, |place| place + 1);
    let cut = end.max(last.start + longest);
    (cut < last.end).then(|| {
        last.end = cut;
        cut
    })
}

/// Share of the paragraphs that name the region they are given to.
fn support(paragraphs: &[Paragraph], runs: &[Range<usize>], regions: &[&str]) -> f64 {
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

fn start(paragraph: &Paragraph, turn: &Turn) -> Start {
    Start {
        speaker: turn.speaker.clone(),
        region: Some(turn.region.clone()),
        ..Start::at(paragraph.element)
    }
}
