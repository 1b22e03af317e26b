//! Analysis + charts → a folder, written whole or not at all. The only room that writes.
//!
//! ```text
//! index.html             the report: one file, no network, one script of ours
//! charts/themes.svg .png each chart, charts/themes-dark.svg .png the same on dark paper;
//!                        charts/2-themes.svg with several meetings
//! tables/*.csv           the numbers, for a spreadsheet
//! report.json            the analysis, for a program
//! model.json             what was learned, to score further speeches by; of the second of several
//!                        meetings 2-model.json
//! manifest.json          SHA-256 of what went in and of what came out
//! ```
//!
//! [`render`] makes every byte in memory, [`write()`] puts them in place. The same
//! analysis, charts and provenance give the same bytes: nothing here asks for
//! the time, the machine or the folder it writes to.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::charts::Chart;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::run::Provenance;

mod folder;
mod html;
mod lock;
mod manifest;
mod owner;
mod svg;
pub mod table;
mod tables;
#[cfg(test)]
mod tests;
mod verify;
mod visible;

pub use folder::{Existing, check, existing, manifest_of, write};
pub use manifest::{Manifest, Settings};
pub use tables::{Stated, figures, tables, term_table, theme_table, unique};
pub use verify::{Difference, Odd, differences, is_below};
use visible::write_compact_json;
pub use visible::{visible, write_json};

/// The page.
const INDEX: &str = "index.html";

/// The file that holds the analysis.
const ANALYSIS: &str = "report.json";

/// The file that holds the model of a meeting.
const MODEL: &str = "model.json";

/// The files of a report: path below its folder, with `/` → content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Renders all files of a report, the manifest last, and writes none.
///
/// `models` and `charts` hold one entry a meeting, in the order of the meetings.
pub fn render(
    analysis: &Analysis,
    models: &[Model],
    charts: &[Vec<Chart>],
    provenance: &Provenance,
) -> Result<Files> {
    let mut files = tables::files(analysis)?;
    let meetings = analysis.meetings.len();
    for (meeting, charts) in charts.iter().enumerate() {
        for chart in charts {
            let stem = stem(meetings, meeting, &chart.name);
            for (picture, paper) in [(&chart.light, ""), (&chart.dark, "-dark")] {
                files.insert(format!("{stem}{paper}.svg"), picture.svg.clone().into_bytes());
                files.insert(format!("{stem}{paper}.png"), picture.png.clone());
            }
        }
    }
    for (meeting, model) in models.iter().enumerate() {
        let mut json = Vec::new();
        write_compact_json(&mut json, model).map_err(Error::file(MODEL, "render"))?;
        json.push(b'\n');
        files.insert(numbered(meetings, meeting, MODEL), json);
    }
    files.insert(INDEX.into(), html::page(analysis, charts, provenance)?.into_bytes());
    files.insert(ANALYSIS.into(), json(ANALYSIS, analysis)?);
    let manifest = Manifest::new(provenance, &files);
    files.insert(manifest::NAME.into(), json(manifest::NAME, &manifest)?);
    Ok(files)
}

/// A chart's path without its ending.
fn stem(meetings: usize, meeting: usize, name: &str) -> String {
    format!("charts/{}", numbered(meetings, meeting, name))
}

/// The name of a meeting's file; several meetings are told apart by number, from 1.
fn numbered(meetings: usize, meeting: usize, name: &str) -> String {
    if meetings <= 1 { name.to_owned() } else { format!("{}-{name}", meeting + 1) }
}

/// Pretty JSON with a newline at its end.
fn json(name: &str, value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut json = Vec::new();
    write_json(&mut json, value).map_err(Error::file(name, "render"))?;
    json.push(b'\n');
    Ok(json)
}
