//! A ZIP archive → the folders in it. Nothing is written to the disk, and a name in an archive
//! is a name and no path.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek},
};

use encoding_rs::GB18030;
use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{Page, Params, Source, belongs, file_name, is_text, page, stem};
use crate::error::{Error, Result};

/// Whether bytes begin as an archive does, an empty one too.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Opens an archive.
pub(super) fn open<R: Read + Seek>(name: &str, bytes: R) -> Result<ZipArchive<R>> {
    ZipArchive::new(bytes).map_err(|error| damaged(name, &error))
}

/// The texts of an archive, a folder of it an input, as if it were unpacked.
pub(super) fn read(name: &str, bytes: Vec<u8>, params: &Params) -> Result<Vec<Source>> {
    if bytes.len() as u64 > params.max_bytes {
        return Err(params.too_large(name, "the file has"));
    }
    let mut zip = open(name, Cursor::new(bytes))?;
    if zip.len() > params.max_files {
        return Err(Error::input(
            name,
            format!("the archive holds {} files, more than {}", zip.len(), params.max_files),
            "split it, or allow more with --max-files (pages.max_files)",
        ));
    }
    if zip.index_for_name("[Content_Types].xml").is_some() {
        return Err(Error::input(
            name,
            "an Office file without a Word document in it",
            "save a table as .csv, slides as text",
        ));
    }
    let mut folders: BTreeMap<String, BTreeMap<String, Page>> = BTreeMap::new();
    let mut left = params.max_bytes;
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).map_err(|error| damaged(name, &error))?;
        let path = path(&file);
        let Some((folder, own)) = split(&path).filter(|_| !file.is_dir()) else { continue };
        let shown = format!("{name}/{path}");
        let bytes = unpack(&shown, &mut file, left, params)?;
        left -= bytes.len() as u64;
        if is_archive(&bytes) && !super::docx::is_docx(&bytes) {
            return Err(Error::input(
                shown,
                "an archive inside an archive is not read",
                "unpack it, and name it as an input of its own",
            ));
        }
        let page = page(&shown, bytes, params)?;
        if belongs(&page) {
            let pages = folders.entry(folder.into()).or_default();
            if pages.insert(own.into(), page).is_some() {
                return Err(Error::input(shown, "two files of one name", "pack it anew"));
            }
        }
    }
    if folders.is_empty() {
        return Err(Error::input(
            name,
            "no texts in this archive",
            "pack .txt, .md, .docx, .pdf, .html, .csv or .jsonl files into it",
        ));
    }
    let own = if name == "-" { "stdin" } else { stem(file_name(name)) };
    let source = |(folder, pages): (String, BTreeMap<String, Page>)| Source {
        name: if folder.is_empty() { own.into() } else { file_name(&folder).into() },
        pages: pages.into_values().collect(),
        is_folder: true,
    };
    Ok(folders.into_iter().map(source).collect())
}

/// The bytes of one file of an archive, if there are not more than `left`, whatever it says of
/// its own size.
pub(super) fn unpack<R: Read>(
    name: &str,
    file: &mut ZipFile<'_, R>,
    left: u64,
    params: &Params,
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(left.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(name, &ZipError::Io(error)))?;
    if bytes.len() as u64 > left {
        return Err(params.too_large(name, "it unpacks to"));
    }
    Ok(bytes)
}

/// A file's path in its archive. Old archivers write names in the system's own encoding.
fn path<R: Read>(file: &ZipFile<'_, R>) -> String {
    match std::str::from_utf8(file.name_raw()) {
        Ok(path) => path.replace('\\', "/"),
        Err(_) => GB18030.decode_without_bom_handling(file.name_raw()).0.replace('\\', "/"),
    }
}

/// A path's folder and file name, if the file is one of the texts; parts that are hidden, as
/// `__MACOSX` is in effect, are not.
fn split(path: &str) -> Option<(&str, &str)> {
    let (folder, own) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden =
        folder.split('/').any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX");
    (!hidden && is_text(own)).then_some((folder, own))
}

pub(super) fn damaged(name: &str, error: &ZipError) -> Error {
    let (reason, remedy) = match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            ("the archive is locked".into(), "unpack it with its password")
        }
        ZipError::UnsupportedArchive(what) => {
            (format!("the archive cannot be read: {what}"), "unpack it, or pack it as plain .zip")
        }
        error => (format!("the archive is damaged: {error}"), "pack it anew"),
    };
    Error::input(name, reason.replace('\n', " "), remedy)
}
