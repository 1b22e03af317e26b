//! Files → a folder that is whole or untouched.
//!
//! A new report is laid out in a temporary folder beside its place, so that
//! putting it there is a rename, in exchange for an older one ([`super::turn`]).

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::turn::{NEW, Turn, swap, work_folder};
use super::{Files, Manifest, manifest};
use crate::analysis::Analysis;
use crate::error::{Error, Result};

/// Writes `files` as the folder `dir`, making missing parents.
///
/// A report that stands there is replaced. Any other folder that is not empty
/// is refused, unless `force`. Files that are no part of the old report stay
/// where they are, forced or not, unless the new one has files of their name.
///
/// Killed at any moment, the old report stands there or the new one; of two runs at
/// once the later one waits. What a killed run left is removed by the next.
///
/// # Errors
/// A place that cannot be written, by the file that could not: a full disk, say.
pub fn write(dir: &Path, files: &Files, force: bool) -> Result<()> {
    let (target, _) = place(dir, force)?;
    let Some(parent) = target.parent() else { return Err(no_folder(dir)) };
    fs::create_dir_all(parent).map_err(Error::file(parent, "create"))?;
    let turn = Turn::wait(parent);
    turn.sweep(&target).map_err(Error::file(parent, "clean"))?;
    // Another run may have written there meanwhile.
    let (target, standing) = place(dir, force)?;
    let work = work_folder(&target).map_err(Error::file(dir, "write"))?;
    let new = work.path().join(NEW);
    lay(files, &new, dir)?;
    if standing != Standing::Nothing {
        keep_foreign(&target, &new, files).map_err(Error::file(dir, "keep"))?;
    }
    if let Some(old) = swap(&work, &target).map_err(Error::file(dir, "replace"))? {
        // What somebody put there in the meantime.
        keep_foreign(&old, &target, files).map_err(Error::file(dir, "keep"))?;
    }
    Ok(())
}

/// Whether a report may be written into `dir`: to be asked before the work is done.
///
/// # Errors
/// As [`write()`], of what can be known now.
pub fn check(dir: &Path, force: bool) -> Result<()> {
    place(dir, force).map(drop)
}

/// The report that stands in `dir`: its manifest and its analysis.
///
/// `None` if there is none, or one that another version wrote and this one cannot read.
pub fn standing(dir: &Path) -> Option<(Manifest, Analysis)> {
    let manifest = manifest_of(dir)?;
    let analysis = serde_json::from_slice(&fs::read(dir.join(super::ANALYSIS)).ok()?).ok()?;
    Some((manifest, analysis))
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
                let ours = entries.next().is_none() || manifest_of(target).is_some();
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

/// The manifest of the report in `folder`; `None`: no report stands there.
pub fn manifest_of(folder: &Path) -> Option<Manifest> {
    Manifest::parse(&fs::read(folder.join(manifest::NAME)).ok()?)
}

/// Lays out `files` in the folder `new`; errors name them as files of `dir`.
fn lay(files: &Files, new: &Path, dir: &Path) -> Result<()> {
    for (name, bytes) in files {
        let path = new.join(name);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(Error::file(&dir.join(name), "write"))?;
    }
    Ok(())
}

/// Takes what is not ours over from `old` to `new`: someone's notes are not ours to remove.
fn keep_foreign(old: &Path, new: &Path, files: &Files) -> io::Result<()> {
    let listed = manifest_of(old).map(|manifest| manifest.files).unwrap_or_default();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(old.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let name = slashed(&path);
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !listed.contains_key(&name)
                && !files.contains_key(&name)
                && !new.join(&path).is_file()
            {
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
