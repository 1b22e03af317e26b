//! The distinctive terms of a speech.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::ids::SentenceId;

/// One distinctive term of a speech.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TermScore {
    /// The word or phrase.
    pub term: String,
    /// What the list is sorted by: the odds that a reader keeps the term
    /// ([`keep_odds`](crate::terms::keep_odds)).
    pub score: f64,
    /// How much it sets the speech apart ([`contrast`](crate::terms::contrast)).
    #[serde(default)]
    pub contrast: f64,
    /// Log-odds against the other speeches with an informative Dirichlet prior, as z.
    pub z: f64,
    /// Log-likelihood ratio against the other speeches, positive if more frequent here.
    #[serde(default)]
    pub g2: f64,
    /// Chance that some term of the speech has so large a `contrast` where passages are dealt at
    /// random: corrected for all its terms (Westfall and Young 1993). `None`: cannot tell.
    #[serde(default)]
    pub p: Option<f64>,
    /// How unevenly it is spread over the sections of the speech, 0 even to 1 all in one (DPnorm).
    #[serde(default)]
    pub dispersion: Option<f64>,
    /// 95 % interval of `score`; `None`: too few passages to resample.
    #[serde(default)]
    pub interval: Option<[f64; 2]>,
    /// Whether `p` is at most .05.
    #[serde(default)]
    pub beyond_chance: Option<bool>,
    /// Whether it is listed, too, when what speeches share word for word is set apart; `None`:
    /// too much text to look.
    #[serde(default)]
    pub own_voice: Option<bool>,
    /// Occurrences in this speech.
    pub count: usize,
    /// Occurrences in the [`reference`](super::SpeechAnalysis::reference): in the other speeches.
    pub n_reference: usize,
    /// Speeches of the meeting that use it.
    pub docfreq: usize,
    /// The sentences in which it occurs.
    pub sentences: Vec<SentenceId>,
    /// Where it is printed in these.
    #[serde(default)]
    pub spans: Vec<Span>,
}

impl TermScore {
    /// Whether chance may have made it distinctive: it was tested, and p is above .05.
    pub fn may_be_chance(&self) -> bool {
        self.beyond_chance == Some(false)
    }
}

/// The terms of a speech that are shown, each list best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Distinctive {
    /// Said twice and more: what the speech stresses. Where these are few, names said once follow.
    pub terms: Vec<TermScore>,
    /// Names of places, said twice and more.
    pub places: Vec<TermScore>,
    /// Said once, and not among `terms`: further examples of what only this speech says.
    pub once: Vec<TermScore>,
}

/// What the terms of a speech are held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The other speeches of the meeting.
    #[default]
    Speeches,
    /// General Chinese: the texts behind the segmenter's dictionary, [`GENERAL_WORDS`](crate::tokens::GENERAL_WORDS) long. A
    /// phrase is as frequent there as the rarest of its words: a careful guess, since the
    /// dictionary has no phrases.
    GeneralChinese,
}
