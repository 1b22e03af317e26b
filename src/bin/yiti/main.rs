//! The program: arguments in, an answer or one line of reason out.

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};

mod args;
mod changes;
mod config;
mod figures;
mod help;
mod input;
mod open;
mod output;
mod report;
mod search;
mod shell;
mod split;
mod terms;
mod themes;
mod verify;
mod voice;

use args::Command;
use voice::Voice;

fn main() -> ExitCode {
    let args = help::parse();
    let voice = Voice::new(args.quiet, args.verbose);
    let result = run(args.command, &voice);
    voice.done();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, voice: &Voice) -> anyhow::Result<()> {
    match command {
        Command::Report(args) => report::run(&args, voice),
        Command::Themes(args) => themes::run(&args, voice),
        Command::Terms(args) => terms::run(&args, voice),
        Command::Figures(args) => figures::run(&args, voice),
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
