//! `yiti verify`: what is the same is called so, and what is not is named.

#![cfg(feature = "cli")]

use std::{fs, path::Path};

use assert_cmd::Command;
use common::{TWO_SPEECHES, root, write};

mod common;

/// Exit code, standard output and standard error of a run in `folder`.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("yiti").expect("the program");
    let output = command.current_dir(folder).args(args).output().expect("runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("an exit code");
    (code, text(&output.stdout), text(&output.stderr))
}

/// A folder with a record, a list, a font and a report made from them with every option.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a folder");
    write(&room.path().join("texts/record.txt"), TWO_SPEECHES);
    write(&room.path().join("texts/stop.txt"), "队员\n");
    write(&room.path().join("texts/face.ttf"), notosans::REGULAR_TTF);
    let args = "report texts/record.txt --stopwords texts/stop.txt --font texts/face.ttf --robust \
                -o out -q";
    let (code, _, said) = run(room.path(), &args.split_whitespace().collect::<Vec<_>>());
    assert_eq!(code, 0, "{said}");
    room
}

const VERIFY: [&str; 4] = ["verify", "out", "--inputs", "texts"];

#[test]
fn a_report_of_the_demo_is_verified() {
    let room = tempfile::tempdir().expect("a folder");
    let report = room.path().join("demo").display().to_string();
    let (code, _, said) = run(root(), &["report", "data/demo", "-q", "-o", &report]);
    assert_eq!(code, 0, "{said}");
    let (code, out, said) = run(root(), &["verify", &report]);
    assert_eq!(code, 0, "{out}{said}");
    assert!(out.contains("the same in every byte"), "{out}");
}

#[test]
fn options_are_part_of_what_is_run_again() {
    let room = room();
    let (code, out, said) = run(room.path(), &VERIFY);
    assert_eq!(code, 0, "{out}{said}");
    let manifest = common::text(&room.path().join("out/manifest.json"));
    for said in ["\"robust\": true", "\"face.ttf\"", "\"texts/record.txt\"", "\"stop.txt\""] {
        assert!(manifest.contains(said), "{said}");
    }
}

#[test]
fn one_changed_byte_is_named() {
    let room = room();
    for (file, because) in [
        ("texts/record.txt", "record.txt edited"),
        ("texts/stop.txt", "stop.txt edited"),
        ("texts/face.ttf", "face.ttf edited"),
        ("out/tables/terms.csv", "tables/terms.csv: was edited"),
        ("out/index.html", "index.html: was edited"),
        ("out/report.json", "report.json: was edited"),
    ] {
        let path = room.path().join(file);
        let before = fs::read(&path).expect("reads");
        let mut after = before.clone();
        match file {
            // Behind its tables: any other byte could make it no font at all.
            "texts/face.ttf" => after.push(0),
            "texts/record.txt" => after.extend("湿地很美。\n".bytes()),
            _ => after.extend(b"\n#"),
        }
        fs::write(&path, after).expect("writes");
        let (code, out, said) = run(room.path(), &VERIFY);
        assert_eq!(code, 1, "{file}: {out}{said}");
        assert!(out.contains(because) || said.contains(because), "{file}: {out}{said}");
        fs::write(&path, before).expect("writes");
    }
    assert_eq!(run(room.path(), &VERIFY).0, 0);
}

#[test]
fn what_is_not_here_is_asked_for() {
    let room = room();
    let (code, _, said) = run(room.path(), &["verify", "out", "--inputs", "out"]);
    assert_eq!(code, 1);
    assert!(said.contains("is not here") && said.contains("--inputs"), "{said}");
    let (code, _, said) = run(room.path(), &["verify", "texts"]);
    assert_eq!((code, said.contains("is no yiti report")), (1, true), "{said}");
}

#[test]
fn what_a_manifest_leaves_out_or_changes_is_said() {
    let room = room();
    let path = room.path().join("out/manifest.json");
    let manifest = common::json(&path);
    for (key, value, because) in [
        ("yiti", "9.9".into(), "manifest.json: has other bytes"),
        ("arguments", serde_json::json!([]), "does not name the texts"),
    ] {
        let mut edited = manifest.clone();
        edited[key] = value;
        fs::write(&path, edited.to_string()).expect("writes");
        let (code, out, said) = run(room.path(), &VERIFY);
        assert_eq!(code, 1, "{out}{said}");
        assert!(out.contains(because) || said.contains(because), "{out}{said}");
    }
}

#[test]
fn standard_input_is_asked_for_again() {
    let room = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str], input: &str| {
        let mut command = Command::cargo_bin("yiti").expect("the program");
        let output = command.current_dir(room.path()).args(args).write_stdin(input).output();
        let output = output.expect("runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(run(&["report", "-", "-o", "out", "-q"], TWO_SPEECHES).0);
    for (input, is_same) in [(TWO_SPEECHES, true), ("", false)] {
        let (code, said) = run(&["verify", "out"], input);
        assert_eq!(code, is_same, "{said}");
        assert!(said.contains("made from standard input, which is read again"), "{said}");
    }
}

#[test]
fn a_manifest_leads_nowhere_but_down() {
    let room = room();
    let path = room.path().join("out/manifest.json");
    let manifest = common::text(&path);
    write(&room.path().join("secret.txt"), TWO_SPEECHES);
    let secret = manifest.replace("\"texts/record.txt\"", "\"../secret.txt\"");
    assert_ne!(secret, manifest);
    fs::write(&path, secret).expect("writes");
    let (code, _, said) = run(room.path(), &VERIFY);
    assert_eq!(code, 1);
    assert!(said.contains("secret.txt, which is not here"), "{said}");
    #[cfg(unix)]
    {
        fs::write(&path, manifest).expect("writes");
        fs::remove_file(room.path().join("texts/stop.txt")).expect("removes");
        std::os::unix::fs::symlink("../secret.txt", room.path().join("texts/stop.txt"))
            .expect("links");
        let (_, _, said) = run(room.path(), &VERIFY);
        assert!(said.contains("stop.txt, which is not here"), "{said}");
    }
}

#[test]
fn a_comparison_is_verified_with_all_that_it_was_given() {
    let room = tempfile::tempdir().expect("a folder");
    let next =
        TWO_SPEECHES.replace("巡护队120支", "巡护队150支").replace("牧户2.6万户", "牧户3万户");
    write(&room.path().join("texts/2020.txt"), TWO_SPEECHES);
    write(&room.path().join("texts/2021.txt"), next);
    write(&room.path().join("texts/common.txt"), "把服务做到家门口。\n");
    let done = |line: &str| {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let (code, out, said) = run(room.path(), &arguments);
        assert_eq!(code, 0, "{line}: {out}{said}");
        out
    };
    done("report texts/2020.txt -o texts/older -q");
    done(
        "compare texts/2021.txt texts/older --reference texts/common.txt --frozen texts/older \
         --dates 2021,2020 -o out -q",
    );
    let manifest = common::text(&room.path().join("out/manifest.json"));
    for named in ["\"texts/common.txt\"", "\"texts/older\"", "\"2020\"", "\"report.json\""] {
        assert!(manifest.contains(named), "{named}: {manifest}");
    }
    assert!(done("verify out").contains("the same in every byte"));
    assert!(done("verify out --inputs texts").contains("the same in every byte"));
    // A comparison is ours: it is replaced, and is no record.
    done("compare texts/2020.txt texts/2021.txt -o out -q");
    write(&room.path().join("texts/2021.txt"), TWO_SPEECHES);
    let (code, out, said) = run(room.path(), &["verify", "out"]);
    assert_eq!(code, 1, "{out}{said}");
    assert!(said.contains("2021.txt"), "{said}");
}

#[test]
fn of_files_of_one_name_the_one_that_was_edited_is_named() {
    let room = tempfile::tempdir().expect("a folder");
    for year in ["2020", "2021"] {
        for name in ["甲校", "乙校"] {
            let text = format!("{name}在{year}年修建水渠，灌溉农田，开办夜校，培训女工。\n");
            write(&room.path().join(format!("{year}/{name}.txt")), text);
        }
    }
    assert_eq!(run(room.path(), &["compare", "2020", "2021", "-o", "out", "-q"]).0, 0);
    write(&room.path().join("out/compare.json"), "{}");
    let (_, _, said) = run(room.path(), &["verify", "out"]);
    assert!(said.contains("texts, lists, settings and program are those"), "{said}");
    write(&room.path().join("2021/甲校.txt"), "甲校修建夜校。\n");
    let (_, _, said) = run(room.path(), &["verify", "out"]);
    assert!(said.contains("since then: 甲校.txt edited") && !said.contains("乙校"), "{said}");
    // Nothing is written over what is read, nor taken for speech where its manifest is lost.
    let (code, _, said) = run(room.path(), &["compare", "2020", "2021", "-o", "2020", "--force"]);
    assert!(code == 1 && said.contains("written over what it is made from"), "{said}");
    write(&room.path().join("out/manifest.json"), "{}");
    let (code, _, said) = run(room.path(), &["compare", "2020", "out", "--format", "table"]);
    assert!(code == 1 && said.contains("a comparison, or a damaged report"), "{said}");
}
