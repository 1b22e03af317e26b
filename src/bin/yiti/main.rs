//! The program as cargo builds it. The wheel of `bindings/python` has the same program without a
//! file of its own: both compile `program.rs`.

use std::{env, path::PathBuf, process::ExitCode};

use yiti::pages::ReaderCommand;

// Named by its path, so that its modules lie beside it wherever it is included from.
#[path = "program.rs"]
mod program;

fn main() -> ExitCode {
    let arguments = env::args_os().collect();
    let reader = this_program().map(ReaderCommand::new);
    ExitCode::from(program::start(program::Call { arguments, reader }))
}

/// The file of this program: on Linux as it runs, even if its file is replaced meanwhile.
fn this_program() -> Option<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() { Some(own) } else { env::current_exe().ok() }
}
