//! A table → a stream of Arrow. What its columns mean goes with it, as metadata of its fields.
//! A stream → what Python takes it by.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    RecordBatchReader, StringArray, ffi_stream::FFI_ArrowArrayStream,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::{prelude::*, types::PyCapsule};
use yiti::report::table::{Cell, Column, Kind, Table};

/// Rows of a batch: a column of texts holds at most 2 GiB.
const ROWS: usize = 1 << 16;

/// The columns of a table, with what they mean.
fn schema(table: &Table<'_>) -> SchemaRef {
    let fields = table.columns.iter().map(|column| {
        let told = [("zh", column.doc.zh.as_str()), ("en", &column.doc.en), ("unit", column.unit)];
        let told = told.into_iter().filter(|(_, text)| !text.is_empty());
        let told: HashMap<String, String> =
            told.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
        Field::new(column.name, data_type(column.kind), true).with_metadata(told)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Count => DataType::Int64,
        Kind::Number | Kind::Share => DataType::Float64,
        Kind::Flag => DataType::Boolean,
    }
}

/// All rows of a table.
pub(crate) fn stream(table: &Table<'_>) -> FFI_ArrowArrayStream {
    let schema = schema(table);
    let batches: Vec<_> =
        table.rows.chunks(ROWS).map(|rows| batch(&table.columns, rows, &schema)).collect();
    let reader: Box<dyn RecordBatchReader + Send> =
        Box::new(RecordBatchIterator::new(batches, schema));
    FFI_ArrowArrayStream::new(reader)
}

/// A stream as a capsule, which pandas, polars, DuckDB and pyarrow take as it is.
pub(crate) fn capsule<'py>(
    py: Python<'py>,
    stream: FFI_ArrowArrayStream,
    requested_schema: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    // Another schema is a wish that a producer need not grant.
    drop(requested_schema);
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

fn batch(
    columns: &[Column],
    rows: &[Vec<Cell<'_>>],
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let arrays = columns.iter().enumerate().map(|(place, column)| {
        let cells = rows.iter().map(|row| &row[place]);
        array(column.kind, cells)
    });
    RecordBatch::try_new(Arc::clone(schema), arrays.collect())
}

/// Cells of one kind; one of another kind, which no column has, is missing.
fn array<'a>(kind: Kind, cells: impl Iterator<Item = &'a Cell<'a>>) -> ArrayRef {
    match kind {
        Kind::Text => Arc::new(
            cells
                .map(|cell| if let Cell::Text(text) = cell { Some(text.as_ref()) } else { None })
                .collect::<StringArray>(),
        ),
        Kind::Count => Arc::new(cells.map(count).collect::<Int64Array>()),
        Kind::Number | Kind::Share => Arc::new(cells.map(number).collect::<Float64Array>()),
        Kind::Flag => Arc::new(
            cells
                .map(|cell| if let Cell::Flag(holds) = cell { Some(*holds) } else { None })
                .collect::<BooleanArray>(),
        ),
    }
}

fn count(cell: &Cell<'_>) -> Option<i64> {
    if let Cell::Count(count) = cell { i64::try_from(*count).ok() } else { None }
}

fn number(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) | Cell::Share(number) => Some(*number),
        _ => None,
    }
}
