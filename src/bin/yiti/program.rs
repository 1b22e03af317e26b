//! The program: arguments in, an answer or one line of reason out.

use std::{
    ffi::OsString,
    io::{self, ErrorKind, Write},
    panic,
};

use anyhow::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use yiti::pages::{self, ReaderCommand};

mod args;
mod changes;
pub(crate) mod compare;
mod config;
mod figures;
mod help;
mod input;
mod language;
mod open;
pub(crate) mod output;
mod report;
pub(crate) mod search;
mod shell;
pub(crate) mod split;
mod survey;
mod terms;
mod themes;
mod verify;
mod voice;

use args::{Args, Command};
use voice::Voice;

/// The exit code of a program that has done what it was asked for.
const SUCCESS: u8 = 0;
/// The exit code of one that has not.
const FAILURE: u8 = 1;

/// How the program is called.
pub(crate) struct Call {
    /// Its arguments, its own name first.
    pub(crate) arguments: Vec<OsString>,
    /// How a process is started that reads a file for this one, if that is known.
    pub(crate) reader: Option<ReaderCommand>,
}

/// Runs the program, and says with which code it ends.
pub(crate) fn start(call: Call) -> u8 {
    let Call { arguments, reader } = call;
    hush_readers();
    if let Some(command) = reader {
        input::read_by(command);
    }
    if arguments.get(1).is_some_and(|first| first == pages::APART) {
        return read_for_another();
    }
    language::choose(&arguments);
    let code = match help::parse(arguments) {
        Ok(args) => answer(args),
        Err(code) => code,
    };
    // Rust does so by itself only at the end of a program of its own. Nobody is left to tell if
    // it fails.
    let _ = io::stdout().flush();
    code
}

/// Runs the command that was asked for.
fn answer(args: Args) -> u8 {
    let voice = Voice::new(args.quiet, args.verbose);
    let result = threads(&voice).and_then(|threads| threads.install(|| run(args.command, &voice)));
    voice.done();
    match result {
        Ok(()) => SUCCESS,
        Err(error) if is_closed_pipe(&error) => SUCCESS,
        Err(error) if error.is::<Nothing>() => {
            voice.say(&error.to_string());
            FAILURE
        }
        Err(error) => {
            output::complain(&error);
            FAILURE
        }
    }
}

/// What was looked for is nowhere: no error, and yet no success, as grep has it.
#[derive(Debug)]
pub(crate) struct Nothing(pub(crate) String);

impl std::fmt::Display for Nothing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Nothing {}

/// Has panics of reader threads print nothing: the library turns them into errors.
#[expect(clippy::disallowed_methods, reason = "this is the program, whose hook it is")]
fn hush_readers() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !pages::is_reader_thread() {
            print(info);
        }
    }));
}

/// Reads one file for the process that started this one, which judges by the answer alone.
fn read_for_another() -> u8 {
    let served = pages::serve(io::stdin().lock(), io::stdout().lock());
    if served.is_ok() { SUCCESS } else { FAILURE }
}

/// Bytes of the stack of a thread that runs a command: as many as the main thread has on Linux.
const STACK: usize = 8 << 20;

/// The threads that share the work. Where the system gives none, the current thread does it all:
/// rayon's global pool would end the program instead.
fn threads(voice: &Voice) -> anyhow::Result<ThreadPool> {
    ThreadPoolBuilder::new().stack_size(STACK).build().or_else(|error| {
        voice.stand_still();
        voice.detail(|| format!("no threads to be had ({error}): all is done on one"));
        let one = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        one.build().context("no threads to be had; end other programs, and run it again")
    })
}

fn run(command: Command, voice: &Voice) -> anyhow::Result<()> {
    match command {
        Command::Report(args) => report::run(&args, voice),
        Command::Compare(args) => compare::run(&args, voice),
        Command::Themes(args) => themes::run(&args, voice),
        Command::Terms(args) => terms::run(&args, voice),
        Command::Figures(args) => figures::run(&args, voice),
        Command::Survey(args) => survey::run(&args, voice),
        Command::Split(args) => split::run(&args, voice),
        Command::Search(args) => search::run(&args, voice),
        Command::Open(args) => open::run(&args, voice),
        Command::Verify(args) => verify::run(&args, voice),
        Command::Config(args) => config::run(&args, voice),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
        Command::Licenses => config::licenses(),
    }
}

/// Whether the reader of our output has gone: `yiti … | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "counts what would be printed")]
    fn a_panic_of_a_reader_is_not_printed() {
        static PRINTED: AtomicUsize = AtomicUsize::new(0);
        panic::set_hook(Box::new(|_| {
            PRINTED.fetch_add(1, Ordering::Relaxed);
        }));
        hush_readers();
        for name in ["yiti-reader", "another"] {
            let thread = thread::Builder::new().name(name.into()).spawn(|| panic!("a test"));
            assert!(thread.expect("starts").join().is_err());
        }
        assert_eq!(PRINTED.load(Ordering::Relaxed), 1);
    }
}
