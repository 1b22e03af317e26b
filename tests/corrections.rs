//! Read, correct, read again: what a person changes holds, and each rerun says what it moved.
#![allow(clippy::unwrap_used, reason = "a test says so by failing")]

use std::{fs, path::Path, process::Command};

use serde_json::Value;

const RECORD: &str = "# 会议\n\n## 粤妇联\n\n保护妇女权益，做好法律援助，维护妇女合法权益。调解婚姻家庭纠纷。\n\n\
## 北京市妇联\n\n抓好粮食生产，建设美丽乡村。发展乡村产业。\n\n\
## 上海市妇联\n\n办好家长学校，传承好家风。建设文明家庭。\n";

/// Runs `yiti` and gives what it says on standard output and on standard error.
fn yiti(args: &[&str], room: &Path) -> (String, String) {
    let run =
        Command::new(env!("CARGO_BIN_EXE_yiti")).args(args).current_dir(room).output().unwrap();
    let [out, err] = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(run.status.success(), "{args:?}: {err}");
    (out, err)
}

/// What `yiti` says on standard error where it cannot do what is asked.
fn refused(args: &[&str], room: &Path) -> String {
    let run =
        Command::new(env!("CARGO_BIN_EXE_yiti")).args(args).current_dir(room).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{args:?}");
    String::from_utf8(run.stderr).unwrap()
}

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("page.md"), RECORD).unwrap();
    room
}

fn analysis(room: &Path) -> Value {
    serde_json::from_slice(&fs::read(room.join("out/report.json")).unwrap()).unwrap()
}

#[test]
fn a_date_of_the_settings_is_one_of_the_calendar() {
    let room = room();
    fs::write(
        room.path().join("yiti.toml"),
        "[transcript.meeting_dates]\n\"会议\" = \"2022-02-30\"\n",
    )
    .unwrap();
    let said = refused(&["report", "page.md", "-o", "out"], room.path());
    assert!(
        said.contains("yiti.toml") && said.contains("`2022-02-30` is no date with a year"),
        "{said}"
    );
    assert!(!room.path().join("out").exists());
}

#[test]
fn settings_beside_the_texts_hold_without_being_named() {
    let room = room();
    let settings = "[transcript.aliases]\n\"粤妇联\" = \"广东省妇联\"\n\
        [transcript.meeting_titles]\n\"会议\" = \"妇联工作会\"\n\
        [transcript.meeting_dates]\n\"妇联工作会\" = \"2022年7月10日\"\n\
        [themes.names]\nrights_protection = \"妇女维权 | Women's rights\"\n\
        [tokens]\nstop = [\"家长学校\"]\n";
    fs::write(room.path().join("yiti.toml"), settings).unwrap();
    let (_, said) = yiti(&["report", "page.md", "-o", "out"], room.path());
    assert!(said.contains("settings of yiti.toml"), "{said}");
    let found = analysis(room.path());
    let meeting = &found["meetings"][0];
    assert_eq!((&meeting["title"], &meeting["date"]), (&"妇联工作会".into(), &"2022-07-10".into()));
    assert_eq!(meeting["speeches"][0]["speaker"], "广东省妇联");
    assert_eq!(meeting["speeches"][0]["region"], "广东");
    let theme = meeting["themes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "rights_protection")
        .unwrap();
    assert_eq!(
        (&theme["label"], &theme["label_en"]),
        (&"妇女维权".into(), &"Women's rights".into())
    );
    for speech in meeting["speeches"].as_array().unwrap() {
        let terms = speech["terms"].as_array().unwrap();
        assert!(terms.iter().all(|term| term["term"] != "家长学校"), "{terms:?}");
    }
    // Settings that are named win over those that lie there.
    fs::write(room.path().join("other.toml"), "[terms]\ntop = 3\n").unwrap();
    let (_, said) =
        yiti(&["report", "page.md", "-o", "out", "-c", "other.toml", "--force"], room.path());
    assert!(!said.contains("settings of"), "{said}");
    assert_eq!(analysis(room.path())["meetings"][0]["speeches"][0]["speaker"], "粤妇联");
}

#[test]
fn settings_beside_the_texts_lift_no_limit_and_name_no_file_elsewhere() {
    let room = room();
    let sent = room.path().join("sent");
    fs::create_dir(&sent).unwrap();
    fs::write(sent.join("page.md"), RECORD).unwrap();
    fs::write(sent.join("stop.txt"), "家长学校\n").unwrap();
    fs::write(room.path().join("secret.txt"), "root:x:0:0\n").unwrap();
    let secret = room.path().join("secret.txt").display().to_string();
    let settings = |text: &str| fs::write(sent.join("yiti.toml"), text).unwrap();
    let mut cases = vec![
        ("[pages]\nmax_seconds = 999999".to_owned(), "pages.max_seconds lifts a limit"),
        ("[pages]\nmax_bytes = 999999999999".into(), "pages.max_bytes lifts a limit"),
        ("[tokens]\ndictionary = \"../secret.txt\"".into(), "tokens.dictionary names"),
        (format!("[tokens]\nstopwords = [\"stop.txt\", '{secret}']"), "tokens.stopwords names"),
        ("[themes]\nlexicon = \"secret.txt\"".into(), "themes.lexicon names"),
        ("[themes]\nlexicon = \".\"".into(), "themes.lexicon names"),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", sent.join("linked.txt")).unwrap();
        assert!(Command::new("mkfifo").arg(sent.join("fifo")).status().unwrap().success());
        for name in ["linked.txt", "fifo"] {
            cases.push((format!("[tokens]\ndictionary = \"{name}\""), "tokens.dictionary names"));
        }
    }
    for (text, reason) in cases {
        settings(&text);
        let said = refused(&["split", "sent"], room.path());
        assert!(said.contains("sent/yiti.toml") && said.contains(reason), "{text}: {said}");
        assert!(said.contains("-c sent/yiti.toml") && !said.contains("root:x"), "{text}: {said}");
    }
    // Lists of its own folder, built-in ones and lower limits are as good as any.
    settings(
        "[pages]\nmax_seconds = 30\n[tokens]\nstopwords = [\"./stop.txt\"]\n\
         [themes]\nlexicon = \"policy\"\n",
    );
    yiti(&["report", "sent/page.md", "-o", "out"], room.path());
    let lists = fs::read(room.path().join("out/manifest.json")).unwrap();
    assert!(String::from_utf8(lists).unwrap().contains("\"stop.txt\""));
    // Who names them, answers for them.
    settings("[pages]\nmax_seconds = 999\n[tokens]\nstopwords = [\"secret.txt\"]\n");
    yiti(&["split", "sent/page.md", "-c", "sent/yiti.toml"], room.path());
    #[cfg(unix)]
    {
        fs::rename(sent.join("yiti.toml"), room.path().join("yiti.toml")).unwrap();
        std::os::unix::fs::symlink("../yiti.toml", sent.join("yiti.toml")).unwrap();
        let said = refused(&["split", "sent"], room.path());
        assert!(said.contains("leads out of its folder"), "{said}");
    }
}

#[test]
fn two_settings_files_are_one_too_many() {
    let room = room();
    for folder in ["a", "b"] {
        fs::create_dir(room.path().join(folder)).unwrap();
        fs::write(room.path().join(folder).join("page.md"), RECORD).unwrap();
        fs::write(room.path().join(folder).join("yiti.toml"), "").unwrap();
    }
    let said = refused(&["split", "a", "b"], room.path());
    assert!(said.contains("b/yiti.toml") && said.contains("-c"), "{said}");
}

#[test]
fn each_rerun_says_what_moved_because_of_which_edit() {
    let room = room();
    let rerun = || yiti(&["report", "page.md", "-o", "out"], room.path()).1;
    // The answer, and where it is.
    assert_eq!(rerun().lines().count(), 2, "nothing stood there");
    assert_eq!(rerun().lines().count(), 2, "nothing was edited");
    fs::write(room.path().join("yiti.toml"), "[transcript.aliases]\n\"粤妇联\" = \"广东省妇联\"\n")
        .unwrap();
    let said = rerun();
    let told = |said: &str, wanted: &[&str]| {
        let lines: Vec<&str> = said.lines().map(str::trim).collect();
        let mut from = 0;
        for line in wanted {
            let found = lines[from..].iter().position(|one| one.contains(line));
            from += found.unwrap_or_else(|| panic!("{line} is not said, or too late: {said}")) + 1;
        }
    };
    told(&said, &["transcript.aliases.粤妇联 = \"广东省妇联\"", "speech 粤妇联 → 广东"]);
    // A report of an older program: what it had no key for stood at its default.
    let manifest = room.path().join("out/manifest.json");
    let older = fs::read(&manifest).unwrap();
    let older = String::from_utf8(older).unwrap().replace("stop = []\\n", "");
    assert!(!older.contains("\\nstop = "), "{older}");
    fs::write(&manifest, older).unwrap();
    assert_eq!(rerun().lines().count(), 3, "nothing was edited");
    // A text and two settings at once: each with its own.
    fs::write(
        room.path().join("page.md"),
        RECORD
            .replace("发展乡村产业。", "接待群众来访三百人次。")
            .replace("建设文明家庭。", "家长学校进社区，家长学校进村。建设文明家庭。"),
    )
    .unwrap();
    fs::write(
        room.path().join("yiti.toml"),
        "[transcript.aliases]\n\"粤妇联\" = \"广东省妇联\"\n\
         [themes.names]\nfamily_values = \"家风\"\n[tokens]\nstop = [\"家长学校\"]\n",
    )
    .unwrap();
    told(
        &rerun(),
        &[
            "page.md edited",
            "北京: other text",
            "themes.names.family_values = \"家风\"",
            "家庭家教家风 → 家风",
            "tokens.stop +\"家长学校\"",
            "上海: first terms",
        ],
    );
    let quiet = yiti(&["report", "page.md", "-o", "out", "-q"], room.path());
    assert_eq!(quiet, (String::new(), String::new()));
}

#[test]
fn themes_are_made_one_and_sentences_moved_as_the_settings_say() {
    let room = room();
    yiti(&["report", "page.md", "-o", "out"], room.path());
    let before = analysis(room.path());
    let speech = |found: &Value| found["meetings"][0]["speeches"][0].clone();
    let main = speech(&before)["main"].as_str().unwrap().to_owned();
    let sentences = speech(&before)["sentences"].as_array().unwrap().clone();
    let sentence = sentences.iter().find(|one| one["theme"] == main.as_str()).unwrap();
    let text = sentence["text"].as_str().unwrap();
    let write = |settings: &str| fs::write(room.path().join("yiti.toml"), settings).unwrap();
    write(&format!("[themes.sentences]\n\"{text}\" = \"other\"\n"));
    yiti(&["report", "page.md", "-o", "out"], room.path());
    let moved = speech(&analysis(room.path()));
    let of = |speech: &Value, text: &str| {
        let sentences = speech["sentences"].as_array().unwrap();
        sentences.iter().find(|one| one["text"] == text).unwrap()["theme"].clone()
    };
    assert_eq!(of(&moved, text), "other");
    let share = |speech: &Value| speech["shares"][main.as_str()].as_f64().unwrap_or_default();
    assert!(share(&moved) < share(&speech(&before)));
    let to = if main == "family_values" { "rights_protection" } else { "family_values" };
    write(&format!("[themes]\nmerges = [[\"{to}\", \"{main}\"]]\n"));
    yiti(&["report", "page.md", "-o", "out"], room.path());
    let joined = speech(&analysis(room.path()));
    assert_eq!((of(&joined, text), share(&joined)), (to.into(), 0.0));
    // A theme that there is not is named, with those that there are.
    for (settings, key) in [
        (format!("[themes.sentences]\n\"{text}\" = \"nowhere\"\n"), "themes.sentences"),
        (format!("[themes]\nmerges = [[\"{to}\", \"nowhere\"]]\n"), "themes.merges"),
    ] {
        write(&settings);
        let said = refused(&["report", "page.md", "-o", "out"], room.path());
        assert!(said.contains(key) && said.contains("nowhere") && said.contains(to), "{said}");
    }
}

#[test]
fn a_report_that_is_written_is_done_though_the_older_settings_do_not_fit_its_texts() {
    let room = room();
    fs::write(room.path().join("plain.txt"), "大家都去看候鸟。湿地变好了。\n").unwrap();
    fs::write(room.path().join("rows.csv"), "text,speaker,year\n好。,甲,2022\n也好。,乙,2023\n")
        .unwrap();
    let plain = ["report", "plain.txt", "--layout", "file", "-o", "out"];
    for first in [
        &["report", "page.md", "-o", "out"][..],
        &["report", "rows.csv", "--group-by", "column:year", "-o", "out"],
    ] {
        yiti(first, room.path());
        let (_, said) = yiti(&plain, room.path());
        assert!(said.contains("what moved is not told"), "{said}");
        assert_eq!(analysis(room.path())["meetings"][0]["sources"][0], "plain.txt");
    }
}

#[test]
fn a_corrected_transcript_is_read_again() {
    let room = room();
    let (printed, _) = yiti(&["split", "page.md", "--format", "md"], room.path());
    let corrected = printed.replace("## 粤妇联", "## 广东省妇联 | 维权在行动");
    assert_ne!(printed, corrected);
    fs::write(room.path().join("page.md"), &corrected).unwrap();
    let (again, _) = yiti(&["split", "page.md", "--format", "md"], room.path());
    assert_eq!(again, corrected);
}

#[test]
fn speeches_that_are_one_are_put_together_and_keep_their_lines() {
    let room = room();
    fs::write(
        room.path().join("yiti.toml"),
        "[transcript]\nmerges = [[\"粤妇联\", \"上海市妇联\"]]\n",
    )
    .unwrap();
    yiti(&["report", "page.md", "-o", "out"], room.path());
    let found = analysis(room.path());
    let speeches = found["meetings"][0]["speeches"].as_array().unwrap();
    let names: Vec<&str> = speeches.iter().filter_map(|one| one["speaker"].as_str()).collect();
    assert_eq!(names, ["粤妇联", "北京市妇联"]);
    let said = speeches[0]["sentences"].as_array().unwrap();
    let last = said.last().unwrap();
    let line = 1 + RECORD[..RECORD.find("建设文明家庭").unwrap()].matches('\n').count();
    assert_eq!((&last["text"], &last["line"]), (&"建设文明家庭。".into(), &line.into()));
    // Nobody is called by the name of someone who does not speak.
    fs::write(
        room.path().join("yiti.toml"),
        "[transcript]\nmerges = [[\"无此人\", \"上海市妇联\"]]\n",
    )
    .unwrap();
    let (printed, _) = yiti(&["split", "page.md", "--format", "md"], room.path());
    assert!(printed.contains("## 上海市妇联") && !printed.contains("无此人"), "{printed}");
    for (merges, reason) in [
        ("[[\"粤妇联\"]]", "fewer than two"),
        ("[]\naliases = {\"粤妇联\" = \" \"}", "give a name of one line"),
        ("[[\"甲\", \"乙\"], [\"乙\", \"丙\"]]", "has 乙 twice"),
    ] {
        fs::write(room.path().join("yiti.toml"), format!("[transcript]\nmerges = {merges}\n"))
            .unwrap();
        let said = refused(&["split", "page.md"], room.path());
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn a_speech_without_a_name_is_refused_by_its_line() {
    let room = room();
    fs::write(room.path().join("page.md"), "# 会议\n\n## {}\n\n好。\n").unwrap();
    let said = refused(&["split", "page.md"], room.path());
    assert!(said.contains("line 3"), "{said}");
}
