//! Page → rows of a table: a JSON object on each line, or cells under named columns.

use std::{collections::BTreeMap, ops::Range};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::Page;
use crate::error::{Error, Fault, Result};

/// One row: a text and what its table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// Where the line is in the page, in bytes.
    pub span: Range<usize>,
    /// The text itself; empty if it has none, where such rows are not refused.
    pub text: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The text's title.
    pub title: Option<String>,
    /// A region by any of its names.
    pub region: Option<String>,
    /// The class that someone gave the text: nothing in an analysis uses it.
    pub label: Option<String>,
    /// All other fields that are a string or a number, by name.
    pub columns: BTreeMap<String, String>,
}

/// What a table is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A JSON object a line.
    Objects,
    /// A first line of names, then a row a line, cells separated by this byte and quoted with `"`.
    Cells(u8),
}

/// The names under which a column or field is known: ours first, then those that people give it.
const NAMES: [&[&str]; 5] = [
    &[
        "text",
        "content",
        "full_text",
        "fulltext",
        "body",
        "正文",
        "内容",
        "发言",
        "发言内容",
        "全文",
        "报告全文",
        "文本",
    ],
    &["speaker", "发言人", "发言者", "姓名"],
    &["title", "标题", "题目"],
    &["region", "province", "地区", "省份", "省"],
    &["label", "类别"],
];

/// Whether a page is a table: by its name, or by a first line that is an object with a `text` or
/// a row of names with one for texts.
pub fn is_table(page: &Page) -> bool {
    let name = page.source.to_lowercase();
    [".jsonl", ".csv", ".tsv"].iter().any(|ending| name.ends_with(ending)) || kind(page).is_some()
}

/// Whether a page is a table with a column of texts.
pub(super) fn has_texts(page: &Page) -> bool {
    kind(page).is_some()
}

/// What to do about a line of objects, of cells, or of the names of columns.
const OBJECTS: &str = r#"write one object a line, e.g. {"speaker": "广东省", "text": "…"}"#;
const CELLS: &str = "give each line as many cells as the first, a text with line ends in \"…\"";
const NAMED: &str =
    "name the columns in the first line: `text` and, where known, `speaker`, `region`, `title`";

/// The rows of a table. Blank lines are skipped.
///
/// # Errors
/// A table without a column of texts; a line that is no JSON object or row, or has no text, and a
/// field that is no string, with the line.
pub fn rows(page: &Page) -> Result<Vec<Row>> {
    let rows = rows_after(page, 0)?;
    let Some(empty) = rows.iter().find(|row| row.text.is_empty()) else { return Ok(rows) };
    let (reason, remedy) = match kind(page) {
        Some(Kind::Cells(_)) => ("no text in its column", CELLS),
        _ => ("no `text`, or an empty one", OBJECTS),
    };
    Err(BadLine::new(empty.line, reason).refusal(page, remedy))
}

/// As [`rows`], of a page before which its file has so many lines; rows without a text are among
/// them.
pub(super) fn rows_after(page: &Page, before: usize) -> Result<Vec<Row>> {
    let name = page.source.to_lowercase();
    let goes_on = before > 0 && page.text.trim_start_matches(is_margin).starts_with('{');
    let has_objects = goes_on || [".jsonl", ".ndjson"].iter().any(|ending| name.ends_with(ending));
    let by_name = has_objects.then_some(Kind::Objects);
    let (rows, remedy) = match kind(page).or(by_name) {
        Some(Kind::Objects) => (objects(&page.text), OBJECTS),
        Some(Kind::Cells(delimiter)) => (cells(&page.text, delimiter), CELLS),
        None => (Err(BadLine::new(1, "no column of texts")), NAMED),
    };
    let mut rows = rows.map_err(|wrong| wrong.after(before).refusal(page, remedy))?;
    for row in &mut rows {
        row.line += before;
    }
    Ok(rows)
}

/// What is wrong with a line, counted from 1.
#[derive(Debug)]
struct BadLine {
    line: usize,
    reason: String,
}

impl BadLine {
    fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }

    /// The same where so many lines are before the first.
    fn after(self, lines: usize) -> Self {
        Self { line: self.line + lines, ..self }
    }

    fn refusal(self, page: &Page, remedy: &str) -> Error {
        let Self { line, reason } = self;
        Error::input(page.path.as_str(), format!("line {line}: {reason}"), remedy)
            .of(Fault::Malformed)
    }
}

/// What parts the cells of a table whose first line names its columns.
pub(super) fn delimiter(page: &Page) -> Option<u8> {
    match kind(page)? {
        Kind::Cells(delimiter) => Some(delimiter),
        Kind::Objects => None,
    }
}

fn kind(page: &Page) -> Option<Kind> {
    let first = page.text.trim_start_matches(is_margin).lines().next()?;
    if first.starts_with('{') {
        let object = serde_json::from_str::<Map<String, Value>>(first).ok()?;
        return object.contains_key("text").then_some(Kind::Objects);
    }
    let named = |delimiter: &u8| {
        let names: Vec<String> = reader(first, *delimiter)
            .into_records()
            .next()
            .and_then(|record| record.ok())
            .map(|record| record.iter().map(str::to_owned).collect())
            .unwrap_or_default();
        let whole = names.len() > 1 || page.source.to_lowercase().ends_with("sv");
        whole && column(&names, 0).is_some()
    };
    [b',', b'\t', b';'].into_iter().find(named).map(Kind::Cells)
}

/// The place of the column that holds what [`NAMES`] has at `which`.
fn column(names: &[String], which: usize) -> Option<usize> {
    let is = |known: &str| names.iter().position(|name| name.trim().to_lowercase() == known);
    NAMES[which].iter().find_map(|known| is(known))
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The rows of objects, read on all threads; of several bad lines the first is told.
fn objects(text: &str) -> std::result::Result<Vec<Row>, BadLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (whole, number) in text.split_inclusive('\n').zip(1..) {
        let line = whole.trim_matches(is_margin);
        if !line.is_empty() {
            let begin = start + whole.len() - whole.trim_start_matches(is_margin).len();
            lines.push((begin..begin + line.len(), number));
        }
        start += whole.len();
    }
    let rows: Vec<_> = lines
        .into_par_iter()
        .map(|(span, number)| {
            object(&text[span.clone()], span, number).map_err(|wrong| BadLine::new(number, wrong))
        })
        .collect();
    rows.into_iter().collect()
}

fn object(line: &str, span: Range<usize>, number: usize) -> std::result::Result<Row, String> {
    let object: Map<String, Value> = serde_json::from_str(line)
        .map_err(|error| format!("no JSON object (column {})", error.column()))?;
    let field = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(some(text)),
        // Labels and speakers are often numbers.
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("`{name}` is no string")),
    };
    Ok(Row {
        line: number,
        span,
        text: field("text")?.unwrap_or_default(),
        speaker: field("speaker")?,
        title: field("title")?,
        region: field("region")?,
        label: field("label")?,
        columns: columns(&object),
    })
}

/// The fields that say something beside what every row may say.
fn columns(object: &Map<String, Value>) -> BTreeMap<String, String> {
    let other = object.iter().filter(|(name, _)| *name != "text");
    other
        .filter_map(|(name, value)| match value {
            Value::String(text) => Some((name.clone(), text.trim_matches(is_margin).to_owned())),
            Value::Number(number) => Some((name.clone(), number.to_string())),
            _ => None,
        })
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn cells(text: &str, delimiter: u8) -> std::result::Result<Vec<Row>, BadLine> {
    // Bytes of the mark and blanks before the first line, which are no part of its first cell.
    let margin = text.len() - text.trim_start_matches(is_margin).len();
    let mut rows = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut places = [None; NAMES.len()];
    let mut lines = Lines { text, at: 0, line: 1 };
    for record in reader(&text[margin..], delimiter).into_records() {
        let record = record.map_err(|error| uneven(&error, margin, &mut lines))?;
        let start = margin + record.position().map_or(0, |at| at.byte() as usize);
        if names.is_empty() {
            names = record.iter().map(str::to_owned).collect();
            places = std::array::from_fn(|which| column(&names, which));
            let twice = |at: &usize| names.iter().filter(|name| **name == names[*at]).count() > 1;
            if let Some(&at) = places.iter().flatten().find(|at| twice(at)) {
                return Err(BadLine::new(1, format!("two columns are called `{}`", names[at])));
            }
        } else if record.iter().any(|cell| some(cell).is_some()) {
            let (start, line) = lines.of(start);
            let cell = |which: usize| places[which].and_then(|at| some(record.get(at)?));
            let text = cell(0).unwrap_or_default();
            let [speaker, title, region, label] = [1, 2, 3, 4].map(cell);
            let others = names.iter().zip(&record).enumerate();
            let columns = others
                .filter(|(at, _)| Some(*at) != places[0])
                .filter_map(|(_, (name, value))| Some((name.trim().to_owned(), some(value)?)))
                .collect();
            let span = start..start;
            rows.push(Row { line, span, text, speaker, title, region, label, columns });
        }
    }
    // A row reaches to the next, the white space between them left out.
    let ends: Vec<usize> =
        rows.iter().skip(1).map(|row| row.span.start).chain([text.len()]).collect();
    for (row, end) in rows.iter_mut().zip(ends) {
        row.span.end = text[..end].trim_end_matches(is_margin).len().max(row.span.start);
    }
    Ok(rows)
}

/// Counts the lines of a text from place to later place.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The first byte from `at` on that is no white space, and its line: the reader of cells lets
    /// a row begin with what ends the line before.
    fn of(&mut self, at: usize) -> (usize, usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let at = at + rest.len() - rest.trim_start_matches(is_margin).len();
        self.line += self.text.get(self.at..at).unwrap_or_default().matches('\n').count();
        self.at = at;
        (at, self.line)
    }
}

fn uneven(error: &csv::Error, margin: usize, lines: &mut Lines<'_>) -> BadLine {
    let (_, line) = lines.of(margin + error.position().map_or(0, |at| at.byte() as usize));
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            BadLine::new(line, format!("{len} cells where the first line has {expected_len}"))
        }
        _ => BadLine::new(line, "no row of a table"),
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes())
}

/// A cell without white space at its ends, if there is something in it.
fn some(cell: &str) -> Option<String> {
    Some(cell.trim_matches(is_margin)).filter(|cell| !cell.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str, text: &str) -> Page {
        Page::new(source, text)
    }

    #[test]
    fn a_row_has_its_fields_and_its_place() {
        let text = "\u{feff}{\"text\": \"好\\n坏\", \"label\": 3}\r\n\n {\"speaker\":\"甲\",\"text\":\"乙\",\"id\":[1]}";
        let rows = rows(&page("a.txt", text)).expect("reads");
        assert_eq!((rows[0].text.as_str(), rows[0].label.as_deref()), ("好\n坏", Some("3")));
        assert_eq!((rows[1].line, rows[1].speaker.as_deref()), (3, Some("甲")));
        assert!(text[rows[1].span.clone()].starts_with('{') && rows[1].span.end == text.len());
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (text, reason) in [
            ("{\"text\":\"好\"}\n\n好\n", "a.jsonl: line 3: no JSON object (column 1)"),
            ("{\"text\":\"好\"}\n{\"texts\":\"好\"}\n", "a.jsonl: line 2: no `text`"),
            ("{\"text\":\" \"}\n", "a.jsonl: line 1: no `text`"),
            ("{\"text\":\"好\",\"title\":[\"好\"]}\n", "a.jsonl: line 1: `title` is no string"),
        ] {
            let message = rows(&page("a.jsonl", text)).expect_err("refused").to_string();
            assert!(
                message.starts_with(reason) && message.contains("one object a line"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_part_of_a_table_has_rows_without_a_text_wherever_it_begins() {
        let objects = page("a.txt", "{\"id\":1}\n{\"text\":\"好\"}\n");
        let cells = page("a.csv", "id,text\n1,\n2,好\n");
        for (page, before, line) in [(objects, 5, 6), (cells, 5, 7)] {
            let rows = rows_after(&page, before).expect("reads");
            let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
            assert_eq!((texts, rows[0].line), (vec!["", "好"], line));
        }
    }

    #[test]
    fn cells_stand_under_their_names() {
        let text = "\u{feff}发言人,标题,正文\r\n广东省妇联,题,\"好，\n又好。\"\r\n,,\r\n,,坏\r\n";
        let rows = rows(&page("a.txt", text)).expect("reads");
        let row = &rows[0];
        let said = (row.line, row.text.as_str(), row.speaker.as_deref(), row.title.as_deref());
        assert_eq!(said, (2, "好，\n又好。", Some("广东省妇联"), Some("题")));
        assert!(text[row.span.clone()].starts_with("广东") && rows[1].line == 5, "{rows:?}");
        let tabs = "text\tlabel\n好\t3\n";
        assert_eq!(super::rows(&page("-", tabs)).expect("reads")[0].label.as_deref(), Some("3"));
        for (text, reason) in [
            ("text,label\n好,1\n好,1,2\n", "a.csv: line 3: 3 cells where the first line has 2"),
            ("text,label\n,1\n", "a.csv: line 2: no text in its column"),
            ("a,b\n好,1\n", "a.csv: line 1: no column of texts"),
        ] {
            let error = super::rows(&page("a.csv", text)).expect_err("refused").to_string();
            assert!(error.starts_with(reason), "{error}");
        }
    }

    #[test]
    fn a_table_is_known_by_its_name_or_its_first_line() {
        assert!(is_table(&page("A.JSONL", "好")));
        assert!(is_table(&page("-", "\u{feff}\n{\"text\": \"好\"}\n好")));
        assert!(!is_table(&page("a.txt", "{\"texts\": \"好\"}\n")));
        assert!(!is_table(&page("a.txt", "{他说}好")));
    }
}
