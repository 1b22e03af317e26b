//! The lines that may announce somebody: a label at the beginning of a paragraph.

use super::{
    label::{self, Close, LineLabel},
    who::{NameKind, read as read_name},
    worth,
};
use crate::names::SpeakerLists;
use crate::names::script::unspaced;
use crate::transcript::{
    hearers::turns_to_hearers,
    lines::{Line, ends_sentence, is_wrapped, numbering, width},
};

/// Share of the width of a column below which a line of a hard-wrapped text has ended.
const ENDED: f64 = 0.8;

/// A line that may announce somebody.
pub(super) struct SpeakerCandidate<'t> {
    pub(super) line: usize,
    pub(super) label: LineLabel<'t>,
    pub(super) kind: NameKind,
    /// Words follow, on the line or below it.
    pub(super) followed: bool,
}

impl SpeakerCandidate<'_> {
    /// The name without blanks and without the number of a question: 李　梅 is 李梅, Q1 is Q.
    pub(super) fn key(&self) -> String {
        unspaced(speaker(self.label.name))
    }
}

/// Who speaks by a name: whoever asks the second question is called as the one who asks the first.
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
    // A key to the labels stands above all words; later the same is an answer.
    let mut spoken = false;
    for (line, text) in lines.iter().enumerate() {
        let Some(label) = label::read(text.text) else { continue };
        if !spoken && is_legend(&label) {
            continue;
        }
        let bare = unspaced(label.name);
        let is_field = SpeakerLists::built_in().is_field(&bare)
            || is_byline(&bare)
            || turns_to_hearers(text.text);
        if is_field
            || !column.begins(lines, line)
            || is_heading(&label) && !column.ends(lines, line)
        {
            continue;
        }
        // A heading that counts on, such as 二、, is a section unless a name stands in it.
        let kind = read_name(label.name).kind;
        if matches!(kind, NameKind::Other | NameKind::Clause) && numbering(text.text).is_some() {
            continue;
        }
        let candidate = SpeakerCandidate { line, kind, followed: !label.words.is_empty(), label };
        spoken |= speaks(&candidate, lines);
        found.push(candidate);
    }
    for place in 0..found.len() {
        let (line, form) = (found[place].line, found[place].label.form);
        let next = found.get(place + 1);
        // Names right below one another are a list or a programme.
        let listed = next.is_some_and(|next| {
            next.line == line + 1 && next.label.form == form && worth(next.kind) > 0.0
        });
        if found[place].label.words.is_empty() {
            found[place].followed = line + 1 < lines.len() && !listed;
        }
    }
    // The last name of a record may have lost its words; a name among names never had any.
    let last = lines.len().saturating_sub(1);
    found.retain(|candidate| {
        candidate.followed || candidate.label.form.close == Close::Colon || candidate.line == last
    });
    found
}

/// Whether words stand behind a label, and it is no headline.
fn speaks(candidate: &SpeakerCandidate<'_>, lines: &[Line<'_>]) -> bool {
    !candidate.label.words.is_empty() && !is_headline(candidate, lines)
}

/// Whether a candidate may be the headline of a record, which quotes somebody: 丁大文：湿地要保护
pub(super) fn is_headline(candidate: &SpeakerCandidate<'_>, lines: &[Line<'_>]) -> bool {
    let words = candidate.label.words;
    candidate.line == 0
        && !words.is_empty()
        && !ends_sentence(words)
        && !words.ends_with(['：', '，'])
        && lines.get(1).is_none_or(|next| next.after_blank)
}

/// Whether a label is explained and nothing said: `丁：丁大文`, `主持人：丁大文`.
fn is_legend(label: &LineLabel<'_>) -> bool {
    /// Characters of the longest explanation.
    const LONGEST: usize = 16;
    let words = unspaced(label.words);
    let plain = !words.contains(['，', '。', '！', '？', '…']);
    // A key may explain several labels on one line.
    let last = words.rsplit('：').next().unwrap_or(&words);
    let name = || read_name(last).kind.is_people();
    !words.is_empty() && words.chars().count() <= LONGEST && plain && name()
}

/// Who wrote it down is no speaker: 本报记者丁大文, 新华社记者.
fn is_byline(name: &str) -> bool {
    const BEGINS: [&str; 9] =
        ["本报", "本刊", "本网", "新华社", "通讯员", "来源", "作者", "责任编辑", "编辑"];
    name.chars().count() > 2
        && BEGINS.iter().any(|word| name.starts_with(word))
        && !name.ends_with("记者")
}

/// How a text is set: whether its lines are cut by a column, and how wide that is.
struct Column {
    wrapped: bool,
    full: f64,
}

impl Column {
    fn new(lines: &[Line<'_>]) -> Self {
        let wrapped = is_wrapped(lines);
        let mut widths: Vec<f64> = lines.iter().map(|line| width(line.text)).collect();
        widths.sort_unstable_by(f64::total_cmp);
        Self { wrapped, full: widths.get(widths.len() * 3 / 4).copied().unwrap_or(0.0) }
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
