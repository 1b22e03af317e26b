//! How the use of terms changed, speaker by speaker.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Direction, MeetingSpan, TermChange,
    blocks::{Block, BlockPair},
    chance::{dealt, quantile_of},
    joint::Joint,
    shares::EVIDENCE,
    signs::{Signs, largest, standard_error},
    stats::{LEVEL, benjamini_hochberg, is_worth_telling, mean},
};
use crate::{
    analysis::per_thousand,
    ids::{MeetingId, SpeakerId},
    random::Procedure,
    terms::{Phrase, Rate, log_odds_z},
};

/// Speakers that must say a term in one of the meetings for it to be tried: what one or two say is
/// their own matter, and stands in their reports. Of two speakers both must.
const LEAST_SPEAKERS: usize = 3;
/// Occurrences in both meetings from which on a term is tried. Chosen by eye.
const LEAST_COUNT: usize = 5;
/// Terms that are listed on either side. Chosen by eye: what a reader looks through.
const LISTED: usize = 60;
/// A term rose or fell if its q is no larger: of the terms that are called so one in twenty is
/// expected to be due to chance.
const SURE: f64 = 0.05;
/// A term of which one speaker has more than this part is a burst.
const BURST: f64 = 0.5;

/// What is looked at for changes of terms.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// The texts.
    pub joint: &'a Joint<'a>,
    /// The terms that can be shown, with their places in these texts.
    pub phrases: &'a [Phrase],
    /// The meeting before.
    pub earlier: MeetingId,
    /// The meeting now.
    pub later: MeetingId,
    /// Who speaks in both.
    pub pairs: &'a [SpeakerId],
    /// How often blocks are drawn.
    pub draws: usize,
    /// What random numbers begin with.
    pub seed: u64,
}

/// Terms whose use changed.
#[derive(Debug, Clone, Default)]
pub struct TermChanges {
    /// Those that rose, the surest first, then those that fell.
    pub list: Vec<TermChange>,
    /// How many were tried.
    pub tried: usize,
}

/// A term as the pairs use it.
struct Used<'a> {
    phrase: &'a Phrase,
    /// Occurrences of each speaker before, and now.
    counts: [Vec<usize>; 2],
    /// Change of each speaker's rate for each 1,000 characters.
    changes: Vec<f64>,
}

impl Spoken<'_> {
    /// The terms whose use changed most, of those that three speakers say in one of the meetings.
    ///
    /// They are sorted by log-odds ([`log_odds_z`]), which says nothing of how sure a change is:
    /// words are not independent of one another. The test is that of flipped signs on the speakers'
    /// rates; intervals hold for all terms that were tried at once (Westfall and Young 1993).
    pub fn changes(&self) -> TermChanges {
        let lengths = [self.earlier, self.later].map(|meeting| self.characters(meeting));
        let owners = self.owners();
        let used: Vec<Used<'_>> = self
            .phrases
            .par_iter()
            .filter_map(|phrase| self.used(phrase, &owners, &lengths))
            .collect();
        let signs = Signs::of(self.pairs.len(), self.seed);
        let p: Option<Vec<f64>> = signs
            .as_ref()
            .map(|signs| used.par_iter().map(|used| signs.p(&used.changes)).collect());
        let q = p.as_deref().map(benjamini_hochberg);
        let reach = signs.as_ref().and_then(|signs| most_errors(signs, &used));
        let totals = lengths.each_ref().map(|lengths| lengths.iter().sum::<usize>() as u64);
        let rank = |used: &Used<'_>| {
            let [before, now] = used.counts.each_ref().map(|c| c.iter().sum::<usize>() as u64);
            let rate = |count, total| Rate { count, total };
            log_odds_z(rate(now, totals[1]), rate(before, totals[0]))
        };
        let ranks: Vec<f64> = used.iter().map(rank).collect();
        let listed = listed(&ranks);
        let change = |&at: &usize| {
            let mut change = self.change(&used[at], &lengths, ranks[at]);
            change.interval = match reach {
                Some(reach) => simultaneous(&used[at].changes, reach),
                None => self.of_blocks(used[at].phrase),
            };
            (change.p, change.q) = (p.as_ref().map(|all| all[at]), q.as_ref().map(|all| all[at]));
            change.direction = match change.q {
                Some(q)
                    if q > SURE || !is_worth_telling([change.rate_earlier, change.rate_later]) =>
                {
                    Direction::CannotTell
                }
                Some(_) => Direction::of(Some([change.difference; 2])),
                None => Direction::of(change.interval),
            };
            change
        };
        TermChanges { list: listed.par_iter().map(change).collect(), tried: used.len() }
    }

    /// Characters of each pair in a meeting.
    fn characters(&self, meeting: MeetingId) -> Vec<usize> {
        let of = |&speaker: &SpeakerId| {
            let documents = self.joint.of_speaker(meeting, speaker);
            let sentences =
                documents.flat_map(|index| &self.joint.corpus.documents[index].sentences);
            sentences.map(|sentence| sentence.characters()).sum()
        };
        self.pairs.iter().map(of).collect()
    }

    /// For each document the side and the pair that it belongs to; `None`: neither.
    fn owners(&self) -> Vec<Option<Owner>> {
        let owner = |document: &super::joint::JointDocument| {
            let meetings = [self.earlier, self.later];
            let side = meetings.iter().position(|meeting| *meeting == document.meeting)?;
            let pair = self.pairs.iter().position(|pair| *pair == document.speaker)?;
            Some(Owner { side, pair })
        };
        self.joint.documents.iter().map(owner).collect()
    }

    /// A term with its uses; `None`: it is too rare to be tried.
    fn used<'p>(
        &self,
        phrase: &'p Phrase,
        owners: &[Option<Owner>],
        lengths: &[Vec<usize>; 2],
    ) -> Option<Used<'p>> {
        let mut counts = [0, 1].map(|_| vec![0; self.pairs.len()]);
        for &(document, _) in &phrase.places {
            if let Some(Owner { side, pair }) = owners[document] {
                counts[side][pair] += 1;
            }
        }
        let speakers = counts.each_ref().map(|counts| counts.iter().filter(|c| **c > 0).count());
        let all: usize = counts.iter().flatten().sum();
        let wanted = LEAST_SPEAKERS.min(self.pairs.len());
        if all < LEAST_COUNT || speakers.into_iter().max() < Some(wanted) {
            return None;
        }
        let change = |pair: usize| {
            let [before, now] =
                [0, 1].map(|side: usize| per_thousand(counts[side][pair], lengths[side][pair]));
            now - before
        };
        let changes = (0..self.pairs.len()).map(change).collect();
        Some(Used { phrase, counts, changes })
    }

    fn change(&self, used: &Used<'_>, lengths: &[Vec<usize>; 2], z: f64) -> TermChange {
        let [before, now] = used.counts.each_ref().map(|counts| counts.iter().sum::<usize>());
        let speakers =
            used.counts.each_ref().map(|counts| counts.iter().filter(|c| **c > 0).count());
        let rate = |side: usize| {
            let counts = used.counts[side].iter().zip(&lengths[side]);
            mean(&counts.map(|(&count, &length)| per_thousand(count, length)).collect::<Vec<_>>())
        };
        let (rate_earlier, rate_later) = (rate(0), rate(1));
        let more = usize::from(rate_later > rate_earlier);
        let most = used.counts[more].iter().max().copied().unwrap_or(0);
        let largest = most as f64 / [before, now][more].max(1) as f64;
        TermChange {
            term: used.phrase.text.clone(),
            count_earlier: before,
            count_later: now,
            speakers_earlier: speakers[0],
            speakers_later: speakers[1],
            of: self.pairs.len(),
            rate_earlier,
            rate_later,
            difference: rate_later - rate_earlier,
            interval: None,
            p: None,
            q: None,
            direction: Direction::CannotTell,
            z,
            largest,
            burst: largest > BURST,
            evidence_earlier: self.evidence(used.phrase, self.earlier),
            evidence_later: self.evidence(used.phrase, self.later),
        }
    }

    /// Where a term is said first by the speakers that say it most.
    fn evidence(&self, phrase: &Phrase, meeting: MeetingId) -> Vec<MeetingSpan> {
        let mut by: BTreeMap<SpeakerId, Vec<(usize, usize)>> = BTreeMap::new();
        for &(document, sentence) in &phrase.places {
            let of = self.joint.documents[document];
            if of.meeting == meeting && self.pairs.contains(&of.speaker) {
                by.entry(of.speaker).or_default().push((document, sentence));
            }
        }
        let mut by: Vec<(SpeakerId, Vec<(usize, usize)>)> = by.into_iter().collect();
        by.sort_by_key(|(speaker, places)| (std::cmp::Reverse(places.len()), *speaker));
        let first = |(_, places): &(SpeakerId, Vec<(usize, usize)>)| {
            let &(document, sentence) = places.first()?;
            let text = &self.joint.corpus.documents[document].sentences[sentence].text;
            let at = text.find(&phrase.text)?;
            Some(self.joint.span(document, sentence, at..at + phrase.text.len()))
        };
        let mut spans: Vec<MeetingSpan> = by.iter().filter_map(first).take(EVIDENCE).collect();
        spans.sort_unstable();
        spans
    }

    /// The interval of a term's change in what these speakers say, blocks of their text drawn.
    fn of_blocks(&self, phrase: &Phrase) -> Option<[f64; 2]> {
        let mut spans: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for &place in &phrase.places {
            *spans.entry(place).or_insert(0) += 1;
        }
        let read: Vec<[Vec<Counted>; 2]> = self
            .pairs
            .iter()
            .map(|&speaker| {
                let pair = BlockPair::of(self.joint, speaker, self.earlier, self.later);
                let count = |block: &Block| Counted::of(self.joint, block, &spans);
                pair.is_enough().then(|| {
                    [&pair.earlier, &pair.later].map(|blocks| blocks.iter().map(count).collect())
                })
            })
            .collect::<Option<_>>()?;
        let change = |pair: &[Vec<Counted>; 2]| Counted::rate(&pair[1]) - Counted::rate(&pair[0]);
        let difference = mean(&read.iter().map(change).collect::<Vec<f64>>());
        let draw = |draw: usize| {
            let mut random = Procedure::Blocks.draw(self.seed, draw);
            let changes = read.iter().map(|[before, now]| {
                let [before, now] = dealt(before, now, &mut random).map(Counted::rate);
                now - before
            });
            mean(&changes.collect::<Vec<f64>>()).abs()
        };
        let reach = quantile_of((0..self.draws).map(draw).collect(), LEVEL)?;
        Some([difference - reach, difference + reach])
    }
}

/// Whose a document is.
#[derive(Debug, Clone, Copy)]
struct Owner {
    /// 0: earlier, 1: later.
    side: usize,
    /// Its place among the pairs.
    pair: usize,
}

/// Occurrences of a term in a block, and the block's characters.
#[derive(Debug, Clone, Copy)]
struct Counted {
    count: usize,
    characters: usize,
}

impl Counted {
    fn of(joint: &Joint, block: &Block, spans: &BTreeMap<(usize, usize), usize>) -> Self {
        let sentences = &joint.corpus.documents[block.document].sentences;
        let in_block =
            (block.document, block.sentences.start)..(block.document, block.sentences.end);
        Self {
            count: spans.range(in_block).map(|(_, count)| count).sum(),
            characters: sentences[block.sentences.clone()].iter().map(|s| s.characters()).sum(),
        }
    }

    /// Occurrences for each 1,000 characters of some blocks.
    fn rate<'a>(blocks: impl IntoIterator<Item = &'a Self>) -> f64 {
        let (mut count, mut characters) = (0, 0);
        for block in blocks {
            count += block.count;
            characters += block.characters;
        }
        per_thousand(count, characters)
    }
}

/// The terms that rose most, then those that fell most, by rank.
fn listed(ranks: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by(|&a, &b| ranks[b].total_cmp(&ranks[a]).then(a.cmp(&b)));
    let rose = order.iter().copied().filter(|&at| ranks[at] > 0.0).take(LISTED);
    let fell = order.iter().rev().copied().filter(|&at| ranks[at] < 0.0).take(LISTED);
    let mut seen = BTreeSet::new();
    rose.chain(fell).filter(|at| seen.insert(*at)).collect()
}

/// The most standard errors that the mean change of any term has in 95 % of the flips.
fn most_errors(signs: &Signs, used: &[Used<'_>]) -> Option<f64> {
    quantile_of(largest(used.par_iter().map(|used| signs.errors(&used.changes))), LEVEL)
}

/// The interval of a mean change that reaches so many standard errors.
fn simultaneous(changes: &[f64], reach: f64) -> Option<[f64; 2]> {
    let (centre, reach) = (mean(changes), reach * standard_error(changes)?);
    Some([centre - reach, centre + reach])
}
