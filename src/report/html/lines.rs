//! Each speech of a meeting in one line: the second half of the page's answer, and its contents.

use super::bilingual::Bilingual;
use super::links::{EvidenceLinks, Link, TermLink};
use super::themes::Themes;
use crate::ids::{SpeechId, ThemeId};
use crate::say::{self, names};

/// One speech in a line.
pub(super) struct SpeakerLine {
    /// Its name, linked to the speech.
    pub(super) speech: Link,
    /// What English words call its speaker, if that is not what is printed.
    pub(super) in_english: Option<String>,
    pub(super) colour: String,
    /// What it stresses.
    pub(super) stress: Bilingual,
    /// Its first distinctive terms, linked to where it says them.
    pub(super) terms: Vec<TermLink>,
    pub(super) characters: String,
}

/// Terms in a line. Chosen by eye: more would break it on paper.
const TERMS: usize = 4;

impl SpeakerLine {
    /// The speeches of a meeting as an office lists them.
    pub(super) fn all(links: EvidenceLinks<'_>) -> Vec<Self> {
        links.meeting.listed().into_iter().map(|id| Self::new(links, id)).collect()
    }

    fn new(links: EvidenceLinks<'_>, id: SpeechId) -> Self {
        let (meeting, speech) = (links.meeting, &links.meeting[id]);
        let stress = meeting.stress(id);
        Self {
            speech: Link::new(format!("#{}", links.speech_id(id)), &speech.name),
            in_english: names::in_english(&speech.name),
            colour: Themes(&meeting.themes).colour(stress.theme().unwrap_or(&ThemeId::OTHER)),
            stress: Bilingual(names::stress(&stress, &meeting.themes)),
            terms: links.first_terms(id, TERMS),
            characters: say::count(speech.characters),
        }
    }
}
