//! What is compared: the meetings, who speaks in them, and what all were measured by.

use super::context::Change;
use crate::{
    compare::{ComparedMeeting, MeetingComparison, Speaker},
    ids::MeetingId,
    phrase::Phrase,
    report::html::{
        bilingual::{Bilingual, both},
        facts::Fact,
    },
    say::{self, changes, percent},
};

/// Files named of a meeting. Chosen by eye.
const NAMED: usize = 3;

/// A meeting in the table of meetings.
pub(super) struct MeetingRow<'a> {
    pub(super) name: Bilingual,
    pub(super) title: &'a str,
    pub(super) date: Bilingual,
    pub(super) dated_by: Bilingual,
    pub(super) speakers: String,
    pub(super) characters: String,
    pub(super) sources: Bilingual,
}

impl<'a> MeetingRow<'a> {
    /// All meetings in their order.
    pub(super) fn all(comparison: &'a MeetingComparison) -> Vec<Self> {
        let ids = MeetingId::first(comparison.meetings.len());
        ids.zip(&comparison.meetings).map(|(id, one)| Self::new(comparison, id, one)).collect()
    }

    fn new(comparison: &'a MeetingComparison, id: MeetingId, meeting: &'a ComparedMeeting) -> Self {
        let characters = meeting.speeches.iter().map(|speech| speech.characters).sum();
        let speakers = comparison.speakers.iter().filter(|speaker| speaker.is_in(id)).count();
        let date = meeting.date.as_ref().map_or_else(|| Phrase::same("—"), say::date);
        Self {
            name: changes::meeting(meeting).into(),
            title: &meeting.title,
            date: date.into(),
            dated_by: changes::dated_by(meeting.dated_by).into(),
            speakers: say::count(speakers),
            characters: say::count(characters),
            sources: sources(&meeting.sources),
        }
    }
}

/// File names; of many only the first and how many there are.
fn sources(files: &[String]) -> Bilingual {
    let named = say::list(files.iter().take(NAMED));
    match files.len() {
        n if n <= NAMED => named.into(),
        n => both(
            format!("{}等 {n} 个文件", named.zh),
            format!("{} and others, {n} files", named.en),
        ),
    }
}

/// What else a reader should know before reading: who is compared, by what all was measured.
pub(super) fn facts(comparison: &MeetingComparison) -> Vec<Fact> {
    let caution = say::caution(&comparison.ground.codebook);
    let caution = caution.map(|text| fact(both("词表", "Codebook"), Bilingual(text)));
    let mut facts: Vec<Fact> = caution.into_iter().collect();
    facts.push(fact(both("逐位比较", "Compared in pairs"), compared(comparison)));
    if let Some(missing) = missing(comparison) {
        facts.push(fact(both("不是每场都发言", "Not in every meeting"), missing));
    }
    facts.push(fact(both("口径", "Measured by"), ground(comparison)));
    facts.extend(Change::all(comparison).map(outside));
    if let Some(reference) = &comparison.reference {
        let characters = say::count(reference.characters);
        let name = &reference.name;
        let value =
            both(format!("{name}（{characters} 字）"), format!("{name} ({characters} characters)"));
        facts.push(fact(both("参照文本", "Reference text"), value));
    }
    facts
}

fn fact(label: Bilingual, value: Bilingual) -> Fact {
    Fact { label, value }
}

/// How many speakers of each pair of meetings speak in both.
fn compared(comparison: &MeetingComparison) -> Bilingual {
    let mut text = Phrase::default();
    for (index, change) in Change::all(comparison).enumerate() {
        if index > 0 {
            text += &Phrase::new("；", "; ");
        }
        let [earlier, later] = change.names();
        let n = change.change.pairs.len();
        text += &Phrase::new(
            format!("{}与{}都发言的 {n} 位", earlier.zh, later.zh),
            format!("{} of both {} and {}", say::counted(n, "speaker"), earlier.en, later.en),
        );
    }
    Bilingual(text)
}

/// Who is absent from a meeting, and from which; `None`: all speak in all.
fn missing(comparison: &MeetingComparison) -> Option<Bilingual> {
    let ids = MeetingId::first(comparison.meetings.len());
    let absent = |speaker: &Speaker| ids.clone().any(|meeting| !speaker.is_in(meeting));
    let all: Vec<&Speaker> = comparison.speakers.iter().filter(|one| absent(one)).collect();
    if all.is_empty() {
        return None;
    }
    let say = |english: bool| -> Vec<String> {
        all.iter().map(|speaker| absences(comparison, speaker, english)).collect()
    };
    Some(both(say(false).join("、"), say(true).join(", ")))
}

/// A speaker and the meetings that it is absent from.
fn absences(comparison: &MeetingComparison, speaker: &Speaker, english: bool) -> String {
    let ids = MeetingId::first(comparison.meetings.len());
    let absent = ids.zip(&comparison.meetings).filter(|(id, _)| !speaker.is_in(*id));
    let names: Vec<Phrase> = absent.map(|(_, meeting)| changes::meeting(meeting)).collect();
    let name = &speaker.name;
    if english {
        let names: Vec<&str> = names.iter().map(|one| one.en.as_str()).collect();
        format!("{name} (absent {})", names.join(", "))
    } else {
        let names: Vec<&str> = names.iter().map(|one| one.zh.as_str()).collect();
        format!("{name}（缺{}）", names.join("、"))
    }
}

/// What all meetings were measured by.
fn ground(comparison: &MeetingComparison) -> Bilingual {
    let ground = &comparison.ground;
    let terms = say::count(ground.terms);
    let label = ground.codebook.tried.first();
    let label = label.map_or_else(
        || Phrase::same(&ground.codebook.name),
        |best| Phrase::new(&best.label, &best.label_en),
    );
    let mut text = match &ground.frozen {
        Some(title) => Phrase::new(
            format!("以“{title}”的报告为准"),
            format!("Frozen: that of the report on “{title}”"),
        ),
        None => Phrase::new("各场会议合在一起确定", "All meetings together"),
    };
    text += &Phrase::new(
        format!("；类目表“{}”，词汇 {terms} 个", label.zh),
        format!("; codebook “{}”, {terms} terms", label.en),
    );
    Bilingual(text)
}

/// How much of the later meeting lies outside the vocabulary of the earlier one.
fn outside(change: Change<'_>) -> Fact {
    let (outside, all) = (change.change.outside, change.change.outside_of);
    let [earlier, later] = change.names();
    let share = percent(outside as f64 / all.max(1) as f64);
    let (outside, all) = (say::count(outside), say::count(all));
    if change.comparison.ground.frozen.is_some() {
        return fact(
            both("词汇之外", "Outside the vocabulary"),
            both(
                format!("{}的用词中 {share} 不在所给报告的词汇里（{outside}/{all} 次）", later.zh),
                format!(
                    "{share} of the terms of {} are not in that report's vocabulary ({outside} of {all})",
                    later.en
                ),
            ),
        );
    }
    fact(
        both("新词的比重", "Outside the earlier vocabulary"),
        both(
            format!(
                "{}的用词中 {share} 是{}没有用过的（{outside}/{all} 次）",
                later.zh, earlier.zh
            ),
            format!(
                "{share} of the terms of {} are never said in {} ({outside} of {all})",
                later.en, earlier.en
            ),
        ),
    )
}
