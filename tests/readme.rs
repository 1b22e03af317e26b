//! What the documents show is what the program prints, and what they name is there.

#![cfg(feature = "cli")]

use std::{collections::BTreeSet, env};

use common::{answer, text};
use yiti::{
    config::{
        Config,
        settings::{SETTINGS, Setting},
    },
    transcript::Layout,
};

mod common;

/// The documents that show what the program prints.
const EXCERPTS: [&str; 4] =
    ["README.md", "README.zh.md", "docs/reference.md", "docs/reference.zh.md"];

/// The documents that have the table of settings, and whether they are in Chinese.
const REFERENCES: [(&str, bool); 2] =
    [("docs/reference.md", false), ("docs/reference.zh.md", true)];

/// The folders whose documents have links that are followed; the first is the repository.
const FOLDERS: [&str; 4] = ["", "docs", "data", "reports"];

/// The documents that name files of the code.
const CODE: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// How a generated part of a document is made again.
const RENEW: &str = "RENEW=1 cargo test --release --locked --test readme";

fn document(path: &str) -> String {
    text(&common::root().join(path))
}

/// The blocks of `text` that are fenced as `kind`.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// `text` without its fenced blocks.
fn unfenced(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

#[test]
fn excerpts_are_lines_of_real_output() {
    for file in EXCERPTS {
        let text = document(file);
        let excerpts = blocks(&text, "console");
        assert!(excerpts.len() >= 2, "{file} shows what the program prints");
        for excerpt in excerpts {
            let mut lines = excerpt.lines();
            let command =
                lines.next().and_then(|line| line.strip_prefix("$ yiti ")).expect(excerpt);
            if command.starts_with("report") {
                continue;
            }
            let language = if file.contains(".zh.") { "zh" } else { "en" };
            let args = command.split_whitespace().chain(["--lang", language]);
            let printed = answer(&args.collect::<Vec<_>>());
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            for line in lines.map(str::trim_end).filter(|line| *line != "…") {
                assert!(printed.contains(&line), "{file}: `yiti {command}` does not print\n{line}");
            }
        }
    }
}

#[test]
fn the_settings_shown_are_the_defaults() {
    let defaults = answer(&["config"]);
    for (file, _) in REFERENCES {
        assert_eq!(blocks(&document(file), "toml"), [defaults.trim_end()], "{file}");
    }
}

#[test]
fn the_tables_of_settings_are_those_of_the_program() {
    for (file, in_chinese) in REFERENCES {
        hold(file, "settings", &settings(in_chinese));
    }
}

/// Every key of the settings as a row of a table.
fn settings(in_chinese: bool) -> String {
    let defaults: toml::Table =
        toml::from_str(&Config::default().to_toml().expect("writes")).expect("TOML");
    let head = if in_chinese {
        "| 键 | 类型 | 默认 | 选项 | 含义 |"
    } else {
        "| key | type | default | flag | meaning |"
    };
    let rows = SETTINGS.iter().map(|setting| row(setting, &defaults, in_chinese));
    [head.into(), "|---|---|---|---|---|".into()]
        .into_iter()
        .chain(rows)
        .map(|row| row + "\n")
        .collect()
}

fn row(setting: &Setting, defaults: &toml::Table, in_chinese: bool) -> String {
    let (table, key) = setting.key.split_once('.').expect("a table and a key");
    let default = defaults.get(table).and_then(|table| table.get(key));
    let code = |text: &dyn ToString| format!("`{}`", text.to_string());
    let none = if in_chinese { "无" } else { "none" };
    let (zh, en) = setting.kind.name();
    let (kind, meaning) = if in_chinese { (zh, setting.zh) } else { (en, setting.en) };
    let cells = [
        code(&setting.key),
        kind.into(),
        default.map_or_else(|| none.into(), |default| code(default)),
        setting.flag.map(|flag| code(&flag)).unwrap_or_default(),
        // A bar would begin another cell.
        meaning.replace('|', "\\|"),
    ];
    format!("| {} |", cells.join(" | "))
}

/// Compares the part of a document between `<!-- name -->` and `<!-- /name -->` with `made`; with
/// `RENEW` in the environment it is replaced.
fn hold(file: &str, name: &str, made: &str) {
    let (begins, ends) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let text = document(file);
    let (before, rest) = text.split_once(&begins).expect(&begins);
    let (stored, after) = rest.split_once(&ends).expect(&ends);
    if env::var_os("RENEW").is_some() {
        let renewed = format!("{before}{begins}{made}{ends}{after}");
        common::write(&common::root().join(file), renewed);
        return;
    }
    assert_eq!(stored, made, "{file}: the part {name} is not what the program has now; {RENEW}");
}

#[test]
fn the_flags_of_the_settings_are_those_of_the_help() {
    // `yiti terms` has all flags that set a key.
    let help = answer(&["terms", "--help"]);
    let help: Vec<String> = help
        .split("\n\n")
        .map(|flag| flag.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let sets = |text: &String| text.contains("[overrides `") || text.contains("[adds to `");
    let with_flag = SETTINGS.iter().filter(|setting| setting.flag.is_some());
    assert_eq!(help.iter().filter(|text| sets(text)).count(), with_flag.clone().count());
    for setting in with_flag {
        let (flag, key) = (setting.flag.expect("a flag"), format!("`{}`]", setting.key));
        let described = help.iter().find(|text| sets(text) && text.contains(&key));
        let described = described.unwrap_or_else(|| panic!("no flag sets {}", setting.key));
        assert!(described.contains(&format!("{flag} <")), "{flag}: {described}");
    }
}

#[test]
fn the_references_name_every_layout_that_can_be_asked_for() {
    for (file, _) in REFERENCES {
        let text = document(file);
        for layout in Layout::choices() {
            let row = format!("| `{}` |", layout.name());
            assert!(text.contains(&row), "{file} has no row for the layout {}", layout.name());
        }
    }
}

#[test]
fn links_lead_to_files_and_headings() {
    for folder in FOLDERS {
        for file in markdown(folder) {
            let text = unfenced(&document(&file));
            for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                if !target.contains("://") {
                    follow(&file, folder, target);
                }
            }
        }
    }
}

/// The Markdown files of a folder, with its name before theirs.
fn markdown(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(common::root().join(folder)).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    names.filter(|name| name.ends_with(".md")).map(|name| join(folder, &name)).collect()
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.into() } else { format!("{folder}/{name}") }
}

/// Follows a link of `file`, which lies in `folder`.
fn follow(file: &str, folder: &str, target: &str) {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() { file.to_owned() } else { join(folder, path) };
    assert!(common::root().join(&path).exists(), "{file}: nothing is at {target}");
    if !heading.is_empty() {
        let known = headings(&document(&path));
        assert!(known.contains(heading), "{file}: no heading at {target}, of {known:?}");
    }
}

/// The headings of a document as links name them: lower case, without punctuation, `-` for blanks.
fn headings(text: &str) -> BTreeSet<String> {
    let text = unfenced(text);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            words.chars().filter(|&c| c.is_alphanumeric() || c == '-' || c == '_').collect()
        })
        .collect()
}

#[test]
fn files_that_the_recipes_name_are_there() {
    for file in CODE {
        let text = unfenced(&document(file));
        let names = text.split('`').skip(1).step_by(2);
        for name in names.filter(|name| is_path(name)) {
            let places = ["", "src"].map(|folder| common::root().join(folder).join(name));
            assert!(places.iter().any(|place| place.exists()), "{file} names {name}: not there");
        }
    }
}

#[test]
fn the_laws_name_tests_that_are_there() {
    let text = document("ARCHITECTURE.md");
    let laws = text.split("## The laws").nth(1).and_then(|rest| rest.split("\n## ").next());
    let (mut file, mut found) = (String::new(), 0);
    for name in laws.expect("the laws").split('`').skip(1).step_by(2) {
        if is_path(name) {
            file = name.into();
        } else if name.contains('_') {
            assert!(document(&file).contains(&format!("fn {name}(")), "{file} has no test {name}");
            found += 1;
        }
    }
    assert!(found >= 10, "{found} tests hold the laws");
}

/// Whether what stands between backticks is the path of a file or folder of ours.
fn is_path(name: &str) -> bool {
    let ends = name.ends_with('/') || name.rsplit('/').next().is_some_and(|end| end.contains('.'));
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    name.contains('/') && ends && is_plain && !name.starts_with(['/', '.', '-'])
}
