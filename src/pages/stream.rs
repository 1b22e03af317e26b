//! A table of any size, a portion at a time.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{
    Page,
    input::show,
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
    /// Lines of the file before those of the page, less the page's own line of names.
    before: usize,
}

impl Portion {
    /// Its rows, each with its line in the file.
    ///
    /// # Errors
    /// As [`table::rows`].
    pub fn rows(&self) -> Result<Vec<Row>> {
        table::rows_after(&self.page, self.before)
    }

    /// Lines of the table before its rows: what a row without a speaker is called goes on from
    /// there.
    pub fn before(&self) -> usize {
        self.before
    }

    /// The name of the table.
    pub fn source(&self) -> &str {
        &self.page.source
    }
}

/// The portions of a table, each of about [`PORTION_BYTES`]: JSONL, CSV or TSV in UTF-8.
///
/// No more of the file is in memory than the portion that is read.
#[derive(Debug)]
pub struct Portions {
    file: BufReader<File>,
    path: PathBuf,
    /// The first line of a table with named columns; empty for JSONL.
    names: Option<String>,
    /// Lines that were read.
    lines: usize,
    is_done: bool,
}

impl Portions {
    /// Opens a table.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(Error::file(path, "read"))?;
        let mut portions = Self {
            file: BufReader::with_capacity(1 << 20, file),
            path: path.to_owned(),
            names: None,
            lines: 0,
            is_done: false,
        };
        if !portions.has_objects() {
            let mut names = Vec::new();
            portions.line(&mut names)?;
            portions.names = Some(portions.text(names, 0)?);
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
        // A cell with line ends is in quotation marks, of which a whole row has an even number.
        let mut is_open = false;
        while !self.is_done && (bytes.len() < PORTION_BYTES || is_open) {
            let start = bytes.len();
            self.line(&mut bytes)?;
            let marks = bytes[start..].iter().filter(|byte| **byte == b'"').count();
            is_open ^= self.names.is_some() && marks % 2 == 1;
            if is_open && bytes.len() > PORTION_BYTES + ROW_BYTES {
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
            Some(names) => (format!("{}\n{text}", names.trim_end()), before - 1),
        };
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let page = Page { path: show(&self.path), ..Page::new(name, text) };
        Ok(Some(Portion { page, before }))
    }
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
