//! Where foreign formats are read: on a thread of this process, or in a process of its own, which
//! the system limits and which can only write to a pipe.

use std::{
    ffi::OsString,
    io::{self, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{
    Params, Source, formats,
    guard::{self, Stop},
    ours,
    page::page,
    reader::Input,
};
#[cfg(feature = "office")]
use super::{archive, reader::is_archive};
use crate::error::{Error, Fault, Result};

/// The last argument of a process that is to read one file for another process and call
/// [`super::serve`].
pub const APART: &str = "__read";

/// Seconds that a reader process has beyond [`Params::max_seconds`]: it ends its reader itself, and
/// its error says more than can be known from outside.
pub(super) const GRACE: u64 = 2;

/// Bytes of an answer beside its text: names, notes and a little of JSON.
const FRAME: u64 = 16 << 20;

/// Bytes of a reader process's standard error that are looked at, and not shown.
const SAID: u64 = 4096;

/// Where files that are no plain text are read. Plain text is read in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Readers {
    /// On a thread of this process: its time is limited, its memory is not.
    #[default]
    Here,
    /// In a process of its own, started for each input.
    Apart(ReaderCommand),
}

/// How a process is started that reads one file for this one and calls [`super::serve`].
///
/// A program starts itself; what is loaded into another program, as a Python module is, starts
/// that one with whatever makes it load the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderCommand {
    program: PathBuf,
    /// What stands before [`APART`].
    arguments: Vec<OsString>,
}

impl ReaderCommand {
    /// A program that reads if its only argument is [`APART`].
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: Vec::new() }
    }

    /// The same with an argument more before [`APART`].
    #[must_use]
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The process, which gets nothing of our environment.
    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .arg(APART)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

impl Readers {
    /// Readers in processes of their own; `None` on systems that limit no memory.
    pub fn apart(command: ReaderCommand) -> Option<Self> {
        cfg!(target_os = "linux").then_some(Self::Apart(command))
    }

    /// What [`super::decode`] answers, read where these readers are.
    ///
    /// # Errors
    /// As [`super::decode`], and a process that could not be started or took more than
    /// [`Params::max_memory`].
    pub fn decode(&self, name: &str, bytes: Vec<u8>, params: &Params) -> Result<Vec<Source>> {
        if bytes.len() as u64 > params.max_bytes {
            return Err(params.too_large(name, "the file has"));
        }
        let stop = Stop::default();
        let input = Input { name, bytes, params, stop: &stop };
        if !is_foreign(&input) {
            return read(input);
        }
        let bytes = input.bytes;
        match self {
            Self::Here => {
                let (own_name, own_params) = (name.to_owned(), params.clone());
                guard::guarded(name, params, move |stop| {
                    read(Input { name: &own_name, bytes, params: &own_params, stop })
                })
            }
            Self::Apart(command) => {
                let request = Request {
                    parent: std::process::id(),
                    name: name.to_owned(),
                    length: bytes.len() as u64,
                    params: params.clone(),
                };
                ask(command, request, bytes)
            }
        }
    }
}

/// Whether third-party crates read a file: they run within limits.
fn is_foreign(input: &Input<'_>) -> bool {
    #[cfg(feature = "office")]
    if is_archive(&input.bytes) {
        return true;
    }
    formats::reader_of(input).is_apart
}

/// The inputs that a file holds: the folders of an archive, or the file itself.
fn read(input: Input<'_>) -> Result<Vec<Source>> {
    ours::refuse(&input)?;
    #[cfg(feature = "office")]
    if archive::is_of_texts(&input) {
        return archive::read(input);
    }
    let name = input.name;
    Ok(vec![Source::of_file(name, page(input)?)])
}

/// What a reader process gets on one line, before the bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    /// The process that asks.
    pub(super) parent: u32,
    pub(super) name: String,
    pub(super) length: u64,
    pub(super) params: Params,
}

/// What it answers.
pub(super) type Answer = std::result::Result<Vec<Source>, Refusal>;

/// An [`Error`] on its way through a pipe.
#[derive(Serialize, Deserialize)]
pub(super) enum Refusal {
    /// The file needed more memory than it may have.
    Memory,
    Input {
        fault: Fault,
        input: String,
        reason: String,
        remedy: String,
    },
}

/// Has a process of its own read `bytes`.
fn ask(command: &ReaderCommand, request: Request, bytes: Vec<u8>) -> Result<Vec<Source>> {
    let (name, params) = (request.name.clone(), request.params.clone());
    let mut child = command.start().map_err(Error::file(&name, "start a process to read"))?;
    let (sender, receiver) = mpsc::sync_channel(1);
    let pipes = Pipes::of(&mut child);
    let talk = move || {
        // This fails if the time is up and nobody waits for the answer.
        let _ = sender.send(pipes.map(|pipes| pipes.talk(&request, bytes)));
    };
    let started = thread::Builder::new().spawn(talk);
    let limit = Duration::from_secs(params.max_seconds.saturating_add(GRACE));
    let heard = match started {
        Ok(_) => receiver.recv_timeout(limit),
        Err(_) => Err(RecvTimeoutError::Disconnected),
    };
    // It has answered or never will. Either way it ends here and leaves nothing behind.
    let _ = child.kill();
    let _ = child.wait();
    if let Err(error) = started {
        return Err(Error::file(name, "start a thread to read")(error));
    }
    match heard {
        Ok(Some(heard)) => judged(heard, &name, &params),
        Err(RecvTimeoutError::Timeout) => Err(params.too_slow(&name)),
        Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(guard::damaged(&name)),
    }
}

/// The ends of the pipes to a process apart.
struct Pipes {
    input: ChildStdin,
    output: ChildStdout,
    errors: ChildStderr,
}

/// What a reader process answered.
struct Heard {
    answer: serde_json::Result<Answer>,
    /// Its answer was longer than it may be.
    is_too_long: bool,
    /// The beginning of what it said on standard error.
    said: Vec<u8>,
}

impl Pipes {
    fn of(child: &mut Child) -> Option<Self> {
        Some(Self {
            input: child.stdin.take()?,
            output: child.stdout.take()?,
            errors: child.stderr.take()?,
        })
    }

    /// Sends the request and the bytes of the file, and reads the answer.
    fn talk(self, request: &Request, bytes: Vec<u8>) -> Heard {
        // If the process has ended, the answer shows it.
        let _ = give(self.input, request, &bytes);
        drop(bytes);
        let most = request.params.max_bytes.saturating_mul(2).saturating_add(FRAME);
        let mut output = BufReader::new(self.output.take(most));
        let answer = serde_json::from_reader(&mut output);
        let is_too_long = output.get_ref().limit() == 0;
        drop(output);
        let mut said = Vec::new();
        // Without it, an end for lack of memory is called damage.
        let _ = self.errors.take(SAID).read_to_end(&mut said);
        Heard { answer, is_too_long, said }
    }
}

fn give(mut to: ChildStdin, request: &Request, bytes: &[u8]) -> io::Result<()> {
    serde_json::to_writer(&mut to, request)?;
    to.write_all(b"\n")?;
    to.write_all(bytes)
}

/// The answer of a process that a hostile file may have taken over, so nothing in it is trusted.
fn judged(heard: Heard, name: &str, params: &Params) -> Result<Vec<Source>> {
    // What the standard library says before it ends a process that asked for too much.
    const MEMORY: &[u8] = b"memory allocation of";
    match heard.answer {
        Ok(Ok(sources))
            if !sources.is_empty() && sources.iter().all(|source| !source.pages.is_empty()) =>
        {
            Ok(sources)
        }
        Ok(Err(Refusal::Input { fault, input, reason, remedy })) if input.starts_with(name) => {
            Err(Error::Input { fault, input, reason, remedy })
        }
        Ok(Err(Refusal::Memory)) => Err(params.too_heavy(name)),
        Err(_) if heard.said.windows(MEMORY.len()).any(|said| said == MEMORY) => {
            Err(params.too_heavy(name))
        }
        Err(_) if heard.is_too_long => Err(params.too_large(name, "its text has")),
        _ => Err(guard::damaged(name)),
    }
}
