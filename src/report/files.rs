//! The files of a report: what they are called, and how they are read back from a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use crate::{charts::Chart, pages::sha256};

/// The page.
pub(super) const INDEX: &str = "index.html";

/// The file that holds the analysis.
pub(super) const ANALYSIS: &str = "report.json";

/// The file that holds the comparison of meetings.
pub(super) const COMPARISON: &str = "compare.json";

/// The file that holds the model of a meeting.
pub(super) const MODEL: &str = "model.json";

/// The files of a report: path below its folder, with `/` → content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A chart's path without its ending.
pub(super) fn chart_stem(meetings: usize, meeting: usize, name: &str) -> String {
    format!("charts/{}", numbered(meetings, meeting, name))
}

/// The files of a chart: as outlines and as pixels, on light and on dark paper; as outlines in
/// English.
pub(super) fn chart_files(meetings: usize, meeting: usize, chart: &Chart) -> Files {
    let stem = chart_stem(meetings, meeting, &chart.name);
    let mut files = Files::new();
    for (picture, paper) in [(&chart.light, ""), (&chart.dark, "-dark")] {
        files.insert(format!("{stem}{paper}.svg"), picture.svg.clone().into_bytes());
        files.insert(format!("{stem}{paper}.png"), picture.png.clone());
    }
    files.insert(format!("{stem}-en.svg"), chart.english.svg.clone().into_bytes());
    files
}

/// The name of a meeting's file; several meetings are told apart by number, from 1.
pub(super) fn numbered(meetings: usize, meeting: usize, name: &str) -> String {
    if meetings <= 1 { name.to_owned() } else { format!("{}-{name}", meeting + 1) }
}

/// Whether a path stays below the folder: a manifest may come from anybody and list anything.
pub fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The bytes of a regular file; `None` if there is no regular file.
///
/// It follows no link, and opens nothing that is not a regular file: a FIFO would never answer.
pub(super) fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(path).ok()?;
    found.is_file().then(|| fs::read(path).ok()).flatten()
}

/// SHA-256 of a regular file; `None` as for [`bytes_of`].
pub(super) fn sum_of(path: &Path) -> Option<String> {
    bytes_of(path).map(|bytes| sha256(&bytes))
}
