//! How the use of terms changed.

use serde::{Deserialize, Serialize};

use super::{Direction, MeetingSpan};

/// A term whose rate changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TermChange {
    /// The word or phrase.
    pub term: String,
    /// Occurrences before, in the speeches of those who speak in both meetings.
    pub count_earlier: usize,
    /// The same now.
    pub count_later: usize,
    /// Speakers that said it before.
    pub speakers_earlier: usize,
    /// Speakers that say it now.
    pub speakers_later: usize,
    /// Speakers of both meetings.
    pub of: usize,
    /// Mean of the speakers' occurrences for each 1,000 characters, before.
    pub rate_earlier: f64,
    /// The same now.
    pub rate_later: f64,
    /// `rate_later − rate_earlier`.
    pub difference: f64,
    /// Interval of `difference` that holds for all terms that were tried at once with 95 %, so that
    /// it may hold 0 though `q` tells the direction; below six speakers that of this term alone,
    /// blocks of text dealt anew; `None`: cannot tell.
    pub interval: Option<[f64; 2]>,
    /// Chance of so large a difference where the meetings of each speaker are swapped at random;
    /// `None`: fewer than six pairs.
    pub p: Option<f64>,
    /// `p` corrected for all terms that were tried (Benjamini and Hochberg).
    pub q: Option<f64>,
    /// Whether it rose or fell: by `q`, at most .05, if its rate changed by a tenth and more; without
    /// a `q` by the interval.
    pub direction: Direction,
    /// Log-odds with an informative prior, as z: what the list is sorted by, and no test.
    pub z: f64,
    /// The largest part of its occurrences, in the meeting that has more of it, that is one
    /// speaker's, 0 to 1.
    pub largest: f64,
    /// Whether more than half of them are one speaker's.
    pub burst: bool,
    /// At most three places before, each of another speaker.
    pub evidence_earlier: Vec<MeetingSpan>,
    /// At most three places now, each of another speaker.
    pub evidence_later: Vec<MeetingSpan>,
}
