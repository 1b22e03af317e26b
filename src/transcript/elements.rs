//! Lines → elements: paragraphs, display lines, vertical labels.
//!
//! A page that a PDF reader printed is wrapped hard: lines end inside words, and
//! blank lines come inside sentences. There a paragraph ends only where a sentence
//! does. In a text that is not wrapped, each line is a paragraph.

use std::ops::Range;

use super::lines::{Line, ends_sentence, is_wrapped, numbering, width};

/// What a run of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Paragraph,
    /// A headline or title: lines without sentences.
    Display,
    /// A label printed one character a line.
    Label,
}

/// A run of lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) kind: Kind,
    /// Indices of lines.
    pub(super) lines: Range<usize>,
}

/// What the rules for speakers and salutations know of a line before paragraphs are made.
///
/// A cue overrules what the look of a line would make of it:
///
/// | cue | begins an element | may be a display line | takes the lines after it |
/// |---|---|---|---|
/// | `None` | by its look | by its look | yes |
/// | `Organisation` | by its look | never | yes |
/// | `Opens` | always | if the text is not wrapped | yes |
/// | `Name` | always | always | no |
/// | `Alone` | always | if the text is not wrapped | no |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Cue {
    /// Nothing is known.
    #[default]
    None,
    /// It begins with a region's organisation and goes on: 河北省妇联认真….
    Organisation,
    /// A speech begins with it, and its first words are on the line: 主席：现在开会。
    Opens,
    /// It names a speaker or a report, and has no words: 广东省妇联.
    Name,
    /// It begins a speech and has no words: 各位代表： or 发言人 1  00:12.
    Alone,
}

impl Cue {
    /// Whether the line begins an element, whatever the line before it is.
    fn begins_element(self) -> bool {
        matches!(self, Self::Opens | Self::Name | Self::Alone)
    }
}

/// Lines of a column of characters that make a label; two may be the ends of words.
const LABEL: usize = 3;
/// Characters of the longest display line in a text that is not wrapped. Chosen by eye on reports.
const DISPLAY_LINE: usize = 60;
/// Lines of the longest headline. Chosen by eye on newspaper pages.
const HEADLINE: usize = 8;
/// Lines of a headline that may hold commas. Chosen by eye on newspaper pages.
const HEADLINE_WITH_COMMAS: usize = 2;
/// A line is short from this share of the widest line of its paragraph down: the paragraph may end
/// with it. Chosen by eye on newspaper pages.
const SHORT: f64 = 0.8;

/// Groups lines into elements, in order; every line is in exactly one.
///
/// `cues` has an entry for each line.
pub(super) fn elements(lines: &[Line<'_>], cues: &[Cue]) -> Vec<Element> {
    let wrapped = is_wrapped(lines);
    let mut elements = Vec::new();
    let mut next = 0;
    while next < lines.len() {
        let element = element(lines, next, cues, wrapped);
        next = element.lines.end;
        elements.push(element);
    }
    elements
}

/// The element that begins with line `first`.
fn element(lines: &[Line<'_>], first: usize, cues: &[Cue], wrapped: bool) -> Element {
    let (kind, end) = if let Some(end) = label_end(lines, first) {
        (Kind::Label, end)
    } else if cues[first] == Cue::Name {
        (Kind::Display, first + 1)
    } else if !wrapped {
        (line_kind(lines[first].text), first + 1)
    } else if cues[first] == Cue::Alone {
        (Kind::Paragraph, first + 1)
    } else if let Some(end) = display_end(lines, first, cues) {
        (Kind::Display, end)
    } else {
        (Kind::Paragraph, paragraph_end(lines, first, cues))
    };
    Element { kind, lines: first..end }
}

/// The end of the label that begins at `first`: lines of one character each, without a blank line.
fn label_end(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let length = lines[first..]
        .iter()
        .enumerate()
        .take_while(|(nth, line)| {
            line.text.chars().count() == 1 && (*nth == 0 || !line.after_blank)
        })
        .count();
    (length >= LABEL).then_some(first + length)
}

/// The kind of a line that is a paragraph of its own.
fn line_kind(line: &str) -> Kind {
    let marked = line.contains(['。', '！', '？', '；', '：', '，']);
    if marked || numbering(line).is_some() || line.chars().count() > DISPLAY_LINE {
        Kind::Paragraph
    } else {
        Kind::Display
    }
}

/// The end of the headline or title that begins at `first`, if one does.
///
/// This is asked where a sentence has just ended. Lines without any mark of a
/// sentence are display. Lines with commas are display only if something new
/// begins after them, since the first lines of a paragraph may look the same.
fn display_end(lines: &[Line<'_>], first: usize, cues: &[Cue]) -> Option<usize> {
    if matches!(cues[first], Cue::Organisation | Cue::Opens) {
        return None;
    }
    let end = chunk_end(lines, first, cues);
    let chunk = &lines[first..end];
    if chunk.len() > HEADLINE || is_running_text(chunk) {
        return None;
    }
    let plain = !holds(chunk, &['，', '：', '、']);
    let few_commas = chunk.len() <= HEADLINE_WITH_COMMAS || !holds(&chunk[..1], &['，', '：']);
    (plain || few_commas && begins_new(lines, end, cues)).then_some(end)
}

/// The end of the lines from `first` on that may be one headline.
///
/// They end before a blank or indented line, a label, a line with a cue, or one
/// line past a headline's length.
fn chunk_end(lines: &[Line<'_>], first: usize, cues: &[Cue]) -> usize {
    let longest = lines.len().min(first + HEADLINE + 1);
    (first + 1..longest)
        .find(|&next| {
            lines[next].after_blank
                || lines[next].indented
                || label_end(lines, next).is_some()
                || cues[next] != Cue::None
        })
        .unwrap_or(longest)
}

/// Whether lines are a section's beginning, hold a sentence's end or end inside a sentence.
fn is_running_text(chunk: &[Line<'_>]) -> bool {
    numbering(chunk[0].text).is_some()
        || chunk[chunk.len() - 1].text.ends_with(['，', '、', '：'])
        || holds(chunk, &['。', '；', '！', '？'])
}

/// Whether some line holds one of the marks.
fn holds(lines: &[Line<'_>], marks: &[char]) -> bool {
    lines.iter().any(|line| line.text.contains(marks))
}

/// Whether line `next` cannot go on with the lines before it, if there is such a line.
fn begins_new(lines: &[Line<'_>], next: usize, cues: &[Cue]) -> bool {
    next == lines.len()
        || numbering(lines[next].text).is_some()
        || label_end(lines, next).is_some()
        || lines[next].indented
        || cues[next] != Cue::None
}

/// The end of the paragraph that begins at `first`.
fn paragraph_end(lines: &[Line<'_>], first: usize, cues: &[Cue]) -> usize {
    let mut widest = width(lines[first].text);
    for next in first + 1..lines.len() {
        if cues[next].begins_element()
            || label_end(lines, next).is_some()
            || parts_paragraphs(&lines[next - 1], &lines[next], widest)
        {
            return next;
        }
        widest = widest.max(width(lines[next].text));
    }
    lines.len()
}

/// Whether a paragraph ends between two lines; `widest` is the width of its widest line so far.
///
/// | the line before | the next line | |
/// |---|---|---|
/// | ends a sentence | has a section's number | ends |
/// | ends a sentence | comes after a blank line, or is indented | ends |
/// | ends a sentence and is short | any | ends |
/// | any | has a section's number and comes after a blank line | ends |
/// | else | | goes on |
fn parts_paragraphs(last: &Line<'_>, next: &Line<'_>, widest: f64) -> bool {
    let numbered = numbering(next.text).is_some();
    if numbered && next.after_blank {
        return true;
    }
    ends_sentence(last.text)
        && (numbered || next.after_blank || next.indented || width(last.text) <= SHORT * widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::{flow::Flow, lines::lines};

    fn cue(line: &Line<'_>) -> Cue {
        if line.text.starts_with("海滨省妇联") { Cue::Organisation } else { Cue::None }
    }

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let lines = lines(text);
        let cues: Vec<Cue> = lines.iter().map(cue).collect();
        elements(&lines, &cues)
            .into_iter()
            .map(|element| (element.kind, Flow::of(&lines[element.lines]).text))
            .collect()
    }

    #[test]
    fn a_blank_line_ends_a_paragraph_only_where_a_sentence_ends() {
        let text = "海滨省妇联把服务做到\n居民家门口，推动形成\n\n“一站式”服务格局。\n\n一、摸清底数，建好\n台账。全省走访家庭十\n万户。";
        let paragraphs: Vec<String> = kinds(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            paragraphs,
            [
                "海滨省妇联把服务做到居民家门口，推动形成“一站式”服务格局。",
                "一、摸清底数，建好台账。全省走访家庭十万户。"
            ]
        );
    }

    #[test]
    fn titles_and_vertical_labels_are_no_paragraphs() {
        let text = "我们将把这项工作做得更\n实更细，让群众满意。\n\n同心同向谋发展\n为家庭幸福添彩\n\n河\n北\n省\n妇\n联\n\n用心用情解难题\n让服务更有温度\n";
        let found: Vec<Kind> = kinds(text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found, [Kind::Paragraph, Kind::Display, Kind::Label, Kind::Display]);
    }

    #[test]
    fn a_paragraph_ends_in_these_cases_only() {
        for (last, next, ends) in [
            ("群众都很满意。", "一、摸清底数", true),
            ("群众都很满意。", "\n我们还要巡护", true),
            ("群众都很满意。", "　　我们还要巡护", true),
            ("群众都很满意。", "我们还要巡护", false),
            ("满意。", "我们还要巡护", true),
            ("群众都很满意，", "一、摸清底数", false),
            ("群众都很满意，", "\n一、摸清底数", true),
            ("群众都很满意，", "\n我们还要巡护", false),
            ("满意，", "　　我们还要巡护", false),
        ] {
            let text = format!("{last}\n{next}");
            let lines = lines(&text);
            assert_eq!(parts_paragraphs(&lines[0], &lines[1], 8.0), ends, "{text}");
        }
    }
}
