//! Theme ids → labels, colours and numbers.

use super::bilingual::{Bilingual, both};
use crate::analysis::{Origin, Theme};
use crate::charts::theme_css;
use crate::ids::ThemeId;
use crate::phrase::Phrase;
use crate::say::{self, names, percent};

/// The themes of a meeting, by id.
#[derive(Clone, Copy)]
pub(super) struct Themes<'a>(pub(super) &'a [Theme]);

impl<'a> Themes<'a> {
    /// The theme called `id`; `None` for [`ThemeId::OTHER`] and unknown ids.
    pub(super) fn get(self, id: &ThemeId) -> Option<&'a Theme> {
        self.0.iter().find(|theme| theme.id == *id)
    }

    /// The theme's number, from 1; 0 for [`ThemeId::OTHER`] and unknown ids.
    pub(super) fn number(self, id: &ThemeId) -> usize {
        self.0.iter().position(|theme| theme.id == *id).map_or(0, |index| index + 1)
    }

    /// The theme's one colour, grey for [`ThemeId::OTHER`].
    pub(super) fn colour(self, id: &ThemeId) -> String {
        theme_css(self.number(id).checked_sub(1))
    }

    /// The theme's label in both languages.
    pub(super) fn label(self, id: &ThemeId) -> Phrase {
        names::theme(self.0, id)
    }

    /// The ids in their fixed order, [`ThemeId::OTHER`] last.
    pub(super) fn ids(self) -> impl Iterator<Item = &'a ThemeId> {
        self.0.iter().map(|theme| &theme.id).chain([&ThemeId::OTHER])
    }

    /// A column for each of [`Themes::ids`].
    pub(super) fn heads(self) -> Vec<ThemeHead> {
        self.ids()
            .map(|id| ThemeHead {
                label: self.label(id).into(),
                colour: self.colour(id),
                found: self.get(id).is_some_and(|theme| theme.origin == Origin::Found),
            })
            .collect()
    }
}

/// The head of a theme's column.
pub(super) struct ThemeHead {
    pub(super) label: Bilingual,
    pub(super) colour: String,
    /// Whether it was found in the text and is not in the lexicon.
    pub(super) found: bool,
}

/// One row of the table of themes.
pub(super) struct ThemeRow {
    pub(super) colour: String,
    pub(super) label: Bilingual,
    pub(super) share: String,
    pub(super) length: String,
    pub(super) characters: String,
    pub(super) origin: Bilingual,
    pub(super) terms: Vec<String>,
}

impl ThemeRow {
    /// The themes of a meeting in their fixed order.
    pub(super) fn all(themes: Themes<'_>) -> Vec<Self> {
        themes.0.iter().map(|theme| Self::new(theme, themes.colour(&theme.id))).collect()
    }

    fn new(theme: &Theme, colour: String) -> Self {
        Self {
            colour,
            label: names::label(theme).into(),
            share: percent(theme.share),
            length: say::numbers::length(theme.share),
            characters: say::count(theme.characters),
            origin: match theme.origin {
                Origin::Lexicon => both("词表", "lexicon"),
                Origin::Found => both("文中发现", "found here"),
            },
            terms: theme.terms.iter().take(TERMS).cloned().collect(),
        }
    }
}

/// Terms shown of a theme or a group; `report.json` has all of them. Chosen by eye.
pub(super) const TERMS: usize = 8;
