//! The one error type of the library.
//!
//! Every message names the file or setting, the place in it where that helps,
//! and what to change. A cause is either in the message or in `source`, never
//! in both, so that printing the chain says nothing twice.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What is wrong with an input, for a caller that does more than print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Fault {
    /// There is no text in it.
    NoText,
    /// There is text, but no line or paragraph names a speaker.
    NoSpeeches,
    /// It is larger, deeper or more than a limit allows, see [`crate::budget`].
    TooLarge,
    /// It took longer to read than the settings allow.
    TooSlow,
    /// It is of a format that is not read.
    Unsupported,
    /// It needs a password, or is encrypted in an unknown way.
    Locked,
    /// Its bytes are not what its format or its encoding demands.
    Damaged,
    /// A line of a table or of Markdown is not as it must be.
    Malformed,
    /// It is a file or a folder that yiti wrote.
    Ours,
    /// Something of the user's is where a report would be written.
    Occupied,
    /// Another run holds the folder.
    Busy,
    /// Something else, which the reason says.
    Other,
}

/// What can go wrong between a file and its report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: cannot {action}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "read", "write", "create".
        action: &'static str,
        /// What the system answered.
        source: std::io::Error,
    },
    /// An input that cannot be used, with the reason and the remedy.
    #[error("{input}: {reason}; {remedy}")]
    Input {
        /// What kind of fault it is.
        fault: Fault,
        /// The file, folder or `-` as the user named it.
        input: String,
        /// What is wrong with it, and where.
        reason: String,
        /// What to change.
        remedy: String,
    },
    /// A setting or word list that cannot be used.
    #[error("{file}: {reason}")]
    Config {
        /// The settings file or list.
        file: String,
        /// What is wrong, the place and what to change.
        reason: String,
    },
    /// A chart that cannot be drawn.
    #[error("chart {chart}: {reason}")]
    Chart {
        /// The chart's file name without its ending.
        chart: String,
        /// What is wrong and what to change.
        reason: String,
    },
}

impl Error {
    /// An [`Error::Input`] with [`Fault::Other`], from its three parts.
    pub fn input(
        input: impl Into<String>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (input, reason, remedy) = (input.into(), reason.into(), remedy.into());
        Self::Input { fault: Fault::Other, input, reason, remedy }
    }

    /// An [`Error::Input`] with this fault; any other error as it is.
    #[must_use]
    pub fn of(mut self, kind: Fault) -> Self {
        if let Self::Input { fault, .. } = &mut self {
            *fault = kind;
        }
        self
    }

    /// The fault of an [`Error::Input`].
    pub fn fault(&self) -> Option<Fault> {
        if let Self::Input { fault, .. } = self { Some(*fault) } else { None }
    }

    /// An [`Error::Config`] from its two parts.
    pub fn config(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Config { file: file.into(), reason: reason.into() }
    }

    /// What a TOML reader says of `text`, on one line, with the line that it is about.
    pub fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let place = error.span().map_or(String::new(), |span| {
            let line = 1 + text[..span.start.min(text.len())].matches('\n').count();
            format!("line {line}: ")
        });
        Self::config(file, format!("{place}{}", error.message().replace('\n', ", ")))
    }

    /// An [`Error::Chart`] from its two parts.
    pub fn chart(chart: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Chart { chart: chart.into(), reason: reason.into() }
    }

    /// Turns a system error on `path` into an [`Error::File`].
    pub fn file(
        path: impl Into<PathBuf>,
        action: &'static str,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, action, source }
    }
}

/// A result with this crate's [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;
