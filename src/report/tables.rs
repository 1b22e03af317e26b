//! The tables of a report: `tables/*.csv`, and what the terminal prints as CSV.
//!
//! A new table is a function here and a line in [`TABLES`]; a new column is a line in its table.
//! Positions in a meeting (`group`, `rank`, `unit`, `line`) count from 1.

use std::borrow::Cow;

use super::files::Files;
use super::table::{Field, Table, column};
use crate::analysis::{Analysis, MeetingAnalysis};
use crate::error::{Error, Result};
use crate::ids::SpeechId;
use crate::say;

mod doubts;
mod pairs;
mod speeches;
mod terms;

pub use speeches::{Stated, figures};

/// Makes a table of all meetings.
type Make = for<'a> fn(&[Named<'a>]) -> Table<'a>;

/// All tables, in the order that a reader wants them.
const TABLES: [Make; 12] = [
    speeches::speeches,
    speeches::themes,
    terms::terms,
    pairs::groups,
    pairs::similarity,
    pairs::why,
    doubts::partings,
    doubts::silences,
    doubts::formulas,
    doubts::noise,
    speeches::all_figures,
    speeches::sentences,
];

/// All tables of a report, in the order of its page.
pub fn tables(analysis: &Analysis) -> Vec<Table<'_>> {
    let meetings = named(analysis);
    TABLES.iter().map(|make| make(&meetings)).collect()
}

/// `tables/terms.csv`: the top terms of all speeches.
pub fn term_table(analysis: &Analysis) -> Table<'_> {
    terms::terms(&named(analysis))
}

/// `tables/themes.csv`: the share of each theme in each speech.
pub fn theme_table(analysis: &Analysis) -> Table<'_> {
    speeches::themes(&named(analysis))
}

/// The names of all tables.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|make| make(&[]).name)
}

/// A path below the report's folder and its bytes for each table.
pub(super) fn files(analysis: &Analysis) -> Result<Files> {
    tables(analysis).iter().map(file).collect()
}

fn file(table: &Table) -> Result<(String, Vec<u8>)> {
    let path = path(table.name);
    // Excel reads a CSV as UTF-8 only if it begins with a byte order mark.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    table
        .write_csv(&mut bytes, |text| text.into())
        .map_err(|cause| Error::file(&path, "render")(cause.into()))?;
    Ok((path, bytes))
}

/// Where a table is below the report's folder.
pub(super) fn path(name: &str) -> String {
    format!("tables/{name}.csv")
}

/// A meeting under a name that no other meeting of the run has.
#[derive(Clone)]
struct Named<'a> {
    name: Cow<'a, str>,
    meeting: &'a MeetingAnalysis,
}

fn named(analysis: &Analysis) -> Vec<Named<'_>> {
    let names = unique(analysis.meetings.iter().map(|meeting| meeting.title.as_str()));
    let named = names.into_iter().zip(&analysis.meetings);
    named.map(|(name, meeting)| Named { name, meeting }).collect()
}

/// The titles of meetings; those that several have are followed by the number of the meeting.
pub fn unique<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let titles: Vec<&str> = titles.collect();
    let is_alone = |title: &str| titles.iter().filter(|other| **other == title).count() == 1;
    let numbered = titles.iter().enumerate();
    numbered
        .map(
            |(index, &title)| {
                if is_alone(title) {
                    title.into()
                } else {
                    format!("{title} ({})", index + 1).into()
                }
            },
        )
        .collect()
}

/// What a row is about, and the meeting that it is from.
struct Row<'a, T> {
    meeting: Named<'a>,
    of: T,
}

/// The rows of all meetings: `of` gives what they are about.
fn rows<'a, T, I: IntoIterator<Item = T>>(
    meetings: &[Named<'a>],
    of: impl Fn(&'a MeetingAnalysis) -> I,
) -> Vec<Row<'a, T>> {
    let row = |meeting: &Named<'a>, of: T| Row { meeting: meeting.clone(), of };
    meetings
        .iter()
        .flat_map(|meeting| of(meeting.meeting).into_iter().map(move |of| row(meeting, of)))
        .collect()
}

/// The first column of every table.
fn meeting<'a, T>() -> Field<'a, Row<'a, T>> {
    column("meeting")
        .doc(
            "会议名称；几场同名时后加序号",
            "Title of the meeting; of several with one title each has its number behind it",
        )
        .text(|row| row.meeting.name.clone().into())
}

/// What the column `speech` means in every table that has it.
const SPEECH: [&str; 2] =
    ["发言者的名称，本场会议中不重复", "Name of the speech, which no other of its meeting has"];

/// The ends of the 95 % interval of another column.
const LOW: [&str; 2] =
    ["95% 区间的下端；空：说不准", "Lower end of the 95% interval; empty: cannot tell"];
const HIGH: [&str; 2] =
    ["95% 区间的上端；空：说不准", "Upper end of the 95% interval; empty: cannot tell"];

impl<'a, T> Row<'a, T> {
    /// The name of a speech; `None`: the meeting has no such speech.
    fn name(&self, id: SpeechId) -> Option<&'a String> {
        self.meeting.meeting.speech(id).map(|speech| &speech.name)
    }

    /// The names of some speeches, in their order.
    fn names(&self, speeches: &[SpeechId]) -> String {
        say::list(speeches.iter().filter_map(|&id| self.name(id))).zh
    }
}
