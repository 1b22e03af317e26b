//! What may be wrong with a reading: each doubt names the line and what to try.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Disposition, Layout, Sheet, Speech,
    layouts::{Found, Start},
    ledger::characters,
};
use crate::phrase::Phrase;

/// What may be wrong with a reading, in both languages; JSON has the English words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Doubt(Phrase);

impl Doubt {
    pub(super) fn new(zh: String, en: String) -> Self {
        Self(Phrase::new(zh, en))
    }

    /// The same, of one file of several.
    pub(super) fn of(self, source: &str) -> Self {
        Self::new(format!("{source}：{}", self.0.zh), format!("{source}: {}", self.0.en))
    }

    /// The doubt in words.
    pub fn phrase(&self) -> &Phrase {
        &self.0
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl From<String> for Doubt {
    fn from(words: String) -> Self {
        Self(Phrase::same(words))
    }
}

impl From<Doubt> for String {
    fn from(doubt: Doubt) -> Self {
        doubt.0.en
    }
}

/// How many times as long as the middle one a speech is, from which another may be hidden in it.
///
/// Of 92 work reports of three years the longest has 1.9 times the characters of its year's
/// middle one.
const LONGER: usize = 4;
/// Characters below which no speech is called long.
const LONG: usize = 2000;
/// Speeches from which there is a middle one.
const FELLOWS: usize = 4;
/// Share of a page's characters before its first speech, from which the page may be a story.
const BEFORE: f64 = 0.3;

/// What can be done where a speech hides in another.
pub(super) const MARK: &str =
    "put `## name` before its first line in what `split --format md` prints";

/// The same in Chinese.
pub(super) const MARK_ZH: &str =
    "可在 `split --format md` 的输出中，在其首行之前加一行 `## 名称` 后重新运行";

/// All that is doubtful in the speeches that were found.
pub(super) fn doubts(
    sheet: &Sheet<'_>,
    found: &Found,
    speeches: &[Speech],
    missing: &[String],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    doubts.extend(without_text(speeches));
    doubts.extend(not_found(found.layout, speeches, missing));
    // Turns of a debate are of any length.
    if !found.layout.conventions().is_debate {
        doubts.extend(longer(sheet, &found.starts, speeches));
    }
    doubts.extend(openings_inside(sheet, found));
    doubts
}

/// What is doubtful in what became of the characters.
pub(super) fn of_dispositions(tally: &[(Disposition, usize)]) -> Option<Doubt> {
    let of = |disposition: Disposition| {
        tally.iter().find(|(other, _)| *other == disposition).map_or(0, |(_, n)| *n)
    };
    let all: usize = tally.iter().map(|(_, count)| count).sum();
    let before = of(Disposition::Introduction);
    (all > 0 && before as f64 > BEFORE * all as f64).then(|| {
        Doubt::new(
            format!("全文 {all} 字中有 {before} 字在首篇发言之前，不归任何人：可能是报道而非发言记录，或漏认了发言人；{MARK_ZH}"),
            format!(
                "{before} of {all} characters stand before the first speech and are nobody's: the text may be a story and no record, or a speaker's line is missing; {MARK}"
            ),
        )
    })
}

/// Speakers of whom nothing is found but the name.
fn without_text(speeches: &[Speech]) -> Option<Doubt> {
    let empty = |speech: &&Speech| speech.units.iter().all(|unit| unit.text.trim().is_empty());
    let names: Vec<&str> =
        speeches.iter().filter(empty).map(|speech| speech.speaker.as_str()).collect();
    let names = names.join("、");
    (!names.is_empty()).then(|| {
        Doubt::new(
            format!("未找到以下发言人的正文：{names}"),
            format!("no text is found of {names}"),
        )
    })
}

/// Announced regions without a speech, where most of those announced speak.
fn not_found(layout: Layout, speeches: &[Speech], missing: &[String]) -> Option<Doubt> {
    let speak = speeches.iter().filter(|speech| speech.region.is_some()).count();
    let announced = layout.conventions().announces_regions && speak >= missing.len();
    (announced && !missing.is_empty()).then(|| {
        let names = missing.join("、");
        Doubt::new(
            format!("已预告而未找到发言：{names}；如其确有发言，{MARK_ZH}"),
            format!("announced and not found: {names}; if one speaks here, {MARK}"),
        )
    })
}

/// Speeches far longer than their fellows.
fn longer<'s>(
    sheet: &'s Sheet<'_>,
    starts: &'s [Start],
    speeches: &'s [Speech],
) -> impl Iterator<Item = Doubt> + 's {
    let lengths: Vec<usize> = speeches
        .iter()
        .map(|speech| speech.units.iter().map(|unit| characters(&unit.text)).sum())
        .collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let long = move |length: usize| {
        starts.len() >= FELLOWS && length >= LONG && length > LONGER * middle.max(1)
    };
    lengths.into_iter().enumerate().filter(move |&(_, length)| long(length)).map(move |(at, length)| {
        let (line, name) = (line(sheet, starts[at].element), &speeches[at].speaker);
        Doubt::new(
            format!("第 {line} 行：{name}的发言有 {length} 字，而各篇居中者为 {middle} 字；如其中混入了另一篇发言，{MARK_ZH}"),
            format!("line {line}: {name} has {length} characters where the middle speech has {middle}; if another speech is hidden in it, {MARK}"),
        )
    })
}

/// Salutations that open a speech, in the middle of another.
fn openings_inside(sheet: &Sheet<'_>, found: &Found) -> Option<Doubt> {
    /// Elements of a speech within which it may still begin.
    const BEGINNING: usize = 3;
    /// As many lines are named.
    const NAMED: usize = 5;
    let first_line = |start: &Start| sheet.elements[start.element].lines.start;
    let begins = |line: usize| {
        let after = found.starts.partition_point(|start| first_line(start) <= line);
        after.checked_sub(1).is_some_and(|at| {
            let start = &found.starts[at];
            let last = (start.body + BEGINNING).min(sheet.elements.len());
            let mut own = sheet.elements[start.element..last].iter();
            own.any(|run| run.lines.contains(&line))
        })
    };
    let inside: Vec<String> = sheet
        .salutations
        .iter()
        .filter(|salutation| salutation.opens && !begins(salutation.line))
        .map(|salutation| sheet.lines[salutation.line].number.to_string())
        .collect();
    // Whoever takes the word in a debate greets the hearers too.
    (!inside.is_empty() && !found.layout.conventions().is_debate).then(|| {
        let (more, more_zh) = if inside.len() > NAMED { (" and more", "等") } else { ("", "") };
        let first = &inside[..inside.len().min(NAMED)];
        let (lines, lines_zh) = (first.join(", "), first.join("、"));
        Doubt::new(
            format!("第 {lines_zh} 行{more_zh}：发言中间出现了开场用语；如有发言从此开始，{MARK_ZH}，或试用 --layout salutation"),
            format!("line {lines}{more}: words that open a speech stand inside another; if one begins there, {MARK}, or try --layout salutation"),
        )
    })
}

fn line(sheet: &Sheet<'_>, element: usize) -> usize {
    sheet.elements.get(element).map_or(0, |run| sheet.lines[run.lines.start].number)
}
