//! The statements that a meeting's part of the page begins with, each a link to what shows it.

use super::bilingual::Bilingual;
use super::links::{EvidenceLinks, Link};
use super::pairs::pair_attribute;
use crate::analysis::Claim;
use crate::say::brief::{self, Statement, Subject};

/// A statement.
pub(super) struct StatementView {
    pub(super) text: Bilingual,
    /// How sure it is, in a word.
    pub(super) sure: Bilingual,
    /// Whether it is only a hint.
    pub(super) is_hint: bool,
    /// Tells the script what the link opens.
    pub(super) class: &'static str,
    pub(super) href: String,
    /// The term, or the indices of the pair, if it is one.
    pub(super) term: String,
    pub(super) pair: String,
}

impl StatementView {
    /// The statements of a meeting.
    pub(super) fn all(links: EvidenceLinks<'_>) -> Vec<Self> {
        let statements = brief::brief(links.meeting);
        statements.into_iter().map(|statement| Self::new(links, statement)).collect()
    }

    fn new(links: EvidenceLinks<'_>, statement: Statement) -> Self {
        let meeting = links.meeting_id();
        let part = |name: &str| format!("#{meeting}-{name}");
        let mut view = Self {
            sure: Bilingual(brief::sureness(&statement)),
            is_hint: !statement.is_firm,
            text: Bilingual(statement.text),
            class: "",
            href: part("themes"),
            term: String::new(),
            pair: String::new(),
        };
        let index = match statement.of {
            Subject::Finding(index) => index,
            Subject::Pair(a, b) => {
                view.class = "pair";
                view.pair = pair_attribute(a, b);
                view.href = part("compare");
                return view;
            }
        };
        let found = match links.meeting.findings.get(index).map(|finding| &finding.claim) {
            Some(Claim::Emphasis { speech, emphasis }) => {
                view.class = "of-theme";
                links.theme(*speech, &emphasis.theme)
            }
            Some(Claim::Term { speech, term, .. }) => {
                view.class = "term";
                view.term.clone_from(term);
                Some(links.term(*speech, term))
            }
            Some(Claim::Group { .. }) => Some(Link::new(part("groups"), "")),
            Some(Claim::Shared { speech, .. }) => links.shared_by(*speech),
            Some(Claim::Omission { omission }) => links.speech(omission.speech),
            _ => None,
        };
        if let Some(link) = found {
            view.href = link.href;
        }
        view
    }
}
