//! A block of a page: characters that are read in lines.

use super::glyphs::Glyph;

/// Sizes of type that differ by less than this share are the same.
pub(super) const SAME_SIZE: f64 = 0.08;

/// A block that is read in lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Block {
    pub(super) glyphs: Vec<Glyph>,
    /// Its lines run downward, from right to left.
    pub(super) is_vertical: bool,
    /// It continues the block before it, as a column continues the column beside it.
    pub(super) goes_on: bool,
}
