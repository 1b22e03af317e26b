//! What a word may do in a phrase.

/// What each type of token may do in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Punctuation or a number: no phrase goes across it.
    Bar,
    /// A function word: inside only, if at all.
    Function,
    /// Furniture of the genre: at the end, or inside.
    Furniture,
    /// The host's own words: anywhere, but not alone.
    Host,
    /// One character that is no stop word: anywhere, but not alone.
    Morpheme,
    /// A word of content.
    Content,
}
