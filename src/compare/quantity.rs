//! The same quantity before and now: what a speaker counts, in both meetings.
//!
//! Two figures are of one quantity only if the speaker counts the same thing in the same unit, both
//! times as reached or both times as aimed at, and both times over a year or over several. A speech
//! that states one quantity with two values says nothing that can be held against another meeting.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{QuantityChange, StatedQuantity, joint::Joint};
use crate::{
    budget::QUANTITIES_ONCE,
    ids::{MeetingId, SpeakerId},
};
use statement::{Kind, Period, Statement, of_document};

mod noun;
mod statement;
#[cfg(test)]
mod tests;

/// Quantities further apart than so many times are hardly the same. Chosen by eye.
const FURTHEST: f64 = 10.0;
/// Units of which a ratio says nothing: 3 % to 6 % is no doubling of anything.
const PARTS: [&str; 5] = ["%", "‰", "百分点", "个百分点", "倍"];

/// The quantities of two meetings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Quantities {
    /// Those stated in both: by ratio, the furthest from 1 first, then parts by their difference;
    /// then those stated once, first what most speakers state.
    pub(crate) list: Vec<QuantityChange>,
    /// How many are stated in one meeting only, listed or not.
    pub(crate) once: usize,
}

/// What makes two statements those of one quantity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    noun: String,
    unit: String,
    speaker: SpeakerId,
}

/// What a speaker states of a quantity.
#[derive(Debug, Clone, Default)]
struct Stated {
    /// By kind and period, in the order of the text.
    by_kind: BTreeMap<(Kind, Period), Vec<Statement>>,
}

impl Stated {
    /// The first statement of a kind; `None` if others of this kind contradict it.
    fn first(&self, kind: (Kind, Period)) -> Option<&Statement> {
        let all = self.by_kind.get(&kind)?;
        let first = all.first()?;
        all.iter().all(|one| one.value == first.value).then_some(first)
    }
}

/// The quantities that speakers state in both meetings, and those that they state in one.
pub(crate) fn quantities(joint: &Joint, earlier: MeetingId, later: MeetingId) -> Quantities {
    let [before, now] = [earlier, later].map(|meeting| stated(joint, meeting));
    let mut pairs = Vec::new();
    let mut once: Vec<(usize, QuantityChange)> = Vec::new();
    let mut counted: Vec<&Counted> = before.keys().chain(now.keys()).collect();
    counted.sort_unstable();
    counted.dedup();
    for same in counted.chunk_by(|a, b| (&a.noun, &a.unit) == (&b.noun, &b.unit)) {
        for &counted in same {
            match (before.get(counted), now.get(counted)) {
                (Some(before), Some(now)) => pairs.extend(pair(joint, counted, before, now)),
                (Some(stated), None) | (None, Some(stated)) => {
                    let is_earlier = before.contains_key(counted);
                    let found = alone(joint, counted, stated, is_earlier);
                    once.extend(found.map(|change| (same.len(), change)));
                }
                (None, None) => {}
            }
        }
    }
    pairs.sort_by(|a, b| distance(b).total_cmp(&distance(a)).then_with(|| order(a, b)));
    once.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| order(&a.1, &b.1)));
    let total = once.len();
    pairs.extend(once.into_iter().take(QUANTITIES_ONCE).map(|(_, change)| change));
    Quantities { list: pairs, once: total }
}

/// Ties go by noun, unit and speaker.
fn order(a: &QuantityChange, b: &QuantityChange) -> std::cmp::Ordering {
    (&a.noun, &a.unit, a.speaker).cmp(&(&b.noun, &b.unit, b.speaker))
}

/// All that those who speak in both meetings state in one of them.
fn stated(joint: &Joint, meeting: MeetingId) -> BTreeMap<Counted, Stated> {
    let documents: Vec<usize> = joint.of_meeting(meeting).collect();
    let statements: Vec<Vec<Statement>> = documents
        .par_iter()
        .map(|&index| of_document(&joint.corpus.documents[index], index))
        .collect();
    let mut all: BTreeMap<Counted, Stated> = BTreeMap::new();
    for (index, statement) in documents
        .iter()
        .zip(statements)
        .flat_map(|(&index, statements)| statements.into_iter().map(move |one| (index, one)))
    {
        let speaker = joint.documents[index].speaker;
        let counted =
            Counted { noun: statement.key.clone(), unit: statement.unit.clone(), speaker };
        let kind = (statement.kind, statement.period);
        all.entry(counted).or_default().by_kind.entry(kind).or_default().push(statement);
    }
    all
}

/// The first kind of statement that both meetings have of a quantity, reached before aimed at.
fn pair(joint: &Joint, counted: &Counted, before: &Stated, now: &Stated) -> Option<QuantityChange> {
    let kinds = before.by_kind.keys().filter(|kind| now.by_kind.contains_key(kind));
    let both = kinds.filter_map(|&kind| Some((before.first(kind)?, now.first(kind)?)));
    let mut likely = both.filter(|(a, b)| is_likely(a, b));
    let (before, now) = likely.next()?;
    let is_part = PARTS.contains(&counted.unit.as_str());
    let ratio = (!is_part && before.value != 0.0).then(|| now.value / before.value);
    Some(QuantityChange {
        speaker: counted.speaker,
        noun: now.noun.clone(),
        unit: now.printed_unit.clone(),
        earlier: Some(quantity(joint, before)),
        later: Some(quantity(joint, now)),
        ratio,
    })
}

/// Whether two values may be of one quantity.
fn is_likely(a: &Statement, b: &Statement) -> bool {
    let (less, more) = (a.value.min(b.value), a.value.max(b.value));
    PARTS.contains(&a.unit.as_str()) || more <= FURTHEST * less
}

/// A quantity that is stated in one meeting; `None` if it contradicts itself.
fn alone(
    joint: &Joint,
    counted: &Counted,
    stated: &Stated,
    is_earlier: bool,
) -> Option<QuantityChange> {
    let statement = stated.by_kind.keys().find_map(|&kind| stated.first(kind))?;
    let found = Some(quantity(joint, statement));
    let (earlier, later) = if is_earlier { (found, None) } else { (None, found) };
    Some(QuantityChange {
        speaker: counted.speaker,
        noun: statement.noun.clone(),
        unit: statement.printed_unit.clone(),
        earlier,
        later,
        ratio: None,
    })
}

fn quantity(joint: &Joint, statement: &Statement) -> StatedQuantity {
    StatedQuantity {
        value: statement.value,
        raw: statement.raw.clone(),
        place: joint.span(statement.document, statement.sentence, statement.bytes.clone()),
    }
}

/// What pairs are sorted by: `|ln ratio|`, and below all of these the difference of parts.
fn distance(change: &QuantityChange) -> f64 {
    let (Some(earlier), Some(later)) = (&change.earlier, &change.later) else { return 0.0 };
    match change.ratio {
        Some(ratio) if ratio > 0.0 => 1.0 + libm::fabs(libm::log(ratio)),
        Some(_) => f64::INFINITY,
        None => {
            let difference = libm::fabs(later.value - earlier.value);
            difference / (1.0 + difference)
        }
    }
}
