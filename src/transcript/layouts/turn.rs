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
/// holds an office, or speaks more than once.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut named: Vec<(usize, usize, String)> = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (element, run) in
        sheet.elements.iter().enumerate().filter(|(_, run)| run.kind != Kind::Label)
    {
        let line = sheet.lines[run.lines.start].text;
        if let Some(end) = end_of(&TURN, line)
            && !salutation::is_one(line)
        {
            let name = line[..end].trim_end_matches(['：', ':']).trim().to_owned();
            *times.entry(name.clone()).or_insert(0) += 1;
            named.push((element, end, name));
        }
    }
    let office = Regex::new(&format!("{OFFICE}|代表|委员|先生|女士|记者|主持人")).ok();
    let is_speaker = |name: &String| {
        region_of(name).is_some()
            || finds(&office, name)
            || times[name] > 1 && name.chars().count() <= 4
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
