//! The bytes of files and of standard input, and what files are called in errors.

use std::{fs, io::Read, path::Path};

use super::Params;
use crate::error::{Error, Result};

/// A path as errors name it.
pub(super) fn show(path: &Path) -> String {
    path.display().to_string()
}

/// A file's bytes, at most one more than are allowed.
pub(super) fn read_bytes(path: &Path, params: &Params) -> Result<Vec<u8>> {
    fs::File::open(path).and_then(|file| take(file, params)).map_err(Error::file(path, "read"))
}

/// What `from` gives, at most one byte more than is allowed: a device may have no end.
pub(super) fn take(from: impl Read, params: &Params) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(params.max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
