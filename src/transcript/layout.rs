//! The layouts of records.

use serde::{Deserialize, Serialize};

/// A way in which a record shows where its speeches begin.
///
/// Which one? [`Layout::Auto`] unless a look at `yiti split` says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// The one with the most evidence.
    #[default]
    Auto,
    /// Speaker openings: a paragraph that begins with a region's organisation.
    Opening,
    /// A line that names the speaker and nothing else.
    Heading,
    /// `主席：…` at the beginning of a line.
    Turn,
    /// 各位代表：
    Salutation,
    /// One file a speech.
    File,
    /// The Markdown that `yiti split --format md` prints.
    Markdown,
    /// Rows of a table, an object of JSON a line; known by itself, never asked for.
    Rows,
}

impl Layout {
    /// The layout's name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Opening => "opening",
            Self::Heading => "heading",
            Self::Turn => "turn",
            Self::Salutation => "salutation",
            Self::File => "file",
            Self::Markdown => "markdown",
            Self::Rows => "rows",
        }
    }
}
