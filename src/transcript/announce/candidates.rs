//! The lines that may announce a speaker: those with a label at the beginning of a paragraph.

use super::{
    label::{self, Close, LineLabel},
    who::{NameKind, read as read_name},
};
use crate::names::SpeakerLists;
use crate::names::script::unspaced;
use crate::transcript::{
    hearers::turns_to_hearers,
    lines::{Line, ends_sentence, is_wrapped, numbering, width},
};

/// Share of the width of a column up to which a line of a hard-wrapped text ends its paragraph.
/// Chosen by eye.
const ENDED: f64 = 0.8;
/// Share of the lines that are not wider than the column. The others may be tables or headlines over
/// several columns. Chosen by eye.
const IN_COLUMN: f64 = 0.75;
/// Characters of the longest explanation in a key to the labels. Chosen by eye.
const EXPLANATION: usize = 16;

/// A line that may announce a speaker.
pub(super) struct SpeakerCandidate<'t> {
    pub(super) line: usize,
    pub(super) label: LineLabel<'t>,
    pub(super) kind: NameKind,
    /// Whether words follow, on the line or below it.
    pub(super) followed: bool,
}

impl SpeakerCandidate<'_> {
    /// The name without blanks and without the number of a question, by which its returns are
    /// counted: 李　梅 is 李梅, Q1 is Q.
    pub(super) fn key(&self) -> String {
        unspaced(speaker(self.label.name))
    }
}

/// The name of a speaker. A number after a question or an answer counts the questions, so it is cut
/// off: who asks Q2 may be the same person as who asks Q1.
pub(super) fn speaker(name: &str) -> &str {
    SpeakerLists::built_in().exchange(name).unwrap_or(name)
}

/// Whether a label is a name alone on its line, as a heading is.
pub(super) fn is_heading(label: &LineLabel<'_>) -> bool {
    label.words.is_empty()
        && matches!(label.form.close, Close::End | Close::Bracket | Close::Round)
        && !label.form.stamped
}

/// The lines that begin with a label, at the beginning of a paragraph.
pub(super) fn candidates<'t>(lines: &[Line<'t>]) -> Vec<SpeakerCandidate<'t>> {
    let column = Column::new(lines);
    let mut found: Vec<SpeakerCandidate<'t>> = Vec::new();
    // A key to the labels comes before all speeches. Later, the same line is an answer, unless it stands
    // beside another: a form within the record has several.
    let mut spoken = false;
    for (line, text) in lines.iter().enumerate() {
        let Some(label) = label::read(text.text) else { continue };
        if is_legend(&label) && (!spoken || has_legend_beside(lines, line)) {
            continue;
        }
        let bare = unspaced(label.name);
        let is_field = is_form_row(lines, line)
            || SpeakerLists::built_in().is_field(&bare)
            || is_byline(&bare)
            || turns_to_hearers(text.text);
        if is_field
            || !column.begins(lines, line)
            || is_heading(&label) && !column.ends(lines, line)
        {
            continue;
        }
        // A numbered heading such as 二、 begins a section, unless it contains a name.
        let kind = read_name(label.name).kind;
        if matches!(kind, NameKind::Other | NameKind::Clause) && numbering(text.text).is_some() {
            continue;
        }
        let candidate = SpeakerCandidate { line, kind, followed: !label.words.is_empty(), label };
        spoken |= speaks(&candidate, lines);
        found.push(candidate);
    }
    for index in 0..found.len() {
        if found[index].label.words.is_empty() {
            let is_last = found[index].line + 1 >= lines.len();
            found[index].followed = !is_last && !is_listed(&found, index);
        }
    }
    // The words of the last name of a record may have been lost. A name in a list never had any.
    let last = lines.len().saturating_sub(1);
    found.retain(|candidate| {
        candidate.followed || candidate.label.form.close == Close::Colon || candidate.line == last
    });
    found
}

/// Whether a name of the same form is on the next line, as in a list or a programme.
fn is_listed(candidates: &[SpeakerCandidate<'_>], index: usize) -> bool {
    let one = &candidates[index];
    candidates.get(index + 1).is_some_and(|next| {
        next.line == one.line + 1 && next.label.form == one.label.form && next.kind.worth() > 0.0
    })
}

/// Whether words follow a label, and it is no headline.
fn speaks(candidate: &SpeakerCandidate<'_>, lines: &[Line<'_>]) -> bool {
    !candidate.label.words.is_empty() && !is_headline(candidate, lines)
}

/// Whether a candidate may be the headline of a record, quoting somebody: 丁大文：湿地要保护
pub(super) fn is_headline(candidate: &SpeakerCandidate<'_>, lines: &[Line<'_>]) -> bool {
    let words = candidate.label.words;
    candidate.line == 0
        && !words.is_empty()
        && !ends_sentence(words)
        && !words.ends_with(['：', '，'])
        && lines.get(1).is_none_or(|next| next.after_blank)
}

/// Whether a line is a row of the form at the head of minutes, whose words are spread over its column:
/// 主  席 韓院長國瑜 below or above 地  點 本院議場.
fn is_form_row(lines: &[Line<'_>], line: usize) -> bool {
    let lists = SpeakerLists::built_in();
    let row = |line: usize| lines.get(line).and_then(|line| label::spread(line.text));
    let is_row = |word: &String| lists.is_field(word) || lists.is_role(word);
    let beside = [line.checked_sub(1), line.checked_add(1)].into_iter().flatten();
    row(line).is_some_and(|word| is_row(&word))
        && beside.filter_map(row).any(|word| lists.is_field(&word))
}

/// Whether a line explains a label, so that nobody speaks: `丁：丁大文`, `主持人：丁大文`.
fn is_legend(label: &LineLabel<'_>) -> bool {
    let words = unspaced(label.words);
    let plain = !words.contains(['，', '。', '！', '？', '…']);
    // A key may explain several labels on one line.
    let last = words.rsplit('：').next().unwrap_or(&words);
    !words.is_empty()
        && words.chars().count() <= EXPLANATION
        && plain
        && read_name(last).kind.is_people()
}

/// Whether the line before or after a line explains a label too.
fn has_legend_beside(lines: &[Line<'_>], line: usize) -> bool {
    let beside = [line.checked_sub(1), line.checked_add(1)].into_iter().flatten();
    let labels = beside.filter_map(|line| label::read(lines.get(line)?.text));
    labels.into_iter().any(|label| is_legend(&label))
}

/// Whether a name says who wrote the text: 本报记者丁大文. Where a journalist asks (新华社记者：), the
/// name ends with 记者.
fn is_byline(name: &str) -> bool {
    const BEGINS: [&str; 9] =
        ["本报", "本刊", "本网", "新华社", "通讯员", "来源", "作者", "责任编辑", "编辑"];
    name.chars().count() > 2
        && BEGINS.iter().any(|word| name.starts_with(word))
        && !name.ends_with("记者")
}

/// The column in which a text is printed.
struct Column {
    /// Whether lines are cut by the column's width.
    wrapped: bool,
    /// The width of a full line.
    full: f64,
}

impl Column {
    fn new(lines: &[Line<'_>]) -> Self {
        let wrapped = is_wrapped(lines);
        let mut widths: Vec<f64> = lines.iter().map(|line| width(line.text)).collect();
        widths.sort_unstable_by(f64::total_cmp);
        let index = (IN_COLUMN * widths.len() as f64) as usize;
        Self { wrapped, full: widths.get(index).copied().unwrap_or(0.0) }
    }

    /// Whether a paragraph may begin with the line.
    fn begins(&self, lines: &[Line<'_>], line: usize) -> bool {
        let Some(before) = line.checked_sub(1).map(|before| &lines[before]) else { return true };
        !self.wrapped
            || lines[line].after_blank
            || lines[line].indented
            || ends_sentence(before.text)
            || self.is_short(before)
    }

    /// Whether a paragraph may end with the line.
    fn ends(&self, lines: &[Line<'_>], line: usize) -> bool {
        let next = lines.get(line + 1);
        !self.wrapped || self.is_short(&lines[line]) || next.is_none_or(|next| next.after_blank)
    }

    fn is_short(&self, line: &Line<'_>) -> bool {
        width(line.text) <= ENDED * self.full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::lines::lines;

    #[test]
    fn a_form_at_the_head_of_minutes_names_nobody_who_speaks() {
        let said = "我完全同意，请大家继续讨论这个问题，谢谢。";
        for (head, is_named) in [
            ("时  间 113年3月25日\n\n地  点 本院议场\n\n主  席 韩院长国瑜", false),
            // The name of a speaker may be spread too, and stand above what he says.
            ("丁  文 副主席", true),
        ] {
            let text = format!("{head}\n\n{said}\n\n主席：{said}\n\n柯委员：{said}\n");
            let lines = lines(&text);
            let mut found = candidates(&lines).into_iter();
            let named = found.any(|one| one.label.form.close == Close::End);
            assert_eq!(named, is_named, "{head}");
        }
    }
}
