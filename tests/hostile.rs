//! Files that ask for more than there is: refused in a line, in bounded time and memory.
#![cfg(all(unix, feature = "cli"))]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use common::{
    hostile,
    processes::{children, memory},
};
use yiti::{
    Error,
    pages::{Page, Params, ReaderCommand, Readers, Source},
};

mod common;

/// How long a file may take on a busy machine; ten seconds on an idle one.
const LONG: Duration = Duration::from_secs(40);
/// What all processes together may have of memory, in KiB.
const MEMORY: u64 = 1_258_291;

/// What `yiti split` complains of, in one line that names the file.
fn complaint(file: &Path, more: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yiti"));
    program.arg("split").arg(file).args(more).stdout(Stdio::null()).stderr(Stdio::piped());
    let (begun, mut most) = (Instant::now(), 0);
    let mut run = program.spawn().expect("starts");
    while run.try_wait().expect("a process").is_none() {
        most = most.max(memory(run.id()));
        std::thread::sleep(Duration::from_millis(5));
    }
    let (time, output) = (begun.elapsed(), run.wait_with_output().expect("a process"));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{}: {said}", file.display());
    let name = file.file_name().expect("a name").to_string_lossy();
    assert!(said.starts_with("yiti: ") && said.contains(&*name), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(time < LONG && most < MEMORY, "{name}: {time:?}, {most} KiB");
    said
}

#[test]
#[cfg(target_os = "linux")]
fn small_files_that_ask_for_much_are_refused() {
    let room = tempfile::tempdir().expect("a folder");
    for (what, ending, bytes) in hostile::files() {
        assert!(bytes.len() < 5 << 20, "{what}: {} bytes", bytes.len());
        let file = room.path().join(format!("{what}.{ending}"));
        common::write(&file, &bytes);
        let said = complaint(&file, &[]);
        assert!(!said.contains("not read after"), "{said}");
    }
}

#[test]
fn all_files_of_an_archive_have_one_time() {
    let room = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..60).map(|number| format!("{number}.pdf")).collect();
    let slow = hostile::nested_forms(17);
    let files = names.iter().map(|name| (name.as_str(), slow.clone()));
    let file = room.path().join("slow.zip");
    common::write(&file, common::files::zip(files));
    let said = complaint(&file, &["--max-seconds", "1"]);
    assert!(said.contains("not read after 1 seconds"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn more_memory_is_had_by_asking() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join("a.pdf");
    common::write(&file, hostile::blank(100 << 20));
    let said = complaint(&file, &["--max-memory", "64M"]);
    assert!(said.contains("takes more than 64 MiB of memory") && said.contains("--max-memory"));
    let said = complaint(&file, &[]);
    assert!(said.contains("no text in it"), "{said}");
    // So little that not even a thread starts.
    let said = complaint(&file, &["--max-memory", "1M"]);
    assert!(said.contains("takes more than 1 MiB of memory"), "{said}");
}

/// Reads a web page by a program that does what `script` says instead.
fn answered(script: &str, params: &Params) -> yiti::Result<Vec<Source>> {
    let room = tempfile::tempdir().expect("a folder");
    let program = room.path().join("reader");
    common::write(&program, format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("runs");
    Readers::Apart(ReaderCommand::new(program)).decode("a.html", b"<html>".to_vec(), params)
}

#[test]
fn an_answer_is_not_believed() {
    let params = Params { max_bytes: 100, max_seconds: 1, ..Params::default() };
    let after =
        |answer: &str| format!("PATH=/bin:/usr/bin; cat >/dev/null; printf '%s' '{answer}'");
    let alien = r#"{"Err":{"Input":{"input":"b.html","reason":"c","remedy":"d"}}}"#;
    for (script, reason) in [
        (after("garbage"), "damaged"),
        (after(r#"{"Ok":[]}"#), "damaged"),
        (after(r#"{"Ok":[{"name":"a","pages":[],"is_folder":false}]}"#), "damaged"),
        (after(alien), "damaged"),
        (after(r#"{"Ok":"#), "damaged"),
        ("exit 3".into(), "damaged"),
        ("kill -SEGV $$".into(), "damaged"),
        ("echo 'memory allocation of 5 bytes failed' >&2; kill -ABRT $$".into(), "1 GiB of memory"),
        ("exec /usr/bin/yes '[[[['".into(), "damaged"),
        (r#"echo '"'; exec /bin/cat /dev/zero"#.into(), "damaged"),
        ("exec /bin/sleep 60".into(), "not read after 1 seconds"),
    ] {
        let error = answered(&script, &params).expect_err(&script).to_string();
        assert!(error.starts_with("a.html: ") && error.contains(reason), "{script}: {error}");
    }
    let page = Page::new("a.html", "好");
    let source = Source { name: "a".into(), pages: vec![page], is_folder: false };
    let answer = serde_json::to_string(&[&source]).expect("JSON");
    let read = answered(&after(&format!("{{\"Ok\":{answer}}}")), &params);
    assert_eq!(read.expect("reads"), [source]);
}

#[test]
fn what_is_read_apart_is_what_is_read_here() {
    use common::files::{docx, html, pdf, zip};
    let readers = Readers::Apart(ReaderCommand::new(env!("CARGO_BIN_EXE_yiti")));
    let text = common::TWO_SPEECHES;
    let page = html(text).replace("utf-8", "gbk");
    let page = encoding_rs::GB18030.encode(&page).0.into_owned();
    let files = [("a.html", page), ("b.docx", docx(text)), ("c.txt", text.into())];
    let printed = pdf(&[vec![(50.0, 600.0, 10.0, "好\"\\")]]);
    for (name, bytes) in files.clone().into_iter().chain([
        ("a.pdf", printed),
        ("a.zip", zip(files.clone())),
        ("-", zip([("会/a.txt", text.into())])),
        ("locked.zip", zip([("b.zip", zip(files))])),
    ]) {
        let params = Params::default();
        let read = |readers: &Readers| readers.decode(name, bytes.clone(), &params);
        let told = |read: yiti::Result<Vec<Source>>| {
            read.map_err(|error| (error.fault(), error.to_string()))
        };
        assert_eq!(told(read(&readers)), told(read(&Readers::Here)), "{name}");
    }
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let readers = Readers::Apart(ReaderCommand::new("/no/such/program"));
    let read = |bytes: &[u8]| readers.decode("a.html", bytes.to_vec(), &Params::default());
    assert!(
        matches!(read(b"<html>"), Err(Error::File { path, .. }) if path == Path::new("a.html"))
    );
    // For plain text none is started.
    assert_eq!(read("好".as_bytes()).expect("reads")[0].pages[0].text, "好");
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_ends_with_the_program_that_asked() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join("slow.pdf");
    common::write(&file, hostile::widths(65_535, 100_000));
    let wait = |done: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !done() && begun.elapsed() < LONG {
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(done());
    };
    for round in 0..5 {
        let mut program = Command::new(env!("CARGO_BIN_EXE_yiti"))
            .args(["report", "-q", "-o"])
            .args([&room.path().join("report"), &file])
            .spawn()
            .expect("starts");
        wait(&|| !children(program.id()).is_empty());
        let readers = children(program.id());
        std::thread::sleep(Duration::from_millis(40 * round));
        program.kill().expect("killed");
        program.wait().expect("gone");
        wait(&|| readers.iter().all(|reader| !Path::new(&format!("/proc/{reader}")).exists()));
    }
    let left: Vec<_> = common::tree(room.path()).into_keys().collect();
    assert_eq!(left, ["slow.pdf"]);
}

#[test]
#[cfg(target_os = "linux")]
fn without_threads_the_work_is_done_on_one() {
    // Room for the program, and not for the stacks of so many threads.
    let script = "ulimit -v 1500000 && exec \"$0\" -v themes data/demo/page.txt";
    let mut command = assert_cmd::Command::new("sh");
    command.current_dir(common::root()).env("RAYON_NUM_THREADS", "2000");
    let output = command.args(["-c", script, env!("CARGO_BIN_EXE_yiti")]).output().expect("runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("no threads to be had"), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), common::answer(&["themes", common::DEMO]));
}
