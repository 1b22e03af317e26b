//! The table of formats: how a file is recognised, and which function reads it.
//!
//! One more format takes a file with its reader, a variant and a name in [`Format`], and a row of
//! [`READERS`]. Decoding, folders, archives, error texts and tests take the rest from the table.

use serde::{Deserialize, Serialize};

#[cfg(feature = "office")]
use super::docx;
#[cfg(feature = "pdf")]
use super::pdf;
use super::{
    html, plain,
    reader::{Content, Input},
};
use crate::error::{Error, Fault, Result};

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

/// Whether a file's name is that of a web page, a Word document or a PDF: the lines of its text are
/// the paragraphs that were read from it, which a reader cannot count in the file.
#[cfg(feature = "charts")]
pub(crate) fn is_taken_out(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut endings =
        READERS.iter().flat_map(|reader| reader.endings.iter().chain(reader.rare_endings));
    endings.any(|ending| name.ends_with(ending))
}

/// How files of a format are recognised and read.
pub(super) struct Reader {
    pub(super) format: Format,
    /// The endings of its files that error texts name.
    endings: &'static [&'static str],
    /// Endings that its files may have too.
    rare_endings: &'static [&'static str],
    /// Whether a file is of this format; the first row that says so reads it.
    recognises: fn(&Input<'_>) -> bool,
    pub(super) read: fn(Input<'_>) -> Result<Content>,
    /// Whether a third-party crate reads it, which runs within limits, apart from the program.
    pub(super) is_apart: bool,
}

/// The readers, in the order in which they are asked, text aside.
static READERS: &[Reader] = &[
    #[cfg(feature = "pdf")]
    Reader {
        format: Format::Pdf,
        endings: &[".pdf"],
        rare_endings: &[],
        recognises: |input| pdf::is_pdf(&input.bytes),
        read: pdf::read,
        is_apart: true,
    },
    #[cfg(feature = "office")]
    Reader {
        format: Format::Docx,
        endings: &[".docx"],
        rare_endings: &[],
        recognises: |input| docx::is_docx(&input.bytes),
        read: docx::read,
        is_apart: true,
    },
    Reader {
        format: Format::Html,
        endings: &[".html"],
        rare_endings: &[".htm", ".shtml", ".xhtml"],
        recognises: html::recognises,
        read: html::read,
        is_apart: true,
    },
];

/// The reader of what no other recognises.
static TEXT: Reader = Reader {
    format: Format::Text,
    endings: &[".txt", ".md", ".csv", ".jsonl"],
    rare_endings: &[".text", ".markdown", ".tsv"],
    recognises: |_| true,
    read: plain::read,
    is_apart: false,
};

/// A format that is recognised and refused.
struct Unread {
    /// The bytes with which its files begin.
    magic: &'static [u8],
    what: &'static str,
    remedy: &'static str,
}

const WORD: &str = "save it as .docx (without a password) or as text";
const UNPACK: &str = "unpack it, or pack it as .zip";
const PICTURE: &str = "give the text that stands on it, e.g. from text recognition (OCR)";

/// The formats that are refused.
const UNREAD: &[Unread] = &[
    #[cfg(not(feature = "pdf"))]
    Unread { magic: b"%PDF-", what: "PDF", remedy: "build yiti with its feature `pdf`" },
    #[cfg(not(feature = "office"))]
    Unread { magic: b"PK", what: "DOCX or ZIP", remedy: "build yiti with its feature `office`" },
    Unread { magic: b"\xD0\xCF\x11\xE0", what: "an old or locked Office file", remedy: WORD },
    Unread { magic: b"{\\rtf", what: "RTF", remedy: WORD },
    Unread { magic: b"\x1F\x8B", what: "gzip", remedy: UNPACK },
    Unread { magic: b"7z\xBC\xAF", what: "7z", remedy: UNPACK },
    Unread { magic: b"Rar!", what: "RAR", remedy: UNPACK },
    Unread { magic: b"\xFD7zXZ", what: "xz", remedy: UNPACK },
    Unread { magic: b"\x89PNG", what: "a picture", remedy: PICTURE },
    Unread { magic: b"\xFF\xD8\xFF", what: "a picture", remedy: PICTURE },
    Unread { magic: b"BM\0\0", what: "a picture", remedy: PICTURE },
];

/// Every reader.
fn all() -> impl DoubleEndedIterator<Item = &'static Reader> {
    READERS.iter().chain([&TEXT])
}

/// The formats that are read, archives of them aside.
pub fn formats() -> impl Iterator<Item = Format> {
    all().map(|reader| reader.format)
}

/// The reader of a file that is not an archive.
pub(super) fn reader_of(input: &Input<'_>) -> &'static Reader {
    READERS.iter().find(|reader| (reader.recognises)(input)).unwrap_or(&TEXT)
}

/// Refuses a file that would be read as text, and begins as one of another format.
pub(super) fn refuse_unread(input: &Input<'_>) -> Result<()> {
    let unread = UNREAD.iter().find(|unread| input.bytes.starts_with(unread.magic));
    unread.map_or(Ok(()), |unread| {
        let reason = format!("{} is not read", unread.what);
        Err(Error::input(input.name, reason, unread.remedy).of(Fault::Unsupported))
    })
}

/// Whether a name, in lower case, has the ending of a format.
pub(super) fn has_ending(name: &str) -> bool {
    let endings = all().flat_map(|reader| [reader.endings, reader.rare_endings]);
    endings.flatten().any(|ending| name.ends_with(ending))
}

/// The usual endings, for an error text: `.txt, .md, .csv, .jsonl, .html, .docx or .pdf`.
pub(super) fn endings() -> String {
    let all: Vec<&str> = all().rev().flat_map(|reader| reader.endings).copied().collect();
    match all.split_last() {
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endings_of_all_formats_are_known_and_listed() {
        assert_eq!(endings(), ".txt, .md, .csv, .jsonl, .html, .docx or .pdf");
        assert!(["a.txt", "a.tsv", "a.shtml", "a.pdf"].into_iter().all(has_ending));
        assert!(!["a.png", "txt", ""].into_iter().any(has_ending));
    }
}
