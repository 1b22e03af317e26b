//! A table as Python sees it.

use std::{path::PathBuf, sync::Arc};

use pyo3::{
    exceptions::{PyAttributeError, PyIndexError, PyKeyError},
    prelude::*,
    types::{PyCapsule, PyDict, PyList},
};
use yiti::report::{
    self,
    table::{Cell, Column, Kind, Table as Cells, column},
};

use crate::{
    arrow,
    errors::{refused, wrong},
    html, program,
};

/// Rows and named columns: `tables/NAME.csv` of a report, with numbers as numbers.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct Table {
    cells: Arc<Cells<'static>>,
}

impl From<Cells<'_>> for Table {
    fn from(cells: Cells<'_>) -> Self {
        Self { cells: Arc::new(cells.into_owned()) }
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn name(&self) -> &'static str {
        self.cells.name
    }

    #[getter]
    fn columns(&self) -> Vec<&'static str> {
        self.cells.columns.iter().map(|column| column.name).collect()
    }

    #[getter]
    fn shape(&self) -> (usize, usize) {
        (self.cells.rows.len(), self.cells.columns.len())
    }

    fn __len__(&self) -> usize {
        self.cells.rows.len()
    }

    /// What each column means, and in which unit.
    fn describe(&self) -> Self {
        let fields = [
            column("column").text(|column: &&Column| column.name.into()),
            column("kind").text(|column| kind(column.kind).into()),
            column("unit").text(|column| column.unit.into()),
            column("zh").text(|column| column.doc.zh.clone().into()),
            column("en").text(|column| column.doc.en.clone().into()),
        ];
        Cells::new("columns", &self.cells.columns, fields).into()
    }

    /// A row by its place, or a column by its name.
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(place) = key.extract::<isize>() {
            let length = self.cells.rows.len();
            let row =
                if place < 0 { length.checked_add_signed(place) } else { Some(place as usize) };
            let row = row.filter(|row| *row < length);
            let row = row.ok_or_else(|| PyIndexError::new_err("no such row"))?;
            return Ok(self.row(key.py(), row)?.into_any());
        }
        let name: String = key.extract()?;
        let place = self.cells.columns.iter().position(|column| column.name == name);
        let place = place.ok_or_else(|| {
            PyKeyError::new_err(format!("{name}; there are {}", self.columns().join(", ")))
        })?;
        Ok(self.column(key.py(), place)?.into_any())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.to_list(py)?.into_any().try_iter().map(Bound::into_any)
    }

    /// A dictionary for each row.
    fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows: PyResult<Vec<_>> =
            (0..self.cells.rows.len()).map(|at| self.row(py, at)).collect();
        PyList::new(py, rows?)
    }

    /// A list for each column, by its name.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for (place, column) in self.cells.columns.iter().enumerate() {
            columns.set_item(column.name, self.column(py, place)?)?;
        }
        Ok(columns)
    }

    /// A pandas data frame. A column of whole numbers or flags that lacks some has a type that can
    /// lack them.
    fn df<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let pandas = py.import("pandas")?;
        let columns = PyDict::new(py);
        for (place, column) in self.cells.columns.iter().enumerate() {
            let options = PyDict::new(py);
            if let Some(dtype) = self.dtype(place, column.kind) {
                options.set_item("dtype", dtype)?;
            }
            let cells = self.column(py, place)?;
            columns
                .set_item(column.name, pandas.call_method("Series", (cells,), Some(&options))?)?;
        }
        pandas.call_method1("DataFrame", (columns,))
    }

    /// A polars data frame.
    fn pl<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// A pyarrow table.
    fn arrow<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The table as a stream of Arrow, which pandas, polars, DuckDB and pyarrow take as it is.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let cells = Arc::clone(&self.cells);
        let stream = py.detach(move || arrow::stream(&cells));
        arrow::capsule(py, stream, requested_schema)
    }

    /// An array of objects, one a row; written to `path`, if one is given.
    #[pyo3(signature = (path=None))]
    fn to_json(&self, path: Option<PathBuf>) -> PyResult<Option<String>> {
        let rows = program::output::rows(&self.cells);
        let mut json = Vec::new();
        report::write_json(&mut json, &rows).map_err(|error| failed(&error))?;
        given(path, &json, String::from_utf8_lossy(&json).into_owned())
    }

    /// CSV, guarded as in a report: no cell is run as a formula. Written to `path`, if one is
    /// given, in the same bytes as `tables/NAME.csv`.
    #[pyo3(signature = (path=None))]
    fn to_csv(&self, path: Option<PathBuf>) -> PyResult<Option<String>> {
        let csv = report::csv(&self.cells).map_err(refused)?;
        let text = String::from_utf8_lossy(&csv).trim_start_matches('\u{feff}').to_owned();
        given(path, &csv, text)
    }

    fn _repr_html_(&self) -> String {
        html::table(&self.cells)
    }

    fn __repr__(&self) -> String {
        /// Rows and columns that a terminal shows.
        const SHOWN: [usize; 2] = [10, 7];
        let names = self.columns();
        let mut first = self.cells.only(&names[..names.len().min(SHOWN[1])]);
        first.rows.truncate(SHOWN[0]);
        let drawn = program::output::drawn(&first);
        let (rows, columns) = self.shape();
        format!("{drawn}\n<yiti.Table {}: {rows} rows × {columns} columns>", self.cells.name)
    }
}

impl Table {
    fn row<'py>(&self, py: Python<'py>, at: usize) -> PyResult<Bound<'py, PyDict>> {
        let row = PyDict::new(py);
        for (column, cell) in self.cells.columns.iter().zip(&self.cells.rows[at]) {
            row.set_item(column.name, object(py, cell)?)?;
        }
        Ok(row)
    }

    fn column<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyList>> {
        let cells: PyResult<Vec<_>> =
            self.cells.rows.iter().map(|row| object(py, &row[place])).collect();
        PyList::new(py, cells?)
    }

    /// The type of a column in pandas; `None`: what pandas finds in it.
    fn dtype(&self, place: usize, kind: Kind) -> Option<&'static str> {
        let lacks = || self.cells.rows.iter().any(|row| row[place] == Cell::Empty);
        match kind {
            Kind::Text if self.cells.rows.is_empty() => Some("object"),
            Kind::Text => None,
            Kind::Count => Some(if lacks() { "Int64" } else { "int64" }),
            Kind::Number | Kind::Share => Some("float64"),
            Kind::Flag => Some(if lacks() { "boolean" } else { "bool" }),
        }
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Count => "count",
        Kind::Number => "number",
        Kind::Share => "share",
        Kind::Flag => "flag",
    }
}

/// A cell as a value of Python.
fn object<'py>(py: Python<'py>, cell: &Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match cell {
        Cell::Text(text) => text.as_ref().into_pyobject(py)?.into_any(),
        Cell::Count(count) => count.into_pyobject(py)?.into_any(),
        Cell::Number(number) | Cell::Share(number) => number.into_pyobject(py)?.into_any(),
        Cell::Flag(holds) => holds.into_pyobject(py)?.to_owned().into_any(),
        Cell::Empty => py.None().into_bound(py),
    })
}

/// The names of an object's own attributes, and of the tables that are attributes too.
pub(crate) fn with_tables(
    object: &Bound<'_, PyAny>,
    tables: Vec<&'static str>,
) -> PyResult<Vec<String>> {
    let kind = object.py().import("builtins")?.getattr("object")?;
    let mut names: Vec<String> = kind.call_method1("__dir__", (object,))?.extract()?;
    names.extend(tables.into_iter().map(str::to_owned));
    Ok(names)
}

/// There is no table of this name.
pub(crate) fn no_table(name: &str, tables: &[&str]) -> PyErr {
    let tables = tables.join(", ");
    PyAttributeError::new_err(format!(
        "no attribute and no table is called {name}; tables: {tables}"
    ))
}

/// Gives the text back, or writes the bytes to a file.
fn given(path: Option<PathBuf>, bytes: &[u8], text: String) -> PyResult<Option<String>> {
    let Some(path) = path else { return Ok(Some(text)) };
    std::fs::write(&path, bytes)
        .map_err(|cause| refused(yiti::Error::file(path, "write")(cause)))?;
    Ok(None)
}

fn failed(error: &dyn std::error::Error) -> PyErr {
    wrong("table", &error.to_string(), "report this")
}
