//! Prefectures and counties and their provinces, so that 杭州市妇联 is known to be of 浙江.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use regex::Regex;

/// Characters of a text that are looked at. The longest name of the list, 双江拉祜族佤族布朗族傣族自治县,
/// has 15.
const LONGEST: usize = 18;

/// Characters of the shortest full name that is taken for a name: 东区 and 城区 are descriptions of
/// a place as well.
const SHORTEST_FULL: usize = 3;
/// Characters of the shortest name without its kind: 沙 of 沙县 is any sand.
const SHORTEST_STEM: usize = 2;
/// Digits of a code that are its province's.
const PROVINCE: usize = 2;

/// Codes of six digits and names of divisions.
const LIST: &str = include_str!("../../data/places.tsv");

/// The names of places that only one province has, with that province.
pub(crate) struct Gazetteer {
    /// Full names with the first two digits of their codes: `杭州市`.
    full: BTreeMap<String, String>,
    /// Names of prefectures without their kind: `杭州`, `延边`.
    short: BTreeMap<String, String>,
    /// The first two characters of all names. Most texts begin with none of them, so most look-ups
    /// end here.
    heads: HashSet<[char; 2]>,
}

/// A place's name at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceName<'a> {
    /// First two digits of the province's code.
    pub(crate) province: &'a str,
    /// Byte after the name.
    pub(crate) end: usize,
    /// The name is a full one: 杭州市, not 杭州.
    pub(crate) full: bool,
}

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(LIST));

/// The end of an autonomous prefecture's name: its peoples and its kind.
static PEOPLES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|哈萨克|柯尔克孜)+自治州$")
        .expect("a constant pattern that every test of this file compiles")
});

impl Gazetteer {
    /// The divisions of `data/places.tsv`.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn new(list: &str) -> Self {
        let mut full: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let mut short: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (code, name) in rows(list) {
            let province = &code[..PROVINCE];
            full.entry(name.to_owned()).or_default().insert(province);
            for stem in stems(name) {
                short.entry(stem).or_default().insert(province);
            }
        }
        let prefectures: BTreeSet<String> = rows(list)
            .filter(|(code, _)| code.ends_with("00"))
            .flat_map(|(_, name)| stems(name))
            .collect();
        let full: BTreeMap<String, String> =
            one_province(full).filter(|(name, _)| name.chars().count() >= SHORTEST_FULL).collect();
        let short: BTreeMap<String, String> =
            one_province(short).filter(|(name, _)| prefectures.contains(name)).collect();
        let heads = full.keys().chain(short.keys()).filter_map(|name| head(name)).collect();
        Self { full, short, heads }
    }

    /// The longest place with which `text` begins.
    pub(crate) fn at_start(&self, text: &str) -> Option<PlaceName<'_>> {
        if !self.heads.contains(&head(text)?) {
            return None;
        }
        let ends: Vec<usize> =
            text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
        ends.into_iter().rev().find_map(|end| {
            let name = &text[..end];
            let full = self.full.get(name).map(|province| (province, true));
            let (province, full) = full.or_else(|| Some((self.short.get(name)?, false)))?;
            Some(PlaceName { province, end, full })
        })
    }
}

/// The codes and names of a list of divisions.
fn rows(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("our own list, whose rows a test checks"))
}

/// The first two characters of a text.
fn head(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// The names that are borne in one province only.
fn one_province(names: BTreeMap<String, BTreeSet<&str>>) -> impl Iterator<Item = (String, String)> {
    let alone = names.into_iter().filter(|(_, provinces)| provinces.len() == 1);
    alone.filter_map(|(name, provinces)| Some((name, (*provinces.first()?).to_owned())))
}

/// The short names of a division: 杭州 of 杭州市; 延边 and 延边州 of 延边朝鲜族自治州.
fn stems(name: &str) -> Vec<String> {
    let mut stems = Vec::new();
    if let Some(found) = PEOPLES.find(name) {
        let stem = &name[..found.start()];
        stems.extend([stem.to_owned(), format!("{stem}州")]);
    } else {
        let kinds = ["自治县", "地区", "市", "盟", "县", "区"];
        let stem = kinds.iter().find_map(|kind| name.strip_suffix(kind));
        stems.extend(stem.map(str::to_owned));
    }
    stems.retain(|stem| stem.chars().count() >= SHORTEST_STEM);
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_of_its_province_where_its_name_is_the_only_one() {
        for (text, province, end) in [
            ("杭州市妇联", Some("33"), "杭州市"),
            ("宁波总工会", Some("33"), "宁波"),
            ("延边州", Some("22"), "延边州"),
            ("海南州妇联", Some("63"), "海南州"),
            ("海南藏族自治州", Some("63"), "海南藏族自治州"),
            ("萧山区", Some("33"), "萧山区"),
            ("鼓楼区妇联", None, ""),
            ("朝阳", None, ""),
            ("朝阳市", Some("21"), "朝阳市"),
            ("朝阳区", None, ""),
            ("东区", None, ""),
            ("候鸟", None, ""),
        ] {
            let found = Gazetteer::built_in().at_start(text);
            assert_eq!(found.map(|place| place.province), province, "{text}");
            assert_eq!(found.map_or("", |place| &text[..place.end]), end, "{text}");
        }
    }

    #[test]
    fn there_are_333_prefectures() {
        let codes: Vec<&str> = rows(LIST).map(|(code, _)| code).collect();
        assert_eq!(codes.iter().filter(|code| code.ends_with("00")).count(), 333);
        assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 6));
    }
}
