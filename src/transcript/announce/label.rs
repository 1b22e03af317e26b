//! A line → the label with which it begins, if it may announce a speaker.
//!
//! Nothing is decided here: `时间：` and `张三：` are both labels. What a label looks like is its
//! [`LabelForm`]; labels of one form are judged together.

use std::sync::LazyLock;

use regex::Regex;

use super::who;
use crate::names::{SpeakerLists, script::unspaced};

// The lengths were chosen by eye. An organisation, two offices and a name in full are well below 40
// characters: 最高人民法院审判委员会委员、民事审判第四庭庭长 丁大文 has 27.

/// Characters at the beginning of a line that are looked at: a name, a number and two times.
const LONGEST: usize = 60;
/// Characters of the longest name before a colon, or alone on its line.
const NAME: usize = 40;
/// Characters of the longest name before a dash or a verb, which little else tells from a sentence.
const SHORT: usize = 14;
/// Commas from which the words before a colon are no name: 丁大文，某大学教授 has one.
const COMMAS: usize = 2;

/// What ends a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Close {
    /// 张三：
    Colon,
    /// 【张三】
    Bracket,
    /// （张三）, which may also be a remark
    Round,
    /// 张三 00:12
    Stamp,
    /// 张三｜ or a tab
    Bar,
    /// 张三——
    Dash,
    /// 张三说，
    Verb,
    /// The end of the line: a name alone
    End,
}

/// What a label looks like, whoever is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LabelForm {
    /// A sign before it: ■, *, #.
    pub(super) sign: Option<char>,
    /// Whether it has a number: `1.`, `一、`.
    pub(super) numbered: bool,
    /// Whether it has a time.
    pub(super) stamped: bool,
    /// The bracket around the name.
    pub(super) bracket: Option<char>,
    /// What ends it.
    pub(super) close: Close,
}

/// The beginning of a line that may announce a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineLabel<'t> {
    /// What it looks like.
    pub(super) form: LabelForm,
    /// Who is announced.
    pub(super) name: &'t str,
    /// The words after it on the same line.
    pub(super) words: &'t str,
}

fn constant(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern that every test compiles")
}

/// A time as programs for transcribing speech print it, with or without a date: 00:12, [1:02:03].
const TIME: &str = "(?:[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[ T]*)?(?:上午|下午|[AaPp][Mm] ?)?[0-9]{1,3}：[0-9]{2}(?:：[0-9]{2})?(?:[.，][0-9]{1,3})?(?: ?[AaPp][Mm])?";

static STAMP_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    constant(&format!("^[\\[（〔【]?{TIME}(?: ?(?:-+>?|—+|~) ?{TIME})?[\\]）〕】]? *"))
});
static STAMP_LAST: LazyLock<Regex> = LazyLock::new(|| {
    constant(&format!("(?:^| *[\\[（〔]| +){TIME}(?: ?(?:-+>?|—+|~) ?{TIME})?[\\]）〕]?$"))
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    constant(
        "^(?:[0-9]{1,3}[.、）]|（ ?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-z]{1,4}) ?）|[一二三四五六七八九十]{1,3}[、.]|第[0-9一二三四五六七八九十]{1,3}位[一-龥]{0,4}：) *",
    )
});

static SPREAD: LazyLock<Regex> = LazyLock::new(|| constant("^((?:\\p{Han}[ 　]+){2,4})[^ 　]{2}"));

/// The word at the beginning of a line whose characters are spread over a column, if something else
/// is behind it: 主席 of 主  席 韓院長國瑜.
pub(super) fn spread(line: &str) -> Option<String> {
    Some(unspaced(SPREAD.captures(line)?.get(1)?.as_str()))
}

/// Signs before the items of a list, which may be names.
const SIGNS: &str = ">■●▲◆★◎○□▶►•·◇△▼※➤❖☆*#+-—";
/// Brackets around names, opening and closing.
const BRACKETS: [(char, char); 9] = [
    ('【', '】'),
    ('[', ']'),
    ('〔', '〕'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('<', '>'),
    ('（', '）'),
];

/// The label with which a line begins.
pub(super) fn read(line: &str) -> Option<LineLabel<'_>> {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let (mut form, rest) = dress(line);
    let head = &line[line.len() - rest.len()..end.max(line.len() - rest.len())];
    let (name, close, length) = if let Some(found) = bracketed(head, &mut form) {
        found
    } else {
        ended(head, head.len() == rest.len(), &mut form)?
    };
    form.close = close;
    let mut words = rest[length..].trim_start_matches(is_blank);
    if form.sign == Some('*') {
        words = words.trim_start_matches('*').trim_start_matches(is_blank);
    }
    let name = name.trim_matches(|c: char| is_blank(c) || c == '*' || c == '#');
    (!name.is_empty() && !is_numeral(name)).then_some(LineLabel { form, name, words })
}

/// Whether a name is nothing but the number of an item: 一, 12, iv.
fn is_numeral(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十ivxIVX".contains(c))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '|'
}

/// The form of what comes before a name, and the line from the name on.
fn dress(line: &str) -> (LabelForm, &str) {
    let mut form =
        LabelForm { sign: None, numbered: false, stamped: false, bracket: None, close: Close::End };
    let mut rest = line.trim_start_matches(is_blank);
    if let Some(sign) = rest.chars().next().filter(|c| SIGNS.contains(*c)) {
        form.sign = Some(sign);
        rest = rest.trim_start_matches(sign).trim_start_matches(is_blank);
    }
    if let Some(stamp) = STAMP_FIRST.find(rest) {
        form.stamped = true;
        rest = &rest[stamp.end()..];
    } else if let Some(number) = NUMBER.find(rest) {
        form.numbered = true;
        rest = &rest[number.end()..];
        if let Some(stamp) = STAMP_FIRST.find(rest) {
            form.stamped = true;
            rest = &rest[stamp.end()..];
        }
    }
    if let Some(bold) = rest.strip_prefix("**").filter(|_| form.sign.is_none()) {
        form.sign = Some('*');
        rest = bold;
    }
    (form, rest)
}

/// A name, what ends its label, and the bytes up to the words.
type Ended<'t> = (&'t str, Close, usize);

/// A name in brackets, with a time or a colon after them, if any.
fn bracketed<'t>(head: &'t str, form: &mut LabelForm) -> Option<Ended<'t>> {
    let open = head.chars().next()?;
    let (_, close) = BRACKETS.into_iter().find(|(first, _)| *first == open)?;
    let from = open.len_utf8();
    let to = from + head[from..].find(close)?;
    let name = &head[from..to];
    if name.contains(ends_clause) || name.chars().count() > NAME {
        return None;
    }
    let mut at = to + close.len_utf8();
    // 《求是》杂志社主任 丁大文 begins with the title of a journal.
    if open == '《'
        && !head[at..].is_empty()
        && !head[at..].starts_with(|c| is_blank(c) || c == '：')
    {
        return None;
    }
    form.bracket = Some(open);
    let after = head[at..].trim_start_matches(is_blank);
    if let Some(stamp) = STAMP_FIRST.find(after) {
        form.stamped = true;
        at = head.len() - after.len() + stamp.end();
    }
    let after = head[at..].trim_start_matches(is_blank);
    if let Some(rest) = after.strip_prefix('：') {
        at = head.len() - rest.len();
        return Some((name, Close::Bracket, at));
    }
    Some((name, if open == '（' { Close::Round } else { Close::Bracket }, at))
}

/// Whether a character ends a clause, so that it cannot be part of a name.
fn ends_clause(c: char) -> bool {
    "。！？；“”\"…".contains(c)
}

/// A name that is not in brackets, and what ends it. `whole` says that `head` is the whole line.
fn ended<'t>(head: &'t str, whole: bool, form: &mut LabelForm) -> Option<Ended<'t>> {
    if let Some(at) = colon(head) {
        let mut name = &head[..at];
        if let Some(stamp) = STAMP_LAST.find(name) {
            form.stamped = true;
            name = &name[..stamp.start()];
        }
        if is_short(name, NAME) && name.matches('，').count() < COMMAS {
            let colon = '：'.len_utf8();
            // In 丁大文说： the verb is not part of the name.
            let bare = SpeakerLists::built_in()
                .without_verb(name)
                .filter(|bare| who::read(bare).kind.is_people());
            let name = bare.unwrap_or(name);
            return Some((name, Close::Colon, at + colon));
        }
    }
    if let Some(at) = head.find(['\t', '|']).filter(|&at| is_short(&head[..at], NAME)) {
        return Some((&head[..at], Close::Bar, at + 1));
    }
    if whole && let Some(stamp) = STAMP_LAST.find(head).filter(|stamp| stamp.start() > 0) {
        form.stamped = true;
        let name = &head[..stamp.start()];
        return is_short(name, NAME).then_some((name, Close::Stamp, head.len()));
    }
    if whole && is_short(head, NAME) && !head.contains(['，', '：']) {
        let close = if form.stamped { Close::Stamp } else { Close::End };
        return Some((head, close, head.len()));
    }
    dash(head).or_else(|| verb(head))
}

/// Whether a text may be a name of at most `most` characters.
fn is_short(name: &str, most: usize) -> bool {
    !name.contains(ends_clause)
        && !name.contains(|c: char| is_bracket(c) && !"（）《》".contains(c))
        && name.chars().count() <= most
}

fn is_bracket(c: char) -> bool {
    BRACKETS.iter().any(|(open, close)| c == *open || c == *close)
}

/// The first colon that is not part of a time.
fn colon(head: &str) -> Option<usize> {
    head.match_indices('：').map(|(at, _)| at).find(|&at| !is_in_time(&head[..at], &head[at..]))
}

/// Whether a colon separates an hour from its minutes. In 发言人2：34年了 it does not: a word runs into
/// the number before it, and another one into the number after it.
fn is_in_time(before: &str, from_colon: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_hour = word.len() < before.len();
    let is_apart = !word.ends_with(|c: char| c.is_alphabetic() && c != '午');
    let mut after = from_colon.chars().skip(1);
    let has_minutes = after.by_ref().take(2).filter(char::is_ascii_digit).count() == 2;
    let ends = after.next().is_none_or(|c| !c.is_alphanumeric());
    has_hour && is_apart && has_minutes && ends
}

/// 张三——
fn dash(head: &str) -> Option<Ended<'_>> {
    let at = head.find("——").or_else(|| head.find("--")).or_else(|| head.find('—'))?;
    let name = &head[..at];
    let length = head.len() - head[at..].trim_start_matches(['—', '-']).len();
    let fits = is_short(name, SHORT) && !name.contains('，') && at > 0;
    fits.then_some((name, Close::Dash, length))
}

/// 张三说，
fn verb(head: &str) -> Option<Ended<'_>> {
    let at = head.find(['，', '：'])?;
    let name = SpeakerLists::built_in().without_verb(&head[..at])?;
    let mark = head[at..].chars().next().map_or(0, char::len_utf8);
    is_short(name, SHORT).then_some((name, Close::Verb, at + mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_spread_over_its_column() {
        for (line, word) in [
            ("主  席 韩院长国瑜", Some("主席")),
            ("地　　点　本院议场", Some("地点")),
            ("主席 韩院长国瑜", None),
            ("主  席", None),
        ] {
            assert_eq!(spread(line).as_deref(), word, "{line}");
        }
    }

    #[test]
    fn labels_are_told_from_the_words_behind_them() {
        for (line, name, close, words) in [
            ("丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("丁大文：", "丁大文", Close::Colon, ""),
            ("《是非》杂志社 丁大文", "《是非》杂志社 丁大文", Close::End, ""),
            ("《丁大文》：大家好。", "丁大文", Close::Bracket, "大家好。"),
            ("问：您怎么看？", "问", Close::Colon, "您怎么看？"),
            ("发言人2：34年了。", "发言人2", Close::Colon, "34年了。"),
            ("发言人 2：34年了。", "发言人 2", Close::Colon, "34年了。"),
            ("丁大文（某大学）：大家好。", "丁大文（某大学）", Close::Colon, "大家好。"),
            ("12. 丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("[00：12] 丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("丁大文（00：12：01）： 大家好。", "丁大文", Close::Colon, "大家好。"),
            ("发言人 1  00：12", "发言人 1", Close::Stamp, ""),
            ("00：00：12 丁大文", "丁大文", Close::Stamp, ""),
            ("丁大文 2024-01-02 10：00：00", "丁大文", Close::Stamp, ""),
            ("[丁大文]（2010-03-09 15：06：04）", "丁大文", Close::Bracket, ""),
            ("【丁大文】大家好。", "丁大文", Close::Bracket, "大家好。"),
            ("■丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("**丁大文：**大家好。", "丁大文", Close::Colon, "大家好。"),
            ("**丁大文**：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("### 丁大文", "丁大文", Close::End, ""),
            ("一、某大学", "某大学", Close::End, ""),
            ("（一 ） 丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("（iv） 丁大文：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("丁大文——大家好。", "丁大文", Close::Dash, "大家好。"),
            ("丁大文说，大家好。", "丁大文", Close::Verb, "大家好。"),
            ("丁大文说：大家好。", "丁大文", Close::Colon, "大家好。"),
            ("某大学教授　丁大文", "某大学教授　丁大文", Close::End, ""),
            ("9：30 开会", "开会", Close::Stamp, ""),
        ] {
            let label = read(line).unwrap_or_else(|| panic!("{line}: a label"));
            assert_eq!((label.name, label.form.close, label.words), (name, close, words), "{line}");
        }
    }

    #[test]
    fn a_paragraph_begins_with_no_label() {
        for line in [
            "我们走了很远的路，看见很多候鸟。",
            "（候鸟。）大家好。",
            "今年“一号工程”：全面开工。",
            "这是一个很长的句子没有任何标点符号也没有任何人在说话只是一直不停地写下去直到超过了四十个字为止啊",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
