//! Files → a folder that is whole or untouched.
//!
//! A new report is laid out in a temporary folder beside its place, so that
//! putting it there is a rename. An older report makes room the same way.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use super::{Files, Manifest, manifest};
use crate::error::{Error, Result};

/// Writes `files` as the folder `dir`, making missing parents.
///
/// A report that stands there is replaced. Any other folder that is not empty
/// is refused, unless `force`. Files that are no part of the old report stay
/// where they are, forced or not, unless the new one has files of their name.
pub fn write(dir: &Path, files: &Files, force: bool) -> Result<()> {
    let (target, standing) = place(dir, force)?;
    let Some(parent) = target.parent() else { return Err(no_folder(dir)) };
    fs::create_dir_all(parent).map_err(Error::file(parent, "create"))?;
    let work = lay(files, parent).map_err(Error::file(dir, "write"))?;
    if standing != Standing::Nothing {
        keep_foreign(&target, &work.path().join(NEW), files).map_err(Error::file(dir, "keep"))?;
    }
    swap(work, &target).map_err(Error::file(dir, "replace"))
}

/// Whether a report may be written into `dir`: to be asked before the work is done.
///
/// # Errors
/// As [`write()`], of what can be known now.
pub fn check(dir: &Path, force: bool) -> Result<()> {
    place(dir, force).map(drop)
}

/// The full path of `dir` and what stands there, unless a report may not.
fn place(dir: &Path, force: bool) -> Result<(PathBuf, Standing)> {
    let target = resolve(dir)?;
    let standing = Standing::look(dir, &target)?;
    if standing == Standing::Foreign && !force {
        return Err(Error::input(
            dir.display().to_string(),
            "the folder is not empty and holds no yiti report",
            "add `--force` to write among its files, or name another folder with `-o`",
        ));
    }
    Ok((target, standing))
}

/// Where the new report is laid out, inside the temporary folder.
const NEW: &str = "new";

/// Where the old report waits to be removed, inside the temporary folder.
const OLD: &str = "old";

/// What stands where the report is to go.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// Nothing at all.
    Nothing,
    /// A report of ours, or an empty folder.
    Ours,
    /// A folder of other things.
    Foreign,
}

impl Standing {
    fn look(dir: &Path, target: &Path) -> Result<Self> {
        match fs::metadata(target) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(cause) => Err(Error::file(dir, "read")(cause)),
            Ok(found) if !found.is_dir() => Err(Error::input(
                dir.display().to_string(),
                "is a file, and a report is a folder",
                "name another place with `-o`",
            )),
            Ok(_) => {
                let mut entries = fs::read_dir(target).map_err(Error::file(dir, "read"))?;
                let ours = entries.next().is_none() || report_in(target).is_some();
                Ok(if ours { Self::Ours } else { Self::Foreign })
            }
        }
    }
}

/// The full path of `dir`, so that neither a link nor `..` leads a rename astray.
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

/// A folder cannot be renamed from under the reader who stands in it.
fn no_folder(dir: &Path) -> Error {
    Error::input(
        dir.display().to_string(),
        "is the folder you work in, or holds it",
        "name a folder of its own, such as `-o report`",
    )
}

/// The manifest of the report in `folder`, if there is one.
fn report_in(folder: &Path) -> Option<Manifest> {
    Manifest::parse(&fs::read(folder.join(manifest::NAME)).ok()?)
}

/// Lays out `files` in a new temporary folder below `parent`.
fn lay(files: &Files, parent: &Path) -> io::Result<TempDir> {
    let work = tempfile::Builder::new().prefix(".yiti-").tempdir_in(parent)?;
    let new = work.path().join(NEW);
    fs::create_dir(&new)?;
    for (path, bytes) in files {
        let path = new.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(work)
}

/// Takes what is not ours over from `old` to `new`: someone's notes are not ours to remove.
fn keep_foreign(old: &Path, new: &Path, files: &Files) -> io::Result<()> {
    let listed = report_in(old).map(|manifest| manifest.files).unwrap_or_default();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(old.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let name = slashed(&path);
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !listed.contains_key(&name) && !files.contains_key(&name) {
                take(&old.join(&path), &new.join(&path))?;
            }
        }
    }
    Ok(())
}

/// Makes `from` stand at `to` as well, without a copy where the disk allows.
fn take(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// A path as the manifest writes it.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Puts the new folder where the old one stands, and the old one back if that fails.
fn swap(work: TempDir, target: &Path) -> io::Result<()> {
    let old = work.path().join(OLD);
    let stood = target.exists();
    if stood {
        fs::rename(target, &old)?;
    }
    if let Err(cause) = fs::rename(work.path().join(NEW), target) {
        if stood && fs::rename(&old, target).is_err() {
            // The old report is all there is: leave it, and say where.
            let kept = work.keep();
            return Err(io::Error::new(
                cause.kind(),
                format!("{cause}; the old one is in {}", kept.join(OLD).display()),
            ));
        }
        return Err(cause);
    }
    work.close()
}
