//! Tables as CSV, without anything that a spreadsheet would run as a formula.

use std::{borrow::Cow, io::Write};

use ::csv::{Error, Writer};

use super::{Cell, Table};

/// Characters, half and full width, that make a spreadsheet take a text for a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Characters that some spreadsheets drop at the beginning of a text.
const DROPPED: [char; 3] = ['\t', '\r', '\n'];

/// Characters at which some spreadsheets begin a new cell, quoted or not.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// A text with a quote before everything that a spreadsheet would run as a formula.
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
        begins = SEPARATORS.contains(&c);
    }
    guarded
}

impl Cell<'_> {
    /// The cell in a CSV: numbers in full, texts guarded, empty cells as an empty text.
    fn csv(&self) -> String {
        match self {
            Self::Text(text) => guarded(text),
            Self::Count(count) => count.to_string(),
            Self::Number(number) | Self::Share(number) => number.to_string(),
            Self::Flag(holds) => holds.to_string(),
            Self::Empty => String::new(),
        }
    }
}

impl Table<'_> {
    /// Writes the names of the columns and all rows as CSV, each cell as `show` gives it.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_csv(
        &self,
        out: impl Write,
        show: impl Fn(&str) -> Cow<'_, str>,
    ) -> Result<(), Error> {
        let mut writer = Writer::from_writer(out);
        writer.write_record(self.columns.iter().map(|column| column.name))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| show(&cell.csv()).into_owned()))?;
        }
        Ok(writer.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_and_no_part_of_one_begins_as_a_formula() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("-1.5", "'-1.5"),
            ("＋甲", "'＋甲"),
            ("\t甲", "'\t甲"),
            ("\n=甲", "'\n'=甲"),
            ("甲;=1+1", "甲;'=1+1"),
            ("甲\n-1;乙", "甲\n'-1;乙"),
            ("甲；=1、a-b", "甲；=1、a-b"),
            ("", ""),
        ] {
            assert_eq!(Cell::Text(text.into()).csv(), cell, "{text:?}");
        }
        assert_eq!(Cell::Number(-1.5).csv(), "-1.5");
        assert_eq!(Cell::Empty.csv(), "");
    }
}
