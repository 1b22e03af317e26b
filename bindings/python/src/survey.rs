//! A survey: of files that may be larger than the memory, or of a frame.

use std::{path::PathBuf, sync::Arc};

use pyo3::{
    prelude::*,
    types::{PyDict, PyList, PyString, PyTuple},
};
use yiti::{
    config::Config,
    report::{self, survey_tables},
    run::Run,
    survey::Survey as Surveyed,
    transcript::GroupBy,
};

use crate::{
    errors::wrong,
    frame::{self, Role},
    html,
    job::SurveyJob,
    settings::Given,
    table::{self, Table},
    work::work,
};

/// What each group of a table says more of than the others. Each table is an attribute: `s.themes`,
/// `s.terms`, `s.groups`, `s.quotations`. Nothing in it can be changed.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct Survey {
    pub(crate) found: Arc<Surveyed>,
}

impl From<Surveyed> for Survey {
    fn from(found: Surveyed) -> Self {
        Self { found: Arc::new(found) }
    }
}

/// The name of a survey's table as an attribute, which says nothing twice.
fn short(name: &'static str) -> &'static str {
    name.strip_prefix("survey_").unwrap_or(name)
}

#[pymethods]
impl Survey {
    /// The names of the tables, each an attribute.
    #[getter]
    fn tables(&self) -> Vec<&'static str> {
        survey_tables(&self.found).iter().map(|table| short(table.name)).collect()
    }

    fn __getattr__(&self, name: &str) -> PyResult<Table> {
        let mut tables = survey_tables(&self.found).into_iter();
        let found = tables.find(|table| short(table.name) == name);
        found.map(Table::from).ok_or_else(|| table::no_table(name, &self.tables()))
    }

    fn __dir__(slf: Bound<'_, Self>) -> PyResult<Vec<String>> {
        let tables = slf.get().tables();
        table::with_tables(&slf, tables)
    }

    /// The codebook that the themes are from.
    #[getter]
    fn codebook(&self) -> &str {
        &self.found.codebook
    }

    /// Rows of the table that have a text.
    #[getter]
    fn rows(&self) -> u64 {
        self.found.rows
    }

    /// Rows without a text, which are left out.
    #[getter]
    fn left_out(&self) -> u64 {
        self.found.left_out
    }

    /// Sentences of the table.
    #[getter]
    fn sentences(&self) -> u64 {
        self.found.sentences
    }

    /// All of it: what `yiti survey --format json` prints.
    fn to_json(&self) -> PyResult<String> {
        let mut json = Vec::new();
        report::write_json(&mut json, &*self.found)
            .map_err(|error| wrong("survey", &error.to_string(), "report this"))?;
        Ok(String::from_utf8_lossy(&json).into_owned())
    }

    /// A survey from its JSON.
    #[staticmethod]
    fn from_json(json: &str) -> PyResult<Self> {
        let found: Surveyed = serde_json::from_str(json)
            .map_err(|error| wrong("survey", &error.to_string(), "give what to_json gave"))?;
        Ok(found.into())
    }

    /// It goes to other processes as JSON.
    fn __reduce__<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let json = slf.get().to_json()?.into_pyobject(slf.py())?;
        let load = slf.get_type().getattr("from_json")?;
        (load, (json,)).into_pyobject(slf.py())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().found == self.found)
    }

    fn __hash__(&self) -> u64 {
        self.found.sentences
    }

    fn _repr_html_(&self) -> PyResult<String> {
        let tables = survey_tables(&self.found);
        Ok(tables.iter().map(html::table).collect())
    }

    fn __repr__(&self) -> String {
        let Surveyed { rows, sentences, codebook, groups, .. } = &*self.found;
        let groups = groups.len();
        format!("<yiti.Survey: {groups} groups, {rows} rows, {sentences} sentences, {codebook}>")
    }
}

/// Surveys files (JSONL, CSV, TSV in UTF-8; read twice, so that they may be larger than the memory)
/// or a frame: what each group of rows says more of than the others. `by` is a column, or `speaker`,
/// `region` or `organization`.
#[pyfunction]
#[pyo3(signature = (source, text="text", *, by="speaker", name="frame", settings=None, **keywords))]
pub(crate) fn survey(
    source: &Bound<'_, PyAny>,
    text: &str,
    by: &str,
    name: &str,
    settings: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Survey> {
    let py = source.py();
    let given = Given { settings, keywords };
    let Some(paths) = paths(source) else {
        let job = SurveyJob::new(text, by, name, settings, keywords)?;
        return job.of_frame(py, frame::columns(source)?);
    };
    let roles = Role::all(text, keywords)?;
    if let Some(role) = roles.iter().find(|role| !role.is_by_name()) {
        let remedy = "name the columns of the file so, or give a frame";
        return Err(wrong(&role.column, "a file's columns are known by their names", remedy));
    }
    let config = grouped(given.over(&Config::default())?, by);
    work(py, move || yiti::survey::survey(&paths, &Run::new(config)?)).map(Survey::from)
}

/// The settings, with rows grouped by what a caller names.
pub(crate) fn grouped(mut config: Config, by: &str) -> Config {
    config.transcript.group_by = by.parse().unwrap_or_else(|_| GroupBy::Column(by.to_owned()));
    config
}

/// The paths that a caller gave; `None`: it is a frame.
fn paths(source: &Bound<'_, PyAny>) -> Option<Vec<PathBuf>> {
    let is_path = |one: &Bound<'_, PyAny>| {
        one.is_instance_of::<PyString>() || one.hasattr("__fspath__").unwrap_or(false)
    };
    if is_path(source) {
        return Some(vec![source.extract().ok()?]);
    }
    let is_list = source.is_instance_of::<PyList>() || source.is_instance_of::<PyTuple>();
    let all = source.try_iter().ok().filter(|_| is_list)?;
    all.map(|one| one.ok().filter(is_path)?.extract().ok()).collect()
}
