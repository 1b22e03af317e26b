//! Which files of a folder or an archive are its texts.

use super::{Page, formats, table};

/// Endings of archives, each of which is read as the folder in it.
const ARCHIVE: &str = ".zip";

/// Whether a file of a folder may be one of its texts, by its name: a README, a hidden file or a
/// picture beside them is not.
pub(super) fn is_text(name: &str) -> bool {
    let lower = name.to_lowercase();
    !is_aside(name) && (formats::has_ending(&lower) || lower.ends_with(ARCHIVE))
}

/// Whether a file is not meant to be read, by its name: it is hidden, or a README.
pub(super) fn is_aside(name: &str) -> bool {
    name.starts_with('.') || name.to_lowercase().starts_with("readme")
}

/// Whether a page of a folder is one of its texts, now that it is read: a table without a column
/// of texts is not.
pub(super) fn belongs(page: &Page) -> bool {
    let name = page.source.to_lowercase();
    !(name.ends_with(".csv") || name.ends_with(".tsv")) || table::has_texts(page)
}
