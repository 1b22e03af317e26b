//! The tables of a report: `tables/*.csv`, and what the terminal prints as CSV.
//!
//! A new table is a function here and a line in [`TABLES`]; a new column is a line in its table.
//! Positions in a meeting (`group`, `rank`, `unit`, `line`) count from 1.

use super::files::Files;
use super::table::Table;
use crate::analysis::Analysis;
use crate::error::{Error, Result};

mod caveats;
mod compare;
mod pairs;
mod rows;
mod speeches;
mod survey;
mod terms;

pub(super) use compare::comparison_files;
pub use compare::comparison_tables;
pub use rows::unique;
use rows::{NamedMeeting, named};
pub use speeches::{StatedFigure, figures};
pub use survey::survey_tables;

/// Makes a table of all meetings.
type Make = for<'a> fn(&[NamedMeeting<'a>]) -> Table<'a>;

/// All tables, the most useful first.
const TABLES: [Make; 12] = [
    speeches::speeches,
    speeches::themes,
    terms::terms,
    pairs::groups,
    pairs::similarity,
    pairs::why,
    caveats::ablations,
    caveats::omissions,
    caveats::reuse,
    caveats::noise,
    speeches::all_figures,
    speeches::sentences,
];

/// All tables of a report, in the order of its page.
pub fn tables(analysis: &Analysis) -> Vec<Table<'_>> {
    let meetings = named(analysis);
    TABLES.iter().map(|make| make(&meetings)).collect()
}

/// One table of a report; `None` if none is called so.
pub fn table_called<'a>(analysis: &'a Analysis, name: &str) -> Option<Table<'a>> {
    let make = TABLES.iter().find(|make| make(&[]).name == name)?;
    Some(make(&named(analysis)))
}

/// `tables/terms.csv`: the top terms of all speeches.
pub fn term_table(analysis: &Analysis) -> Table<'_> {
    terms::terms(&named(analysis))
}

/// `tables/themes.csv`: the share of each theme in each speech.
pub fn theme_table(analysis: &Analysis) -> Table<'_> {
    speeches::themes(&named(analysis))
}

/// The names of all tables of a report.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|make| make(&[]).name)
}

/// The CSV file of each table.
pub(super) fn files(analysis: &Analysis) -> Result<Files> {
    tables(analysis).iter().map(file).collect()
}

fn file(table: &Table) -> Result<(String, Vec<u8>)> {
    Ok((path(table.name), csv(table)?))
}

/// The CSV file of one table.
pub fn csv(table: &Table) -> Result<Vec<u8>> {
    // Excel reads a CSV as UTF-8 only if it begins with a byte order mark.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    table
        .write_csv(&mut bytes, |text| text.into())
        .map_err(|cause| Error::file(path(table.name), "render")(cause.into()))?;
    Ok(bytes)
}

/// Where a table is below the report's folder.
pub(super) fn path(name: &str) -> String {
    format!("tables/{name}.csv")
}
