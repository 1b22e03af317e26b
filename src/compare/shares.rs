//! How the shares of themes changed: of the whole meeting and of each speaker.

use rayon::prelude::*;

use super::{
    Direction, MeetingSpan, ShareChange, SpeakerChange, SpeakerShareChange,
    blocks::{BlockPair, characters, counts, shares},
    chance::{dealt, quantile_of},
    joint::Joint,
    signs::{LEVEL, Signs, mean},
};
use crate::{
    ids::{MeetingId, SpeakerId, ThemeId},
    random::Procedure,
    themes::assign::Assignment,
};

/// Sentences of evidence for a theme in a meeting, each of another speaker. Chosen by eye.
pub(super) const EVIDENCE: usize = 3;
/// What a corrected p must not exceed for a change to be called one.
const SURE: f64 = 1.0 - LEVEL;

/// The themes of all sentences of a joint corpus.
#[derive(Debug, Clone, Copy)]
pub struct Themed<'a> {
    /// The texts.
    pub joint: &'a Joint,
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
    /// The changes where blocks are dealt anew, draws × themes; empty: too few blocks.
    dealt: Vec<Vec<f64>>,
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
    /// it holds 0 in 95 of 100 cases.
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
        let whole = themes.map(|theme| {
            let interval = match &signs {
                Some(signs) => signs.interval(&changes[theme]),
                None => fixed(&read, theme, mean(&changes[theme])),
            };
            let p_corrected = corrected.as_ref().map(|p| p[theme]);
            let is_sure = p_corrected.is_none_or(|p| p <= SURE);
            let count = |is: fn(f64) -> bool| changes[theme].iter().filter(|c| is(**c)).count();
            let level = |side: usize| {
                mean(&read.iter().map(|pair| pair.shares[side][theme]).collect::<Vec<_>>())
            };
            ShareChange {
                theme: self.themes[theme].clone(),
                earlier: level(0),
                later: level(1),
                difference: mean(&changes[theme]),
                interval,
                p: p.as_ref().map(|p| p[theme]),
                p_corrected,
                direction: Direction::of(interval.filter(|_| is_sure)),
                risen: count(|change| change > 0.0),
                fallen: count(|change| change < 0.0),
                equal: count(|change| change == 0.0),
                evidence_earlier: self.evidence(earlier, pairs, theme),
                evidence_later: self.evidence(later, pairs, theme),
            }
        });
        ShareChanges {
            whole: whole.collect(),
            noise: signs.as_ref().and_then(|signs| noise(signs, &changes)),
            speakers: read.iter().map(|pair| self.speaker(pair)).collect(),
        }
    }

    fn pair(&self, speaker: SpeakerId, earlier: MeetingId, later: MeetingId) -> Pair {
        let blocks = BlockPair::of(self.joint, speaker, earlier, later);
        let [before, now] = [&blocks.earlier, &blocks.later]
            .map(|blocks| characters(self.joint, self.assignments, self.themes.len(), blocks));
        let draw = |draw: usize| {
            let number = speaker.index() * self.draws + draw;
            dealt(&before, &now, &mut Procedure::Blocks.draw(self.seed, number))
        };
        let draws = if blocks.is_enough() { self.draws } else { 0 };
        Pair {
            speaker,
            characters: [&before, &now].map(|blocks| blocks.iter().flatten().sum()),
            shares: [&before, &now].map(|blocks| self.filled(shares(blocks))),
            dealt: (0..draws).map(draw).collect(),
        }
    }

    /// The shares of no text are all 0.
    fn filled(&self, mut shares: Vec<f64>) -> Vec<f64> {
        shares.resize(self.themes.len() + 1, 0.0);
        shares
    }

    fn speaker(&self, pair: &Pair) -> SpeakerChange {
        let share = |theme: usize| {
            let [earlier, later] = [0, 1].map(|side: usize| pair.shares[side][theme]);
            let difference = later - earlier;
            let interval = around(&pair.dealt, theme, difference);
            SpeakerShareChange {
                theme: self.themes[theme].clone(),
                earlier,
                later,
                difference,
                interval,
                direction: Direction::of(interval),
            }
        };
        let said = |theme: &usize| pair.shares.iter().any(|shares| shares[*theme] > 0.0);
        let most = |draw: &Vec<f64>| {
            draw[..self.themes.len()].iter().map(|change| change.abs()).fold(0.0, f64::max)
        };
        SpeakerChange {
            speaker: pair.speaker,
            characters_earlier: pair.characters[0] as usize,
            characters_later: pair.characters[1] as usize,
            noise: quantile_of(pair.dealt.iter().map(most).collect(), LEVEL),
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
    let mut most: Vec<f64> = Vec::new();
    for changes in changes {
        let sizes = signs.sizes(changes);
        most.resize(sizes.len(), 0.0);
        for (most, size) in most.iter_mut().zip(sizes) {
            *most = most.max(size);
        }
    }
    quantile_of(most, LEVEL)
}

/// The interval of a change around `difference`: as wide as 95 % of the deals are far from 0.
fn around(dealt: &[Vec<f64>], theme: usize, difference: f64) -> Option<[f64; 2]> {
    let reach = quantile_of(dealt.iter().map(|draw| draw[theme].abs()).collect(), LEVEL)?;
    Some([difference - reach, difference + reach])
}

/// The interval of the mean change of these speakers alone; `None`: one of them has too few blocks.
fn fixed(pairs: &[Pair], theme: usize, difference: f64) -> Option<[f64; 2]> {
    let draws = pairs.iter().map(|pair| pair.dealt.len()).min()?;
    let mean_of = |draw: usize| {
        vec![mean(&pairs.iter().map(|pair| pair.dealt[draw][theme]).collect::<Vec<f64>>())]
    };
    let means: Vec<Vec<f64>> = (0..draws).map(mean_of).collect();
    around(&means, 0, difference)
}
