//! Texts in XML.

/// A text without what XML has no letters for.
pub(super) fn letters(text: &str) -> String {
    let is_letter = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_letter).collect()
}
