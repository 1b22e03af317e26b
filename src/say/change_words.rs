//! What a language must be able to say of meetings held against each other, and what it is given.
//!
//! Numbers are already formatted; names of meetings and themes are in this language.

use crate::compare::{DateSource, Direction};

/// A string that is common in one meeting and rare in the other.
pub(super) struct WordingWords<'a> {
    pub(super) text: &'a str,
    /// The meeting where it is common, and its speakers that have it, of all.
    pub(super) common: SaidBy<'a>,
    /// The other meeting.
    pub(super) rare: SaidBy<'a>,
    pub(super) in_reference: Option<bool>,
}

/// How many speakers of a meeting say something.
pub(super) struct SaidBy<'a> {
    pub(super) meeting: &'a str,
    pub(super) speakers: usize,
    pub(super) of: usize,
}

/// A share before and now.
pub(super) struct ShareWords<'a> {
    pub(super) theme: &'a str,
    pub(super) earlier: &'a str,
    pub(super) later: &'a str,
    pub(super) direction: Direction,
}

/// In how many pairs a share rose and fell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Votes {
    pub(super) risen: usize,
    pub(super) fallen: usize,
    pub(super) of: usize,
}

/// A term before and now.
pub(super) struct TermWords<'a> {
    pub(super) term: &'a str,
    /// Occurrences for each 1,000 characters, before and now.
    pub(super) rates: [&'a str; 2],
    /// Speakers that say it, before and now.
    pub(super) speakers: [usize; 2],
    pub(super) of: usize,
    pub(super) direction: Direction,
}

/// How much stands word for word elsewhere, in the mean of the speakers.
pub(super) struct CarriedWords<'a> {
    pub(super) own: &'a str,
    pub(super) others: &'a str,
    pub(super) peers: &'a str,
    pub(super) reference: Option<&'a str>,
    /// Who carries over most of the own earlier speech, and how much.
    pub(super) most: Option<(&'a str, &'a str)>,
    pub(super) pairs: usize,
}

/// A speaker that may have moved from one group to another.
pub(super) struct MoveWords<'a> {
    pub(super) speaker: &'a str,
    /// The others of the group before, and of the group now; nobody: alone.
    pub(super) left: &'a [String],
    pub(super) joined: &'a [String],
    pub(super) sure: bool,
}

/// A quantity of a speaker; `None`: not stated.
pub(super) struct QuantityWords<'a> {
    pub(super) speaker: &'a str,
    pub(super) noun: &'a str,
    pub(super) earlier: Option<&'a str>,
    pub(super) later: Option<&'a str>,
    /// `later / earlier`.
    pub(super) ratio: Option<&'a str>,
    /// The meetings.
    pub(super) meetings: [&'a str; 2],
}

/// A theme's change from one meeting to another.
pub(super) struct JumpWords<'a> {
    pub(super) theme: &'a str,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    /// Percentage points, signed.
    pub(super) points: &'a str,
}

/// A theme's trend over several meetings.
pub(super) struct TrendWords<'a> {
    pub(super) theme: &'a str,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    /// Percentage points a year, signed.
    pub(super) slope: &'a str,
    pub(super) points: usize,
}

/// A language of the report, where meetings are held against each other.
pub(super) trait SaysChanges {
    /// A meeting that is called by a year.
    fn year(&self, year: &str) -> String;
    /// Where the date of a meeting comes from.
    fn dated_by(&self, source: DateSource) -> &'static str;
    /// Which way a number went.
    fn direction(&self, direction: Direction) -> &'static str;
    /// Not stated, which is not 0.
    fn not_stated(&self) -> &'static str;

    /// The title of a comparison of these meetings.
    fn meetings_compared(&self, names: &[String]) -> String;
    /// The first sentence of a page: `meetings`, of `speakers` so many in all of them, findings.
    fn comparison_answer(&self, meetings: usize, speakers: [usize; 2], findings: usize) -> String;

    /// Wording that many have in one meeting and hardly anybody in the other.
    fn wording(&self, said: &WordingWords<'_>) -> String;
    /// A theme's mean share.
    fn mean_share(&self, said: &ShareWords<'_>, votes: Votes) -> String;
    /// A theme's share of what one speaker says.
    fn own_share(&self, speaker: &str, said: &ShareWords<'_>) -> String;
    /// A term's rate.
    fn term_rate(&self, said: &TermWords<'_>) -> String;
    /// That most occurrences of a term are one speaker's.
    fn burst(&self, largest: &str) -> String;
    /// How much is carried over.
    fn carried(&self, said: &CarriedWords<'_>) -> String;
    /// A move from group to group.
    fn moves(&self, said: &MoveWords<'_>) -> String;
    /// A quantity before and now.
    fn stated(&self, said: &QuantityWords<'_>) -> String;
    /// A theme that a speaker spoke of in `said` and leaves out in `silent`.
    fn left_out(&self, speaker: &str, theme: &str, said: &str, silent: &str) -> String;
    /// A theme that a speaker left out in `silent` and speaks of in `said`.
    fn taken_up(&self, speaker: &str, theme: &str, silent: &str, said: &str) -> String;
    /// A trend.
    fn trend(&self, said: &TrendWords<'_>) -> String;
    /// The largest jump.
    fn jump(&self, said: &JumpWords<'_>) -> String;
    /// Nothing can be told apart from chance.
    fn nothing_changed(&self, earlier: &str, later: &str) -> String;
    fn nobody_in_both(&self, earlier: &str, later: &str) -> String;

    /// The first meeting that says something: no claim on where it comes from.
    fn earliest(&self, meeting: &str) -> String;

    /// A sentence on two meetings.
    fn under(&self, meetings: &str, sentence: &str) -> String;

    /// Several remarks on one finding.
    fn also(&self, remarks: &[String]) -> String;

    /// An interval of percentage points.
    fn within_points(&self, low: &str, high: &str) -> String;
    /// An interval of rates.
    fn within_rates(&self, low: &str, high: &str) -> String;
    /// How strong the evidence is, from a corrected chance.
    fn evidence(&self, strength: Strength, q: &str) -> String;
    /// The chance that a move took place.
    fn move_chance(&self, chance: &str) -> String;
    /// Share of the others that would still speak of a theme if they were as short.
    fn others_would(&self, share: &str) -> String;
    /// There are too few pairs, or too little text, for an interval.
    fn no_interval(&self) -> &'static str;
}

/// How strong evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    VeryStrong,
    Strong,
    Some,
    /// A hint, no more.
    Hint,
}

impl Strength {
    /// The strength of a corrected chance. The customary bounds.
    pub(super) fn of(q: f64) -> Self {
        match q {
            q if q < 0.001 => Self::VeryStrong,
            q if q < 0.01 => Self::Strong,
            q if q < 0.05 => Self::Some,
            _ => Self::Hint,
        }
    }
}
