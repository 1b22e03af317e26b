//! The name in a label → its parts: an organisation, an office, a person, a place.

use std::ops::{Range, RangeInclusive};

use super::person::{is_given, is_han, is_particle, is_person, is_surname, may_be_person};
use crate::names::{Ending, SpeakerLists};
use crate::names::{Regions, script::unspaced};

/// What kind of speaker a name names. The surest kind comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::transcript) enum NameKind {
    /// A role in the talk: 主持人, 问, 发言人1.
    Role,
    /// Somebody with an office: 某大学教授丁大文, 运输局局长.
    Holder,
    /// A person by name.
    Person,
    /// An organisation that speaks for a region or for members: 广东省妇联, 浙江省总工会.
    Body,
    /// Any other organisation.
    Organisation,
    /// A province, prefecture or county.
    Place,
    /// A person's name by its form, and also a common word: 高峰, 方法.
    Word,
    /// Anything else that is as short as a name.
    Other,
    /// Part of a sentence.
    Clause,
}

impl NameKind {
    /// How much a name of this kind says for a speaker.
    pub(super) fn worth(self) -> f64 {
        match self {
            Self::Role | Self::Holder | Self::Body => 3.0,
            Self::Person => 2.0,
            Self::Organisation => 1.5,
            Self::Place => 1.0,
            Self::Word => -1.0,
            Self::Other => -2.0,
            Self::Clause => -6.0,
        }
    }
}

impl NameKind {
    /// Whether a person is named, or a person's role.
    pub(in crate::transcript) fn is_people(self) -> bool {
        matches!(self, Self::Role | Self::Holder | Self::Person)
    }
}

/// The parts of a speaker's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::transcript) struct Who<'t> {
    pub(in crate::transcript) kind: NameKind,
    pub(in crate::transcript) organisation: Option<&'t str>,
    pub(in crate::transcript) office: Option<&'t str>,
    pub(in crate::transcript) person: Option<&'t str>,
}

impl<'t> Who<'t> {
    fn of(kind: NameKind) -> Self {
        Self { kind, organisation: None, office: None, person: None }
    }

    fn person(name: &'t str) -> Self {
        Self { person: Some(name), ..Self::of(NameKind::Person) }
    }

    fn organisation(kind: NameKind, name: &'t str) -> Self {
        Self { organisation: Some(name), ..Self::of(kind) }
    }
}

/// Characters that end the names of places other than provinces.
const DIVISIONS: [char; 6] = ['市', '州', '盟', '区', '县', '旗'];
/// Characters of the longest name of an organisation. Chosen by eye.
const ORGANISATION: usize = 34;
/// Characters of the longest name of an unknown kind: 纸条, 黄老邪. Chosen by eye; a longer one is a
/// clause.
const NICKNAME: usize = 10;
/// Characters of a word of the dictionary that may be a person's name as well: 方法, 石油.
const WORD: RangeInclusive<usize> = 2..=3;
/// Characters of what a person belongs to, before a blank and the name: 候鸟证券 丁大文.
const GROUP: RangeInclusive<usize> = 2..=NICKNAME;

/// Whom a name names. The name is a reading, see `names::script`.
pub(in crate::transcript) fn read(name: &str) -> Who<'_> {
    let name = name.trim();
    if SpeakerLists::built_in().is_role(name) {
        return Who { office: Some(name), ..Who::of(NameKind::Role) };
    }
    let (main, aside) = apart(name);
    let who = main_part(main);
    let Some(aside) = aside else { return who };
    // In 丁大文（某大学教授）, the brackets say what the name does not.
    let other = main_part(aside);
    let kind = match (who.kind, other.kind) {
        (
            NameKind::Person | NameKind::Word,
            NameKind::Holder | NameKind::Organisation | NameKind::Body | NameKind::Place,
        ) => NameKind::Holder,
        (kind, _) => kind,
    };
    Who {
        kind,
        organisation: who.organisation.or(other.organisation),
        office: who.office.or(other.office),
        person: who
            .person
            .or(other.person)
            .or((kind == NameKind::Holder && who.kind == NameKind::Word).then_some(main)),
    }
}

/// A name without the brackets at its end, and the text in them.
fn apart(name: &str) -> (&str, Option<&str>) {
    let inside = name.strip_suffix('）').and_then(|rest| {
        let open = rest.find('（')?;
        (open > 0).then(|| (rest[..open].trim(), Some(rest[open + '（'.len_utf8()..].trim())))
    });
    inside.unwrap_or((name, None))
}

/// Whom a name without brackets names: the first of the kinds that fits.
fn main_part(name: &str) -> Who<'_> {
    let named =
        region(name).or_else(|| listed(name)).or_else(|| holder(name)).or_else(|| person(name));
    let long = name.contains('，') || name.chars().count() > NICKNAME || !is_noun(name);
    let other = if long { NameKind::Clause } else { NameKind::Other };
    let named = named.or_else(|| organisation(name)).or_else(|| affiliated(name));
    named.unwrap_or_else(|| Who::of(other))
}

/// A region, or its organisation.
fn region(name: &str) -> Option<Who<'_>> {
    let regions = Regions::built_in();
    if regions.exactly(name).is_some() && name.chars().count() > 1 {
        return Some(Who::organisation(NameKind::Body, name));
    }
    let mention = regions.mentions(name).next().filter(|mention| mention.start == 0);
    // A name that ends like neither a place nor an organisation need not be looked up.
    let speaks = name.ends_with(DIVISIONS) || SpeakerLists::built_in().ending(name).is_some();
    if mention.is_none() && !speaks {
        return None;
    }
    let (end, is_province) = match (mention, regions.place(name)) {
        (Some(mention), None) => (mention.end, true),
        (Some(mention), Some(place)) if place.end <= mention.end => (mention.end, true),
        (_, Some(place)) => (place.end, false),
        (None, None) => return None,
    };
    let rest = name[end..].trim();
    if rest.is_empty() {
        return (is_province || name.ends_with(DIVISIONS))
            .then(|| Who::organisation(NameKind::Place, name));
    }
    let whole = SpeakerLists::built_in()
        .ending(rest)
        .filter(|_| is_noun(rest) && rest.chars().count() <= ORGANISATION);
    match whole {
        Some((Ending::General, _)) => Some(Who::organisation(NameKind::Organisation, name)),
        Some(_) if office_in(rest).is_none() => Some(Who::organisation(NameKind::Body, name)),
        _ => None,
    }
}

/// The last office in a name, if only a person's name follows it.
fn office_in(name: &str) -> Option<Range<usize>> {
    let offices = SpeakerLists::built_in().offices.find_iter(name).map(|found| found.range());
    offices.filter(|office| holder_follows(name, office)).last()
}

/// Whether nothing follows an office, or only the name of its holder.
fn holder_follows(name: &str, office: &Range<usize>) -> bool {
    let rest = &name[office.end..];
    let bare = rest.trim_start();
    bare.is_empty()
        || is_person(bare)
        || bare.len() < rest.len() && may_be_person(bare)
        || is_surname(name[..office.start].trim()) && is_given(bare)
}

/// Somebody with an office. The holder's name may come before it or after it.
fn holder(name: &str) -> Option<Who<'_>> {
    let Range { start: from, end: to } = office_in(name)?;
    let (before, after) = (name[..from].trim(), name[to..].trim());
    if !is_noun(before) || before.chars().count() > ORGANISATION {
        return None;
    }
    let office = &name[from..to];
    if is_surname(before) {
        // 丁議員大文, as minutes write it, or 丁教授 without a given name.
        return Some(Who { office: Some(office), person: Some(name), ..Who::of(NameKind::Holder) });
    }
    let mut who = Who { office: Some(office), ..Who::of(NameKind::Holder) };
    if !after.is_empty() {
        who.person = Some(after);
    } else if is_person(before) {
        who.person = Some(before);
        return Some(who);
    }
    if !before.is_empty() {
        // 某大学党委书记、教授 has two offices: the first of them begins where the organisation ends.
        let organisation = organisation_before(before);
        let offices = &name[organisation.len()..to];
        who.organisation = (!organisation.is_empty()).then_some(organisation);
        who.office = Some(offices.trim_start_matches(['、', '，', ' ']));
    }
    Some(who)
}

/// The organisation in the text before an office, which may end with further offices.
fn organisation_before(text: &str) -> &str {
    /// Words before an office that belong to it.
    const RANKS: [&str; 6] = ["副", "代", "原", "前", "名誉", "常务"];
    let mut offices = SpeakerLists::built_in().offices.find_iter(text).map(|found| found.start());
    let end = offices.find(|&at| at > 0).unwrap_or(text.len());
    let mut organisation = text[..end].trim_end_matches(['、', '，', ' ']);
    while let Some(rest) = RANKS.iter().find_map(|rank| organisation.strip_suffix(rank)) {
        organisation = rest.trim_end();
    }
    organisation
}

/// A person by name, or a word that may be one.
fn person(name: &str) -> Option<Who<'_>> {
    if let Some(office) = short_office(name) {
        return Some(Who { office: Some(office), person: Some(name), ..Who::of(NameKind::Holder) });
    }
    if is_person(name) {
        return Some(Who::person(name));
    }
    let count = unspaced(name).chars().count();
    let word = WORD.contains(&count)
        && SpeakerLists::built_in().surname(name).is_some()
        && SpeakerLists::built_in().is_common(name);
    (word || is_surname(name)).then(|| Who::of(NameKind::Word))
}

/// The office in 丁总 or 丁工: what people call it for short, after a surname.
fn short_office(name: &str) -> Option<&str> {
    const SHORT: [char; 6] = ['总', '董', '工', '导', '哥', '姐'];
    let (at, _) = name.char_indices().last().filter(|(_, c)| SHORT.contains(c))?;
    (is_surname(&name[..at]) && !SpeakerLists::built_in().is_common(name)).then(|| &name[at..])
}

/// Several people who speak together: 张三、李四.
fn listed(name: &str) -> Option<Who<'_>> {
    let (first, rest) = name.split_once(['、', '，'])?;
    if name.contains('，') && is_person(first) && !is_person(rest) {
        // 丁大文，某大学教授
        let other = holder(rest).or_else(|| organisation(rest))?;
        return Some(Who { kind: NameKind::Holder, person: Some(first), ..other });
    }
    name.split(['、', '，']).all(is_person).then(|| Who::person(name))
}

/// A person after a group and a blank: 候鸟证券 丁大文.
fn affiliated(name: &str) -> Option<Who<'_>> {
    let (group, person) = name.rsplit_once(' ')?;
    let group = group.trim();
    let plain = is_han(group) && GROUP.contains(&group.chars().count()) && is_noun(group);
    (plain && is_person(person)).then(|| Who { organisation: Some(group), ..Who::person(person) })
}

/// An organisation of no known region.
fn organisation(name: &str) -> Option<Who<'_>> {
    let count = name.chars().count();
    let (ending, _) = SpeakerLists::built_in().ending(name)?;
    // The less an ending shows, the longer the name must be: 妇联, 某大学, 教育厅局.
    let least = match ending {
        Ending::Body => 2,
        Ending::General => 3,
        Ending::Short | Ending::Weak => 4,
    };
    ((least..=ORGANISATION).contains(&count)
        && !name.contains('，')
        && is_noun(name)
        && !SpeakerLists::built_in().is_field(name))
    .then(|| Who::organisation(NameKind::Organisation, name))
}

/// Whether a text may be a name: no word of it says that somebody speaks, asks or acts.
fn is_noun(text: &str) -> bool {
    // The title of a journal may be any words: 《求是》杂志社.
    let title = text.find('《').zip(text.find('》')).filter(|(from, to)| from < to);
    let (before, after) =
        title.map_or((text, ""), |(from, to)| (&text[..from], &text[to + '》'.len_utf8()..]));
    let text = format!("{before}{after}");
    !text.contains(is_particle)
        && !text.contains(['说', '请', '把', '被', '让', '。', '！', '？', '；', '“', '”'])
        && !asks(&text)
        && !text.starts_with(|c: char| c.is_ascii_digit())
        // 向 is a surname at the beginning, and elsewhere a preposition.
        && !text.chars().skip(1).any(|c| c == '向')
        && !SpeakerLists::built_in().is_action(&text)
}

/// Whether a text has the word for asking, other than in nouns: 顾问, 国际问题研究院.
fn asks(text: &str) -> bool {
    ["顾问", "问题研究"]
        .iter()
        .fold(text.to_owned(), |rest, noun| rest.replace(noun, ""))
        .contains('问')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        for (name, kind, organisation, office, person) in [
            ("丁大文", NameKind::Person, "", "", "丁大文"),
            ("丁 文", NameKind::Person, "", "", "丁 文"),
            ("欧阳大文", NameKind::Person, "", "", "欧阳大文"),
            ("雪克来提·扎克尔", NameKind::Person, "", "", "雪克来提·扎克尔"),
            ("John Smith", NameKind::Person, "", "", "John Smith"),
            ("丁大文教授", NameKind::Holder, "", "教授", "丁大文"),
            ("某大学教授丁大文", NameKind::Holder, "某大学", "教授", "丁大文"),
            ("某大学教授 丁大文", NameKind::Holder, "某大学", "教授", "丁大文"),
            ("《是非》杂志社主任 丁大文", NameKind::Holder, "《是非》杂志社", "主任", "丁大文"),
            ("国际问题研究院院长 丁大文", NameKind::Holder, "国际问题研究院", "院长", "丁大文"),
            ("某大学 教授 丁大文", NameKind::Holder, "某大学", "教授", "丁大文"),
            ("某大学、教授 丁大文", NameKind::Holder, "某大学", "教授", "丁大文"),
            ("丁大文（某大学教授）", NameKind::Holder, "某大学", "教授", "丁大文"),
            ("丁大文（某大学）", NameKind::Holder, "某大学", "", "丁大文"),
            ("丁大文，某大学教授", NameKind::Holder, "某大学", "教授", "丁大文"),
            (
                "某学院党组成员、副院长 丁大文",
                NameKind::Holder,
                "某学院",
                "党组成员、副院长",
                "丁大文",
            ),
            (
                "最高人民法院民四庭副庭长 丁大文",
                NameKind::Holder,
                "最高人民法院民四庭",
                "副庭长",
                "丁大文",
            ),
            ("丁议员大文", NameKind::Holder, "", "议员", "丁议员大文"),
            ("丁教授", NameKind::Holder, "", "教授", "丁教授"),
            ("丁总", NameKind::Holder, "", "总", "丁总"),
            ("纸条提问", NameKind::Holder, "纸条", "提问", ""),
            ("涂", NameKind::Word, "", "", ""),
            ("候鸟证券 丁大文", NameKind::Person, "候鸟证券", "", "丁大文"),
            ("运输局局长", NameKind::Holder, "运输局", "局长", ""),
            ("自治区主席 布小林", NameKind::Holder, "自治区", "主席", "布小林"),
            ("主持人", NameKind::Role, "", "主持人", ""),
            ("嘉宾丁大文", NameKind::Holder, "", "嘉宾", "丁大文"),
            ("广东省妇联", NameKind::Body, "广东省妇联", "", ""),
            ("浙江", NameKind::Body, "浙江", "", ""),
            ("杭州市总工会", NameKind::Body, "杭州市总工会", "", ""),
            ("杭州市", NameKind::Place, "杭州市", "", ""),
            ("清华大学", NameKind::Organisation, "清华大学", "", ""),
            ("农业农村部发展规划司", NameKind::Organisation, "农业农村部发展规划司", "", ""),
            ("方法", NameKind::Word, "", "", ""),
            ("主要做法", NameKind::Other, "", "", ""),
            ("我想请问主席", NameKind::Clause, "", "", ""),
            ("广东的做法", NameKind::Clause, "", "", ""),
            ("出席议员", NameKind::Clause, "", "", ""),
        ] {
            let who = read(name);
            let parts = [who.organisation, who.office, who.person].map(Option::unwrap_or_default);
            assert_eq!((who.kind, parts), (kind, [organisation, office, person]), "{name}");
        }
    }
}
