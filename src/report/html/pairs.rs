//! Pairs of speeches: how similar they are, how sure that is, and on which terms it rests.

use super::bilingual::{Bilingual, both};
use super::links::{EvidenceLinks, Link};
use crate::analysis::{MeetingAnalysis, PairTerms};
use crate::ids::SpeechId;
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// Pairs explained of a group, and pairs listed that cannot be told; the rest is in the tables.
/// Chosen by eye.
const PAIRS: usize = 28;

/// Two speeches.
pub(super) struct PairView<'a> {
    /// Their indices, for the script.
    pub(super) indices: String,
    pub(super) ends: Vec<Link>,
    pub(super) text: Bilingual,
    pub(super) terms: Vec<TermPart<'a>>,
}

/// A term of a pair, its share of their similarity, and a sentence of each speech.
pub(super) struct TermPart<'a> {
    pub(super) term: &'a str,
    pub(super) share: String,
    pub(super) lines: Vec<Link>,
}

/// Pairs, and how many are left out.
pub(super) struct Pairs<'a> {
    pub(super) rows: Vec<PairView<'a>>,
    pub(super) rest: Option<Bilingual>,
}

/// How similar a pair is, its interval, how likely both are of one class, and how often they fall
/// into one group.
pub(super) fn describe(meeting: &MeetingAnalysis, a: SpeechId, b: SpeechId) -> Phrase {
    let grouping = &meeting.grouping;
    let cosine = grouping.cosine(a, b).map_or_else(|| "—".into(), say::score);
    let mut text = Phrase::new(format!("相似度 {cosine}"), format!("similarity {cosine}"));
    if let Some(ends) = grouping.interval(a, b).map(say::scores) {
        let en = format!(" (95% interval {})", ends.en);
        text += &Phrase::new(format!("（95% 区间 {}）", ends.zh), en);
    }
    if let Some(chance) = grouping.together(a, b).map(percent) {
        let en = format!(", of one class with a chance of {chance}");
        text += &Phrase::new(format!("，同属一类的可能 {chance}"), en);
    }
    if let Some(drawn) = grouping.drawn(a, b).map(percent) {
        let en = format!(", together in {drawn} of draws");
        text += &Phrase::new(format!("，重抽样中 {drawn}同组"), en);
    }
    if grouping.has_intervals() && grouping.cannot_tell(a, b) {
        text += &Phrase::new("，分不清", ", cannot tell");
    }
    text
}

impl<'a> Pairs<'a> {
    /// The pairs among `members` with the terms that draw them together, the most similar first.
    pub(super) fn explained(links: EvidenceLinks<'a>, members: &[SpeechId]) -> Self {
        let mut pairs: Vec<&PairTerms> = links
            .meeting
            .why
            .iter()
            .filter(|pair| members.contains(&pair.a) && members.contains(&pair.b))
            .filter(|pair| !pair.terms.is_empty())
            .collect();
        // The sort is stable: equally similar pairs keep the order of the record.
        pairs.sort_by(|one, other| {
            similarity(links.meeting, other).total_cmp(&similarity(links.meeting, one))
        });
        Self {
            rest: rest(pairs.len(), "tables/why.csv"),
            rows: pairs
                .into_iter()
                .take(PAIRS)
                .map(|pair| PairView::with_terms(links, pair))
                .collect(),
        }
    }

    /// Pairs without their terms.
    pub(super) fn listed(links: EvidenceLinks<'a>, pairs: Vec<(SpeechId, SpeechId)>) -> Self {
        Self {
            rest: rest(pairs.len(), "tables/similarity.csv"),
            rows: pairs.into_iter().take(PAIRS).map(|(a, b)| PairView::new(links, a, b)).collect(),
        }
    }
}

/// The similarity of a pair; the lowest possible where none was measured.
fn similarity(meeting: &MeetingAnalysis, pair: &PairTerms) -> f64 {
    meeting.grouping.cosine(pair.a, pair.b).unwrap_or(-1.0)
}

/// How many more pairs a table has; `None` if all are shown.
fn rest(all: usize, table: &str) -> Option<Bilingual> {
    let more = all.saturating_sub(PAIRS);
    (more > 0).then(|| {
        both(
            format!("其余 {} 对见 {table}。", say::count(more)),
            format!("{} more in {table}.", say::counted(more, "pair")),
        )
    })
}

impl<'a> PairView<'a> {
    /// A pair without its terms.
    fn new(links: EvidenceLinks<'a>, a: SpeechId, b: SpeechId) -> Self {
        Self {
            indices: pair_attribute(a, b),
            ends: [a, b].into_iter().filter_map(|one| links.speech(one)).collect(),
            text: describe(links.meeting, a, b).into(),
            terms: Vec::new(),
        }
    }

    fn with_terms(links: EvidenceLinks<'a>, pair: &'a PairTerms) -> Self {
        let parts = pair.terms.iter().map(|(term, share)| TermPart {
            term,
            share: percent(*share),
            lines: [pair.a, pair.b].iter().filter_map(|&one| links.said(one, term)).collect(),
        });
        Self { terms: parts.collect(), ..Self::new(links, pair.a, pair.b) }
    }
}

/// A pair as the script reads it: both indices.
pub(super) fn pair_attribute(a: SpeechId, b: SpeechId) -> String {
    format!("{} {}", a.index(), b.index())
}
