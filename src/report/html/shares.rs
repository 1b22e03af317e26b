//! The table of shares: speeches × themes.

use super::links::{EvidenceLinks, Link};
use super::themes::Themes;
use crate::analysis::SpeechAnalysis;
use crate::ids::{SpeechId, ThemeId};
use crate::say::{self, percent, percents};

/// A speech's row in the table of shares.
pub(super) struct ShareRow {
    pub(super) speech: Link,
    pub(super) cells: Vec<ShareCell>,
}

/// One cell: a share, and a link to its sentences.
pub(super) struct ShareCell {
    pub(super) share: String,
    /// The 95 % interval of the share; empty where there is none.
    pub(super) interval: String,
    pub(super) length: String,
    pub(super) colour: String,
    /// `None` if there are no sentences.
    pub(super) href: Option<String>,
}

impl ShareRow {
    /// Speeches × themes: a list for each group, all in the order in which an office lists them.
    pub(super) fn by_group(links: EvidenceLinks<'_>) -> Vec<Vec<Self>> {
        let listed = links.meeting.listed();
        let mut groups: Vec<Vec<SpeechId>> = links
            .meeting
            .groups
            .iter()
            .map(|group| listed.iter().copied().filter(|id| group.members.contains(id)).collect())
            .collect();
        groups.sort_by_key(|members| listed.iter().position(|id| members.first() == Some(id)));
        let row = |id: SpeechId| Self::new(links, id);
        groups.into_iter().map(|members| members.into_iter().filter_map(row).collect()).collect()
    }

    fn new(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Self> {
        let themes = Themes(&links.meeting.themes);
        let speech = links.meeting.speech(id)?;
        let href = format!("#{}", links.speech_id(id));
        let cells = themes.ids().map(|theme| ShareCell::new(themes, speech, theme, &href));
        Some(Self { cells: cells.collect(), speech: Link::new(href, &speech.name) })
    }
}

impl ShareCell {
    /// `href` leads to the section of the speech.
    fn new(themes: Themes<'_>, speech: &SpeechAnalysis, theme: &ThemeId, href: &str) -> Self {
        let share = speech.shares.of(theme);
        Self {
            share: percent(share),
            interval: interval_of(speech, theme).map_or_else(String::new, percents),
            length: say::numbers::length(share),
            colour: themes.colour(theme),
            href: (share > 0.0).then(|| format!("{href}-t{}", themes.number(theme))),
        }
    }
}

/// The 95 % interval of a theme's share of a speech; `None` where nothing was resampled.
pub(super) fn interval_of(speech: &SpeechAnalysis, theme: &ThemeId) -> Option<[f64; 2]> {
    speech.share_intervals.as_ref()?.get(theme).copied()
}
