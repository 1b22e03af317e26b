//! The report for offices: a brief for Word, the tables for Excel.

mod brief;
mod contents;
mod document;
mod workbook;

pub(super) use brief::brief;
pub(super) use workbook::workbook;

/// The brief of a meeting.
pub(super) const BRIEF: &str = "report.docx";

/// All tables of a report.
pub(super) const WORKBOOK: &str = "report.xlsx";
