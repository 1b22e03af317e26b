//! How a process is started that reads a file for this one: Python with this module, and nothing
//! else.

use std::path::PathBuf;

use pyo3::prelude::*;
use yiti::pages::{ReaderCommand, Readers};

/// The command; `None` if this is no plain Python, which could be started again.
pub(crate) fn command(py: Python<'_>) -> Option<ReaderCommand> {
    found(py).ok().flatten()
}

/// Where foreign formats are read.
pub(crate) fn readers(py: Python<'_>) -> Readers {
    command(py).and_then(Readers::apart).unwrap_or_default()
}

fn found(py: Python<'_>) -> PyResult<Option<ReaderCommand>> {
    let sys = py.import("sys")?;
    // A program that has Python packed into it would start as itself.
    let is_packed = sys.hasattr("frozen")?;
    let python: Option<PathBuf> = sys.getattr("executable")?.extract()?;
    let Some(python) = python.filter(|path| !path.as_os_str().is_empty() && !is_packed) else {
        return Ok(None);
    };
    let module: PathBuf = py.import("yiti._yiti")?.getattr("__file__")?.extract()?;
    let script = module.with_file_name("_reader.py");
    // Isolated and without site packages: it starts faster, and loads nothing of the user's.
    let command = ReaderCommand::new(python).argument("-I").argument("-S");
    Ok(script.is_file().then(|| command.argument(script).argument(module)))
}
