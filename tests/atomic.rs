//! A run that is killed, meets another or finds the disk full leaves a whole report.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says so by failing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

/// Two records, one the other with a speech more.
const SPEECHES: [&str; 2] = [
    "# 会议\n\n## 甲省\n\n抓好粮食生产。保护妇女权益。\n\n## 乙省\n\n办好家长学校。\n",
    "# 会议\n\n## 甲省\n\n抓好粮食生产。保护妇女权益。\n\n## 乙省\n\n办好家长学校。\n\n## 丙省\n\n就业创业。\n",
];

fn start(record: &Path, report: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_yiti"))
        .args(["report", "-q", "-o"])
        .args([report, record])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The files that the manifest of a report lists, each with the sum that it has on disk.
fn whole(report: &Path) -> BTreeMap<String, String> {
    let manifest = fs::read(report.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let files = manifest["files"].as_object().unwrap();
    let sum = |name: &String| {
        let digest = Sha256::digest(fs::read(report.join(name)).unwrap());
        digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let found: BTreeMap<_, _> = files.keys().map(|name| (name.clone(), sum(name))).collect();
    for (name, listed) in files {
        assert_eq!(Some(found[name].as_str()), listed.as_str(), "{name}");
    }
    let charts = fs::read_dir(report.join("charts")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(
        charts.filter(|path| path.is_file()).count(),
        found.keys().filter(|name| name.starts_with("charts/")).count()
    );
    found
}

/// The temporary folders in a folder.
fn left(room: &Path) -> BTreeSet<OsString> {
    let entries = fs::read_dir(room).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|name| name.to_string_lossy().starts_with(".yiti-")).collect()
}

/// A folder with the two records, and the whole reports of both.
fn room() -> (tempfile::TempDir, [std::path::PathBuf; 2], [BTreeMap<String, String>; 2]) {
    let room = tempfile::tempdir().unwrap();
    let records = [0, 1].map(|place| room.path().join(format!("{place}.md")));
    let whole = [0, 1].map(|place| {
        fs::write(&records[place], SPEECHES[place]).unwrap();
        let report = room.path().join(format!("whole-{place}"));
        assert!(start(&records[place], &report).wait().unwrap().success());
        whole(&report)
    });
    (room, records, whole)
}

#[test]
fn killed_at_any_moment_the_old_report_stands_or_the_new_one() {
    const KILLS: u32 = 40;
    let (room, records, expected) = room();
    let report = room.path().join("report");
    let began = Instant::now();
    assert!(start(&records[1], &report).wait().unwrap().success());
    let takes = began.elapsed();
    fs::write(report.join("notes.md"), "mine").unwrap();
    fs::create_dir_all(report.join("charts/mine/empty")).unwrap();
    let (mut seen, mut writing) = ([0; 2], 0);
    for kill in 0..KILLS {
        let before = left(room.path());
        let mut run = start(&records[(kill % 2) as usize], &report);
        let began = Instant::now();
        // Half of them anywhere, half while it writes: as soon as its folder is there, and a bit.
        if kill % 4 < 2 {
            sleep(takes * 2 * kill / KILLS);
        } else {
            while left(room.path()).is_subset(&before) && began.elapsed() < 4 * takes {
                std::hint::spin_loop();
            }
            sleep(Duration::from_micros(u64::from(kill) * 250));
        }
        run.kill().unwrap();
        run.wait().unwrap();
        writing += usize::from(!left(room.path()).is_subset(&before));
        let found = whole(&report);
        let which = expected.iter().position(|one| *one == found).expect("one of the two");
        seen[which] += 1;
    }
    assert!(writing > 0, "no run was killed while it wrote");
    assert!(seen.iter().all(|&times| times > 0), "{seen:?}");
    assert!(start(&records[0], &report).wait().unwrap().success());
    assert_eq!(left(room.path()), BTreeSet::new());
    assert_eq!(whole(&report), expected[0]);
    assert_eq!(fs::read(report.join("notes.md")).unwrap(), b"mine");
    assert!(report.join("charts/mine/empty").is_dir());
}

#[test]
fn two_runs_at_once_leave_one_whole_report() {
    let (room, records, expected) = room();
    let report = room.path().join("report");
    for _ in 0..6 {
        let runs: Vec<_> = (0..4).map(|run| start(&records[run % 2], &report)).collect();
        for mut run in runs {
            assert!(run.wait().unwrap().success());
        }
        assert!(expected.contains(&whole(&report)));
        assert_eq!(left(room.path()), BTreeSet::new());
    }
}

#[test]
fn a_full_disk_is_an_error_that_names_the_file_and_leaves_the_old_report() {
    let (room, records, expected) = room();
    let report = room.path().join("report");
    assert!(start(&records[0], &report).wait().unwrap().success());
    // No file may grow beyond 64 blocks; with the signal ignored, the write fails as on a full disk.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' report -o '{}' '{}'",
        env!("CARGO_BIN_EXE_yiti"),
        report.display(),
        records[1].display()
    );
    let run = Command::new("sh").args(["-c", &limited]).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("report/charts/") || said.contains("report/index.html"), "{said}");
    assert_eq!(left(room.path()), BTreeSet::new());
    assert_eq!(whole(&report), expected[0]);
}
