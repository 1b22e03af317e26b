//! How the shares of themes changed: of the whole meeting and of each speaker.

use rayon::prelude::*;

use super::{
    Direction, MeetingSpan, ShareChange, SpeakerChange, SpeakerShareChange,
    blocks::{BlockPair, characters, counts, shares},
    chance::{Deals, dealt, quantile_of},
    joint::Joint,
    signs::{Signs, largest},
    stats::{LEVEL, is_worth_telling, mean},
};
use crate::{
    ids::{MeetingId, SpeakerId, ThemeId},
    random::Procedure,
    themes::assign::Assignment,
};

/// Sentences of evidence for a theme in a meeting, each of another speaker. Chosen by eye.
pub(super) const EVIDENCE: usize = 3;
/// What a corrected p must not exceed for a change to be called one. The test is exact, so that .05
/// would name a theme in one of twenty comparisons in which nothing changed; terms are tested
/// beside it, and both together must stay below that. Of seven speakers the smallest p there can be
/// is 2/2⁷ = .016: of six no change of the whole can be told.
const SURE: f64 = 0.02;

/// The themes of all sentences of a joint corpus.
#[derive(Debug, Clone, Copy)]
pub struct Themed<'a> {
    /// The texts.
    pub joint: &'a Joint<'a>,
    /// The themes of their sentences, one entry a document.
    pub assignments: &'a [Assignment],
    /// The themes, in the order that assignments count by.
    pub themes: &'a [ThemeId],
    /// How often blocks are dealt.
    pub draws: usize,
    /// What random numbers begin with.
    pub seed: u64,
}

/// The changes of shares from one meeting to another.
#[derive(Debug, Clone)]
pub struct ShareChanges {
    /// One a theme, in the mean of the pairs.
    pub whole: Vec<ShareChange>,
    /// See [`MeetingChange::share_noise`](super::MeetingChange::share_noise).
    pub noise: Option<f64>,
    /// One a pair.
    pub speakers: Vec<SpeakerChange>,
}

/// One speaker in both meetings.
struct Pair {
    speaker: SpeakerId,
    /// Characters before, and now.
    characters: [f64; 2],
    /// Shares of the themes before, and now.
    shares: [Vec<f64>; 2],
    /// What changes where blocks are dealt anew; `None`: too few blocks.
    chance: Option<Deals>,
    /// See [`BlockPair::cut_sections`].
    cut_sections: bool,
}

impl Themed<'_> {
    /// The changes of shares of those who speak in both meetings.
    ///
    /// **The whole.** A theme's change is the mean of its changes over the speakers, one vote each;
    /// its interval and test are those of flipped signs. Speakers are drawn and not, within them,
    /// blocks again: how far speakers differ holds already how far each might have been off, and
    /// two stages would count it twice (Davison and Hinkley 1997, §3.8). Below six speakers nothing
    /// can be said of others; the interval is then that of these speakers, blocks dealt anew.
    ///
    /// **A speaker.** The blocks of both texts are put together and dealt to two texts of as many
    /// blocks; the interval reaches as far on both sides as 95 % of the deals. If nothing changed,
    /// it holds 0 in 95 of 100 cases. A theme is said to have risen or fallen if it changed by more
    /// of its reach than any theme does in 95 % of the deals.
    pub fn changes(
        &self,
        pairs: &[SpeakerId],
        earlier: MeetingId,
        later: MeetingId,
    ) -> ShareChanges {
        let read: Vec<Pair> =
            pairs.par_iter().map(|&speaker| self.pair(speaker, earlier, later)).collect();
        let signs = Signs::of(read.len(), self.seed);
        let themes = 0..self.themes.len();
        let changes: Vec<Vec<f64>> = themes.clone().map(|theme| changes(&read, theme)).collect();
        let p = signs.as_ref().map(|signs| changes.iter().map(|c| signs.p(c)).collect::<Vec<_>>());
        let corrected = signs.as_ref().map(|signs| signs.corrected(&changes));
        let these = if signs.is_none() { of_these(&read) } else { None };
        let limit_of_these = these.as_ref().and_then(Deals::limit);
        let whole = themes.map(|theme| {
            let difference = mean(&changes[theme]);
            let interval = match &signs {
                Some(signs) => signs.interval(&changes[theme]),
                None => these.as_ref().map(|deals| deals.interval(theme, difference)),
            };
            let p_corrected = corrected.as_ref().map(|p| p[theme]);
            let level = |side: usize| {
                mean(&read.iter().map(|pair| pair.shares[side][theme]).collect::<Vec<_>>())
            };
            let is_large = is_worth_telling([level(0), level(1)]);
            let is_sure = match (p_corrected, &these) {
                (Some(p), _) => p <= SURE,
                (None, Some(deals)) => deals.is_beyond(theme, difference, limit_of_these),
                (None, None) => false,
            };
            let count = |is: fn(f64) -> bool| changes[theme].iter().filter(|c| is(**c)).count();
            ShareChange {
                theme: self.themes[theme].clone(),
                earlier: level(0),
                later: level(1),
                difference,
                interval,
                p: p.as_ref().map(|p| p[theme]),
                p_corrected,
                direction: Direction::of(interval.filter(|_| is_sure && is_large)),
                risen: count(|change| change > 0.0),
                fallen: count(|change| change < 0.0),
                equal: count(|change| change == 0.0),
                evidence_earlier: self.evidence(earlier, pairs, theme),
                evidence_later: self.evidence(later, pairs, theme),
            }
        });
        let limit = of_all(&read);
        ShareChanges {
            whole: whole.collect(),
            noise: signs.as_ref().and_then(|signs| noise(signs, &changes)),
            speakers: read.iter().map(|pair| self.speaker(pair, [earlier, later], limit)).collect(),
        }
    }

    fn pair(&self, speaker: SpeakerId, earlier: MeetingId, later: MeetingId) -> Pair {
        let blocks = BlockPair::of(self.joint, speaker, earlier, later);
        let [before, now] = [&blocks.earlier, &blocks.later]
            .map(|blocks| characters(self.joint, self.assignments, self.themes.len(), blocks));
        let draw = |draw: usize| {
            let number = speaker.index() * self.draws + draw;
            let mut random = Procedure::Blocks.draw(self.seed, number);
            let [before, now] = dealt(&before, &now, &mut random).map(shares);
            let changes = now.iter().zip(before).map(|(now, before)| now - before);
            changes.take(self.themes.len()).collect()
        };
        let draws = if blocks.is_enough() { self.draws } else { 0 };
        Pair {
            speaker,
            characters: [&before, &now].map(|blocks| blocks.iter().flatten().sum()),
            shares: [&before, &now].map(|blocks| self.filled(shares(blocks))),
            chance: Deals::new((0..draws).map(draw).collect()),
            cut_sections: blocks.cut_sections,
        }
    }

    /// The shares of no text are all 0.
    fn filled(&self, mut shares: Vec<f64>) -> Vec<f64> {
        shares.resize(self.themes.len() + 1, 0.0);
        shares
    }

    /// The changes of one speaker. What changed by more reaches than `limit` stands out among all
    /// speakers.
    fn speaker(&self, pair: &Pair, meetings: [MeetingId; 2], limit: Option<f64>) -> SpeakerChange {
        let chance = pair.chance.as_ref();
        let own = chance.and_then(Deals::limit);
        let share = |theme: usize| {
            let [earlier, later] = [0, 1].map(|side: usize| pair.shares[side][theme]);
            let difference = later - earlier;
            let interval = chance.map(|deals| deals.interval(theme, difference));
            let is_beyond = |limit: Option<f64>| {
                chance.is_some_and(|deals| deals.is_beyond(theme, difference, limit))
            };
            let stands_out = !pair.cut_sections && is_beyond(limit);
            let evidence = |meeting| self.evidence(meeting, &[pair.speaker], theme);
            SpeakerShareChange {
                theme: self.themes[theme].clone(),
                earlier,
                later,
                difference,
                interval,
                direction: Direction::of(interval.filter(|_| is_beyond(own))),
                stands_out,
                evidence: if stands_out {
                    meetings.into_iter().flat_map(evidence).collect()
                } else {
                    Vec::new()
                },
            }
        };
        let said = |theme: &usize| pair.shares.iter().any(|shares| shares[*theme] > 0.0);
        SpeakerChange {
            speaker: pair.speaker,
            characters_earlier: pair.characters[0] as usize,
            characters_later: pair.characters[1] as usize,
            noise: chance.and_then(Deals::noise),
            shares: (0..self.themes.len()).filter(said).map(share).collect(),
        }
    }

    /// The longest sentence on a theme of each of the speakers that say most of it.
    pub(super) fn evidence(
        &self,
        meeting: MeetingId,
        speakers: &[SpeakerId],
        theme: usize,
    ) -> Vec<MeetingSpan> {
        let mut best: Vec<(usize, MeetingSpan)> = Vec::new();
        for &speaker in speakers {
            let mut longest: Option<(usize, usize, usize)> = None;
            let mut all = 0;
            for document in self.joint.of_speaker(meeting, speaker) {
                for index in self.on(document, theme) {
                    let sentences = &self.joint.corpus.documents[document].sentences;
                    let characters = sentences[index].characters();
                    all += characters;
                    if longest.is_none_or(|(most, ..)| characters > most) {
                        longest = Some((characters, document, index));
                    }
                }
            }
            if let Some((_, document, index)) = longest {
                best.push((all, self.joint.sentence(document, index)));
            }
        }
        best.sort_by_key(|(all, span)| (std::cmp::Reverse(*all), *span));
        let mut spans: Vec<MeetingSpan> =
            best.into_iter().take(EVIDENCE).map(|(_, span)| span).collect();
        spans.sort_unstable();
        spans
    }

    /// The sentences of a document on a theme, headings aside.
    pub(super) fn on(&self, document: usize, theme: usize) -> impl Iterator<Item = usize> + '_ {
        let given = self.assignments[document].sentences.iter().enumerate();
        let text = &self.joint.corpus.documents[document];
        given
            .filter(move |(index, given)| **given == Some(theme) && counts(text, *index))
            .map(|(index, _)| index)
    }
}

/// The change of a theme's share of each speaker.
fn changes(pairs: &[Pair], theme: usize) -> Vec<f64> {
    pairs.iter().map(|pair| pair.shares[1][theme] - pair.shares[0][theme]).collect()
}

/// The largest change of a theme's mean share that arises in 19 of 20 flips.
fn noise(signs: &Signs, changes: &[Vec<f64>]) -> Option<f64> {
    let most = largest(changes.par_iter().map(|changes| signs.sizes(changes)));
    quantile_of(most, LEVEL)
}

/// What the mean change of these speakers alone is where the blocks of each are dealt anew; `None`:
/// one of them has too few blocks.
fn of_these(pairs: &[Pair]) -> Option<Deals> {
    let deals: Vec<&Deals> =
        pairs.iter().map(|pair| pair.chance.as_ref()).collect::<Option<_>>()?;
    Deals::mean(&deals)
}

/// The most reaches that any theme of any speaker changes by in any deal.
fn of_all(pairs: &[Pair]) -> Option<f64> {
    let deals = pairs.iter().filter_map(|pair| pair.chance.as_ref());
    deals.flat_map(Deals::most).max_by(f64::total_cmp)
}
