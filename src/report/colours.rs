//! The colour of a theme.
//!
//! To be replaced by the table of `charts`, so that page and pictures cannot differ.

/// Okabe and Ito's colours, told apart by colour-blind readers, in the order of the charts.
const THEMES: [&str; 8] =
    ["#d55e00", "#56b4e9", "#44308c", "#cc79a7", "#0072b2", "#009e73", "#f0e442", "#e69f00"];

/// What no theme explains.
pub(super) const OTHER: &str = "#c4c7cc";

/// The colour of the theme at place `index`.
pub(super) fn theme_colour(index: usize) -> &'static str {
    THEMES[index % THEMES.len()]
}
