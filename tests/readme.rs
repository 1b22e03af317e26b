//! What the READMEs show is what the program prints.

#![allow(clippy::disallowed_methods)]

use std::{fs, process::Command};

use yiti::transcript::Layout;

/// The blocks of `text` that are fenced as `kind`.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

fn run(arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_yiti"))
        .args(arguments.split_whitespace())
        .env_remove("COLUMNS")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn excerpts_in_the_readmes_are_lines_of_real_output() {
    for file in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(file).expect("reads");
        let excerpts = blocks(&text, "console");
        assert!(excerpts.len() >= 2, "{file} shows what the program prints");
        for excerpt in excerpts {
            let mut lines = excerpt.lines();
            let command =
                lines.next().and_then(|line| line.strip_prefix("$ yiti ")).expect(excerpt);
            if command.starts_with("report") {
                continue;
            }
            let printed = run(command);
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            for line in lines.map(str::trim_end).filter(|line| *line != "…") {
                assert!(printed.contains(&line), "{file}: `yiti {command}` does not print\n{line}");
            }
        }
    }
}

#[test]
fn the_settings_in_the_readmes_are_the_defaults() {
    let defaults = run("config");
    for file in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(file).expect("reads");
        assert_eq!(blocks(&text, "toml"), [defaults.trim_end()], "{file}");
    }
}

#[test]
fn the_readmes_name_every_layout_that_can_be_asked_for() {
    for file in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(file).expect("reads");
        for layout in Layout::choices() {
            let row = format!("| `{}` |", layout.name());
            assert!(text.contains(&row), "{file} has no row for the layout {}", layout.name());
        }
    }
}
