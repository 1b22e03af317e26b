//! What yiti wrote is no record: each of its files is refused with what it is and the way out.

#![cfg(feature = "cli")]
#![allow(clippy::panic, reason = "these are tests, outside of `#[test]`")]

use std::{fs, path::Path};

use common::{TWO_SPEECHES, tree, write, yiti};
use tempfile::TempDir;

mod common;

/// A folder with a record, `会/two.txt`, and the report on it, `rep`.
fn room() -> TempDir {
    let room = tempfile::tempdir().expect("a folder");
    write(&room.path().join("会/two.txt"), TWO_SPEECHES);
    printed(room.path(), &["report", "会", "-q", "-o", "rep"]);
    room
}

/// What a run prints that succeeds.
fn printed(room: &Path, args: &[&str]) -> Vec<u8> {
    let output = yiti().current_dir(room).args(args).output().expect("runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What a run complains of that is refused, in a language.
fn complaint(room: &Path, input: &str, language: &str) -> String {
    let args = ["report", input, "--lang", language];
    let output = yiti().current_dir(room).args(args).output().expect("runs");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{input}: {complaint}");
    assert_eq!(complaint.lines().count(), 1, "{input}: {complaint}");
    complaint
}

/// What the error says of each file of a report, by its path.
fn what(path: &str) -> &'static str {
    match path {
        "index.html" => "the page of a report",
        "manifest.json" => "the manifest of a report",
        "model.json" => "the model of a report",
        "report.docx" => "the brief of a report",
        "report.json" | "compare.json" => "JSON that yiti wrote",
        "report.xlsx" => "the workbook of a report",
        "similarity.graphml" => "the network of a report",
        "speeches.tsv" => "the list of the speeches of a report",
        "speeches.txt" => "the speeches of a report",
        _ if path.starts_with("charts/") => "a chart made by yiti",
        _ if path.starts_with("tables/") => "a table made by yiti",
        other => panic!("{other} is a new file of a report: it must be refused as an input"),
    }
}

#[test]
fn every_file_of_a_report_is_refused_with_the_texts_that_it_was_made_from() {
    let room = room();
    for path in tree(&room.path().join("rep")).keys().filter(|path| !path.ends_with('/')) {
        let input = format!("rep/{path}");
        let english = complaint(room.path(), &input, "en");
        let way_out = "and no record; give the texts that it was made from: 会\n";
        assert!(english.contains(what(path)) && english.ends_with(way_out), "{english}");
        assert!(english.starts_with(&format!("yiti: {input}: ")), "{english}");
    }
    for path in ["", "/report.docx", "/charts/themes.png", "/tables/terms.csv", "/model.json"] {
        let chinese = complaint(room.path(), &format!("rep{path}"), "zh");
        let is_said = chinese.contains("不是会议记录") && chinese.contains("所依据的原文：会");
        assert!(is_said, "{chinese}");
    }
}

#[test]
fn every_file_of_a_comparison_is_refused() {
    let room = room();
    write(&room.path().join("2020.txt"), TWO_SPEECHES);
    write(&room.path().join("2021.txt"), TWO_SPEECHES.replace("孩子们都爱听", "家长们都爱听"));
    printed(room.path(), &["compare", "2020.txt", "2021.txt", "-q", "-o", "both"]);
    for path in tree(&room.path().join("both")).keys().filter(|path| !path.ends_with('/')) {
        let english = complaint(room.path(), &format!("both/{path}"), "en");
        assert!(english.contains(what(path)), "{english}");
        assert!(english.ends_with("made from: 2020.txt, 2021.txt\n"), "{english}");
    }
}

#[test]
fn what_was_taken_out_of_its_report_is_known_too() {
    let room = room();
    for path in tree(&room.path().join("rep")).keys().filter(|path| !path.ends_with('/')) {
        let name = format!("alone-{}", path.replace('/', "-"));
        fs::copy(room.path().join("rep").join(path), room.path().join(&name)).expect("copied");
        let english = complaint(room.path(), &name, "en");
        let way_out = "and no record; give the texts that it was made from\n";
        assert!(english.contains(what(path)) && english.ends_with(way_out), "{english}");
    }
}

#[test]
fn what_a_command_prints_as_data_is_refused_and_a_transcript_is_read() {
    let room = room();
    for (args, what) in [
        (&["terms", "会", "--format", "csv"][..], "a table made by yiti"),
        (&["themes", "会", "--format", "csv"], "a table made by yiti"),
        (&["figures", "会", "--format", "csv"], "a table made by yiti"),
        (&["terms", "会", "--format", "json"], "JSON that yiti wrote"),
        (&["themes", "会", "--format", "json"], "JSON that yiti wrote"),
        (&["figures", "会", "--format", "json"], "JSON that yiti wrote"),
        (&["split", "会", "--format", "json"], "JSON that yiti wrote"),
    ] {
        let bytes = printed(room.path(), args);
        write(&room.path().join("printed.txt"), bytes);
        let english = complaint(room.path(), "printed.txt", "en");
        assert!(english.contains(what), "{args:?}: {english}");
    }
    let transcript = printed(room.path(), &["split", "会", "--format", "md"]);
    write(&room.path().join("printed.md"), transcript);
    printed(room.path(), &["report", "printed.md", "-q", "-o", "again"]);
}

#[test]
fn what_yiti_wrote_among_texts_is_left_out_and_named() {
    let room = room();
    let alone = printed(room.path(), &["terms", "会", "--format", "csv"]);
    write(&room.path().join("会/terms.csv"), &alone);
    fs::copy(room.path().join("rep/report.docx"), room.path().join("会/report.docx"))
        .expect("copied");
    let args = ["terms", "会", "--format", "csv", "--lang", "en"];
    let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success() && output.stdout == alone, "{told}");
    assert!(told.contains("not read: 会/report.docx, 会/terms.csv"), "{told}");
}

#[test]
fn a_folder_that_holds_nothing_but_a_report_is_refused_as_one() {
    let room = room();
    fs::create_dir(room.path().join("outer")).expect("made");
    fs::rename(room.path().join("rep"), room.path().join("outer/rep")).expect("moved");
    let english = complaint(room.path(), "outer", "en");
    let said =
        "outer/rep: a report of yiti, and no record; give the texts that it was made from: 会";
    assert!(english.contains(said), "{english}");
}

#[test]
fn every_table_of_the_reference_is_known() {
    let room = tempfile::tempdir().expect("a folder");
    let reference = common::text(&common::root().join("docs/reference.md"));
    let mut tables = 0;
    for line in reference.lines().filter(|line| line.contains("](tables.md) | ")) {
        let columns = line.trim_end_matches(" |").rsplit(" | ").next().expect("columns");
        let head = columns.replace('`', "").replace(", ", ",");
        write(&room.path().join("table.csv"), format!("{head}\n"));
        let english = complaint(room.path(), "table.csv", "en");
        assert!(english.contains("a table made by yiti"), "{head}: {english}");
        tables += 1;
    }
    assert!(tables > 20, "the reference has lost its tables: {tables}");
}

#[test]
fn a_table_with_the_columns_of_parlamint_is_not_taken_for_ours() {
    let room = tempfile::tempdir().expect("a folder");
    let tsv = "Text_ID\tID\tTitle\tDate\nParlaMint-SI_2022\tParlaMint-SI_2022.u1\tZapisi\t2022\n";
    write(&room.path().join("meta.tsv"), tsv);
    let english = complaint(room.path(), "meta.tsv", "en");
    assert!(!english.contains("yiti wrote") && !english.contains("made by yiti"), "{english}");
}
