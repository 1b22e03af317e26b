//! Which files of a folder or an archive are its texts.

use super::{Page, formats, table};

/// Endings of archives, each of which is read as the folder in it.
const ARCHIVE: &str = ".zip";

/// Whether a file of a folder may be one of its texts, by its name: a README, a hidden file or a
/// picture beside them is not.
pub(super) fn is_text(name: &str) -> bool {
    let name = name.to_lowercase();
    !name.starts_with('.')
        && !name.starts_with("readme")
        && (formats::has_ending(&name) || name.ends_with(ARCHIVE))
}

/// Whether a page of a folder is one of its texts, now that it is read: a table without a column
/// of texts is not.
pub(super) fn belongs(page: &Page) -> bool {
    let name = page.source.to_lowercase();
    !(name.ends_with(".csv") || name.ends_with(".tsv")) || table::has_texts(page)
}
