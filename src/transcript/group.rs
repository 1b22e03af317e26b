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
    /// Each speech is its own.
    #[default]
    Speech,
    /// All that a region says; who is of none stays apart, by name.
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
    /// Groups stand in the order of their first speeches. What belongs to no
    /// group is a group by its speaker.
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
        Ok(self.gathered(|speech, _| name(speech, by)))
    }

    /// The same record with the speeches of each list of speakers put together, under the list's
    /// first name; whoever is in no list, or the only one of a list, stays as they are.
    /// Of a speaker in two lists the first counts.
    #[must_use]
    pub fn merged(self, lists: &[Vec<String>]) -> Self {
        let mut heads: BTreeMap<&str, &str> = BTreeMap::new();
        let speaks = |name: &&String| self.speeches.iter().any(|speech| speech.speaker == **name);
        // Who speaks alone of a list stays who he is.
        for list in lists.iter().filter(|list| list.iter().filter(speaks).count() > 1) {
            for name in list {
                heads.entry(name).or_insert(&list[0]);
            }
        }
        if heads.is_empty() {
            return self;
        }
        self.gathered(|speech, place| match heads.get(speech.speaker.as_str()) {
            Some(&name) => (format!("+{name}"), name.to_owned()),
            None => (format!("-{place}"), speech.speaker.clone()),
        })
    }

    /// The same record with the speeches put together that `name` gives one key; it is asked
    /// for each speech and its place, and says what the group is called.
    fn gathered(mut self, name: impl Fn(&Speech, usize) -> (String, String)) -> Self {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups: Vec<Speech> = Vec::new();
        let mut group_of = Vec::with_capacity(self.speeches.len());
        for (place, speech) in self.speeches.into_iter().enumerate() {
            let (key, label) = name(&speech, place);
            let group = *places.entry(key).or_insert(groups.len());
            match groups.get_mut(group) {
                Some(whole) => join(whole, speech),
                None => groups.push(Speech { speaker: label, ..alone(speech) }),
            }
            group_of.push(group);
        }
        for ledger in &mut self.ledgers {
            ledger.renumber(|speech| group_of.get(speech).copied());
        }
        self.speeches = groups;
        self.read_names();
        self
    }
}

fn no_column(transcript: &Transcript, name: &str) -> Error {
    let mut known: Vec<&str> = transcript
        .speeches
        .iter()
        .flat_map(|speech| speech.columns.keys().map(String::as_str))
        .collect();
    known.sort_unstable();
    known.dedup();
    let remedy = match known.is_empty() {
        true => "give a table, or --group-by region, speaker or organization".to_owned(),
        false => format!("the columns are {}", known.join(", ")),
    };
    let source = transcript.sources.first().map_or("-", String::as_str);
    Error::input(source, format!("no column `{name}` to group by"), remedy)
}

/// What speeches of one group have in common, and what the group is called.
fn name(speech: &Speech, by: &GroupBy) -> (String, String) {
    let speaker = person(&speech.speaker);
    let found = match by {
        GroupBy::Region => speech.region.clone(),
        GroupBy::Organization => Named::of(&speech.speaker).organisation,
        GroupBy::Column(name) => speech.columns.get(name).cloned(),
        GroupBy::Speech | GroupBy::Speaker => None,
    };
    match found {
        Some(name) => (format!("+{name}"), name),
        None => (format!("-{speaker}"), speaker),
    }
}

/// A speaker's name without blanks and without what an editor says of the words: （译文）.
fn person(speaker: &str) -> String {
    static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("[（(](?:译文|譯文|书面发言|書面發言|续|續|摘要|节选)[）)]$").ok()
    });
    let name: String = speaker.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = name.replace(" )", ")").replace(" ）", "）");
    match NOTE.as_ref().and_then(|note| note.find(&bare)) {
        Some(note) if note.start() > 0 => bare[..note.start()].trim_end().to_owned(),
        _ => name,
    }
}

/// A speech as a group of one.
fn alone(speech: Speech) -> Speech {
    let part = part(&speech, 0);
    Speech { parts: vec![part], ..speech }
}

fn part(speech: &Speech, unit: usize) -> Part {
    Part {
        speaker: speech.speaker.clone(),
        unit,
        source: speech.source,
        start: speech.start,
        end: speech.end,
    }
}

/// Puts a speech behind those of its group. Several titles are none.
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
