//! What single speakers do: text they carry over, groups they leave, quantities they state, themes
//! they leave out.

use super::{
    context::{Change, meeting_name},
    open::{Open, carried_key, find_key, theme_key},
    shares::largest,
    words::Listed,
};
use crate::{
    compare::{
        Carried, CarriedFrom, ComparedGroup, GroupMove, MeetingSpan, OmissionChange,
        QuantityChange, StatedQuantity,
    },
    ids::MeetingId,
    phrase::Phrase,
    report::html::{
        bilingual::{Bilingual, both},
        comparison::context::theme_index,
        themes::TERMS,
    },
    say::{self, changes, numbers::length, percent, score},
};

/// Quantities listed; all are in `tables/quantities.csv`. Chosen by eye.
const QUANTITIES: usize = 60;

/// Omissions listed; all are in `tables/omissions.csv`. Chosen by eye.
const OMISSIONS: usize = 60;

/// How much a speaker carries over.
pub(super) struct CarriedRow {
    pub(super) speaker: String,
    /// Own, others, peers, and the reference text if one was given.
    pub(super) cells: Vec<CarriedCell>,
}

/// One kind of it.
pub(super) struct CarriedCell {
    /// The length of its bar.
    pub(super) length: String,
    /// `None`: there is nothing to open.
    pub(super) open: Option<Open>,
    pub(super) text: String,
}

impl CarriedRow {
    /// All speakers of the later meeting, those first who carry over most of their own.
    pub(super) fn all(of: Change<'_>) -> Vec<Self> {
        let mut all: Vec<&Carried> = of.change.carried.iter().collect();
        all.sort_by(|a, b| b.own.unwrap_or(-1.0).total_cmp(&a.own.unwrap_or(-1.0)));
        let shares = all.iter().flat_map(|one| {
            [one.own, Some(one.others), Some(one.peers), one.reference].into_iter().flatten()
        });
        let largest = largest(shares);
        all.into_iter().map(|one| Self::new(of, one, largest)).collect()
    }

    fn new(of: Change<'_>, one: &Carried, largest: f64) -> Self {
        let mut kinds = vec![
            (CarriedFrom::Own, "own", one.own),
            (CarriedFrom::Others, "others", Some(one.others)),
            (CarriedFrom::Peers, "peers", Some(one.peers)),
        ];
        if of.comparison.reference.is_some() {
            kinds.push((CarriedFrom::Reference, "reference", one.reference));
        }
        let cells = kinds.into_iter().map(|(from, name, share)| {
            let text = share.map_or_else(|| "—".into(), percent);
            let known = one.texts.iter().any(|text| text.from == from);
            let key = carried_key(of.index, one.speaker, name);
            CarriedCell {
                length: length(share.unwrap_or(0.0) / largest),
                open: (known && share.is_some()).then(|| Open::new(key, Phrase::same(&text))),
                text,
            }
        });
        Self { speaker: of.speaker(one.speaker).to_owned(), cells: cells.collect() }
    }
}

/// The groups of a meeting.
pub(super) struct GroupColumn {
    pub(super) meeting: Bilingual,
    pub(super) groups: Vec<GroupView>,
}

/// A group.
pub(super) struct GroupView {
    pub(super) members: Bilingual,
    pub(super) confidence: Bilingual,
    /// Terms that its members share; each is looked for in all meetings.
    pub(super) terms: Vec<Open>,
    /// The group of the other meeting that corresponds to it, and how far.
    pub(super) pair: Bilingual,
}

impl GroupColumn {
    /// The groups of both meetings.
    pub(super) fn both(of: Change<'_>) -> [Self; 2] {
        [of.change.earlier, of.change.later].map(|meeting| Self::new(of, meeting))
    }

    fn new(of: Change<'_>, meeting: MeetingId) -> Self {
        let found = of.places().meeting(meeting);
        let groups = found.map_or(&[][..], |one| &one.groups);
        let views = groups.iter().enumerate();
        Self {
            meeting: meeting_name(of.comparison, meeting).into(),
            groups: views.map(|(index, group)| group_view(of, meeting, index, group)).collect(),
        }
    }
}

fn group_view(
    of: Change<'_>,
    meeting: MeetingId,
    index: usize,
    group: &ComparedGroup,
) -> GroupView {
    let is_earlier = meeting == of.change.earlier;
    let pair = of.change.group_pairs.iter().find(|pair| {
        let own = if is_earlier { pair.earlier } else { pair.later };
        own.index() == index
    });
    let number = index + 1;
    let names = say::list(of.places().speakers(&group.members));
    let pair = pair.map_or_else(
        || both("另一场没有对应的组", "no group of the other meeting corresponds"),
        |pair| {
            let other = if is_earlier { pair.later } else { pair.earlier }.number();
            let overlap = percent(pair.overlap);
            both(
                format!("对应另一场的第 {other} 组，成员重合 {overlap}"),
                format!("corresponds to group {other} of the other meeting, overlap {overlap}"),
            )
        },
    );
    let sure = group.confidence.map_or_else(say::cannot_tell, |share| {
        Phrase::new(
            format!("同属一类的可能 {}", percent(share)),
            format!("of one class with a chance of {}", percent(share)),
        )
    });
    GroupView {
        members: both(format!("{number}. {}", names.zh), format!("{number}. {}", names.en)),
        confidence: Bilingual(sure),
        terms: finds(&group.terms),
        pair,
    }
}

/// Terms that are looked for in all meetings.
fn finds(terms: &[String]) -> Vec<Open> {
    let first = terms.iter().take(TERMS);
    first.map(|term| Open::new(find_key(term), Phrase::same(term))).collect()
}

/// A speaker that left a group.
pub(super) struct MoveRow {
    pub(super) text: Bilingual,
    pub(super) chance: Bilingual,
    pub(super) left: Vec<Open>,
    pub(super) joined: Vec<Open>,
}

impl MoveRow {
    pub(super) fn all(of: Change<'_>) -> Vec<Self> {
        of.change.moves.iter().map(|moved| Self::new(of, moved)).collect()
    }

    fn new(of: Change<'_>, moved: &GroupMove) -> Self {
        let ends = [of.change.earlier, of.change.later];
        let chance = percent(moved.chance);
        Self {
            text: changes::moves(of.comparison, ends, moved).into(),
            chance: both(format!("可能 {chance}"), format!("chance {chance}")),
            left: finds(&moved.left),
            joined: finds(&moved.joined),
        }
    }
}

/// A quantity before and now.
pub(super) struct QuantityRow {
    pub(super) speaker: String,
    pub(super) noun: Open,
    /// Before and now.
    pub(super) cells: [StatedCell; 2],
    pub(super) ratio: String,
}

/// As stated, or that it is not stated.
pub(super) struct StatedCell {
    pub(super) open: Option<Open>,
    pub(super) not_stated: Bilingual,
}

impl QuantityRow {
    /// Quantities stated twice first.
    pub(super) fn listed(of: Change<'_>) -> Listed<Self> {
        let mut all: Vec<&QuantityChange> = of.change.quantities.iter().collect();
        all.sort_by_key(|one| one.earlier.is_none() || one.later.is_none());
        Listed::new(&all, QUANTITIES, "quantities", |one| Self::new(of, one))
    }

    fn new(of: Change<'_>, one: &QuantityChange) -> Self {
        let stated = [&one.earlier, &one.later].into_iter().flatten();
        let places: Vec<MeetingSpan> = stated.map(|stated| stated.place).collect();
        let cell = |stated: Option<&StatedQuantity>| StatedCell {
            open: stated
                .map(|stated| of.at(&places, Phrase::same(changes::stated(stated, &one.unit)))),
            not_stated: changes::not_stated().into(),
        };
        Self {
            speaker: of.speaker(one.speaker).to_owned(),
            noun: of.at(&places, Phrase::same(&one.noun)),
            cells: [&one.earlier, &one.later].map(|stated| cell(stated.as_ref())),
            ratio: one.ratio.map_or_else(|| "—".into(), score),
        }
    }
}

/// A theme that a speaker begins or ceases to leave out.
pub(super) struct OmissionRow {
    pub(super) text: Bilingual,
    pub(super) at_length: Bilingual,
    pub(super) open: Open,
}

impl OmissionRow {
    pub(super) fn listed(of: Change<'_>) -> Listed<Self> {
        Listed::new(&of.change.omissions, OMISSIONS, "omissions", |one| Self::new(of, one))
    }

    fn new(of: Change<'_>, one: &OmissionChange) -> Self {
        let ends = [of.change.earlier, of.change.later];
        let at_length = percent(one.at_length);
        let theme = theme_index(of.themes(), &one.theme);
        let key = theme_key(of.index, theme, Some(one.speaker));
        Self {
            text: changes::omission(of.comparison, ends, one).into(),
            at_length: both(
                format!("他人若同样短，{at_length} 仍会谈到"),
                format!("as short, {at_length} of the others still would"),
            ),
            open: Open::new(key, Phrase::new("原句", "sentences")),
        }
    }
}
