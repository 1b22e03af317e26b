//! How names of speakers are told from other text.
//!
//! Patterns are kept as options, since this library never unwraps; one that
//! did not compile would find nothing, and the tests of its layout would fail.

use std::sync::LazyLock;

use regex::Regex;

use super::{salutation, turn};
use crate::transcript::{Region, Regions, lines::Cues};

/// Words that end the name of an organisation.
const ORGANISATION: &str = "妇女联合会|妇联|总工会|团委|残疾人联合会|残联|文联|科协|科学技术协会|工商联|\
工商业联合会|作协|侨联|红十字会|人民政府|政府|委员会|办公室|人民法院|法院|检察院|大学|学院|医院|集团|公司|\
协会|学会|商会|联合会|研究院|研究所|中心|代表团|代表队|分会|支部|党组|党委|省委|市委|区委|县委|厅|局|办|委";

/// Offices whose holder speaks for a place.
pub(super) const OFFICE: &str = "代?(?:省\\s*长|市\\s*长|主\\s*席|州\\s*长|县\\s*长|区\\s*长|书\\s*记|主\\s*任|部\\s*长|会\\s*长|院\\s*长)";

/// What may follow a region's name up to the end of its organisation's.
pub(super) static TAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^[一-龥（）()]{{0,14}}?(?:{ORGANISATION})")).ok());
/// How names of speakers are told from other lines.
pub(in crate::transcript) const CUES: Cues = Cues {
    names: |line| speaker_line(line).or_else(|| place_line(line)).is_some(),
    opens: |line| opening_line(line),
    turns: |line| turn::opens(line),
    stands_alone: |line| salutation::is_one(line) || turn::stamped(line).is_some(),
};

/// Whether a line begins with a region's organisation and goes on with a sentence.
fn opening_line(line: &str) -> bool {
    let mention = Regions::built_in().mentions(line).next().filter(|mention| mention.start == 0);
    mention.is_some_and(|mention| {
        let rest = &line[mention.end..];
        end_of(&TAIL, rest).is_some_and(|end| end < rest.len())
    })
}

/// The byte behind the name of an organisation with which a speaker's name begins: 教育部 of 教育部部长.
pub(in crate::transcript) fn organisation_end(name: &str) -> Option<usize> {
    /// The longest first; 部 and 会 end organisations only where an office follows.
    static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(&format!("^[一-龥]{{1,30}}?(?:{ORGANISATION}|有限公司|银行|基金会|部|会|社|院)(?:$|\\s|(?:有限|股份)*公司|{OFFICE}|副|党组|董事|总经理|发言人|局长|厅长|处长|司长)"))
        .ok()
    });
    let found = NAME.as_ref()?.find(name)?;
    let end = found.end();
    // What follows the organisation was needed to know where it ends.
    let office = OFFICES.as_ref()?.find(&name[..end]).map_or(end, |office| office.start());
    (office > 0).then(|| name[..office].trim_end().len())
}

static OFFICES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!("(?:{OFFICE}|副|党组|董事|总经理|发言人|局长|厅长|处长|司长)$")).ok()
});

/// Whether a pattern is found.
pub(super) fn finds(regex: &Option<Regex>, text: &str) -> bool {
    regex.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// The byte after a pattern's first match.
pub(super) fn end_of(regex: &Option<Regex>, text: &str) -> Option<usize> {
    regex.as_ref()?.find(text).map(|found| found.end())
}

/// A line without the brackets and signs that headings wear.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches(['#', '【', '［', '[', '〔', '《', '■', '●', '▲', '◆', '*', ' '])
        .trim_end_matches(['】', '］', ']', '〕', '》', '：', ':', ' ', '*'])
}

/// The name of a speaker if `line` is one and nothing more: `北京市妇联`, `【广东】`.
pub(super) fn speaker_line(line: &str) -> Option<(&str, &'static Region)> {
    let name = bare(line);
    let regions = Regions::built_in();
    if name.chars().count() > 1
        && let Some(region) = regions.exactly(name)
    {
        return Some((name, region));
    }
    let mention = regions.mentions(name).next().filter(|mention| mention.start == 0)?;
    let rest = &name[mention.end..];
    (end_of(&TAIL, rest) == Some(rest.len())).then_some((name, mention.region))
}

/// As [`speaker_line`], of a prefecture or county by its full name: `杭州市妇联`, `【杭州市】`.
pub(super) fn place_line(line: &str) -> Option<(&str, &'static Region)> {
    // Names are short; most lines need not be looked up.
    let name = Some(bare(line)).filter(|name| name.len() <= 90)?;
    let mention = Regions::built_in().place(name)?;
    let rest = &name[mention.end..];
    (rest.is_empty() && name.ends_with(['市', '州', '盟', '区', '县', '旗'])
        || end_of(&TAIL, rest) == Some(rest.len()))
    .then_some((name, mention.region))
}

/// The region that a speaker's name begins with or holds: `张三（北京代表团）`.
pub(super) fn region_of(name: &str) -> Option<String> {
    let regions = Regions::built_in();
    let named = regions.resolve(name).or_else(|| regions.mentions(name).next().map(|m| m.region));
    named.map(|region| region.short.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_only_if_nothing_else_stands_in_it() {
        for (line, region) in [
            ("北京市妇联", Some("北京")),
            ("【广东】", Some("广东")),
            ("新疆维吾尔自治区妇女联合会", Some("新疆")),
            ("广东省妇联认真落实", None),
            ("广东和广西", None),
            ("京", None),
            ("杭州市妇联", None),
        ] {
            let found = speaker_line(line).map(|(_, region)| region.short.as_str());
            assert_eq!(found, region, "{line}");
        }
    }

    #[test]
    fn a_line_may_be_the_name_of_a_city_and_nothing_more() {
        for (line, region) in [
            ("【杭州市】", Some("浙江")),
            ("杭州市妇联", Some("浙江")),
            ("宁波", None),
            ("朝阳区妇联", None),
            ("杭州市妇联认真落实", None),
        ] {
            let found = place_line(line).map(|(_, region)| region.short.as_str());
            assert_eq!(found, region, "{line}");
        }
    }

    #[test]
    fn a_persons_region_may_stand_behind_the_name() {
        assert_eq!(region_of("张某（北京代表团）").as_deref(), Some("北京"));
        assert_eq!(region_of("主席"), None);
    }
}
