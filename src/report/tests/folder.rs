//! A folder is whole or untouched.

use std::path::{Path, PathBuf};
use std::{env, fs};

use tempfile::TempDir;

use super::rendered;
use crate::error::Error;
use crate::report::{Files, write};

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
    assert!(matches!(write(&dir, &rendered(1), true), Err(Error::File { .. })));
    assert_eq!(read(&dir), before);
    clean(&room, &["odd"]);
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
