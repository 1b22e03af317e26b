//! Bytes → [`Page`]: the only room that reads texts.
//!
//! One input is one meeting: a file, a folder of one file a speech, or an
//! archive, which is read as the folder that it holds. What a file is shows in
//! its bytes, not in its name: one file here a format, each a function from
//! bytes to text. Folders are read in name order, so that a run does not hang
//! on the disk.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use guard::Stop;

mod archive;
mod child;
mod docx;
mod encoding;
mod guard;
mod html;
mod input;
mod params;
pub(crate) mod pdf;
mod readers;
pub mod table;

pub use child::serve;
pub use guard::is_reader_thread;
pub use input::{beside, inside, name_of, read, read_font, read_list};
pub use params::Params;
pub use readers::{APART, Readers};

/// One source file's text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The file's name without its folder; `-` for standard input.
    pub source: String,
    /// The text as it stands in the file, a byte order mark included; the pages of a PDF are
    /// parted by form feeds (U+000C).
    pub text: String,
    /// How it was read.
    pub read: Reading,
}

impl Page {
    /// A page whose text is its file.
    pub fn new(source: impl Into<String>, text: impl Into<String>) -> Self {
        Self { source: source.into(), text: text.into(), read: Reading::default() }
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.source)
    }
}

/// One of the names that `encoding` gives. By a name of its own, since serde borrows what it sees
/// to be a `&str` from what it reads.
type EncodingName = &'static str;

/// What is known of how a page was read.
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
}

/// What a file is, by its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Text, Markdown and tables of texts too.
    #[default]
    Text,
    /// A web page as a browser saves it.
    Html,
    /// A Word document (Office Open XML).
    Docx,
    /// A PDF with a text layer.
    Pdf,
}

impl Format {
    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "HTML",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
        }
    }
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

/// The inputs that a file's bytes hold: one of one page, or, in an archive, one a folder.
///
/// `name` is the file's path or `-`; only what follows its last `/` becomes part of an answer.
/// Foreign formats are read in this process, as [`Readers::Here`].
///
/// # Errors
/// A format that is not read, a damaged, locked, too large or empty file, and a text that its
/// encoding does not explain, each with the place and what to do.
pub fn decode(name: &str, bytes: Vec<u8>, params: &Params) -> Result<Vec<Source>> {
    Readers::Here.decode(name, bytes, params)
}

/// The inputs that the bytes of a foreign format hold.
fn foreign(name: &str, bytes: Vec<u8>, params: &Params, stop: &Stop) -> Result<Vec<Source>> {
    if archive::is_archive(&bytes) && !docx::is_docx(&bytes) {
        return archive::read(name, bytes, params, stop);
    }
    Ok(vec![alone(name, foreign_page(name, bytes, params, stop)?)])
}

/// The input that a file of one page is.
fn alone(name: &str, page: Page) -> Source {
    let name = if name == "-" { "stdin" } else { page.stem() };
    Source { name: name.into(), pages: vec![page], is_folder: false }
}

/// The page of a file that is no archive.
fn page(name: &str, bytes: Vec<u8>, params: &Params, stop: &Stop) -> Result<Page> {
    match plain(name, bytes, params)? {
        Plain::Page(page) => Ok(page),
        Plain::Foreign(bytes) => foreign_page(name, bytes, params, stop),
    }
}

/// What a file is before any reader that is not ours has seen it.
enum Plain {
    Page(Page),
    Foreign(Vec<u8>),
}

/// The page of a file that is a text, or its bytes.
fn plain(name: &str, bytes: Vec<u8>, params: &Params) -> Result<Plain> {
    if bytes.len() as u64 > params.max_bytes {
        return Err(params.too_large(name, "the file has"));
    }
    if archive::is_archive(&bytes) || pdf::is_pdf(&bytes) {
        return Ok(Plain::Foreign(bytes));
    }
    if let Some((what, remedy)) = unread(&bytes) {
        return Err(Error::input(name, format!("{what} is not read"), remedy));
    }
    let (text, encoding) = encoding::decode(name, &bytes, params.encoding.as_deref())?;
    if html::is_html(&text) {
        return Ok(Plain::Foreign(bytes));
    }
    let mut read = Reading { encoding: Some(encoding), ..Reading::default() };
    let text = if let Cow::Owned(text) = text {
        read.sha256 = Some(sha256(&bytes));
        text
    } else {
        // UTF-8 as it stood: the bytes themselves, not a second copy of them.
        String::from_utf8(bytes).unwrap_or_default()
    };
    filled(name, text, read).map(Plain::Page)
}

/// The page of a PDF, a Word document or a web page.
fn foreign_page(name: &str, bytes: Vec<u8>, params: &Params, stop: &Stop) -> Result<Page> {
    let mut read = Reading { sha256: Some(sha256(&bytes)), ..Reading::default() };
    let (text, notes) = if pdf::is_pdf(&bytes) {
        read.format = Format::Pdf;
        pdf::text(name, bytes, params, stop)?
    } else if docx::is_docx(&bytes) {
        read.format = Format::Docx;
        docx::text(name, bytes, params, stop)?
    } else {
        read.format = Format::Html;
        let (text, encoding) = encoding::decode(name, &bytes, params.encoding.as_deref())?;
        read.encoding = Some(encoding);
        html::text(name, &text)?
    };
    read.notes = notes;
    filled(name, text, read)
}

/// A page, if there is text on it.
fn filled(name: &str, text: String, read: Reading) -> Result<Page> {
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Error::input(name, "the file is empty", "give a record with text in it"));
    }
    Ok(Page { source: file_name(name).into(), text, read })
}

/// SHA-256 in lower-case hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A format that is known by its first bytes and not read, and what to do about it.
fn unread(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const WORD: &str = "save it as .docx (without a password) or as text";
    const UNPACK: &str = "unpack it, or pack it as .zip";
    const PICTURE: &str = "give the text that stands on it, e.g. from text recognition (OCR)";
    let known: [(&[u8], &str, &str); 9] = [
        (b"\xD0\xCF\x11\xE0", "an old or locked Office file", WORD),
        (b"{\\rtf", "RTF", WORD),
        (b"\x1F\x8B", "gzip", UNPACK),
        (b"7z\xBC\xAF", "7z", UNPACK),
        (b"Rar!", "RAR", UNPACK),
        (b"\xFD7zXZ", "xz", UNPACK),
        (b"\x89PNG", "a picture", PICTURE),
        (b"\xFF\xD8\xFF", "a picture", PICTURE),
        (b"BM\0\0", "a picture", PICTURE),
    ];
    let found = known.iter().find(|(magic, _, _)| bytes.starts_with(magic));
    found.map(|&(_, what, remedy)| (what, remedy))
}

/// What follows the last `/` or `\`.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a file of a folder may be one of its texts, by its name: a README, a hidden file or a
/// picture beside them is not.
fn is_text(name: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".jsonl",
        ".csv",
        ".tsv",
        ".html",
        ".htm",
        ".shtml",
        ".xhtml",
        ".docx",
        ".pdf",
        ".zip",
    ];
    let name = name.to_lowercase();
    !name.starts_with('.')
        && !name.starts_with("readme")
        && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a page of a folder is one of its texts, now that it is read: a table without a column
/// of texts is not.
fn belongs(page: &Page) -> bool {
    let name = page.source.to_lowercase();
    !(name.ends_with(".csv") || name.ends_with(".tsv")) || table::has_texts(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_reason() {
        for (bytes, reason) in [
            (&b""[..], "the file is empty"),
            (b" \n\t", "the file is empty"),
            (b"\xEF\xBB\xBF\n", "the file is empty"),
            (b"ab\0cd", "byte 3 is zero"),
            (b"{\\rtf1\\ansi}", "RTF is not read"),
            (b"\xD0\xCF\x11\xE0\xA1", "an old or locked Office file is not read"),
            (b"\x89PNG\r\n", "a picture is not read"),
        ] {
            let error = decode("x.txt", bytes.to_vec(), &Params::default()).expect_err("refused");
            let message = error.to_string();
            assert!(message.contains(reason) && message.starts_with("x.txt"), "{message}");
        }
    }

    #[test]
    fn a_text_is_its_file_and_knows_its_encoding() {
        let read = |bytes: &[u8]| {
            let name = "dir/x.txt";
            decode(name, bytes.to_vec(), &Params::default()).expect("reads").remove(0)
        };
        let source = read("\u{feff}会\n".as_bytes());
        assert_eq!((source.name.as_str(), source.is_folder), ("x", false));
        assert_eq!(source.pages[0].text, "\u{feff}会\n");
        let page = &read(b"\xB9\xE3\xB6\xAB\xCA\xA1\xB8\xBE\xC1\xAA\xC8\xCF\xD5\xE6\n").pages[0];
        assert_eq!((page.text.as_str(), page.read.encoding), ("广东省妇联认真\n", Some("GB18030")));
        assert!(page.read.sha256.as_ref().is_some_and(|hash| hash.len() == 64));
    }

    #[test]
    fn too_large_a_file_is_refused_with_the_setting() {
        let params = Params { max_bytes: 3, ..Params::default() };
        let error = decode("x.txt", b"abcd".to_vec(), &params).expect_err("refused").to_string();
        assert!(error.contains("more than 3 bytes") && error.contains("--max-bytes"), "{error}");
    }
}
