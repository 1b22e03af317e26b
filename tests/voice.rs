//! What the program says beside its answer: progress, `--quiet`, `--verbose`, help.

#![cfg(feature = "cli")]

use std::{fs, process::Command};

use common::{DEMO, TWO_SPEECHES, answer, yiti};

mod common;

/// What a run prints on standard output and on standard error; it must succeed.
fn both(args: &[&str]) -> (String, String) {
    let output = yiti().args(args).output().expect("runs");
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert!(output.status.success(), "{args:?}: {err}");
    (out, err)
}

#[test]
fn verbose_tells_what_was_read_and_changes_no_answer() {
    for command in ["themes", "terms", "figures", "split"] {
        let (plain, doubts) = both(&[command, DEMO]);
        assert_eq!(
            common::without_doubts(&doubts),
            "",
            "{command} speaks unasked, or shows progress in a pipe"
        );
        assert_eq!(both(&[command, DEMO, "-q"]), (plain.clone(), String::new()), "{command}");
        assert_eq!(both(&["--quiet", command, DEMO]), (plain.clone(), String::new()), "{command}");
        let (same, told) = both(&[command, "-v", DEMO]);
        assert_eq!(same, plain, "{command}");
        let expected = [
            "settings:",
            "  layout = \"auto\"",
            "list data/themes/organisations.toml",
            "read page.txt: UTF-8, 5832",
        ];
        for part in expected.into_iter().chain(["7 speeches by layout opening", " s  finding the"])
        {
            assert!(told.contains(part), "{command} -v lacks {part}: {told}");
        }
        let analysed = told.contains(" s  grouping the speeches");
        assert_eq!(analysed, ["themes", "terms"].contains(&command), "{command}: {told}");
    }
    assert!(both(&["config", "-v"]).1.contains("list data/themes/organisations.toml"));
    assert!(both(&["config", "--verbose", "--check", DEMO]).1.contains("read page.txt"));
    assert_eq!(both(&["search", "-v", "家风", DEMO]).0, answer(&["search", "家风", DEMO]));
}

#[test]
fn quiet_leaves_nothing_but_the_answer_and_errors() {
    let nowhere = ["search", "没有这个词", DEMO, "--format", "csv"];
    let told = |args: &[&str]| {
        let output = yiti().args(args).output().expect("runs");
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert!(told(&nowhere).contains("nothing found"));
    assert_eq!(told(&[&nowhere[..], &["-q"]].concat()), "");
    let output = yiti().args(["themes", "-q", "no-such-file"]).output().expect("runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.starts_with("yiti: no-such-file"), "{complaint}");
    let both = yiti().args(["themes", "-q", "-v", DEMO]).output().expect("runs");
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_place_where_no_report_may_go_is_refused_before_the_work() {
    let room = tempfile::tempdir().expect("a folder");
    fs::write(room.path().join("good.txt"), TWO_SPEECHES).expect("written");
    fs::write(room.path().join("taken"), "a file").expect("written");
    let args = ["report", "-v", "good.txt", "-o", "taken"];
    let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("yiti: taken: is a file"), "{told}");
    assert!(told.contains("finding the speeches") && !told.contains("cutting the text"), "{told}");
}

/// Runs in a terminal that `script` makes, where there is one: all that the terminal got.
#[cfg(target_os = "linux")]
fn in_a_terminal(command: &str) -> Option<String> {
    let room = tempfile::tempdir().expect("a folder");
    let log = room.path().join("log");
    let ran = Command::new("script")
        .args(["-qec", command])
        .arg(&log)
        .current_dir(common::root())
        .env("TERM", "xterm")
        .output();
    if !ran.is_ok_and(|output| output.status.success()) {
        common::skip("no `script` that makes a terminal");
        return None;
    }
    Some(String::from_utf8_lossy(&fs::read(log).expect("a log")).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn in_a_terminal_long_work_shows_its_stage_and_short_or_quiet_work_nothing() {
    // A record that comes late makes the work as long as is needed.
    let run = |seconds: u32, flag: &str| {
        let program = env!("CARGO_BIN_EXE_yiti");
        in_a_terminal(&format!("(sleep {seconds}; cat {DEMO}) | {program} figures - {flag}"))
    };
    let Some(shown) = run(2, "") else { return };
    assert!(shown.contains("reading (1 s)"), "{shown}");
    for (seconds, flag) in [(0, ""), (2, "-q")] {
        let Some(shown) = run(seconds, flag) else { return };
        assert!(!shown.contains(" s)") && shown.contains("四川"), "{flag}: {shown}");
    }
}

#[test]
fn help_says_what_to_do_first_and_shows_examples() {
    let help = answer(&["--help"]);
    let words =
        ["Start with `yiti report", "Four uses:", "Look at the text:", "yiti terms page.txt"];
    for part in words.into_iter().chain(["yiti.toml", "--quiet", "--verbose"]) {
        assert!(help.contains(part), "{part}: {help}");
    }
    for command in ["report", "themes", "terms", "figures", "split", "search", "config", "man"] {
        for help in [answer(&[command, "--help"]), answer(&[command, "-h"])] {
            assert!(help.contains("Examples:\n"), "{command}: {help}");
            assert!(help.contains("--quiet") && help.contains("--verbose"), "{command}");
        }
        let page = answer(&["man", command]);
        assert!(
            page.contains(".SH EXAMPLES") && page.contains(&format!("yiti {command}")),
            "{page}"
        );
    }
    assert!(answer(&["man"]).contains("Four uses"));
}

#[test]
fn what_is_printed_is_text_whatever_the_record_holds() {
    let room = tempfile::tempdir().expect("a folder");
    // In its title, in names, in a title of a speech, in sentences; in the file's own name.
    let record = "# 会\u{1b}]0;x\u{7}议\u{9b}31m\n\n## 甲\u{202e}省 | 题\u{200b}目\n\n抓好\u{2066}粮食生产，培训队员34\u{ad}00人次。\n\n\
                  ## 乙\u{1b}[2J省\n\n办好家长学校\u{feff}，开课56场。\n";
    let name = "page\u{1b}[31m.md";
    fs::write(room.path().join(name), record).expect("written");
    let is_text = |printed: &str| {
        let hidden = |c: &char| {
            c.is_control() && *c != '\n' || "\u{ad}\u{200b}\u{202e}\u{2066}\u{feff}".contains(*c)
        };
        assert_eq!(printed.chars().find(hidden), None, "{printed:?}");
    };
    let run = |args: &[&str]| {
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    let mut all = String::new();
    for command in ["split", "themes", "terms", "figures"] {
        for args in [&[command, name, "-v"][..], &[command, name, "--format", "json"]] {
            let [out, err] = run(args);
            is_text(&out);
            is_text(&err);
            all += &out;
        }
    }
    for shown in
        ["会\\u{1b}]0;x\\u{7}议\\u{9b}31m", "甲\\u{202e}省", "甲\\u202e省", "乙\\u001b[2J省"]
    {
        assert!(all.contains(shown), "{shown}");
    }
    for args in
        [&["search", "粮食", name][..], &["split", "gone\u{1b}[1m"], &["report", name, "-o", "out"]]
    {
        for printed in run(args) {
            is_text(&printed);
        }
    }
    // A file's name may be taken for an option.
    for args in [&["--\u{1b}[31m\u{202e}E"][..], &["themes", name, "--layout", "\u{9b}31m\u{200b}"]]
    {
        let output = yiti().args(args).current_dir(room.path()).output().expect("runs");
        assert_eq!(output.status.code(), Some(2));
        is_text(&String::from_utf8(output.stderr).expect("UTF-8"));
    }
    // An older manifest may come from anybody.
    let manifest = room.path().join("out/manifest.json");
    let older = common::text(&manifest).replace("\"yiti\": \"", "\"yiti\": \"\\u001b[1m");
    fs::write(&manifest, older).expect("written");
    let [_, said] = run(&["report", name, "-o", "out"]);
    assert!(said.contains("yiti \\u{1b}[1m"), "{said}");
    is_text(&said);
    // What another program reads is as it was: the corrected transcript, a table.
    let [markdown, _] = run(&["split", name, "--format", "md"]);
    assert!(markdown.contains("甲\u{202e}省"), "{markdown:?}");
}
