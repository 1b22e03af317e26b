//! Names of provinces: 沪, 上海, 上海市 and 上海市妇联 are one region.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::{SpeakerLists, gazetteer::Gazetteer, script};

/// One province-level division.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Six-digit code of GB/T 2260, e.g. `310000`.
    pub code: String,
    /// Short name, e.g. `上海`: how a report names it.
    pub short: String,
    /// Full name, e.g. `上海市`.
    pub name: String,
    /// One-character names, e.g. `沪`. They name a region only where there is no other text.
    pub abbr: Vec<String>,
    /// Other unambiguous forms.
    pub aliases: Vec<String>,
    /// English name.
    pub en: String,
    /// Seat of its government.
    pub capital: String,
    /// Larger region, e.g. `华东`.
    pub area: String,
    /// Column and row on a tile map of China.
    pub tile: [u8; 2],
}

/// All regions, with a matcher over their names.
#[derive(Debug)]
pub struct Regions {
    list: Vec<Region>,
    names: AhoCorasick,
    /// Region of each pattern of `names`.
    owner: Vec<usize>,
    /// Whole-name forms, among them the one-character ones.
    exact: BTreeMap<String, usize>,
}

/// How many times as often as any other a region must be named to be the one that a text is about.
/// Chosen by eye on work reports of provinces.
const LEAD: f64 = 1.5;

/// A region's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionMention<'a> {
    /// The region.
    pub region: &'a Region,
    /// First byte of the name.
    pub start: usize,
    /// Byte after the name.
    pub end: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionList {
    region: Vec<Region>,
}

static BUILT_IN: LazyLock<Regions> = LazyLock::new(|| {
    let file: RegionList = toml::from_str(include_str!("../../data/regions.toml"))
        .expect("our own list, which the tests of this file read");
    Regions::new(file.region)
});

impl Regions {
    /// The 34 province-level divisions and 新疆生产建设兵团 of `data/regions.toml`.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn new(list: Vec<Region>) -> Self {
        let mut patterns = Vec::new();
        let mut owner = Vec::new();
        let mut exact = BTreeMap::new();
        for (index, region) in list.iter().enumerate() {
            let forms = [&region.name, &region.short].into_iter().chain(&region.aliases);
            for form in forms {
                exact.insert(form.clone(), index);
                patterns.push(form.clone());
                owner.push(index);
            }
            for form in &region.abbr {
                exact.insert(form.clone(), index);
            }
        }
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .expect("our own list of about a hundred short names");
        Self { list, names, owner, exact }
    }

    /// All regions, in the order of their codes.
    pub fn all(&self) -> &[Region] {
        &self.list
    }

    /// The names of regions in `text`, from left to right; where one form begins another, the longer.
    pub fn mentions<'a, 't>(
        &'a self,
        text: &'t str,
    ) -> impl Iterator<Item = RegionMention<'a>> + use<'a, 't> {
        self.names.find_iter(text).map(move |found| RegionMention {
            region: &self.list[self.owner[found.pattern().as_usize()]],
            start: found.start(),
            end: found.end(),
        })
    }

    /// The region that a speaker's name means: it is the region's name (沪), begins with it
    /// (上海市妇联), or begins with one of its cities (杭州市妇联).
    pub fn resolve(&self, name: &str) -> Option<&Region> {
        let name = script::simplified(name.trim());
        if let Some(&index) = self.exact.get(name.as_ref()) {
            return Some(&self.list[index]);
        }
        let mention = self.mentions(&name).next().filter(|mention| mention.start == 0);
        let place = self.place(&name).filter(|place| {
            // 海南州 is longer than 海南, and lies in 青海.
            mention.is_none_or(|mention| mention.end < place.end)
        });
        place.or(mention).map(|mention| mention.region)
    }

    /// The prefecture or county with whose name `name` begins, if only one province has a place of
    /// that name.
    ///
    /// A short name (宁波) counts only if it is the whole name, or if an organisation follows that
    /// speaks for a place: 宁波妇联, but not 白银公司.
    pub(crate) fn place(&self, name: &str) -> Option<RegionMention<'_>> {
        let place = Gazetteer::built_in().at_start(name)?;
        let rest = &name[place.end..];
        let own = place.full || rest.is_empty() || SpeakerLists::built_in().begins_with_body(rest);
        let region = self.list.iter().find(|region| region.code.starts_with(place.province))?;
        own.then_some(RegionMention { region, start: 0, end: place.end })
    }

    /// Every full name, short name, alias and abbreviation of a region, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.exact.keys().map(String::as_str)
    }

    /// The region of `name` if it is a region's name and nothing more.
    pub fn exactly(&self, name: &str) -> Option<&Region> {
        self.exact.get(name.trim()).map(|&index| &self.list[index])
    }

    /// The region whose short or full name, as it is written today, is `name`.
    pub fn called(&self, name: &str) -> Option<&Region> {
        self.list.iter().find(|region| region.short == name || region.name == name)
    }

    /// Whether `name` is that of a region, a prefecture or a county, and nothing more.
    pub fn is_place(&self, name: &str) -> bool {
        self.exact.contains_key(name)
            || Gazetteer::built_in().at_start(name).is_some_and(|place| place.end == name.len())
    }

    /// The region that `text` names most often, if it is named half as often again as any other.
    ///
    /// A work report that never says whose it is ("我省") still names its own province more than
    /// any other.
    pub fn most_named(&self, text: &str) -> Option<&Region> {
        let text = script::simplified(text);
        let mut tally = vec![0usize; self.list.len()];
        for found in self.names.find_iter(text.as_ref()) {
            tally[self.owner[found.pattern().as_usize()]] += 1;
        }
        // Of two regions with the same count, the first one.
        let (best, &most) =
            tally.iter().enumerate().max_by_key(|&(index, &n)| (n, usize::MAX - index))?;
        let others = tally.iter().enumerate().filter(|&(index, _)| index != best);
        let next = others.map(|(_, &n)| n).max().unwrap_or(0);
        (most > 0 && most as f64 >= LEAD * next as f64).then(|| &self.list[best])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_one_region() {
        for (name, short) in [
            ("沪", Some("上海")),
            ("上海", Some("上海")),
            ("上海市", Some("上海")),
            ("上海市妇联", Some("上海")),
            ("广西壮族自治区总工会", Some("广西")),
            ("新疆生产建设兵团", Some("兵团")),
            ("新疆维吾尔自治区妇女联合会", Some("新疆")),
            ("中国邮政集团", None),
            ("臺灣省", Some("台湾")),
            ("廣東省婦聯", Some("广东")),
            ("杭州市妇联", Some("浙江")),
            ("宁波妇联", Some("浙江")),
            ("海南藏族自治州妇联", Some("青海")),
            ("海南省妇联", Some("海南")),
            ("吉林市妇联", Some("吉林")),
            ("白银公司", None),
            ("鼓楼区妇联", None),
            ("朝阳", None),
            ("石河子市", Some("新疆")),
            ("沪苏", None),
        ] {
            let found = Regions::built_in().resolve(name).map(|region| region.short.as_str());
            assert_eq!(found, short, "{name}");
        }
    }

    #[test]
    fn a_region_is_called_by_its_short_name_and_its_full_one() {
        let english = |name| Some(Regions::built_in().called(name)?.en.as_str());
        for (name, en) in [
            ("广东", Some("Guangdong")),
            ("广东省", Some("Guangdong")),
            ("广东省妇联", None),
            ("粤", None),
            ("张三", None),
        ] {
            assert_eq!(english(name), en, "{name}");
        }
    }

    #[test]
    fn there_are_thirty_five_regions_with_codes_in_order() {
        let regions = Regions::built_in().all();
        assert_eq!(regions.len(), 35);
        assert!(regions.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
