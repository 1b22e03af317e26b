//! A run of the program, and what about it is a fault.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use crate::processes;

/// Every kind of fault.
pub(crate) const FAULTS: [&str; 7] = [
    "ended by a signal or with an exit code that is not 0, 1 or 2",
    "message of several lines, or of none",
    "message without the file's name",
    "memory over 1.2 GiB",
    "time over 65 s",
    "file left outside",
    "standing report damaged",
];

/// Memory of all processes together, in KiB.
const MEMORY: u64 = 1_258_291;
/// A minute of reading, and a little for the rest.
const TIME: Duration = Duration::from_secs(65);
/// When a run is ended that has no end.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often memory is looked at.
const TICK: Duration = Duration::from_millis(5);

/// What came of a run.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) faults: Vec<&'static str>,
    pub(crate) said: String,
    /// The most memory of all processes together, in KiB.
    pub(crate) memory: u64,
    pub(crate) time: Duration,
}

/// A folder with a report in it, in which the program runs.
pub(crate) struct Room {
    program: PathBuf,
    folder: tempfile::TempDir,
    /// Beside it, since the program must not write there.
    said: tempfile::NamedTempFile,
}

/// Files below a folder, with their digests.
type Tree = BTreeMap<PathBuf, String>;

impl Room {
    pub(crate) fn new(program: &Path) -> io::Result<Self> {
        let (folder, said) = (tempfile::tempdir()?, tempfile::NamedTempFile::new()?);
        let room = Self { program: program.to_owned(), folder, said };
        let record = "# 会议\n\n## 河北省\n\n抓好粮食生产。\n\n## 青海省\n\n办好家长学校。\n";
        let run = room.run("report", "md", record.as_bytes())?;
        match run.code {
            Some(0) if run.faults.is_empty() => Ok(room),
            _ => Err(io::Error::other(format!("{:?}: {}", run.faults, run.said))),
        }
    }

    /// Gives a file to a command.
    pub(crate) fn run(&self, command: &str, ending: &str, bytes: &[u8]) -> io::Result<Run> {
        let name = format!("case.{ending}");
        fs::write(self.folder.path().join(&name), bytes)?;
        let before = self.tree()?;
        let mut program = Command::new(&self.program);
        program.arg(command).arg(&name);
        if command == "report" {
            program.args(["-o", "report"]);
        }
        let begun = Instant::now();
        let mut child = program
            .current_dir(self.folder.path())
            .env("TMPDIR", self.folder.path())
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(self.said.path())?)
            .spawn()?;
        let mut memory = 0;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            memory = memory.max(processes::memory(child.id()));
            if begun.elapsed() > PATIENCE {
                child.kill()?;
            }
            thread::sleep(TICK);
        };
        let time = begun.elapsed();
        let said = String::from_utf8_lossy(&fs::read(self.said.path())?).into_owned();
        let mut faults = said_of(status, &said, &name);
        faults.extend((memory > MEMORY).then_some(FAULTS[3]));
        faults.extend((time > TIME).then_some(FAULTS[4]));
        faults.extend(self.left(status, &before)?);
        fs::remove_file(self.folder.path().join(&name))?;
        Ok(Run { code: status.code(), faults, said, memory, time })
    }

    /// What is wrong with the files after a run.
    fn left(&self, status: ExitStatus, before: &Tree) -> io::Result<Vec<&'static str>> {
        let after = self.tree()?;
        let outside = |tree: &Tree| -> Tree {
            let is_outside = |(path, _): &(&PathBuf, &String)| !path.starts_with("report");
            tree.iter().filter(is_outside).map(|(path, sum)| (path.clone(), sum.clone())).collect()
        };
        let is_whole = match status.success() {
            true => self.is_whole(&after),
            false => after == *before,
        };
        let mut faults = Vec::new();
        faults.extend((outside(before) != outside(&after)).then_some(FAULTS[5]));
        faults.extend((!is_whole).then_some(FAULTS[6]));
        Ok(faults)
    }

    /// Whether the report's files are those that its manifest lists.
    fn is_whole(&self, tree: &Tree) -> bool {
        let manifest = fs::read(self.folder.path().join("report/manifest.json"));
        let manifest: serde_json::Value = match manifest.map(|text| serde_json::from_slice(&text)) {
            Ok(Ok(manifest)) => manifest,
            _ => return false,
        };
        let Some(files) = manifest["files"].as_object() else { return false };
        files.iter().all(|(path, sum)| {
            tree.get(&Path::new("report").join(path)).map(String::as_str) == sum.as_str()
        })
    }

    fn tree(&self) -> io::Result<Tree> {
        let mut tree = Tree::new();
        let mut open = vec![self.folder.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let sum = Sha256::digest(fs::read(&path)?);
                let sum = sum.iter().map(|byte| format!("{byte:02x}")).collect();
                let below = path.strip_prefix(self.folder.path()).map_err(io::Error::other)?;
                tree.insert(below.to_owned(), sum);
            }
        }
        Ok(tree)
    }
}

/// What is wrong with how a run ended and what it said.
fn said_of(status: ExitStatus, said: &str, name: &str) -> Vec<&'static str> {
    match status.code() {
        Some(0 | 2) => Vec::new(),
        Some(1) => {
            // Doubts about a record and notes on what moved stand on lines of their own.
            let complaints: Vec<&str> =
                said.lines().filter(|line| line.starts_with("yiti: ")).collect();
            let is_one = complaints.len() == 1 && said.ends_with('\n');
            let rest = said.lines().filter(|line| !line.contains(": doubt: ")).count();
            let mut faults = Vec::new();
            faults.extend((!is_one || rest != 1).then_some(FAULTS[1]));
            // What a face cannot draw is said of the chart, with the words around it.
            let is_named = |line: &&str| {
                line.contains(name) || is_within(name, line) || line.starts_with("yiti: chart ")
            };
            faults.extend((!complaints.iter().any(is_named)).then_some(FAULTS[2]));
            faults
        }
        _ => vec![FAULTS[0]],
    }
}

/// Whether a complaint about an archive names a file in it: what is wrong with a text, once it is
/// read, is said by the text's own name.
fn is_within(name: &str, line: &str) -> bool {
    const ENDINGS: [&str; 7] = [".txt", ".md", ".csv", ".jsonl", ".html", ".docx", ".pdf"];
    name.ends_with(".zip") && ENDINGS.iter().any(|ending| line.contains(ending))
}
