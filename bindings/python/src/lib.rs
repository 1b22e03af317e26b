//! `yiti._yiti`: the library as a Python module, and the program as a function of it.
//!
//! A file for each class: what is read is a [`Transcript`], what is computed a [`Findings`] (an
//! [`Analysis`] or a [`Comparison`]), and every list of numbers is a [`Table`]. The columns of
//! tables are the library's; nothing is computed here.

use std::ffi::OsString;

use pyo3::prelude::*;

mod analysis;
mod arrow;
mod chart;
mod comparison;
mod errors;
mod evidence;
mod findings;
mod frame;
mod given;
mod html;
mod job;
mod lines;
#[path = "../../../src/bin/yiti/program.rs"]
mod program;
mod reader;
mod segment;
mod settings;
mod survey;
mod table;
mod transcript;
mod work;

/// The program: its arguments, its own name first → the code that it ends with.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    let reader = reader::command(py);
    py.detach(|| program::start(program::Call { arguments, reader }))
}

/// What `import yiti` is made of; `yiti/_yiti.pyi` describes it.
#[pymodule]
mod _yiti {
    #[pymodule_export]
    use super::{
        analysis::Analysis,
        chart::Chart,
        comparison::{Comparison, compare},
        errors::YitiError,
        findings::Findings,
        frame::from_frame,
        job::SurveyJob,
        lines::Lines,
        main,
        segment::segment,
        settings::keywords,
        survey::{Survey, survey},
        table::Table,
        transcript::{Transcript, read},
    };

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "so is the version of a module called")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
