//! What the tests share: paths, files as values, the program, pages of our own writing.

#![allow(dead_code, reason = "each test file takes its own part")]
#![allow(clippy::panic, clippy::print_stdout, reason = "these are tests, outside of `#[test]`")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

pub(crate) mod dealt;
pub(crate) mod files;
pub(crate) mod hostile;
#[cfg(feature = "cli")]
pub(crate) mod measure;
pub(crate) mod processes;
pub(crate) mod source;

/// The demo page, below the repository's root.
pub(crate) const DEMO: &str = "data/demo/page.txt";

/// A meeting of our own writing: two speeches that open with their speakers.
pub(crate) const TWO_SPEECHES: &str = "\
3月2日，全国候鸟湿地守护经验交流会在白鹭洲召开。会上，河北、青海、海南等地交流了做法。

河北省妇联认真落实会议部署，组织姐妹巡护湿地，把服务做到家门口。

一、建好巡护队伍。全省组建巡护队120支，培训队员3400人次。

二、办好科普课堂。走进学校开课56场，孩子们都爱听。

青海省妇联立足高原实际，带领牧区姐妹发展生态产业，日子越过越红火。

一、摸清牧区底数。走访牧户2.6万户，建立台账。

二、送去就业岗位。举办招聘会18场，帮助560名妇女就业。
";

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the folder beside the repository, or a word on why the test did not run.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if !found.exists() {
        skip(&format!("no ../shared/{path}"));
        return None;
    }
    Some(found)
}

/// Says why a test did not run.
pub(crate) fn skip(reason: &str) {
    println!("skipped: {reason}");
}

/// A file's text.
pub(crate) fn text(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8(bytes).expect("UTF-8")
}

/// A JSON file.
pub(crate) fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file, making the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder above")).expect("folder");
    fs::write(path, bytes).expect("written");
}

/// All files below `folder`: path with `/` → content; folders without files end in `/`.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        let mut empty = true;
        for entry in fs::read_dir(folder.join(&below)).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            empty = false;
            if entry.file_type().expect("a type").is_dir() {
                open.push(format!("{path}/"));
            } else {
                files.insert(path.clone(), fs::read(folder.join(path)).expect("read"));
            }
        }
        if empty && !below.is_empty() {
            files.insert(below, Vec::new());
        }
    }
    files
}

/// Text without white space: what hard wraps cannot change.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The program, in the repository's root.
#[cfg(feature = "cli")]
pub(crate) fn yiti() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_yiti"));
    command.current_dir(root()).env_remove("COLUMNS").env("LC_ALL", "C");
    command
}

/// What the program prints for `args`, which it must be able to do.
#[cfg(feature = "cli")]
pub(crate) fn answer(args: &[&str]) -> String {
    let output = yiti().args(args).output().expect("runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {complaint}");
    assert_eq!(without_doubts(&complaint), "", "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What is said on standard error beside the doubts of a record, which are no complaints.
pub(crate) fn without_doubts(said: &str) -> String {
    said.lines()
        .filter(|line| ![": doubt: ", "：存疑："].iter().any(|mark| line.contains(mark)))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The meetings that the program prints for `args` with `--format json`.
#[cfg(feature = "cli")]
pub(crate) fn meetings(args: &[&str]) -> Vec<serde_json::Value> {
    let answer = answer(&[args, &["--format", "json"]].concat());
    let mut answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["schema"], 1, "{args:?}");
    serde_json::from_value(answer["meetings"].take()).expect("meetings")
}

/// The one meeting that the program finds.
#[cfg(feature = "cli")]
pub(crate) fn meeting(args: &[&str]) -> serde_json::Value {
    let mut meetings = meetings(args);
    assert_eq!(meetings.len(), 1, "{args:?}");
    meetings.remove(0)
}
