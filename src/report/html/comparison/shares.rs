//! How the shares of themes changed: in the mean of the speakers, and of each speaker.

use super::{
    context::Change,
    open::{Open, place_of},
};
use crate::{
    compare::{Direction, ShareChange, SpeakerChange, SpeakerShareChange},
    ids::ThemeId,
    phrase::Phrase,
    report::html::{
        bilingual::{Bilingual, both},
        themes::ThemeHead,
    },
    say::{
        self, changes,
        numbers::{chance, gain, length},
        percent,
    },
};

/// One row of the table of themes.
pub(super) struct ThemeRow {
    pub(super) colour: String,
    pub(super) label: Bilingual,
    pub(super) earlier: Open,
    pub(super) later: Open,
    /// Lengths of the bars of both shares.
    pub(super) lengths: [String; 2],
    pub(super) difference: Open,
    pub(super) interval: Bilingual,
    pub(super) votes: Open,
    pub(super) p: String,
    pub(super) direction: Bilingual,
    /// `up`, `down` or `same`.
    pub(super) class: &'static str,
}

impl ThemeRow {
    /// The themes of a change, the largest difference that can be told first.
    pub(super) fn all(of: Change<'_>) -> Vec<Self> {
        let mut shares: Vec<&ShareChange> = of.change.shares.iter().collect();
        // The sort is stable: equal differences keep the order of the themes.
        shares.sort_by(|a, b| {
            let told = |one: &ShareChange| one.direction == Direction::CannotTell;
            told(a).cmp(&told(b)).then(b.difference.abs().total_cmp(&a.difference.abs()))
        });
        let largest = largest(shares.iter().flat_map(|one| [one.earlier, one.later]));
        shares.into_iter().map(|share| Self::new(of, share, largest)).collect()
    }

    fn new(of: Change<'_>, share: &ShareChange, largest: f64) -> Self {
        let theme = &share.theme;
        let shown = |text: String| of.on_theme(theme, None, Phrase::same(text));
        Self {
            colour: of.themes().colour(theme),
            label: of.themes().label(theme).into(),
            earlier: shown(percent(share.earlier)),
            later: shown(percent(share.later)),
            lengths: [share.earlier, share.later].map(|share| length(share / largest)),
            difference: shown(gain(share.difference)),
            interval: interval(share.interval),
            votes: shown(format!("{}/{}/{}", share.risen, share.fallen, share.equal)),
            p: share.p_corrected.map_or_else(|| "—".into(), chance),
            direction: changes::direction(share.direction).into(),
            class: class(share.direction),
        }
    }
}

/// The largest of some shares, by which their bars are drawn; 1 if there is none.
pub(super) fn largest(shares: impl Iterator<Item = f64>) -> f64 {
    let largest = shares.fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

/// An interval of points; a dash if there is none.
fn interval(interval: Option<[f64; 2]>) -> Bilingual {
    let Some([low, high]) = interval.map(|ends| ends.map(gain)) else {
        return Bilingual(Phrase::same("—"));
    };
    both(format!("{low} 至 {high}"), format!("{low} to {high}"))
}

/// The class of a direction in the style sheet.
pub(super) fn class(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::CannotTell => "same",
    }
}

/// The largest change that chance alone would bring; `None`: too few pairs to know.
pub(super) fn noise(of: Change<'_>) -> Bilingual {
    let Some(noise) = of.change.share_noise.map(gain) else {
        return both(
            "两场都发言的不足六位，没有估计偶然所及；只看区间。",
            "Fewer than six speakers of both: what chance alone brings was not estimated. Go by \
             the intervals.",
        );
    };
    let noise = noise.trim_start_matches('+');
    both(
        format!(
            "把每位发言者的两场随意对调，二十次里十九次，没有哪个议题的平均份额变化超过 {noise} 个百分点。"
        ),
        format!(
            "Where the meetings of each speaker are swapped at random, in nineteen of twenty cases \
             no theme's mean share changes by more than {noise} points."
        ),
    )
}

/// The shares of all pairs: speakers × themes.
pub(super) struct Matrix {
    pub(super) heads: Vec<ThemeHead>,
    pub(super) rows: Vec<MatrixRow>,
}

/// The row of a speaker.
pub(super) struct MatrixRow {
    pub(super) speaker: String,
    pub(super) cells: Vec<MatrixCell>,
}

/// How a theme changed in what a speaker says.
pub(super) struct MatrixCell {
    pub(super) class: &'static str,
    /// `None`: the speaker says nothing of it in either meeting.
    pub(super) open: Option<Open>,
    /// The shares before and now.
    pub(super) shares: String,
}

impl Matrix {
    pub(super) fn new(of: Change<'_>) -> Self {
        let rows = of.change.speakers.iter().map(|speaker| MatrixRow {
            speaker: of.speaker(speaker.speaker).to_owned(),
            cells: of.themes().ids().map(|theme| MatrixCell::new(of, speaker, theme)).collect(),
        });
        Self { heads: of.themes().heads(), rows: rows.collect() }
    }
}

impl MatrixCell {
    fn new(of: Change<'_>, speaker: &SpeakerChange, theme: &ThemeId) -> Self {
        let Some(share) = speaker.shares.iter().find(|one| one.theme == *theme) else {
            return Self { class: "none", open: None, shares: String::new() };
        };
        let difference = Phrase::same(gain(share.difference));
        Self {
            class: class(share.direction),
            open: Some(of.on_theme(theme, Some(speaker.speaker), difference)),
            shares: format!("{}→{}", percent(share.earlier), percent(share.later)),
        }
    }
}

/// What one speaker does: what surely rose and fell, and how long both speeches are.
pub(super) struct SpeakerRow {
    pub(super) id: String,
    pub(super) speaker: String,
    pub(super) lengths: Bilingual,
    pub(super) risen: Vec<Open>,
    pub(super) fallen: Vec<Open>,
    /// How many themes did not change as far as can be told.
    pub(super) same: Bilingual,
}

impl SpeakerRow {
    /// The pairs of a change.
    pub(super) fn all(of: Change<'_>) -> Vec<Self> {
        of.change.speakers.iter().map(|speaker| Self::new(of, speaker)).collect()
    }

    /// Whether a change can be told.
    pub(super) fn is_told(&self) -> bool {
        !self.risen.is_empty() || !self.fallen.is_empty()
    }

    fn new(of: Change<'_>, speaker: &SpeakerChange) -> Self {
        let told = |direction: Direction| -> Vec<&SpeakerShareChange> {
            speaker.shares.iter().filter(|one| one.direction == direction).collect()
        };
        let shown = |direction| -> Vec<Open> {
            let shares = told(direction).into_iter();
            shares.map(|one| moved(of, speaker, one)).collect()
        };
        let (earlier, later) =
            (say::count(speaker.characters_earlier), say::count(speaker.characters_later));
        let n = told(Direction::CannotTell).len();
        Self {
            id: place_of(of.index, speaker.speaker),
            speaker: of.speaker(speaker.speaker).to_owned(),
            lengths: both(format!("{earlier}→{later} 字"), format!("{earlier}→{later} characters")),
            risen: shown(Direction::Up),
            fallen: shown(Direction::Down),
            same: both(format!("{n} 个议题看不出变化"), format!("of {n} themes cannot tell")),
        }
    }
}

/// A theme with its shares, which opens its sentences.
fn moved(of: Change<'_>, speaker: &SpeakerChange, share: &SpeakerShareChange) -> Open {
    let label = of.themes().label(&share.theme);
    let (earlier, later) = (percent(share.earlier), percent(share.later));
    let text = Phrase::new(
        format!("{} {earlier}→{later}", label.zh),
        format!("{} {earlier}→{later}", label.en),
    );
    of.on_theme(&share.theme, Some(speaker.speaker), text)
}
