//! A ZIP file: which files it lists, and the bytes of each. Nothing is written to the disk.

use std::{
    collections::BTreeSet,
    io::{ErrorKind, Read, Seek, SeekFrom},
};

use encoding_rs::GB18030;
use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::Params;
use crate::error::{Error, Fault, Result};

/// Opens an archive, unless it lists a name twice: of such files only the last could be read.
pub(super) fn open<R: Read + Seek>(name: &str, bytes: R) -> Result<ZipArchive<R>> {
    let zip = ZipArchive::new(bytes).map_err(|error| damaged(name, &error))?;
    if zip.has_duplicate_names() {
        let list = zip.central_directory_start();
        let twice = twice(zip.into_inner(), list).unwrap_or_default();
        let twice = decoded(&twice);
        return Err(one_name(name, &twice, &twice));
    }
    Ok(zip)
}

/// The first name that occurs twice in the list of an archive, which begins at `list`.
fn twice<R: Read + Seek>(mut archive: R, list: u64) -> Option<Vec<u8>> {
    /// Where an entry of the list has its file's name.
    const NAME: usize = 46;
    /// Where it has the lengths of the name and of the two fields after it.
    const LENGTHS: [usize; 3] = [28, 30, 32];
    let mut bytes = Vec::new();
    archive.seek(SeekFrom::Start(list)).ok()?;
    archive.read_to_end(&mut bytes).ok()?;
    let mut seen = BTreeSet::new();
    let mut rest = bytes.as_slice();
    while rest.starts_with(b"PK\x01\x02") {
        let length =
            |at: usize| Some(usize::from(u16::from_le_bytes([*rest.get(at)?, *rest.get(at + 1)?])));
        let [name, extra, comment] = LENGTHS.map(length);
        let name = rest.get(NAME..NAME + name?)?;
        if !seen.insert(name) {
            return Some(name.to_vec());
        }
        rest = rest.get(NAME + name.len() + extra? + comment?..)?;
    }
    None
}

/// The refusal of two files that would be one if the archive were unpacked.
pub(super) fn one_name(archive: &str, one: &str, other: &str) -> Error {
    let reason = format!("it holds two files of one name, {one} and {other}");
    Error::input(archive, reason, "give one of them another name and pack it anew")
}

/// The bytes of one file of an archive, if there are not more than `left`, whatever it says of
/// its own size.
pub(super) fn unpack<R: Read>(
    name: &str,
    file: &mut ZipFile<'_, R>,
    left: u64,
    params: &Params,
) -> Result<Vec<u8>> {
    if file.is_symlink() {
        return Err(Error::input(name, "a link, and no text", "pack the file itself"));
    }
    let mut bytes = Vec::new();
    file.take(left.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(name, &ZipError::Io(error)))?;
    if bytes.len() as u64 > left {
        return Err(params.too_large(name, "it unpacks to"));
    }
    Ok(bytes)
}

/// A file's path as its archive lists it. Old archivers write names in the system's own encoding.
pub(super) fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(path) => path.into(),
        Err(_) => GB18030.decode_without_bom_handling(name).0.into(),
    }
}

pub(super) fn damaged(name: &str, error: &ZipError) -> Error {
    const PLAIN: &str = "unpack it, or pack it as plain .zip";
    let (fault, reason, remedy) = match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            (Fault::Locked, "the archive is locked".into(), "unpack it with its password")
        }
        ZipError::UnsupportedArchive(what) => {
            (Fault::Unsupported, format!("the archive cannot be read: {what}"), PLAIN)
        }
        ZipError::Io(cause) if cause.kind() == ErrorKind::Unsupported => {
            (Fault::Unsupported, format!("the archive cannot be read: {cause}"), PLAIN)
        }
        error => (Fault::Damaged, format!("the archive is damaged: {error}"), "pack it anew"),
    };
    Error::input(name, reason.replace('\n', " "), remedy).of(fault)
}
