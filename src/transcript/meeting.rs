//! The name, the date and the announced speakers of a meeting, from its introduction and headline.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::numbering;
use crate::names::Regions;

/// Words that end the name of a meeting, as a pattern.
const MEETING: &str = "会议|大会|座谈会|研讨会|推进会|交流会|现场会|论坛|全会|年会|工作会|代表会|茶话会|报告会|动员会|部署会|调度会|例会";

/// Characters of the shortest name of a meeting: 全会 alone names none.
const NAME: usize = 4;
/// Regions of the shortest announcement; a sentence often names two. Chosen by eye on newspaper pages.
const ANNOUNCED: usize = 3;

/// Where a sentence says that a meeting is held; group 1 is its name.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "以|在|于|通过|采取|采用|，|召开|举行|举办|开幕|闭幕|上";
    Regex::new(&format!(
        "(?:^|[，。日午晚天、\\s])([^，。、；：\\s]{{0,40}}?(?:{MEETING}))(?:{verbs})"
    ))
    .expect("a constant pattern that every test compiles")
});

/// A subtitle that names a meeting; group 1 is the name.
static SUBTITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?:—+|─+|－+)(.{{2,40}}?(?:{MEETING}))[一-龥]{{0,8}}(?:发言|摘编|摘登|摘要|交流|侧记)"
    ))
    .expect("a constant pattern that every test compiles")
});

/// Year, month and day in digits or Chinese numerals; year or day may be missing.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:([0-9０-９〇○零一二三四五六七八九]{4})\\s*年\\s*)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s*月\\s*(?:([0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s*日)?")
        .expect("a constant pattern that every test compiles")
});

/// The meeting's name in an introduction: `…会议在京召开`.
pub(super) fn held(introduction: &str) -> Option<String> {
    let name = HELD.captures(introduction)?.get(1)?.as_str();
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit());
    (name.chars().count() >= NAME).then(|| name.to_owned())
}

/// The meeting's name in a subtitle: `——…会议交流发言摘编`.
pub(super) fn subtitle(line: &str) -> Option<String> {
    Some(SUBTITLE.captures(line)?.get(1)?.as_str().to_owned())
}

/// The first date of `text` as far as printed: `2022-07-10`, `--07-10`, `2022-07`.
pub(super) fn date(text: &str) -> Option<String> {
    for found in DATE.captures_iter(text) {
        let year = found.get(1).and_then(|year| year_in_digits(year.as_str()));
        let month = number(found.get(2)?.as_str()).filter(|month| (1..=12).contains(month));
        let day = found.get(3).and_then(|day| number(day.as_str()));
        match (year, month, day) {
            (Some(y), Some(m), Some(d)) => return Some(format!("{y}-{m:02}-{d:02}")),
            (None, Some(m), Some(d)) => return Some(format!("--{m:02}-{d:02}")),
            (Some(y), Some(m), None) => return Some(format!("{y}-{m:02}")),
            _ => {}
        }
    }
    None
}

/// 2021, ２０２１ or 二〇二一 as four digits.
fn year_in_digits(year: &str) -> Option<String> {
    year.chars().map(|c| char::from_digit(digit(c)?, 10)).collect()
}

/// The value of a digit of a year.
fn digit(c: char) -> Option<u32> {
    match c {
        '○' | '零' => Some(0),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10).or_else(|| chinese_digit(c)),
    }
}

/// 〇 … 九 as a number.
fn chinese_digit(c: char) -> Option<u32> {
    let value = "〇一二三四五六七八九".chars().position(|digit| digit == c)?;
    u32::try_from(value).ok()
}

/// The value of a month or day in digits or Chinese numerals.
fn number(text: &str) -> Option<usize> {
    text.parse().ok().or_else(|| numbering(&format!("{text}、")).map(|(_, number)| number))
}

/// The regions that `text` announces: its longest list `北京、浙江、…和云南`.
pub(super) fn announced(text: &str) -> Vec<String> {
    let mut longest: Vec<String> = Vec::new();
    let mut list: Vec<String> = Vec::new();
    let mut end = 0;
    for mention in Regions::built_in().mentions(text) {
        if !list.is_empty() && !joins_list(&text[end..mention.start]) {
            list.clear();
        }
        if !list.contains(&mention.region.short) {
            list.push(mention.region.short.clone());
        }
        end = mention.end;
        if list.len() > longest.len() {
            longest.clone_from(&list);
        }
    }
    if longest.len() >= ANNOUNCED { longest } else { Vec::new() }
}

/// Whether the text between two regions makes them neighbours of one list.
fn joins_list(between: &str) -> bool {
    matches!(between.trim(), "、" | "和" | "以及" | "及" | "，" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meeting_is_named_where_it_is_held() {
        for (text, name) in [
            ("5月8日，全国社区服务工作交流会在某市召开。", Some("全国社区服务工作交流会")),
            ("近日，省残联七届三次全会以视频形式召开。", Some("省残联七届三次全会")),
            ("大家一致表示要加强工作。", None),
        ] {
            assert_eq!(held(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn dates_as_far_as_printed() {
        for (text, printed) in [
            ("2022年7月10日", Some("2022-07-10")),
            ("二〇二一年一月二十三日", Some("2021-01-23")),
            ("7月10日", Some("--07-10")),
            ("2022年7月", Some("2022-07")),
            ("2013年 1月 23日星期三", Some("2013-01-23")),
            ("13月1日", None),
        ] {
            assert_eq!(date(text).as_deref(), printed, "{text}");
        }
    }

    #[test]
    fn the_longest_list_of_regions_is_the_announcement() {
        assert_eq!(
            announced("会上，河北、湖南省、四川和贵州等地妇联交流。"),
            ["河北", "湖南", "四川", "贵州"]
        );
    }
}
