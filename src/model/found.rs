//! The themes found in a meeting, by which further speeches are compared with them.

use serde::{Deserialize, Serialize};

use crate::themes::{
    coverage::Coverage, found::FoundTheme, frozen_theme::FrozenTheme, space::PassageSpace,
};

/// The themes found in a meeting and the space in which they lie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FoundThemes {
    /// Takes the terms of a text to a position beside the centres.
    pub space: PassageSpace,
    /// The themes, the one with the most passages first.
    pub themes: Vec<FoundCentre>,
}

/// A found theme by its centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FoundCentre {
    /// As [`FoundTheme::id`].
    pub id: String,
    /// The words of its name; empty if it has only a number, or in a model of an older version.
    #[serde(default)]
    pub name: Vec<String>,
    /// As [`FoundTheme::terms`].
    pub terms: Vec<String>,
    /// As [`FoundTheme::centre`].
    pub centre: Vec<f64>,
}

impl FoundThemes {
    /// The found themes of a meeting; `None` if it has none.
    pub fn of(coverage: &Coverage) -> Option<Self> {
        let themes: Vec<FoundCentre> = coverage.found.iter().map(FoundCentre::of).collect();
        let space = coverage.space.clone().filter(|_| !themes.is_empty())?;
        Some(Self { space, themes })
    }

    /// The themes in the form in which further passages are given to them.
    pub(crate) fn frozen(&self) -> Vec<FrozenTheme> {
        let theme = |theme: &FoundCentre| FrozenTheme {
            id: theme.id.clone(),
            name: theme.name.clone(),
            terms: theme.terms.clone(),
            centre: theme.centre.clone(),
        };
        self.themes.iter().map(theme).collect()
    }

    /// The cosine of a speech with the centre of each theme, from its terms by column.
    pub(super) fn cosines(&self, counts: &[(usize, u32)]) -> Vec<f64> {
        let position = self.space.project(counts);
        let cosine =
            |theme: &FoundCentre| theme.centre.iter().zip(&position).map(|(a, b)| a * b).sum();
        self.themes.iter().map(cosine).collect()
    }

    /// Whether the space fits so many terms, and the centres fit the space.
    pub(super) fn fits(&self, terms: usize) -> bool {
        let directions = self.space.directions();
        self.space.fits(terms) && self.themes.iter().all(|theme| theme.centre.len() == directions)
    }
}

impl FoundCentre {
    fn of(theme: &FoundTheme) -> Self {
        let FoundTheme { id, terms, centre, .. } = theme.clone();
        Self { id, name: theme.name().to_vec(), terms, centre }
    }
}
