//! A ZIP archive → the folders in it. A name in an archive is a name and never a path of this
//! machine.

use std::{collections::BTreeMap, io::Cursor};

use zip::ZipArchive;

use super::{
    Page, Params, Source, formats, guard,
    listing::{belongs, is_aside, is_text},
    ours,
    page::{file_name, page, stem},
    reader::{Input, is_archive},
    unzip::{damaged, decoded, one_name, open, unpack},
};
use crate::error::{Error, Fault, Result};

/// Whether a file is an archive that is read as a folder, and not a document packed as one.
pub(super) fn is_of_texts(input: &Input<'_>) -> bool {
    is_archive(&input.bytes) && !formats::reader_of(input).is_apart
}

/// Pages by the path of their folder, and then by their file's name.
type Folders = BTreeMap<String, BTreeMap<String, Page>>;

/// The texts of an archive, each of its folders an input, as if it were unpacked.
pub(super) fn read(input: Input<'_>) -> Result<Vec<Source>> {
    let Input { name, bytes, params, stop } = input;
    let mut zip = open(name, Cursor::new(bytes))?;
    check(name, &zip, params)?;
    let (mut folders, mut unread, mut ours) = (Folders::new(), Vec::new(), None);
    let mut seen = BTreeMap::new();
    let mut left = params.max_bytes;
    for index in 0..zip.len() {
        stop.check();
        let mut file = zip.by_index(index).map_err(|error| damaged(name, &error))?;
        let listed = decoded(file.name_raw());
        let path = plain(&listed);
        let Some((folder, own)) = split(&path).filter(|_| !file.is_dir()) else { continue };
        let shown = format!("{name}/{path}");
        if !is_text(own) {
            unread.push(shown);
            continue;
        }
        if let Some(other) = seen.insert(path.clone(), listed.clone()) {
            return Err(one_name(name, &other, &listed));
        }
        let bytes = unpack(&shown, &mut file, left, params)?;
        let size = bytes.len() as u64;
        let mut page = match inner(Input { name: &shown, bytes, params, stop }) {
            Err(error) if error.fault() == Some(Fault::Ours) => {
                unread.push(shown);
                ours.get_or_insert(error);
                continue;
            }
            page => page?,
        };
        // A document may hold many times as much text as it has bytes.
        left = left
            .checked_sub(size.max(page.text.len() as u64))
            .ok_or_else(|| params.too_large(name, "it unpacks to"))?;
        if belongs(&page) {
            page.path = shown;
            folders.entry(folder.into()).or_default().insert(own.into(), page);
        } else {
            unread.push(shown);
        }
    }
    match ours {
        Some(error) if folders.is_empty() => Err(error),
        _ => sources(name, folders, unread),
    }
}

/// Refuses an archive of too many files, and one that is a document of another program.
fn check(name: &str, zip: &ZipArchive<Cursor<Vec<u8>>>, params: &Params) -> Result<()> {
    if zip.len() > params.max_files {
        return Err(Error::input(
            name,
            format!("the archive holds {} files, more than {}", zip.len(), params.max_files),
            "split it, or allow more with --max-files (pages.max_files)",
        )
        .of(Fault::TooLarge));
    }
    if zip.index_for_name("[Content_Types].xml").is_some() {
        return Err(Error::input(
            name,
            "an Office file without a Word document in it",
            "save a table as .csv, slides as text",
        )
        .of(Fault::Unsupported));
    }
    Ok(())
}

/// The page of a file in an archive.
fn inner(file: Input<'_>) -> Result<Page> {
    ours::refuse(&file)?;
    if is_of_texts(&file) {
        return Err(Error::input(
            file.name,
            "an archive inside an archive is not read",
            "unpack it, and name it as an input of its own",
        )
        .of(Fault::Unsupported));
    }
    guard::caught(file.name, || page(file))
}

/// The folders of an archive as inputs; the first page carries the names of what was not read.
fn sources(name: &str, mut folders: Folders, unread: Vec<String>) -> Result<Vec<Source>> {
    let Some(first) = folders.values_mut().flat_map(BTreeMap::values_mut).next() else {
        return Err(Error::input(
            name,
            "no texts in this archive",
            format!("pack {} files into it", formats::endings()),
        )
        .of(Fault::NoText));
    };
    first.read.unread = unread;
    let own = if name == "-" { "stdin" } else { stem(file_name(name)) };
    let source = |(folder, pages): (String, BTreeMap<String, Page>)| Source {
        name: if folder.is_empty() { own.into() } else { file_name(&folder).into() },
        pages: pages.into_values().collect(),
        is_folder: true,
    };
    Ok(folders.into_iter().map(source).collect())
}

/// A path without the parts that lead nowhere: `会/./广东.txt` is `会/广东.txt`.
fn plain(path: &str) -> String {
    let parts: Vec<&str> =
        path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    parts.join("/")
}

/// A path's folder and file name; `None` for what is not part of the record: a README and what is
/// hidden, as `__MACOSX` is in effect.
fn split(path: &str) -> Option<(&str, &str)> {
    let (folder, own) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden =
        folder.split('/').any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX");
    (!hidden && !is_aside(own)).then_some((folder, own))
}
