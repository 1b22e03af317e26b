//! A lexicon of the user's own: in place of the built-in one, added to it, and checked.

#![allow(clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use yiti::config::Config;

/// Writes a file into `folder`.
fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("writes");
    path
}

/// Exit code, standard output and standard error of `yiti config --check`.
fn check(lexicon: &Path, inputs: &[&Path]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_yiti"))
        .args(["config", "--themes"])
        .arg(lexicon)
        .arg("--check")
        .args(inputs)
        .env("COLUMNS", "200")
        .output()
        .expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

const SEA: &str = "[[theme]]\nid='sea'\nzh='海洋'\ncore=['港口扩建', '印度尼西亚']\n\
    [[theme]]\nid='land'\nzh='内陆'\ncore=['印度', '煤矿转产']\n";

#[test]
fn a_sound_lexicon_passes_and_its_nesting_is_told() {
    let folder = tempfile::tempdir().expect("makes");
    let (code, out, err) = check(&file(folder.path(), "my.toml", SEA), &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("holds 印度 (land): the longer counts"), "{out}");
    assert!(out.contains("4 entries in 2 themes: 0 errors, 0 warnings, 1 notes"), "{out}");
}

#[test]
fn texts_show_which_entries_are_idle() {
    let folder = tempfile::tempdir().expect("makes");
    let lexicon = file(folder.path(), "my.toml", SEA);
    let text = file(folder.path(), "a.txt", "港口\n扩建之后，印度尼西亚来客。\n");
    let (code, out, _) = check(&lexicon, &[&text]);
    assert_eq!(code, 0);
    for line in ["always covered", "not in the texts", "煤矿转产"] {
        assert!(out.contains(line), "{line}: {out}");
    }
    assert!(!out.contains("港口扩建"), "{out}");
}

#[test]
fn an_entry_that_can_never_be_found_fails_the_check() {
    let folder = tempfile::tempdir().expect("makes");
    for entry in ["港 口", "“港口”", "\u{feff}港口"] {
        let text = format!("[[theme]]\nid='sea'\nzh='海洋'\ncore=['{entry}']\n");
        let (code, out, err) = check(&file(folder.path(), "my.toml", &text), &[]);
        assert_eq!(code, 1, "{entry}");
        assert!(out.contains("error") && err.starts_with("yiti: "), "{out}{err}");
    }
}

#[test]
fn a_term_in_two_themes_is_refused_before_any_check() {
    let folder = tempfile::tempdir().expect("makes");
    let text = SEA.replace("煤矿转产", "港口扩建");
    let (code, out, err) = check(&file(folder.path(), "my.toml", &text), &[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("term `港口扩建` is there twice"), "{err}");
}

#[test]
fn a_lexicon_that_extends_leaves_both_texts_for_the_manifest() {
    let folder = tempfile::tempdir().expect("makes");
    for (head, names, themes) in [
        ("", &["my.toml"][..], 2),
        ("extends = true\n", &["data/themes/organisations.toml", "my.toml"], 10),
        ("extends = 'policy'\n", &["data/themes/policy.toml", "my.toml"], 24),
    ] {
        let mut config = Config::default();
        config.themes.lexicon = Some(file(folder.path(), "my.toml", &format!("{head}{SEA}")));
        let lists = config.lists().expect("reads");
        let read: Vec<&str> = lists
            .texts
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| name.starts_with("data/themes/") || name.ends_with("my.toml"))
            .collect();
        assert_eq!((read.as_slice(), lists.codebooks[0].themes().len()), (names, themes));
    }
}

#[test]
fn a_dictionary_in_yaml_is_read_and_checked_like_a_codebook() {
    let folder = tempfile::tempdir().expect("makes");
    let text = "海洋:\n  港口: [港口*, 码头]\n  渔业: ['*捕捞', 渔 船]\n内陆:\n  - 煤矿\n";
    let dictionary = file(folder.path(), "sea.yml", text);
    let record = "# 会\n\n## 甲协会\n\n港口扩建了，码头新了。\n\n渔船出海捕捞。\n\n## 乙协会\n\n煤矿转产。\n";
    let record = file(folder.path(), "a.md", record);
    let (code, out, _) = check(&dictionary, &[&record]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("5 entries in 3 themes: 0 errors"), "{out}");
    let output = Command::new(env!("CARGO_BIN_EXE_yiti"))
        .args(["themes", "--format", "json", "--themes"])
        .args([&dictionary, &record])
        .output()
        .expect("runs");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let meeting = &found["meetings"][0];
    assert_eq!(meeting["codebook"]["name"], "sea.yml");
    assert_eq!(meeting["themes"][0]["label"], "港口");
    assert_eq!(meeting["themes"][0]["rollup"], "海洋");
    let passages = |speech: usize| {
        let passages = meeting["speeches"][speech]["passages"].as_array().expect("passages");
        passages.iter().map(|passage| passage["theme"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(passages(0), ["海洋/港口", "海洋/渔业"]);
    assert_eq!(passages(1), ["内陆"]);
}
