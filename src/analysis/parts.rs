//! What the numbers of a meeting are put together from.

use super::{Chance, Distinctive, Extent, Grouped, Intervals, Omissions, TextReuse};
use crate::{
    corpus::Corpus,
    themes::{choose::Choice, coverage::Coverage},
    tokens::Tokens,
    transcript::Transcript,
};

/// What a meeting's analysis is made from.
pub struct Parts<'a> {
    /// The record.
    pub transcript: &'a Transcript,
    /// Its texts.
    pub corpus: &'a Corpus<'a>,
    /// Their words.
    pub tokens: &'a Tokens,
    /// Words of each speech.
    pub words: Vec<usize>,
    /// The codebook, and its terms in the text, by which its themes were recognised.
    pub choice: &'a Choice<'a>,
    /// All themes, and those of each speech's sections and sentences.
    pub cover: &'a Coverage,
    /// Distinctive terms of each speech.
    pub terms: Vec<Distinctive>,
    /// The terms that would be listed without what speeches share word for word; `None`: too
    /// much text to look.
    pub own_voice: Option<Vec<Distinctive>>,
    /// Occurrences of the lexicon's terms, speeches × themes.
    pub mentions: Vec<Vec<usize>>,
    /// Who stands with whom, and why.
    pub grouped: Grouped,
    /// What speeches share word for word.
    pub reuse: TextReuse,
    /// What is not spoken of.
    pub omissions: Omissions,
    /// How far shares, scores and cosines may be off.
    pub intervals: Option<Intervals>,
    /// What arises by chance.
    pub chance: Option<Chance>,
    /// Which numbers are asked for.
    pub extent: Extent,
}
