//! The numbers as CSV: UTF-8 with a byte order mark, as spreadsheets expect it.
//!
//! Numbers of meetings' parts (`group`, `rank`, `unit`, `line`) count from 1.

use csv::WriterBuilder;

use super::Files;
use crate::analysis::{Analysis, MeetingAnalysis, OTHER, SpeechAnalysis};
use crate::error::{Error, Result};

/// One table.
struct Table {
    name: &'static str,
    header: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

/// The names of all tables, in the order that a reader wants them.
pub(super) const NAMES: [&str; 6] =
    ["themes", "terms", "groups", "similarity", "figures", "sentences"];

/// A path below the report's folder and its bytes for each table.
pub(super) fn files(analysis: &Analysis) -> Result<Files> {
    let meetings = named(analysis);
    [themes, terms, groups, similarity, figures, sentences]
        .into_iter()
        .map(|table| table(&meetings).file())
        .collect()
}

impl Table {
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
struct Cell(String);

/// What makes a spreadsheet take a text for a formula, in both widths.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as a cell that no spreadsheet runs: with a quote before what looks like a formula.
pub fn guarded(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    format!("{guard}{text}")
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
fn speeches<'a>(
    meetings: &'a [Named<'a>],
) -> impl Iterator<Item = (&'a String, &'a MeetingAnalysis, &'a SpeechAnalysis)> {
    meetings.iter().flat_map(|(name, meeting)| {
        meeting.speeches.iter().map(move |speech| (name, *meeting, speech))
    })
}

/// Speech × theme, zeros and the unexplained rest included; `characters` is the speech's length,
/// of which `share` is a share.
fn themes(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting, speech) in speeches(meetings) {
        let known = meeting.themes.iter().map(|theme| (theme.id.as_str(), theme.label.as_str()));
        for (id, label) in known.chain([(OTHER, super::words::OTHER)]) {
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                speech.region.as_ref().into(),
                speech.code.as_ref().into(),
                id.into(),
                label.into(),
                speech.shares.get(id).copied().unwrap_or(0.0).into(),
                speech.characters.into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "region", "code", "theme", "label", "share", "characters"];
    Table { name: "themes", header, rows }
}

fn terms(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, _, speech) in speeches(meetings) {
        for (place, term) in speech.terms.iter().enumerate() {
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                (place + 1).into(),
                (&term.term).into(),
                term.score.into(),
                term.z.into(),
                term.g2.into(),
                term.count.into(),
                term.n_reference.into(),
                term.docfreq.into(),
            ]);
        }
    }
    let header = &[
        "meeting",
        "speech",
        "rank",
        "feature",
        "score",
        "z",
        "G2",
        "n_target",
        "n_reference",
        "docfreq",
    ];
    Table { name: "terms", header, rows }
}

/// One row for each member of each group.
fn groups(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        for (place, group) in meeting.groups.iter().enumerate() {
            for member in &group.regions {
                rows.push(vec![
                    name.into(),
                    (place + 1).into(),
                    (&group.label).into(),
                    member.into(),
                    group.confidence.into(),
                    group.similarity.into(),
                ]);
            }
        }
    }
    let header = &["meeting", "group", "label", "speech", "confidence", "similarity"];
    Table { name: "groups", header, rows }
}

/// One row for each pair of speeches, in the order of the record; none for a collection.
fn similarity(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting) in meetings {
        let similarity = &meeting.similarity;
        if similarity.runs > 0 {
            continue;
        }
        for (i, a) in meeting.speeches.iter().enumerate() {
            for (j, b) in meeting.speeches.iter().enumerate().skip(i + 1) {
                rows.push(vec![
                    name.into(),
                    (&a.name).into(),
                    (&b.name).into(),
                    at(&similarity.matrix, i, j).into(),
                    at(&similarity.together, i, j).into(),
                    similarity.draws.into(),
                ]);
            }
        }
    }
    let header = &["meeting", "a", "b", "similarity", "together", "draws"];
    Table { name: "similarity", header, rows }
}

fn at(matrix: &[Vec<f64>], i: usize, j: usize) -> Option<f64> {
    matrix.get(i)?.get(j).copied()
}

fn figures(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, _, speech) in speeches(meetings) {
        for figure in &speech.figures {
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                figure.value.into(),
                (&figure.unit).into(),
                (&figure.qualifier).into(),
                (&figure.raw).into(),
                (&figure.sentence).into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "value", "unit", "qualifier", "raw", "sentence"];
    Table { name: "figures", header, rows }
}

fn sentences(meetings: &[Named]) -> Table {
    let mut rows = Vec::new();
    for (name, meeting, speech) in speeches(meetings) {
        for sentence in &speech.sentences {
            let unit = speech.units.get(sentence.unit);
            rows.push(vec![
                name.into(),
                (&speech.name).into(),
                (sentence.unit + 1).into(),
                unit.and_then(|unit| unit.heading.as_ref()).into(),
                (&sentence.theme).into(),
                meeting.sources.get(sentence.source).into(),
                sentence.line.into(),
                (&sentence.text).into(),
            ]);
        }
    }
    let header = &["meeting", "speech", "unit", "heading", "theme", "source", "line", "text"];
    Table { name: "sentences", header, rows }
}
