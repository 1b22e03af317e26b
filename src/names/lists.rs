//! The word lists of `data/speakers`, read once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use aho_corasick::{AhoCorasick, MatchKind};

/// What the ending of an organisation's name says about it; `organisations.tsv` explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It speaks for a place or a membership.
    Body,
    /// Any other organisation.
    General,
    /// One character, for an office of government: 厅, 局.
    Short,
    /// One character that ends many other words as well: 部 of 干部.
    Weak,
}

/// Lists of words that show what a speaker's name is made of.
pub(crate) struct SpeakerLists {
    /// `None` for words that end like organisations and are none: 格局, 平台.
    endings: BTreeMap<String, Option<Ending>>,
    /// The offices; of several that begin alike the longest is found.
    pub(crate) offices: AhoCorasick,
    roles: BTreeSet<String>,
    /// Question and answer.
    exchange: BTreeSet<String>,
    fields: BTreeSet<String>,
    /// Words that say what is done, so that a text with one is no name.
    actions: AhoCorasick,
    verbs: Vec<String>,
    surnames: BTreeSet<String>,
    /// Words of the dictionary that look like names of persons.
    common: BTreeSet<String>,
}

static BUILT_IN: LazyLock<SpeakerLists> = LazyLock::new(SpeakerLists::new);

/// The entries of a list: words separated by white space. Lines that begin with `#` are comments.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

fn set(list: &str) -> BTreeSet<String> {
    entries(list).map(str::to_owned).collect()
}

/// A row of `organisations.tsv`: an ending and what it says of a name.
fn ending(row: &str) -> Option<(String, Option<Ending>)> {
    let (ending, kind) = row.split_once('\t')?;
    let kind = match kind {
        "body" => Some(Ending::Body),
        "general" => Some(Ending::General),
        "short" => Some(Ending::Short),
        "weak" => Some(Ending::Weak),
        "none" => None,
        _ => return None,
    };
    Some((ending.to_owned(), kind))
}

impl SpeakerLists {
    /// The lists that the program holds.
    pub(crate) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn new() -> Self {
        let rows = include_str!("../../data/speakers/organisations.tsv").lines();
        let rows = rows.filter(|line| !line.starts_with('#'));
        let endings = rows.map(|row| ending(row).expect("our own list, whose rows a test checks"));
        let offices = entries(include_str!("../../data/speakers/offices.txt"));
        // The longest verb first: 说道 is cut off whole, or 说 would stay with the name.
        let mut verbs: Vec<String> =
            entries(include_str!("../../data/speakers/verbs.txt")).map(str::to_owned).collect();
        verbs.sort_by_key(|verb| std::cmp::Reverse(verb.len()));
        // Surnames of two characters are entries; those of one are written in rows without blanks.
        let (one, two) = entries(include_str!("../../data/speakers/surnames.txt"))
            .partition::<Vec<&str>, _>(|entry| entry.chars().count() > 2);
        let one = one.iter().flat_map(|row| row.chars()).map(String::from);
        Self {
            endings: endings.collect(),
            offices: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(offices)
                .expect("the offices are a few hundred short words"),
            exchange: set(include_str!("../../data/speakers/exchange.txt")),
            roles: set(include_str!("../../data/speakers/roles.txt")),
            actions: AhoCorasick::new(entries(include_str!("../../data/speakers/actions.txt")))
                .expect("the actions are a few dozen short words"),
            fields: set(include_str!("../../data/speakers/fields.txt")),
            verbs,
            surnames: one.chain(two.into_iter().map(str::to_owned)).collect(),
            common: set(include_str!("../../data/speakers/words.txt")),
        }
    }

    /// The longest ending of an organisation with which `name` ends: its kind and first byte.
    pub(crate) fn ending(&self, name: &str) -> Option<(Ending, usize)> {
        /// Characters at the end that are looked at; the longest ending of the list has 6.
        const LONGEST: usize = 9;
        let starts: Vec<usize> =
            name.char_indices().rev().map(|(at, _)| at).take(LONGEST).collect();
        let longest =
            starts.into_iter().rev().find(|&at| self.endings.contains_key(&name[at..]))?;
        let ending = *self.endings.get(&name[longest..])?;
        Some((ending?, longest))
    }

    /// Whether `text` begins with the name of a body such as 妇联.
    pub(crate) fn begins_with_body(&self, text: &str) -> bool {
        let bodies = self.endings.iter().filter(|(_, kind)| **kind == Some(Ending::Body));
        bodies.map(|(ending, _)| ending).any(|ending| text.starts_with(ending.as_str()))
    }

    /// Whether `name` is a role in a talk, with or without a number: 主持人, 发言人1, 问.
    pub(crate) fn is_role(&self, name: &str) -> bool {
        self.exchange(name).is_some() || self.roles.contains(&capitalised(without_ordinal(name)))
    }

    /// `name` without the number of the question, if it is a question or an answer: Q of Q1.
    pub(crate) fn exchange<'t>(&self, name: &'t str) -> Option<&'t str> {
        let bare = without_ordinal(name);
        self.exchange.contains(&capitalised(bare)).then_some(bare)
    }

    /// Whether `name` is the name of a field, as in the head of a record: 时间, 会议地点.
    pub(crate) fn is_field(&self, name: &str) -> bool {
        /// Characters that may come before the field's own word: 参会 of 参会人员.
        const BEFORE: usize = 4;
        let count = name.chars().count();
        let ends = name.char_indices().map(|(at, _)| &name[at..]).take(BEFORE + 1);
        let mut ends = ends.filter(|end| count == end.chars().count() || end.chars().count() > 1);
        ends.any(|end| self.fields.contains(end))
    }

    /// Whether a text says what is done: 加快建设法治政府, 出席议员.
    pub(crate) fn is_action(&self, text: &str) -> bool {
        self.actions.is_match(text)
    }

    /// `name` without the verb of speech at its end: 张三 of 张三说.
    pub(crate) fn without_verb<'t>(&self, name: &'t str) -> Option<&'t str> {
        self.verbs.iter().find_map(|verb| name.strip_suffix(verb.as_str()))
    }

    /// Bytes of the surname with which `name` begins; one of two characters before one of one.
    pub(crate) fn surname(&self, name: &str) -> Option<usize> {
        let mut chars = name.chars();
        let one = chars.next()?.len_utf8();
        let two = chars.next().map(|c| one + c.len_utf8());
        two.into_iter().chain([one]).find(|&end| self.surnames.contains(&name[..end]))
    }

    /// Whether the dictionary has `name` as a word: 方法, 石油.
    pub(crate) fn is_common(&self, name: &str) -> bool {
        self.common.contains(name)
    }
}

/// A Latin word as the lists write it: Speaker for SPEAKER. Other words stay.
fn capitalised(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}

/// `name` without the number or letter that tells several of its kind apart: 发言人 of 发言人 A,
/// SPEAKER of SPEAKER_00.
fn without_ordinal(name: &str) -> &str {
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || "_#".contains(c) || c.is_whitespace());
    if bare.is_empty() {
        return name;
    }
    let last = bare.chars().next_back().filter(|c| {
        c.is_ascii_uppercase() || "甲乙丙丁戊己庚辛壬癸一二三四五六七八九十".contains(*c)
    });
    match last {
        Some(c) if bare.len() == name.len() && bare.len() > c.len_utf8() => {
            let stem = bare[..bare.len() - c.len_utf8()].trim_end();
            // Capital letters in a row are a word.
            if stem.ends_with(|c: char| c.is_ascii_alphabetic()) && bare.len() == stem.len() + 1 {
                name
            } else {
                stem
            }
        }
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_in_a_talk_may_bear_a_number() {
        for (name, role) in [
            ("主持人", true),
            ("发言人1", true),
            ("发言人 2", true),
            ("发言人A", true),
            ("与会者甲", true),
            ("SPEAKER_00", true),
            ("Speaker 1", true),
            ("Q", true),
            ("A", true),
            ("Q1", true),
            ("发言", false),
            ("甲醇", false),
            ("A股", false),
        ] {
            assert_eq!(SpeakerLists::built_in().is_role(name), role, "{name}");
        }
    }

    #[test]
    fn a_field_may_have_a_word_before_it() {
        for (name, field) in [
            ("时间", true),
            ("会议时间", true),
            ("参会人员", true),
            ("图", true),
            ("李宏图", false),
        ] {
            assert_eq!(SpeakerLists::built_in().is_field(name), field, "{name}");
        }
    }

    #[test]
    fn every_list_is_read_whole_and_has_no_entry_twice() {
        for list in [
            include_str!("../../data/speakers/roles.txt"),
            include_str!("../../data/speakers/verbs.txt"),
            include_str!("../../data/speakers/words.txt"),
        ] {
            assert_eq!(entries(list).count(), set(list).len());
        }
        let rows = include_str!("../../data/speakers/organisations.tsv").lines();
        for row in rows.filter(|line| !line.starts_with('#')) {
            assert!(ending(row).is_some(), "{row}");
        }
    }
}
