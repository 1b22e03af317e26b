//! Layout `turn`: `主席：` or `张三（北京）：` at the beginning of a paragraph.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    Start,
    names::{OFFICE, TAIL, end_of, finds, region_of},
    salutation,
};
use crate::transcript::{Regions, Sheet, lines::Kind};

/// Characters of names: those that a font keeps in its private room too, as PDFs often have them.
const NAME: &str = r"\p{Han}·（）()〇A-Za-z\u{e000}-\u{f8ff}";
/// A name before a colon, behind the number of a question.
static TURN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?:{STAMP}\\s*)?(?:[0-9]{{1,3}}[.．]\\s*)?([{NAME}][{NAME}\\s]{{0,23}})[：:]"
    ))
    .ok()
});

/// A time as programs that write speech down put it: 00:12, [1:02:03].
const STAMP: &str = r"[\[（(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[\]）)]?";
/// A line of a name and a time, the words below it: `发言人 1  00:12`.
static STAMPED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = format!(r"([{NAME}]{{1,16}}(?:\s?[0-9]{{1,2}})?)");
    let bracketed = r"[\[（(][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[\]）)]";
    Regex::new(&format!(r"^(?:{name}(?:\s+{STAMP}|{bracketed})|{STAMP}\s*{name}[：:]?)$")).ok()
});

/// Titles of those who speak at meetings; a name ends with one, or a person's follows it.
const TITLE: &str = "主席|议员|代表|委员|先生|女士|小姐|教授|博士|记者|主持人|发言人|秘书|秘书长|司长|局长|处长|署长|厅长|行长|长官|法官|律师|理事|董事|经理|所长|校长|总裁|总理|书记员";
static TITLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?:{OFFICE}|{TITLE})(?:\\s*(?:[{SURNAMES}][一-龥·]{{1,2}}))?\\s*(?:[（(][^（）()]*[）)])?$"
    ))
    .ok()
});
/// What is said of people, or to them, and is no name; lists of who was there.
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:出席|缺席|列席|参会|与会|参加|到会|请假|各位|尊敬|记录|主讲)|[我你您他她它们问说请向对是有在于的了吗]").ok()
});

/// What stands before a colon and names a thing, though it has the form of a name.
const FIELDS: &[&str] = &[
    "会议时间",
    "开始时间",
    "结束时间",
    "上午",
    "下午",
    "注",
    "附",
    "附件",
    "附录",
    "备注",
    "说明",
    "时间",
    "地点",
    "主题",
    "议程",
    "议题",
    "来源",
    "编者按",
    "编辑",
    "责编",
    "作者",
    "电话",
    "地址",
    "日期",
    "例如",
    "比如",
    "如下",
    "其中",
    "内容",
    "目标",
    "结果",
    "结论",
    "举措",
    "原则",
    "要求",
    "重点",
    "难点",
    "亮点",
    "特点",
    "问题",
    "原因",
    "对策",
    "建议",
    "措施",
    "数字",
    "总数",
    "合计",
    "方法",
    "方案",
    "方式",
    "方向",
    "方针",
    "任务",
    "范围",
    "程序",
    "金额",
    "万元",
    "于是",
    "成果",
    "成绩",
    "贺信",
    "谢谢",
    "石油",
    "高度",
    "严重",
    "白皮书",
    "黄金",
    "金融",
    "温度",
    "江河",
    "功能团体",
    "地方选区",
    "简介",
];

/// One line that may open a turn.
struct Candidate {
    element: usize,
    skip: usize,
    name: String,
    /// Words follow on the same line.
    goes_on: bool,
    /// A time stands beside the name, and the words below.
    stamped: bool,
}

/// The turns of a record.
///
/// A field such as `时间：` looks the same: a name counts if it is a region's,
/// holds an office, is a person's by its surname, or speaks more than once.
/// What says no more than a name (`主持人：` and who that is) is a field.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let elements = sheet.elements.iter().enumerate();
    // Names and times right below one another are a programme.
    let has_words = |candidate: &Candidate| {
        let next = sheet.elements.get(candidate.element + 1);
        let line = next.map(|run| sheet.lines[run.lines.start].text);
        !candidate.stamped || line.is_some_and(|line| stamped(line).is_none())
    };
    let named: Vec<Candidate> = elements
        .filter(|(_, run)| run.kind != Kind::Label)
        .filter_map(|(element, run)| {
            candidate(sheet.lines[run.lines.start].text, element, run.lines.len())
        })
        .filter(has_words)
        .collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in &named {
        *times.entry(&candidate.name).or_insert(0) += 1;
    }
    let starts: Vec<Start> = named
        .iter()
        .filter(|candidate| is_speaker(candidate, times[candidate.name.as_str()]))
        .map(|candidate| Start {
            element: candidate.element,
            body: candidate.element + usize::from(candidate.stamped),
            skip: candidate.skip,
            region: region_of(&candidate.name),
            speaker: candidate.name.clone(),
            title: None,
        })
        .collect();
    let speakers: BTreeSet<&str> = starts.iter().map(|start| start.speaker.as_str()).collect();
    if speakers.len() < 2 { Vec::new() } else { starts }
}

/// Whether a line begins with somebody's title and a colon: a paragraph before it has ended.
pub(super) fn opens(line: &str) -> bool {
    name_before_colon(line).is_some_and(|(name, _)| is_titled(name))
}

/// The name before a line's colon, and the byte behind that.
fn name_before_colon(line: &str) -> Option<(&str, usize)> {
    let found = TURN.as_ref()?.captures(line)?;
    Some((found.get(1)?.as_str().trim(), found.get(0)?.end()))
}

fn candidate(line: &str, element: usize, lines: usize) -> Option<Candidate> {
    if lines == 1
        && let Some(name) = stamped(line)
    {
        return Some(Candidate { element, skip: 0, name, goes_on: false, stamped: true });
    }
    let (name, end) = name_before_colon(line)?;
    let rest = line[end..].trim_start();
    let field = lines == 1 && !rest.is_empty() && rest.chars().count() <= 4 && is_name(rest);
    if salutation::is_one(line) || field && !is_of_region(name) {
        return None;
    }
    let skip = line.len() - rest.len();
    Some(Candidate {
        element,
        skip,
        name: name.to_owned(),
        goes_on: !rest.is_empty(),
        stamped: false,
    })
}

/// The name on a line of a name and a time.
pub(super) fn stamped(line: &str) -> Option<String> {
    let found = STAMPED.as_ref()?.captures(line)?;
    let name = found.get(1).or_else(|| found.get(2))?.as_str().trim();
    Some(name.trim_end_matches(['（', '(']).to_owned())
        .filter(|name| !FIELDS.contains(&name.as_str()))
}

/// Whether words are no more than somebody's name: they end without a mark.
fn is_name(rest: &str) -> bool {
    rest.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '·')
}

fn is_speaker(candidate: &Candidate, times: usize) -> bool {
    let name = candidate.name.as_str();
    let short = name.chars().count() <= 4;
    if FIELDS.contains(&name) {
        return false;
    }
    candidate.stamped
        || is_of_region(name)
        || is_titled(name) && (candidate.goes_on || times > 1)
        || candidate.goes_on && (is_person(name) || times > 1 && short && !finds(&SAID, name))
}

/// Whether a name ends with a title: 运输局局长, 李某议员, 部长 王某.
fn is_titled(name: &str) -> bool {
    finds(&TITLED, name) && !finds(&SAID, name)
}

/// Whether a name is a region's, its organisation's or its speaker's, or has the region in brackets.
fn is_of_region(name: &str) -> bool {
    let Some(mention) = Regions::built_in().mentions(name).next() else { return false };
    let (before, rest) = (&name[..mention.start], &name[mention.end..]);
    let whole = rest.is_empty()
        || end_of(&TAIL, rest) == Some(rest.len())
        || is_titled(rest)
        || is_person(rest.trim());
    before.is_empty() && whole || before.ends_with(['（', '(']) && !finds(&SAID, before)
}

/// The surnames of nine in ten people; facts of the census, in no order.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Whether a name is a person's: two or three characters, the first a common surname.
fn is_person(name: &str) -> bool {
    let count = name.chars().filter(|c| !c.is_whitespace()).count();
    (2..=3).contains(&count)
        && name.chars().next().is_some_and(|c| SURNAMES.contains(c))
        && !FIELDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_fields() {
        for (name, person) in [
            ("李强", true),
            ("赵 刚", true),
            ("问题", false),
            ("地点", false),
            ("主要做法", false),
            ("方法", false),
        ] {
            assert_eq!(is_person(name), person, "{name}");
        }
    }

    #[test]
    fn holders_of_titles_are_told_from_lists_and_from_those_spoken_of() {
        for (line, name) in [
            ("主席：现在开会。", Some("主席")),
            ("代理主席：请就座。", Some("代理主席")),
            ("12. 丁某议员：主席，", Some("丁某议员")),
            ("运输局局长：主席，", Some("运输局局长")),
            ("某部部长 王某：各位", Some("某部部长 王某")),
            ("丁某议员（译文）：我认为", Some("丁某议员（译文）")),
            ("出席议员：", None),
            ("我想请问主席：", None),
            ("他对局长：", None),
            ("主要做法：", None),
        ] {
            let found =
                name_before_colon(line).map(|(name, _)| name).filter(|name| is_titled(name));
            assert_eq!(found, name, "{line}");
        }
    }

    #[test]
    fn a_name_beside_a_time_speaks() {
        for (line, name) in [
            ("发言人 1  00:12", Some("发言人 1")),
            ("丁大文 01:02:03", Some("丁大文")),
            ("丁大文（00:12）", Some("丁大文")),
            ("[00:12] 丁大文：", Some("丁大文")),
            ("会议时间 9:00", None),
            ("上午9:00开会", None),
            ("00:12", None),
        ] {
            assert_eq!(stamped(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn a_region_speaks_where_it_is_named_and_not_where_it_is_spoken_of() {
        for (name, speaks) in [
            ("北京", true),
            ("广东省妇联", true),
            ("张某（北京代表团）", true),
            ("河北省省长", true),
            ("广东的做法", false),
            ("就香港提出的建议", false),
        ] {
            assert_eq!(is_of_region(name), speaks, "{name}");
        }
    }
}
