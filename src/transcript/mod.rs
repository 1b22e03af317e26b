//! Pages → [`Transcript`]: who spoke, under what title, in which sections.
//!
//! No rule here names a page. A layout is a way in which records show where a
//! speech begins; [`Layout`] lists them, and the one with the most evidence is
//! taken unless the user names one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod announce;
mod build;
mod columns;
mod credit;
mod doubt;
mod elements;
mod flow;
mod furniture;
mod group;
mod hearers;
mod layout;
mod layouts;
mod ledger;
mod lines;
mod markdown;
mod meeting;
mod naming;
mod rows;
mod share;
mod sheet;
mod titles;
mod units;

pub use build::transcripts;
pub use doubt::Doubt;
pub use group::GroupBy;
pub use layout::Layout;
pub use ledger::{Disposition, Entry, Ledger};
use sheet::Sheet;

/// The record of one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// What is known of the meeting itself.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// The speeches in the order of the record.
    pub speeches: Vec<Speech>,
    /// How the speeches were found.
    pub layout: Layout,
    /// What the choice of layout rests on, in words.
    pub evidence: String,
    /// What may be wrong with the reading.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Names of the source files; [`Speech::source`] points here.
    pub sources: Vec<String>,
    /// What became of every character, one ledger a source file.
    pub ledgers: Vec<Ledger>,
}

/// What is known of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its name as printed, or the name of its file or folder.
    pub title: String,
    /// Its date as far as printed: `2022-07-10`, `--07-10`.
    pub date: Option<String>,
    /// Regions announced as speakers, short names, in the record's order.
    pub announced: Vec<String>,
    /// Announced regions that have no speech here.
    pub missing: Vec<String>,
}

/// One speech.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The speaker as printed, e.g. `广东省妇联`.
    pub speaker: String,
    /// Whom that names, told apart.
    #[serde(flatten)]
    pub named: Named,
    /// The region's short name, if the speaker is one of a known region.
    pub region: Option<String>,
    /// The speech's title; its lines are joined by an ideographic space.
    pub title: Option<String>,
    /// Its sections in order; their texts joined are the speech.
    pub units: Vec<Unit>,
    /// Place of its file in [`Transcript::sources`].
    pub source: usize,
    /// Where it stands in its file, in characters (Unicode code points), heading included.
    pub start: usize,
    /// Character after its last, white space up to the next speech included.
    pub end: usize,
    /// What its table says of it beside speaker, title and region: column → value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The speeches that were put together to this one, if any were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

impl Speech {
    /// Place in [`Transcript::sources`] of the file that holds a section.
    pub fn source_of(&self, unit: usize) -> usize {
        let after = self.parts.partition_point(|part| part.unit <= unit);
        after.checked_sub(1).map_or(self.source, |part| self.parts[part].source)
    }
}

/// An organisation, an office and a person, as far as a speaker's name tells them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// `清华大学` of `清华大学教授张三`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// `教授`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// `张三`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// One of the speeches that were put together, see [`GroupBy`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its speaker as printed.
    pub speaker: String,
    /// Its first section, as a place in [`Speech::units`].
    pub unit: usize,
    /// As [`Speech::source`].
    pub source: usize,
    /// As [`Speech::start`].
    pub start: usize,
    /// As [`Speech::end`].
    pub end: usize,
}

/// One section of a speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its place in the speech.
    pub kind: UnitKind,
    /// The heading with its number, as printed.
    pub heading: Option<String>,
    /// The whole section, heading included; paragraphs are parted by line ends.
    pub text: String,
    /// Where in `text` each line of the source begins, in order; empty if unknown.
    #[serde(default)]
    pub marks: Vec<LineMark>,
}

impl Unit {
    /// The source line that holds byte `at` of the text; 0 if unknown.
    pub fn line(&self, at: usize) -> usize {
        let after = self.marks.partition_point(|mark| mark.byte <= at);
        after.checked_sub(1).map_or(0, |last| self.marks[last].line)
    }
}

/// Where a line of the source begins in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineMark {
    /// Byte of the text.
    pub byte: usize,
    /// Number of the line in its source, from 1.
    pub line: usize,
}

/// Where in a speech a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// What comes before the first number.
    Lead,
    /// A section with a number.
    Numbered,
    /// What is promised after the last section.
    Outlook,
    /// A speech, or part of one, without numbers.
    Body,
}

impl UnitKind {
    /// The kind's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Numbered => "numbered",
            Self::Outlook => "outlook",
            Self::Body => "body",
        }
    }
}
