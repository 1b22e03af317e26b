//! What a reader of a format is given, and what it gives back.

use super::{Params, guard::Stop};

/// A file to be read.
pub(super) struct Input<'a> {
    /// Its path, or its path in an archive, as errors name it.
    pub(super) name: &'a str,
    pub(super) bytes: Vec<u8>,
    pub(super) params: &'a Params,
    /// Tells whether the time is up.
    #[cfg_attr(
        not(any(feature = "office", feature = "pdf")),
        expect(dead_code, reason = "only readers of packed files ask")
    )]
    pub(super) stop: &'a Stop,
}

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    /// The name of the encoding, where the file is a text.
    pub(super) encoding: Option<&'static str>,
    /// Whether the text is the file, byte for byte.
    pub(super) is_file: bool,
    /// What the user should know besides, e.g. `7 pages`.
    pub(super) notes: Vec<String>,
}

/// Whether bytes begin as an archive does, an empty one too: a ZIP file or a Word document.
#[cfg(any(feature = "office", feature = "pdf"))]
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
