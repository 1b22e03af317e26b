//! What a reader process does: it limits itself, reads one file, and answers.

use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};

use super::{
    Params,
    readers::{Answer, Readers, Refusal, Request},
};
use crate::error::{Error, Fault};

/// Bytes of the line before a file: a name and settings.
const HEAD: u64 = 1 << 20;

/// Reads the request of another process from one end of a pipe, and answers at the other.
///
/// Before a byte of the file is read, the process limits itself as the request says: what it can
/// have of memory and time, and, on Linux, that it opens and writes no file and ends with the
/// process that asked. It can do nothing but answer this request.
///
/// # Errors
/// A limit that the system refuses, a request that is malformed or incomplete, an answer that
/// cannot be written.
pub fn serve(from: impl Read, to: impl Write) -> io::Result<()> {
    let mut from = BufReader::new(from);
    let mut head = String::new();
    from.by_ref().take(HEAD).read_line(&mut head)?;
    let request: Request = serde_json::from_str(&head)?;
    end_with(request.parent)?;
    limit(&request.params)?;
    let mut to = BufWriter::new(to);
    serde_json::to_writer(&mut to, &answer(&request, from)?)?;
    to.flush()
}

/// The answer to a request whose bytes come `from` the pipe.
fn answer(request: &Request, from: impl Read) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    match from.take(request.length).read_to_end(&mut bytes) {
        Err(error) if error.kind() == ErrorKind::OutOfMemory => return Ok(Err(Refusal::Memory)),
        read => read?,
    };
    if bytes.len() as u64 != request.length {
        // The process that asked has ended.
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Readers::Here
        .decode(&request.name, bytes, &request.params)
        .map_err(|error| refusal(error, request)))
}

fn refusal(error: Error, request: &Request) -> Refusal {
    match error {
        Error::Input { fault, input, reason, remedy } => {
            Refusal::Input { fault, input, reason, remedy }
        }
        // The one file that is not read from here is the stack of the reader.
        Error::File { source, .. } if is_for_want_of_memory(&source) => Refusal::Memory,
        other => Refusal::Input {
            fault: Fault::Other,
            input: request.name.clone(),
            reason: format!("cannot be read: {other}"),
            remedy: "give its text as .txt".into(),
        },
    }
}

fn is_for_want_of_memory(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::OutOfMemory | ErrorKind::WouldBlock)
}

/// Bytes of address space beside the memory that the process may use: the program itself, its
/// stacks, and what the allocator reserves.
#[cfg(target_os = "linux")]
const IMAGE: u64 = 256 << 20;

/// Has the system end this process when its parent ends.
#[cfg(target_os = "linux")]
fn end_with(parent: u32) -> io::Result<()> {
    use rustix::process::{Pid, Signal, getppid, set_parent_process_death_signal};

    set_parent_process_death_signal(Some(Signal::KILL))?;
    // It may have ended before it was asked for.
    let now = getppid().map(Pid::as_raw_pid);
    if now.and_then(|now| u32::try_from(now).ok()) != Some(parent) {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// Limits this process for good.
#[cfg(target_os = "linux")]
fn limit(params: &Params) -> io::Result<()> {
    use super::readers::GRACE;
    use rustix::process::{Resource, Rlimit, getrlimit};

    let seconds = params.max_seconds.saturating_add(2 * GRACE);
    for (resource, most) in [
        // Data limits the heap; address space limits what is mapped in other ways.
        (Resource::Data, params.max_memory),
        (Resource::As, params.max_memory.saturating_add(IMAGE)),
        (Resource::Cpu, seconds),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        // Three pipes are open, and nothing will be: no file, no connection.
        (Resource::Nofile, 3),
    ] {
        let most = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        rustix::process::setrlimit(resource, limit)?;
    }
    Ok(())
}

/// Other systems cannot limit enough to promise anything: see [`super::Readers::apart`].
#[cfg(not(target_os = "linux"))]
fn end_with(_: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Params) -> io::Result<()> {
    Ok(())
}
