//! The program: arguments in, an answer or one line of reason out.

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};

use clap::Parser;

mod args;
mod config;
mod figures;
mod input;
mod open;
mod output;
mod report;
mod search;
mod shell;
mod split;
mod terms;
mod themes;

use args::{Args, Command};

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> anyhow::Result<()> {
    match args.command {
        Command::Report(args) => report::run(&args),
        Command::Themes(args) => themes::run(&args),
        Command::Terms(args) => terms::run(&args),
        Command::Figures(args) => figures::run(&args),
        Command::Split(args) => split::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Open(args) => open::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
        Command::Licenses => config::licenses(),
    }
}

/// Whether the reader of our output has gone: `yiti … | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
