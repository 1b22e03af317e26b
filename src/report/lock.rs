//! A lock on the folder that holds a report: one run at a time writes there, and what a killed run
//! left is removed.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{process, thread};

use tempfile::TempDir;

use super::files::bytes_of;
use super::owner::carry;
use crate::error::{Error, Fault, Result};

/// Where the new report is laid out, inside the temporary folder.
pub(super) const NEW: &str = "new";

/// Where files are written until all of them are there; then it is renamed to [`NEW`].
pub(super) const PART: &str = "part";

/// Where the old report waits to be removed, inside the temporary folder.
const OLD: &str = "old";

/// The end of the name of such a folder once it has no files of the user's.
const SPENT: &str = "spent";

/// Random letters at the end of a temporary folder's name.
const RANDOM: usize = 8;

/// How long a run waits for the lock: the largest report is laid out in a tenth of this.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How long it waits between two attempts. Chosen by eye.
const STEP: Duration = Duration::from_millis(50);

/// The file beside the report that names the process that holds the lock.
const HOLDER: &str = ".yiti.pid";

/// The lock on a folder, until it is dropped.
pub(super) struct FolderLock {
    /// The locked folder; `None` where the system cannot lock it.
    folder: Option<File>,
    holder: PathBuf,
}

impl FolderLock {
    /// Waits until no other run holds the lock on `parent`.
    ///
    /// The system locks the folder itself, so a killed run leaves no lock. Where a folder cannot be
    /// locked (Windows, some network disks) two runs do not wait for each other: each still puts a
    /// whole report there, and the last one stays.
    ///
    /// # Errors
    /// Another process that holds the folder for longer than `patience`.
    pub(super) fn acquire(parent: &Path, patience: Duration) -> Result<Self> {
        let holder = parent.join(HOLDER);
        let Ok(folder) = File::open(parent) else { return Ok(Self { folder: None, holder }) };
        let mut left = patience;
        loop {
            match folder.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(_)) => return Ok(Self { folder: None, holder }),
                Err(TryLockError::WouldBlock) if left.is_zero() => {
                    return Err(held(parent, patience));
                }
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(STEP);
                    left = left.saturating_sub(STEP);
                }
            }
        }
        // This only tells a waiting run whom it waits for. Nothing is written through a link.
        if names_a_run(&holder) {
            let _ = fs::remove_file(&holder);
        }
        let _ = File::create_new(&holder).and_then(|mut file| write!(file, "{}", process::id()));
        Ok(Self { folder: Some(folder), holder })
    }

    /// Removes what killed runs left beside `target`, and puts back a report and files of the
    /// user's that they had moved.
    pub(super) fn sweep(&self, target: &Path) -> io::Result<()> {
        let Some(parent) = target.parent().filter(|_| self.folder.is_some()) else { return Ok(()) };
        let prefix = prefix(target);
        for entry in fs::read_dir(parent)? {
            let entry = entry?;
            let left = entry.path();
            let name = entry.file_name();
            let rest = name.to_string_lossy().strip_prefix(&prefix).map(str::len);
            let ours = rest == Some(RANDOM) && holds_ours_alone(&left);
            // A run that has not ended would hold the lock while such a folder of its own exists.
            if ours && entry.file_type()?.is_dir() {
                if left.join(OLD).is_dir() && !target.exists() {
                    fs::rename(left.join(OLD), target)?;
                }
                for moved in [NEW, OLD].map(|name| left.join(name)) {
                    if moved.is_dir() && target.is_dir() {
                        carry(&moved, target)?;
                        spend(&moved)?;
                    }
                }
                // What cannot be removed does no harm.
                let _ = fs::remove_dir_all(left);
            }
        }
        Ok(())
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if self.folder.is_some() && names_a_run(&self.holder) {
            let _ = fs::remove_file(&self.holder);
        }
    }
}

/// Whether a folder has only entries that a run makes in its temporary folder.
fn holds_ours_alone(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(is_of_a_run))
    })
}

/// Whether a run makes an entry of this name in its temporary folder.
fn is_of_a_run(name: &str) -> bool {
    let spent = name.strip_suffix(SPENT).and_then(|name| name.strip_suffix('.'));
    [NEW, PART, OLD].contains(&name) || spent.is_some_and(|name| [NEW, OLD].contains(&name))
}

/// Whether a file names a run: it is a regular file with a number in it, or still empty.
fn names_a_run(holder: &Path) -> bool {
    let text = bytes_of(holder).and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| text.is_empty() || text.parse::<u32>().is_ok())
}

/// The refusal to wait any longer; it names the process that holds the lock, if that is known.
fn held(parent: &Path, patience: Duration) -> Error {
    let holder = bytes_of(&parent.join(HOLDER)).and_then(|bytes| String::from_utf8(bytes).ok());
    let holder = match holder.and_then(|number| number.parse::<u32>().ok()) {
        Some(number) => format!("a run of yiti (process {number})"),
        None => "another program".to_owned(),
    };
    Error::input(
        parent.display().to_string(),
        format!("{holder} has held the folder for {} seconds", patience.as_secs()),
        "wait until it ends, or name a place in another folder with `-o`",
    )
    .of(Fault::Busy)
}

/// A temporary folder for a report that will be `target`.
pub(super) fn work_folder(target: &Path) -> io::Result<TempDir> {
    let parent = target.parent().unwrap_or(target);
    tempfile::Builder::new().prefix(&prefix(target)).rand_bytes(RANDOM).tempdir_in(parent)
}

/// Tests whether [`work_folder`] can make its folder: in the nearest parent that exists.
///
/// The folder that is made has a name of the same length, which [`FolderLock::sweep`] ignores.
pub(super) fn try_work_folder(target: &Path) -> io::Result<()> {
    let above = target.ancestors().skip(1).find(|folder| folder.exists()).unwrap_or(target);
    let prefix = prefix(target).replacen('-', "=", 1);
    tempfile::Builder::new().prefix(&prefix).rand_bytes(RANDOM).tempdir_in(above)?.close()
}

/// Renames a folder that has no files of the user's any more, before it is removed: while it is
/// removed, [`FolderLock::sweep`] could not know that from what is left, and must not move it into
/// the report.
pub(super) fn spend(folder: &Path) -> io::Result<()> {
    fs::rename(folder, folder.with_extension(SPENT))
}

/// The beginning of the names of temporary folders for `target`.
fn prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    format!(".yiti-{}-", name.to_string_lossy())
}

/// Whether another disk or volume is mounted at `folder`, which then cannot be renamed.
#[cfg(target_os = "linux")]
pub(super) fn is_mount(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::empty(), StatxFlags::TYPE)
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// On other systems replacing the folder fails instead.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// Exchanges the new folder of `work` with `target`; returns where the old one is now.
///
/// In one step where the system can exchange two folders (Linux, macOS), so that there is
/// no moment without a report; else by two renames, of which the first is undone if the
/// second fails, or by [`FolderLock::sweep`] if the run is killed between them.
pub(super) fn swap(work: &TempDir, target: &Path) -> io::Result<PathBuf> {
    let (new, old) = (work.path().join(NEW), work.path().join(OLD));
    if exchange(&new, target).is_ok() {
        return Ok(new);
    }
    fs::rename(target, &old)?;
    if let Err(cause) = fs::rename(new, target) {
        fs::rename(&old, target)?;
        return Err(cause);
    }
    Ok(old)
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
        left(".yiti-report-dddddddd", "thesis");
        left(".yiti-report-eeeeeeee", PART);
        FolderLock::acquire(room.path(), Duration::ZERO).unwrap().sweep(&target).unwrap();
        assert_eq!(fs::read(target.join("index.html")).unwrap(), OLD.as_bytes());
        let mut stay: Vec<_> =
            fs::read_dir(&room).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        stay.sort();
        // Another report's are not ours, nor is a folder with anything else in it.
        assert_eq!(stay, [".yiti-report-2-cccccccc", ".yiti-report-dddddddd", "report"]);
    }

    #[test]
    fn what_a_killed_run_had_moved_of_the_users_is_put_back() {
        let room = tempfile::tempdir().unwrap();
        let (target, left) =
            (room.path().join("report"), room.path().join(".yiti-report-aaaaaaaa"));
        for (folder, file) in [
            (&target, "index.html"),
            (&left.join(NEW), "notes/a.md"),
            (&left.join("old.spent"), "b.md"),
        ] {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        FolderLock::acquire(room.path(), Duration::ZERO).unwrap().sweep(&target).unwrap();
        assert_eq!(fs::read(target.join("notes/a.md")).unwrap(), b"notes/a.md");
        assert!(!left.exists() && !target.join("b.md").exists());
    }

    #[cfg(unix)]
    #[test]
    fn who_holds_the_folder_is_named_after_a_while() {
        let room = tempfile::tempdir().unwrap();
        let lock = FolderLock::acquire(room.path(), Duration::ZERO).unwrap();
        let wait = || FolderLock::acquire(room.path(), 2 * STEP).map(drop).unwrap_err().to_string();
        let said = wait();
        assert!(said.contains(&format!("(process {})", process::id())), "{said}");
        fs::write(room.path().join(HOLDER), "not a number").unwrap();
        let said = wait();
        assert!(said.contains("another program") && said.contains("`-o`"), "{said}");
        // A file that names no run is the user's.
        drop(lock);
        FolderLock::acquire(room.path(), Duration::ZERO).map(drop).unwrap();
        assert_eq!(fs::read(room.path().join(HOLDER)).unwrap(), b"not a number");
        fs::remove_file(room.path().join(HOLDER)).unwrap();
        FolderLock::acquire(room.path(), Duration::ZERO).map(drop).unwrap();
        assert_eq!(fs::read_dir(&room).unwrap().count(), 0);
    }
}
