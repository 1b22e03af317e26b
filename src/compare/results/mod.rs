//! What a comparison of meetings finds, as plain values. Nothing here computes.
//!
//! Meetings are in the order of their dates. Every number carries the places in the text that it
//! was counted from, or the page finds them by meeting, speech and theme.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::Theme,
    ids::{MeetingId, SpeakerId},
};

mod carried;
mod finding;
mod group;
mod meeting;
mod omission;
mod quantity;
mod series;
mod share;
mod term;
mod wording;

pub use carried::{Carried, CarriedFrom, CarriedText};
pub use finding::{ChangeClaim, ChangeFinding};
pub use group::{ComparedGroup, GroupMove, GroupPair};
pub use meeting::{
    ComparedMeeting, ComparedSpeech, DateSource, Ground, MeetingSpan, ReferenceText, Speaker,
};
pub use omission::{OmissionChange, OmissionTurn};
pub use quantity::{QuantityChange, StatedQuantity};
pub use series::{Jump, Series, SeriesPoint, ThemeSeries, Trend, WordingSeries};
pub use share::{Direction, ShareChange, SpeakerChange, SpeakerShareChange};
pub use term::TermChange;
pub use wording::WordingChange;

/// The version of the JSON that [`MeetingComparison`] serialises to.
pub const SCHEMA: u32 = 1;

/// Meetings held against each other: `compare.json`.
///
/// Its keys may grow within one `schema`, never change their meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeetingComparison {
    /// The version of this JSON, [`SCHEMA`].
    pub schema: u32,
    /// What all meetings were measured by.
    pub ground: Ground,
    /// The themes of all meetings; `characters` and `share` are those of all meetings together.
    pub themes: Vec<Theme>,
    /// Everybody who speaks in one of the meetings: regions in the official order, then the others
    /// in the order of their first speeches.
    pub speakers: Vec<Speaker>,
    /// The meetings, the earliest first.
    pub meetings: Vec<ComparedMeeting>,
    /// The text that all draw on, if one was given.
    pub reference: Option<ReferenceText>,
    /// Each meeting held against the one before it.
    pub changes: Vec<MeetingChange>,
    /// The course over all meetings; `None` of two.
    pub series: Option<Series>,
    /// What a reader should know first, at most ten for each change, then those of the series.
    pub findings: Vec<ChangeFinding>,
}

/// What changed from one meeting to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeetingChange {
    /// The earlier meeting.
    pub earlier: MeetingId,
    /// The later one.
    pub later: MeetingId,
    /// Who speaks in both. Only these enter paired numbers.
    pub pairs: Vec<SpeakerId>,
    /// Who speaks in the earlier meeting alone.
    pub only_earlier: Vec<SpeakerId>,
    /// Who speaks in the later meeting alone.
    pub only_later: Vec<SpeakerId>,
    /// Occurrences in the later meeting of terms that the earlier one never says, or, on a frozen
    /// ground, that its model does not have.
    pub outside: usize,
    /// Occurrences of all terms in the later meeting.
    pub outside_of: usize,
    /// How each theme's share changed, in the mean of the pairs, in the order of the themes.
    pub shares: Vec<ShareChange>,
    /// The largest change of a theme's mean share that arises in 19 of 20 cases where the meetings
    /// of each speaker are swapped at random; `None`: fewer than six pairs.
    pub share_noise: Option<f64>,
    /// How the shares of each pair changed, in the order of `pairs`.
    pub speakers: Vec<SpeakerChange>,
    /// Terms whose rate changed, the surest first: first those that rose, then those that fell.
    pub terms: Vec<TermChange>,
    /// How many terms were looked at.
    pub terms_tried: usize,
    /// Strings that were looked at for new and gone wording; `None`: too much text to look.
    #[serde(default)]
    pub wording_tried: Option<usize>,
    /// Wording that hardly anybody had before, by the number of speakers.
    pub new_wording: Vec<WordingChange>,
    /// Wording that hardly anybody has now, by the number of speakers before.
    pub gone_wording: Vec<WordingChange>,
    /// What each speaker of the later meeting says word for word from elsewhere.
    pub carried: Vec<Carried>,
    /// Which groups of the two meetings correspond.
    pub group_pairs: Vec<GroupPair>,
    /// Who left a group for another one, the likeliest first.
    pub moves: Vec<GroupMove>,
    /// Quantities that were found once only, listed or not: in the other meeting they may be there
    /// in other words.
    #[serde(default)]
    pub quantities_once: usize,
    /// Quantities that a speaker states in both meetings, and those found in one of them.
    pub quantities: Vec<QuantityChange>,
    /// Themes that a speaker begins or ceases to leave out.
    pub omissions: Vec<OmissionChange>,
}

impl MeetingChange {
    /// The wording that is new, then that which is gone.
    pub fn wording(&self) -> impl Iterator<Item = &WordingChange> {
        self.new_wording.iter().chain(&self.gone_wording)
    }
}
