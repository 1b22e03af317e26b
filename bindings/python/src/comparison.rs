//! Meeting against meeting.

use std::path::PathBuf;

use pyo3::{
    prelude::*,
    types::{PyDict, PyList, PyTuple},
};
use yiti::{
    CompareOptions, Yiti,
    config::Config,
    pages,
    phrase::Phrase,
    report::table::{Table as Cells, column},
    run::Inputs,
    say::changes,
};

use crate::{
    analysis::Analysis,
    errors::wrong,
    findings::{Findings, Numbers},
    given::{Input, together},
    reader::readers,
    settings::{Given, taken},
    table::Table,
    transcript::{Transcript, beside},
    work::work,
};

/// What changed from meeting to meeting. Each table of the folder is an attribute:
/// `c.changes_themes`, `c.wording`, `c.series` …
#[pyclass(frozen, extends = Findings, module = "yiti")]
pub(crate) struct Comparison;

#[pymethods]
impl Comparison {
    /// The main changes in words, the most important first.
    #[getter]
    fn findings(slf: PyRef<'_, Self>) -> Table {
        let lines = match &*slf.as_super().numbers {
            Numbers::Compared(compared) => changes::lines(compared),
            Numbers::Analysed(_) => Vec::new(),
        };
        let fields = [
            column("zh").text(|line: &&Phrase| line.zh.clone().into()),
            column("en").text(|line| line.en.clone().into()),
        ];
        Cells::new("findings", &lines, fields).into()
    }
}

/// A meeting to compare: read already, or still to be read.
enum Meeting {
    Read(Inputs),
    Path(PathBuf),
}

/// Meetings to compare, and what is known of them.
#[derive(Default)]
struct Meetings {
    all: Vec<Meeting>,
    /// The settings under which those that are read were read.
    configs: Vec<Config>,
    paths: Vec<PathBuf>,
}

impl Meetings {
    fn of(meetings: &Bound<'_, PyAny>) -> PyResult<Self> {
        if !meetings.is_instance_of::<PyList>() && !meetings.is_instance_of::<PyTuple>() {
            let mut one = Self::default();
            one.take(meetings)?;
            return Ok(one);
        }
        let mut all = Self::default();
        for meeting in meetings.try_iter()? {
            all.take(&meeting?)?;
        }
        Ok(all)
    }

    fn take(&mut self, meeting: &Bound<'_, PyAny>) -> PyResult<()> {
        let read = if let Ok(transcript) = meeting.cast::<Transcript>() {
            Some((transcript.get().record.run.clone(), transcript.get().paths.clone()))
        } else if let Ok(analysis) = meeting.cast::<Analysis>() {
            Some((analysis.get().record().run.clone(), Vec::new()))
        } else {
            None
        };
        if let Some((run, paths)) = read {
            self.configs.push(run.config);
            self.all.push(Meeting::Read(run.inputs));
            self.paths.extend(paths);
            return Ok(());
        }
        for input in Input::all(meeting, None)? {
            let Some(path) = input.path() else {
                let remedy = "read them first: yiti.compare([yiti.read(a), yiti.read(b)])";
                return Err(wrong("meetings", "bytes have no name", remedy));
            };
            self.paths.push(path.clone());
            self.all.push(Meeting::Path(path));
        }
        Ok(())
    }

    /// The settings that all have, or those that lie beside the paths.
    fn config(&self) -> PyResult<Config> {
        match self.configs.as_slice() {
            [] => beside(&self.paths),
            [first, others @ ..] if others.iter().all(|other| other == first) => Ok(first.clone()),
            _ => Err(wrong(
                "meetings",
                "they were read with different settings",
                "read them with the same ones",
            )),
        }
    }
}

/// What a comparison is asked for besides the settings.
struct Besides {
    dates: Vec<String>,
    reference: Option<PathBuf>,
    frozen: Option<PathBuf>,
    font: Option<PathBuf>,
}

impl Besides {
    /// Takes those keywords that are no settings.
    fn taken(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Ok(Self {
            dates: taken(keywords, "dates")?.unwrap_or_default(),
            reference: taken(keywords, "reference")?,
            frozen: taken(keywords, "frozen")?,
            font: taken(keywords, "font")?,
        })
    }

    fn options(&self) -> CompareOptions {
        let mut options = CompareOptions::default().dates(&self.dates);
        options.reference.clone_from(&self.reference);
        options.frozen.clone_from(&self.frozen);
        options
    }
}

/// Holds meetings against one another: transcripts, analyses, files, folders, and folders that a
/// report was written into. Besides settings it takes `dates`, `reference`, `frozen` and `font`.
#[pyfunction]
#[pyo3(signature = (meetings, *, settings=None, **keywords))]
pub(crate) fn compare(
    py: Python<'_>,
    meetings: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Py<Comparison>> {
    let besides = Besides::taken(keywords)?;
    let meetings = Meetings::of(meetings)?;
    let config = Given { settings, keywords }.over(&meetings.config()?)?;
    let (readers, options) = (readers(py), besides.options());
    let (all, paths) = (meetings.all, meetings.paths);
    let (front, compared) = work(py, move || {
        let front = Yiti::new(config)?.with_readers(readers);
        let front = with_font(front, besides.font)?;
        let inputs = together(all.into_iter().map(|meeting| match meeting {
            Meeting::Read(inputs) => Ok(inputs),
            Meeting::Path(path) => front.inputs_or_reports(&[path]),
        }))?;
        let compared = front.compare_meetings(&front.meetings(inputs, &options)?, &|_| {})?;
        Ok((front, compared))
    })?;
    let findings = Findings::new(front, Numbers::Compared(Box::new(compared)), paths);
    Py::new(py, PyClassInitializer::from(findings).add_subclass(Comparison))
}

/// The same with a font that charts ask first.
pub(crate) fn with_font(front: Yiti, font: Option<PathBuf>) -> yiti::Result<Yiti> {
    match font {
        Some(path) => front.with_font(&path.display().to_string(), pages::read_font(&path)?),
        None => Ok(front),
    }
}
