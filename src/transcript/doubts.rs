//! The doubts about a reading.

use super::{
    Disposition, Doubt, Layout, Speech,
    doubt::{MARK, MARK_ZH},
    layouts::{Found, Start},
    ledger::characters,
    share::{MEDIAN, quantile},
    sheet::Sheet,
};

/// A speech is long if it has more than so many times the characters of the median one.
///
/// Of 92 work reports of three years the longest has 1.9 times the median of its year.
const LONGER: usize = 4;
/// Characters below which no speech is long. Chosen by eye on newspaper pages.
const LONG: usize = 2000;
/// Speeches from which a median says something.
const COMPARABLE: usize = 4;
/// Share of a page's characters before its first speech above which the page may be a story. Chosen
/// by eye on news that quote speakers.
const BEFORE: f64 = 0.3;
/// Elements from the first words of a speech on that may still be its opening.
const OPENING: usize = 3;
/// The most lines that a doubt lists.
const LISTED: usize = 5;

/// The doubts about the speeches that were found.
pub(super) fn doubts(
    sheet: &Sheet<'_>,
    found: &Found,
    speeches: &[Speech],
    missing: &[String],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    doubts.extend(without_text(speeches));
    doubts.extend(not_found(found.layout, speeches, missing));
    // Turns of a debate may have any length.
    if !found.layout.conventions().is_debate {
        doubts.extend(longer(sheet, &found.starts, speeches));
    }
    doubts.extend(openings_inside(sheet, found));
    doubts
}

/// A doubt if much of a page comes before its first speech.
pub(super) fn of_dispositions(tally: &[(Disposition, usize)]) -> Option<Doubt> {
    let all: usize = tally.iter().map(|(_, count)| count).sum();
    let before: usize = tally
        .iter()
        .filter(|(disposition, _)| *disposition == Disposition::Introduction)
        .map(|(_, count)| count)
        .sum();
    (all > 0 && before as f64 > BEFORE * all as f64).then(|| {
        Doubt::new(
            format!("全文 {all} 字中有 {before} 字在首篇发言之前，不归任何人：可能是报道而非发言记录，或漏认了发言人；{MARK_ZH}"),
            format!(
                "{before} of {all} characters stand before the first speech and are nobody's: the text may be a story and no record, or a speaker's line is missing; {MARK}"
            ),
        )
    })
}

/// Speakers without text.
fn without_text(speeches: &[Speech]) -> Option<Doubt> {
    let names: Vec<&str> = speeches
        .iter()
        .filter(|speech| speech.units.iter().all(|unit| unit.text.trim().is_empty()))
        .map(|speech| speech.speaker.as_str())
        .collect();
    let names = names.join("、");
    (!names.is_empty()).then(|| {
        Doubt::new(
            format!("未找到以下发言人的正文：{names}"),
            format!("no text is found of {names}"),
        )
    })
}

/// Announced regions without a speech, if at least half of the announced ones have one.
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

/// Speeches far longer than the others.
fn longer(sheet: &Sheet<'_>, starts: &[Start], speeches: &[Speech]) -> Vec<Doubt> {
    let lengths: Vec<usize> = speeches
        .iter()
        .map(|speech| speech.units.iter().map(|unit| characters(&unit.text)).sum())
        .collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let median = quantile(&sorted, MEDIAN).unwrap_or(0);
    let mut doubts = Vec::new();
    for ((length, start), speech) in lengths.into_iter().zip(starts).zip(speeches) {
        if starts.len() < COMPARABLE || length < LONG || length <= LONGER * median.max(1) {
            continue;
        }
        let (line, name) = (line(sheet, start.element), &speech.speaker);
        doubts.push(Doubt::new(
            format!("第 {line} 行：{name}的发言有 {length} 字，而各篇居中者为 {median} 字；如其中混入了另一篇发言，{MARK_ZH}"),
            format!("line {line}: {name} has {length} characters where the middle speech has {median}; if another speech is hidden in it, {MARK}"),
        ));
    }
    doubts
}

/// Salutations that open a speech, in the middle of another.
fn openings_inside(sheet: &Sheet<'_>, found: &Found) -> Option<Doubt> {
    // A speaker in a debate may greet the hearers in any turn.
    if found.layout.conventions().is_debate {
        return None;
    }
    let inside: Vec<String> = sheet
        .salutations
        .iter()
        .filter(|one| one.opens && !is_at_start(sheet, &found.starts, one.line))
        .map(|one| sheet.lines[one.line].number.to_string())
        .collect();
    if inside.is_empty() {
        return None;
    }
    let (more, more_zh) = if inside.len() > LISTED { (" and more", "等") } else { ("", "") };
    let listed = &inside[..inside.len().min(LISTED)];
    let (lines, lines_zh) = (listed.join(", "), listed.join("、"));
    Some(Doubt::new(
        format!(
            "第 {lines_zh} 行{more_zh}：发言中间出现了开场用语；如有发言从此开始，{MARK_ZH}，或试用 --layout salutation"
        ),
        format!(
            "line {lines}{more}: words that open a speech stand inside another; if one begins there, {MARK}, or try --layout salutation"
        ),
    ))
}

/// Whether a line is among the first elements of the speech that holds it.
fn is_at_start(sheet: &Sheet<'_>, starts: &[Start], line: usize) -> bool {
    let begun = starts.partition_point(|start| sheet.elements[start.element].lines.start <= line);
    let Some(start) = begun.checked_sub(1).map(|last| &starts[last]) else { return false };
    let end = (start.body + OPENING).min(sheet.elements.len());
    sheet.elements[start.element..end].iter().any(|run| run.lines.contains(&line))
}

/// The number of the line with which an element begins; 0 behind the last one.
fn line(sheet: &Sheet<'_>, element: usize) -> usize {
    sheet.elements.get(element).map_or(0, |run| sheet.lines[run.lines.start].number)
}
