//! What was computed, of one run: its tables, its charts and its report.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use pyo3::{exceptions::PyKeyError, prelude::*, types::PyBytes};
use yiti::{
    Analysed, Compared, Report, Yiti,
    report::{self, comparison_tables, table::Table as Cells, table_called, table_names},
    run::{Provenance, Run},
    say,
};

use crate::{
    chart::Chart,
    errors::refused,
    html, program,
    table::{self, Table},
    work::work,
};

/// The numbers of a run.
pub(crate) enum Numbers {
    Analysed(Box<Analysed>),
    Compared(Box<Compared>),
}

impl Numbers {
    fn run(&self) -> &Run {
        match self {
            Self::Analysed(analysed) => &analysed.run,
            Self::Compared(compared) => &compared.run,
        }
    }

    /// The names of the tables, in the order of the page.
    fn tables(&self) -> Vec<&'static str> {
        match self {
            Self::Analysed(_) => table_names().collect(),
            Self::Compared(compared) => {
                comparison_tables(compared).iter().map(|table| table.name).collect()
            }
        }
    }

    fn table(&self, name: &str) -> Option<Cells<'_>> {
        match self {
            Self::Analysed(analysed) => table_called(analysed, name),
            Self::Compared(compared) => {
                comparison_tables(compared).into_iter().find(|table| table.name == name)
            }
        }
    }

    /// Its first sentences, in Chinese.
    fn answer(&self) -> String {
        match self {
            Self::Analysed(analysed) => {
                let meetings = analysed.meetings.iter();
                let said = meetings.map(|meeting| {
                    format!("{}: {}", meeting.title, say::findings::answer(meeting).zh)
                });
                said.collect::<Vec<_>>().join("\n")
            }
            Self::Compared(compared) => {
                [say::changes::title(compared).zh, say::changes::answer(compared).zh].join("\n")
            }
        }
    }
}

/// What an analysis and a comparison have in common. Nothing in it can be changed.
#[pyclass(frozen, subclass, module = "yiti")]
pub(crate) struct Findings {
    pub(crate) front: Yiti,
    pub(crate) numbers: Arc<Numbers>,
    /// What was read, where that is a path.
    pub(crate) paths: Vec<PathBuf>,
    report: OnceLock<Arc<Report>>,
}

impl Findings {
    pub(crate) fn new(front: Yiti, numbers: Numbers, paths: Vec<PathBuf>) -> Self {
        Self { front, numbers: Arc::new(numbers), paths, report: OnceLock::new() }
    }

    /// The report, made when it is first asked for.
    fn made(&self, py: Python<'_>) -> PyResult<Arc<Report>> {
        if let Some(made) = self.report.get() {
            return Ok(Arc::clone(made));
        }
        let (front, numbers) = (self.front.clone(), Arc::clone(&self.numbers));
        let made = work(py, move || match &*numbers {
            Numbers::Analysed(analysed) => front.report(analysed),
            Numbers::Compared(compared) => front.comparison_report(compared, &|_| {}),
        })?;
        Ok(Arc::clone(self.report.get_or_init(|| Arc::new(made))))
    }

    /// A file of the report as text.
    fn text(&self, py: Python<'_>, path: &str) -> PyResult<String> {
        let made = self.made(py)?;
        let bytes = made.files().get(path).ok_or_else(|| PyKeyError::new_err(path.to_owned()))?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    fn provenance(&self) -> PyResult<Provenance> {
        self.numbers.run().provenance().map_err(refused)
    }

    /// A table by its name.
    pub(crate) fn table(&self, py: Python<'_>, name: &str) -> PyResult<Option<Table>> {
        let (numbers, name) = (Arc::clone(&self.numbers), name.to_owned());
        let found = work(py, move || Ok(numbers.table(&name).map(Cells::into_owned)))?;
        Ok(found.map(Table::from))
    }
}

#[pymethods]
impl Findings {
    /// The names of the tables, each an attribute.
    #[getter]
    fn tables(&self) -> Vec<&'static str> {
        self.numbers.tables()
    }

    fn __getattr__(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        // Python asks for many names that no table has.
        let found = if name.starts_with('_') { None } else { self.table(py, name)? };
        found.ok_or_else(|| table::no_table(name, &self.tables()))
    }

    fn __dir__(slf: Bound<'_, Self>) -> PyResult<Vec<String>> {
        let tables = slf.get().tables();
        table::with_tables(&slf, tables)
    }

    /// The names of the charts.
    #[getter]
    fn charts(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let made = self.made(py)?;
        let names = made.files().keys().filter_map(|path| {
            let name = path.strip_prefix("charts/")?.strip_suffix(".svg")?;
            (!name.ends_with("-dark")).then(|| name.to_owned())
        });
        Ok(names.collect())
    }

    /// A chart by its name, for light or for dark paper.
    #[pyo3(signature = (name, *, dark=false))]
    fn chart(&self, py: Python<'_>, name: &str, dark: bool) -> PyResult<Chart> {
        let made = self.made(py)?;
        let file = if dark { format!("{name}-dark") } else { name.to_owned() };
        let bytes = |ending| made.files().get(&format!("charts/{file}.{ending}"));
        let (Some(svg), Some(png)) = (bytes("svg"), bytes("png")) else {
            let charts = self.charts(py)?.join(", ");
            return Err(PyKeyError::new_err(format!(
                "no chart is called {name}; there are {charts}"
            )));
        };
        let svg = String::from_utf8_lossy(svg).into_owned();
        Ok(Chart { name: file, svg, png: png.clone() })
    }

    /// Writes the report, whole or not at all, as `yiti report` and `yiti compare` do; its page is
    /// given back. `force` replaces what is in the way.
    #[pyo3(signature = (folder, *, force=false))]
    fn report(&self, py: Python<'_>, folder: PathBuf, force: bool) -> PyResult<PathBuf> {
        if matches!(*self.numbers, Numbers::Compared(_)) {
            program::compare::beside(&self.paths, &folder).map_err(refused)?;
        }
        // Before the work: what is refused after it is lost with it.
        report::check(&folder, force).map_err(refused)?;
        let made = self.made(py)?;
        work(py, move || {
            if force { made.overwrite(&folder) } else { made.write(&folder) }?;
            Ok(folder.join("index.html"))
        })
    }

    /// SHA-256 of the report's manifest: with the same one, every byte of two reports is the same.
    #[getter]
    fn digest(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.made(py)?.digest())
    }

    /// The files of the report: path below its folder → bytes.
    #[getter]
    fn files<'py>(&self, py: Python<'py>) -> PyResult<BTreeMap<String, Bound<'py, PyBytes>>> {
        let made = self.made(py)?;
        Ok(made
            .files()
            .iter()
            .map(|(path, bytes)| (path.clone(), PyBytes::new(py, bytes)))
            .collect())
    }

    /// The settings in effect, as TOML.
    #[getter]
    fn settings(&self) -> PyResult<String> {
        Ok(self.provenance()?.settings)
    }

    /// The page of the report.
    fn to_html(&self, py: Python<'_>) -> PyResult<String> {
        self.text(py, "index.html")
    }

    /// All numbers: `report.json` or `compare.json` of the report.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.text(
            py,
            match *self.numbers {
                Numbers::Analysed(_) => "report.json",
                Numbers::Compared(_) => "compare.json",
            },
        )
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        Ok(self.provenance()? == other.get().provenance()?)
    }

    /// What decides the manifest, and so is equal where the manifests are; it needs no report.
    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        format!("{:?}", self.provenance()?).hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(html::frame(&self.to_html(py)?))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let class = slf.get_type().name()?;
        Ok(format!("{}\n<yiti.{class}>", slf.get().numbers.answer()))
    }
}
