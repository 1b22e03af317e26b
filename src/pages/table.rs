//! Page → rows: texts that stand in a table, a JSON object a line.

use std::{collections::BTreeMap, ops::Range};

use serde_json::{Map, Value};

use super::Page;
use crate::error::{Error, Result};

/// One row: a text and what its table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// Where the line stands in the page, in bytes.
    pub span: Range<usize>,
    /// The text itself.
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

/// Whether a page is a table: its name ends in `.jsonl`, or its first line is an object with a `text`.
pub fn is_table(page: &Page) -> bool {
    let first = || page.text.trim_start_matches(is_margin).lines().next().unwrap_or_default();
    page.source.to_lowercase().ends_with(".jsonl")
        || first().starts_with('{')
            && serde_json::from_str::<Map<String, Value>>(first())
                .is_ok_and(|object| object.contains_key("text"))
}

/// The rows of a table. Blank lines are passed over, other fields too.
///
/// # Errors
/// A line that is no JSON object or has no text, and a field that is no string, with the line.
pub fn rows(page: &Page) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for (place, whole) in page.text.split_inclusive('\n').enumerate() {
        let line = whole.trim_matches(is_margin);
        if !line.is_empty() {
            let begin = start + whole.len() - whole.trim_start_matches(is_margin).len();
            let span = begin..begin + line.len();
            rows.push(row(line, span, place + 1).map_err(|reason| {
                Error::input(
                    page.source.as_str(),
                    format!("line {}: {reason}", place + 1),
                    r#"write one object a line, e.g. {"speaker": "广东省", "text": "…"}"#,
                )
            })?);
        }
        start += whole.len();
    }
    Ok(rows)
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn row(line: &str, span: Range<usize>, number: usize) -> std::result::Result<Row, String> {
    let object: Map<String, Value> = serde_json::from_str(line)
        .map_err(|error| format!("no JSON object (column {})", error.column()))?;
    let field = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim_matches(is_margin))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)),
        // Labels and speakers are often numbers.
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("`{name}` is no string")),
    };
    Ok(Row {
        line: number,
        span,
        text: field("text")?.ok_or("no `text`, or an empty one")?,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str, text: &str) -> Page {
        Page { source: source.into(), text: text.into() }
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
    fn a_table_is_known_by_its_name_or_its_first_line() {
        assert!(is_table(&page("A.JSONL", "好")));
        assert!(is_table(&page("-", "\u{feff}\n{\"text\": \"好\"}\n好")));
        assert!(!is_table(&page("a.txt", "{\"texts\": \"好\"}\n")));
        assert!(!is_table(&page("a.txt", "{他说}好")));
    }
}
