//! The laws of ARCHITECTURE.md that can be seen in the source alone.

use std::{collections::BTreeSet, fs, path::Path};

mod common;

/// The rooms in the order of the flow: each may name those before it.
const FLOW: [&str; 21] = [
    "error",
    "phrase",
    "random",
    "budget",
    "pages",
    "names",
    "transcript",
    "corpus",
    "tokens",
    "terms",
    "clusters",
    "themes",
    "groups",
    "config",
    "run",
    "analysis",
    "charts",
    "report",
    "pipeline",
    "edits",
    "yiti",
];

/// What else may be named at the root of the crate: the re-exports of `error`.
const ROOT: [&str; 3] = ["Error", "Fault", "Result"];

/// One file of the library.
struct File {
    /// Path below `src/`, with `/`.
    path: String,
    /// Its code without comments and the insides of literals.
    code: String,
    /// That, without what is compiled for tests only.
    shipped: String,
}

impl File {
    fn new(path: &str, source: &str) -> Self {
        let code = bare(source);
        let shipped = without_tests(&code);
        Self { path: path.into(), code, shipped }
    }

    /// The room it stands in.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// How many `super::` lead out of the room to the root.
    fn depth(&self) -> usize {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts.len() - usize::from(parts.last() == Some(&"mod.rs"))
    }
}

/// Every file of the library; `src/bin` is the program.
fn library() -> Vec<File> {
    let src = common::root().join("src");
    let sources = common::tree(&src);
    let of = |path: &str| sources.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let mut files: Vec<File> = sources
        .keys()
        .filter(|path| path.ends_with(".rs") && !path.starts_with("bin/"))
        .filter_map(|path| Some(File::new(path, &of(path)?)))
        .collect();
    // `#[cfg(test)] mod name;` makes a whole file, and the folder of its name, tests.
    let tests: BTreeSet<String> = files
        .iter()
        .flat_map(|file| {
            let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
            let folder = folder.to_string_lossy().into_owned();
            test_files(&file.code).into_iter().map(move |name| format!("{folder}/{name}"))
        })
        .collect();
    for file in &mut files {
        let is_test = |test: &String| {
            file.path == format!("{test}.rs") || file.path.starts_with(&format!("{test}/"))
        };
        if tests.iter().any(is_test) {
            file.shipped.clear();
        }
    }
    files
}

/// Code with comments and the insides of string and character literals blanked out.
fn bare(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let raw = raw_string(rest);
        let word_before = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if rest.starts_with(&['/', '/']) {
            at += rest.iter().position(|&c| c == '\n').unwrap_or(rest.len());
        } else if rest.starts_with(&['/', '*']) {
            let end = rest.windows(2).position(|pair| pair == ['*', '/']);
            at += end.map_or(rest.len(), |end| end + 2);
        } else if let Some(length) = raw.filter(|_| !word_before) {
            code.push_str("\"\"");
            at += length;
        } else if rest[0] == '"' {
            code.push_str("\"\"");
            at += 1 + closing(&rest[1..], '"');
        } else if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
            code.push_str("''");
            at += 1 + closing(&rest[1..], '\'');
        } else {
            code.push(rest[0]);
            at += 1;
        }
    }
    code
}

/// Characters up to and with the `mark` that closes a literal.
fn closing(inside: &[char], mark: char) -> usize {
    let mut at = 0;
    while at < inside.len() && inside[at] != mark {
        at += if inside[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of the raw string that begins here: `r"…"`, `r#"…"#`.
fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest.strip_prefix(&['r'])?.iter().take_while(|&&c| c == '#').count();
    let inside = rest[1 + hashes..].strip_prefix(&['"'])?;
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let length = inside.windows(end.len()).position(|window| window == end)?;
    Some(2 + hashes + length + end.len())
}

const CFG_TEST: &str = "#[cfg(test)]";

/// Code without the items that are compiled for tests only.
fn without_tests(code: &str) -> String {
    let mut parts = code.split(CFG_TEST);
    let mut shipped = parts.next().unwrap_or_default().to_owned();
    let mut open = 0;
    for part in parts {
        // An item ends with `;` before any brace, or with the brace that closes its first.
        let mut end = part.len();
        for (at, c) in part.char_indices() {
            open += i32::from(c == '{') - i32::from(c == '}');
            if open == 0 && (c == '}' || c == ';') {
                end = at + 1;
                break;
            }
        }
        if open == 0 {
            shipped.push_str(&part[end..]);
        }
    }
    shipped
}

/// Names of the files that `#[cfg(test)] mod name;` brings in.
fn test_files(code: &str) -> Vec<String> {
    let items = code.split(CFG_TEST).skip(1);
    items
        .filter_map(|item| {
            let name = item.trim_start().strip_prefix("mod ")?.split(';').next()?;
            (!name.contains('{')).then(|| name.trim().to_owned())
        })
        .collect()
}

/// What `code` names at the root of the crate, by `crate::…` or by `depth` times `super::`.
fn names_at_root(code: &str, depth: usize) -> Vec<String> {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let up = vec!["super"; depth].join("::");
    let mut names = Vec::new();
    for prefix in ["crate", up.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            let word_before = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let Some(tree) = code[at + prefix.len()..].trim_start().strip_prefix("::") else {
                continue;
            };
            if !word_before {
                names.extend(heads(tree.trim_start()));
            }
        }
    }
    names
}

/// The first names of a use tree: one, or those of a group in braces.
fn heads(tree: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let part = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '*');
        text.trim_start().chars().take_while(part).collect()
    };
    let Some(group) = tree.strip_prefix('{') else { return vec![name(tree)] };
    let mut depth = 0;
    let mut heads = vec![name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// What `file` names that it must not know of.
fn looks_downstream(file: &File) -> Vec<String> {
    let place = FLOW.iter().position(|room| *room == file.room()).expect("a room of the flow");
    names_at_root(&file.code, file.depth())
        .into_iter()
        .filter(|name| match FLOW.iter().position(|room| room == name) {
            Some(other) => other > place,
            // `super::` out of an inline module ends in the file itself: any name may follow.
            None => !ROOT.contains(&name.as_str()) && file.code.contains(&format!("crate::{name}")),
        })
        .map(|name| format!("{} names {name}", file.path))
        .collect()
}

/// Whether `code` holds `word` as a whole word.
fn holds(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + word.len()..]);
        let begins = !word.starts_with(part) || !before.ends_with(part);
        let ends = !word.ends_with(part) || !after.starts_with(part);
        begins && ends
    })
}

#[test]
fn modules_look_upstream_only() {
    let files = library();
    let rooms: BTreeSet<&str> = files.iter().map(File::room).collect();
    let known: BTreeSet<&str> = FLOW.into_iter().chain(["lib"]).collect();
    assert_eq!(rooms, known, "a room of the library that the flow does not know, or the reverse");
    let wrong: Vec<String> =
        files.iter().filter(|file| file.room() != "lib").flat_map(looks_downstream).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lib_lists_the_modules_in_order_of_flow_and_exports_the_front_door() {
    let lib = File::new("lib.rs", &common::text(&common::root().join("src/lib.rs")));
    let lines: Vec<&str> = lib.shipped.lines().map(str::trim).collect();
    let modules: Vec<&str> =
        lines.iter().filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';')).collect();
    assert_eq!(modules, FLOW);
    let exports: Vec<&str> =
        lines.into_iter().filter(|line| line.starts_with("pub use ")).collect();
    assert_eq!(
        exports,
        [
            "pub use error::{Error, Result};",
            "pub use yiti::Report;",
            "pub use yiti::{Analysed, Progress, Record, Yiti};"
        ]
    );
}

#[test]
fn only_the_rooms_that_may_touch_the_world_do() {
    let nobody: &[&str] = &[];
    let cases: &[(&str, &[&str])] = &[
        ("fs", &["pages", "report"]),
        ("File::open", &["pages", "report"]),
        ("stdin", &["pages"]),
        ("fs::write", &["report"]),
        ("fs::rename", &["report"]),
        ("fs::create_dir", &["report"]),
        ("fs::create_dir_all", &["report"]),
        ("fs::remove_file", &["report"]),
        ("fs::remove_dir_all", &["report"]),
        ("tempfile", &["report"]),
        ("env::", &["report"]),
        ("std::net", nobody),
        ("std::process", &["pages", "report"]),
        ("SystemTime", nobody),
        ("Instant", nobody),
        ("thread_rng", nobody),
        // Our own; those of a process that we start are pipes.
        ("stdout()", nobody),
        ("stderr()", nobody),
        ("println!", nobody),
        ("print!", nobody),
        ("eprintln!", nobody),
        ("eprint!", nobody),
        ("dbg!", nobody),
        (".unwrap()", nobody),
        ("panic!", nobody),
        ("todo!", nobody),
        ("unimplemented!", nobody),
    ];
    let files = library();
    for (word, rooms) in cases {
        let found = files.iter().filter(|file| holds(&file.shipped, word));
        let wrong: Vec<&str> = found
            .filter(|file| !rooms.contains(&file.room()))
            .map(|file| file.path.as_str())
            .collect();
        assert!(wrong.is_empty(), "`{word}` belongs to {rooms:?}, and stands in {wrong:?}");
    }
    // The search finds what is there.
    for room in ["pages", "report"] {
        assert!(
            files.iter().any(|file| file.room() == room && holds(&file.shipped, "fs")),
            "{room}"
        );
    }
}

#[test]
fn the_checker_sees_a_look_downstream_in_every_form() {
    for (path, source, wrong) in [
        ("tokens/mod.rs", "use crate::themes::Params;", true),
        ("tokens/mod.rs", "use crate::{corpus::Corpus,\n    themes::{a, b::c}};", true),
        ("tokens/mod.rs", "use crate::{corpus::{Corpus, x}, report};", true),
        ("tokens/mod.rs", "fn f() { crate::pipeline::split(); }", true),
        ("tokens/mod.rs", "use super::themes::Params;", true),
        ("tokens/segment.rs", "use super::super::themes::Params;", true),
        ("corpus.rs", "#[cfg(test)]\nmod tests { use crate::terms::Phrases; }", true),
        ("terms/mod.rs", "use crate::Config;", true),
        ("terms/mod.rs", "use crate::*;", true),
        ("error.rs", "use crate::{\n    pages::Page,\n};", true),
        ("tokens/mod.rs", "use crate::{corpus::{Corpus, themes}, error::Result};", false),
        ("tokens/segment.rs", "use super::themes::Params;", false),
        ("corpus.rs", "mod tests { use super::*; }", false),
        (
            "tokens/mod.rs",
            "// crate::themes\n/* crate::themes */ const A: &str = \"crate::themes\";",
            false,
        ),
        ("tokens/mod.rs", "use crate::{Error, Result, corpus};", false),
        (
            "charts/themes.rs",
            "pub(in crate::charts) fn f(c: char) -> bool { c == '\"' || c == '\\'' }",
            false,
        ),
    ] {
        let found = looks_downstream(&File::new(path, source));
        assert_eq!(!found.is_empty(), wrong, "{path}: {source}\n{found:?}");
    }
}

#[test]
fn the_checker_tells_what_ships_from_what_tests() {
    let source = "fn a() { x.unwrap_or(1); }\n#[cfg(test)]\nmod tests { fn b() { y.unwrap(); if c {} } }\nfn d() {}";
    let file = File::new("terms/mod.rs", source);
    assert!(!holds(&file.shipped, ".unwrap()") && holds(&file.code, ".unwrap()"));
    assert!(file.shipped.contains("fn d()") && !file.shipped.contains("fn b()"));
    assert_eq!(test_files("#[cfg(test)]\nmod fixtures;\nmod a;"), ["fixtures"]);
    for (code, word, there) in [
        ("z.unwrap();", ".unwrap()", true),
        ("z.unwrap_or();", ".unwrap()", false),
        ("use std::{env, fs, io};", "fs", true),
        ("let dfs = offs;", "fs", false),
        ("eprintln!()", "println!", false),
        ("println!()", "println!", true),
    ] {
        assert_eq!(holds(code, word), there, "{word} in {code}");
    }
    for (source, code) in [
        ("a // b\nc", "a \nc"),
        ("let s = \"// not a comment\"; d", "let s = \"\"; d"),
        ("r#\"a \" b\"# c", "\"\" c"),
        ("f::<'a>('\\'', '\"')", "f::<'a>('', '')"),
    ] {
        assert_eq!(bare(source), code, "{source}");
    }
    assert!(fs::metadata(common::root().join("src/report/tests.rs")).is_ok());
    let tests = library().into_iter().find(|file| file.path == "report/tests.rs").expect("there");
    assert!(tests.shipped.is_empty() && !tests.code.is_empty());
}
