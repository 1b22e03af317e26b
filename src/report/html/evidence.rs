//! The themes of a speech and the sentences behind them, by section.

use super::bilingual::{Bilingual, both};
use super::context::SpeechContext;
use super::shares::interval_of;
use super::themes::Themes;
use crate::analysis::UnitAnalysis;
use crate::ids::{SentenceId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent, percents};
use crate::transcript::UnitKind;

/// A theme's part of a speech, and the sentences behind it.
pub(super) struct Evidence<'a> {
    pub(super) id: String,
    pub(super) colour: String,
    pub(super) label: Bilingual,
    pub(super) share: String,
    /// The 95 % interval of the share; empty where there is none.
    pub(super) interval: String,
    pub(super) length: String,
    pub(super) count: Bilingual,
    pub(super) sections: Vec<Section<'a>>,
}

/// Neighbouring sentences of one section.
pub(super) struct Section<'a> {
    pub(super) heading: Bilingual,
    /// The heading, if it is itself a sentence of the theme: it is then not repeated below.
    pub(super) printed: Option<SentenceView<'a>>,
    pub(super) sentences: Vec<SentenceView<'a>>,
}

/// One sentence with its place in the source.
pub(super) struct SentenceView<'a> {
    pub(super) id: String,
    pub(super) text: &'a str,
    /// File and line; `None` if they are those of the sentence before it in the list, which the
    /// script repeats.
    pub(super) source: Option<String>,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
}

impl<'a> SpeechContext<'a> {
    /// Every theme with a share or a sentence, the largest share first.
    pub(super) fn evidence(&self) -> Vec<Evidence<'a>> {
        let themes = Themes(&self.meeting.themes);
        let mut ids: Vec<&ThemeId> =
            themes.ids().filter(|id| self.share(id) > 0.0 || self.has_sentence_on(id)).collect();
        // `OTHER` is last however large it is; equal shares keep the order of the themes.
        ids.sort_by(|a, b| {
            a.is_other().cmp(&b.is_other()).then(self.share(b).total_cmp(&self.share(a)))
        });
        ids.into_iter().map(|id| self.theme(id)).collect()
    }

    fn share(&self, theme: &ThemeId) -> f64 {
        self.speech.shares.of(theme)
    }

    fn has_sentence_on(&self, theme: &ThemeId) -> bool {
        let themes = Themes(&self.meeting.themes);
        let number = themes.number(theme);
        self.speech.sentences.iter().any(|one| themes.number(&one.theme) == number)
    }

    /// The section that a sentence is in.
    fn unit(&self, id: SentenceId) -> usize {
        self.speech[id].unit
    }

    fn theme(&self, theme: &ThemeId) -> Evidence<'a> {
        let themes = Themes(&self.meeting.themes);
        let (number, share) = (themes.number(theme), self.share(theme));
        let all = self.speech.sentence_ids();
        let sentences: Vec<SentenceId> =
            all.filter(|&id| themes.number(&self.speech[id].theme) == number).collect();
        Evidence {
            id: format!("{}-t{number}", self.id),
            colour: themes.colour(theme),
            label: themes.label(theme).into(),
            share: percent(share),
            interval: interval_of(self.speech, theme).map_or_else(String::new, percents),
            length: say::numbers::length(share),
            count: both(
                format!("{} 句", say::count(sentences.len())),
                say::counted(sentences.len(), "sentence"),
            ),
            sections: sentences
                .chunk_by(|&a, &b| self.unit(a) == self.unit(b))
                .map(|ids| self.section(self.unit(ids[0]), ids))
                .collect(),
        }
    }

    fn section(&self, unit: usize, ids: &[SentenceId]) -> Section<'a> {
        let unit = self.speech.units.get(unit);
        let heading = unit.map_or_else(Phrase::default, heading);
        let mut sentences = self.sentences(ids).into_iter().peekable();
        Section {
            printed: sentences.next_if(|first| alike(first.text, &heading.zh)),
            heading: heading.into(),
            sentences: sentences.collect(),
        }
    }

    fn sentences(&self, ids: &[SentenceId]) -> Vec<SentenceView<'a>> {
        let mut before = None;
        let view = |&id: &SentenceId| {
            let sentence = &self.speech[id];
            let place = Some((sentence.source, sentence.line));
            let is_new = std::mem::replace(&mut before, place) != place;
            SentenceView {
                id: self.sentence_id(id),
                text: &sentence.text,
                source: is_new.then(|| self.source(sentence)),
                opens: sentence.opens_paragraph,
            }
        };
        ids.iter().map(view).collect()
    }
}

/// A section's heading, or else its role in the speech.
fn heading(unit: &UnitAnalysis) -> Phrase {
    match (&unit.heading, unit.kind) {
        (Some(heading), _) => Phrase::same(heading),
        (None, UnitKind::Lead) => Phrase::new("导语", "Opening"),
        (None, UnitKind::Outlook) => Phrase::new("下一步", "Next steps"),
        (None, UnitKind::Numbered | UnitKind::Body) => Phrase::new("正文", "Text"),
    }
}

/// Whether two texts differ only in white space and in the punctuation at their end.
fn alike(a: &str, b: &str) -> bool {
    bare(a) == bare(b)
}

/// A text without white space and without the punctuation at its end.
fn bare(text: &str) -> String {
    text.trim_end_matches(['。', '：', ' ']).split_whitespace().collect()
}
