//! How a speech is divided among the themes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::ThemeId;

/// The share of each theme in one text, 0 to 1; an object by theme in JSON, ordered by id.
///
/// With [`ThemeId::OTHER`] the shares add up to 1; of a text without a sentence all are 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shares(BTreeMap<ThemeId, f64>);

impl Shares {
    /// The share of `theme`; 0 of a theme that is not listed.
    pub fn of(&self, theme: &ThemeId) -> f64 {
        self.0.get(theme).copied().unwrap_or_default()
    }

    /// The themes that are listed with their shares, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&ThemeId, f64)> {
        self.0.iter().map(|(theme, &share)| (theme, share))
    }
}

impl FromIterator<(ThemeId, f64)> for Shares {
    fn from_iter<I: IntoIterator<Item = (ThemeId, f64)>>(shares: I) -> Self {
        Self(shares.into_iter().collect())
    }
}
