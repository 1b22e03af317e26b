//! Files → a folder that is whole or untouched.
//!
//! A new report is laid out in a temporary folder beside its place, so that
//! putting it there is a rename, in exchange for an older one ([`super::lock`]).

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use super::files::{ANALYSIS, Files, bytes_of};
use super::lock::{
    FolderLock, NEW, PART, PATIENCE, is_mount, spend, swap, try_work_folder, work_folder,
};
use super::manifest::Manifest;
use super::owner::{Obstacle, Owned, carry, keep_modes};
use crate::analysis::Analysis;
use crate::error::{Error, Fault, Result};

/// Writes `files` as the folder `dir`, making missing parents.
///
/// If there is a report, the files that its manifest lists and that nobody has edited are replaced
/// or removed. Everything else is the user's and stays: notes, folders, links, modes. Without
/// `force` it is an error if something of the user's is where a file of the report would go, or if
/// the folder is not empty and holds no report.
///
/// If the run is killed at any moment, either the old report is there or the new one. Of two runs
/// at once the later one waits. The next run removes what a killed run left.
///
/// # Errors
/// A file that cannot be written, for example on a full disk; the error names it.
pub fn write(dir: &Path, files: &Files, force: bool) -> Result<()> {
    let (target, _) = place(dir, force)?;
    let Some(parent) = target.parent() else { return Err(no_folder(dir)) };
    fs::create_dir_all(parent).map_err(Error::file(parent, "create"))?;
    let lock = FolderLock::acquire(parent, PATIENCE)?;
    lock.sweep(&target).map_err(Error::file(parent, "clean"))?;
    // Another run, or the user, may have written there meanwhile.
    let (target, stands) = place(dir, force)?;
    refuse(dir, Owned::of(&target).in_the_way(files.keys(), force))?;
    let work = work_folder(&target).map_err(Error::file(dir, "write"))?;
    lay(files, work.path(), dir)?;
    if !stands {
        return fs::rename(work.path().join(NEW), &target).map_err(Error::file(dir, "create"));
    }
    replace(work, &target, files).map_err(Error::file(dir, "replace"))
}

/// Whether a report may be written into `dir`: to be asked before the work is done.
///
/// # Errors
/// Those of [`write()`] that can be known before anything is written.
pub fn check(dir: &Path, force: bool) -> Result<()> {
    let (target, _) = place(dir, force)?;
    let owned = Owned::of(&target);
    refuse(dir, owned.in_the_way(owned.listed(), force))?;
    try_work_folder(&target).map_err(|cause| {
        Error::input(
            dir.display().to_string(),
            format!(
                "no folder can be made beside it, where the report is laid out: {}",
                cause.kind()
            ),
            "give it a shorter name or a place where you may write, with `-o`",
        )
    })
}

/// A report as it was read back from its folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Existing {
    /// What went into it.
    pub manifest: Manifest,
    /// What it says.
    pub analysis: Analysis,
}

/// The report in `dir`.
///
/// `None` if there is none, or one that another version wrote and this one cannot read.
pub fn existing(dir: &Path) -> Option<Existing> {
    let manifest = manifest_of(dir)?;
    let analysis = serde_json::from_slice(&bytes_of(&dir.join(ANALYSIS))?).ok()?;
    Some(Existing { manifest, analysis })
}

/// The manifest of the report in `folder`; `None` if there is no report.
pub fn manifest_of(folder: &Path) -> Option<Manifest> {
    Owned::of(folder).manifest()
}

/// The full path of `dir`, and whether it is a folder already.
///
/// # Errors
/// A place where no report may be written.
fn place(dir: &Path, force: bool) -> Result<(PathBuf, bool)> {
    let target = resolve(dir)?;
    match fs::metadata(&target) {
        Err(_) if target.is_symlink() => {
            return Err(occupied(
                dir,
                "is a link that leads nowhere",
                "name another place with `-o`",
            ));
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok((target, false)),
        Err(cause) => return Err(Error::file(dir, "read")(cause)),
        Ok(found) if !found.is_dir() => {
            return Err(occupied(
                dir,
                "is a file, and a report is a folder",
                "name another place with `-o`",
            ));
        }
        Ok(_) => {}
    }
    if is_mount(&target) {
        let reason = "a disk or volume is mounted there, so that no new report can take its place";
        return Err(occupied(dir, reason, "name a folder in it with `-o`"));
    }
    let mut entries = fs::read_dir(&target).map_err(Error::file(dir, "read"))?;
    if !force && entries.next().is_some() && manifest_of(&target).is_none() {
        return Err(occupied(
            dir,
            "the folder is not empty and holds no yiti report",
            "add `--force` to write among its files, or name another folder with `-o`",
        ));
    }
    Ok((target, true))
}

/// The refusal of a place that holds something else.
fn occupied(dir: &Path, reason: &str, remedy: &str) -> Error {
    Error::input(dir.display().to_string(), reason, remedy).of(Fault::Occupied)
}

/// Refuses to write where there is something of the user's; see [`Owned::in_the_way`].
fn refuse(dir: &Path, found: Option<Obstacle<'_>>) -> Result<()> {
    let Some(Obstacle { path, may_be_forced }) = found else { return Ok(()) };
    let remedy = if may_be_forced {
        "move it away, add `--force` to have it replaced, or name another folder with `-o`"
    } else {
        "move it away, or name another folder with `-o`"
    };
    let place = dir.join(path).display().to_string();
    Err(Error::input(place, "is not as yiti wrote it, and a new report would replace it", remedy)
        .of(Fault::Occupied))
}

/// The full path of `dir`: with a link or `..` in it, a rename could reach another folder.
fn resolve(dir: &Path) -> Result<PathBuf> {
    let target = match fs::canonicalize(dir) {
        Ok(found) => found,
        Err(_) => std::path::absolute(dir).map_err(Error::file(dir, "create"))?,
    };
    if env::current_dir().is_ok_and(|here| here.starts_with(&target)) {
        return Err(no_folder(dir));
    }
    Ok(target)
}

/// The refusal to replace the folder that the user works in.
fn no_folder(dir: &Path) -> Error {
    Error::input(
        dir.display().to_string(),
        "is the folder you work in, or holds it",
        "name a folder of its own, such as `-o report`",
    )
}

/// Writes `files` into `work` and calls their folder [`NEW`] once all are written. Errors name them
/// as files of `dir`.
fn lay(files: &Files, work: &Path, dir: &Path) -> Result<()> {
    let part = work.join(PART);
    for (name, bytes) in files {
        let path = part.join(name);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(Error::file(dir.join(name), "write"))?;
    }
    fs::rename(part, work.join(NEW)).map_err(Error::file(dir, "write"))
}

/// Puts the report in `work` in the place of `target`, and keeps the user's files of `target`.
fn replace(work: TempDir, target: &Path, files: &Files) -> io::Result<()> {
    let new = work.path().join(NEW);
    let replaced = carry(target, &new)
        .and_then(|()| keep_modes(target, &new, files))
        .and_then(|()| swap(&work, target));
    let (from, result) = match replaced {
        // What somebody put there in the meantime.
        Ok(old) => (old, Ok(())),
        // The old report gets back what had been moved.
        Err(cause) => (new, Err(cause)),
    };
    if let Err(cause) = carry(&from, target).and_then(|()| spend(&from)) {
        // Files of the user's are still in it: the next run puts them back.
        let _ = work.keep();
        return Err(cause);
    }
    result
}
