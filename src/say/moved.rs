//! What changed between two analyses of the same record, before and after a correction.

use std::collections::BTreeSet;

use super::{numbers::percent, phrases::cannot_tell};
use crate::analysis::{Analysis, Group, MeetingAnalysis, SpeechAnalysis};
use crate::ids::ThemeId;

/// Smallest change of a share, or of a group's confidence, that is reported: five points. Chosen by
/// eye.
const REPORTED: f64 = 0.05;

/// Distinctive terms that are compared. Chosen by eye.
const TERMS: usize = 3;

/// What changed from one analysis to the other, a line for each fact; empty if a reader would see
/// no change.
///
/// Meetings are compared in their order. Speeches are matched by name, and by their first sentence
/// if their name is new. A share or a confidence is reported if it changed by five points or more,
/// and the first three distinctive terms are compared.
pub fn moved(before: &Analysis, after: &Analysis) -> Vec<String> {
    let (old, new) = (&before.meetings, &after.meetings);
    let mut lines: Vec<String> =
        old.iter().zip(new).flat_map(|(old, new)| Change { old, new }.lines()).collect();
    lines.extend(new.iter().skip(old.len()).map(|one| format!("new meeting {}", one.title)));
    lines.extend(old.iter().skip(new.len()).map(|one| format!("no meeting {} now", one.title)));
    lines
}

/// A meeting before and after.
struct Change<'a> {
    old: &'a MeetingAnalysis,
    new: &'a MeetingAnalysis,
}

/// A speech before and after; `None` where it is missing.
struct Counterparts<'a> {
    old: Option<&'a SpeechAnalysis>,
    new: Option<&'a SpeechAnalysis>,
}

impl<'a> Change<'a> {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.old.title != self.new.title {
            lines.push(format!("meeting {} → {}", self.old.title, self.new.title));
        }
        lines.extend(self.themes());
        let speeches = self.counterparts();
        for pair in &speeches {
            if let (Some(old), Some(new)) = (pair.old, pair.new) {
                lines.extend(self.speech(old, new));
            }
        }
        for pair in &speeches {
            match (pair.old, pair.new) {
                (None, Some(new)) => lines.push(format!("new speech {}", new.name)),
                (Some(old), None) => lines.push(format!("no speech {} now", old.name)),
                _ => {}
            }
        }
        lines.extend(self.groups(&speeches));
        lines
    }

    /// Themes that are new, gone, or have another label.
    fn themes(&self) -> Vec<String> {
        let both = self.old.themes.iter().chain(&self.new.themes);
        let ids: BTreeSet<&ThemeId> = both.map(|theme| &theme.id).collect();
        ids.into_iter()
            .filter_map(|id| match (known_label(self.old, id), known_label(self.new, id)) {
                (Some(old), Some(new)) if old != new => Some(format!("theme {old} → {new}")),
                (None, Some(new)) => Some(format!("new theme {new}")),
                (Some(old), None) => Some(format!("no theme {old} now")),
                _ => None,
            })
            .collect()
    }

    /// Every speech of either analysis with the same speech of the other.
    fn counterparts(&self) -> Vec<Counterparts<'a>> {
        let mut all: Vec<Counterparts<'a>> = self
            .new
            .speeches
            .iter()
            .map(|new| Counterparts { old: self.before(new), new: Some(new) })
            .collect();
        let taken: BTreeSet<&str> =
            all.iter().filter_map(|pair| Some(pair.old?.name.as_str())).collect();
        let gone = self.old.speeches.iter().filter(|old| !taken.contains(old.name.as_str()));
        all.extend(gone.map(|old| Counterparts { old: Some(old), new: None }));
        all
    }

    /// The same speech before: of the same name, else one whose name is gone and that begins with
    /// the same sentence.
    fn before(&self, new: &SpeechAnalysis) -> Option<&'a SpeechAnalysis> {
        let same = self.old.speeches.iter().find(|old| old.name == new.name);
        same.or_else(|| {
            let mut free = self.old.speeches.iter().filter(|old| !has_name(self.new, &old.name));
            free.find(|old| first_sentence(old) == first_sentence(new))
        })
    }

    fn speech(&self, old: &SpeechAnalysis, new: &SpeechAnalysis) -> Vec<String> {
        let name = &new.name;
        let mut lines = Vec::new();
        if old.name != new.name {
            lines.push(format!("speech {} → {name}", old.name));
        } else if old.speaker != new.speaker {
            lines.push(format!("{name}: speaker {} → {}", old.speaker, new.speaker));
        }
        if !old.sentences.iter().map(|one| &one.text).eq(new.sentences.iter().map(|one| &one.text))
        {
            let (was, is) = (old.characters, new.characters);
            lines.push(format!("{name}: other text, {was} → {is} characters"));
        }
        if old.main != new.main {
            let (was, is) = (main_theme(self.old, old), main_theme(self.new, new));
            lines.push(format!("{name}: main theme {was} → {is}"));
        }
        for (id, share) in new.shares.iter() {
            let was = old.shares.of(id);
            if (share - was).abs() >= REPORTED {
                let theme = label(self.new, id);
                lines.push(format!("{name}: {theme} {} → {}", percent(was), percent(share)));
            }
        }
        let (was, is) = (first_terms(old), first_terms(new));
        if was != is {
            lines.push(format!("{name}: first terms {was} → {is}"));
        }
        lines
    }

    /// Groups that are new, gone, surer or less sure.
    fn groups(&self, speeches: &[Counterparts<'_>]) -> Vec<String> {
        let old = self.old.groups.iter();
        let was: Vec<(BTreeSet<String>, &Group)> =
            old.map(|group| (names_now(group, speeches), group)).collect();
        let mut lines = Vec::new();
        let mut kept = BTreeSet::new();
        for group in &self.new.groups {
            let names: BTreeSet<String> = group.regions.iter().cloned().collect();
            let old = was.iter().find(|(old, _)| *old == names).map(|(_, old)| *old);
            lines.extend(group_change(old, group));
            kept.insert(names);
        }
        for (names, group) in was.iter().filter(|(names, _)| !kept.contains(names)) {
            if names.len() > 1 {
                lines.push(format!("no more together: {}", group.regions.join("、")));
            }
        }
        lines
    }
}

/// What changed of a group; `old` is the group that had the same members before.
fn group_change(old: Option<&Group>, group: &Group) -> Option<String> {
    let names = group.regions.join("、");
    let is = confidence(group);
    let Some(old) = old else {
        let stands = if group.regions.len() > 1 { "together" } else { "alone" };
        return Some(format!("now {stands}: {names} ({is})"));
    };
    let differs = match (old.confidence, group.confidence) {
        (Some(was), Some(is)) => (was - is).abs() >= REPORTED,
        (was, is) => was.is_some() != is.is_some(),
    };
    differs.then(|| format!("{names}: together or alone {} → {is}", confidence(old)))
}

/// The members that a group had before, by the names that they have now.
fn names_now(group: &Group, speeches: &[Counterparts<'_>]) -> BTreeSet<String> {
    group.regions.iter().map(|name| name_now(name, speeches).to_owned()).collect()
}

fn name_now<'n>(name: &'n str, speeches: &[Counterparts<'n>]) -> &'n str {
    let same = speeches.iter().find_map(|pair| pair.new.filter(|_| pair.is_old(name)));
    same.map_or(name, |speech| speech.name.as_str())
}

impl Counterparts<'_> {
    fn is_old(&self, name: &str) -> bool {
        self.old.is_some_and(|old| old.name == name)
    }
}

fn confidence(group: &Group) -> String {
    group.confidence.map_or_else(|| cannot_tell().en, percent)
}

fn has_name(meeting: &MeetingAnalysis, name: &str) -> bool {
    meeting.speeches.iter().any(|speech| speech.name == name)
}

fn first_sentence(speech: &SpeechAnalysis) -> Option<&str> {
    speech.sentences.first().map(|sentence| sentence.text.as_str())
}

fn first_terms(speech: &SpeechAnalysis) -> String {
    let terms = speech.terms.iter().take(TERMS).map(|term| term.term.as_str());
    terms.collect::<Vec<_>>().join("、")
}

fn main_theme(meeting: &MeetingAnalysis, speech: &SpeechAnalysis) -> String {
    speech.main.as_ref().map_or_else(|| "none".into(), |id| label(meeting, id))
}

/// The label of a theme; its id if the meeting has no such theme.
fn label(meeting: &MeetingAnalysis, id: &ThemeId) -> String {
    known_label(meeting, id).map_or_else(|| id.to_string(), str::to_owned)
}

fn known_label<'a>(meeting: &'a MeetingAnalysis, id: &ThemeId) -> Option<&'a str> {
    meeting.theme(id).map(|theme| theme.label.as_str())
}
