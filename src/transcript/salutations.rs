//! Words to the hearers (各位代表：): where they are, and which of them begin a speech.

use super::{
    announce::{NameKind, read_name},
    credit::is_credit,
    hearers::salutation,
    lines::{Line, ends_sentence, numbering},
};

// The lengths below were chosen by eye on work reports of governors, speeches at meetings and
// invented records; no measurement is recorded.

/// Characters from a salutation on in which its speech shows that it begins.
const OPENING: usize = 100;
/// Lines of a hard-wrapped text that hold so many characters.
const OPENING_LINES: usize = 6;
/// Weight of signs from which the words after a salutation begin a speech: one greeting, or two
/// signs of a report.
const OPENS: usize = 2;
/// Lines before a salutation that may name report, meeting, date and speaker.
const PREAMBLE: usize = 10;
/// Characters of the longest such line.
const HEADER: usize = 80;
/// Words of the longest office and name at the end of a line, as in 省 长 丁 大 文.
const SPACED_OUT: usize = 5;

/// Two words of one clause that show that a speech begins.
struct Sign {
    first: &'static str,
    /// Empty if the first word is enough.
    then: &'static str,
    /// The most characters between them.
    within: usize,
    /// How much it shows; see [`OPENS`].
    weight: usize,
}

const fn sign(first: &'static str, then: &'static str, within: usize, weight: usize) -> Sign {
    Sign { first, then, within, weight }
}

/// Signs that the words after a salutation begin a speech. A report is known by two of them, since
/// one of them (我代表全省人民) is heard in the middle of a speech as well.
const SIGNS: [Sign; 19] = [
    sign("我", "代表", 12, 1),
    sign("受", "委托", 24, 1),
    sign("向", "报告", 16, 1),
    sign("向", "汇报", 16, 1),
    sign("作", "报告", 10, 1),
    sign("审议", "", 0, 1),
    sign("审查", "", 0, 1),
    sign("提出意见", "", 0, 1),
    sign("大家", "好", 3, 2),
    sign("上午好", "", 0, 2),
    sign("下午好", "", 0, 2),
    sign("今天", "发言", 16, 2),
    sign("下面", "汇报", 16, 2),
    sign("现在", "汇报", 16, 2),
    sign("发言", "题目", 3, 2),
    sign("汇报", "题目", 3, 2),
    sign("荣幸", "", 0, 2),
    sign("高兴", "参加", 16, 2),
    sign("感谢", "机会", 24, 2),
];

impl Sign {
    fn is_in(&self, text: &str) -> bool {
        text.match_indices(self.first).any(|(at, first)| {
            let after = &text[at + first.len()..];
            let clause = after.split(['，', '。']).next().unwrap_or(after);
            let end = clause.char_indices().nth(self.within + self.then.chars().count());
            clause[..end.map_or(clause.len(), |(at, _)| at)].contains(self.then)
        })
    }
}

/// Words to the hearers at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Salutation {
    /// Index in the list of lines.
    pub(super) line: usize,
    /// First of the lines before it that name report, meeting and speaker; `line` if none do.
    pub(super) first: usize,
    /// Whether no words follow it on its line.
    pub(super) alone: bool,
    /// Whether a speech begins here; otherwise the speaker turns to the hearers once more.
    pub(super) opens: bool,
}

/// The lines that turn to the hearers, in order.
///
/// Speakers turn to them in the middle of a speech as well. At its beginning, a report (我代表…报告工作)
/// or a greeting follows, or a line before names the speaker.
pub(super) fn salutations(lines: &[Line<'_>]) -> Vec<Salutation> {
    let mut found: Vec<Salutation> = Vec::new();
    for line in 0..lines.len() {
        let Some(alone) = salutation(lines[line].text) else { continue };
        let floor = found.last().map_or(0, |last| last.line + 1);
        let first = preamble(lines, line, floor);
        let named = lines[first..line].iter().any(|line| official(line.text).is_some());
        let opens = opens(lines, line) || alone && (named || line == 0);
        found.push(Salutation { line, first: if opens { first } else { line }, alone, opens });
    }
    found
}

/// Whether the words at a salutation begin a speech.
fn opens(lines: &[Line<'_>], line: usize) -> bool {
    let text = opening(lines, line);
    let weight: usize = SIGNS.iter().filter(|sign| sign.is_in(&text)).map(|sign| sign.weight).sum();
    weight >= OPENS
}

/// The words at a salutation, up to the first section.
pub(super) fn opening(lines: &[Line<'_>], line: usize) -> String {
    let own = lines[line..].iter().take(OPENING_LINES);
    let own = own.take_while(|line| numbering(line.text).is_none());
    own.flat_map(|line| line.text.chars()).take(OPENING).collect()
}

/// The first of the lines before a salutation that name report, meeting, date and speaker.
///
/// Lines about the article may be among them. Those above the report's own name close the speech
/// before.
fn preamble(lines: &[Line<'_>], salutation: usize, floor: usize) -> usize {
    let lowest = floor.max(salutation.saturating_sub(PREAMBLE));
    let before = (lowest..salutation).rev();
    let run = before.take_while(|&line| is_header(lines[line].text) || is_tail(lines[line].text));
    let first = run.last().unwrap_or(salutation);
    let named = (first..salutation).find(|&line| names_report(lines[line].text));
    let mut above = (first..named.unwrap_or(salutation)).rev();
    above.find(|&line| is_tail(lines[line].text)).map_or(first, |tail| tail + 1)
}

/// Whether a line names the report, the meeting or the speaker.
fn names_report(text: &str) -> bool {
    is_about(text) || official(text).is_some()
}

/// Whether a line names a report or a meeting.
fn is_about(text: &str) -> bool {
    text.contains("会议") || text.contains("报告")
}

/// Whether a line closes an article or says where it is from.
fn is_tail(text: &str) -> bool {
    text.chars().count() <= HEADER
        && (is_credit(text) || text.contains("删减") || text.starts_with("来源"))
}

/// Whether a line may be part of the head of a report: it is short and no sentence.
fn is_header(text: &str) -> bool {
    let about = is_about(text);
    text.chars().count() <= HEADER
        && !is_tail(text)
        && numbering(text).is_none()
        && (about && text.ends_with('）')
            || !ends_sentence(text) && !text.contains(['。', '；', '！', '？']))
        && (about || !text.contains('，'))
}

/// The holder of an office whom a line names at its end: 省长 丁大文.
pub(super) fn official(line: &str) -> Option<String> {
    let line = line.trim_end_matches(['）', ' ']);
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || c == '：')
        .filter(|word| !word.is_empty())
        .collect();
    let dates =
        words.iter().rev().take_while(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let last = words.len() - dates.count();
    let first = last.saturating_sub(SPACED_OUT);
    (first..last).map(|from| &words[from..last]).find_map(|words| {
        let name = rejoined(words);
        let who = read_name(&name);
        let plain = !name.contains(|c: char| c.is_ascii_digit() || "（）《》".contains(c));
        let is_official = plain && who.kind == NameKind::Holder && who.person.is_some();
        is_official.then(|| words.join(" "))
    })
}

/// Words, with those of one character that were spaced out joined again: 省 长 丁大文 is 省长 丁大文.
fn rejoined(words: &[&str]) -> String {
    if words.iter().all(|word| word.chars().count() == 1) {
        return words.concat();
    }
    let mut text = String::new();
    let mut short = false;
    for word in words {
        let one = word.chars().count() == 1;
        let parted = !short || !one;
        if parted && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        short = one;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::lines::lines;

    #[test]
    fn a_speech_begins_where_a_report_or_a_greeting_follows() {
        for (text, opens) in [
            ("各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。", true),
            ("各位代表，我代表省人民政府向大会报告工作。", true),
            ("我们走了很远的路。\n各位代表！我们的目标一定能达到。", false),
            ("我们走了很远的路。\n尊敬的各位来宾，大家上午好！今天我发言的题目是湿地。", true),
            ("我们走了很远的路。\n省长 丁大文\n各位代表：\n去年是不平凡的一年。", true),
        ] {
            let lines = lines(text);
            let found = salutations(&lines);
            assert_eq!(found.first().map(|found| found.opens), Some(opens), "{text}");
        }
    }

    #[test]
    fn the_speaker_is_named_at_the_end_of_a_line() {
        for (line, name) in [
            ("广东省省长 丁大文", Some("广东省省长 丁大文")),
            ("省 长 丁大文", Some("省 长 丁大文")),
            ("省长：丁大文", Some("省长 丁大文")),
            ("省人民政府省长丁大文", Some("省人民政府省长丁大文")),
            (
                "政府工作报告（2020年1月12日在吉林省人民代表大会上 省长 丁大文）",
                Some("省长 丁大文"),
            ),
            ("海南省省长 丁大文  2020年01月22日", Some("海南省省长 丁大文")),
            ("政府工作报告", None),
        ] {
            assert_eq!(official(line).as_deref(), name, "{line}");
        }
    }
}
