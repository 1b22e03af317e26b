//! A file → a [`Page`], whatever its format.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    encoding,
    formats::{Format, reader_of, refuse_unread},
    reader::Input,
};
use crate::error::{Error, Fault, Result};

/// One source file's text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The file's name without its folder; `-` for standard input.
    pub source: String,
    /// The page's name in errors: its source, or, of a file in an archive, its path from the
    /// archive on.
    pub path: String,
    /// The text as it is in the file, a byte order mark included; form feeds (U+000C) separate the
    /// pages of a PDF.
    pub text: String,
    /// How it was read.
    pub read: Reading,
}

impl Page {
    /// A page whose text is its file.
    pub fn new(source: impl Into<String>, text: impl Into<String>) -> Self {
        let source = source.into();
        Self { path: source.clone(), source, text: text.into(), read: Reading::default() }
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.source)
    }
}

/// One of the names that `encoding` gives. It has a name of its own because serde would borrow a
/// `&str` field from its input.
type EncodingName = &'static str;

/// How a page was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What the file is.
    pub format: Format,
    /// The encoding of its text, where it is a text.
    #[serde(deserialize_with = "encoding::named")]
    pub encoding: Option<EncodingName>,
    /// SHA-256 of the file's bytes in lower-case hex, where the text is not the file.
    pub sha256: Option<String>,
    /// What a reader should know besides, e.g. `7 pages`.
    pub notes: Vec<String>,
    /// The files of its archive that were not read, by their paths from the archive on, and those of
    /// its folder that yiti wrote; the first page has them all.
    pub unread: Vec<String>,
}

/// The pages of one input: a file's one page, or those of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's or folder's name.
    pub name: String,
    /// At least one page, in name order.
    pub pages: Vec<Page>,
    /// True for a folder, whose files may be one speech each.
    pub is_folder: bool,
}

impl Source {
    /// The input that a file of one page is.
    pub(super) fn of_file(name: &str, page: Page) -> Self {
        let name = if name == "-" { "stdin" } else { page.stem() };
        Self { name: name.into(), pages: vec![page], is_folder: false }
    }
}

/// The page of a file that is not an archive.
///
/// # Errors
/// A file that its reader refuses, or that is empty.
pub(super) fn page(input: Input<'_>) -> Result<Page> {
    let name = input.name;
    let reader = reader_of(&input);
    if reader.format == Format::Text {
        refuse_unread(&input)?;
    }
    let sha256 = sha256(&input.bytes);
    let content = (reader.read)(input)?;
    if content.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Error::input(name, "the file is empty", "give a record with text in it")
            .of(Fault::NoText));
    }
    let read = Reading {
        format: reader.format,
        encoding: content.encoding,
        sha256: (!content.is_file).then_some(sha256),
        notes: content.notes,
        unread: Vec::new(),
    };
    let source = file_name(name);
    Ok(Page { source: source.into(), path: source.into(), text: content.text, read })
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What follows the last `/` or `\`.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
