//! The program as cargo builds it. The wheel of `bindings/python` has the same program without a
//! file of its own: both compile `program.rs`.

use std::{env, process::ExitCode};

// Named by its path, so that its modules lie beside it wherever it is included from.
#[path = "program.rs"]
mod program;

fn main() -> ExitCode {
    ExitCode::from(program::start(env::args_os()))
}
