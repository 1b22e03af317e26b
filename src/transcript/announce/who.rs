//! The words of a label → who they name: an organisation, an office, a person, a place.

use super::person::{is_given, is_han, is_particle, is_person, is_surname, may_be_person};
use crate::names::{Ending, SpeakerLists};
use crate::names::{Regions, script::unspaced};

/// What kind of speaker a name names, the surest sign first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::transcript) enum NameKind {
    /// A part in the talk: 主持人, 问, 发言人1.
    Role,
    /// Somebody with an office: 某大学教授丁大文, 运输局局长.
    Holder,
    /// A person by name.
    Person,
    /// The organisation of a region or a membership: 广东省妇联, 浙江省总工会.
    Body,
    /// Any other organisation.
    Organisation,
    /// A province, prefecture or county.
    Place,
    /// Two or three characters that may be a name and are a word as well: 高峰, 方法.
    Word,
    /// Something else that is as short as a name.
    Other,
    /// Words that say something.
    Clause,
}

impl NameKind {
    /// Whether a person is named, or the part that one has in the talk.
    pub(in crate::transcript) fn is_people(self) -> bool {
        matches!(self, Self::Role | Self::Holder | Self::Person)
    }
}

/// Who is named, told apart; each part as it stands in the name.
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

/// Characters of the longest name of an organisation.
const ORGANISATION: usize = 34;

/// Characters of the longest name that looks like none: 纸条, 黄老邪.
const NICKNAME: usize = 10;

/// Who a name, as read, names.
pub(in crate::transcript) fn read(name: &str) -> Who<'_> {
    let name = name.trim();
    if SpeakerLists::built_in().is_role(name) {
        return Who { office: Some(name), ..Who::of(NameKind::Role) };
    }
    let (main, aside) = apart(name);
    let who = main_part(main);
    let Some(aside) = aside else { return who };
    // 丁大文（某大学教授）: the brackets say what the name does not.
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

/// What stands before brackets at the end of a name, and what in them.
fn apart(name: &str) -> (&str, Option<&str>) {
    let inside = name.strip_suffix('）').and_then(|rest| {
        let open = rest.find('（')?;
        (open > 0).then(|| (rest[..open].trim(), Some(rest[open + '（'.len_utf8()..].trim())))
    });
    inside.unwrap_or((name, None))
}

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
    // What ends like nothing that speaks for a place need not be looked up.
    let speaks = name.ends_with(['市', '州', '盟', '区', '县', '旗'])
        || SpeakerLists::built_in().ending(name).is_some();
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
        let full = name.ends_with(['市', '州', '盟', '区', '县', '旗']);
        return (is_province || full).then(|| Who::organisation(NameKind::Place, name));
    }
    let whole = SpeakerLists::built_in()
        .ending(rest)
        .filter(|_| is_noun(rest) && rest.chars().count() <= ORGANISATION);
    match whole {
        Some((Ending::General, _)) => Some(Who::organisation(NameKind::Organisation, name)),
        Some(_) if offices_in(rest).is_none() => Some(Who::organisation(NameKind::Body, name)),
        _ => None,
    }
}

/// The last office in a name that nothing but a person's name follows: its bytes.
fn offices_in(name: &str) -> Option<(usize, usize)> {
    let found = SpeakerLists::built_in().offices.find_iter(name).map(|m| (m.start(), m.end()));
    let fits = |&(start, end): &(usize, usize)| {
        let rest = &name[end..];
        let bare = rest.trim_start();
        bare.is_empty()
            || is_person(bare)
            || bare.len() < rest.len() && may_be_person(bare)
            || is_surname(name[..start].trim()) && is_given(bare)
    };
    found.filter(fits).last()
}

/// Somebody with an office: its holder's name may stand before it or behind it.
fn holder(name: &str) -> Option<Who<'_>> {
    let (from, to) = offices_in(name)?;
    let (before, behind) = (name[..from].trim(), name[to..].trim());
    if !is_noun(before) || before.chars().count() > ORGANISATION {
        return None;
    }
    let office = &name[from..to];
    if is_surname(before) {
        // 丁議員大文, as minutes have it; or 丁教授, and the given name is not said.
        return Some(Who { office: Some(office), person: Some(name), ..Who::of(NameKind::Holder) });
    }
    let mut who = Who { office: Some(office), ..Who::of(NameKind::Holder) };
    if !behind.is_empty() {
        who.person = Some(behind);
    } else if is_person(before) {
        who.person = Some(before);
        return Some(who);
    }
    if !before.is_empty() {
        // 某大学党委书记、教授: the organisation ends where its name does.
        let (organisation, first) = before_office(before);
        who.organisation = (!organisation.is_empty()).then_some(organisation);
        who.office = Some(&name[first..to]);
    }
    Some(who)
}

/// The organisation before an office, and the byte at which the office or the first of several begins.
fn before_office(before: &str) -> (&str, usize) {
    const SHORT: [&str; 6] = ["副", "代", "原", "前", "名誉", "常务"];
    let first =
        SpeakerLists::built_in().offices.find_iter(before).map(|m| m.start()).find(|&at| at > 0);
    let mut organisation =
        before[..first.unwrap_or(before.len())].trim_end_matches(['、', '，', ' ']);
    while let Some(rest) = SHORT.iter().find_map(|word| organisation.strip_suffix(word)) {
        organisation = rest.trim_end();
    }
    (
        organisation,
        organisation.len() + before[organisation.len()..].len()
            - before[organisation.len()..].trim_start().len(),
    )
}

fn person(name: &str) -> Option<Who<'_>> {
    if let Some(office) = short_office(name) {
        return Some(Who { office: Some(office), person: Some(name), ..Who::of(NameKind::Holder) });
    }
    if is_person(name) {
        return Some(Who::person(name));
    }
    let count = unspaced(name).chars().count();
    let word = (2..=3).contains(&count)
        && SpeakerLists::built_in().surname(name).is_some()
        && SpeakerLists::built_in().is_common(name);
    (word || is_surname(name)).then(|| Who::of(NameKind::Word))
}

/// The office of 丁总 or 丁工: a surname and what people call an office for short.
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

/// A person behind what they belong to and a blank: 候鸟证券 丁大文.
fn affiliated(name: &str) -> Option<Who<'_>> {
    let (group, person) = name.rsplit_once(' ')?;
    let group = group.trim();
    let plain = is_han(group) && (2..=NICKNAME).contains(&group.chars().count()) && is_noun(group);
    (plain && is_person(person)).then(|| Who { organisation: Some(group), ..Who::person(person) })
}

fn organisation(name: &str) -> Option<Who<'_>> {
    let count = name.chars().count();
    let (ending, _) = SpeakerLists::built_in().ending(name)?;
    let (least, kind) = match ending {
        Ending::Body => (2, NameKind::Organisation),
        Ending::General => (3, NameKind::Organisation),
        Ending::Short | Ending::Weak => (4, NameKind::Organisation),
    };
    ((least..=ORGANISATION).contains(&count)
        && !name.contains('，')
        && is_noun(name)
        && !SpeakerLists::built_in().is_field(name))
    .then(|| Who::organisation(kind, name))
}

/// Whether nothing in a text shows that something is said of somebody, or to them, or is to be done.
fn is_noun(text: &str) -> bool {
    !text.contains(is_particle)
        && !text.contains(['说', '请', '把', '被', '让', '。', '！', '？', '；', '“', '”'])
        && (!text.contains('问') || text.contains("顾问"))
        && !text.starts_with(|c: char| c.is_ascii_digit())
        // A surname, but elsewhere what somebody turns to.
        && !text.chars().skip(1).any(|c| c == '向')
        && !SpeakerLists::built_in().is_action(text)
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
