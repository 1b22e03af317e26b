//! Lines of a page → elements: paragraphs, display lines, vertical labels.
//!
//! A page that a PDF reader printed is wrapped hard: lines end inside words,
//! blank lines stand inside sentences. A paragraph ends only where a sentence
//! does. A text that is not wrapped has one paragraph a line.

use std::ops::Range;

/// One line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Line of the page, from 1.
    pub(super) number: usize,
    /// Where `text` stands in the page, in bytes.
    pub(super) span: Range<usize>,
    /// The line without white space at its ends, in its [`reading`](crate::names::script::reading).
    pub(super) text: &'a str,
    /// The same as printed; it has as many characters.
    pub(super) printed: &'a str,
    /// A blank line stands before it.
    pub(super) after_blank: bool,
    /// It begins with white space.
    pub(super) indented: bool,
    /// Form feeds before it: its page, from 0.
    pub(super) page: usize,
}

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
    /// Places in the list of lines.
    pub(super) lines: Range<usize>,
}

/// The lines of `text` that are not blank.
///
/// A form feed parts pages, and lines too, but is no line end where lines are numbered.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    read_lines(text, text)
}

/// As [`lines`], of a printed text and its reading, which agree character for character.
pub(super) fn read_lines<'a>(printed: &'a str, reading: &'a str) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let (mut start, mut page) = (0, 0);
    let mut after_blank = true;
    for (index, (whole, read)) in breaks(printed).zip(breaks(reading)).enumerate() {
        let parts = whole.split(PAGE_BREAK).zip(read.split(PAGE_BREAK));
        for (place, (part, read)) in parts.enumerate() {
            start += if place > 0 { PAGE_BREAK.len_utf8() } else { 0 };
            page += usize::from(place > 0);
            let trimmed = part.trim_matches(is_margin);
            if !trimmed.is_empty() {
                let indent = part.len() - part.trim_start_matches(is_margin).len();
                let begin = start + indent;
                lines.push(Line {
                    number: index + 1,
                    span: begin..begin + trimmed.len(),
                    text: read.trim_matches(is_margin),
                    printed: trimmed,
                    after_blank,
                    indented: indent > 0,
                    page,
                });
                after_blank = false;
            } else if !whole.contains(PAGE_BREAK) {
                after_blank = true;
            }
            start += part.len();
        }
    }
    lines
}

/// What readers of PDFs put between two pages.
const PAGE_BREAK: char = '\u{c}';

/// The lines of `text` with their ends: `\n`, `\r\n`, or `\r` alone as old systems wrote.
fn breaks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest
            .find(['\n', '\r'])
            .map_or(rest.len(), |at| at + if rest[at..].starts_with("\r\n") { 2 } else { 1 });
        let (line, after) = rest.split_at(at);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || crate::names::script::is_invisible(c)
}

/// What is known of a line before lines are joined to paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Cue {
    /// Nothing.
    #[default]
    None,
    /// It begins with a region's organisation and goes on.
    Organisation,
    /// A speech begins with it.
    Opens,
    /// It is a name or the header of a speech and nothing more.
    Name,
    /// No other line belongs to it: 各位代表： or 发言人 1  00:12.
    Alone,
}

impl Cue {
    /// Whether no line before it belongs to the same paragraph.
    fn begins(self) -> bool {
        matches!(self, Self::Opens | Self::Name | Self::Alone)
    }
}

/// Groups lines into elements, in order; every line is in exactly one.
///
/// `cues` has one entry a line.
pub(super) fn elements(lines: &[Line<'_>], cues: &[Cue]) -> Vec<Element> {
    let wrapped = is_wrapped(lines);
    let mut elements = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let element = if let Some(end) = label_end(lines, at) {
            Element { kind: Kind::Label, lines: at..end }
        } else if cues[at] == Cue::Name {
            Element { kind: Kind::Display, lines: at..at + 1 }
        } else if !wrapped {
            Element { kind: line_kind(lines[at].text), lines: at..at + 1 }
        } else if cues[at] == Cue::Alone {
            Element { kind: Kind::Paragraph, lines: at..at + 1 }
        } else if let Some(end) = display_end(lines, at, cues) {
            Element { kind: Kind::Display, lines: at..end }
        } else {
            Element { kind: Kind::Paragraph, lines: at..paragraph_end(lines, at, cues) }
        };
        at = element.lines.end;
        elements.push(element);
    }
    elements
}

/// Whether lines are cut by the width of a column: they are short and mostly end inside a sentence.
pub(super) fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let long: Vec<(f64, &Line<'_>)> = lines
        .iter()
        .map(|line| (width(line.text), line))
        .filter(|(width, _)| *width > 4.0)
        .collect();
    let mut widths: Vec<f64> = long.iter().map(|(width, _)| *width).collect();
    widths.sort_unstable_by(f64::total_cmp);
    let Some(wide) = widths.get(widths.len() * 9 / 10) else { return false };
    let open = || long.iter().filter(|(_, line)| !ends_sentence(line.text)).count();
    *wide <= 60.0 && 2 * open() > long.len()
}

/// Width in Chinese characters: Latin letters and digits take half of one.
pub(super) fn width(text: &str) -> f64 {
    let (all, narrow) = text
        .chars()
        .fold((0u32, 0u32), |(all, narrow), c| (all + 1, narrow + u32::from(c.is_ascii())));
    f64::from(all) - 0.5 * f64::from(narrow)
}

/// Whether `text` ends where a sentence ends, closing marks after it allowed.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || "”’）》」』)\"".contains(c);
    let ends = |text: &str| {
        let text = text.trim_end_matches(closes);
        text.ends_with(['。', '！', '？', '!', '?', '…']) || text.ends_with("...")
    };
    ends(text) || without_remark(text).is_some_and(ends)
}

/// A text without the remark in brackets at its end: …。（掌声）
fn without_remark(text: &str) -> Option<&str> {
    /// Bytes of the longest remark.
    const LONGEST: usize = 60;
    let rest = text.trim_end().strip_suffix(['）', ')'])?;
    let open = rest.rfind(['（', '('])?;
    (rest.len() - open <= LONGEST).then(|| &text[..open])
}

/// Chinese numerals of a section: `一、` is level 1, `（一）` level 2.
pub(super) fn numbering(text: &str) -> Option<(u8, usize)> {
    let (level, body, closes) = match text.chars().next()? {
        '（' | '(' => (2, text.trim_start_matches(['（', '(']), &['）', ')'][..]),
        _ => (1, text, &['、'][..]),
    };
    let end = body.find(closes)?;
    let number = chinese_number(&body[..end])?;
    Some((level, number))
}

/// 一 … 九十九 as a number.
fn chinese_number(text: &str) -> Option<usize> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|p| p + 1);
    let chars: Vec<char> = text.chars().collect();
    match chars[..] {
        ['十'] => Some(10),
        [a] => digit(a),
        ['十', b] => Some(10 + digit(b)?),
        [a, '十'] => Some(10 * digit(a)?),
        [a, '十', b] => Some(10 * digit(a)? + digit(b)?),
        _ => None,
    }
}

/// A label is three or more lines of one character each.
fn label_end(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let run = lines[at..]
        .iter()
        .enumerate()
        .take_while(|(place, line)| {
            line.text.chars().count() == 1 && (*place == 0 || !line.after_blank)
        })
        .count();
    (run >= 3).then_some(at + run)
}

fn line_kind(line: &str) -> Kind {
    let plain = !line.contains(['。', '！', '？', '；', '：', '，']);
    if plain && numbering(line).is_none() && line.chars().count() <= 60 {
        Kind::Display
    } else {
        Kind::Paragraph
    }
}

/// Lines of the longest headline.
const HEADLINE: usize = 8;
/// The end of the headline or title that begins at `at`, if one does.
///
/// Called where a sentence has just ended. Lines without any mark of a
/// sentence are display; with a comma, only if what follows them is a new
/// beginning, since the first lines of a paragraph may look the same.
fn display_end(lines: &[Line<'_>], at: usize, cues: &[Cue]) -> Option<usize> {
    if matches!(cues[at], Cue::Organisation | Cue::Opens) {
        return None;
    }
    let end = chunk_end(lines, at, cues);
    let chunk = &lines[at..end];
    let marked = |marks: &[char]| chunk.iter().any(|line| line.text.contains(marks));
    let goes_on = chunk[chunk.len() - 1].text.ends_with(['，', '、', '：']);
    let numbered = numbering(chunk[0].text).is_some();
    if chunk.len() > HEADLINE || goes_on || numbered || marked(&['。', '；', '！', '？']) {
        return None;
    }
    let opens_anew = end == lines.len()
        || numbering(lines[end].text).is_some()
        || label_end(lines, end).is_some()
        || lines[end].indented
        || cues[end] != Cue::None;
    let bare = !marked(&['，', '：', '、']);
    let first_is_bare = !chunk[0].text.contains(['，', '：']);
    (bare || opens_anew && first_is_bare || opens_anew && chunk.len() <= 2).then_some(end)
}

/// A chunk ends before a blank or indented line, a label, a name or a speech, or past a headline's length.
fn chunk_end(lines: &[Line<'_>], at: usize, cues: &[Cue]) -> usize {
    let ends = |next: &usize| {
        let line = &lines[*next];
        line.after_blank
            || line.indented
            || label_end(lines, *next).is_some()
            || cues[*next] != Cue::None
    };
    let cut = lines.len().min(at + HEADLINE + 1);
    (at + 1..cut).find(ends).unwrap_or(cut)
}

fn paragraph_end(lines: &[Line<'_>], at: usize, cues: &[Cue]) -> usize {
    let mut widest = width(lines[at].text);
    for next in at + 1..lines.len() {
        let (last, line) = (&lines[next - 1], &lines[next]);
        let numbered = numbering(line.text).is_some();
        let ended = ends_sentence(last.text);
        let short = width(last.text) <= 0.8 * widest;
        let begins = line.after_blank || line.indented || short || numbered;
        if ended && begins
            || cues[next].begins()
            || numbered && line.after_blank
            || label_end(lines, next).is_some()
        {
            return next;
        }
        widest = widest.max(width(line.text));
    }
    lines.len()
}

/// Lines joined to running text, with the place of each line in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) text: String,
    /// Byte of `text` at which a line of the page begins, and that line's number.
    pub(super) marks: Vec<(usize, usize)>,
}

impl Flow {
    /// Lines as rules read them.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut flow = Self::default();
        for line in lines {
            flow.push(line.text, line.number);
        }
        flow
    }

    /// Lines as printed: as many characters as [`Flow::of`] them.
    pub(super) fn printed(lines: &[Line<'_>]) -> Self {
        let mut flow = Self::default();
        for line in lines {
            flow.push(line.printed, line.number);
        }
        flow
    }

    /// Adds a line; a blank is put only between two Latin words.
    fn push(&mut self, line: &str, number: usize) {
        let latin = |c: Option<char>| c.is_some_and(is_latin);
        if latin(self.text.chars().next_back()) && latin(line.chars().next()) {
            self.text.push(' ');
        }
        self.marks.push((self.text.len(), number));
        self.text.push_str(line);
    }
}

/// A letter of half or full width, so that a print and its reading are joined alike.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let lines = lines(text);
        let cue = |line: &Line<'_>| match line.text.starts_with("海滨省妇联") {
            true => Cue::Organisation,
            false => Cue::None,
        };
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
    fn numerals_of_sections() {
        for (text, number) in [
            ("一、提高站位", Some((1, 1))),
            ("十二、其他", Some((1, 12))),
            ("（三）加强", Some((2, 3))),
            ("二十、", Some((1, 20))),
            ("一是加强", None),
            ("一老一小、", None),
        ] {
            assert_eq!(numbering(text), number, "{text}");
        }
    }
}
