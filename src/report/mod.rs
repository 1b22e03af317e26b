//! Analysis + charts → a folder, written whole or not at all. The only room that writes.
//!
//! ```text
//! index.html             the report: one file, no network, one script of ours
//! charts/themes.svg .png each chart, charts/themes-dark.svg .png the same on dark paper,
//!                        charts/themes-en.svg in English;
//!                        charts/2-themes.svg with several meetings
//! report.docx            the brief of a meeting, for Word; 2-report.docx with several meetings
//! report.xlsx            all tables as one workbook, for Excel
//! tables/*.csv           the numbers, for a spreadsheet
//! report.json            the analysis, for a program
//! similarity.graphml     how alike the speeches of a meeting are, as a network; 2-similarity.graphml
//!                        with several meetings
//! speeches.tsv           the speeches with the columns of ParlaMint, speeches.txt their texts
//! model.json             what was learned, for scoring further speeches; with several meetings
//!                        1-model.json, 2-model.json and so on
//! manifest.json          SHA-256 of what went in and of what came out
//! ```
//!
//! [`render()`] makes every byte in memory, and [`write()`] writes the folder. The same analysis,
//! charts and provenance give the same bytes: nothing here depends on the time, the machine or the
//! folder it writes to.

mod compare;
mod files;
mod folder;
mod graphml;
mod html;
mod lock;
mod manifest;
mod office;
mod owner;
mod parlamint;
mod places;
mod render;
mod svg;
pub mod table;
mod tables;
#[cfg(test)]
mod tests;
mod verify;
mod visible;
mod xml;

pub use compare::{ExistingComparison, existing_comparison, render_comparison};
pub use files::{Files, is_below};
pub use folder::{Existing, check, existing, manifest_of, write};
pub use manifest::{Manifest, NAME as MANIFEST, RecordedSettings};
pub use render::render;
pub use tables::{
    StatedFigure, comparison_tables, csv, figures, names as table_names, survey_tables,
    table_called, tables, term_table, theme_table, unique,
};
pub use verify::{Difference, Odd, differences};
pub use visible::{visible, write_json};
