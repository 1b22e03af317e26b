//! What is found in a transcript.

use std::sync::Arc;

use pyo3::prelude::*;
use yiti::{Analysed, Record, Yiti};

use crate::{
    evidence::Wanted,
    findings::{Findings, Numbers},
    table::Table,
    transcript,
    work::work,
};

/// Themes, terms, groups and all else that is found in a transcript. Each table of a report is an
/// attribute: `a.themes`, `a.terms`, `a.groups` …
#[pyclass(frozen, extends = Findings, module = "yiti")]
pub(crate) struct Analysis {
    record: Arc<Record>,
}

impl Analysis {
    pub(crate) fn new(
        py: Python<'_>,
        front: Yiti,
        record: Arc<Record>,
        analysed: Analysed,
    ) -> PyResult<Py<Self>> {
        let findings = Findings::new(front, Numbers::Analysed(Box::new(analysed)), Vec::new());
        Py::new(py, PyClassInitializer::from(findings).add_subclass(Self { record }))
    }

    /// What was read.
    pub(crate) fn record(&self) -> &Record {
        &self.record
    }
}

#[pymethods]
impl Analysis {
    /// The sentences of a speech, of a theme, or with a term in them, with their files and lines.
    /// A theme is named by its id or by its label; without any of these, all sentences.
    #[pyo3(signature = (speech=None, *, theme=None, term=None, meeting=None))]
    fn evidence(
        slf: PyRef<'_, Self>,
        speech: Option<String>,
        theme: Option<String>,
        term: Option<String>,
        meeting: Option<String>,
    ) -> PyResult<Table> {
        let (py, findings) = (slf.py(), slf.as_super());
        let numbers = Arc::clone(&findings.numbers);
        let wanted = Wanted { meeting, speech, theme, term };
        let found = work(py, move || match &*numbers {
            Numbers::Analysed(analysed) => wanted.of(analysed).map(|found| found.into_owned()),
            Numbers::Compared(_) => Err(yiti::Error::input("evidence", "no analysis", "make one")),
        });
        found.map(Table::from)
    }

    /// Every place where a word is said, in its context: what `yiti search` prints.
    #[pyo3(signature = (pattern, *, regex=false, window=20))]
    fn kwic(&self, py: Python<'_>, pattern: &str, regex: bool, window: usize) -> PyResult<Table> {
        let wanted = transcript::Keyword { pattern: pattern.to_owned(), regex, window };
        transcript::kwic(py, Arc::clone(&self.record), wanted)
    }
}
