//! The one error type of the library.
//!
//! Every message names the file or setting, the place in it where that helps,
//! and what to change. A cause stands either in the message or in `source`,
//! never in both, so that printing the chain says nothing twice.

use std::path::PathBuf;

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
    /// An [`Error::Input`] from its three parts.
    pub fn input(
        input: impl Into<String>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::Input { input: input.into(), reason: reason.into(), remedy: remedy.into() }
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
