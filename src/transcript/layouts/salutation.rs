//! Layout `salutation`: a speech begins with words to its hearers (各位代表：), and the lines before
//! them name the speaker.

use std::sync::LazyLock;

use regex::Regex;

use super::division::{Division, Finder, Start};
use crate::names::Regions;
use crate::transcript::{
    salutations::{Salutation, official, opening},
    sheet::Sheet,
};

/// For whom somebody speaks: 我代表某省人民政府.
static FOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:代表|受)([一-龥]{2,20}?)(?:人民政府|政府|委员会|委托|代表团)")
        .expect("a constant pattern that every test compiles")
});

/// Layout `salutation`: speeches that begin by turning to the hearers.
pub(super) struct Salutations;

impl Finder for Salutations {
    fn find(&self, sheet: &Sheet<'_>, _announced: &[String]) -> Division {
        starts(sheet).into()
    }

    fn rank(&self) -> Option<u8> {
        Some(3)
    }

    /// A salutation names nobody, so each is taken for a speaker of its own.
    fn speakers(&self, starts: &[Start]) -> usize {
        starts.len()
    }

    /// Names that are printed above salutations are those of the same speeches.
    fn covers(&self, sheet: &Sheet<'_>, own: &[Start], others: &[Start]) -> bool {
        !own.is_empty() && heads_most(sheet, others)
    }
}

/// The speeches that begin by turning to the hearers.
fn starts(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut element = 0;
    for salutation in sheet.salutations.iter().filter(|salutation| salutation.opens) {
        let Some(found) = holder(sheet, element, salutation.first) else { continue };
        element = found;
        let body = holder(sheet, element, salutation.line).unwrap_or(element);
        let (speaker, region) = speaker(sheet, salutation);
        starts.push(Start { speaker, region, body, ..Start::at(element) });
        element += 1;
    }
    starts
}

/// The element that holds a line, from element `from` on.
fn holder(sheet: &Sheet<'_>, from: usize, line: usize) -> Option<usize> {
    let at = from + sheet.elements[from..].partition_point(|run| run.lines.end <= line);
    sheet.elements.get(at).is_some_and(|run| run.lines.contains(&line)).then_some(at)
}

/// Whether half of other starts or more lie between the headers of speeches and their salutations.
fn heads_most(sheet: &Sheet<'_>, others: &[Start]) -> bool {
    let opening: Vec<&Salutation> = sheet.salutations.iter().filter(|one| one.opens).collect();
    let inside = others.iter().filter(|other| {
        let line = sheet.elements[other.label].lines.start;
        let next = opening.partition_point(|salutation| salutation.line < line);
        opening.get(next).is_some_and(|salutation| salutation.first <= line)
    });
    2 * inside.count() >= others.len()
}

/// The speaker and the region that the lines before a salutation and the words after it name; empty
/// if they name none.
fn speaker(sheet: &Sheet<'_>, salutation: &Salutation) -> (String, Option<String>) {
    let header = &sheet.lines[salutation.first..salutation.line];
    let opening = opening(&sheet.lines, salutation.line);
    let spoken_for = FOR.captures(&opening).and_then(|found| region_in(found.get(1)?.as_str()));
    let region = spoken_for.or_else(|| header.iter().find_map(|line| region_in(line.text)));
    let speaker = header.iter().find_map(|line| official(line.text));
    (speaker.unwrap_or_default(), region)
}

/// The first region that a text names.
fn region_in(text: &str) -> Option<String> {
    Regions::built_in().mentions(text).next().map(|mention| mention.region.short.clone())
}
