//! Groups of speakers in two meetings: which correspond, and who moved.

use std::collections::BTreeSet;

use ndarray::Array2;
use pathfinding::{kuhn_munkres::kuhn_munkres_min, matrix::Matrix};

use super::{ComparedGroup, GroupMove, GroupPair, SpeakerChange};
use crate::{
    analysis::Grouped,
    groups::group::mean_chance,
    ids::{GroupId, SpeakerId},
};

/// With this chance a speaker is said to have moved.
const SURE: f64 = 0.9;
/// Terms that are listed of what a speaker shares with a group. Chosen by eye.
const TERMS: usize = 6;
/// Costs of a pair of groups are whole numbers: overlaps in thousandths of thousandths.
const COST: f64 = 1e6;

/// The groups of one meeting, by speakers.
#[derive(Debug, Clone)]
pub struct MeetingGroups {
    /// The groups.
    pub groups: Vec<ComparedGroup>,
    /// The speaker of each speech.
    speakers: Vec<SpeakerId>,
    /// The group of each speech.
    labels: Vec<usize>,
    /// Chance that each pair of speeches is of one class; empty: no pairs were compared.
    chances: Array2<f64>,
    /// Whether speeches were drawn, so that chances say something.
    drawn: bool,
}

impl MeetingGroups {
    /// Groups of speeches as groups of their speakers.
    pub fn new(grouped: &Grouped, speakers: Vec<SpeakerId>) -> Self {
        let labels = grouped.groups.labels.clone();
        let drawn = grouped.draws > 0 && grouped.collection.is_none();
        let group = |group: usize| {
            let speeches: Vec<usize> =
                (0..labels.len()).filter(|&speech| labels[speech] == group).collect();
            let confidence = match speeches[..] {
                _ if !drawn => None,
                [] => None,
                [alone] => Some(grouped.chances[[alone, alone]]),
                _ => Some(mean_chance(&grouped.chances, &speeches)),
            };
            let mut members: Vec<SpeakerId> = speeches.iter().map(|&at| speakers[at]).collect();
            members.sort_unstable();
            members.dedup();
            ComparedGroup { members, confidence, terms: grouped.group_terms[group].clone() }
        };
        Self {
            groups: (0..grouped.groups.count()).map(group).collect(),
            speakers,
            labels,
            chances: grouped.chances.clone(),
            drawn,
        }
    }

    fn speech_of(&self, speaker: SpeakerId) -> Option<usize> {
        self.speakers.iter().position(|one| *one == speaker)
    }

    /// The group of a speaker; of one with several speeches that of the first.
    fn group_of(&self, speaker: SpeakerId) -> Option<usize> {
        self.speech_of(speaker).map(|speech| self.labels[speech])
    }

    /// How likely a speaker is in each group: the mean chance that it is of one class with the
    /// group's other members, or, alone, of a class of its own; together 1.
    fn places(&self, speaker: SpeakerId) -> Option<Vec<f64>> {
        let own = self.speech_of(speaker).filter(|_| self.drawn)?;
        let chance = |group: usize| {
            let of_group = |&other: &usize| self.labels[other] == group;
            let others: Vec<usize> =
                (0..self.labels.len()).filter(of_group).filter(|&other| other != own).collect();
            match others[..] {
                [] => self.chances[[own, own]],
                _ => {
                    let sum: f64 = others.iter().map(|&other| self.chances[[own, other]]).sum();
                    sum / others.len() as f64
                }
            }
        };
        let chances: Vec<f64> = (0..self.groups.len()).map(chance).collect();
        let all: f64 = chances.iter().sum();
        (all > 0.0).then(|| chances.into_iter().map(|chance| chance / all).collect())
    }
}

/// Which groups correspond, the largest overlap first: each group at most once, so that all
/// overlaps together are as large as can be (Kuhn 1955, Munkres 1957). Groups without a common
/// member do not correspond.
pub fn group_pairs(
    earlier: &MeetingGroups,
    later: &MeetingGroups,
    pairs: &[SpeakerId],
) -> Vec<GroupPair> {
    let [a, b] = [earlier, later].map(|meeting| meeting.groups.len());
    if a == 0 || b == 0 {
        return Vec::new();
    }
    let both: BTreeSet<SpeakerId> = pairs.iter().copied().collect();
    let overlap = |i: usize, j: usize| overlap(&earlier.groups[i], &later.groups[j], &both);
    // The algorithm wants no more rows than columns.
    let cost = |i: usize, j: usize| ((1.0 - overlap(i, j)) * COST).round() as i64;
    let matched: Vec<(usize, usize)> = if a <= b {
        let costs = Matrix::from_fn(a, b, |(i, j)| cost(i, j));
        kuhn_munkres_min(&costs).1.into_iter().enumerate().collect()
    } else {
        let costs = Matrix::from_fn(b, a, |(j, i)| cost(i, j));
        kuhn_munkres_min(&costs).1.into_iter().enumerate().map(|(j, i)| (i, j)).collect()
    };
    let mut found: Vec<GroupPair> = matched
        .into_iter()
        .map(|(i, j)| GroupPair {
            earlier: GroupId::new(i),
            later: GroupId::new(j),
            overlap: overlap(i, j),
        })
        .filter(|pair| pair.overlap > 0.0)
        .collect();
    found.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then(a.earlier.cmp(&b.earlier)));
    found
}

/// Members of both groups over members of either, of those who speak in both meetings.
fn overlap(a: &ComparedGroup, b: &ComparedGroup, both: &BTreeSet<SpeakerId>) -> f64 {
    let of = |group: &ComparedGroup| -> BTreeSet<SpeakerId> {
        group.members.iter().copied().filter(|member| both.contains(member)).collect()
    };
    let (a, b) = (of(a), of(b));
    let common = a.intersection(&b).count();
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

/// Who is in a group that does not correspond to the one before, the likeliest first, of those whose
/// changes of shares are `changes`.
///
/// The chance of a move is one less the chance that the speaker is in groups that correspond, where
/// its places in the two meetings are taken to be independent. It says how well the two groupings
/// hold, not whether anything changed: where the sections of each report were dealt into two
/// meetings, 39 moves of 50 comparisons had a chance of .9 and more. So a move is sure only if a
/// theme of the speaker stands out.
pub fn moves(
    earlier: &MeetingGroups,
    later: &MeetingGroups,
    changes: &[SpeakerChange],
    matched: &[GroupPair],
) -> Vec<GroupMove> {
    let moved = |change: &SpeakerChange| {
        let speaker = change.speaker;
        let (from, to) = (earlier.group_of(speaker)?, later.group_of(speaker)?);
        let same = |pair: &&GroupPair| pair.earlier.index() == from && pair.later.index() == to;
        if matched.iter().any(|pair| same(&pair)) {
            return None;
        }
        let (before, now) = (earlier.places(speaker)?, later.places(speaker)?);
        let stays: f64 =
            matched.iter().map(|pair| before[pair.earlier.index()] * now[pair.later.index()]).sum();
        let terms = |meeting: &MeetingGroups, group: usize| {
            meeting.groups[group].terms.iter().take(TERMS).cloned().collect()
        };
        let chance = 1.0 - stays;
        Some(GroupMove {
            speaker,
            from: GroupId::new(from),
            to: GroupId::new(to),
            chance,
            sure: chance >= SURE
                && is_in_a_group(earlier, from)
                && is_in_a_group(later, to)
                && change.shares.iter().any(|share| share.stands_out),
            left: terms(earlier, from),
            joined: terms(later, to),
        })
    };
    let mut moves: Vec<GroupMove> = changes.iter().filter_map(moved).collect();
    moves.sort_by(|a, b| b.chance.total_cmp(&a.chance).then(a.speaker.cmp(&b.speaker)));
    moves
}

/// Whether a group is one of several speakers: who stood alone left nobody.
fn is_in_a_group(meeting: &MeetingGroups, group: usize) -> bool {
    meeting.groups[group].members.len() > 1
}
