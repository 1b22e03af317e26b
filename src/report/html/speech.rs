//! A speech: what it stressed, in which words, with which numbers, and the sentences that show it.

use super::bilingual::{Bilingual, both};
use super::caveats::{self, Note};
use super::context::SpeechContext;
use super::emphasis;
use super::evidence::Evidence;
use super::links::{EvidenceLinks, Link, TermLink};
use super::marked::{MarkedSentence, StatedFigures};
use super::outline::OutlineRow;
use super::reuse::ReuseView;
use super::terms::{self, TermList, TermRow};
use super::themes::Themes;
use crate::analysis::SpeechAnalysis;
use crate::ids::{SpeechId, ThemeId};
use crate::say::{self, names};

/// One speech on the page.
pub(super) struct SpeechView<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
    /// What English words call its speaker, if that is not what is printed.
    pub(super) in_english: Option<String>,
    pub(super) colour: String,
    pub(super) title: Option<&'a str>,
    pub(super) who: Bilingual,
    pub(super) emphasis: Bilingual,
    pub(super) main: Bilingual,
    /// The speeches before and after it, as an office lists them.
    pub(super) before: Option<Link>,
    pub(super) after: Option<Link>,
    pub(super) outline: Vec<OutlineRow>,
    /// Its first distinctive terms, and its key figures.
    pub(super) first_terms: Vec<TermLink>,
    pub(super) key_figures: Vec<Link>,
    /// The sentences with most of its distinctive terms, the terms marked.
    pub(super) key_sentences: Vec<MarkedSentence<'a>>,
    /// What speaks against relying on its numbers.
    pub(super) notes: Vec<Note>,
    /// What it shares with others word for word.
    pub(super) shared: Option<ReuseView<'a>>,
    pub(super) themes: Vec<Evidence<'a>>,
    /// The caption of the table of terms.
    pub(super) caption: Bilingual,
    pub(super) terms: Vec<TermRow<'a>>,
    /// What the terms are compared with: the head of a column.
    pub(super) elsewhere: Bilingual,
    /// Places, and what is said once.
    pub(super) lists: Vec<TermList>,
    pub(super) n_figures: usize,
    /// The figures it states, by sentence.
    pub(super) figures: Vec<StatedFigures<'a>>,
}

/// Terms shown of a speech; all of them are in `tables/terms.csv`. Chosen by eye.
const TERMS: usize = 12;
/// Terms and quotations on its first screen.
const FIRST_TERMS: usize = 5;
const QUOTATIONS: usize = 2;

impl<'a> SpeechView<'a> {
    /// The speeches of a meeting as an office lists them.
    pub(super) fn all(links: EvidenceLinks<'a>) -> Vec<Self> {
        let listed = links.meeting.listed();
        let at = |place: Option<usize>| links.speech(*listed.get(place?)?);
        let views = listed.iter().enumerate().map(|(place, &id)| Self {
            before: at(place.checked_sub(1)),
            after: at(Some(place + 1)),
            ..Self::new(links, id)
        });
        views.collect()
    }

    fn new(links: EvidenceLinks<'a>, id: SpeechId) -> Self {
        let meeting = links.meeting;
        let speech = &meeting[id];
        let context = SpeechContext { meeting, speech, id: links.speech_id(id) };
        let themes = Themes(&meeting.themes);
        Self {
            name: &speech.name,
            in_english: names::in_english(&speech.name),
            colour: themes.colour(meeting.stress(id).theme().unwrap_or(&ThemeId::OTHER)),
            title: speech.title.as_deref(),
            who: who(speech),
            emphasis: emphasis::of_speech(meeting, id),
            main: emphasis::main(speech, themes),
            before: None,
            after: None,
            outline: context.outline(),
            first_terms: links.first_terms(id, FIRST_TERMS),
            key_figures: context.key_figures(),
            key_sentences: speech
                .key_sentences
                .iter()
                .take(QUOTATIONS)
                .filter_map(|&one| context.key_sentence(one))
                .collect(),
            notes: caveats::notes(links, id),
            shared: ReuseView::of_speech(links, id),
            themes: context.evidence(),
            caption: terms::caption(speech),
            terms: speech.repeated().iter().take(TERMS).map(|term| context.term(term)).collect(),
            elsewhere: terms::elsewhere(speech.reference),
            lists: context.lists(),
            n_figures: speech.figures.len(),
            figures: speech
                .figures
                .chunk_by(|a, b| a.sentence_id == b.sentence_id)
                .map(|figures| context.stated(figures))
                .collect(),
            id: context.id,
        }
    }
}

fn who(speech: &SpeechAnalysis) -> Bilingual {
    let (speaker, characters) = (&speech.speaker, say::count(speech.characters));
    let n = say::count(speech.words);
    both(
        format!("{speaker} · {characters} 字 · {n} 词"),
        format!("{speaker} · {characters} characters · {n} words"),
    )
}
