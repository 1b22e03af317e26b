//! Layout `salutation`: 各位代表：, with the lines before it that name the report and its speaker.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Start,
    names::{OFFICE, finds},
};
use crate::transcript::{
    Regions, Sheet,
    lines::{ends_sentence, numbering},
};

static SALUTATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:尊敬的)?(?:主席团?|大会主席|主任|各位|同志们|同志|朋友们|女士们|先生们)[一-龥、，,]{0,24}[：:]$",
    )
    .ok()
});
static REPORTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("我.{0,8}代表|受.{1,20}委托|报告工作|工作报告|汇报|发言|请予审").ok()
});
static HOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!("[一-龥]{{0,14}}{OFFICE}[：:\\s]*[一-龥·\\s]{{2,14}}$")).ok()
});

/// Whether a line turns to the hearers: `各位代表：`.
pub(super) fn is_one(line: &str) -> bool {
    finds(&SALUTATION, line)
}

/// The speeches that begin by turning to the hearers.
///
/// Speakers also turn to their hearers in mid-speech; a beginning is followed
/// by a report (我代表…报告工作), or has a name before it.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for element in 0..sheet.elements.len() {
        let run = &sheet.elements[element];
        let line = sheet.lines[run.lines.start].text;
        if run.lines.len() > 2 || !is_one(line) {
            continue;
        }
        let floor = starts.last().map_or(0, |start| start.body + 1);
        let first = preamble(sheet, element, floor);
        let reports = element + 1 < sheet.elements.len() && {
            let next = sheet.text(element + 1);
            let head: String = next.chars().take(60).collect();
            finds(&REPORTS, &head)
        };
        if !reports && first == element && element > 0 {
            continue;
        }
        let (speaker, region) = official(sheet, first, element);
        starts.push(Start { element: first, body: first, skip: 0, speaker, region, title: None });
    }
    starts
}

/// The first of the lines before a salutation that name report, date and speaker.
fn preamble(sheet: &Sheet<'_>, salutation: usize, floor: usize) -> usize {
    let belongs = |element: usize| {
        let text = sheet.text(element);
        let about = text.contains("会议") || text.contains("报告");
        let tail =
            ["来源", "责任编辑", "编辑：", "删减", "（完）"].iter().any(|end| text.contains(end));
        text.chars().count() <= 80
            && !tail
            && numbering(&text).is_none()
            && (!ends_sentence(&text) || about && text.ends_with(['）', ')']))
    };
    let lowest = floor.max(salutation.saturating_sub(10));
    (lowest..salutation).rev().take_while(|&element| belongs(element)).last().unwrap_or(salutation)
}

/// Who speaks by the lines from `first` to the salutation; empty if they do not say.
fn official(sheet: &Sheet<'_>, first: usize, salutation: usize) -> (String, Option<String>) {
    let lines: Vec<String> = (first..salutation).map(|element| sheet.text(element)).collect();
    let region = lines.iter().find_map(|line| {
        Regions::built_in().mentions(line).next().map(|mention| mention.region.short.clone())
    });
    let holder = lines.iter().find_map(|line| {
        let found = HOLDER.as_ref()?.find(line.trim_end_matches(['）', ')']))?;
        Some(found.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
    });
    (holder.unwrap_or_default(), region)
}
