//! Paragraphs of a speech → its sections.

use super::{
    LineMark, Unit, UnitKind,
    flow::Flow,
    lines::{ends_sentence, numbering},
};
use crate::names::script;

/// Characters of the longest heading of a section; a longer first sentence is text. Chosen by eye on
/// newspaper pages and reports.
const HEADING: usize = 80;
/// The same of a heading without a number, which only its shortness shows. Chosen by eye on articles.
const PLAIN_HEADING: usize = 40;
/// Characters at the beginning of a paragraph within which it turns to the future. Chosen by eye on
/// newspaper pages.
const TURN: usize = 16;
/// Words with which a paragraph turns to the future.
const AHEAD: [&str; 16] = [
    "下一步",
    "接下来",
    "下阶段",
    "下一阶段",
    "今后",
    "未来",
    "面向未来",
    "展望",
    "新征程",
    "站在新",
    "奋进新",
    "迈向新",
    "让我们",
    "下半年",
    "明年",
    "我们将",
];
/// Words with which a sentence promises something.
const PROMISES: [&str; 6] = ["将", "要", "继续", "持续", "让我们", "奋斗"];

/// Splits a speech into lead, numbered sections and outlook.
///
/// `（一）` begins a section of its own. A speech without numbers has a lead, and
/// then a body for each paragraph, or for each heading if lines without sentences
/// come between the paragraphs. The texts of all units joined are the speech.
pub(super) fn units(paragraphs: Vec<Flow>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut last = Numbers::default();
    let paragraphs: Vec<Flow> =
        paragraphs.into_iter().filter(|flow| !flow.text.is_empty()).collect();
    let numbers: Vec<Option<Numbered>> =
        paragraphs.iter().map(|flow| numbering(&flow.text)).collect();
    for (flow, index) in paragraphs.into_iter().zip(0..) {
        if last.advance(&numbers[index..]) {
            units.push(section(flow));
        } else if let Some(unit) = units.last_mut() {
            append(unit, flow);
        } else {
            units.push(unit(UnitKind::Lead, flow));
        }
    }
    if units.iter().all(|unit| unit.kind == UnitKind::Lead) {
        units = units.into_iter().flat_map(bodies).collect();
    }
    split_outlook(&mut units);
    // Texts have grown paragraph by paragraph, and stay as long as their meeting is read.
    for unit in &mut units {
        unit.text.shrink_to_fit();
        unit.marks.shrink_to_fit();
    }
    units
}

/// The level of a paragraph's number, 1 for `一、` and 2 for `（一）`, and the number.
type Numbered = (u8, usize);

/// The numbers of the last section `一、` and of its last part `（一）`.
#[derive(Default)]
struct Numbers {
    section: usize,
    part: usize,
}

impl Numbers {
    /// Whether the first of the paragraphs that are left, by their numbers, begins the next section
    /// or part, which is then the last; or a second list of sections, as of a report that looks back
    /// and then ahead.
    fn advance(&mut self, left: &[Option<Numbered>]) -> bool {
        match left[0] {
            Some((1, number)) if number == self.section + 1 || begins_list(left) => {
                *self = Self { section: number, part: 0 };
                true
            }
            Some((2, number)) if number == self.part + 1 => {
                self.part = number;
                true
            }
            _ => false,
        }
    }
}

/// Whether the first of some paragraphs has number one, and the next section after it number two.
fn begins_list(left: &[Option<Numbered>]) -> bool {
    let mut sections = left.iter().flatten().filter(|(level, _)| *level == 1);
    matches!((left[0], sections.nth(1)), (Some((1, 1)), Some((1, 2))))
}

fn unit(kind: UnitKind, flow: Flow) -> Unit {
    Unit { kind, heading: None, text: flow.text, marks: flow.marks }
}

/// A numbered section that begins with a paragraph.
fn section(mut flow: Flow) -> Unit {
    let heading = heading(&flow.text).map(str::to_owned);
    if let Some(heading) = &heading {
        // The blank that print puts behind a heading is not text.
        let rest = &flow.text[heading.len()..];
        let blank = rest.len() - rest.trim_start().len();
        flow.text.drain(heading.len()..heading.len() + blank);
        for mark in flow.marks.iter_mut().filter(|mark| mark.byte > heading.len()) {
            mark.byte -= blank;
        }
    }
    Unit { heading, ..unit(UnitKind::Numbered, flow) }
}

/// The first sentence of a section, or its only line, if it is short enough to be a heading.
fn heading(paragraph: &str) -> Option<&str> {
    let end = paragraph
        .char_indices()
        .find(|&(_, c)| matches!(c, '。' | '！' | '？'))
        .map_or(paragraph.len(), |(at, c)| at + c.len_utf8());
    let heading = &paragraph[..end];
    (heading.chars().count() <= HEADING).then_some(heading)
}

/// Adds a paragraph to a unit. It goes on behind a heading that is a sentence, without a line end.
fn append(unit: &mut Unit, flow: Flow) {
    if !unit.awaits_text() {
        unit.text.push('\n');
    }
    let start = unit.text.len();
    unit.marks
        .extend(flow.marks.into_iter().map(|mark| LineMark { byte: start + mark.byte, ..mark }));
    unit.text.push_str(&flow.text);
}

impl Unit {
    /// Whether a unit is nothing yet but a heading that is a sentence: text runs on behind it.
    pub(super) fn awaits_text(&self) -> bool {
        self.heading.as_deref() == Some(self.text.as_str()) && ends_sentence(&self.text)
    }
}

/// A speech without numbers: its lead, then a unit for each heading, or else for each paragraph.
fn bodies(whole: Unit) -> Vec<Unit> {
    let paragraphs = split(&whole, 0);
    let headings = paragraphs.iter().skip(1).filter(|unit| is_plain_heading(unit)).count();
    let headed = headings > 1;
    let mut units: Vec<Unit> = Vec::new();
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        let heads = headed && is_plain_heading(&paragraph);
        let kind = if index == 0 && !heads { UnitKind::Lead } else { UnitKind::Body };
        match units.last_mut() {
            Some(last) if headed && !heads => {
                append(last, Flow { text: paragraph.text, marks: paragraph.marks });
            }
            _ => {
                let heading = heads.then(|| paragraph.text.clone());
                units.push(Unit { kind, heading, ..paragraph });
            }
        }
    }
    units
}

/// Whether a paragraph is short and no sentence.
fn is_plain_heading(unit: &Unit) -> bool {
    !ends_sentence(&unit.text) && unit.text.chars().count() <= PLAIN_HEADING
}

/// The paragraphs of a unit from the one with index `first` on, as units.
fn split(unit: &Unit, first: usize) -> Vec<Unit> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (index, text) in unit.text.split('\n').enumerate() {
        let end = start + text.len();
        if index >= first {
            let from = unit.marks.partition_point(|mark| mark.byte <= start).saturating_sub(1);
            let marks = unit.marks[from..]
                .iter()
                .take_while(|mark| mark.byte < end)
                .map(|mark| LineMark { byte: mark.byte.saturating_sub(start), ..*mark })
                .collect();
            parts.push(Unit { kind: unit.kind, heading: None, text: text.to_owned(), marks });
        }
        start = end + 1;
    }
    parts
}

/// Makes a unit of the outlook: the last section's first paragraph that looks ahead, and the rest.
fn split_outlook(units: &mut Vec<Unit>) {
    let Some(last) = units.last_mut().filter(|unit| unit.kind != UnitKind::Lead) else { return };
    let Some(first) = outlook_start(last) else { return };
    let mut paragraphs = split(last, first).into_iter();
    let Some(mut outlook) = paragraphs.next() else { return };
    for paragraph in paragraphs {
        append(&mut outlook, Flow { text: paragraph.text, marks: paragraph.marks });
    }
    outlook.kind = UnitKind::Outlook;
    // The bytes of the paragraphs before the outlook, with their line ends.
    let kept: usize = last.text.split('\n').take(first).map(|text| text.len() + 1).sum();
    if kept == 0 {
        units.pop();
    } else {
        last.text.truncate(kept - 1);
        last.marks.retain(|mark| mark.byte < kept);
    }
    units.push(outlook);
}

/// The index of the first paragraph of a section that looks ahead; never one with a number.
fn outlook_start(section: &Unit) -> Option<usize> {
    let numbered = usize::from(section.kind == UnitKind::Numbered);
    let mut paragraphs = section.text.split('\n').enumerate().skip(numbered);
    paragraphs.find(|(_, paragraph)| looks_ahead(paragraph)).map(|(index, _)| index)
}

/// Whether a paragraph opens with what comes next, and says that it will be done.
fn looks_ahead(paragraph: &str) -> bool {
    let sentence = script::simplified(paragraph.split('。').next().unwrap_or(paragraph));
    let opening: String = sentence.chars().take(TURN).collect();
    AHEAD.iter().any(|word| opening.contains(word))
        && PROMISES.iter().any(|word| sentence.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(paragraphs: &[&str]) -> Vec<(UnitKind, Option<String>, String)> {
        let flows = paragraphs
            .iter()
            .enumerate()
            .map(|(line, text)| Flow {
                text: (*text).into(),
                marks: vec![LineMark { byte: 0, line: line + 1 }],
            })
            .collect();
        units(flows).into_iter().map(|unit| (unit.kind, unit.heading, unit.text)).collect()
    }

    #[test]
    fn a_speech_has_lead_sections_and_outlook() {
        let found = kinds(&[
            "导语。",
            "一、标题。正文。",
            "再一段。",
            "二、另一题。",
            "正文。",
            "下一步，我们将努力。",
        ]);
        let kinds: Vec<UnitKind> = found.iter().map(|unit| unit.0).collect();
        assert_eq!(
            kinds,
            [UnitKind::Lead, UnitKind::Numbered, UnitKind::Numbered, UnitKind::Outlook]
        );
        assert_eq!(found[1].2, "一、标题。正文。\n再一段。");
        assert_eq!(found[2].1.as_deref(), Some("二、另一题。"));
        assert_eq!(found[2].2, "二、另一题。正文。");
    }

    #[test]
    fn numbers_out_of_order_are_text() {
        let found =
            kinds(&["一、标题。", "三、不是标题。", "（一）分题。甲。", "（二）分题。乙。"]);
        let texts: Vec<&str> = found.iter().map(|unit| unit.2.as_str()).collect();
        assert_eq!(texts, ["一、标题。三、不是标题。", "（一）分题。甲。", "（二）分题。乙。"]);
    }

    #[test]
    fn a_second_list_has_sections_of_its_own() {
        let found = kinds(&["一、去年。", "二、成绩。", "一、今年。", "二、打算。", "一、附言。"]);
        let headings: Vec<Option<&str>> = found.iter().map(|unit| unit.1.as_deref()).collect();
        let expected = ["一、去年。", "二、成绩。", "一、今年。", "二、打算。"];
        assert_eq!(headings, expected.map(Some));
        assert_eq!(found[3].2, "二、打算。一、附言。");
    }

    #[test]
    fn lines_are_kept_through_splitting() {
        let flows = (1..=4)
            .map(|line| Flow {
                text: if line == 4 { "今后，我们将努力。" } else { "一段话。" }.into(),
                marks: vec![LineMark { byte: 0, line }],
            })
            .collect();
        let lines: Vec<usize> = units(flows).iter().map(|unit| unit.line(0)).collect();
        assert_eq!(lines, [1, 2, 3, 4]);
    }
}
