//! The course of wording over all meetings.

use std::collections::BTreeSet;

use super::{WordingIndex, letters::plain, strings};
use crate::{
    compare::{WordingChange, WordingSeries},
    ids::MeetingId,
    names::script::simplified,
};

/// Strings of which the course is shown: more rows no chart has room for. Chosen by eye.
const ROWS: usize = 40;

/// The course of the strings that came or went in some `changes`: those of the greatest
/// difference of speakers, in the order of their first places.
///
/// A string that is a part of a chosen one, or has one as its part, is not shown beside it.
pub(crate) fn wording_series<'a>(
    index: &WordingIndex<'_>,
    changes: impl IntoIterator<Item = &'a WordingChange>,
) -> Vec<WordingSeries> {
    let mut listed: Vec<&WordingChange> = changes.into_iter().collect();
    let difference = |one: &WordingChange| one.speakers_earlier.abs_diff(one.speakers_later);
    listed.sort_by(|a, b| difference(b).cmp(&difference(a)).then_with(|| a.text.cmp(&b.text)));
    let mut chosen: Vec<String> = Vec::new();
    for text in listed.iter().map(|one| plain(&simplified(&one.text))) {
        let is_variant = |other: &String| other.contains(&text) || text.contains(other.as_str());
        if chosen.len() < ROWS && !chosen.iter().any(is_variant) {
            chosen.push(text);
        }
    }
    let mut series: Vec<WordingSeries> =
        chosen.iter().filter_map(|text| course(index, text)).collect();
    series.sort_by(|a, b| a.places[0].cmp(&b.places[0]).then_with(|| a.text.cmp(&b.text)));
    series
}

/// The course of a string; `None` if it stands nowhere.
fn course(index: &WordingIndex<'_>, text: &str) -> Option<WordingSeries> {
    let codes: Vec<u16> = text.chars().filter_map(|c| u16::try_from(u32::from(c)).ok()).collect();
    let range = strings::find(&index.letters, &index.places, &codes);
    let mut places = index.places[range].to_vec();
    places.sort_unstable();
    let meetings = places.iter().map(|&place| index.meeting(place)).collect::<BTreeSet<_>>();
    let mut firsts = Vec::new();
    let mut speakers = vec![Vec::new(); index.joint.meetings];
    for group in places.chunk_by(|&a, &b| index.meeting(a) == index.meeting(b)) {
        let first = index.first_of_each(group);
        let said = &mut speakers[index.meeting(group[0]).index()];
        said.extend(first.iter().map(|&place| index.speaker(place)));
        said.sort_unstable();
        firsts.extend(first);
    }
    let (first, last): (MeetingId, MeetingId) = (*meetings.first()?, *meetings.last()?);
    Some(WordingSeries {
        text: index.shown(*places.first()?, codes.len()),
        speakers,
        first,
        last,
        places: firsts.iter().map(|&place| index.span(place, codes.len())).collect(),
    })
}
