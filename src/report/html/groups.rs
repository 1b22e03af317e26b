//! The groups of a meeting: who is in them, what they share, how sure they are.

use super::bilingual::{Bilingual, both};
use super::links::{EvidenceLinks, Link};
use super::pairs::Pairs;
use super::themes::{TERMS, Themes};
use crate::analysis::{Collection, Group};
use crate::groups::group::FIRM;
use crate::ids::ThemeId;
use crate::phrase::Phrase;
use crate::say::{self, names, percent};

/// A group: its members, a sentence on it, and why it is a group.
pub(super) struct GroupView<'a> {
    pub(super) colour: String,
    pub(super) members: Vec<Link>,
    pub(super) text: Bilingual,
    /// The terms that its members share, each linked to a sentence.
    pub(super) terms: Vec<Link>,
    pub(super) confidence: Bilingual,
    /// Its pairs and the terms that draw them together.
    pub(super) why: Pairs<'a>,
}

impl<'a> GroupView<'a> {
    /// The groups of a meeting.
    pub(super) fn all(links: EvidenceLinks<'a>) -> Vec<Self> {
        links.meeting.groups.iter().map(|group| Self::new(links, group)).collect()
    }

    fn new(links: EvidenceLinks<'a>, group: &'a Group) -> Self {
        let themes = Themes(&links.meeting.themes);
        let terms = group.terms.iter().take(TERMS);
        Self {
            colour: themes.colour(group.themes.first().unwrap_or(&ThemeId::OTHER)),
            members: group.members.iter().filter_map(|&member| links.speech(member)).collect(),
            text: describe(links, group),
            terms: terms.filter_map(|term| first_mention(links, group, term)).collect(),
            confidence: confidence(links, group),
            why: Pairs::explained(links, &group.members),
        }
    }
}

/// A term that a group shares, linked to the first member that says it.
fn first_mention(links: EvidenceLinks<'_>, group: &Group, term: &str) -> Option<Link> {
    let line = group.members.iter().find_map(|&member| links.said(member, term))?;
    Some(Link::new(line.href, term))
}

/// The group in a sentence: its themes, its mean similarity and its least similar pair.
fn describe(links: EvidenceLinks<'_>, group: &Group) -> Bilingual {
    let name = names::group(links.meeting, group);
    let called = !group.themes.is_empty();
    let mut text = match group.members.len() {
        0 | 1 if called => Phrase::new(
            format!("单独成组，突出的议题：{}", name.zh),
            format!("Alone; it stresses {}", name.en),
        ),
        0 | 1 if links.meeting.is_compared() => {
            Phrase::new(format!("单独成组，{}", name.zh), format!("Alone; {}", name.en))
        }
        0 | 1 => Phrase::new(
            format!("单独成组，篇幅最多的议题：{}", name.zh),
            format!("Alone; most of its text: {}", name.en),
        ),
        _ if called => Phrase::new(
            format!("内容相近，共同突出的议题：{}", name.zh),
            format!("Stand together; each stresses {}", name.en),
        ),
        // The template adds the terms that they share.
        _ => Phrase::new(
            "内容相近，没有共同突出的议题",
            "Stand together; no theme stands out in all of them",
        ),
    };
    if let Some(mean) = group.similarity.map(say::score) {
        text += &Phrase::new(format!("，相似度均值 {mean}"), format!(", mean similarity {mean}"));
    }
    // A group of two has only one pair.
    let weakest =
        links.meeting.grouping.weakest(&group.members).filter(|_| group.members.len() > 2);
    if let Some((a, b, _)) = weakest {
        let names = links.names(&[a, b]);
        text += &Phrase::new(
            format!("；最不牢的一对是{}", names.zh),
            format!("; the pair that holds least is {}", names.en),
        );
    }
    Bilingual(text)
}

/// How sure a group is: its confidence, or for a collection how often clustering found it again.
fn confidence(links: EvidenceLinks<'_>, group: &Group) -> Bilingual {
    let collection = links.meeting.grouping.collection();
    let is_alone = group.members.len() < 2;
    let (what, en) = if is_alone {
        ("自成一类", "Of a class of its own")
    } else {
        ("组内两篇同属一类", "Two of it of one class")
    };
    let Some(confidence) = links.meeting.surely(group) else {
        return if group.confidence.is_some() {
            both("位置不定", "Moving")
        } else {
            Bilingual(say::cannot_tell())
        };
    };
    let share = percent(confidence);
    if let Some(Collection { runs, .. }) = collection {
        return both(
            format!("{runs} 次聚类中平均有 {share}重现"),
            format!("on average {share} found again in {runs} runs"),
        );
    }
    let sure = sureness(confidence);
    both(format!("{}：{what}的可能 {share}", sure.zh), format!("{}. {en}: {share}", sure.en))
}

/// A chance in a word.
fn sureness(chance: f64) -> Phrase {
    /// Confidence from which a group is called sure; chosen by eye.
    const SURE: f64 = 0.9;
    match chance {
        chance if chance >= SURE => Phrase::new("稳", "Sure"),
        chance if chance >= FIRM => Phrase::new("较稳", "Fairly sure"),
        _ => Phrase::new("线索", "A hint"),
    }
}
