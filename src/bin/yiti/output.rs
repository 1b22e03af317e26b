//! Printing: tables, CSV and JSON on standard output, complaints on standard error.
//!
//! Texts may hold characters that control a terminal or reverse text. What a person reads passes
//! [`visible`] here; data keeps these characters, unless it goes to a terminal.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use anyhow::Result;
use comfy_table::{Cell, CellAlignment, ContentArrangement, presets};
use serde::Serialize;
use yiti::{
    analysis::SCHEMA,
    budget::CELL_CHARACTERS,
    phrase::cut,
    report::{Table, guarded, visible, write_json},
};

/// Rows of text under a head; numbers are aligned to the right.
pub(crate) struct Rows {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    pub(crate) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    /// The rows of a table that reports have too.
    pub(crate) fn of(table: &Table) -> Self {
        let rows = table.rows().map(|row| row.map(str::to_owned).collect()).collect();
        Self { head: table.header().to_vec(), rows }
    }

    pub(crate) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// The same rows without the column called `head`.
    pub(crate) fn without(mut self, head: &str) -> Self {
        if let Some(place) = self.head.iter().position(|name| *name == head) {
            self.head.remove(place);
            for row in &mut self.rows {
                row.remove(place);
            }
        }
        self
    }

    /// Prints the rows as a table.
    pub(crate) fn print(&self) -> Result<()> {
        escaped_line(&self.table())
    }

    /// The rows as a table for a terminal, wide characters counted as two, hidden ones escaped.
    fn table(&self) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width());
        table.set_header(&self.head);
        for row in &self.rows {
            table.add_row(row.iter().map(|text| Cell::new(visible(&cut(text, CELL_CHARACTERS)))));
        }
        for (place, column) in table.column_iter_mut().enumerate() {
            if self.is_numeric(place) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.to_string()
    }

    /// Whether most cells of a column are numbers or percentages.
    fn is_numeric(&self, column: usize) -> bool {
        let number = |text: &str| text.trim_matches(['%', '<', '>']).parse::<f64>().is_ok();
        2 * self.rows.iter().filter(|row| number(&row[column])).count() > self.rows.len()
    }

    /// Prints the rows as JSON, an object a row.
    pub(crate) fn json(&self) -> Result<()> {
        let rows: Vec<std::collections::BTreeMap<&str, &String>> =
            self.rows.iter().map(|row| self.head.iter().copied().zip(row).collect()).collect();
        print_json(&rows)
    }

    /// Prints the rows as CSV; a cell that a spreadsheet would run gets a quote before it.
    pub(crate) fn csv(&self) -> Result<()> {
        let to_terminal = io::stdout().is_terminal();
        let mut writer = csv::Writer::from_writer(io::stdout().lock());
        writer.write_record(&self.head).map_err(io_error)?;
        for row in &self.rows {
            writer
                .write_record(row.iter().map(|text| cell(text, to_terminal)))
                .map_err(io_error)?;
        }
        Ok(writer.flush()?)
    }
}

/// The cause of a failed write, by which a closed pipe is known.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell of CSV: numbers are numbers, and no text is run by a spreadsheet or by a terminal.
fn cell(text: &str, to_terminal: bool) -> String {
    let cell = if text.parse::<f64>().is_ok() { text.to_owned() } else { guarded(text) };
    if to_terminal { visible(&cell).into_owned() } else { cell }
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

fn print_json(value: &impl Serialize) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write_json(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Prints on standard error how the program is called.
pub(crate) fn misused(usage: &str) -> ExitCode {
    let mut err = io::stderr().lock();
    for line in usage.lines() {
        // Nobody is left to tell if this fails.
        let _ = writeln!(err, "{}", visible(line));
    }
    ExitCode::from(2)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_steers_no_terminal() {
        for (text, in_a_file, in_a_terminal) in [
            ("-1.5", "-1.5", "-1.5"),
            ("=1+1", "'=1+1", "'=1+1"),
            ("甲\u{202e}乙\u{1b}[2J", "甲\u{202e}乙\u{1b}[2J", "甲\\u{202e}乙\\u{1b}[2J"),
        ] {
            assert_eq!([cell(text, false), cell(text, true)], [in_a_file, in_a_terminal]);
        }
    }
}
