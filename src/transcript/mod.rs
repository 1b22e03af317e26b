//! Pages → [`Transcript`]: who spoke, under what title, in which sections.
//!
//! No rule here names a page. A layout is a way in which records show where a
//! speech begins; [`Layout`] lists them, and the one with the most evidence is
//! taken unless the user names one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod announce;
mod assemble;
mod assignment;
mod build;
mod columns;
mod credit;
pub mod dates;
mod doubt;
mod doubts;
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
mod organisation;
mod rows;
mod salutations;
mod share;
mod sheet;
mod titles;
mod units;

pub use build::transcripts;
pub use doubt::Doubt;
pub(crate) use doubt::json as doubts_json;
pub use group::GroupBy;
pub use layout::Layout;
pub use ledger::{Disposition, Entry, Ledger};
pub(crate) use rows::of_rows;

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
    /// The evidence for the layout, in words.
    pub evidence: String,
    /// Doubts about the reading.
    #[serde(flatten, with = "doubt::json")]
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
    /// The organisation, the office and the person that the name gives.
    #[serde(flatten)]
    pub named: Named,
    /// The region's short name, if the speaker is one of a known region.
    pub region: Option<String>,
    /// The speech's title; its lines are joined by an ideographic space.
    pub title: Option<String>,
    /// Its sections in order; their texts joined are the speech.
    pub units: Vec<Unit>,
    /// Index of its file in [`Transcript::sources`].
    pub source: usize,
    /// Character (Unicode code point) of its file at which it begins, heading included.
    pub start: usize,
    /// Character behind its last one; white space up to the next speech belongs to it.
    pub end: usize,
    /// The other columns of its row, if it is one of a table: column → value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The speeches that this one was put together from, if it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

impl Speech {
    /// The texts of its sections joined.
    pub(crate) fn text(&self) -> String {
        self.units.iter().map(|unit| unit.text.as_str()).collect()
    }

    /// Index in [`Transcript::sources`] of the file that holds a section.
    pub fn source_of(&self, unit: usize) -> usize {
        let after = self.parts.partition_point(|part| part.unit <= unit);
        after.checked_sub(1).map_or(self.source, |part| self.parts[part].source)
    }
}

/// The parts of a speaker's name, as far as they are printed.
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

/// One of the speeches that were put together into one, see [`GroupBy`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its speaker as printed.
    pub speaker: String,
    /// Index of its first section in [`Speech::units`].
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
    /// Which part of the speech it is.
    pub kind: UnitKind,
    /// The heading with its number, as printed.
    pub heading: Option<String>,
    /// The whole section, heading included; a line end separates two paragraphs.
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

/// Which part of a speech a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// The text before the first number.
    Lead,
    /// A section with a number.
    Numbered,
    /// Promises after the last section.
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
