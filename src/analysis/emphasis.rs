//! Emphasis: what a speech says more of than the others do, and what is only as much by chance.

use super::{
    Emphasis, Intervals, MeetingAnalysis, SpeechAnalysis, Spread, Stress, Theme,
    differences::others,
};
use crate::ids::{SpeechId, ThemeId};

/// The part of speeches that show an emphasis where there is none: passages of one report, dealt
/// at random into speeches (`tests/chance.rs`).
pub const RATE: f64 = 0.1;

/// Nominal chance that one of a speech's themes is taken for an emphasis, all themes together.
///
/// A share that is large by chance also spreads more, so that fewer are taken: of 377 speeches in
/// meetings of 4, 8 and 16, dealt from the paragraphs of 15 reports of 2015, 2020 and 2021, .5 took
/// 38 and .3 took 24.
const NOMINAL: f64 = 0.5;

impl<'a> Stress<'a> {
    /// The theme by which the speech is coloured: the first it stresses.
    pub fn theme(&self) -> Option<&'a ThemeId> {
        match self {
            Self::On(themes) => themes.first().map(|first| &first.theme),
            Self::Alone(main) => *main,
            Self::Nothing | Self::CannotTell => None,
        }
    }
}

impl SpeechAnalysis {
    /// The emphases that are beyond their intervals, the largest difference first.
    pub(super) fn stressed(&self) -> impl Iterator<Item = &Emphasis> {
        self.emphases.iter().filter(|emphasis| emphasis.beyond)
    }
}

impl MeetingAnalysis {
    /// Whether speeches were held against one another: the meeting is neither too small nor too
    /// large for it.
    pub fn is_compared(&self) -> bool {
        if self.grouping.tree().is_none() {
            // A collection has no intervals; its speeches are too many to look at for each of them.
            return false;
        }
        let mut emphases = self.speeches.iter().flat_map(|speech| &speech.emphases);
        emphases.any(|emphasis| emphasis.interval.is_some())
    }

    /// What can be said of where the speech called `id` puts its weight.
    pub fn stress(&self, id: SpeechId) -> Stress<'_> {
        let speech = &self[id];
        let own = self.emphasised().filter(|(speech, _)| *speech == id);
        let stressed: Vec<&Emphasis> = own.map(|(_, emphasis)| emphasis).collect();
        if !stressed.is_empty() {
            return Stress::On(stressed);
        }
        if !self.is_compared() {
            return Stress::Alone(speech.main.as_ref());
        }
        match speech.share_intervals.is_some() {
            true => Stress::Nothing,
            false => Stress::CannotTell,
        }
    }

    /// The speeches that stress something, the largest difference first.
    pub fn stressing(&self) -> Vec<SpeechId> {
        let mut stressing: Vec<SpeechId> = Vec::new();
        for (speech, _) in self.emphasised() {
            if !stressing.contains(&speech) {
                stressing.push(speech);
            }
        }
        stressing
    }
}

/// The themes of which each speech has more than the others, the largest difference first.
pub(super) fn emphases(
    speeches: &[SpeechAnalysis],
    themes: &[Theme],
    intervals: Option<&Intervals>,
) -> Vec<Vec<Emphasis>> {
    let shares = |speech: &SpeechAnalysis| -> Vec<f64> {
        // What no theme explains comes last, so that only a speech without text has no share.
        let known = themes.iter().map(|theme| &theme.id).chain([&ThemeId::OTHER]);
        known.map(|id| speech.shares.of(id)).collect()
    };
    let shares: Vec<Vec<f64>> = speeches.iter().map(shares).collect();
    if shares.iter().filter(|own| own.iter().sum::<f64>() > 0.0).count() < 2 {
        return vec![Vec::new(); speeches.len()];
    }
    let others = others(&shares);
    let compared = themes.iter().filter(|theme| theme.share > 0.0).count();
    let least = normal_quantile(1.0 - NOMINAL / compared.max(1) as f64);
    let of = |speech: usize| {
        let spreads = intervals.and_then(|all| all.differences[speech].as_ref());
        let one = |(place, theme): (usize, &Theme)| {
            let (share, others) = (shares[speech][place], others[speech][place]);
            let (difference, spread) = (share - others, spreads.map(|all| all[place]));
            let beyond = spread.is_some_and(|spread| is_beyond(difference, spread, least));
            (theme.named && difference > 0.0).then(|| Emphasis {
                theme: theme.id.clone(),
                share,
                others,
                difference,
                ratio: (others > 0.0).then(|| share / others),
                interval: spread.map(|spread| spread.interval),
                beyond,
            })
        };
        let mut found: Vec<Emphasis> = themes.iter().enumerate().filter_map(one).collect();
        found.sort_by(|a, b| b.difference.total_cmp(&a.difference));
        found
    };
    (0..speeches.len()).map(of).collect()
}

/// Whether a difference is above 0 in its interval and by more than `least` deviations.
fn is_beyond(difference: f64, spread: Spread, least: f64) -> bool {
    spread.interval[0] > 0.0 && difference > least * spread.deviation
}

/// The quantile of the standard normal distribution, within 4.5 · 10⁻⁴ (Abramowitz and Stegun,
/// 1964, 26.2.23).
fn normal_quantile(share: f64) -> f64 {
    if share < 0.5 {
        return -normal_quantile(1.0 - share);
    }
    let t = (-2.0 * libm::log(1.0 - share)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    t - above / below
}

#[cfg(test)]
mod tests;
