//! What the room makes: a picture with its words, and what can be clicked in it.

use crate::{
    ids::{SpeechId, ThemeId},
    phrase::Phrase,
};

/// One picture with its words, on light and on dark paper.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader. The pictures have it in Chinese.
    pub title: Phrase,
    /// n, method and source. The pictures have it in Chinese.
    pub caption: Phrase,
    /// For print and for light pages.
    pub light: Picture,
    /// For dark pages and slides: the same, in other colours.
    pub dark: Picture,
    /// What can be clicked; no two overlap.
    pub spots: Vec<Spot>,
}

/// A drawing, as outlines and as pixels.
#[derive(Debug, Clone)]
pub struct Picture {
    /// With its letters as outlines: right on every machine.
    pub svg: String,
    /// The same at twice its size, or less if that is more than six million pixels.
    pub png: Vec<u8>,
}

/// A part of a picture that stands for something a reader may want to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Left, top, width and height in the units of the picture's `viewBox`.
    pub area: [f64; 4],
    /// What it stands for.
    pub of: Target,
}

/// What a [`Spot`] stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A speech.
    Speech(SpeechId),
    /// What a speech says of a theme.
    Share {
        /// The speech.
        speech: SpeechId,
        /// The theme, or [`ThemeId::OTHER`].
        theme: ThemeId,
    },
    /// A distinctive term of a speech.
    Term {
        /// The speech.
        speech: SpeechId,
        /// Index in its `terms`.
        rank: usize,
    },
    /// Two speeches, the earlier first.
    Pair(SpeechId, SpeechId),
    /// What a speech has word for word in common with others.
    Reuse(SpeechId),
    /// A figure that a speech states.
    Figure {
        /// The speech.
        speech: SpeechId,
        /// Index in its `figures`.
        place: usize,
    },
}
