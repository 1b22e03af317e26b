//! The table of layouts: one row each, with all that the program must know of a layout apart from
//! how it finds its speeches, which is in `layouts/`.
//!
//! The command line, the report's page, the tests and the fuzz targets take the layouts from here.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;

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

/// One row of the table of layouts.
struct Facts {
    /// The name on the command line, in settings and in JSON.
    name: &'static str,
    /// What the report's page calls it, in Chinese and in English.
    zh: &'static str,
    en: &'static str,
    /// What `--help` says of it; `None` if nobody can ask for it.
    help: Option<&'static str>,
    /// How the text around the speeches is to be read.
    conventions: Conventions,
}

/// How records of a layout are printed, as far as it decides what becomes of the text around and
/// between the beginnings of speeches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conventions {
    /// Titles are printed anywhere on the page, so they are given to speeches by their content.
    /// Otherwise a title is printed with its speaker's name.
    pub(super) scattered_titles: bool,
    /// Speakers take turns. A turn may have any length, may greet the hearers, and may be about
    /// any region, so none of this shows who speaks or where a speech is hidden. Lines without
    /// sentences before the next turn are headlines.
    pub(super) is_debate: bool,
    /// Bylines and dates on lines of their own are nobody's. Otherwise they close the speech
    /// before them, as （本文有删减） closes a printed report.
    pub(super) drops_credits: bool,
    /// An introduction announces the regions that speak: one without a speech is doubtful.
    pub(super) announces_regions: bool,
}

impl Conventions {
    /// What holds of most layouts.
    const COMMON: Self = Self {
        scattered_titles: false,
        is_debate: false,
        drops_credits: true,
        announces_regions: false,
    };
}

const AUTO: Facts = Facts {
    name: "auto",
    zh: "auto",
    en: "auto",
    help: Some("The one with the most evidence"),
    conventions: Conventions::COMMON,
};
const OPENING: Facts = Facts {
    name: "opening",
    zh: "发言人自报家门 opening",
    en: "the speaker's opening",
    help: Some("Paragraphs that begin with a region's organisation"),
    conventions: Conventions {
        scattered_titles: true,
        announces_regions: true,
        ..Conventions::COMMON
    },
};
const HEADING: Facts = Facts {
    name: "heading",
    zh: "小标题 heading",
    en: "headings",
    help: Some("Lines that name the speaker and nothing else"),
    conventions: Conventions { announces_regions: true, ..Conventions::COMMON },
};
const TURN: Facts = Facts {
    name: "turn",
    zh: "轮流发言 turn",
    en: "turns",
    help: Some("`主席：…` at the beginning of a line"),
    conventions: Conventions { is_debate: true, ..Conventions::COMMON },
};
const SALUTATION: Facts = Facts {
    name: "salutation",
    zh: "称呼 salutation",
    en: "salutations",
    help: Some("各位代表："),
    conventions: Conventions { drops_credits: false, ..Conventions::COMMON },
};
const FILE: Facts = Facts {
    name: "file",
    zh: "一个文件一篇 file",
    en: "one file a speech",
    help: Some("One file a speech"),
    conventions: Conventions { drops_credits: false, ..Conventions::COMMON },
};
const MARKDOWN: Facts = Facts {
    name: "markdown",
    zh: "校订稿 markdown",
    en: "corrected transcript (Markdown)",
    help: Some("What `yiti split --format md` prints"),
    conventions: Conventions::COMMON,
};
const ROWS: Facts =
    Facts { name: "rows", zh: "表格", en: "table", help: None, conventions: Conventions::COMMON };

impl Layout {
    /// All layouts, in the order in which `--help` lists them.
    pub const ALL: [Self; 8] = [
        Self::Auto,
        Self::Opening,
        Self::Heading,
        Self::Turn,
        Self::Salutation,
        Self::File,
        Self::Markdown,
        Self::Rows,
    ];

    fn facts(self) -> &'static Facts {
        match self {
            Self::Auto => &AUTO,
            Self::Opening => &OPENING,
            Self::Heading => &HEADING,
            Self::Turn => &TURN,
            Self::Salutation => &SALUTATION,
            Self::File => &FILE,
            Self::Markdown => &MARKDOWN,
            Self::Rows => &ROWS,
        }
    }

    /// The layouts that a user can ask for.
    pub fn choices() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|layout| layout.help().is_some())
    }

    /// The layout's name, as on the command line.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What the report's page calls the layout.
    pub fn label(self) -> Phrase {
        Phrase::new(self.facts().zh, self.facts().en)
    }

    /// What `--help` says of the layout; `None` if it is never asked for.
    pub fn help(self) -> Option<&'static str> {
        self.facts().help
    }

    /// How records of this layout are printed.
    pub(super) fn conventions(self) -> Conventions {
        self.facts().conventions
    }
}

impl FromStr for Layout {
    type Err = String;

    /// The layout of a name.
    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|layout| layout.name() == name);
        found.ok_or_else(|| format!("`{name}` is no layout"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that serde knows, which are those of all variants.
    fn variants() -> Vec<String> {
        let error = serde_json::from_str::<Layout>("\"\"").expect_err("no layout");
        let message = error.to_string();
        let (_, names) = message.split_once("expected one of").expect("a list of the variants");
        names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_table_has_every_layout_under_the_name_that_json_has() {
        let names: Vec<&str> = Layout::ALL.into_iter().map(Layout::name).collect();
        assert_eq!(names, variants(), "`Layout::ALL` lists all variants in their order");
        for layout in Layout::ALL {
            assert_eq!(layout.name().parse(), Ok(layout));
            let label = layout.label();
            assert!(layout == Layout::Auto || label.zh != label.en, "{layout:?} in both languages");
        }
    }
}
