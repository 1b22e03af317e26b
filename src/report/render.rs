//! Analysis, models and charts → the bytes of all files of a report.

use super::files::{ANALYSIS, Files, INDEX, MODEL, chart_files, numbered};
use super::graphml::{GRAPH, graphml};
use super::manifest::{self, Manifest};
use super::office::{BRIEF, WORKBOOK, brief, workbook};
use super::parlamint::parlamint;
use super::visible::{write_compact_json, write_json};
use super::{html, tables};
use crate::analysis::Analysis;
use crate::charts::Chart;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::run::Provenance;

/// Renders all files of a report, the manifest last, and writes none.
///
/// `models` and `charts` have one entry for each meeting, in the order of the meetings.
pub fn render(
    analysis: &Analysis,
    models: &[Model],
    charts: &[Vec<Chart>],
    provenance: &Provenance,
) -> Result<Files> {
    let mut files = tables::files(analysis)?;
    let meetings = analysis.meetings.len();
    files.insert(WORKBOOK.into(), workbook(&tables::tables(analysis))?);
    for (meeting, charts) in charts.iter().enumerate() {
        let document = brief(&analysis.meetings[meeting], charts)?;
        files.insert(numbered(meetings, meeting, BRIEF), document);
        for chart in charts {
            files.extend(chart_files(meetings, meeting, chart));
        }
    }
    for (meeting, found) in analysis.meetings.iter().enumerate() {
        files.insert(numbered(meetings, meeting, GRAPH), graphml(found, meeting + 1)?);
    }
    files.extend(parlamint(analysis)?);
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

/// Pretty JSON with a newline at its end.
pub(super) fn json(name: &str, value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut json = Vec::new();
    write_json(&mut json, value).map_err(Error::file(name, "render"))?;
    json.push(b'\n');
    Ok(json)
}
