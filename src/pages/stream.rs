//! A table of any size, a portion at a time.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{
    Page,
    bytes::show,
    near::must_exist,
    table::{self, Row},
};
use crate::{
    budget::{PORTION_BYTES, ROW_BYTES},
    error::{Error, Fault, Result},
};

/// Rows of a table that follow one another, not yet read.
#[derive(Debug, Clone)]
pub struct Portion {
    page: Page,
    /// Lines of the file before those of the page, less the page's own line of names; `None`: the
    /// rows are of no file.
    before: Option<usize>,
}

impl Portion {
    /// Rows that are of no file, JSONL, in a table called `name`.
    pub fn of_no_file(name: &str, text: String) -> Self {
        Self { page: Page { path: name.into(), ..Page::new("rows.jsonl", text) }, before: None }
    }

    /// Its rows, each with its line in the file, or 0 if they are of no file. Rows without a text
    /// are among them: in a large table some lack it.
    ///
    /// # Errors
    /// As [`table::rows`], but for rows without a text.
    pub fn rows(&self) -> Result<Vec<Row>> {
        let mut rows = table::rows_after(&self.page, self.before.unwrap_or(0))?;
        if self.before.is_none() {
            for row in &mut rows {
                row.line = 0;
            }
        }
        Ok(rows)
    }

    /// The table's path as it was given.
    pub fn path(&self) -> &str {
        &self.page.path
    }
}

/// The portions of a table, each of about [`PORTION_BYTES`]: JSONL, CSV or TSV in UTF-8.
///
/// No more of the file is in memory than the portion that is read.
#[derive(Debug)]
pub struct Portions {
    file: BufReader<File>,
    path: PathBuf,
    /// The first line of a table with named columns; `None` for JSONL.
    names: Option<Names>,
    /// Lines that were read.
    lines: usize,
    is_done: bool,
}

impl Portions {
    /// Opens a table.
    ///
    /// # Errors
    /// A file that cannot be read, and what is no file: a table is read more than once.
    pub fn open(path: &Path) -> Result<Self> {
        must_exist([path])?;
        let is_standard = path.as_os_str() == "-";
        if is_standard || !path.metadata().map_err(Error::file(path, "read"))?.is_file() {
            let remedy = "save the rows as one file, or name the tables themselves";
            return Err(Error::input(show(path), "no table that can be read twice", remedy));
        }
        let file = File::open(path).map_err(Error::file(path, "read"))?;
        let mut portions = Self {
            file: BufReader::with_capacity(1 << 20, file),
            path: path.to_owned(),
            names: None,
            lines: 0,
            is_done: false,
        };
        if !portions.has_objects() {
            portions.names = Some(portions.names()?);
        }
        Ok(portions)
    }

    /// Whether the table is JSONL, by its name or its first character.
    fn has_objects(&mut self) -> bool {
        let ending =
            self.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
        let begins = |bytes: &[u8]| {
            bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte < 0x80) == Some(&b'{')
        };
        ending || self.file.fill_buf().is_ok_and(begins)
    }

    /// The first line that is not blank.
    fn names(&mut self) -> Result<Names> {
        let mut bytes = Vec::new();
        while !self.is_done && bytes.trim_ascii().is_empty() {
            bytes.clear();
            self.line(&mut bytes)?;
        }
        let line = self.text(bytes, self.lines.saturating_sub(1))?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        let page = self.page(line.clone());
        let delimiter = table::delimiter(&page).unwrap_or(b',');
        Ok(Names { line, delimiter })
    }

    fn page(&self, text: String) -> Page {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        Page { path: show(&self.path), ..Page::new(name, text) }
    }

    /// Adds the next line to `bytes`; nothing at the end of the file.
    fn line(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        let before = bytes.len();
        let mut line = (&mut self.file).take(ROW_BYTES as u64 + 1);
        line.read_until(b'\n', bytes).map_err(Error::file(&self.path, "read"))?;
        let read = bytes.len() - before;
        if read > ROW_BYTES {
            let reason = format!("line {}: longer than {ROW_BYTES} bytes", self.lines + 1);
            let remedy = "part its text into several rows";
            return Err(Error::input(show(&self.path), reason, remedy).of(Fault::TooLarge));
        }
        self.lines += usize::from(read > 0);
        self.is_done = read == 0;
        Ok(())
    }

    /// The bytes as text; `before` lines of the file are before them.
    fn text(&self, bytes: Vec<u8>, before: usize) -> Result<String> {
        String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before + 1 + good.iter().filter(|byte| **byte == b'\n').count();
            let reason = format!("line {line}: not UTF-8");
            Error::input(show(&self.path), reason, "save the table as UTF-8").of(Fault::Malformed)
        })
    }

    fn portion(&mut self) -> Result<Option<Portion>> {
        let before = self.lines;
        let mut bytes = Vec::new();
        let mut is_open = false;
        while !self.is_done && (bytes.len() < PORTION_BYTES || is_open) {
            let start = bytes.len();
            self.line(&mut bytes)?;
            if let Some(Names { delimiter, .. }) = self.names {
                is_open = is_left_open(&bytes[start..], delimiter, is_open);
            }
            if is_open && (self.is_done || bytes.len() > PORTION_BYTES + ROW_BYTES) {
                let reason = format!("line {}: a quotation mark is not closed", before + 1);
                let remedy = "close it, or write a quotation mark inside a cell twice";
                return Err(Error::input(show(&self.path), reason, remedy).of(Fault::Malformed));
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let text = self.text(bytes, before)?;
        let (text, before) = match &self.names {
            None => (text, before),
            Some(names) => (format!("{}\n{text}", names.line), before - 1),
        };
        Ok(Some(Portion { page: self.page(text), before: Some(before) }))
    }
}

/// The names of the columns of a table.
#[derive(Debug)]
struct Names {
    /// As they are written.
    line: String,
    delimiter: u8,
}

/// Whether a line ends inside a cell in quotation marks; `is_open`: it began inside one.
///
/// As in RFC 4180, and as the reader of cells has it: a mark opens a cell only at its beginning,
/// and one that is written twice inside does not close it.
fn is_left_open(line: &[u8], delimiter: u8, is_open: bool) -> bool {
    enum At {
        Beginning,
        Inside,
        InMarks,
        BehindMark,
    }
    let mut at = if is_open { At::InMarks } else { At::Beginning };
    for &byte in line {
        at = match (at, byte) {
            (At::Beginning | At::BehindMark, b'"') => At::InMarks,
            (At::InMarks, b'"') => At::BehindMark,
            (At::InMarks, _) => At::InMarks,
            (_, b'\n') => At::Beginning,
            (_, byte) if byte == delimiter => At::Beginning,
            _ => At::Inside,
        };
    }
    matches!(at, At::InMarks)
}

impl Iterator for Portions {
    type Item = Result<Portion>;

    fn next(&mut self) -> Option<Result<Portion>> {
        let portion = self.portion();
        // After an error nothing follows.
        self.is_done |= portion.is_err();
        portion.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_opens_a_cell_only_at_its_beginning() {
        for (line, is_open) in [
            ("a,b\n", false),
            ("a,\"b\n", true),
            ("a,\"b\"\"\n", true),
            ("a,\"b\"\n", false),
            ("5\"的管道,b\n", false),
            ("5\"的管道,\"b\n", true),
        ] {
            assert_eq!(is_left_open(line.as_bytes(), b',', false), is_open, "{line}");
        }
        assert!(!is_left_open(b"b\",c\n", b',', true));
        assert!(is_left_open(b"b,c\n", b',', true));
    }
}
