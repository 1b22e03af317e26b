//! Printing: tables, CSV and JSON on standard output, complaints on standard error.
//!
//! Texts may hold characters that control a terminal or reverse text. What a person reads passes
//! [`visible`] here; data keeps these characters, unless it goes to a terminal.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, IsTerminal, Write},
};

use anyhow::Result;
use comfy_table::{CellAlignment, ContentArrangement, presets};
use serde::Serialize;
use yiti::{
    analysis::SCHEMA,
    budget::CELL_CHARACTERS,
    phrase::cut,
    report::{
        table::{Cell, Column, Table},
        visible, write_json,
    },
    say::percent,
};

/// Prints a table for a person.
pub(crate) fn table(table: &Table) -> Result<()> {
    escaped_line(&drawn(table))
}

/// A table for a terminal, wide characters counted as two, numbers aligned to the right, hidden
/// characters escaped.
pub(crate) fn drawn(table: &Table) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(presets::UTF8_HORIZONTAL_ONLY);
    drawn.set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(width());
    drawn.set_header(table.columns.iter().map(|column| column.name));
    for row in &table.rows {
        drawn.add_row(table.columns.iter().zip(row).map(|(column, cell)| shown(column, cell)));
    }
    for (drawn, column) in drawn.column_iter_mut().zip(&table.columns) {
        if column.kind.is_number() {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.to_string()
}

/// A cell as a person reads it.
fn shown(column: &Column, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => visible(&cut(text, CELL_CHARACTERS)).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => match column.decimals {
            Some(decimals) => format!("{number:.decimals$}"),
            None => number.to_string(),
        },
        Cell::Share(share) => percent(*share),
        Cell::Flag(holds) => holds.to_string(),
        Cell::Empty => column.absent.into(),
    }
}

/// Prints a table as JSON, an object a row.
pub(crate) fn json_rows(table: &Table) -> Result<()> {
    print_json(&rows(table))
}

/// The rows of a table as JSON objects.
pub(crate) fn rows(table: &Table) -> Vec<BTreeMap<&'static str, serde_json::Value>> {
    let names = || table.columns.iter().map(|column| column.name);
    table.rows.iter().map(|row| names().zip(row.iter().map(json_cell)).collect()).collect()
}

fn json_cell(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Text(text) => text.as_ref().into(),
        Cell::Count(count) => (*count).into(),
        Cell::Number(number) | Cell::Share(number) => (*number).into(),
        Cell::Flag(holds) => (*holds).into(),
        Cell::Empty => serde_json::Value::Null,
    }
}

/// Prints a table as CSV that no spreadsheet runs, and whose texts steer no terminal.
pub(crate) fn csv(table: &Table) -> Result<()> {
    let stdout = io::stdout();
    let written = if stdout.is_terminal() {
        table.write_csv(stdout.lock(), visible)
    } else {
        table.write_csv(stdout.lock(), |text| text.into())
    };
    Ok(written.map_err(io_error)?)
}

/// The cause of a failed write, by which a closed pipe is known.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Columns of the terminal, as the shell gives them; a hundred where it does not.
pub(crate) fn width() -> u16 {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| *columns >= 40).unwrap_or(100)
}

/// Prints a line, or several.
pub(crate) fn line(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    Ok(text.split('\n').try_for_each(|line| writeln!(out, "{}", visible(line)))?)
}

/// Prints a line, or several, whose hidden characters are already escaped.
pub(crate) fn escaped_line(text: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "{text}")?)
}

/// Prints the text of a file that is to be read again: as it is, unless a person reads it now.
pub(crate) fn file(text: &str) -> Result<()> {
    if io::stdout().is_terminal() {
        return line(text);
    }
    Ok(writeln!(io::stdout().lock(), "{text}")?)
}

/// Prints bytes that another crate has made.
pub(crate) fn bytes(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Prints `{"schema": 1, "meetings": […]}`.
pub(crate) fn json(meetings: &[impl Serialize]) -> Result<()> {
    #[derive(Serialize)]
    struct Answer<'a, T> {
        schema: u32,
        meetings: &'a [T],
    }
    print_json(&Answer { schema: SCHEMA, meetings })
}

pub(crate) fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write_json(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Prints on standard error how the program is called.
pub(crate) fn misused(usage: &str) {
    let mut err = io::stderr().lock();
    for line in usage.lines() {
        // Nobody is left to tell if this fails.
        let _ = writeln!(err, "{}", visible(line));
    }
}

/// Prints on standard error what went wrong, on one line.
pub(crate) fn complain(error: &anyhow::Error) {
    // Nobody is left to tell if this fails too.
    let _ = writeln!(io::stderr().lock(), "yiti: {}", visible(&format!("{error:#}")));
}

/// Prints a line of progress on standard error.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(text));
}
