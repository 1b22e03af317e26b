//! Paragraphs of a speech → its sections.

use super::{
    LineMark, Unit, UnitKind,
    flow::Flow,
    lines::{ends_sentence, numbering},
};
use crate::names::script;

/// The longest heading, in characters; a longer first sentence is text.
const HEADING: usize = 80;

/// Splits a speech into lead, numbered sections and outlook.
///
/// `（一）` parts a section again. A speech without numbers has a lead and a
/// body a paragraph, or a body a heading where lines without sentences stand
/// between the paragraphs. The texts of all units joined are the speech.
pub(super) fn units(paragraphs: Vec<Flow>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut last = [0, 0];
    for flow in paragraphs {
        if flow.text.is_empty() {
            continue;
        }
        let next = numbering(&flow.text)
            .filter(|&(level, number)| number == last[usize::from(level) - 1] + 1);
        if let Some((level, number)) = next {
            last = if level == 1 { [number, 0] } else { [last[0], number] };
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
    units
}

fn unit(kind: UnitKind, flow: Flow) -> Unit {
    Unit { kind, heading: None, text: flow.text, marks: flow.marks }
}

fn section(mut flow: Flow) -> Unit {
    let heading = heading(&flow.text).map(str::to_owned);
    if let Some(heading) = &heading {
        // The blank that print puts behind a heading is no text.
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

/// Adds a paragraph to a unit; text goes on behind a heading that is a sentence.
fn append(unit: &mut Unit, flow: Flow) {
    let run_in = unit.heading.as_deref() == Some(unit.text.as_str()) && ends_sentence(&unit.text);
    if !run_in {
        unit.text.push('\n');
    }
    let start = unit.text.len();
    unit.marks
        .extend(flow.marks.into_iter().map(|mark| LineMark { byte: start + mark.byte, ..mark }));
    unit.text.push_str(&flow.text);
}

/// A speech without numbers: its lead, then a unit a heading, or else a paragraph.
fn bodies(whole: Unit) -> Vec<Unit> {
    let paragraphs = split(&whole, 0);
    let is_heading = |unit: &Unit| !ends_sentence(&unit.text) && unit.text.chars().count() <= 40;
    let headed = paragraphs.iter().skip(1).filter(|unit| is_heading(unit)).count() > 1;
    let mut units: Vec<Unit> = Vec::new();
    for (place, paragraph) in paragraphs.into_iter().enumerate() {
        let first = place == 0 && !(headed && is_heading(&paragraph));
        let kind = if first { UnitKind::Lead } else { UnitKind::Body };
        match units.last_mut() {
            Some(last) if headed && !is_heading(&paragraph) => {
                append(last, Flow { text: paragraph.text, marks: paragraph.marks });
            }
            _ => {
                let heading = (headed && is_heading(&paragraph)).then(|| paragraph.text.clone());
                units.push(Unit { kind, heading, ..paragraph });
            }
        }
    }
    units
}

/// The paragraphs of a unit from its `first` on, as units.
fn split(unit: &Unit, first: usize) -> Vec<Unit> {
    let mut start = 0;
    let mut parts = Vec::new();
    for (place, text) in unit.text.split('\n').enumerate() {
        let end = start + text.len();
        if place >= first {
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

/// Parts the outlook from the last section: its first paragraph that looks ahead, and what follows.
fn split_outlook(units: &mut Vec<Unit>) {
    let Some(last) = units.last().filter(|unit| unit.kind != UnitKind::Lead) else { return };
    let paragraphs: Vec<&str> = last.text.split('\n').collect();
    let from = usize::from(last.kind == UnitKind::Numbered);
    let Some(place) = (from..paragraphs.len()).find(|&place| looks_ahead(paragraphs[place])) else {
        return;
    };
    let mut ahead = split(last, place).into_iter();
    let Some(mut outlook) = ahead.next() else { return };
    for more in ahead {
        append(&mut outlook, Flow { text: more.text, marks: more.marks });
    }
    outlook.kind = UnitKind::Outlook;
    let kept: usize = paragraphs[..place].iter().map(|text| text.len() + 1).sum();
    if kept == 0 {
        units.pop();
    } else if let Some(last) = units.last_mut() {
        last.text.truncate(kept - 1);
        last.marks.retain(|mark| mark.byte < kept);
    }
    units.push(outlook);
}

/// Whether a paragraph promises: it opens on what comes next and says that it will be done.
fn looks_ahead(paragraph: &str) -> bool {
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
    let sentence = script::simplified(paragraph.split('。').next().unwrap_or(paragraph));
    let clause: String = sentence.chars().take(16).collect();
    AHEAD.iter().any(|word| clause.contains(word))
        && ["将", "要", "继续", "持续", "让我们", "奋斗"].iter().any(|word| sentence.contains(word))
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
