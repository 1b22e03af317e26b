//! Counts and quotations as streams of Arrow, and back.

use std::{
    collections::{BTreeMap, btree_map},
    sync::{Arc, Mutex, PoisonError},
};

use arrow_array::{
    ArrayRef, Int32Array, Int64Array, RecordBatch, RecordBatchIterator, RecordBatchReader,
    StringArray,
    ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader},
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::{prelude::*, types::PyCapsule};
use serde_json::Value;
use yiti::{
    run::Run,
    survey::{
        Claims, GroupTally, Quotation, Quotes, SurveyTally,
        lines::{CountLine, Names, QuoteLine},
    },
};

use crate::{
    arrow,
    errors::{told, wrong},
    frame,
};

/// The kind of a line that says what is wrong.
const ERROR: &str = "error";

/// `draw` of a count of the rows as they are.
const NO_DRAW: i32 = -1;

/// Lines that can be read once, as a stream of Arrow.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct Lines {
    stream: Mutex<Option<FFI_ArrowArrayStream>>,
}

#[pymethods]
impl Lines {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| wrong("lines", "they have been read", "count again"))?;
        arrow::capsule(py, stream, requested_schema)
    }
}

impl Lines {
    fn of(reader: impl RecordBatchReader + Send + 'static) -> Self {
        Self { stream: Mutex::new(Some(FFI_ArrowArrayStream::new(Box::new(reader)))) }
    }

    /// The lines of a tally, a group at a time: there may be many.
    pub(crate) fn of_counts(mut tally: SurveyTally, run: &Run) -> Self {
        let groups = std::mem::take(&mut tally.groups).into_iter();
        Self::of(Counts { names: Names::of(run), whole: Some(tally), groups })
    }

    /// A line that says what is wrong.
    pub(crate) fn of_error(error: yiti::Error) -> Self {
        let message = told(error);
        let line = Count { group: "", kind: ERROR.into(), name: &message, draw: NO_DRAW, count: 1 };
        Self::of(RecordBatchIterator::new([counts([line])], counts_schema()))
    }

    /// The lines of quotations.
    pub(crate) fn of_quotes(quotes: &Quotes, claims: &Claims<'_>) -> Self {
        let schema = texts_schema(&QUOTES);
        let lines: Vec<QuoteLine> = quotes.lines(claims).collect();
        let texts = |of: fn(&QuoteLine) -> Option<String>| -> ArrayRef {
            Arc::new(lines.iter().map(of).collect::<StringArray>())
        };
        let columns = vec![
            texts(|line| Some(line.group.clone())),
            texts(|line| Some(line.kind.to_string())),
            texts(|line| Some(line.name.clone())),
            texts(|line| Some(line.quotation.text.clone())),
            texts(|line| Some(line.quotation.speaker.clone())),
            texts(|line| Some(line.quotation.source.clone())),
            texts(|line| line.quotation.id.clone()),
        ];
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns);
        Self::of(RecordBatchIterator::new([batch], schema))
    }
}

/// A line of a count.
struct Count<'a> {
    group: &'a str,
    kind: String,
    name: &'a str,
    draw: i32,
    count: u64,
}

impl<'a> Count<'a> {
    fn of(line: CountLine<'a>) -> Self {
        let CountLine { group, kind, name, draw, count } = line;
        let draw = draw.and_then(|draw| i32::try_from(draw).ok()).unwrap_or(NO_DRAW);
        Self { group, kind: kind.to_string(), name, draw, count }
    }
}

/// The batches of a tally.
struct Counts {
    names: Names,
    /// What is counted of the whole table, until it has been given.
    whole: Option<SurveyTally>,
    groups: btree_map::IntoIter<String, GroupTally>,
}

impl Iterator for Counts {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let tally = match self.whole.take() {
            Some(whole) => whole,
            None => {
                let groups = self.groups.next().into_iter().collect();
                let tally = SurveyTally { groups, ..SurveyTally::default() };
                Some(tally).filter(|tally| !tally.groups.is_empty())?
            }
        };
        Some(counts(tally.lines(&self.names).map(Count::of)))
    }
}

impl RecordBatchReader for Counts {
    fn schema(&self) -> SchemaRef {
        counts_schema()
    }
}

fn counts_schema() -> SchemaRef {
    let field = |name, kind| Field::new(name, kind, true);
    Arc::new(Schema::new(vec![
        field("group", DataType::Utf8),
        field("kind", DataType::Utf8),
        field("name", DataType::Utf8),
        field("draw", DataType::Int32),
        field("count", DataType::Int64),
    ]))
}

fn counts<'a>(lines: impl IntoIterator<Item = Count<'a>>) -> Result<RecordBatch, ArrowError> {
    let lines: Vec<Count<'_>> = lines.into_iter().collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(lines.iter().map(|line| line.group))),
        Arc::new(StringArray::from_iter_values(lines.iter().map(|line| &line.kind))),
        Arc::new(StringArray::from_iter_values(lines.iter().map(|line| line.name))),
        Arc::new(Int32Array::from_iter_values(lines.iter().map(|line| line.draw))),
        Arc::new(Int64Array::from_iter_values(lines.iter().map(|line| line.count as i64))),
    ];
    RecordBatch::try_new(counts_schema(), columns)
}

/// The columns of lines of quotations.
const QUOTES: [&str; 7] = ["group", "kind", "name", "text", "speaker", "source", "id"];

fn texts_schema(names: &[&str]) -> SchemaRef {
    let fields = names.iter().map(|name| Field::new(*name, DataType::Utf8, true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The cells of lines that came from somewhere else.
struct Cells {
    columns: BTreeMap<String, Vec<Value>>,
    lines: usize,
}

impl Cells {
    fn of(batch: &RecordBatch) -> Self {
        let columns = frame::of_batch(batch).into_iter();
        let columns = columns.map(|column| (column.name, column.cells)).collect();
        Self { columns, lines: batch.num_rows() }
    }

    fn cell(&self, name: &str, line: usize) -> &Value {
        self.columns.get(name).and_then(|cells| cells.get(line)).unwrap_or(&Value::Null)
    }

    fn text(&self, name: &str, line: usize) -> yiti::Result<&str> {
        self.cell(name, line).as_str().ok_or_else(|| no_column(name))
    }

    fn number(&self, name: &str, line: usize) -> yiti::Result<i64> {
        self.cell(name, line).as_i64().ok_or_else(|| no_column(name))
    }
}

fn no_column(name: &str) -> yiti::Error {
    let reason = format!("a line has nothing in `{name}`");
    yiti::Error::input("lines", reason, "give the lines of `count` or `quote`, with all columns")
}

/// A batch that came from somewhere else.
pub(crate) fn readable(batch: Result<RecordBatch, ArrowError>) -> yiti::Result<RecordBatch> {
    batch.map_err(|error| {
        let reason = format!("its stream cannot be read: {error}");
        yiti::Error::input("frame", reason, "give another kind of frame")
    })
}

/// What lines of counts say.
pub(crate) enum Read<T> {
    Whole(T),
    /// What a machine has refused, in its words.
    Refused(String),
}

/// The tally that lines of counts give, or what is wrong with a part of it: of several the first in
/// order of letters.
pub(crate) fn read_counts(
    batches: RecordBatchStreamReader,
    run: &Run,
) -> yiti::Result<Read<SurveyTally>> {
    let names = Names::of(run);
    let mut tally = names.tally();
    let mut refused: Option<String> = None;
    for batch in batches {
        let cells = Cells::of(&readable(batch)?);
        for line in 0..cells.lines {
            let (kind, name) = (cells.text("kind", line)?, cells.text("name", line)?);
            if kind == ERROR {
                let first = refused.take().filter(|first| first.as_str() < name);
                refused = Some(first.unwrap_or_else(|| name.to_owned()));
                continue;
            }
            let line = CountLine {
                group: cells.text("group", line)?,
                kind: kind.parse()?,
                name,
                draw: usize::try_from(cells.number("draw", line)?).ok(),
                count: u64::try_from(cells.number("count", line)?).unwrap_or(0),
            };
            tally.add(line, &names)?;
        }
    }
    Ok(refused.map_or(Read::Whole(tally), Read::Refused))
}

/// Adds lines of quotations to `quotes`.
pub(crate) fn read_quotes(
    batch: &RecordBatch,
    quotes: &mut Quotes,
    claims: &Claims<'_>,
) -> yiti::Result<()> {
    let cells = Cells::of(batch);
    for line in 0..cells.lines {
        let text = |name| cells.text(name, line).map(str::to_owned);
        let quotation = Quotation {
            text: text("text")?,
            speaker: text("speaker")?,
            source: text("source")?,
            line: None,
            id: text("id").ok(),
        };
        let kind = cells.text("kind", line)?.parse()?;
        let line = QuoteLine { group: text("group")?, kind, name: text("name")?, quotation };
        quotes.add(line, claims)?;
    }
    Ok(())
}
