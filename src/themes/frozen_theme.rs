//! Themes that were found in an older meeting, as its model keeps them.

use super::space::PassageSpace;
use crate::terms::Vocabulary;

/// Themes found in an older meeting.
#[derive(Debug, Clone, Copy)]
pub struct FrozenThemes<'a> {
    /// The terms of the older meeting.
    pub vocabulary: &'a Vocabulary,
    /// Where the centres are.
    pub space: &'a PassageSpace,
    /// The themes.
    pub themes: &'a [FrozenTheme],
}

/// A theme found in an older meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct FrozenTheme {
    /// As `FoundTheme::id`.
    pub id: String,
    /// The words of its name; empty if it has only a number.
    pub name: Vec<String>,
    /// As `FoundTheme::terms`.
    pub terms: Vec<String>,
    /// As `FoundTheme::centre`.
    pub centre: Vec<f64>,
}
