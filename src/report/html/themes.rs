//! Theme ids → what a reader sees of them.

use crate::analysis::{OTHER, Origin, Theme, percent};
use crate::charts::theme_css;
use crate::report::words;

/// The themes of a meeting, asked by id.
#[derive(Clone, Copy)]
pub(super) struct Themes<'a>(pub(super) &'a [Theme]);

impl<'a> Themes<'a> {
    /// The theme's place, from 1; 0 for [`OTHER`] and whatever is unknown.
    pub(super) fn number(self, id: &str) -> usize {
        self.0.iter().position(|theme| theme.id == id).map_or(0, |place| place + 1)
    }

    /// The theme's one colour, grey for [`OTHER`].
    pub(super) fn colour(self, id: &str) -> String {
        theme_css(self.number(id).checked_sub(1))
    }

    /// The theme's Chinese label.
    pub(super) fn label(self, id: &str) -> &'a str {
        match self.number(id) {
            0 => words::OTHER,
            number => &self.0[number - 1].label,
        }
    }

    /// The id of the theme that bears `label`.
    pub(super) fn id_of(self, label: &str) -> &'a str {
        self.0.iter().find(|theme| theme.label == label).map_or(OTHER, |theme| &theme.id)
    }

    /// The ids in their fixed order, [`OTHER`] last.
    pub(super) fn ids(self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|theme| theme.id.as_str()).chain([OTHER])
    }

    /// A column for each of [`Themes::ids`].
    pub(super) fn heads(self) -> Vec<Head<'a>> {
        self.ids().map(|id| Head { label: self.label(id), colour: self.colour(id) }).collect()
    }
}

/// A theme over a column.
pub(super) struct Head<'a> {
    pub(super) label: &'a str,
    pub(super) colour: String,
}

/// One row of the table of themes.
pub(super) struct ThemeRow<'a> {
    pub(super) colour: String,
    pub(super) label: &'a str,
    pub(super) label_en: &'a str,
    pub(super) share: String,
    pub(super) length: String,
    pub(super) characters: String,
    pub(super) origin: &'static str,
    pub(super) terms: String,
}

impl<'a> ThemeRow<'a> {
    /// The themes of a meeting in their fixed order.
    pub(super) fn all(themes: Themes<'a>) -> Vec<Self> {
        themes.0.iter().map(|theme| Self::new(theme, themes.colour(&theme.id))).collect()
    }

    fn new(theme: &'a Theme, colour: String) -> Self {
        Self {
            colour,
            label: &theme.label,
            label_en: &theme.label_en,
            share: percent(theme.share),
            length: words::length(theme.share),
            characters: words::count(theme.characters),
            origin: match theme.origin {
                Origin::Lexicon => "词表 lexicon",
                Origin::Found => "文中发现 found",
            },
            terms: words::row(theme.terms.iter().take(TERMS)),
        }
    }
}

/// Terms that name a theme or a group; the rest is in `report.json`.
pub(super) const TERMS: usize = 8;
