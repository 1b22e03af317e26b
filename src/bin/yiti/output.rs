//! Printing: tables, CSV and JSON on standard output, complaints on standard error.
//!
//! Texts may hold characters that control a terminal or reverse text. What a person reads passes
//! [`visible`] here; data keeps these characters, unless it goes to a terminal.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, IsTerminal, Write},
};

use anyhow::Result;
use clap::builder::styling::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};
use serde::Serialize;
use yiti::{
    Error,
    analysis::SCHEMA,
    budget::CELL_CHARACTERS,
    phrase::cut,
    report::{
        table::{Cell, Column, Table},
        visible, write_json,
    },
    say::{self, percent},
};

use super::language::{self, put_together, said};

/// Prints a table for a person.
pub(crate) fn table(table: &Table) -> Result<()> {
    escaped_line(&drawn(table))
}

/// A table for a terminal, wide characters counted as two, numbers aligned to the right, hidden
/// characters escaped.
pub(crate) fn drawn(table: &Table) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(STYLE);
    drawn.set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(width());
    drawn.set_header(table.columns.iter().map(|column| said(column.name)));
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
        Cell::Empty => said(column.absent).into_owned(),
    }
}

/// A rule under the head and nowhere else: one under each row would double the height.
const STYLE: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

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

/// Columns of the terminal; a hundred where there is none, or `COLUMNS` of them.
pub(crate) fn width() -> u16 {
    /// Columns where nobody says how many.
    const USUAL: u16 = 100;
    /// Less than this holds no table.
    const LEAST: u16 = 40;
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    columns.or_else(terminal).filter(|columns| *columns >= LEAST).unwrap_or(USUAL)
}

/// Whether standard output is a terminal that shows colours, and nobody asked for none.
pub(crate) fn has_colours() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb
}

/// Marks what was looked for, in a terminal that shows colours.
pub(crate) fn marked(text: &str) -> String {
    if !has_colours() {
        return text.to_owned();
    }
    let mark = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    format!("{mark}{text}{mark:#}")
}

/// Prints a line, or several, as they are: whoever calls has said them in the language of the
/// program, if they are its own.
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
    let mut out = io::stdout().lock();
    let text = if out.is_terminal() { visible(text) } else { text.into() };
    Ok(writeln!(out, "{text}")?)
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
        let _ = writeln!(err, "{}", visible(&put_together(line)));
    }
}

/// Prints on standard error what went wrong, on one line.
pub(crate) fn complain(error: &anyhow::Error) {
    // Nobody is left to tell if this fails too.
    let _ = writeln!(io::stderr().lock(), "yiti: {}", visible(&complaint(error)));
}

/// What went wrong, in the language of the program.
pub(crate) fn complaint(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Error>() {
        Some(error) => language::of(say::complaint(error)),
        None => put_together(&format!("{error:#}")).into_owned(),
    }
}

/// Prints a line of progress on standard error, as it is.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(text));
}
