//! A text file → its text, unless its first bytes show that it is something else.

use std::borrow::Cow;

use super::{
    encoding, guard,
    reader::{Content, Input},
};
use crate::error::{Error, Fault, Result};

/// A format that is recognised and not read.
struct Unread {
    /// The bytes with which its files begin.
    magic: &'static [u8],
    what: &'static str,
    remedy: &'static str,
}

const WORD: &str = "save it as .docx (without a password) or as text";
const UNPACK: &str = "unpack it, or pack it as .zip";
const PICTURE: &str = "give the text that stands on it, e.g. from text recognition (OCR)";

const UNREAD: [Unread; 9] = [
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

/// The text of a file in the encoding that it has.
pub(super) fn read(input: Input<'_>) -> Result<Content> {
    let Input { name, bytes, params, .. } = input;
    if let Some(unread) = UNREAD.iter().find(|unread| bytes.starts_with(unread.magic)) {
        return Err(Error::input(name, format!("{} is not read", unread.what), unread.remedy)
            .of(Fault::Unsupported));
    }
    let (text, encoding) = encoding::decode(name, &bytes, params.encoding.as_deref())?;
    let encoding = Some(encoding);
    if let Cow::Owned(text) = text {
        return Ok(Content { text, encoding, ..Content::default() });
    }
    // The text is the bytes themselves, which need no second copy.
    let text = String::from_utf8(bytes).map_err(|_| guard::damaged(name))?;
    Ok(Content { text, encoding, is_file: true, ..Content::default() })
}
