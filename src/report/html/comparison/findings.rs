//! What a reader should know first, each finding with a way to its sentences in all meetings.

use super::{
    context::theme_index,
    open::{Open, find_key, places_key, point_key, theme_key},
};
use crate::{
    compare::{ChangeClaim, ChangeFinding, MeetingComparison},
    phrase::Phrase,
    report::html::{bilingual::Bilingual, themes::Themes},
    say::changes::{self, SaidFinding},
};

/// Findings in the first screen. Chosen by eye.
const LEADING: usize = 12;

/// Whether a finding is of all meetings.
fn is_of_course(finding: &ChangeFinding) -> bool {
    matches!(finding.claim, ChangeClaim::Trend { .. } | ChangeClaim::Jump { .. })
}

/// One finding.
pub(super) struct FindingView {
    /// Which meetings it is of, where that is not plain.
    pub(super) when: Bilingual,
    pub(super) text: Bilingual,
    pub(super) sure: Bilingual,
    /// Whether it is no more than a hint.
    pub(super) is_hint: bool,
    /// `None`: there is nothing to open.
    pub(super) open: Option<Open>,
}

impl FindingView {
    /// The findings that a reader should see first, and the others: of more than two meetings those
    /// of the course and of the last change come first.
    pub(super) fn leading(comparison: &MeetingComparison) -> [Vec<Self>; 2] {
        let last = comparison.changes.last();
        let is_of_last = |one: &ChangeFinding| {
            last.is_some_and(|last| last.earlier == one.earlier && last.later == one.later)
        };
        let is_leading = |one: &&ChangeFinding| is_of_course(one) || is_of_last(one);
        let (mut first, mut rest): (Vec<&ChangeFinding>, Vec<&ChangeFinding>) =
            comparison.findings.iter().partition(is_leading);
        // The sort is stable: what is equal keeps its order.
        first.sort_by_key(|one| !is_of_course(one));
        let mut others = first.split_off(first.len().min(LEADING));
        others.append(&mut rest);
        [first, others].map(|some| some.iter().map(|one| Self::new(comparison, one)).collect())
    }

    fn new(comparison: &MeetingComparison, finding: &ChangeFinding) -> Self {
        let SaidFinding { when, text, sure } = changes::finding(comparison, finding);
        let is_hint = matches!(&finding.claim, ChangeClaim::Move(moved) if !moved.sure);
        let open = key(comparison, finding).map(|key| {
            let open = Open::new(key, Phrase::new("原句", "sentences"));
            match &finding.claim {
                ChangeClaim::New(one) | ChangeClaim::Gone(one) => open.finding(&one.text),
                ChangeClaim::Term(term) => open.finding(&term.term),
                _ => open,
            }
        });
        Self { when: when.into(), text: text.into(), sure: sure.into(), is_hint, open }
    }
}

/// What a finding opens: all sentences on its theme, else its evidence.
fn key(comparison: &MeetingComparison, finding: &ChangeFinding) -> Option<String> {
    let themes = Themes(&comparison.themes);
    let mut changes = comparison.changes.iter();
    let change =
        changes.position(|one| one.earlier == finding.earlier && one.later == finding.later);
    match (&finding.claim, change) {
        (ChangeClaim::Share { change, .. }, Some(index)) => {
            Some(theme_key(index, theme_index(themes, &change.theme), None))
        }
        (ChangeClaim::SpeakerShare { speaker, change }, Some(index)) => {
            Some(theme_key(index, theme_index(themes, &change.theme), Some(*speaker)))
        }
        (ChangeClaim::Omission(omission), Some(index)) => {
            let theme = theme_index(themes, &omission.theme);
            Some(theme_key(index, theme, Some(omission.speaker)))
        }
        (ChangeClaim::Trend { theme, .. }, _) => {
            Some(point_key(finding.later, theme_index(themes, theme)))
        }
        (ChangeClaim::Jump { theme, jump }, _) => {
            Some(point_key(jump.to, theme_index(themes, theme)))
        }
        (ChangeClaim::Move(moved), _) if finding.evidence.is_empty() => {
            moved.joined.first().or(moved.left.first()).map(|term| find_key(term))
        }
        _ if finding.evidence.is_empty() => None,
        _ => Some(places_key(change, &finding.evidence)),
    }
}
