//! The tables of a comparison of meetings. A new table is a function in one of these files and a
//! line in [`TABLES`].

use super::file;
use crate::{
    compare::MeetingComparison,
    error::Result,
    report::{files::Files, table::Table},
};

mod rows;
mod series;
mod shares;
mod speeches;
mod words;

/// Makes a table of a comparison.
type Make = for<'a> fn(&'a MeetingComparison) -> Table<'a>;

/// All tables, the most useful first.
const TABLES: [Make; 12] = [
    shares::themes,
    shares::speakers,
    words::terms,
    words::wording,
    speeches::carried,
    speeches::carried_texts,
    speeches::moves,
    speeches::quantities,
    speeches::omissions,
    series::themes,
    series::wording,
    series::speakers,
];

/// All tables of a comparison, in the order of its page.
pub fn comparison_tables(comparison: &MeetingComparison) -> Vec<Table<'_>> {
    TABLES.iter().map(|make| make(comparison)).collect()
}

/// The CSV file of each table.
pub(in crate::report) fn comparison_files(comparison: &MeetingComparison) -> Result<Files> {
    comparison_tables(comparison).iter().map(file).collect()
}
