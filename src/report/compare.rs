//! A comparison of meetings and its charts → the bytes of all files of its folder.
//!
//! ```text
//! index.html             the comparison: one file, no network, one script of ours
//! charts/*.svg .png      each chart, NAME-dark.* the same on dark paper, NAME-en.svg in English
//! tables/*.csv           the numbers, for a spreadsheet
//! compare.json           the comparison, for a program
//! manifest.json          SHA-256 of what went in and of what came out
//! ```

use std::path::Path;

use super::{
    files::{COMPARISON, Files, INDEX, bytes_of, chart_files},
    folder::manifest_of,
    html,
    manifest::{self, Manifest},
    render::json,
    tables,
};
use crate::{charts::Chart, compare::MeetingComparison, error::Result, run::Provenance};

/// Renders all files of a comparison, the manifest last, and writes none.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn render_comparison(
    comparison: &MeetingComparison,
    charts: &[Chart],
    provenance: &Provenance,
) -> Result<Files> {
    let mut files = tables::comparison_files(comparison)?;
    for chart in charts {
        files.extend(chart_files(1, 0, chart));
    }
    let page = html::comparison_page(comparison, charts, provenance)?;
    files.insert(INDEX.into(), page.into_bytes());
    files.insert(COMPARISON.into(), json(COMPARISON, comparison)?);
    let manifest = Manifest::new(provenance, &files);
    files.insert(manifest::NAME.into(), json(manifest::NAME, &manifest)?);
    Ok(files)
}

/// A comparison as it was read back from its folder.
#[derive(Debug, Clone, PartialEq)]
pub struct ExistingComparison {
    /// What went into it.
    pub manifest: Manifest,
    /// What it says.
    pub comparison: MeetingComparison,
}

/// The comparison in `dir`.
///
/// `None` if there is none, or one that another version wrote and this one cannot read.
pub fn existing_comparison(dir: &Path) -> Option<ExistingComparison> {
    let manifest = manifest_of(dir).filter(Manifest::is_of_comparison)?;
    let comparison = serde_json::from_slice(&bytes_of(&dir.join(COMPARISON))?).ok()?;
    Some(ExistingComparison { manifest, comparison })
}
