//! A data frame → a transcript, a row a speech.
//!
//! The frame becomes a page of JSON lines, which the library reads as it reads such a file: what it
//! says of rows, of columns to group by and of columns with dates is then true of frames too. The
//! line of a sentence is the number of its row, from 1.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, RecordBatch, RecordBatchReader,
    cast::AsArray,
    downcast_integer_array,
    ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader},
    types::{Date32Type, Date64Type, Float32Type, Float64Type},
};
use arrow_schema::{DataType, FieldRef, TimeUnit};
use pyo3::{
    prelude::*,
    types::{PyBool, PyCapsule, PyDict, PyFloat, PyInt, PyString},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use yiti::{
    Yiti,
    budget::ROW_BYTES,
    config::Config,
    pages::{Page, Source},
    run::Inputs,
};

use crate::{
    errors::{refused, wrong},
    settings::{Given, taken},
    transcript::Transcript,
    work::work,
};

/// A column: its name and its cells.
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) cells: Vec<Value>,
}

/// A column that a caller names, and what it is to the library.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Role {
    pub(crate) column: String,
    key: String,
}

impl Role {
    /// Whether a column is read, be it for what a caller takes it or for its own name.
    pub(crate) fn is_read(name: &str, roles: &[Self]) -> bool {
        let is_taken = roles.iter().any(|role| role.key == name);
        roles.iter().any(|role| role.column == name) || (ROLES.contains(&name) && !is_taken)
    }

    /// Whether its column has the name that the library looks for.
    pub(crate) fn is_by_name(&self) -> bool {
        self.key == self.column
    }

    /// The column of the texts, and those that the keywords name; these are taken out.
    pub(crate) fn all(text: &str, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<Self>> {
        let mut roles = vec![Self { column: text.to_owned(), key: TEXT.into() }];
        for key in ROLES {
            roles.extend(taken(keywords, key)?.map(|column| Self { column, key: key.into() }));
        }
        Ok(roles)
    }
}

/// What a column can be besides the text; also the names of keywords.
const ROLES: [&str; 5] = ["speaker", "title", "region", "date", "id"];

/// Reads a row a speech, from whatever gives a stream of Arrow, from a pandas data frame, from a
/// dictionary of lists.
#[pyfunction]
#[pyo3(signature = (frame, text="text", *, name="frame", settings=None, **keywords))]
pub(crate) fn from_frame(
    py: Python<'_>,
    frame: &Bound<'_, PyAny>,
    text: &str,
    name: &str,
    settings: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Transcript> {
    let roles = Role::all(text, keywords)?;
    let config = Given { settings, keywords }.over(&Config::default())?;
    let columns = columns(frame)?;
    let lines = rows(&columns, &roles).map_err(refused)?.concat();
    with_texts(&columns, &roles).map_err(refused)?;
    let name = name.to_owned();
    let record = work(py, move || {
        let front = Yiti::new(config)?;
        let page = Page::new(format!("{name}.jsonl"), lines);
        let arguments = vec![page.source.clone()];
        let sources = vec![Source { name, pages: vec![page], is_folder: false }];
        front.record(Inputs { arguments, sources })
    })?;
    Ok(Transcript { record: Arc::new(record), paths: Vec::new() })
}

/// The name under which the library looks for texts.
const TEXT: &str = "text";

/// The name under which it looks for what says where a row is from.
const ID: &str = "id";

/// Refuses a row without a text.
fn with_texts(columns: &[Column], roles: &[Role]) -> yiti::Result<()> {
    let is_text =
        |column: &&Column| roles.iter().any(|role| role.key == TEXT && role.column == column.name);
    let cells = columns.iter().find(is_text).map_or(&[][..], |column| &column.cells);
    let is_empty = |cell: &Value| cell.as_str().unwrap_or_default().trim().is_empty();
    match cells.iter().position(is_empty) {
        Some(row) => {
            let name = name(&object(columns, roles, row), row);
            Err(yiti::Error::input(name, "it has no text", "leave such rows out"))
        }
        None => Ok(()),
    }
}

/// The rows as JSON objects, a line each.
pub(crate) fn rows(columns: &[Column], roles: &[Role]) -> yiti::Result<Vec<String>> {
    with_columns(columns.iter().map(|column| column.name.as_str()), roles)?;
    let rows = 0..columns.first().map_or(0, |column| column.cells.len());
    rows.map(|row| line(&object(columns, roles, row), row)).collect()
}

/// Whether there is a column for each role.
pub(crate) fn with_columns<'a>(
    columns: impl Iterator<Item = &'a str>,
    roles: &[Role],
) -> yiti::Result<()> {
    let known: Vec<&str> = columns.collect();
    match roles.iter().find(|role| !known.contains(&role.column.as_str())) {
        None => Ok(()),
        Some(role) => {
            let remedy = format!("there are {}", known.join(", "));
            let what = role.column.as_str();
            Err(yiti::Error::input(what, "the frame has no such column", remedy))
        }
    }
}

/// What errors call a row: its id, or its number.
fn name(object: &Map<String, Value>, row: usize) -> String {
    match object.get(ID) {
        Some(Value::String(id)) => format!("row {id}"),
        Some(id) => format!("row {id}"),
        None => format!("row {}", row + 1),
    }
}

/// A row as a line.
fn line(object: &Map<String, Value>, row: usize) -> yiti::Result<String> {
    let text = object.get(TEXT).and_then(Value::as_str).unwrap_or_default();
    if text.len() > ROW_BYTES {
        let reason = format!("its text is longer than {ROW_BYTES} bytes");
        return Err(yiti::Error::input(name(object, row), reason, "part it into several rows"));
    }
    Ok(format!("{}\n", Value::Object(object.clone())))
}

/// A row. A column with a role stands under its role; all but the text stay under their own names
/// too, so that speeches can be grouped by them.
fn object(columns: &[Column], roles: &[Role], row: usize) -> Map<String, Value> {
    let mut object = Map::new();
    for column in columns {
        let cell = column.cells.get(row).unwrap_or(&Value::Null);
        if cell.is_null() {
            continue;
        }
        let own = roles.iter().filter(|role| role.column == column.name);
        let keys: Vec<&str> = own.map(|role| role.key.as_str()).collect();
        let is_taken = roles.iter().any(|role| role.key == column.name);
        if !is_taken && !keys.contains(&TEXT) {
            object.insert(column.name.clone(), cell.clone());
        }
        object.extend(keys.into_iter().map(|key| (key.to_owned(), cell.clone())));
    }
    object
}

/// The columns of a frame.
pub(crate) fn columns(frame: &Bound<'_, PyAny>) -> PyResult<Vec<Column>> {
    if frame.hasattr("__arrow_c_stream__")? {
        match frame.call_method0("__arrow_c_stream__") {
            Ok(capsule) => return of_stream(capsule.cast::<PyCapsule>()?),
            // A pandas data frame without pyarrow has the method and cannot do it.
            Err(error) if error.is_instance_of::<pyo3::exceptions::PyImportError>(frame.py()) => {}
            Err(error) => return Err(error),
        }
    }
    let lists = match frame.cast::<PyDict>() {
        Ok(lists) => lists.clone(),
        Err(_) => frame.call_method1("to_dict", ("list",)).map_err(|_| no_frame())?.cast_into()?,
    };
    let columns = lists.iter().map(|(name, cells)| {
        let cells = cells.try_iter()?.map(|cell| plain(&cell?)).collect::<PyResult<_>>()?;
        Ok(Column { name: name.str()?.to_string(), cells })
    });
    columns.collect()
}

fn no_frame() -> PyErr {
    let remedy = "give a frame of pandas or polars, a table of pyarrow, or a dictionary of lists";
    wrong("frame", "no data frame", remedy)
}

/// A value of Python as one of JSON; a missing one of any kind is null.
fn plain(cell: &Bound<'_, PyAny>) -> PyResult<Value> {
    if cell.is_none() || cell.ne(cell).unwrap_or(true) {
        return Ok(Value::Null);
    }
    if cell.is_instance_of::<PyString>() {
        return Ok(Value::String(cell.extract()?));
    }
    if cell.is_instance_of::<PyBool>() {
        return Ok(Value::Bool(cell.extract()?));
    }
    if cell.is_instance_of::<PyInt>() {
        return Ok(cell.extract::<i64>().map_or_else(|_| Value::Null, Value::from));
    }
    if cell.is_instance_of::<PyFloat>() {
        return Ok(number(cell.extract()?));
    }
    if cell.hasattr("date")? {
        return Ok(Value::String(cell.call_method0("date")?.str()?.to_string()));
    }
    Ok(Value::String(cell.str()?.to_string()))
}

/// A number; one that is whole, as years beside missing ones are, without its point.
fn number(number: f64) -> Value {
    let whole = number as i64;
    if whole as f64 == number { whole.into() } else { Value::from(number) }
}

/// Takes over a stream of Arrow.
fn of_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Vec<Column>> {
    let reader = reader(capsule)?;
    let mut columns = of_batch(&RecordBatch::new_empty(reader.schema()));
    for batch in reader {
        for (column, more) in columns.iter_mut().zip(of_batch(&batch.map_err(unreadable)?)) {
            column.cells.extend(more.cells);
        }
    }
    Ok(columns)
}

/// The columns of a batch.
pub(crate) fn of_batch(batch: &RecordBatch) -> Vec<Column> {
    let fields = batch.schema_ref().fields().iter().zip(batch.columns());
    let column = |(field, array): (&FieldRef, &ArrayRef)| Column {
        name: field.name().clone(),
        cells: cells(array.as_ref()),
    };
    fields.map(column).collect()
}

/// The batches of whatever gives a stream of Arrow.
pub(crate) fn batches(stream: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    reader(stream.call_method0("__arrow_c_stream__")?.cast::<PyCapsule>()?)
}

fn unreadable(error: arrow_schema::ArrowError) -> PyErr {
    wrong("frame", &format!("its stream cannot be read: {error}"), "give another kind of frame")
}

fn reader(capsule: &Bound<'_, PyCapsule>) -> PyResult<RecordBatchStreamReader> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    #[expect(
        unsafe_code,
        reason = "Arrow's streams are pointers; the crate has no safe call for them"
    )]
    // SAFETY: a capsule of this name holds a valid stream, by the protocol of Arrow's capsules, and
    // is ours alone while it is in scope; the stream that is moved out of it is marked as released.
    unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr().cast::<FFI_ArrowArrayStream>()) }
        .map_err(unreadable)
}

/// The cells of an array; those of a kind that no row of a table has are missing.
fn cells(array: &dyn Array) -> Vec<Value> {
    let dated = |day: Option<String>| day.map_or(Value::Null, Value::String);
    let missing = || vec![Value::Null; array.len()];
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().map(Value::from).collect(),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().map(Value::from).collect(),
        DataType::Utf8View => array.as_string_view().iter().map(Value::from).collect(),
        DataType::Boolean => array.as_boolean().iter().map(Value::from).collect(),
        DataType::Float32 => {
            let numbers = array.as_primitive::<Float32Type>().iter();
            numbers.map(|cell| cell.map_or(Value::Null, |cell| number(cell.into()))).collect()
        }
        DataType::Float64 => {
            let numbers = array.as_primitive::<Float64Type>().iter();
            numbers.map(|cell| cell.map_or(Value::Null, number)).collect()
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            let day = |at| days.is_valid(at).then(|| days.value_as_date(at)).flatten();
            (0..days.len()).map(|at| dated(day(at).map(|day| day.to_string()))).collect()
        }
        DataType::Date64 => {
            let days = array.as_primitive::<Date64Type>();
            let day = |at| days.is_valid(at).then(|| days.value_as_date(at)).flatten();
            (0..days.len()).map(|at| dated(day(at).map(|day| day.to_string()))).collect()
        }
        DataType::Timestamp(unit, _) => moments(array, *unit).into_iter().map(dated).collect(),
        DataType::Dictionary(..) => {
            let coded = array.as_any_dictionary();
            let values = cells(coded.values().as_ref());
            if values.is_empty() {
                return missing();
            }
            let keys = coded.normalized_keys().into_iter().enumerate();
            let cell = |(at, key): (usize, usize)| match array.is_null(at) {
                true => Value::Null,
                false => values.get(key).cloned().unwrap_or_default(),
            };
            keys.map(cell).collect()
        }
        _ => downcast_integer_array!(
            array => array.iter().map(|cell| cell.map_or(Value::Null, Value::from)).collect(),
            _ => missing()
        ),
    }
}

/// The days of points in time.
fn moments(array: &dyn Array, unit: TimeUnit) -> Vec<Option<String>> {
    use arrow_array::types::{
        TimestampMicrosecondType as Micro, TimestampMillisecondType as Milli,
        TimestampNanosecondType as Nano, TimestampSecondType as Second,
    };
    macro_rules! days {
        ($kind:ty) => {{
            let moments = array.as_primitive::<$kind>();
            let day = |at| moments.is_valid(at).then(|| moments.value_as_date(at)).flatten();
            (0..moments.len()).map(|at| day(at).map(|day| day.to_string())).collect()
        }};
    }
    match unit {
        TimeUnit::Second => days!(Second),
        TimeUnit::Millisecond => days!(Milli),
        TimeUnit::Microsecond => days!(Micro),
        TimeUnit::Nanosecond => days!(Nano),
    }
}
