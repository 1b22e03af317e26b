//! A term as a person reads it: a word, a phrase or a quoted name.

/// Characters in the longest phrase. Chosen by eye.
pub(crate) const CHARACTERS: usize = 10;
/// A term of which this share of occurrences is inside one longer term is not shown. Chosen by eye.
pub(super) const MOSTLY_INSIDE: f64 = 0.75;

/// A term that can be shown: a word, a phrase or a quoted name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrase {
    /// The term as printed.
    pub text: String,
    /// Number of words.
    pub words: usize,
    /// It is in quotation marks somewhere.
    pub quoted: bool,
    /// It is the name of a place.
    pub place: bool,
    /// It is a word that the segmenter guessed, and is nowhere in quotation marks.
    pub guess: bool,
    /// What it weighs by itself, as odds: less for verbs and for words that are common
    /// everywhere, more for a name in quotation marks.
    pub weight: f64,
    /// How often general Chinese has it, or, if it is a phrase, the rarest of its words.
    pub general: u64,
    /// Document and sentence of each occurrence.
    pub places: Vec<(usize, usize)>,
}

/// All terms of a collection that can be shown, sorted by text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrases {
    /// The terms.
    pub list: Vec<Phrase>,
    /// Words of each document: tokens that are not punctuation.
    pub totals: Vec<usize>,
}
