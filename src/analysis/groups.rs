//! Speeches in groups, and how surely each stands where it does.

use super::{
    Clusters, Collection, Draws, Elsewhere, Group, Grouped, Grouping, MeetingAnalysis, Merge,
    Neighbours, Parts, SpeechAnalysis, Theme, Tree,
};
use crate::{
    groups::group::{FIRM, mean_chance},
    ids::{SpeechId, ThemeId},
};

/// A speech that stays with its group in less than this share of the draws is called moving.
pub const MOVING: f64 = 0.8;

/// Sentences that a speech must have for its resampling to say something.
const RESAMPLED: usize = 5;

/// Whether draws can tell with whom a speech stands.
///
/// A speech without a word that counts is near nobody and far from nobody; of a few
/// sentences 60 % are always the same ones.
fn is_drawn(parts: &Parts<'_>, place: usize) -> bool {
    let n = parts.corpus.documents.len();
    parts.grouped.draws > 0
        && n > 2
        && !parts.grouped.groups.blank[place]
        && parts.corpus.documents[place].sentences.len() >= RESAMPLED
}

/// How surely a speech stands where it does.
pub(super) fn stays(parts: &Parts<'_>, place: usize) -> Option<f64> {
    if !is_drawn(parts, place) {
        return None;
    }
    let Grouped { groups, together, .. } = &parts.grouped;
    let mates = |&other: &usize| other != place && groups.labels[other] == groups.labels[place];
    let mates: Vec<usize> = (0..groups.labels.len()).filter(mates).collect();
    let share = match mates[..] {
        [] => together[[place, place]],
        _ => mates.iter().map(|&mate| together[[place, mate]]).sum::<f64>() / mates.len() as f64,
    };
    Some(share)
}

/// With whom else it stands in some draws.
pub(super) fn elsewhere(parts: &Parts<'_>, place: usize) -> Vec<Elsewhere> {
    const WORTH_SAYING: f64 = 0.1;
    if !is_drawn(parts, place) {
        return Vec::new();
    }
    let Grouped { groups, together, .. } = &parts.grouped;
    let mut others: Vec<Elsewhere> = (0..groups.labels.len())
        .filter(|&other| groups.labels[other] != groups.labels[place])
        .map(|other| Elsewhere { speech: SpeechId::new(other), share: together[[place, other]] })
        .filter(|other| other.share >= WORTH_SAYING)
        .collect();
    others.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.speech.cmp(&b.speech)));
    others
}

/// Themes by which a group is called, at most.
const NAMING: usize = 2;
/// Shared terms by which a group without a theme is called.
const TERMS: usize = 3;

/// The themes that each of the members stresses, the one with the largest smallest difference
/// first; equal ones in the order of the themes.
fn common(members: &[usize], speeches: &[SpeechAnalysis], themes: &[Theme]) -> Vec<ThemeId> {
    let difference = |place: usize, theme: &Theme| {
        speeches[place].stressed().find(|one| one.theme == theme.id).map(|one| one.difference)
    };
    let smallest = |theme: &Theme| {
        let of_all = members.iter().map(|&place| difference(place, theme));
        let smallest = of_all.collect::<Option<Vec<f64>>>()?.into_iter().reduce(f64::min)?;
        Some((theme.id.clone(), smallest))
    };
    let mut common: Vec<(ThemeId, f64)> = themes.iter().filter_map(smallest).collect();
    common.sort_by(|a, b| b.1.total_cmp(&a.1));
    common.into_iter().take(NAMING).map(|(theme, _)| theme).collect()
}

impl Group {
    /// Whether it is a group that is likelier one than not: of several speeches, two of them of one
    /// class with a chance of one half and more.
    pub fn is_firm(&self) -> bool {
        self.members.len() > 1 && self.confidence.is_some_and(|chance| chance >= FIRM)
    }
}

impl MeetingAnalysis {
    /// How sure a group is; `None`: nobody knows, or it is a speech alone that in the draws often is
    /// not.
    pub fn surely(&self, group: &Group) -> Option<f64> {
        let moves = group.members.len() == 1 && group.members.iter().any(|&one| self[one].moving);
        group.confidence.filter(|_| !moves)
    }

    /// Pairs that no group holds and that are of one class with a chance of one in five and more,
    /// the likeliest first: hints, not findings.
    pub fn neighbours(&self) -> Vec<Neighbours> {
        const WORTH_A_HINT: f64 = 0.2;
        let apart = |&(a, b): &(SpeechId, SpeechId)| self[a].group != self[b].group;
        let chance = |(a, b): (SpeechId, SpeechId)| {
            let chance = self.grouping.together(a, b)?;
            (chance >= WORTH_A_HINT).then_some(Neighbours { a, b, chance })
        };
        let mut near: Vec<Neighbours> = self.pairs().filter(apart).filter_map(chance).collect();
        // The sort is stable: of equals the first in the record.
        near.sort_by(|one, other| other.chance.total_cmp(&one.chance));
        near
    }
}

/// The labels of some themes.
fn labels<'a>(themes: &'a [Theme], ids: &[ThemeId]) -> Vec<&'a str> {
    let found = ids.iter().filter_map(|id| themes.iter().find(|theme| theme.id == *id));
    found.map(|theme| theme.label.as_str()).collect()
}

/// One group, with how sure it is.
pub(super) fn group(
    parts: &Parts<'_>,
    group: usize,
    names: &[String],
    speeches: &[SpeechAnalysis],
    themes: &[Theme],
) -> Group {
    let members: Vec<usize> =
        (0..names.len()).filter(|&place| parts.grouped.groups.labels[place] == group).collect();
    if let Some(many) = &parts.grouped.collection {
        return many.group(group, members, names, &parts.grouped.group_terms[group]);
    }
    let pairs: Vec<(usize, usize)> = members
        .iter()
        .flat_map(|&a| members.iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
        .collect();
    let confidence = match pairs[..] {
        [] => parts.grouped.chances[[members[0], members[0]]],
        _ => mean_chance(&parts.grouped.chances, &members),
    };
    let mean = pairs.iter().map(|&pair| parts.grouped.groups.similarity[pair]).sum::<f64>()
        / pairs.len() as f64;
    let called = common(&members, speeches, themes);
    let terms = &parts.grouped.group_terms[group];
    let label = match called[..] {
        // A speech alone shares no terms.
        [] if members.len() > 1 => terms[..terms.len().min(TERMS)].join("、"),
        _ => labels(themes, &called).join("、"),
    };
    Group {
        label,
        themes: called,
        regions: members.iter().map(|&place| names[place].clone()).collect(),
        confidence: members.iter().all(|&place| is_drawn(parts, place)).then_some(confidence),
        similarity: (!pairs.is_empty()).then_some(mean),
        terms: terms.clone(),
        members: members.into_iter().map(SpeechId::new).collect(),
    }
}

/// How the speeches were grouped.
pub(super) fn grouping(parts: &Parts<'_>) -> Grouping {
    let grouped = &parts.grouped;
    let order = grouped.groups.order.iter().copied().map(SpeechId::new).collect();
    if let Some(many) = &grouped.collection {
        let Clusters { silhouette, runs, .. } = *many;
        return Grouping::Collection(Collection { runs, order, silhouette });
    }
    Grouping::Tree(Tree {
        cosines: (&grouped.groups.similarity).into(),
        intervals: parts.intervals.as_ref().map(|all| all.similarity.clone()),
        chance: grouped.null,
        draws: (grouped.draws > 0).then(|| Draws {
            count: grouped.draws,
            together: (&grouped.chances).into(),
            drawn: (&grouped.together).into(),
        }),
        order,
        merges: grouped
            .groups
            .merges
            .iter()
            .map(|m| Merge {
                a: m.a,
                b: m.b,
                similarity: m.similarity,
                together: m.together,
                size: m.size,
            })
            .collect(),
        map: grouped.map.clone(),
        silhouette: grouped.groups.silhouette(),
    })
}
