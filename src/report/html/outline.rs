//! The outline of a speech: its printed headings, each with the theme of its section.

use super::bilingual::Bilingual;
use super::context::SpeechContext;
use super::links::Link;
use super::themes::Themes;
use crate::analysis::{UnitAnalysis, key_figures};
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// One section.
pub(super) struct OutlineRow {
    /// Its heading, linked to its first sentence.
    pub(super) heading: Link,
    pub(super) colour: String,
    /// Its theme, how sure that is, and its length.
    pub(super) about: Bilingual,
}

/// Key figures shown of a speech. Chosen by eye.
const FIGURES: usize = 4;

impl SpeechContext<'_> {
    /// The sections with a heading, in order.
    pub(super) fn outline(&self) -> Vec<OutlineRow> {
        let units = 0..self.speech.units.len();
        units.filter_map(|unit| self.outlined(unit)).collect()
    }

    fn outlined(&self, place: usize) -> Option<OutlineRow> {
        let unit = self.speech.units.get(place)?;
        let heading = unit.heading.as_ref()?;
        let first = self.speech.sentence_ids().find(|&id| self.speech[id].unit == place)?;
        let themes = Themes(&self.meeting.themes);
        Some(OutlineRow {
            heading: Link::new(format!("#{}", self.sentence_id(first)), heading),
            colour: themes.colour(&unit.theme),
            about: Bilingual(about(unit, themes)),
        })
    }

    /// The key figures as printed, linked to the sentences that state them.
    pub(super) fn key_figures(&self) -> Vec<Link> {
        let figures = key_figures(&self.speech.figures, FIGURES).into_iter();
        let figures = figures.map(|place| &self.speech.figures[place]);
        figures
            .map(|figure| {
                Link::new(format!("#{}", self.sentence_id(figure.sentence_id)), &figure.raw)
            })
            .collect()
    }
}

/// The theme of a section as a whole, how sure that is, and its length.
fn about(unit: &UnitAnalysis, themes: Themes<'_>) -> Phrase {
    let (n, sure) = (say::count(unit.characters), percent(unit.confidence));
    if unit.theme.is_other() {
        return Phrase::new(format!("归不进议题，{n} 字"), format!("no theme, {n} characters"));
    }
    let label = themes.label(&unit.theme);
    Phrase::new(
        format!("{}，证据占 {sure}，{n} 字", label.zh),
        format!("{}, {sure} of the evidence, {n} characters", label.en),
    )
}
