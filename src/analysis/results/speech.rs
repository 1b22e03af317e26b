//! What is known of one speech: its shares, terms, figures, sentences, and where it stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Emphasis, Figure, Reference, Shares, TermScore};
use crate::{
    ids::{GroupId, SentenceId, SpeechId, ThemeId},
    transcript::UnitKind,
};

/// A paragraph, or a part of a long one, and the theme it was given to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PassageAnalysis {
    /// Its first sentence.
    pub first: SentenceId,
    /// How many sentences it has.
    pub sentences: usize,
    /// Its theme, or [`ThemeId::OTHER`].
    pub theme: ThemeId,
    /// Probability of that theme.
    pub probability: f64,
    /// The terms in it that say the theme, heaviest first.
    pub terms: Vec<String>,
}

/// One speech.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpeechAnalysis {
    /// Short and unique in its meeting: the region, or else the speaker.
    pub name: String,
    /// The speaker as printed.
    pub speaker: String,
    /// The region's short name, e.g. `广东`; `None` if the speaker is no known region.
    pub region: Option<String>,
    /// The region's six-digit code, e.g. `440000`.
    pub code: Option<String>,
    /// The speech's title.
    pub title: Option<String>,
    /// Characters of the speech, white space not counted.
    pub characters: usize,
    /// Words of the speech, punctuation not counted.
    pub words: usize,
    /// Its group.
    pub group: GroupId,
    /// Mean share of draws in which it is together with each of its group, or, alone, in which it
    /// is alone; `None`: cannot tell.
    #[serde(default)]
    pub stays: Option<f64>,
    /// Whether it stays in less than [`MOVING`](crate::analysis::MOVING) of the draws.
    #[serde(default)]
    pub moving: bool,
    /// Speeches of other groups that it is together with in a tenth of the draws or more, most
    /// often first.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
    /// Share of its characters in sections of which the lexicon says enough to explain them.
    #[serde(default)]
    pub explained: f64,
    /// Its passages, each given to a theme as one.
    #[serde(default)]
    pub passages: Vec<PassageAnalysis>,
    /// The theme with the largest share; `None`: no theme explains any sentence.
    pub main: Option<ThemeId>,
    /// The named themes of which it has more than the other speeches, the largest difference first.
    #[serde(default)]
    pub emphases: Vec<Emphasis>,
    /// Share of the resamplings in which the main theme is still the largest.
    #[serde(default)]
    pub main_confidence: Option<f64>,
    /// The 95 % interval of each theme's share; `None`: too few passages to resample.
    #[serde(default)]
    pub share_intervals: Option<BTreeMap<ThemeId, [f64; 2]>>,
    /// Each theme's share of the characters of the speech's sentences, headings aside.
    pub shares: Shares,
    /// How often the terms of each theme of the lexicon come, headings included.
    #[serde(default)]
    pub mentions: BTreeMap<ThemeId, Mentions>,
    /// Lead, numbered sections, outlook.
    pub units: Vec<UnitAnalysis>,
    /// What its terms are held against.
    #[serde(default)]
    pub reference: Reference,
    /// Distinctive terms said twice and more, best first.
    pub terms: Vec<TermScore>,
    /// Distinctive terms said once, best first: examples.
    #[serde(default)]
    pub once: Vec<TermScore>,
    /// Names of places that it says more often than the reference, best first.
    #[serde(default)]
    pub places: Vec<TermScore>,
    /// Share of its characters that other speeches have word for word.
    #[serde(default, rename = "formula")]
    pub reused: Option<f64>,
    /// Quantities that the speech states, in order.
    pub figures: Vec<Figure>,
    /// The sentences that hold most of its distinctive terms, best first; at most three.
    #[serde(default, rename = "telling")]
    pub key_sentences: Vec<SentenceId>,
    /// All sentences, in order: the evidence.
    pub sentences: Vec<SentenceAnalysis>,
}

/// Another speech with which one stands now and then.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Elsewhere {
    /// That speech.
    pub speech: SpeechId,
    /// Share of draws in which the two are together.
    pub share: f64,
}

/// How often a speech says the terms of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mentions {
    /// Occurrences of its terms.
    pub count: usize,
    /// The same for each 1,000 characters of the speech, what speeches of unequal length are
    /// compared by.
    pub per_thousand: f64,
}

/// One section of a speech.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnitAnalysis {
    /// Where in the speech it stands.
    pub kind: UnitKind,
    /// Its heading as printed.
    pub heading: Option<String>,
    /// Its theme, [`ThemeId::OTHER`] if none explains it.
    pub theme: ThemeId,
    /// The theme's part of the section's evidence, 0 to 1.
    pub confidence: f64,
    /// Characters, white space not counted.
    pub characters: usize,
}

/// One sentence with its place in the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SentenceAnalysis {
    /// The sentence as printed, hard wraps undone.
    pub text: String,
    /// Its theme, [`ThemeId::OTHER`] if none explains it.
    pub theme: ThemeId,
    /// Place of its section in [`SpeechAnalysis::units`].
    pub unit: usize,
    /// Place of its file in [`sources`](super::MeetingAnalysis::sources).
    pub source: usize,
    /// Line of that file on which it begins, from 1.
    pub line: usize,
    /// Whether a paragraph begins with it: only within a paragraph does a term run on from one
    /// sentence into the next.
    #[serde(default)]
    pub opens_paragraph: bool,
}
