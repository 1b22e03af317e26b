//! Layout `turn`: `主席：` or `张三（北京）：` at the beginning of a paragraph.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    Start,
    names::{OFFICE, end_of, finds, region_of},
    salutation,
};
use crate::transcript::{Sheet, lines::Kind};

static TURN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^([一-龥·（）()〇A-Za-z\\s]{1,24})[：:]").ok());

/// The turns of a record.
///
/// A field such as `时间：` looks the same: a name counts if it is a region's,
/// holds an office, is a person's by its surname, or speaks more than once.
/// What says no more than a name (`主持人：` and who that is) is a field.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut named: Vec<(usize, usize, String)> = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (element, run) in
        sheet.elements.iter().enumerate().filter(|(_, run)| run.kind != Kind::Label)
    {
        let line = sheet.lines[run.lines.start].text;
        if let Some(end) = end_of(&TURN, line)
            && !salutation::is_one(line)
            && (region_of(&line[..end]).is_some() || !is_name_only(&line[end..], run.lines.len()))
        {
            let name = line[..end].trim_end_matches(['：', ':']).trim().to_owned();
            *times.entry(name.clone()).or_insert(0) += 1;
            let skip = line.len() - line[end..].trim_start().len();
            named.push((element, skip, name));
        }
    }
    let office = Regex::new(&format!("{OFFICE}|代表|委员|先生|女士|记者|主持人")).ok();
    let is_speaker = |name: &String| {
        region_of(name).is_some()
            || finds(&office, name)
            || times[name] > 1 && name.chars().count() <= 4
            || is_person(name)
    };
    let starts: Vec<Start> = named
        .into_iter()
        .filter(|(_, _, name)| is_speaker(name))
        .map(|(element, skip, speaker)| Start {
            element,
            body: element,
            skip,
            region: region_of(&speaker),
            speaker,
            title: None,
        })
        .collect();
    let speakers: BTreeSet<&str> = starts.iter().map(|start| start.speaker.as_str()).collect();
    if speakers.len() < 2 { Vec::new() } else { starts }
}

/// Whether what follows a colon is one line of a name's length.
fn is_name_only(rest: &str, lines: usize) -> bool {
    lines == 1 && rest.trim().chars().count() <= 4
}

/// The surnames of nine in ten people; facts of the census, in no order.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Whether a name is a person's: two or three characters, the first a common surname.
fn is_person(name: &str) -> bool {
    let count = name.chars().filter(|c| !c.is_whitespace()).count();
    (2..=3).contains(&count) && name.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_fields() {
        for (name, person) in
            [("李强", true), ("赵 刚", true), ("问题", false), ("地点", false), ("主要做法", false)]
        {
            assert_eq!(is_person(name), person, "{name}");
        }
    }
}
