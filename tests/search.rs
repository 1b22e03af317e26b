//! `search`, `open`, `completions` and `man` from outside.

#![cfg(feature = "cli")]

use std::{fs, path::Path};

use common::{
    DEMO, TWO_SPEECHES, answer,
    measure::{list, string},
    meeting, meetings, tree, write, yiti,
};
use serde_json::Value;
use tempfile::TempDir;

mod common;

/// An empty folder to work in.
fn room() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What the program says when it refuses `args` in `room`: one line, and nothing else.
fn complaint(room: &Path, args: &[&str]) -> String {
    let output = yiti().current_dir(room).args(args).output().expect("runs");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{args:?}: {complaint}");
    assert!(output.stdout.is_empty(), "{args:?}: printed on standard output");
    assert_eq!(complaint.lines().count(), 1, "{args:?}: {complaint}");
    assert!(complaint.starts_with("yiti: "), "{args:?}: {complaint}");
    complaint
}

/// The speeches of the demo page: name → text, and the page's lines.
fn texts() -> Vec<(String, String)> {
    let split = meeting(&["split", DEMO]);
    let text = |speech: &Value| {
        let units: Vec<&str> = list(&speech["units"]).iter().map(|u| string(&u["text"])).collect();
        (string(&speech["region"]).to_owned(), units.join("\n"))
    };
    list(&split["speeches"]).iter().map(text).collect()
}

#[test]
fn every_hit_stands_in_its_speech_where_it_says() {
    let texts = texts();
    let page = common::text(&common::root().join(DEMO));
    let lines: Vec<&str> = page.lines().collect();
    for (pattern, window) in [("家风", 20), ("妇联", 3), ("，", 0), ("12338", 500)] {
        let window = window.to_string();
        let found = meeting(&["search", pattern, DEMO, "--window", &window]);
        assert_eq!(string(&found["pattern"]), pattern);
        let hits = list(&found["hits"]);
        assert!(!hits.is_empty(), "{pattern}");
        for (count, (name, text)) in list(&found["counts"]).iter().zip(&texts) {
            let own: Vec<&Value> = hits.iter().filter(|hit| hit["speech"] == **name).collect();
            assert_eq!(own.len(), text.matches(pattern).count(), "{pattern} in {name}");
            assert_eq!(
                (count["speech"].as_str(), &count["hits"]),
                (Some(&**name), &own.len().into())
            );
            let characters = text.chars().filter(|c| !c.is_whitespace()).count();
            assert_eq!(count["characters"], characters);
            let rate = count["per_thousand"].as_f64().expect("a rate");
            assert!((rate * characters as f64 - 1000.0 * own.len() as f64).abs() < 1e-6);
            for hit in own {
                let [left, keyword, right] =
                    ["left", "keyword", "right"].map(|key| string(&hit[key]));
                assert!(text.contains(&[left, keyword, right].concat()), "{hit}");
                assert_eq!((keyword, hit["region"].as_str()), (pattern, Some(&**name)));
                assert_eq!(hit["source"], "page.txt");
                let line = hit["line"].as_u64().expect("a line") as usize;
                assert!(lines[line - 1].contains(&pattern[..3]), "{hit}");
            }
        }
    }
}

#[test]
fn a_hit_names_the_sentence_that_themes_lists() {
    let themes = meeting(&["themes", DEMO]);
    for hit in list(&meeting(&["search", "家风", DEMO])["hits"]) {
        let speeches = list(&themes["speeches"]);
        let speech = speeches.iter().find(|s| s["name"] == hit["speech"]).expect("the speech");
        let place = |key: &str| hit[key].as_u64().expect("a number") as usize;
        let sentence = string(&speech["sentences"][place("sentence")]["text"]);
        let rest: String = sentence.chars().skip(place("start")).collect();
        assert!(rest.starts_with("家风"), "{hit}: {sentence}");
    }
}

#[test]
fn the_table_aligns_keywords_and_ends_with_every_speaker() {
    let printed = answer(&["search", "家风", DEMO]);
    let columns = |text: &str| text.chars().map(|c| 1 + usize::from(c > '\u{2e80}')).sum::<usize>();
    let hits: Vec<&str> = printed.lines().filter(|line| line.contains("page.txt:")).collect();
    assert!(hits.len() > 5, "{printed}");
    let places: Vec<usize> = hits
        .iter()
        .filter_map(|line| line.find("  家风  ").map(|at| columns(&line[..at])))
        .collect();
    assert_eq!(places.len(), hits.len(), "{printed}");
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}\n{printed}");
    assert!(hits.iter().all(|line| columns(line) <= 100), "{printed}");
    for (name, _) in texts() {
        assert!(printed.lines().any(|line| line.starts_with(&format!(" {name} "))), "{name}");
    }
    let wide = answer(&["search", "家风", DEMO, "--window", "40"]);
    assert!(wide.lines().any(|line| columns(line) > 150), "an asked window is kept\n{wide}");
}

#[test]
fn expressions_and_letters() {
    let room = room();
    write(&room.path().join("net.md"), "# 会\n\n## 河北省妇联\n\n建好WiFi，用好wifi。家风家训。\n");
    let keywords = |args: &[&str]| {
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let hits = list(&answer["meetings"][0]["hits"]).iter();
        hits.map(|hit| string(&hit["keyword"]).to_owned()).collect::<Vec<_>>()
    };
    let json = ["net.md", "--format", "json"];
    for (pattern, flags, found) in [
        ("WIFI", &[][..], &["WiFi", "wifi"][..]),
        ("WIFI", &["--regex"], &[]),
        ("家(风|训)", &["--regex"], &["家风", "家训"]),
        ("家(风|训)", &[], &[]),
    ] {
        assert_eq!(keywords(&[&["search", pattern], flags, &json].concat()), found, "{pattern}");
    }
}

#[test]
fn a_pattern_that_cannot_be_used_is_refused() {
    let room = room();
    write(&room.path().join("two.txt"), TWO_SPEECHES);
    for (args, words) in [
        (&["search", "", "two.txt"][..], &["PATTERN: is empty", "give a word"][..]),
        (&["search", "", "two.txt", "--regex"], &["PATTERN: is empty"]),
        (&["search", "(湿地", "two.txt", "--regex"], &["unclosed group", "leave `--regex` away"]),
        (&["search", "湿地", "gone.txt"], &["gone.txt: no such file or folder"]),
    ] {
        let complaint = complaint(room.path(), args);
        assert!(words.iter().all(|word| complaint.contains(word)), "{complaint}");
    }
    for args in [&["search", "湿地"][..], &["search", "湿地", DEMO, "--window", "-1"]] {
        assert_eq!(yiti().args(args).output().expect("runs").status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn nothing_found_is_no_error_and_no_success() {
    let output = |format| {
        let args = ["search", "航天员", DEMO, "--format", format];
        let output = yiti().args(args).output().expect("runs");
        // As grep has it.
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("nothing found: 航天员 is in none of 7 speeches"), "{told}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(output("table"), "", "no table of zeros");
    assert_eq!(output("csv").lines().count(), 1, "the head alone");
    let found: Value = serde_json::from_str(&output("json")).expect("JSON");
    let found = &found["meetings"][0];
    assert!(list(&found["hits"]).is_empty());
    assert_eq!(list(&found["counts"]).len(), 7);
    assert!(list(&found["counts"]).iter().all(|count| count["hits"] == 0));
}

#[test]
fn several_meetings_are_searched_apart() {
    let room = room();
    let two = room.path().join("two.txt");
    write(&two, TWO_SPEECHES);
    let found = meetings(&["search", "湿地", DEMO, two.to_str().expect("UTF-8")]);
    let hits: Vec<usize> = found.iter().map(|meeting| list(&meeting["hits"]).len()).collect();
    assert_eq!(hits, [0, 1]);
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_guarded() {
    let room = room();
    let text = "# =1+1\n\n## 河北省妇联\n\n=3湿地+候鸟。\n\n@在湿地－2度。\n";
    write(&room.path().join("sums.md"), text);
    let args = ["search", "湿地", "sums.md", "--format", "csv", "--window", "2"];
    let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
    let mut reader = csv::Reader::from_reader(&*output.stdout);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let column = |name: usize| rows.iter().map(|row| &row[name]).collect::<Vec<_>>();
    assert_eq!(column(0), ["'=1+1", "'=1+1"]);
    assert_eq!(column(5), ["'=3", "'@在"], "{rows:?}");
    assert_eq!(column(7), ["'+候", "'－2"]);
    assert_eq!(column(9), ["5", "7"]);
}

#[test]
fn what_is_no_report_is_not_opened() {
    let room = room();
    write(&room.path().join("mine/notes.md"), "mine");
    write(&room.path().join("other/index.html"), "<p>");
    write(&room.path().join("other/manifest.json"), "{\"name\": \"an app\"}");
    yiti()
        .current_dir(room.path())
        .args(["report", "-q", "-o", "lost"])
        .arg(common::root().join(DEMO))
        .assert()
        .success();
    fs::remove_file(room.path().join("lost/index.html")).expect("removed");
    let before = tree(room.path());
    for (folder, words) in [
        ("gone", &["gone: cannot read"][..]),
        ("mine", &["mine: is no yiti report", "`yiti report`"]),
        ("mine/notes.md", &["is no yiti report"]),
        ("other", &["other: is no yiti report"]),
        ("lost", &["lost its index.html", "make it again"]),
    ] {
        // With no opener to be found, so that a mistake here starts no browser.
        let output =
            yiti().current_dir(room.path()).env("PATH", "").args(["open", folder]).output();
        let output = output.expect("runs");
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{folder}: {complaint}");
        assert!(words.iter().all(|word| complaint.contains(word)), "{folder}: {complaint}");
    }
    assert!(tree(room.path()) == before);
}

/// The opener is one of ours: it notes what it was asked to open.
#[cfg(target_os = "linux")]
#[test]
fn a_report_is_handed_to_the_opener() {
    use std::{os::unix::fs::PermissionsExt, thread, time::Duration};

    let room = room();
    let opener = room.path().join("bin/xdg-open");
    write(
        &opener,
        "#!/bin/sh\nprintf '%s' \"$1\" > \"${0%/*}/new\"\n/bin/mv \"${0%/*}/new\" \"${0%/*}/opened\"\n",
    );
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("executable");
    let report = room.path().join("report");
    let made = yiti().args(["report", common::DEMO, "-q", "-o"]).arg(&report).output();
    assert!(made.expect("runs").status.success());
    let open =
        |path: &Path| yiti().env("PATH", path).arg("open").arg(&report).output().expect("runs");
    let output = open(&room.path().join("bin"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let opened = room.path().join("bin/opened");
    // The opener is not waited for.
    for _ in 0..100 {
        if opened.exists() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let page = report.join("index.html");
    assert_eq!(common::text(&opened), page.to_str().expect("UTF-8"));

    let output = open(&room.path().join("empty"));
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert!(complaint.contains("index.html: the system has no program"), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}

#[test]
fn completions_and_manual_name_every_command() {
    let help = answer(&["--help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Usage:"))
        .take_while(|line| !line.starts_with("Options:"))
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 11 && commands.contains(&"search"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = answer(&["completions", shell]);
        for command in &commands {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let page = answer(&["man"]);
    assert!(page.contains(".TH yiti 1"), "{page}");
    for command in &commands {
        assert!(page.contains(&format!("yiti\\-{command}(1)")), "{command}");
    }
    let page = answer(&["man", "search"]);
    assert!(page.contains(".TH yiti-search 1") && page.contains("\\-\\-window"), "{page}");
    let refused = complaint(common::root(), &["man", "speak"]);
    assert!(refused.contains("speak: no such command"), "{refused}");
    assert_eq!(yiti().args(["completions", "dos"]).output().expect("runs").status.code(), Some(2));
}
