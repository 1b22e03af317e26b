//! The report for offices: a brief for Word, the tables for Excel.

mod brief;
mod contents;
mod document;
mod workbook;

pub(super) use brief::brief;
pub(super) use workbook::workbook;

/// The brief of a meeting.
pub(super) const BRIEF: &str = "report.docx";

/// The property of both files that says who made them: a brief or a workbook that is given as a
/// text is known by it, and refused.
const MAKER: [&str; 2] = ["generator", concat!("yiti ", env!("CARGO_PKG_VERSION"))];

/// All tables of a report.
pub(super) const WORKBOOK: &str = "report.xlsx";
