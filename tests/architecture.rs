//! The laws of ARCHITECTURE.md that can be seen in the source alone.

use std::collections::BTreeSet;

use common::source::{File, Modules, holds, library, test_files};

mod common;

/// The rooms in the order of the flow: each may name those before it.
const FLOW: [&str; 26] = [
    "error",
    "phrase",
    "random",
    "budget",
    "ids",
    "pages",
    "names",
    "transcript",
    "corpus",
    "tokens",
    "terms",
    "clusters",
    "themes",
    "groups",
    "model",
    "config",
    "run",
    "survey",
    "analysis",
    "compare",
    "say",
    "charts",
    "report",
    "pipeline",
    "edits",
    "yiti",
];

/// What else may be named at the root of the crate: the re-exports of `error`.
const ROOT: [&str; 3] = ["Error", "Fault", "Result"];

/// What `file` names that it must not know of.
fn looks_downstream(file: &File) -> Vec<String> {
    let own = FLOW.iter().position(|room| *room == file.room()).expect("a room of the flow");
    let wrong = |path: &Vec<String>| match FLOW.iter().position(|room| *room == path[0]) {
        Some(other) => other > own,
        None => !ROOT.contains(&path[0].as_str()),
    };
    let paths = file.paths(&file.code);
    paths
        .iter()
        .filter(|path| wrong(path))
        .map(|path| format!("{} names {}", file.path, path.join("::")))
        .collect()
}

#[test]
fn modules_look_upstream_only() {
    let files = library();
    let rooms: BTreeSet<String> = files.iter().map(File::room).collect();
    let known: BTreeSet<String> = FLOW.into_iter().chain(["lib"]).map(str::to_owned).collect();
    assert_eq!(rooms, known, "a room of the library that the flow does not know, or the reverse");
    let wrong: Vec<String> =
        files.iter().filter(|file| file.room() != "lib").flat_map(looks_downstream).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_name_one_another_in_no_ring() {
    let modules = Modules::new(library());
    let rings: Vec<String> = modules.rings().iter().map(|ring| ring.join(" ↔ ")).collect();
    assert!(rings.is_empty(), "{rings:#?}");
}

#[test]
fn lib_lists_the_modules_in_order_of_flow_and_exports_the_front_door() {
    let lib = common::text(&common::root().join("src/lib.rs"));
    let lines = || lib.lines().filter(|line| !line.starts_with("//")).map(str::trim);
    let modules: Vec<&str> =
        lines().filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';')).collect();
    assert_eq!(modules, FLOW);
    let exports: Vec<&str> = lines().filter(|line| line.starts_with("pub use ")).collect();
    assert_eq!(
        exports,
        [
            "pub use error::{Error, Fault, Result};",
            "pub use yiti::Report;",
            "pub use yiti::{Analysed, CompareOptions, Compared, Meetings, Progress, Record, Yiti};"
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
            .filter(|file| !rooms.contains(&file.room().as_str()))
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
        ("charts/themes.rs", "pub(in crate::charts) fn f() {}", false),
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
    assert!(holds(&file.shipped, "fn d") && !holds(&file.shipped, "fn b"));
    let file = "#[cfg(test)]\nmod fixtures;\nmod a;\n#[cfg(test)]\npub(crate) mod sample;";
    let file = File::new("terms/mod.rs", file);
    assert_eq!(test_files(&file), ["terms/fixtures", "terms/sample"]);
    for (code, word, there) in [
        ("z.unwrap();", ".unwrap()", true),
        ("z.unwrap_or();", ".unwrap()", false),
        ("use std::{env, fs, io};", "fs", true),
        ("let dfs = offs;", "fs", false),
        ("eprintln!()", "println!", false),
        ("println!()", "println!", true),
        ("child.stdout(pipe)", "stdout()", false),
        ("f(\"fs\"); // fs", "fs", false),
    ] {
        assert_eq!(holds(&File::new("x.rs", code).code, word), there, "{word} in {code}");
    }
    let tests = library().into_iter().find(|file| file.path == "report/tests.rs").expect("there");
    assert!(tests.shipped.is_empty() && !tests.code.is_empty());
}

#[test]
fn the_checker_sees_rings() {
    for (what, files, rings) in [
        ("a ring of two", [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::a::A;")], 1),
        ("one way", [("a.rs", "use crate::b::B;"), ("b.rs", "struct B;")], 0),
        (
            "a child that names its parent",
            [("a/mod.rs", "mod c; use c::C;"), ("a/c.rs", "use super::A;")],
            1,
        ),
        ("a re-export", [("a/mod.rs", "mod c; pub use c::C;"), ("a/c.rs", "use super::A;")], 0),
        (
            "through a re-export",
            [("a/mod.rs", "mod c; pub use c::C;"), ("a/c.rs", "use super::C;")],
            0,
        ),
    ] {
        let lib = ("lib.rs", "mod a; mod b;");
        let files = files.into_iter().chain([lib]).map(|(path, code)| File::new(path, code));
        assert_eq!(Modules::new(files.collect()).rings().len(), rings, "{what}");
    }
}
