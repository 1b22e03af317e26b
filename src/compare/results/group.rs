//! Groups of speakers in both meetings, and who moved.

use serde::{Deserialize, Serialize};

use crate::ids::{GroupId, SpeakerId};

/// A group of a meeting's speakers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparedGroup {
    /// Its members.
    pub members: Vec<SpeakerId>,
    /// Chance that two of its members are of one class; `None`: cannot tell.
    pub confidence: Option<f64>,
    /// Terms that they share, heaviest first.
    pub terms: Vec<String>,
}

/// A group of the earlier meeting and the one of the later meeting that corresponds to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupPair {
    /// The earlier group.
    pub earlier: GroupId,
    /// The later one.
    pub later: GroupId,
    /// Members of both over members of either, 0 to 1 (Jaccard), of those who speak in both.
    pub overlap: f64,
}

/// A speaker that left a group for one that does not correspond to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupMove {
    /// The speaker.
    pub speaker: SpeakerId,
    /// The group before.
    pub from: GroupId,
    /// The group now.
    pub to: GroupId,
    /// Chance that the speaker is not in groups that correspond.
    pub chance: f64,
    /// Whether `chance` is .9 and more and a share of the speaker stands out: only then is it said
    /// that the speaker moved.
    pub sure: bool,
    /// Terms that the speaker shares with the group it left, heaviest first.
    pub left: Vec<String>,
    /// Terms that the speaker shares with the group it joined, heaviest first.
    pub joined: Vec<String>,
}
