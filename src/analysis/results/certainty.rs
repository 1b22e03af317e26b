//! How sure the results of a meeting are.

use serde::{Deserialize, Serialize};

/// What arises by chance, where sentences are dealt to the speeches at random.
///
/// What lies below a floor need not mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Noise {
    /// How often the passages were dealt.
    pub permutations: usize,
    /// 95 % quantile of the largest contrast of a term in a meeting: about one meeting in
    /// twenty without differences shows a term above it.
    pub term: f64,
    /// 95 % quantile of the largest contrast of a term in one speech.
    pub term_each: f64,
    /// 95 % quantile of the similarity of a pair, where whole passages are dealt.
    pub similarity: f64,
    /// 95 % quantile of the largest difference between a theme's share in a
    /// speech and in the meeting.
    pub share: f64,
}

/// In how many runs, each cut into words in another way, a result comes out again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Robustness {
    /// The runs, the configured one first.
    pub runs: Vec<Segmentation>,
    /// For each speech, for each term that the configured run lists: runs that list it.
    pub terms: Vec<Vec<usize>>,
    /// For each pair of speeches: runs that put both into one group; the diagonal: in which the
    /// speech stands alone.
    pub pairs: Vec<Vec<usize>>,
    /// For each group of the configured run: runs in which exactly this group stands.
    pub groups: Vec<usize>,
}

/// A way in which a run cuts text into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segmentation {
    /// As the settings have it.
    Configured,
    /// Without the hidden Markov model.
    HmmOff,
    /// With it, where the settings have it off.
    HmmOn,
    /// Without the words that we and the user add to the dictionary.
    PlainDictionary,
    /// Into pairs of characters, without words.
    Characters,
}
