//! What a terminal shows, in both languages and at three widths, kept in `tests/fixtures/terminal`.

#![cfg(feature = "cli")]

use std::{env, fs};

use common::{DEMO, root, text, yiti};
use unicode_width::UnicodeWidthStr;

mod common;

/// Makes the files again.
const RENEW: &str = "RENEW=1 cargo test --release --locked --test terminal";

/// What the program prints for people.
fn printed(args: &[&str], language: &str, columns: usize) -> String {
    let mut command = yiti();
    let command = command.args(args).args(["--lang", language]).env("COLUMNS", columns.to_string());
    let output = command.output().expect("runs");
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn tables_are_shown_in_both_languages_at_three_widths() {
    let folder = root().join("tests/fixtures/terminal");
    let mut changed = Vec::new();
    for args in
        [&["themes", DEMO][..], &["terms", DEMO], &["split", DEMO], &["search", "家风", DEMO]]
    {
        for language in ["zh", "en"] {
            for columns in [80, 100, 120] {
                let shown = printed(args, language, columns);
                let name = format!("{}-{language}-{columns}.txt", args[0]);
                let path = folder.join(&name);
                if env::var_os("RENEW").is_some() {
                    fs::create_dir_all(&folder).expect("the repository can be written");
                    fs::write(&path, &shown).expect("the repository can be written");
                } else if text(&path) != shown {
                    changed.push(name);
                }
                // Tables fit; notes below them may be longer, and break where the terminal ends.
                let rows = shown.lines().filter(|line| line.starts_with([' ', '─']));
                let widest = rows.map(UnicodeWidthStr::width).max().unwrap_or(0);
                assert!(widest <= columns, "{args:?} {language} {columns}: {widest}");
            }
        }
    }
    assert!(changed.is_empty(), "{changed:?}: look at the change, then run\n{RENEW}");
}

#[test]
fn the_language_is_that_of_the_locale_unless_another_is_asked_for() {
    let help = |locale: &str, args: &[&str]| {
        let output = yiti().args(args).env("LC_ALL", locale).output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(help("zh_CN.UTF-8", &["--help"]).contains("用法："));
    assert!(help("zh_CN.UTF-8", &["--help", "--lang", "en"]).contains("Usage: "));
    assert!(help("C", &["--help"]).contains("Usage: "));
    assert!(help("C", &["--lang=zh", "themes", "--help"]).contains("用法："));
    // What programs read has no language.
    for format in ["csv", "json"] {
        let args = ["themes", DEMO, "--format", format];
        assert_eq!(help("zh_CN.UTF-8", &args), help("C", &args));
    }
}

#[test]
fn what_was_read_has_no_language_whatever_it_is_called() {
    let room = tempfile::tempdir().expect("a folder");
    // All of these names are texts of the program, which have Chinese ones.
    let record = "---\nannounced: none、neutral\n---\n# share\n\n## speech\n\n重视家庭，推动家庭文明建设。\n\n\
                  ## words\n\n重视家庭，推动妇女创业就业。\n";
    fs::write(room.path().join("value.md"), record).expect("written");
    let run = |args: &[&str]| {
        let args = [args, &["--lang", "zh"]].concat();
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    for command in [&["split"][..], &["themes"], &["terms"], &["figures"], &["search", "家庭"]] {
        let [shown, _] = run(&[command, &["value.md"]].concat());
        assert_eq!(shown.lines().next(), Some("share"), "{command:?}: {shown}");
        let is_named = shown.contains("speech") && shown.contains("words");
        assert!(is_named || command == ["figures"], "{command:?}: {shown}");
        assert!(command != ["split"] || shown.contains("预告：none、neutral"), "{shown}");
    }
    for (path, told) in [("share", "yiti: share："), ("none", "yiti: none：")] {
        let [_, complaint] = run(&["themes", path]);
        assert!(complaint.starts_with(told), "{complaint}");
    }
}

#[test]
fn a_file_alone_is_reported_on_and_a_near_name_is_offered() {
    let room = tempfile::tempdir().expect("a folder");
    fs::copy(root().join(DEMO), room.path().join("page.txt")).expect("copied");
    let run = |args: &[&str]| yiti().current_dir(room.path()).args(args).output().expect("runs");
    let output = run(&["page.txt"]);
    assert!(output.status.success() && room.path().join("reports/page/report.docx").is_file());
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    let last: Vec<&str> = told.lines().rev().take(2).collect();
    assert!(
        last[1].contains("7 speeches") && last[0].contains("`yiti open reports/page`"),
        "{told}"
    );
    let output = run(&["--lang", "en", "pgae.txt"]);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told, "yiti: pgae.txt: no such file or folder; did you mean `page.txt`?\n");
    // A command that is mistyped is no file.
    assert_eq!(run(&["reprot"]).status.code(), Some(2));
}
