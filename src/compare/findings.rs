//! What a reader of a comparison should know first.

use super::{
    ChangeClaim, ChangeFinding, Direction, Jump, MeetingChange, MeetingComparison, MeetingSpan,
    OmissionChange, QuantityChange, ShareChange, TermChange, WordingChange, stats::mean,
};
use crate::{
    analysis::CodebookVerdict,
    ids::{MeetingId, ThemeId},
    names::script,
};

/// Findings of each kind for one change, at most: together ten. Chosen by eye, so that no kind
/// crowds out the others.
const NEW: usize = 3;
const GONE: usize = 1;
const SHARES: usize = 2;
const TERMS: usize = 2;
const FALLEN_TERMS: usize = 1;
const MOVES: usize = 1;
const OTHERS: usize = 1;
/// Findings for one change.
const MOST: usize = 10;
/// The level below which a corrected p counts as sure.
const SURE: f64 = 0.05;
/// A quantity that became so many times as large, or as small, is worth telling first. Chosen by
/// eye.
const LARGE_RATIO: f64 = 1.5;

/// Shares that are carried from elsewhere are worth telling from this one on: below it is shown as
/// 0 %. Chosen by eye.
const CARRIED: f64 = 0.01;
/// An omission is told first if so many of the others would still speak of the theme in a text as
/// short. Chosen by eye.
const WOULD_SPEAK: f64 = 0.8;

/// The findings of all changes, then those of the series. Where no codebook fits the meetings,
/// nothing is told of themes: the page shows their shares as hints.
pub fn findings(comparison: &MeetingComparison) -> Vec<ChangeFinding> {
    let has_themes = comparison.ground.codebook.verdict != CodebookVerdict::Poor;
    let changes = comparison.changes.iter().flat_map(|change| of_change(change, has_themes));
    let series = if has_themes { of_series(comparison) } else { Vec::new() };
    changes.chain(series).collect()
}

/// The findings of one change, the surest kinds first.
fn of_change(change: &MeetingChange, has_themes: bool) -> Vec<ChangeFinding> {
    let mut claims: Vec<Claimed> = Vec::new();
    claims.extend(change.new_wording.iter().filter(is_sure).take(NEW).map(Claimed::new));
    claims.extend(change.gone_wording.iter().filter(is_sure).take(GONE).map(Claimed::gone));
    if has_themes {
        claims.extend(shares(change));
        claims.extend(speaker_share(change));
    }
    claims.extend(terms(change, Direction::Up, TERMS));
    claims.extend(terms(change, Direction::Down, FALLEN_TERMS));
    claims.extend(carried(change));
    let moves = change.moves.iter().filter(|one| one.sure).take(MOVES);
    claims.extend(moves.map(|one| Claimed::bare(ChangeClaim::Move(one.clone()))));
    if has_themes {
        let surest = change.omissions.iter().filter(|one| one.at_length >= WOULD_SPEAK);
        claims.extend(surest.take(OTHERS).map(Claimed::omission));
    }
    claims.extend(quantities(change).map(Claimed::quantity));
    if claims.is_empty() {
        claims.push(Claimed::bare(ChangeClaim::Nothing { pairs: change.pairs.len() }));
    }
    claims.truncate(MOST);
    let finding = |claimed: Claimed| ChangeFinding {
        earlier: change.earlier,
        later: change.later,
        claim: claimed.claim,
        evidence: claimed.evidence,
    };
    claims.into_iter().map(finding).collect()
}

/// A claim with its evidence.
struct Claimed {
    claim: ChangeClaim,
    evidence: Vec<MeetingSpan>,
}

impl Claimed {
    fn bare(claim: ChangeClaim) -> Self {
        Self { claim, evidence: Vec::new() }
    }

    fn new(change: &WordingChange) -> Self {
        Self { claim: ChangeClaim::New(change.clone()), evidence: places(change) }
    }

    fn gone(change: &WordingChange) -> Self {
        Self { claim: ChangeClaim::Gone(change.clone()), evidence: places(change) }
    }

    fn share(change: &ShareChange, pairs: usize) -> Self {
        let evidence = [&change.evidence_earlier[..], &change.evidence_later].concat();
        Self { claim: ChangeClaim::Share { change: change.clone(), pairs }, evidence }
    }

    fn term(change: &TermChange) -> Self {
        let evidence = [&change.evidence_earlier[..], &change.evidence_later].concat();
        Self { claim: ChangeClaim::Term(change.clone()), evidence }
    }

    fn omission(change: &OmissionChange) -> Self {
        let evidence = change.evidence.clone();
        Self { claim: ChangeClaim::Omission(change.clone()), evidence }
    }

    fn quantity(change: &QuantityChange) -> Self {
        let stated = [&change.earlier, &change.later].into_iter().flatten();
        let evidence = stated.map(|stated| stated.place).collect();
        Self { claim: ChangeClaim::Quantity(change.clone()), evidence }
    }
}

fn is_sure(change: &&WordingChange) -> bool {
    change.q <= SURE
}

/// The places of a wording in the order of meetings.
fn places(change: &WordingChange) -> Vec<MeetingSpan> {
    let mut places = [&change.places[..], &change.exceptions].concat();
    places.sort_unstable();
    places
}

/// The change of one speaker's share that is the largest of those that stand out.
fn speaker_share(change: &MeetingChange) -> Option<Claimed> {
    let all =
        change.speakers.iter().flat_map(|one| one.shares.iter().map(move |share| (one, share)));
    let (one, share) = all
        .filter(|(_, share)| share.stands_out)
        .max_by(|a, b| a.1.difference.abs().total_cmp(&b.1.difference.abs()))?;
    let evidence = share.evidence.clone();
    let claim = ChangeClaim::SpeakerShare { speaker: one.speaker, change: share.clone() };
    Some(Claimed { claim, evidence })
}

/// The themes whose shares changed most beyond chance.
fn shares(change: &MeetingChange) -> Vec<Claimed> {
    let mut told: Vec<&ShareChange> =
        change.shares.iter().filter(|one| one.direction != Direction::CannotTell).collect();
    told.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    told.into_iter().take(SHARES).map(|one| Claimed::share(one, change.pairs.len())).collect()
}

/// The terms that went one way beyond chance and are not one speaker's matter.
///
/// What stands in a wording that is told already is not told again.
fn terms(change: &MeetingChange, direction: Direction, most: usize) -> Vec<Claimed> {
    let new = change.new_wording.iter().take(NEW);
    // Terms are in simplified characters, wording is as printed.
    let told: Vec<String> = new
        .chain(change.gone_wording.iter().take(GONE))
        .map(|wording| script::reading(&wording.text))
        .collect();
    let is_told =
        |term: &str| told.iter().any(|text| text.contains(term) || term.contains(text.as_str()));
    let sure = |one: &&TermChange| {
        one.direction == direction && !one.burst && one.q.is_none_or(|q| q <= SURE)
    };
    let sure = change.terms.iter().filter(sure).filter(|one| !is_told(&one.term));
    let mut sure: Vec<&TermChange> = sure.collect();
    // Those first whose interval, too, holds no 0; the sort is stable.
    sure.sort_by_key(|one| Direction::of(one.interval) == Direction::CannotTell);
    sure.into_iter().take(most).map(Claimed::term).collect()
}

/// How much stands word for word elsewhere; `None`: nothing was looked at, or hardly anything does.
fn carried(change: &MeetingChange) -> Option<Claimed> {
    let both: Vec<_> = change.carried.iter().filter(|one| one.own.is_some()).collect();
    let own: Vec<f64> = both.iter().filter_map(|one| one.own).collect();
    if own.is_empty() {
        return None;
    }
    let reference: Option<Vec<f64>> = both.iter().map(|one| one.reference).collect();
    let most = both.iter().filter_map(|one| Some((one.speaker, one.own?)));
    let most = most.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let most = most.filter(|(_, share)| *share > 0.0);
    let texts = both.iter().filter(|one| Some(one.speaker) == most.map(|(speaker, _)| speaker));
    let longest = texts.flat_map(|one| &one.texts).find(|text| text.there.is_some());
    let mut evidence: Vec<MeetingSpan> =
        longest.into_iter().flat_map(|text| [Some(text.here), text.there]).flatten().collect();
    evidence.sort_unstable();
    let own = mean(&own);
    let others = mean(&both.iter().map(|one| one.others).collect::<Vec<_>>());
    let peers = mean(&both.iter().map(|one| one.peers).collect::<Vec<_>>());
    let reference = reference.map(|shares| mean(&shares));
    if [own, others, peers].into_iter().chain(reference).all(|share| share < CARRIED) {
        return None;
    }
    Some(Claimed {
        claim: ChangeClaim::Carried { own, others, peers, reference, most, pairs: both.len() },
        evidence,
    })
}

/// The quantity stated in both meetings that changed most, if it changed much.
fn quantities(change: &MeetingChange) -> impl Iterator<Item = &QuantityChange> {
    let much = |one: &&QuantityChange| {
        one.ratio.is_some_and(|ratio| ratio >= LARGE_RATIO || ratio <= 1.0 / LARGE_RATIO)
    };
    change.quantities.iter().filter(much).take(OTHERS)
}

/// Whether the change that a jump is of can be told from chance. Of meetings that are not
/// neighbours, since the theme had no speaker between, nothing was compared.
fn is_told(comparison: &MeetingComparison, theme: &ThemeId, jump: &Jump) -> bool {
    let changes = comparison.changes.iter();
    let of_jump = changes.filter(|change| change.earlier == jump.from && change.later == jump.to);
    let mut shares = of_jump.flat_map(|change| &change.shares);
    shares.any(|share| share.theme == *theme && share.direction != Direction::CannotTell)
}

/// Trends beyond chance, and the largest jump that can be told.
fn of_series(comparison: &MeetingComparison) -> Vec<ChangeFinding> {
    let Some(series) = &comparison.series else { return Vec::new() };
    let last = MeetingId::new(comparison.meetings.len().saturating_sub(1));
    let mut claims: Vec<ChangeClaim> = Vec::new();
    for one in &series.themes {
        if let Some(trend) = one.trend.filter(|trend| trend.q <= SURE) {
            let points = one.points.iter().flatten().count();
            claims.push(ChangeClaim::Trend { theme: one.theme.clone(), trend, points });
        }
    }
    let jumps = series.themes.iter().filter_map(|one| Some((&one.theme, one.jump?)));
    let jumps = jumps.filter(|(theme, jump)| is_told(comparison, theme, jump));
    let largest = jumps.max_by(|a, b| a.1.difference.abs().total_cmp(&b.1.difference.abs()));
    claims.extend(largest.map(|(theme, jump)| ChangeClaim::Jump { theme: theme.clone(), jump }));
    let finding = |claim: ChangeClaim| {
        let (earlier, later) = match &claim {
            ChangeClaim::Jump { jump, .. } => (jump.from, jump.to),
            _ => (MeetingId::default(), last),
        };
        ChangeFinding { earlier, later, claim, evidence: Vec::new() }
    };
    claims.into_iter().map(finding).collect()
}
