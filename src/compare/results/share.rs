//! How the shares of themes changed.

use serde::{Deserialize, Serialize};

use super::MeetingSpan;
use crate::ids::{SpeakerId, ThemeId};

/// Which way a number went, where that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// Its interval holds no change.
    CannotTell,
}

impl Direction {
    /// The direction that an interval of a difference shows.
    pub fn of(interval: Option<[f64; 2]>) -> Self {
        match interval {
            Some([low, _]) if low > 0.0 => Self::Up,
            Some([_, high]) if high < 0.0 => Self::Down,
            _ => Self::CannotTell,
        }
    }
}

/// How the share of one theme changed in the mean of the speakers that speak in both meetings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShareChange {
    /// The theme.
    pub theme: ThemeId,
    /// Mean of the speakers' shares before, 0 to 1.
    pub earlier: f64,
    /// The same now.
    pub later: f64,
    /// `later − earlier`.
    pub difference: f64,
    /// 95 % interval of `difference`: from six pairs on their signs flipped, below that the blocks
    /// of these speakers' text dealt anew; `None`: cannot tell.
    pub interval: Option<[f64; 2]>,
    /// Chance of so large a difference where the meetings of each speaker are swapped at random;
    /// `None`: fewer than six pairs.
    pub p: Option<f64>,
    /// `p` corrected for all themes: chance that some theme changes by as many standard errors
    /// (Westfall and Young 1993).
    pub p_corrected: Option<f64>,
    /// Whether it rose or fell beyond its interval, and beyond what chance does to any theme:
    /// `p_corrected` is .02 or less, or without one the change is beyond 95 % of the deals. And by a
    /// tenth of the larger share: where all texts are longer each theme that is not in the rest falls.
    pub direction: Direction,
    /// Speakers whose share rose, fell and is the same.
    pub risen: usize,
    /// See `risen`.
    pub fallen: usize,
    /// See `risen`.
    pub equal: usize,
    /// At most three sentences on it before, each of another speaker.
    pub evidence_earlier: Vec<MeetingSpan>,
    /// The same now.
    pub evidence_later: Vec<MeetingSpan>,
}

/// How the shares of one speaker changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpeakerChange {
    /// The speaker.
    pub speaker: SpeakerId,
    /// Characters before, headings aside.
    pub characters_earlier: usize,
    /// The same now.
    pub characters_later: usize,
    /// The largest change of a share that arises in 19 of 20 cases where blocks of the two speeches
    /// are dealt anew; `None`: too few blocks.
    pub noise: Option<f64>,
    /// The themes of which the speaker says something in one of the meetings.
    pub shares: Vec<SpeakerShareChange>,
}

/// How the share of one theme changed in what one speaker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpeakerShareChange {
    /// The theme.
    pub theme: ThemeId,
    /// Its share before, 0 to 1.
    pub earlier: f64,
    /// Its share now.
    pub later: f64,
    /// `later − earlier`.
    pub difference: f64,
    /// 95 % interval of `difference`, blocks of both texts dealt anew; `None`: too few blocks.
    pub interval: Option<[f64; 2]>,
    /// Whether it rose or fell by more than any theme of this speaker does in 95 % of the deals.
    pub direction: Direction,
    /// Whether it rose or fell by more of its reach than any theme of any speaker does in any deal.
    /// Never where a text has sections, but too few to be dealt.
    pub stands_out: bool,
    /// The longest sentence on it in each meeting, if it stands out.
    pub evidence: Vec<MeetingSpan>,
}
