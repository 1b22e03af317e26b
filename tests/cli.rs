//! The program from outside: what it prints, writes and refuses.

#![cfg(feature = "cli")]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use common::{DEMO, TWO_SPEECHES, answer, meeting, meetings, tree, write, yiti};
use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;

mod common;

/// An empty folder to work in.
fn room() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Runs in `room` and checks that the answer is one line of complaint and nothing else.
fn complaint(room: &Path, args: &[&str]) -> String {
    let before = tree(room);
    let output = yiti().current_dir(room).args(args).output().expect("runs");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{args:?}: {complaint}");
    assert!(output.stdout.is_empty(), "{args:?}: printed on standard output");
    assert_eq!(complaint.lines().count(), 1, "{args:?}: {complaint}");
    assert!(complaint.starts_with("yiti: ") && complaint.ends_with('\n'), "{args:?}: {complaint}");
    assert!(!complaint.contains("panicked"), "{args:?}: {complaint}");
    let after = tree(room);
    assert!(before == after, "{args:?}: left {:?}", after.keys());
    in_chinese(room, args, &complaint);
    complaint
}

/// Checks that the same complaint is made in Chinese, but for names, and for what stands in
/// backquotes because it is typed as it is.
fn in_chinese(room: &Path, args: &[&str], english: &str) {
    let output = yiti().current_dir(room).args(args).args(["--lang", "zh"]).output().expect("runs");
    let chinese = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{args:?}: {chinese}");
    let typed = Regex::new("`[^`]*`").expect("a pattern");
    let words = Regex::new("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}").expect("a pattern");
    let rest = typed.replace_all(&chinese, "");
    let is_chinese = chinese.contains(['：', '；']) && !words.is_match(&rest);
    assert!(is_chinese, "{args:?}: {english}{chinese}");
}

/// What is wrong with a file, in words that name the file and what to do.
fn refuses(name: &str, bytes: &[u8], args: &[&str], words: &[&str]) {
    let room = room();
    write(&room.path().join(name), bytes);
    write(&room.path().join("good.txt"), TWO_SPEECHES);
    let complaint = complaint(room.path(), args);
    for word in [&[name], words].concat() {
        assert!(complaint.contains(word), "{args:?} lacks {word}: {complaint}");
    }
}

#[test]
fn a_bad_text_is_refused_with_its_name_and_a_remedy() {
    let half = ["湖南省妇联：好。\n湖南省妇联：好。".as_bytes(), b"\xff\n"].concat();
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("empty.txt", b"", &["empty", "give a record"]),
        ("blank.txt", "\u{feff} \n\u{3000}\n".as_bytes(), &["empty", "give a record"]),
        ("binary.txt", b"\x7fELF\x02\0\0\0", &["byte 6 is zero", "as text"]),
        ("half.txt", &half, &["line 2 is not UTF-8", "--encoding gb18030"]),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &["old or locked Office", ".docx"]),
        ("scan.pdf", b"%PDF-1.7\n", &["begins as a PDF, but is none", "save it anew"]),
        ("weather.txt", "今天天气很好，大家都出门散步。\n".as_bytes(), &["no speeches", "## "]),
    ];
    for (name, bytes, words) in cases {
        for command in ["report", "themes", "terms", "figures", "split"] {
            refuses(name, bytes, &[command, name], words);
        }
        refuses(name, bytes, &["report", "good.txt", name, "-o", "out"], words);
    }
}

#[test]
fn a_bad_setting_or_list_is_refused_with_its_name_and_a_remedy() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("-c", "key.toml", "[terms]\nmin_fd = 2\n", &["line 2", "`min_fd`", "`min_df`"]),
        ("-c", "type.toml", "[terms]\ntop = \"ten\"\n", &["line 2", "expected usize"]),
        ("-c", "sign.toml", "[terms]\ntop = -1\n", &["line 2", "usize"]),
        ("-c", "table.toml", "[them]\n", &["`them`", "`themes`"]),
        ("-c", "form.toml", "[terms\n", &["line 1"]),
        ("-c", "share.toml", "[terms]\nmax_df = 40.0\n", &["max_df", "from 0 to 1"]),
        ("-c", "none.toml", "[themes]\ngroups = 0\n", &["themes.groups", "1 or more"]),
        ("-c", "many.toml", "[themes]\ndraws = 1000000\n", &["themes.draws", "10000 or fewer"]),
        ("-c", "layout.toml", "[transcript]\nlayout = \"poem\"\n", &["line 2", "`poem`", "`auto`"]),
        (
            "--themes",
            "bare.toml",
            "[[theme]]\nid='a'\nzh='甲'\n",
            &["theme `a`", "give it a list `core`"],
        ),
        (
            "--themes",
            "kernel.toml",
            "[[theme]]\nid='a'\nzh='甲'\nkernel=['好']\n",
            &["line 4", "`kernel`", "`core`"],
        ),
        (
            "--themes",
            "twice.toml",
            "[[theme]]\nid='a'\nzh='甲'\ncore=['好', '好']\n",
            &["`好`", "keep it in one list"],
        ),
        ("--themes", "other.toml", "neutral = []\n", &["[[theme]]"]),
        ("--themes", "open.yml", "港口: [码头\n灯塔: [灯]\n", &["open.yml", "line 2", "YAML"]),
        ("--themes", "glob.yaml", "港口:\n  - 码*头\n", &["line 2", "`码*头`", "write out"]),
        (
            "--themes",
            "both.yml",
            "港口: [码头]\n海: [码头*]\n",
            &["line 2", "`港口`", "one category"],
        ),
        (
            "--dict",
            "words.txt",
            "执委\n湖区 many\n",
            &["line 2", "no whole number", "write `word`"],
        ),
        ("--dict", "more.txt", "执委 5 n\n", &["line 1", "write `word`"]),
    ];
    for (flag, name, text, words) in cases {
        for command in ["report", "themes", "split"] {
            refuses(name, text.as_bytes(), &[command, "good.txt", flag, name], words);
        }
        refuses(name, text.as_bytes(), &["config", flag, name], words);
    }
}

#[test]
fn a_font_that_is_none_is_refused_with_a_remedy() {
    let room = room();
    write(&room.path().join("good.txt"), TWO_SPEECHES);
    write(&room.path().join("face.ttf"), "no font at all");
    let complaint = complaint(room.path(), &["report", "good.txt", "--font", "face.ttf"]);
    assert!(complaint.contains("no TrueType or OpenType font"), "{complaint}");
    assert!(complaint.contains("give --font a .ttf"), "{complaint}");
}

#[test]
fn a_font_that_is_none_is_named() {
    let args = ["report", "good.txt", "--font", "face.ttf"];
    refuses("face.ttf", b"no font at all", &args, &["--font"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let room = room();
    write(&room.path().join("good.txt"), TWO_SPEECHES);
    for args in [
        &["report", "gone.x"][..],
        &["split", "gone.x"],
        &["themes", "good.txt", "gone.x"],
        &["themes", "good.txt", "-c", "gone.x"],
        &["themes", "good.txt", "--dict", "gone.x"],
        &["themes", "good.txt", "--stopwords", "gone.x"],
        &["themes", "good.txt", "--themes", "gone.x"],
        &["report", "good.txt", "--font", "gone.x"],
        &["config", "-c", "gone.x"],
    ] {
        let complaint = complaint(room.path(), args);
        assert!(complaint.contains("gone.x: "), "{args:?}: {complaint}");
        let is_told = complaint.contains("no such file or folder; give the path")
            || complaint.contains("cannot read: No such file");
        assert!(is_told, "{args:?}: {complaint}");
    }
}

#[test]
fn a_survey_refuses_flags_that_would_change_nothing() {
    let room = room();
    let rows = "region,text\n广东,港口通航。\n河北,春耕备耕。\n云南,\n";
    write(&room.path().join("a.csv"), rows);
    for (flag, value, told) in [
        ("--encoding", "gb18030", "a survey reads UTF-8; save the table as UTF-8"),
        ("--layout", "turn", "each row of a table is a text of its own; leave this flag out"),
        ("--groups", "3", "those of a column; name it: --group-by column:NAME"),
        ("--max-bytes", "1G", "reads tables of any size, and no other files; leave this flag out"),
        ("--max-seconds", "9", "reads tables of any size"),
    ] {
        let complaint = complaint(room.path(), &["survey", "a.csv", flag, value]);
        assert!(complaint.starts_with(&format!("yiti: {flag}: ")), "{complaint}");
        assert!(complaint.contains(told), "{complaint}");
    }
    let help = answer(&["survey", "--help"]);
    assert!(help.contains("--group-by") && !help.contains("--max-bytes"), "{help}");
    assert!(!help.contains("--layout") && !help.contains("--groups"), "{help}");
}

#[test]
fn a_survey_says_how_many_rows_it_leaves_out() {
    let room = room();
    let rows = "region,text\n广东,港口通航。\n河北,春耕备耕。\n云南,\n";
    write(&room.path().join("a.csv"), rows);
    let run = |args: &[&str]| {
        let args = [&["survey", "a.csv", "--group-by", "region"], args].concat();
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        assert!(output.status.success());
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    for format in ["table", "csv", "json"] {
        let [_, told] = run(&["--format", format]);
        assert_eq!(told, "rows without a text, which are left out: 1\n");
        let [shown, told] = run(&["--format", format, "-q"]);
        assert_eq!(told, "");
        assert!(format != "json" || shown.contains("\"left_out\": 1"), "{shown}");
    }
}

#[test]
fn a_folder_without_texts_is_refused() {
    let room = room();
    write(&room.path().join("papers/README.md"), "about");
    write(&room.path().join("papers/notes.png"), "png");
    let complaint = complaint(room.path(), &["report", "papers"]);
    assert!(complaint.contains("papers: no texts") && complaint.contains(".txt"), "{complaint}");
}

#[test]
fn a_report_goes_nowhere_that_it_may_not() {
    let room = room();
    write(&room.path().join("good.txt"), TWO_SPEECHES);
    write(&room.path().join("mine/notes.md"), "mine");
    write(&room.path().join("file"), "a file");
    for (folder, words) in [
        ("mine", &["mine", "no yiti report", "--force"][..]),
        ("file", &["file", "is a file", "-o"]),
        ("file/below", &["file/below"]),
        (".", &[".", "is the folder you work in", "-o"]),
    ] {
        let complaint = complaint(room.path(), &["report", "good.txt", "-o", folder]);
        for word in words {
            assert!(complaint.contains(word), "-o {folder} lacks {word}: {complaint}");
        }
    }
    yiti()
        .current_dir(room.path())
        .args(["report", "good.txt", "-o", "mine", "--force", "--quiet"])
        .assert()
        .success();
    let files = tree(&room.path().join("mine"));
    assert_eq!(files["notes.md"], b"mine");
    assert!(files.contains_key("index.html"), "{:?}", files.keys());
}

#[test]
fn a_character_that_no_face_has_is_named() {
    let room = room();
    let text = "# 会\n\n## 𠮷林😀\n\n候鸟来了，湿地变好了。\n\n## 湿地\n\n大家都去看候鸟。\n";
    write(&room.path().join("faces.md"), text);
    let told = |args: &[&str]| {
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        assert!(output.status.success(), "{args:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let english = told(&["report", "faces.md", "--lang", "en"]);
    let named = "〓 in charts stands for what no face has: 😀 (U+1F600), 𠮷 (U+20BB7); --font FILE";
    assert!(english.contains(named), "{english}");
    let chinese = told(&["report", "faces.md", "--lang", "zh"]);
    let named = "图中“〓”代替字体中没有的字：😀（U+1F600）、𠮷（U+20BB7）；用 --font 文件";
    assert!(chinese.contains(named), "{chinese}");
    assert!(told(&["report", "faces.md", "-q"]).is_empty());
    let page = common::text(&room.path().join("reports/faces/index.html"));
    for part in [
        named,
        "〓：字体中没有的字（U+1F600、U+20BB7）",
        "〓: no face has the character (U+1F600, U+20BB7)",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // The parts of a brief are not compressed. Its pictures have the stand-in, its words do not.
    let brief = fs::read(room.path().join("reports/faces/report.docx")).expect("a brief");
    for part in [named, "𠮷林😀"] {
        let bytes = part.as_bytes();
        assert!(brief.windows(bytes.len()).any(|window| window == bytes), "{part}");
    }
}

#[test]
fn what_is_too_long_is_cut_or_refused() {
    let room = room();
    let speeches = "\n\n## 甲会\n\n湿地变好了。\n\n## 乙会\n\n候鸟来了。\n";
    write(&room.path().join("title.md"), format!("# {}{speeches}", "湿".repeat(50_000)));
    let run = |args: &[&str]| {
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        assert!(output.status.success(), "{args:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let found = run(&["themes", "title.md", "--format", "json"]);
    assert!(
        found.contains(&format!("{}…", "湿".repeat(120))) && !found.contains(&"湿".repeat(121))
    );
    let speech = format!("## 甲会 | {}\n\n好。\n\n## 乙会\n\n好。\n", "湿".repeat(50_000));
    write(&room.path().join("speech.md"), speech);
    assert!(run(&["split", "speech.md"]).contains("湿…"));
    let turns = "丁大文：好。\n马小梅：是。\n".repeat(100_001);
    refuses("turns.txt", turns.as_bytes(), &["split", "turns.txt"], &["200002 speeches", ".jsonl"]);
}

#[test]
fn the_remedy_for_a_text_without_speeches_is_one() {
    let text = "候鸟来了，大家都去看。\n湿地变好了，大家都高兴。\n";
    refuses("birds.txt", text.as_bytes(), &["split", "birds.txt"], &["e.g. `## "]);
    let mended =
        "## 候鸟协会\n\n候鸟来了，大家都去看。\n\n## 湿地协会\n\n湿地变好了，大家都高兴。\n";
    let found = piped(&["split", "-", "--format", "json"], mended);
    assert_eq!(found["speeches"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_a_spreadsheet_would_run_is_guarded() {
    let room = room();
    let text = "# =1+1\n\n## 河北省妇联 | =2+2\n\n@湿地，+候鸟300只。\n\n## 青海省妇联\n\n-5度也巡护湖泊。\n";
    write(&room.path().join("sums.md"), text);
    yiti()
        .current_dir(room.path())
        .args(["report", "-q", "sums.md", "-o", "out"])
        .assert()
        .success();
    let mut tables: Vec<String> = ["themes", "terms", "figures"]
        .into_iter()
        .map(|command| {
            let args = [command, "sums.md", "--format", "csv"];
            let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
            String::from_utf8(output.stdout).expect("UTF-8")
        })
        .collect();
    for (path, bytes) in tree(&room.path().join("out/tables")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.strip_prefix('\u{feff}').map(str::to_owned);
        tables.push(text.unwrap_or_else(|| panic!("{path} has no byte order mark")));
    }
    let mut guarded = 0;
    for table in tables {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("of the head's width") {
                let runs = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                assert!(!runs, "{cell} in\n{table}");
                guarded += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(guarded > 5, "the page has cells that run");
}

#[test]
fn a_command_prints_the_table_of_the_report() {
    let room = room();
    let text =
        "# 会\n\n## 杭州市妇联\n\n巡护湿地300次，受益2万人。\n\n## 宁波市妇联\n\n走访牧户56户。\n";
    write(&room.path().join("two.md"), text);
    write(&room.path().join("again.md"), text);
    let report = ["report", "-q", "two.md", "again.md", "-o", "out"];
    yiti().current_dir(room.path()).args(report).assert().success();
    let files = tree(&room.path().join("out/tables"));
    for command in ["themes", "terms", "figures"] {
        let args = [command, "two.md", "again.md", "--format", "csv"];
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let table = String::from_utf8(files[&format!("{command}.csv")].clone()).expect("UTF-8");
        assert_eq!(table.strip_prefix('\u{feff}'), Some(printed.as_str()), "{command}");
        // So little text has no terms.
        if command != "terms" {
            let is_told_apart = printed.contains("会 (2)") && printed.contains("杭州");
            assert!(is_told_apart && printed.contains("宁波"), "{command}: {printed}");
        }
    }
}

#[test]
fn misuse_exits_with_two_and_prints_on_standard_error_only() {
    for args in [
        &[][..],
        &["speak"],
        &["report"],
        &["themes"],
        &["report", DEMO, "--colour"],
        &["themes", DEMO, "--format", "md"],
        &["split", DEMO, "--format", "csv"],
        &["terms", DEMO, "--top", "0"],
        &["terms", DEMO, "--top", "many"],
        &["themes", DEMO, "--groups", "0"],
        &["split", DEMO, "--layout", "poem"],
        &["config", DEMO],
    ] {
        let output = yiti().args(args).output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn every_command_answers_in_every_format() {
    for command in ["themes", "terms", "figures"] {
        let speeches = meeting(&[command, DEMO])["speeches"].take();
        assert_eq!(speeches.as_array().map(Vec::len), Some(7), "{command} json");
        let csv = answer(&[command, DEMO, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.expect("of the head's width")).collect();
        assert!(rows.len() > 30, "{command} csv: {} rows", rows.len());
        assert!(rows.iter().all(|row| row.iter().any(|cell| !cell.is_empty())), "{command} csv");
        let table = answer(&[command, DEMO]);
        assert_eq!(table, answer(&[command, DEMO, "--format", "table"]), "{command}");
        for region in ["辽宁", "天津", "四川", "陕西", "湖南", "福建", "贵州"] {
            assert!(csv.contains(region) && table.contains(region), "{command}: {region}");
        }
    }
    assert_eq!(meeting(&["split", DEMO])["speeches"].as_array().map(Vec::len), Some(7));
    let table = answer(&["split", DEMO]);
    assert!(table.contains("贵州省妇联") && table.contains("layout: opening"), "{table}");
    let markdown = answer(&["split", DEMO, "--format", "md"]);
    assert!(markdown.starts_with("---\n"), "{markdown}");
    assert_eq!(markdown.lines().filter(|line| line.starts_with("## ")).count(), 7);
    assert!(answer(&["terms", DEMO, "--dropped"]).contains("的"));
    assert!(answer(&["config", "--list-stopwords"]).starts_with("word,list\n"));
    assert!(answer(&["licenses"]).contains("Apache License"));
    assert!(answer(&["--help"]).contains("report"));
}

#[test]
fn as_many_terms_are_listed_as_asked_for() {
    for top in [1, 3, 12] {
        let asked = meeting(&["terms", DEMO, "--top", &top.to_string()]);
        for speech in asked["speeches"].as_array().expect("speeches") {
            // Weak terms do not fill up a list.
            let n = speech["terms"].as_array().map_or(0, Vec::len);
            assert!(n == top || (top > 3 && (4..top).contains(&n)), "{}: {n}", speech["region"]);
        }
    }
}

#[test]
fn as_many_groups_are_made_as_asked_for() {
    for count in 1..=7 {
        let asked = meeting(&["themes", DEMO, "--groups", &count.to_string()]);
        assert_eq!(asked["groups"].as_array().map(Vec::len), Some(count));
    }
}

/// What a transcript says, wherever it was read from.
fn said(meeting: &Value) -> Vec<Value> {
    let speeches = meeting["speeches"].as_array().expect("speeches");
    speeches
        .iter()
        .map(|speech| {
            serde_json::json!([speech["speaker"], speech["region"], speech["title"], units(speech)])
        })
        .collect()
}

/// What the sections of a speech say; their `marks` are lines of one source.
fn units(speech: &Value) -> Vec<Value> {
    let units = speech["units"].as_array().expect("units");
    units
        .iter()
        .map(|unit| serde_json::json!([unit["kind"], unit["heading"], unit["text"]]))
        .collect()
}

/// The meeting that `args` prints when it reads `text` on standard input.
fn piped(args: &[&str], text: &str) -> Value {
    let output = yiti().args(args).write_stdin(text).output().expect("runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    let mut answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    answer["meetings"][0].take()
}

#[test]
fn a_dash_reads_standard_input() {
    let page = common::text(&common::root().join(DEMO));
    let piped = piped(&["split", "-", "--format", "json"], &page);
    let read = meeting(&["split", DEMO]);
    assert_eq!(said(&piped), said(&read));
    assert_eq!(piped["title"], read["title"]);
    assert_eq!(piped["sources"], serde_json::json!(["-"]));
    let output = yiti().args(["split", "-"]).write_stdin("").output().expect("runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint.starts_with("yiti: -: the file is empty"), "{complaint}");
}

#[test]
fn the_corrected_transcript_reads_back_as_printed() {
    let markdown = answer(&["split", DEMO, "--format", "md"]);
    let back = piped(&["split", "-", "--format", "json"], &markdown);
    let read = meeting(&["split", DEMO]);
    assert_eq!(said(&back), said(&read));
    for key in ["title", "date", "announced", "missing"] {
        assert_eq!(back[key], read[key], "{key}");
    }
    assert_eq!(back["layout"], "markdown");
}

#[test]
fn a_correction_is_taken_over() {
    let markdown = answer(&["split", DEMO, "--format", "md"]);
    let corrected = markdown.replacen("## 陕西省妇联 | ", "## 甘肃省妇联 | 改好的", 1);
    assert_ne!(corrected, markdown);
    let back = piped(&["split", "-", "--format", "json"], &corrected);
    let regions: Vec<&Value> = back["speeches"]
        .as_array()
        .expect("speeches")
        .iter()
        .map(|speech| &speech["region"])
        .collect();
    assert!(regions.contains(&&"甘肃".into()) && !regions.contains(&&"陕西".into()), "{regions:?}");
    assert!(back.to_string().contains("改好的家训上墙"), "{back}");
}

#[test]
fn several_inputs_are_several_meetings_in_order() {
    let room = room();
    let other = room.path().join("other.txt");
    write(&other, TWO_SPEECHES);
    let other = other.to_str().expect("UTF-8");
    let (demo, two) = ("第三届全国檐下灯火家庭服务工作交流会", "全国候鸟湿地守护经验交流会");
    for command in ["split", "themes", "terms", "figures"] {
        for (inputs, titles) in [
            ([DEMO, other].as_slice(), [demo, two].as_slice()),
            (&[other, DEMO], &[two, demo]),
            (&[other, DEMO, other], &[two, demo, two]),
        ] {
            let found = meetings(&[&[command], inputs].concat());
            let found: Vec<&str> = found.iter().filter_map(|m| m["title"].as_str()).collect();
            assert_eq!(found, titles, "{command} {inputs:?}");
        }
    }
    let refused = complaint(room.path(), &["split", other, other, "--format", "md"]);
    assert!(refused.contains("2 meetings") && refused.contains("give one"), "{refused}");
}

#[test]
fn a_folder_of_one_file_a_speech_is_one_meeting() {
    let room = room();
    let folder = room.path().join("2019年工作报告");
    for (region, theme) in [("青海省", "牧区"), ("河北省", "海港"), ("广西壮族自治区", "边关")]
    {
        let text = format!(
            "各位代表：\n\n现在，我代表省人民政府作工作报告。\n\n一、{theme}工作。我们建成{theme}道路30公里。\n\n二、{theme}民生。群众满意。\n"
        );
        write(&folder.join(format!("{region}.txt")), text);
    }
    write(&folder.join("README.md"), "# about\n\n## not a speech\n");
    let folder = folder.to_str().expect("UTF-8");
    let found = meeting(&["split", folder]);
    assert_eq!(found["title"], "2019年工作报告");
    assert_eq!(found["layout"], "file");
    let regions: Vec<&str> = found["speeches"]
        .as_array()
        .expect("speeches")
        .iter()
        .filter_map(|speech| speech["region"].as_str())
        .collect();
    assert_eq!(regions, ["广西", "河北", "青海"], "in name order");
    let themes = meeting(&["themes", folder]);
    assert_eq!(themes["speeches"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        themes["sources"],
        serde_json::json!(["广西壮族自治区.txt", "河北省.txt", "青海省.txt"])
    );
}

#[test]
fn two_runs_of_a_report_give_the_same_bytes() {
    let (first, second) = (room(), room());
    for room in [&first, &second] {
        let folder = room.path().join("out");
        yiti().args(["report", DEMO, "-q", "-o"]).arg(&folder).assert().success().stdout("");
    }
    let (first, second) = (tree(first.path()), tree(second.path()));
    assert!(first.len() >= 10, "{:?}", first.keys());
    assert!(first.keys().eq(second.keys()), "{:?} and {:?}", first.keys(), second.keys());
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "{path} differs");
    }
}

#[test]
fn a_report_replaces_the_one_that_stands_there_and_keeps_notes() {
    let room = room();
    write(&room.path().join("two.txt"), TWO_SPEECHES);
    let demo = common::root().join(DEMO);
    let report = |inputs: &[&Path]| {
        let mut command = yiti();
        command.current_dir(room.path()).args(["report", "-q", "-o", "out"]).args(inputs);
        command.assert().success().stdout("").stderr("");
        tree(&room.path().join("out"))
    };
    let both = report(&[&demo, Path::new("two.txt")]);
    assert!(both.keys().any(|path| path.starts_with("charts/2-")), "{:?}", both.keys());
    write(&room.path().join("out/notes.md"), "mine");
    let mut one = report(&[Path::new("two.txt")]);
    assert_eq!(one.remove("notes.md").as_deref(), Some(&b"mine"[..]));
    fs::remove_dir_all(room.path().join("out")).expect("removed");
    let fresh = report(&[Path::new("two.txt")]);
    assert!(one.keys().eq(fresh.keys()), "{:?} and {:?}", one.keys(), fresh.keys());
    assert!(one == fresh);
    let left: Vec<_> = fs::read_dir(room.path()).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_report_goes_below_reports_unless_told_otherwise() {
    let room = room();
    write(&room.path().join("湿地.txt"), TWO_SPEECHES);
    for (inputs, folder) in
        [(&["湿地.txt"][..], "reports/湿地/"), (&["湿地.txt", "湿地.txt"], "reports/report/")]
    {
        let output = yiti().current_dir(room.path()).arg("report").args(inputs).output();
        let output = output.expect("runs");
        let word = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(output.status.success() && output.stdout.is_empty(), "{word}");
        assert!(word.contains(&format!("`yiti open {}`", folder.trim_end_matches('/'))), "{word}");
        let files = tree(room.path());
        assert!(files.contains_key(&format!("{folder}index.html")), "{:?}", files.keys());
    }
}

#[test]
fn a_report_in_the_folder_that_is_read_is_never_its_input() {
    let room = room();
    let folder = room.path().join("湿地会");
    write(&folder.join("two.txt"), TWO_SPEECHES);
    let run = |args: &[&str]| {
        let output = yiti().current_dir(&folder).args(["report", ".", "-q"]).args(args).output();
        let output = output.expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&[]);
    let first = tree(&folder);
    let report = "reports/湿地会/report.json";
    assert!(first.contains_key(report), "{:?}", first.keys());
    run(&[]);
    assert!(tree(&folder) == first, "the second run read the report of the first");
    run(&["-o", "other"]);
    let third = tree(&folder);
    assert_eq!(third["other/report.json"], first[report]);
    let complaint = complaint(&folder, &["themes", "other"]);
    assert!(complaint.contains("other: a report of yiti"), "{complaint}");
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    for args in [
        &["split", DEMO, "--format", "json"][..],
        &["split", DEMO, "--format", "md"],
        &["split", DEMO],
        &["themes", DEMO, "--format", "json"],
        &["themes", DEMO, "--format", "csv"],
        &["themes", DEMO],
        &["terms", DEMO],
        &["figures", DEMO],
        &["licenses"],
        &["--help"],
    ] {
        leaves_without_a_word(args);
    }
}

#[test]
fn a_reader_who_goes_away_from_a_long_csv_is_no_error() {
    for args in [
        &["terms", DEMO, "--format", "csv"][..],
        &["figures", DEMO, "--format", "csv"],
        &["config", "--list-stopwords"],
    ] {
        leaves_without_a_word(args);
    }
}

/// Runs with a standard output that nobody reads.
fn leaves_without_a_word(args: &[&str]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yiti"))
        .current_dir(common::root())
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // The reader leaves before a line is written.
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let complaint = common::without_doubts(&complaint);
    assert_eq!((output.status.code(), complaint.as_str()), (Some(0), ""), "{args:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    for args in [
        &["split", DEMO, "--format", "json"][..],
        &["split", DEMO],
        &["terms", DEMO, "--format", "csv"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let output = Command::new(env!("CARGO_BIN_EXE_yiti"))
            .current_dir(common::root())
            .args(args)
            .stdout(full)
            .output()
            .expect("runs");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {complaint}");
        assert!(complaint.contains("No space left"), "{args:?}: {complaint}");
    }
}

#[test]
fn the_printed_settings_are_accepted_as_settings() {
    let room = room();
    write(&room.path().join("words.txt"), "湿地保护 50\n");
    write(&room.path().join("stop.txt"), "候鸟\n");
    write(&room.path().join("two.txt"), TWO_SPEECHES);
    for flags in [
        &[][..],
        &["--layout", "heading", "--groups", "3"],
        &["--dict", "words.txt", "--stopwords", "stop.txt"],
    ] {
        let print = |args: &[&str]| {
            let output = yiti().current_dir(room.path()).arg("config").args(args).output();
            let output = output.expect("runs");
            assert!(output.status.success(), "{args:?}");
            output.stdout
        };
        let printed = print(flags);
        write(&room.path().join("yiti.toml"), &printed);
        assert_eq!(print(&["-c", "yiti.toml"]), printed, "{flags:?}");
        let parsed: toml::Table = toml::from_str(&String::from_utf8_lossy(&printed)).expect("TOML");
        assert!(parsed["terms"]["min_df"].is_integer(), "{flags:?}");
    }
    assert_ne!(answer(&["config", "--groups", "3"]), answer(&["config"]));
    // A flag wins over the file.
    write(&room.path().join("yiti.toml"), "[themes]\ngroups = 1\n");
    let groups = |args: &[&str]| {
        let output = yiti().current_dir(room.path()).args(args).output().expect("runs");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["meetings"][0]["groups"].as_array().map(Vec::len)
    };
    let base = ["themes", "two.txt", "--format", "json", "-c", "yiti.toml"];
    assert_eq!(groups(&base), Some(1));
    assert_eq!(groups(&[&base[..], &["--groups", "2"]].concat()), Some(2));
}
