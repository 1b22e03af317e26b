//! What is not as it was: two analyses of the same record, before and after a correction.

use std::collections::BTreeSet;

use super::{numbers::percent, phrases::cannot_tell};
use crate::analysis::{Analysis, Group, MeetingAnalysis, SpeechAnalysis};
use crate::ids::ThemeId;

/// Change of a share, or of a group's confidence, from which it is told: five points.
const TELLING: f64 = 0.05;

/// Distinctive terms that are compared.
const TERMS: usize = 3;

/// What moved from one analysis to the other, a line for each fact; empty: nothing that a reader
/// would see.
///
/// Meetings are compared in their order, speeches by name, and those with a new name by their
/// first sentence. A share or confidence is named if it changed by five points or more, and of the
/// distinctive terms the first three are compared.
pub fn moved(before: &Analysis, after: &Analysis) -> Vec<String> {
    let (old, new) = (&before.meetings, &after.meetings);
    let mut lines: Vec<String> =
        old.iter().zip(new).flat_map(|(old, new)| Change { old, new }.lines()).collect();
    let title = |meeting: &MeetingAnalysis| meeting.title.clone();
    lines.extend(new.iter().skip(old.len()).map(|one| format!("new meeting {}", title(one))));
    lines.extend(old.iter().skip(new.len()).map(|one| format!("no meeting {} now", title(one))));
    lines
}

/// A meeting before and after.
struct Change<'a> {
    old: &'a MeetingAnalysis,
    new: &'a MeetingAnalysis,
}

impl Change<'_> {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.old.title != self.new.title {
            lines.push(format!("meeting {} → {}", self.old.title, self.new.title));
        }
        lines.extend(self.themes());
        let pairs = self.pairs();
        for (old, new) in pairs.iter().filter_map(|&(old, new)| Some((old?, new?))) {
            lines.extend(self.speech(old, new));
        }
        for pair in &pairs {
            match pair {
                (None, Some(new)) => lines.push(format!("new speech {}", new.name)),
                (Some(old), None) => lines.push(format!("no speech {} now", old.name)),
                _ => {}
            }
        }
        lines.extend(self.groups(&pairs));
        lines
    }

    /// Themes that have another label, have come or gone.
    fn themes(&self) -> Vec<String> {
        let label = |meeting: &MeetingAnalysis, id: &ThemeId| {
            meeting.theme(id).map(|theme| theme.label.clone())
        };
        let ids = |meeting: &MeetingAnalysis| -> BTreeSet<ThemeId> {
            meeting.themes.iter().map(|theme| theme.id.clone()).collect()
        };
        ids(self.old)
            .union(&ids(self.new))
            .filter_map(|id| match (label(self.old, id), label(self.new, id)) {
                (Some(old), Some(new)) if old != new => Some(format!("theme {old} → {new}")),
                (None, Some(new)) => Some(format!("new theme {new}")),
                (Some(old), None) => Some(format!("no theme {old} now")),
                _ => None,
            })
            .collect()
    }

    /// Each speech of either side with itself on the other.
    fn pairs(&self) -> Vec<(Option<&SpeechAnalysis>, Option<&SpeechAnalysis>)> {
        fn first(speech: &SpeechAnalysis) -> Option<&str> {
            speech.sentences.first().map(|sentence| sentence.text.as_str())
        }
        let named = |meeting: &'_ MeetingAnalysis, name: &str| {
            meeting.speeches.iter().any(|speech| speech.name == name)
        };
        let of_old = |new: &SpeechAnalysis| {
            let same = self.old.speeches.iter().find(|old| old.name == new.name);
            same.or_else(|| {
                let mut free = self.old.speeches.iter().filter(|old| !named(self.new, &old.name));
                free.find(|old| first(old) == first(new))
            })
        };
        let mut pairs: Vec<_> =
            self.new.speeches.iter().map(|new| (of_old(new), Some(new))).collect();
        let taken: BTreeSet<&str> =
            pairs.iter().filter_map(|(old, _)| Some(old.as_ref()?.name.as_str())).collect();
        let gone = self.old.speeches.iter().filter(|old| !taken.contains(old.name.as_str()));
        let gone: Vec<_> = gone.map(|old| (Some(old), None)).collect();
        pairs.extend(gone);
        pairs
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
            let [was, is] = [(self.old, old), (self.new, new)].map(|(meeting, speech)| {
                speech.main.as_ref().map_or_else(|| "none".into(), |id| label(meeting, id))
            });
            lines.push(format!("{name}: main theme {was} → {is}"));
        }
        for (id, share) in new.shares.iter() {
            let was = old.shares.of(id);
            if (share - was).abs() >= TELLING {
                let theme = label(self.new, id);
                lines.push(format!("{name}: {theme} {} → {}", percent(was), percent(share)));
            }
        }
        let [was, is] = [old, new].map(|speech| {
            let terms = speech.terms.iter().take(TERMS).map(|term| term.term.as_str());
            terms.collect::<Vec<_>>().join("、")
        });
        if was != is {
            lines.push(format!("{name}: first terms {was} → {is}"));
        }
        lines
    }

    /// Groups that have come, gone, or are surer or less sure.
    fn groups(&self, pairs: &[(Option<&SpeechAnalysis>, Option<&SpeechAnalysis>)]) -> Vec<String> {
        let renamed = |name: &String| {
            let same = pairs.iter().find_map(|(old, new)| {
                Some(new.as_ref()?).filter(|_| old.is_some_and(|old| &old.name == name))
            });
            same.map_or_else(|| name.clone(), |speech| speech.name.clone())
        };
        let key = |names: BTreeSet<String>| names.into_iter().collect::<Vec<_>>();
        let was: Vec<_> = self
            .old
            .groups
            .iter()
            .map(|group| (key(group.regions.iter().map(renamed).collect()), group))
            .collect();
        let mut lines = Vec::new();
        let mut stands = BTreeSet::new();
        for group in &self.new.groups {
            let names = key(group.regions.iter().cloned().collect());
            let old = was.iter().find(|(old, _)| *old == names).map(|(_, old)| *old);
            lines.extend(told(old, group));
            stands.insert(names);
        }
        for (names, group) in was.iter().filter(|(names, _)| !stands.contains(names)) {
            if names.len() > 1 {
                lines.push(format!("no more together: {}", group.regions.join("、")));
            }
        }
        lines
    }
}

/// What is told of a group that stands now; `old` is the same one before.
fn told(old: Option<&Group>, group: &Group) -> Option<String> {
    let names = group.regions.join("、");
    let sure = |group: &Group| group.confidence.map_or_else(|| cannot_tell().en, percent);
    match old {
        None if group.regions.len() > 1 => Some(format!("now together: {names} ({})", sure(group))),
        None => Some(format!("now alone: {names} ({})", sure(group))),
        Some(old) => {
            let differs = match (old.confidence, group.confidence) {
                (Some(was), Some(is)) => (was - is).abs() >= TELLING,
                (was, is) => was.is_some() != is.is_some(),
            };
            differs.then(|| format!("{names}: together or alone {} → {}", sure(old), sure(group)))
        }
    }
}

fn label(meeting: &MeetingAnalysis, id: &ThemeId) -> String {
    meeting.theme(id).map_or_else(|| id.to_string(), |theme| theme.label.clone())
}
