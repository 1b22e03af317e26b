//! One run at a time in a place, and nothing left of those that were killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Where the new report is laid out, inside the temporary folder.
pub(super) const NEW: &str = "new";

/// Where the old report waits to be removed, inside the temporary folder.
const OLD: &str = "old";

/// Random letters at the end of a temporary folder's name.
const RANDOM: usize = 8;

/// The right to write below a folder, until it is dropped.
pub(super) struct Turn(Option<File>);

impl Turn {
    /// Waits until no other run writes below `parent`.
    ///
    /// The lock is the folder's own, so that no lock file is left about. Where a folder
    /// cannot be locked (Windows, some network disks) runs are not kept apart: each still
    /// puts a whole report there, the last one stays.
    pub(super) fn wait(parent: &Path) -> Self {
        Self(File::open(parent).ok().filter(|folder| folder.lock().is_ok()))
    }

    /// Removes what killed runs left beside `target`, and puts back a report that one had moved.
    pub(super) fn sweep(&self, target: &Path) -> io::Result<()> {
        let Some(parent) = target.parent().filter(|_| self.0.is_some()) else { return Ok(()) };
        let prefix = prefix(target);
        for entry in fs::read_dir(parent)? {
            let entry = entry?;
            let left = entry.path();
            let name = entry.file_name();
            let rest = name.to_string_lossy().strip_prefix(&prefix).map(str::len);
            let ours = rest == Some(RANDOM);
            // Every run that still goes on holds the lock while such a folder of its own exists.
            if ours && entry.file_type()?.is_dir() {
                if left.join(OLD).is_dir() && !target.exists() {
                    fs::rename(left.join(OLD), target)?;
                }
                fs::remove_dir_all(left)?;
            }
        }
        Ok(())
    }
}

/// A temporary folder for a report that will be `target`.
pub(super) fn work_folder(target: &Path) -> io::Result<TempDir> {
    let parent = target.parent().unwrap_or(target);
    tempfile::Builder::new().prefix(&prefix(target)).rand_bytes(RANDOM).tempdir_in(parent)
}

/// What the names of the temporary folders for `target` begin with.
fn prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    format!(".yiti-{}-", name.to_string_lossy())
}

/// Puts the new folder of `work` at `target`, and what stood there into `work`: where it now is.
///
/// In one step where the system can exchange two folders (Linux, macOS), so that there is
/// no moment without a report; else by two renames, of which the first is undone if the
/// second fails, or by [`Turn::sweep`] if the run is killed between them.
pub(super) fn swap(work: &TempDir, target: &Path) -> io::Result<Option<PathBuf>> {
    let (new, old) = (work.path().join(NEW), work.path().join(OLD));
    if !target.exists() {
        return fs::rename(new, target).map(|()| None);
    }
    if exchange(&new, target).is_ok() {
        return Ok(Some(new));
    }
    fs::rename(target, &old)?;
    if let Err(cause) = fs::rename(new, target) {
        fs::rename(&old, target)?;
        return Err(cause);
    }
    Ok(Some(old))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_it_had_moved_is_put_back() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("report");
        let left = |name: &str, inside: &str| {
            fs::create_dir_all(room.path().join(name).join(inside)).unwrap();
            fs::write(room.path().join(name).join(inside).join("index.html"), inside).unwrap();
        };
        left(".yiti-report-aaaaaaaa", NEW);
        left(".yiti-report-bbbbbbbb", OLD);
        left(".yiti-report-2-cccccccc", OLD);
        Turn::wait(room.path()).sweep(&target).unwrap();
        assert_eq!(fs::read(target.join("index.html")).unwrap(), OLD.as_bytes());
        let mut stay: Vec<_> =
            fs::read_dir(&room).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        stay.sort();
        assert_eq!(stay, [".yiti-report-2-cccccccc", "report"], "another report's are not ours");
    }
}
