//! The demo page against what a careful reader finds there, and its report against the stored one.

#![cfg(feature = "cli")]

use std::{
    collections::{BTreeMap, BTreeSet},
    process,
};

use common::{
    DEMO,
    measure::{self, Grouping, Tally, list, pairs, string, strings},
    meeting, squeeze,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

mod common;

const SPEECHES: usize = 7;
const UNITS: usize = 38;

fn gold() -> Value {
    common::json(&common::root().join("tests/demo.gold.json"))
}

#[test]
fn every_speech_is_split_as_a_reader_would() {
    let (found, gold) = (meeting(&["split", DEMO]), gold());
    assert_eq!(found["title"], gold["meeting"]);
    for key in ["date", "announced", "missing"] {
        assert_eq!(found[key], gold[key], "{key}");
    }
    let of = |meeting: &Value, key: &str| -> Vec<String> {
        list(&meeting["speeches"]).iter().map(|speech| string(&speech[key]).to_owned()).collect()
    };
    for key in ["region", "speaker", "title"] {
        assert_eq!(of(&found, key), of(&gold, key), "{key}");
    }
    let mut units = 0;
    for (want, have) in pairs(&found, &gold) {
        let region = string(&want["region"]);
        // Blanks beside numbers are kept as printed; the gold texts have none.
        let of = |speech: &Value| -> Vec<[String; 3]> {
            let part = |unit: &Value, key: &str| squeeze(string(&unit[key]));
            let units = list(&speech["units"]).iter();
            units.map(|unit| ["kind", "heading", "text"].map(|key| part(unit, key))).collect()
        };
        let (want, have) = (of(want), of(have));
        assert_eq!(have.len(), want.len(), "{region}: number of sections");
        for (have, want) in have.iter().zip(&want) {
            assert_eq!(have, want, "{region}");
        }
        units += want.len();
    }
    assert_eq!(units, UNITS, "the gold file has lost sections");
    let split = measure::split(&found, &gold);
    assert_eq!(split.invented, 0);
    split.bodies.expect_all("bodies", SPEECHES);
}

#[test]
fn every_speech_has_the_main_theme_that_a_reader_gives_it() {
    let (found, gold) = (meeting(&["themes", DEMO]), gold());
    let known: BTreeSet<&str> =
        list(&found["themes"]).iter().map(|theme| string(&theme["id"])).collect();
    let mut units = Tally::default();
    for (want, have) in pairs(&found, &gold) {
        assert_eq!(have["main"], want["main"], "{}", want["region"]);
        let (wanted, had) = (list(&want["units"]), list(&have["units"]));
        assert_eq!(had.len(), wanted.len(), "{}", want["region"]);
        for (want_unit, have_unit) in wanted.iter().zip(had) {
            let (theme, found) = (string(&want_unit["theme"]), string(&have_unit["theme"]));
            assert!(known.contains(theme), "{theme} is no theme");
            let what =
                || format!("{}: {found}, not {theme}: {}", want["region"], want_unit["text"]);
            units.count(found == theme, what);
        }
    }
    units.expect("themes of sections", 35, UNITS);
}

#[test]
fn those_who_stand_together_are_grouped_and_no_others() {
    let (found, gold) = (meeting(&["themes", DEMO]), gold());
    let groups = Grouping::of_meeting(&found);
    let (must, cannot) = (&gold["groups"]["must_link"], &gold["groups"]["cannot_link"]);
    assert_eq!((list(must).len(), list(cannot).len()), (2, 13), "the gold file has lost pairs");
    assert_eq!(groups.those(must, false), [""; 0], "apart, though they stand together");
    assert_eq!(groups.those(cannot, true), [""; 0], "together, though they stand apart");
    for group in list(&found["groups"]) {
        let confidence = group["confidence"].as_f64().expect("a confidence");
        // One alone may yet be near another; a group is likelier one than not.
        let least = if list(&group["members"]).len() > 1 { 0.5 } else { 0.0 };
        assert!((least..=1.0).contains(&confidence), "{}: {confidence}", group["regions"]);
    }
}

#[test]
fn the_figures_are_those_that_a_reader_notes() {
    let (found, gold) = (meeting(&["figures", DEMO]), gold());
    let all = list(&gold["figures"]).len();
    assert!(all >= 50, "the gold file has lost figures: {all}");
    let figures = measure::figures(&found, &gold);
    figures.found.expect("figures", all - 2, all);
    figures.units.expect("units of figures", figures.units.all - 2, figures.units.all);
    assert!(figures.others.len() <= 4, "{:#?}", figures.others);
}

#[test]
fn the_terms_of_a_speech_are_its_own() {
    let found = meeting(&["terms", DEMO, "--top", "10"]);
    let page = squeeze(&common::text(&common::root().join(DEMO)));
    let mut listed: Vec<&str> = Vec::new();
    for speech in list(&found["speeches"]) {
        let terms: Vec<&str> = list(&speech["terms"]).iter().map(|t| string(&t["term"])).collect();
        assert!((5..=10).contains(&terms.len()), "{}: {terms:?}", speech["region"]);
        for term in list(&speech["terms"]) {
            let (word, count) = (string(&term["term"]), term["count"].as_u64().expect("a count"));
            let times = page.matches(&squeeze(word)).count() as u64;
            assert!(0 < count && count <= times, "{word}: {count} of {times} on the page");
        }
        listed.extend(terms);
    }
    let distinct: BTreeSet<&str> = listed.iter().copied().collect();
    assert!(distinct.len() + 3 >= listed.len(), "many share terms: {listed:?}");
    for furniture in ["妇联", "工作", "全国妇联", "省委", "会议", "我们", "要求", "落实"]
    {
        assert!(!distinct.contains(furniture), "{furniture} is no term of a speech");
    }
}

#[test]
fn the_measures_can_fail() {
    let gold = gold();
    let mut found = meeting(&["split", DEMO]);
    found["speeches"][0]["units"][1]["text"] = "一、别的话。".into();
    found["speeches"][1]["region"] = "上海".into();
    found["speeches"][2]["title"] = Value::Null;
    let split = measure::split(&found, &gold);
    assert_eq!((split.bodies.found, split.titles.found, split.invented), (5, 5, 1));
    let none = measure::figures(&serde_json::json!({"speeches": []}), &gold);
    assert_eq!((none.found.found, none.found.all), (0, list(&gold["figures"]).len()));
    let groups = |text: &str| Grouping::of_lists(&serde_json::from_str(text).expect("JSON"));
    let (a, b) = (groups(r#"[["a","b"],["c","d"]]"#), groups(r#"[["a","c"],["b","d"]]"#));
    assert_eq!(a.adjusted_rand(&a), 1.0);
    assert!((a.adjusted_rand(&b) + 0.5).abs() < 1e-9);
    let pairs = serde_json::json!([["a", "b"], ["a", "c"], ["a", "x"]]);
    assert_eq!(a.those(&pairs, true), [r#"["a","b"]"#]);
    assert_eq!(strings(&pairs[1]), ["a", "c"]);
}

/// What git has of the report: what a program, a diff and the README read.
const IN_GIT: [&str; 4] = ["report.json", "tables/", "charts/themes.svg", "charts/themes-en.svg"];

#[test]
fn the_stored_report_is_what_the_program_writes_now() {
    let renew = "renew it: cargo run --release --locked -- report data/demo";
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("demo");
    let run = process::Command::new(env!("CARGO_BIN_EXE_yiti"))
        .current_dir(common::root())
        .args(["report", "data/demo", "-q", "-o"])
        .arg(&out)
        .output()
        .expect("runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (mut now, stored) =
        (common::tree(&out), common::tree(&common::root().join("reports/demo")));
    let [made, kept] = [&now, &stored].map(|files| files.get(MANIFEST).map(|file| manifest(file)));
    let listed = files(&kept.expect("a manifest"));
    assert!(listed.len() >= 10, "{:?}", listed.keys());
    assert_eq!(files(&made.expect("a manifest")), listed, "files, made and stored; {renew}");
    let (made, kept) = (same_program(&now[MANIFEST]), same_program(&stored[MANIFEST]));
    assert_eq!(made, kept, "manifests, made and stored; {renew}");
    now.remove(MANIFEST);
    let digests: BTreeMap<String, String> =
        now.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))).collect();
    assert_eq!(digests, listed, "digests of the files made, and those of the manifest; {renew}");
    for (path, bytes) in now.iter().filter(|(path, _)| is_in_git(path)) {
        assert!(stored.get(path) == Some(bytes), "{path} is not what is written now; {renew}");
    }
}

const MANIFEST: &str = "manifest.json";

fn is_in_git(path: &str) -> bool {
    IN_GIT.iter().any(|kept| path.starts_with(kept))
}

fn manifest(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// The digest of each file that a manifest lists.
fn files(manifest: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(manifest["files"].clone()).expect("digests")
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A manifest without the line that names the sources of the program: a comment changes it.
fn same_program(manifest: &[u8]) -> String {
    let text = String::from_utf8_lossy(manifest);
    let lines = text.lines().filter(|line| !line.starts_with("  \"sources\": "));
    lines.collect::<Vec<_>>().join("\n")
}
