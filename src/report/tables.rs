//! The numbers as CSV: UTF-8 with a byte order mark, as spreadsheets expect it.
//!
//! Numbers of meetings' parts (`group`, `rank`, `unit`, `line`) count from 1.

use csv::WriterBuilder;

use super::Files;
use crate::analysis::{Analysis, MeetingAnalysis, SpeechAnalysis};
use crate::error::{Error, Result};
use crate::ids::{SpeechId, ThemeId};

mod said;
mod sure;

/// One table: a head and rows of cells that a spreadsheet can be given.
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    header: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

/// The names of all tables, in the order that a reader wants them.
pub(super) const NAMES: [&str; 12] = [
    "speeches",
    "themes",
    "terms",
    "groups",
    "similarity",
    "why",
    "partings",
    "silences",
    "formulas",
    "noise",
    "figures",
    "sentences",
];

/// A path below the report's folder and its bytes for each table.
pub(super) fn files(analysis: &Analysis) -> Result<Files> {
    let meetings = named(analysis);
    let tables: [fn(&[Named]) -> Table; NAMES.len()] = [
        said::speeches,
        said::themes,
        said::terms,
        said::groups,
        sure::similarity,
        sure::why,
        sure::partings,
        sure::silences,
        sure::formulas,
        sure::noise,
        said::figures,
        said::sentences,
    ];
    tables.into_iter().map(|table| table(&meetings).file()).collect()
}

/// The top terms of all speeches: `tables/terms.csv`, and what `yiti terms --format csv` prints.
pub fn term_table(analysis: &Analysis) -> Table {
    said::terms(&named(analysis))
}

impl Table {
    /// The names of its columns.
    pub fn header(&self) -> &'static [&'static str] {
        self.header
    }

    /// The cells of each row, as wide as the head, with the guard of [`guarded`].
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.0.as_str()))
    }

    fn file(self) -> Result<(String, Vec<u8>)> {
        let path = path(self.name);
        let bytes = self.bytes().map_err(|cause| Error::file(&path, "render")(cause.into()))?;
        Ok((path, bytes))
    }

    fn bytes(self) -> std::result::Result<Vec<u8>, csv::Error> {
        // Excel reads a CSV as UTF-8 only if it begins with a byte order mark.
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let mut writer = WriterBuilder::new().from_writer(&mut bytes);
        writer.write_record(self.header)?;
        for row in self.rows {
            writer.write_record(row.into_iter().map(|cell| cell.0))?;
        }
        writer.flush()?;
        drop(writer);
        Ok(bytes)
    }
}

/// Where a table stands below the report's folder.
pub(super) fn path(name: &str) -> String {
    format!("tables/{name}.csv")
}

/// One cell. Text goes through `From`, so no table can forget the guard.
#[derive(Debug)]
struct Cell(String);

/// What makes a spreadsheet take a text for a formula, in both widths.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What some spreadsheets drop before a text.
const DROPPED: [char; 3] = ['\t', '\r', '\n'];

/// What begins a cell, quoted or not, where a spreadsheet parts them by something else than a comma.
const PARTING: [char; 4] = [';', '\t', '\r', '\n'];

/// A text as a cell that no spreadsheet runs: with a quote before what looks like a formula.
pub fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    if text.starts_with(DROPPED) {
        guarded.push('\'');
    }
    let mut begins = true;
    for c in text.chars() {
        if begins && FORMULA.contains(&c) {
            guarded.push('\'');
        }
        guarded.push(c);
        begins = PARTING.contains(&c);
    }
    guarded
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self(guarded(text))
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&ThemeId> for Cell {
    fn from(id: &ThemeId) -> Self {
        id.as_str().into()
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self(count.to_string())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self(if number.is_finite() { number.to_string() } else { String::new() })
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<bool> for Cell {
    fn from(holds: bool) -> Self {
        Self(holds.to_string())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self(String::new()), Into::into)
    }
}

/// A meeting under a name that no other meeting of the run has.
type Named<'a> = (String, &'a MeetingAnalysis);

fn named(analysis: &Analysis) -> Vec<Named<'_>> {
    let meetings = &analysis.meetings;
    let alone = |title: &str| meetings.iter().filter(|other| other.title == title).count() == 1;
    let name = |(place, meeting): (usize, &'_ MeetingAnalysis)| match alone(&meeting.title) {
        true => meeting.title.clone(),
        false => format!("{} ({})", meeting.title, place + 1),
    };
    meetings.iter().enumerate().map(|entry| (name(entry), entry.1)).collect()
}

/// Each speech of each meeting, with the meeting's name.
fn speeches_of<'a>(
    meetings: &'a [Named<'a>],
) -> impl Iterator<Item = (&'a String, &'a MeetingAnalysis, &'a SpeechAnalysis)> {
    meetings.iter().flat_map(|(name, meeting)| {
        meeting.speeches.iter().map(move |speech| (name, *meeting, speech))
    })
}

/// The ends of an interval as two cells, empty where there is none.
fn ends(interval: Option<[f64; 2]>) -> [Cell; 2] {
    [interval.map(|ends| ends[0]).into(), interval.map(|ends| ends[1]).into()]
}

/// The names of some speeches, in their order.
fn names(meeting: &MeetingAnalysis, speeches: &[SpeechId]) -> String {
    let names = speeches.iter().filter_map(|&id| meeting.speech(id));
    super::words::row(names.map(|speech| &speech.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_and_no_part_of_one_begins_as_a_formula() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("＋甲", "'＋甲"),
            ("\t甲", "'\t甲"),
            ("\n=甲", "'\n'=甲"),
            ("甲;=1+1", "甲;'=1+1"),
            ("甲\n-1;乙", "甲\n'-1;乙"),
            ("甲；=1、a-b", "甲；=1、a-b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell, "{text:?}");
        }
    }
}
