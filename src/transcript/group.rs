//! Which speeches are put together before they are compared.

use std::{collections::BTreeMap, fmt, str::FromStr, sync::LazyLock};

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{Named, Part, Speech, Transcript};
use crate::error::{Error, Result};

/// What makes speeches one unit of comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum GroupBy {
    /// Each speech alone.
    #[default]
    Speech,
    /// All that a region says; a speaker of no region is compared by name.
    Region,
    /// All that a speaker says.
    Speaker,
    /// All that an organisation says: 某部部长 and 某部副部长 are 某部.
    Organization,
    /// All rows of a table with the same value in a column.
    Column(String),
}

impl fmt::Display for GroupBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speech => f.write_str("speech"),
            Self::Region => f.write_str("region"),
            Self::Speaker => f.write_str("speaker"),
            Self::Organization => f.write_str("organization"),
            Self::Column(name) => write!(f, "column:{name}"),
        }
    }
}

impl FromStr for GroupBy {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "speech" => Ok(Self::Speech),
            "region" => Ok(Self::Region),
            "speaker" => Ok(Self::Speaker),
            "organization" => Ok(Self::Organization),
            _ => match text.strip_prefix("column:").map(str::trim) {
                Some(name) if !name.is_empty() => Ok(Self::Column(name.into())),
                _ => Err(format!(
                    "`{text}` groups nothing; give speech, region, speaker, organization or column:NAME"
                )),
            },
        }
    }
}

impl TryFrom<String> for GroupBy {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        text.parse()
    }
}

impl From<GroupBy> for String {
    fn from(by: GroupBy) -> Self {
        by.to_string()
    }
}

impl Transcript {
    /// The same record with its speeches put together; sections keep their files and lines.
    ///
    /// Groups are in the order of their first speeches. A speech that belongs to no
    /// group is put together with the others of its speaker.
    ///
    /// # Errors
    /// A column that no row has.
    pub fn grouped(self, by: &GroupBy) -> Result<Self> {
        if *by == GroupBy::Speech {
            return Ok(self);
        }
        if let GroupBy::Column(name) = by
            && !self.speeches.iter().any(|speech| speech.columns.contains_key(name))
        {
            return Err(no_column(&self, name));
        }
        let groups: Vec<Group> = self.speeches.iter().map(|speech| group_of(speech, by)).collect();
        Ok(self.put_together(groups))
    }

    /// For each speech the name of the group that it belongs to; without a group it is its
    /// speaker.
    pub(crate) fn group_names(&self, by: &GroupBy) -> Vec<String> {
        self.speeches.iter().map(|speech| group_of(speech, by).label).collect()
    }

    /// Speeches with a value in the column by which they are grouped; all, if it is no column.
    pub(crate) fn with_column(&self, by: &GroupBy) -> usize {
        match by {
            GroupBy::Column(name) => {
                let has = |speech: &&Speech| speech.columns.contains_key(name);
                self.speeches.iter().filter(has).count()
            }
            _ => self.speeches.len(),
        }
    }

    /// The same record with the speeches of each list of speakers put together, under the list's
    /// first name; whoever is in no list, or the only one of a list, stays as they are.
    /// Of a speaker in two lists the first counts.
    #[must_use]
    pub fn merged(self, lists: &[Vec<String>]) -> Self {
        let mut heads: BTreeMap<&str, &str> = BTreeMap::new();
        for list in lists {
            // A list of which only one speaker is in the record changes nothing.
            if list.iter().filter(|name| self.has_speaker(name)).count() > 1 {
                for name in list {
                    heads.entry(name).or_insert(&list[0]);
                }
            }
        }
        if heads.is_empty() {
            return self;
        }
        let groups = self.speeches.iter().enumerate().map(|(index, speech)| {
            match heads.get(speech.speaker.as_str()) {
                Some(&name) => Group { key: Key::Name(name.into()), label: name.into() },
                None => Group { key: Key::Speech(index), label: speech.speaker.clone() },
            }
        });
        let groups = groups.collect();
        self.put_together(groups)
    }

    fn has_speaker(&self, name: &str) -> bool {
        self.speeches.iter().any(|speech| speech.speaker == name)
    }

    /// The same record with the speeches of one key put together; `groups` has one for each speech.
    fn put_together(mut self, groups: Vec<Group>) -> Self {
        let mut index_of: BTreeMap<Key, usize> = BTreeMap::new();
        let mut wholes: Vec<Speech> = Vec::new();
        let mut whole_of = Vec::with_capacity(self.speeches.len());
        for (speech, Group { key, label }) in self.speeches.into_iter().zip(groups) {
            let index = *index_of.entry(key).or_insert(wholes.len());
            match wholes.get_mut(index) {
                Some(whole) => join(whole, speech),
                None => wholes.push(Speech { speaker: label, ..alone(speech) }),
            }
            whole_of.push(index);
        }
        for ledger in &mut self.ledgers {
            ledger.renumber(|speech| whole_of.get(speech).copied());
        }
        self.speeches = wholes;
        self.read_names();
        self
    }
}

/// The group that a speech belongs to.
struct Group {
    key: Key,
    /// What the group is called.
    label: String,
}

/// What the speeches of one group have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A region, an organisation, a value of a column, a list of speakers.
    Name(String),
    /// A speaker, who may have the name of a region.
    Speaker(String),
    /// Nothing: the speech with this index is its own group.
    Speech(usize),
}

fn no_column(transcript: &Transcript, name: &str) -> Error {
    let mut known: Vec<&str> = transcript
        .speeches
        .iter()
        .flat_map(|speech| speech.columns.keys().map(String::as_str))
        .collect();
    known.sort_unstable();
    known.dedup();
    let remedy = if known.is_empty() {
        "give a table, or --group-by region, speaker or organization".to_owned()
    } else {
        format!("the columns are {}", known.join(", "))
    };
    let source = transcript.sources.first().map_or("-", String::as_str);
    Error::input(source, format!("no column `{name}` to group by"), remedy)
}

/// The group of a speech by a region, an organisation or a column, or else by its speaker.
fn group_of(speech: &Speech, by: &GroupBy) -> Group {
    let name = match by {
        GroupBy::Region => speech.region.clone(),
        GroupBy::Organization => Named::of(&speech.speaker).organisation,
        GroupBy::Column(name) => speech.columns.get(name).cloned(),
        GroupBy::Speech | GroupBy::Speaker => None,
    };
    match name {
        Some(name) => Group { key: Key::Name(name.clone()), label: name },
        None => {
            let speaker = person(&speech.speaker);
            Group { key: Key::Speaker(speaker.clone()), label: speaker }
        }
    }
}

/// What an editor says of the words, behind a speaker's name.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[（(](?:译文|譯文|书面发言|書面發言|续|續|摘要|节选)[）)]$")
        .expect("a constant pattern that every test compiles")
});

/// A speaker's name without blanks and without an editor's note: （译文）.
fn person(speaker: &str) -> String {
    let name: String = speaker.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = name.replace(" )", ")").replace(" ）", "）");
    match NOTE.find(&bare) {
        Some(note) if note.start() > 0 => bare[..note.start()].trim_end().to_owned(),
        _ => name,
    }
}

/// A speech as a group of one.
fn alone(speech: Speech) -> Speech {
    let part = part(&speech, 0);
    Speech { parts: vec![part], ..speech }
}

/// What a group keeps of one of its speeches, whose first section is `unit`.
fn part(speech: &Speech, unit: usize) -> Part {
    Part {
        speaker: speech.speaker.clone(),
        unit,
        source: speech.source,
        start: speech.start,
        end: speech.end,
    }
}

/// Adds a speech to those of its group. A group has a region, a title or a value of a column only if
/// all its speeches have the same.
fn join(whole: &mut Speech, speech: Speech) {
    whole.parts.push(part(&speech, whole.units.len()));
    if whole.region != speech.region {
        whole.region = None;
    }
    if whole.title != speech.title {
        whole.title = None;
    }
    whole.columns.retain(|name, value| speech.columns.get(name) == Some(value));
    if whole.source == speech.source {
        whole.end = whole.end.max(speech.end);
    }
    whole.units.extend(speech.units);
}

#[cfg(test)]
mod tests;
