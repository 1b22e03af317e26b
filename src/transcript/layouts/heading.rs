//! Layout `heading`: lines that name the speaker and nothing else.

use super::{
    Start,
    names::{bare, place_line, speaker_line},
};
use crate::transcript::{Region, Regions, Sheet, lines::Kind};

/// The speeches under lines that name a speaker.
///
/// A line of the same make as those of known provinces, in the same brackets
/// or ending in the same kind of organisation, names a speaker too: 【成都市总工会】
/// between 【四川省总工会】 and 【陕西省总工会】. Three lines of one make suffice
/// where no province is known.
///
/// Cities and counties are asked for only where provinces do not speak: what a
/// province's city did may stand under the city's name in the province's speech.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let provinces = find_by(sheet, &speaker_line);
    let known = |starts: &[Start]| starts.iter().filter(|start| start.region.is_some()).count();
    if known(&provinces) > 1 {
        return provinces;
    }
    let places = find_by(sheet, &|line| speaker_line(line).or_else(|| place_line(line)));
    if known(&places) > 2 && places.len() >= provinces.len() { places } else { provinces }
}

/// The name on a line and its region, if the line is a speaker's name.
type Named<'n> = &'n dyn Fn(&str) -> Option<(&str, &'static Region)>;

fn find_by(sheet: &Sheet<'_>, named: Named<'_>) -> Vec<Start> {
    let candidates: Vec<(usize, usize)> = (0..sheet.elements.len())
        .filter(|&element| sheet.elements[element].kind == Kind::Display)
        .flat_map(|element| sheet.elements[element].lines.clone().map(move |line| (element, line)))
        .collect();
    let text = |line: usize| sheet.lines[line].text;
    let known: Vec<Make<'_>> = candidates
        .iter()
        .filter(|&&(_, line)| named(text(line)).is_some())
        .map(|&(_, line)| make(text(line)))
        .collect();
    let is_name = |line: usize| {
        let make = make(text(line));
        let same = |other: &Make<'_>| {
            make.bracket.is_some() && make.bracket == other.bracket
                || make.organisation.is_some() && make.organisation == other.organisation
        };
        let siblings =
            || candidates.iter().filter(|&&(_, line)| same(&self::make(text(line)))).count();
        named(text(line)).is_some()
            || known.iter().any(same)
            || make.organisation.is_some() && siblings() > 2
    };
    let mut starts: Vec<Start> = Vec::new();
    for &(element, line) in candidates.iter().filter(|&&(_, line)| is_name(line)) {
        if starts.last().is_none_or(|start| start.element < element) {
            starts.push(start(sheet, (element, line), named));
        }
    }
    if 2 * with_words(sheet, &starts) < starts.len() { Vec::new() } else { starts }
}

/// How many of the names have a paragraph under them: labels beside titles have none.
fn with_words(sheet: &Sheet<'_>, starts: &[Start]) -> usize {
    let end =
        |place: usize| starts.get(place + 1).map_or(sheet.elements.len(), |next| next.element);
    let words = |range: std::ops::Range<usize>| {
        sheet.elements.get(range).is_some_and(|run| run.iter().any(|e| e.kind == Kind::Paragraph))
    };
    (0..starts.len()).filter(|&place| words(starts[place].body..end(place))).count()
}

/// The speech whose name stands on `line` of a display element; its other lines are the title.
fn start(sheet: &Sheet<'_>, (element, line): (usize, usize), named: Named<'_>) -> Start {
    let run = sheet.elements[element].lines.clone();
    let others: Vec<&str> =
        run.filter(|&other| other != line).map(|other| sheet.lines[other].printed).collect();
    let (name, region) = match named(sheet.lines[line].text) {
        Some((name, region)) => (name, Some(region.short.clone())),
        None => {
            let name = bare(sheet.lines[line].text);
            (name, Regions::built_in().resolve(name).map(|region| region.short.clone()))
        }
    };
    Start {
        element,
        body: element + 1,
        skip: 0,
        speaker: name.into(),
        region,
        title: (!others.is_empty()).then(|| others.join("　")),
    }
}

/// What lines that name speakers have in common on one page.
#[derive(PartialEq, Eq)]
struct Make<'a> {
    bracket: Option<char>,
    organisation: Option<&'a str>,
}

fn make(line: &str) -> Make<'_> {
    /// Kinds of organisations that send speakers; others end many a headline too.
    const KINDS: [&str; 9] =
        ["妇联", "妇女联合会", "总工会", "团委", "残联", "工商联", "人民政府", "代表团", "代表队"];
    let bracket = line.chars().next().filter(|c| "【［[〔".contains(*c));
    let name = bare(line);
    let short = name.chars().count() <= 16;
    let organisation = KINDS.into_iter().find(|kind| short && name.ends_with(kind));
    Make { bracket, organisation }
}
