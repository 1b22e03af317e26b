//! The speeches of a report in the form of ParlaMint's corpora of parliaments: a table of what is
//! known of each speech, and its text, a line a speech in both.
//!
//! Nothing is quoted in these files, so no cell may hold a tab or the end of a line.

use std::fmt::Write;

use csv::{QuoteStyle, WriterBuilder};

use super::table::guarded;
use crate::{
    analysis::{Analysis, Date, MeetingAnalysis, SpeechAnalysis},
    error::{Error, Result},
};

/// What is known of the speeches: the `…-meta.tsv` of ParlaMint 5.
pub(super) const SPEECHES: &str = "speeches.tsv";
/// Their texts: the `….txt` of ParlaMint.
pub(super) const TEXTS: &str = "speeches.txt";

/// ParlaMint's mark for what is not known.
const UNKNOWN: &str = "-";
/// How each id begins: by it a file is known as ours.
const PREFIX: &str = "yiti_";

/// A speech, and what it is called by.
struct Row<'a> {
    /// The id of its meeting.
    text: &'a str,
    /// Its number in the meeting, from 1.
    number: usize,
    meeting: &'a MeetingAnalysis,
    speech: &'a SpeechAnalysis,
}

struct Column {
    name: &'static str,
    get: fn(&Row<'_>) -> Option<String>,
}

/// A column that we know nothing for.
const fn unknown(name: &'static str) -> Column {
    Column { name, get: |_| None }
}

/// The columns of ParlaMint 5, in their order.
const COLUMNS: [Column; 24] = [
    Column { name: "Text_ID", get: |row| Some(row.text.into()) },
    Column { name: "ID", get: |row| Some(row.id()) },
    Column { name: "Title", get: |row| Some(row.meeting.title.clone()) },
    Column { name: "Date", get: |row| full(row.meeting).map(str::to_owned) },
    unknown("Body"),
    unknown("Term"),
    unknown("Session"),
    unknown("Meeting"),
    unknown("Sitting"),
    unknown("Agenda"),
    unknown("Subcorpus"),
    unknown("Lang"),
    unknown("Speaker_role"),
    unknown("Speaker_MP"),
    unknown("Speaker_minister"),
    unknown("Speaker_party"),
    unknown("Speaker_party_name"),
    unknown("Party_status"),
    unknown("Party_orientation"),
    Column { name: "Speaker_ID", get: |row| Some(identifier(&row.speech.speaker)) },
    Column { name: "Speaker_name", get: |row| Some(row.speech.speaker.clone()) },
    unknown("Speaker_gender"),
    unknown("Speaker_birth"),
    Column { name: "Topic", get: topic },
];

impl Row<'_> {
    fn id(&self) -> String {
        format!("{}.u{}", self.text, self.number)
    }

    /// The text on one line: a blank stands between paragraphs.
    fn line(&self) -> String {
        let mut text = String::new();
        for sentence in &self.speech.sentences {
            if sentence.opens_paragraph {
                text.push('\n');
            }
            text += &sentence.text;
        }
        text
    }
}

/// The label of its main theme.
fn topic(row: &Row<'_>) -> Option<String> {
    Some(row.meeting.theme(row.speech.main.as_ref()?)?.label.clone())
}

/// The date of a meeting, if year, month and day are printed.
fn full(meeting: &MeetingAnalysis) -> Option<&str> {
    let parts = meeting.date.as_ref()?.parts()?;
    let is_full = parts.year.is_some() && parts.month.is_some() && parts.day.is_some();
    meeting.date.as_ref().map(Date::as_str).filter(|_| is_full)
}

/// The id of each meeting: its date and its title and, of several, its number.
fn ids(analysis: &Analysis) -> Vec<String> {
    let id = |(meeting, number): (&MeetingAnalysis, usize)| {
        let mut id = PREFIX.to_owned();
        if let Some(date) = full(meeting) {
            id = id + date + "_";
        }
        id += &identifier(&meeting.title);
        if analysis.meetings.len() > 1 {
            id += &format!("_{number}");
        }
        id
    };
    analysis.meetings.iter().zip(1..).map(id).collect()
}

/// A name with a low line for all that an id in XML cannot have.
fn identifier(name: &str) -> String {
    let part = |c: char| if c.is_alphabetic() || c.is_ascii_digit() { c } else { '_' };
    name.trim().chars().map(part).collect()
}

/// A text as a cell that is not quoted: on one line, and without what a spreadsheet would run.
fn cell(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, ' ' | '\u{2028}' | '\u{2029}');
    let words: Vec<&str> = text.split(breaks).filter(|word| !word.is_empty()).collect();
    guarded(&words.join(" "))
}

fn value(column: &Column, row: &Row<'_>) -> String {
    match (column.get)(row).map(|text| cell(&text)) {
        Some(text) if !text.is_empty() => text,
        _ => UNKNOWN.into(),
    }
}

/// Both files: the table and the texts.
///
/// # Errors
/// Those of writing into memory: none.
pub(super) fn parlamint(analysis: &Analysis) -> Result<[(String, Vec<u8>); 2]> {
    let ids = ids(analysis);
    let rows: Vec<Row<'_>> = analysis
        .meetings
        .iter()
        .zip(&ids)
        .flat_map(|(meeting, text)| {
            let numbered = meeting.speeches.iter().zip(1..);
            numbered.map(move |(speech, number)| Row { text, number, meeting, speech })
        })
        .collect();
    let table = table(&rows).map_err(|cause| Error::file(SPEECHES, "render")(cause.into()))?;
    let mut texts = String::new();
    for row in &rows {
        // Writing into a text does not fail.
        let _ = writeln!(texts, "{}\t{}", row.id(), cell(&row.line()));
    }
    Ok([(SPEECHES.into(), table), (TEXTS.into(), texts.into_bytes())])
}

fn table(rows: &[Row<'_>]) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut bytes = Vec::new();
    let mut writer = WriterBuilder::new()
        .delimiter(b'\t')
        .quote_style(QuoteStyle::Never)
        .from_writer(&mut bytes);
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for row in rows {
        writer.write_record(COLUMNS.iter().map(|column| value(column, row)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
