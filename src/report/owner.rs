//! Tells our files in a report's folder from the user's: ours are those that the manifest lists and
//! that have not been edited.
//!
//! Nothing here follows a link or opens anything but regular files: a FIFO would never answer.

use std::{fs, io, path::Path};

use super::files::{ANALYSIS, COMPARISON, Files, INDEX, MODEL, bytes_of, is_below, sum_of};
use super::graphml::GRAPH;
use super::manifest::{self, Manifest};
use super::office::{BRIEF, WORKBOOK};
use super::parlamint::{SPEECHES, TEXTS};

/// The folders of a report, itself first.
const FOLDERS: [&str; 3] = ["", "charts", "tables"];

/// Something of the user's that is where a file of a report would go.
pub(super) struct Obstacle<'p> {
    /// Its path below the folder.
    pub(super) path: &'p str,
    /// Whether `--force` replaces it.
    pub(super) may_be_forced: bool,
}

/// A folder and the manifest in it.
pub(super) struct Owned<'a> {
    folder: &'a Path,
    manifest: Option<Manifest>,
}

impl<'a> Owned<'a> {
    pub(super) fn of(folder: &'a Path) -> Self {
        let manifest = bytes_of(&folder.join(manifest::NAME));
        Self { folder, manifest: manifest.and_then(|bytes| Manifest::parse(&bytes)) }
    }

    /// The manifest; `None` if there is no report.
    pub(super) fn manifest(self) -> Option<Manifest> {
        self.manifest
    }

    /// The paths that the manifest lists and a report can have.
    pub(super) fn listed(&self) -> impl Iterator<Item = &String> {
        let files = self.manifest.iter().flat_map(|manifest| manifest.files.keys());
        files.filter(|path| is_of_a_report(path))
    }

    /// Whether the file at `path` is as yiti wrote it.
    fn is_ours(&self, path: &str) -> bool {
        let Some(manifest) = &self.manifest else { return false };
        let listed = manifest.files.get(path).filter(|_| is_of_a_report(path));
        path == manifest::NAME
            || listed.is_some_and(|sum| sum_of(&self.folder.join(path)).as_ref() == Some(sum))
    }

    /// The first of `paths` at which there is something that a report may not replace.
    pub(super) fn in_the_way<'p>(
        &self,
        paths: impl Iterator<Item = &'p String>,
        force: bool,
    ) -> Option<Obstacle<'p>> {
        paths.map(String::as_str).find_map(|path| {
            if let Some((folder, _)) = path.split_once('/')
                && let Ok(found) = fs::symlink_metadata(self.folder.join(folder))
                && !found.is_dir()
            {
                return Some(Obstacle { path: folder, may_be_forced: false });
            }
            let found = fs::symlink_metadata(self.folder.join(path)).ok()?;
            let may_be_forced = !found.is_dir();
            let stays = !(may_be_forced && (force || self.is_ours(path)));
            stays.then_some(Obstacle { path, may_be_forced })
        })
    }
}

/// Whether a report can have a file at this path: a manifest may come from anybody and list
/// anything.
fn is_of_a_report(path: &str) -> bool {
    match path.split_once('/') {
        Some((folder, name)) => FOLDERS[1..].contains(&folder) && is_name(name),
        None => {
            [INDEX, ANALYSIS, COMPARISON, WORKBOOK, SPEECHES, TEXTS].contains(&path)
                || [MODEL, BRIEF, GRAPH].iter().any(|name| is_numbered(path, name))
        }
    }
}

/// Whether this is a single name, not a path and not `..`.
fn is_name(text: &str) -> bool {
    is_below(text) && !text.contains(['/', '\\'])
}

/// Whether this is the name of a meeting's file, of the only one or of one of several.
fn is_numbered(path: &str, name: &str) -> bool {
    let Some(before) = path.strip_suffix(name) else { return false };
    let number = before.strip_suffix('-').and_then(|number| number.parse::<usize>().ok());
    before.is_empty() || number.is_some_and(|number| format!("{number}-") == before)
}

/// Moves the user's files from `old` to `new`, except where `new` has something of the same name.
///
/// Entries are renamed, folders as a whole, so that links, sockets and modes are kept.
pub(super) fn carry(old: &Path, new: &Path) -> io::Result<()> {
    let owned = Owned::of(old);
    for folder in FOLDERS.into_iter().filter(|folder| is_folder(&old.join(folder))) {
        for entry in fs::read_dir(old.join(folder))?.collect::<io::Result<Vec<_>>>()? {
            let Ok(name) = entry.file_name().into_string() else {
                rename(&entry.path(), &new.join(folder).join(entry.file_name()))?;
                continue;
            };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let within = format!("{path}/");
            let holds_ours =
                entry.file_type()?.is_dir() && owned.listed().any(|file| file.starts_with(&within));
            if !holds_ours && !owned.is_ours(&path) {
                rename(&entry.path(), &new.join(&path))?;
            }
        }
    }
    Ok(())
}

/// Renames `from`, unless there is something at `to`.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Ok(());
    }
    to.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::rename(from, to)
}

/// Gives folders and files of `new` the modes of their predecessors in `old`.
pub(super) fn keep_modes(old: &Path, new: &Path, files: &Files) -> io::Result<()> {
    let folders = FOLDERS.into_iter().filter(|folder| is_folder(&new.join(folder)));
    for path in files.keys().map(String::as_str).chain(folders) {
        if let Ok(stood) = fs::symlink_metadata(old.join(path))
            && (stood.is_file() || stood.is_dir())
        {
            fs::set_permissions(new.join(path), stood.permissions())?;
        }
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}
