//! A folder is whole or untouched.

use std::path::{Path, PathBuf};
use std::{env, fs};

use tempfile::TempDir;

use super::rendered;
use crate::error::Error;
use crate::report::{Files, Manifest, check, write};
use crate::run::Provenance;

/// Every file below `folder` by its path, as [`Files`] names it.
fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap() {
            let path = below.join(entry.unwrap().file_name());
            if folder.join(&path).is_dir() {
                folders.push(path);
            } else {
                let name = path.to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(folder.join(path)).unwrap());
            }
        }
    }
    files
}

fn room() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The only thing in `room` is what was asked for: no temporary folder stays.
fn clean(room: &TempDir, names: &[&str]) {
    let mut found: Vec<_> =
        fs::read_dir(room).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    found.sort();
    assert_eq!(found, names);
}

#[test]
fn a_report_is_written_with_its_missing_parents() {
    let room = room();
    let dir = room.path().join("a/b/report");
    write(&dir, &rendered(1), false).unwrap();
    assert_eq!(read(&dir), rendered(1));
    clean(&room, &["a"]);
}

#[test]
fn an_empty_folder_is_used() {
    let room = room();
    let dir = room.path().join("report");
    fs::create_dir(&dir).unwrap();
    write(&dir, &rendered(1), false).unwrap();
    assert_eq!(read(&dir), rendered(1));
}

#[test]
fn an_older_report_is_replaced_whole() {
    let room = room();
    let dir = room.path().join("report");
    write(&dir, &rendered(2), false).unwrap();
    assert!(dir.join("charts/2-map.svg").exists());
    write(&dir, &rendered(1), false).unwrap();
    assert_eq!(read(&dir), rendered(1), "nothing of the old one is left");
    clean(&room, &["report"]);
}

#[test]
fn what_others_put_into_a_report_stays() {
    let room = room();
    let dir = room.path().join("report");
    write(&dir, &rendered(2), false).unwrap();
    fs::create_dir(dir.join("mine")).unwrap();
    fs::write(dir.join("mine/notes.txt"), "笔记").unwrap();
    write(&dir, &rendered(1), false).unwrap();
    let mut expected = rendered(1);
    expected.insert("mine/notes.txt".into(), "笔记".into());
    assert_eq!(read(&dir), expected);
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let room = room();
    let dir = room.path().join("photos");
    fs::create_dir(&dir).unwrap();
    for (name, bytes) in [("a.jpg", "jpg"), ("manifest.json", "{\"name\": \"app\"}")] {
        fs::write(dir.join(name), bytes).unwrap();
        let before = read(&dir);
        let error = write(&dir, &rendered(1), false).unwrap_err();
        assert!(matches!(error, Error::Input { .. }));
        let message = error.to_string();
        assert!(message.contains("photos") && message.contains("`--force`"), "{message}");
        assert_eq!(message.lines().count(), 1);
        assert_eq!(read(&dir), before);
    }
    clean(&room, &["photos"]);
}

#[test]
fn force_writes_among_foreign_files_and_keeps_them() {
    let room = room();
    let dir = room.path().join("photos");
    fs::create_dir_all(dir.join("2022")).unwrap();
    fs::write(dir.join("2022/a.jpg"), "jpg").unwrap();
    fs::write(dir.join("index.html"), "old").unwrap();
    write(&dir, &rendered(1), true).unwrap();
    let mut expected = rendered(1);
    expected.insert("2022/a.jpg".into(), "jpg".into());
    assert_eq!(read(&dir), expected);
    clean(&room, &["photos"]);
}

#[test]
fn a_foreign_file_in_the_way_of_a_folder_stops_even_force() {
    let room = room();
    let dir = room.path().join("odd");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("charts"), "a file").unwrap();
    let before = read(&dir);
    let message = write(&dir, &rendered(1), true).unwrap_err().to_string();
    assert!(message.contains("odd/charts: ") && message.contains("move it away"), "{message}");
    assert_eq!(read(&dir), before);
    clean(&room, &["odd"]);
}

#[test]
fn what_the_user_edited_is_refused_before_the_work_and_replaced_by_force() {
    let room = room();
    let dir = room.path().join("report");
    write(&dir, &rendered(2), false).unwrap();
    // Deleted by the user: nothing to keep.
    fs::remove_file(dir.join("index.html")).unwrap();
    fs::write(dir.join("tables/terms.csv"), "mine").unwrap();
    fs::write(dir.join("charts/2-map.svg"), "mine").unwrap();
    let before = read(&dir);
    for refused in [check(&dir, false), write(&dir, &rendered(1), false)] {
        let message = refused.unwrap_err().to_string();
        assert!(message.contains("is not as yiti wrote it"), "{message}");
        assert!(message.contains("`--force`"), "{message}");
        assert_eq!(read(&dir), before);
    }
    check(&dir, true).unwrap();
    write(&dir, &rendered(1), true).unwrap();
    let mut expected = rendered(1);
    // Nothing takes its place.
    expected.insert("charts/2-map.svg".into(), b"mine".to_vec());
    assert_eq!(read(&dir), expected);
}

#[test]
fn a_manifest_of_somebody_else_removes_nothing() {
    let room = room();
    let dir = room.path().join("texts");
    let bytes = |text: &str| crate::pages::sha256(text.as_bytes());
    for name in ["texts/a.txt", "texts/charts/deep/a.svg", "outside.txt"] {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    let mut manifest = Manifest::new(&Provenance::default(), &Files::new());
    for listed in ["a.txt", "charts/deep/a.svg", "../outside.txt", "charts/../../outside.txt"] {
        manifest.files.insert(listed.into(), bytes("text"));
    }
    let absolute = room.path().join("outside.txt").display().to_string();
    manifest.files.insert(absolute, bytes("another"));
    fs::write(dir.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
    check(&dir, false).unwrap();
    write(&dir, &rendered(1), false).unwrap();
    let mut expected = rendered(1);
    expected.insert("a.txt".into(), b"text".to_vec());
    expected.insert("charts/deep/a.svg".into(), b"text".to_vec());
    assert_eq!(read(&dir), expected);
    assert_eq!(fs::read(room.path().join("outside.txt")).unwrap(), b"text");
}

#[cfg(unix)]
#[test]
fn links_sockets_fifos_empty_folders_and_modes_stay_as_they_are() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let room = room();
    let (dir, elsewhere) = (room.path().join("report"), room.path().join("elsewhere"));
    write(&dir, &rendered(2), false).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("a.txt"), "text").unwrap();
    fs::create_dir_all(dir.join("empty/below")).unwrap();
    symlink(&elsewhere, dir.join("charts/linked")).unwrap();
    symlink("nowhere", dir.join("dangling")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.join("socket")).unwrap();
    fifo(&dir.join("fifo"));
    let mode = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
    for (path, mode) in [("", 0o700), ("charts", 0o750), ("index.html", 0o600), ("empty", 0o711)] {
        fs::set_permissions(dir.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    for meetings in [1, 2] {
        check(&dir, false).unwrap();
        write(&dir, &rendered(meetings), false).unwrap();
        let kind = |path: &str| fs::symlink_metadata(dir.join(path)).unwrap().file_type();
        assert!(kind("charts/linked").is_symlink() && kind("dangling").is_symlink());
        assert!(kind("socket").is_socket() && kind("fifo").is_fifo());
        assert!(kind("empty/below").is_dir());
        let modes = ["", "charts", "index.html", "empty"].map(|path| mode(&dir.join(path)));
        assert_eq!(modes, [0o700, 0o750, 0o600, 0o711]);
    }
    assert_eq!(fs::read(elsewhere.join("a.txt")).unwrap(), b"text");
    clean(&room, &["elsewhere", "report"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_of_a_report_is_never_opened() {
    let room = room();
    for name in ["manifest.json", "report.json", "index.html"] {
        let dir = room.path().join(name.replace('.', "-"));
        write(&dir, &rendered(1), false).unwrap();
        fs::remove_file(dir.join(name)).unwrap();
        fifo(&dir.join(name));
        assert!(check(&dir, false).is_err());
        assert!(crate::report::existing(&dir).is_none() || name == "index.html");
        write(&dir, &rendered(1), true).unwrap();
        assert_eq!(read(&dir), rendered(1));
    }
    // A folder that the user has put elsewhere is not written through.
    let (dir, elsewhere) = (room.path().join("linked"), room.path().join("elsewhere"));
    write(&dir, &rendered(1), false).unwrap();
    fs::rename(dir.join("tables"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, dir.join("tables")).unwrap();
    let message = check(&dir, true).unwrap_err().to_string();
    assert!(message.contains("linked/tables: "), "{message}");
}

#[cfg(unix)]
fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

#[test]
fn a_name_too_long_for_what_is_made_beside_it_is_refused_before_the_work() {
    let room = room();
    let message = check(&room.path().join("n".repeat(253)), false).unwrap_err().to_string();
    assert!(message.contains("shorter name") && message.contains("`-o`"), "{message}");
    check(&room.path().join("a/b").join("n".repeat(200)), false).unwrap();
    clean(&room, &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused_before_the_work() {
    let message = check(Path::new("/proc"), true).unwrap_err().to_string();
    assert!(message.contains("is mounted there") && message.contains("`-o`"), "{message}");
}

#[test]
fn a_file_is_no_folder() {
    let room = room();
    let file = room.path().join("report");
    fs::write(&file, "text").unwrap();
    let error = write(&file, &rendered(1), true).unwrap_err();
    assert!(matches!(error, Error::Input { .. }) && error.to_string().contains("is a file"));
    // Nor can a report stand below one.
    let error = write(&file.join("below"), &rendered(1), true).unwrap_err();
    assert!(matches!(error, Error::File { .. }), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"text");
    clean(&room, &["report"]);
}

#[test]
fn the_folder_one_stands_in_is_refused() {
    for dir in [env::current_dir().unwrap(), PathBuf::from("."), PathBuf::from("/")] {
        let error = write(&dir, &rendered(1), true).unwrap_err();
        assert!(matches!(error, Error::Input { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_report_stays_a_link() {
    let room = room();
    let (dir, link) = (room.path().join("report"), room.path().join("latest"));
    write(&dir, &rendered(2), false).unwrap();
    std::os::unix::fs::symlink(&dir, &link).unwrap();
    write(&link, &rendered(1), false).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read(&dir), rendered(1));
}
