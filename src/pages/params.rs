//! `[pages]`: how texts are decoded, and how much is read before a file is refused.

use serde::{Deserialize, Serialize};

use crate::budget;
use crate::error::{Error, Fault, Result};

/// `[pages]`: the encoding, and the limits that keep a broken or hostile file from taking the
/// machine. No number of a report depends on a limit: a file is read whole or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// The encoding of texts and saved pages by any of its names; without it, it is detected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Bytes of a file, and bytes that it may unpack to.
    pub max_bytes: u64,
    /// Files of an archive.
    pub max_files: usize,
    /// Pages of a PDF.
    pub max_pages: usize,
    /// Seconds of reading for one file that is no plain text, all that it holds included.
    pub max_seconds: u64,
    /// Bytes of memory for the same, where it is read in a process of its own.
    pub max_memory: u64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            encoding: None,
            max_bytes: budget::FILE_BYTES,
            max_files: budget::ARCHIVE_FILES,
            max_pages: budget::PDF_PAGES,
            max_seconds: budget::READING_SECONDS,
            max_memory: budget::READING_MEMORY,
        }
    }
}

impl Params {
    /// Says what is wrong with the settings of `file`.
    ///
    /// # Errors
    /// An unknown encoding, and a limit of 0, which no file could meet.
    pub fn check(&self, file: &str) -> Result<()> {
        let counts = [self.max_files as u64, self.max_pages as u64, self.max_seconds];
        if counts.contains(&0) || self.max_bytes == 0 || self.max_memory == 0 {
            return Err(Error::config(file, "a limit in [pages] is 0; give 1 or more"));
        }
        if let Some(label) = &self.encoding
            && encoding_rs::Encoding::for_label(label.as_bytes()).is_none()
        {
            let reason = format!("pages.encoding is `{label}`, which is no encoding; e.g. gb18030");
            return Err(Error::config(file, reason));
        }
        Ok(())
    }

    /// The key of a limit that is higher than the default.
    pub fn raised(&self) -> Option<&'static str> {
        let usual = Self::default();
        let raised = [
            ("pages.max_bytes", self.max_bytes > usual.max_bytes),
            ("pages.max_files", self.max_files > usual.max_files),
            ("pages.max_pages", self.max_pages > usual.max_pages),
            ("pages.max_memory", self.max_memory > usual.max_memory),
            ("pages.max_seconds", self.max_seconds > usual.max_seconds),
        ];
        raised.into_iter().find_map(|(key, is_raised)| is_raised.then_some(key))
    }

    /// The refusal of what takes longer than [`Params::max_seconds`].
    pub(super) fn too_slow(&self, input: &str) -> Error {
        Error::input(
            input,
            format!("not read after {} seconds", self.max_seconds),
            "split it, or allow more with --max-seconds (pages.max_seconds)",
        )
        .of(Fault::TooSlow)
    }

    /// The refusal of what takes more than [`Params::max_memory`].
    pub(super) fn too_heavy(&self, input: &str) -> Error {
        Error::input(
            input,
            format!("takes more than {} of memory to read", size(self.max_memory)),
            "split it, save it as text, or allow more with --max-memory (pages.max_memory)",
        )
        .of(Fault::TooLarge)
    }

    /// The refusal of what is larger than [`Params::max_bytes`].
    pub(super) fn too_large(&self, input: &str, what: &str) -> Error {
        Error::input(
            input,
            format!("{what} more than {}", size(self.max_bytes)),
            "split it, or allow more with --max-bytes (pages.max_bytes)",
        )
        .of(Fault::TooLarge)
    }
}

/// Bytes as people write them: `256 MiB`.
fn size(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1 << 30 && bytes.is_multiple_of(1 << 30) => {
            format!("{} GiB", bytes >> 30)
        }
        bytes if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) => {
            format!("{} MiB", bytes >> 20)
        }
        bytes => format!("{bytes} bytes"),
    }
}
