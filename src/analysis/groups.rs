//! Speeches in groups, and how surely each stands where it does.

use ndarray::Array2;

use super::{Elsewhere, Group, Merge, Parts, Similarity, SpeechAnalysis, Standing, Theme};

/// Sentences that a speech must have for its resampling to say something.
const RESAMPLED: usize = 5;

/// Whether draws can tell with whom a speech stands.
///
/// A speech without a word that counts is near nobody and far from nobody; of a few
/// sentences 60 % are always the same ones.
fn is_drawn(parts: &Parts<'_>, place: usize) -> bool {
    let n = parts.corpus.documents.len();
    parts.standing.draws > 0
        && n > 2
        && !parts.standing.groups.blank[place]
        && parts.corpus.documents[place].sentences.len() >= RESAMPLED
}

/// How surely a speech stands where it does.
pub(super) fn stays(parts: &Parts<'_>, place: usize) -> Option<f64> {
    if !is_drawn(parts, place) {
        return None;
    }
    let Standing { groups, together, .. } = &parts.standing;
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
    let Standing { groups, together, .. } = &parts.standing;
    let mut others: Vec<Elsewhere> = (0..groups.labels.len())
        .filter(|&other| groups.labels[other] != groups.labels[place])
        .map(|speech| Elsewhere { speech, share: together[[place, speech]] })
        .filter(|other| other.share >= WORTH_SAYING)
        .collect();
    others.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.speech.cmp(&b.speech)));
    others
}

/// The share from which on a theme may give a group its name though another has more.
const WORTH_A_NAME: f64 = 0.1;

/// The theme by which a group is called: the one of which all its members have most beyond the
/// meeting's share, or, if they have none in common, the one that all have most of.
fn label<'a>(
    members: &[usize],
    speeches: &[SpeechAnalysis],
    themes: &'a [Theme],
) -> Option<&'a Theme> {
    let common = |theme: &Theme| {
        members.iter().map(|&place| speeches[place].shares[&theme.id]).fold(1.0, f64::min)
    };
    let most = |of: &dyn Fn(&Theme) -> f64| {
        let best = themes.iter().filter(|theme| theme.named).max_by(|a, b| of(a).total_cmp(&of(b)));
        best.filter(|theme| of(theme) > 0.0)
    };
    let excess = |theme: &Theme| match common(theme) {
        share if share >= WORTH_A_NAME => share - theme.share,
        _ => 0.0,
    };
    most(&excess).or_else(|| most(&common))
}

/// One group, with how sure it is.
pub(super) fn group(
    parts: &Parts<'_>,
    group: usize,
    names: &[String],
    (speeches, themes): (&[SpeechAnalysis], &[Theme]),
) -> Group {
    let members: Vec<usize> =
        (0..names.len()).filter(|&place| parts.standing.groups.labels[place] == group).collect();
    if let Some(many) = &parts.standing.collection {
        return many.group(group, members, (names, &parts.standing.group_terms[group]));
    }
    let pairs: Vec<(usize, usize)> = members
        .iter()
        .flat_map(|&a| members.iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
        .collect();
    let confidence = match pairs[..] {
        [] => parts.standing.together[[members[0], members[0]]],
        _ => pairs.iter().map(|&pair| parts.standing.together[pair]).fold(1.0, f64::min),
    };
    let mean = pairs.iter().map(|&pair| parts.standing.groups.similarity[pair]).sum::<f64>()
        / pairs.len() as f64;
    let label = label(&members, speeches, themes).map_or("", |theme| &theme.label);
    Group {
        label: label.into(),
        regions: members.iter().map(|&place| names[place].clone()).collect(),
        confidence: members.iter().all(|&place| is_drawn(parts, place)).then_some(confidence),
        similarity: (!pairs.is_empty()).then_some(mean),
        terms: parts.standing.group_terms[group].clone(),
        members,
    }
}

/// How near each pair is.
pub(super) fn similarity(parts: &Parts<'_>) -> Similarity {
    let rows = |matrix: &Array2<f64>| matrix.rows().into_iter().map(|row| row.to_vec()).collect();
    Similarity {
        matrix: rows(&parts.standing.groups.similarity),
        intervals: parts.intervals.as_ref().map(|all| all.similarity.clone()).unwrap_or_default(),
        together: if parts.standing.draws > 0 {
            rows(&parts.standing.together)
        } else {
            Vec::new()
        },
        draws: parts.standing.draws,
        order: parts.standing.groups.order.clone(),
        merges: parts
            .standing
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
        map: parts.standing.map.clone(),
        silhouette: match &parts.standing.collection {
            Some(many) => many.silhouette,
            None => parts.standing.groups.silhouette(),
        },
        runs: parts.standing.collection.as_ref().map_or(0, |many| many.runs),
    }
}
