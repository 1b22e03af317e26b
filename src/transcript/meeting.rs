//! The name and the announced speakers of a meeting, from its introduction and headline.

use std::sync::LazyLock;

use regex::Regex;

use crate::names::Regions;

/// Words that end the name of a meeting, as a pattern.
const MEETING: &str = "会议|大会|座谈会|研讨会|推进会|交流会|现场会|论坛|全会|年会|工作会|代表会|茶话会|报告会|动员会|部署会|调度会|例会";

/// Characters of the shortest name of a meeting: 全会 alone names none.
const NAME: usize = 4;
/// Regions of the shortest announcement; a sentence often names two. Chosen by eye on newspaper pages.
const ANNOUNCED: usize = 3;

/// Verbs of those who hold a meeting, before its name: 省长主持召开全省农村工作会议.
const HOLDING: [&str; 7] = ["主持召开", "组织召开", "召开", "举行", "举办", "出席", "参加"];

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

/// The meeting's name in an introduction: `…会议在京召开`.
pub(super) fn held(introduction: &str) -> Option<String> {
    let mut name = HELD.captures(introduction)?.get(1)?.as_str();
    for verb in HOLDING {
        name = name.rsplit(verb).next().unwrap_or(name);
    }
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '了');
    (name.chars().count() >= NAME).then(|| name.to_owned())
}

/// The meeting's name in a subtitle: `——…会议交流发言摘编`.
pub(super) fn subtitle(line: &str) -> Option<String> {
    Some(SUBTITLE.captures(line)?.get(1)?.as_str().to_owned())
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
            ("近日，省长某某主持召开了全省农村工作会议，听取各地意见。", Some("全省农村工作会议")),
        ] {
            assert_eq!(held(text).as_deref(), name, "{text}");
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
