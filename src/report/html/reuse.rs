//! What speeches share word for word: of one speech, and of the whole meeting.

use super::bilingual::{Bilingual, both};
use super::links::{EvidenceLinks, Link};
use crate::analysis::ReusedText;
use crate::ids::SpeechId;
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// Texts shown of a speech; all of them are in `tables/formulas.csv`. Chosen by eye.
const OF_SPEECH: usize = 8;
/// Texts shown of a meeting. Chosen by eye.
const OF_MEETING: usize = 20;
/// Speeches named beside a text; the others are only counted. Chosen by eye.
const NAMED: usize = 6;

/// Texts that speeches share word for word, and how many are not shown.
pub(super) struct ReuseView<'a> {
    pub(super) text: Bilingual,
    pub(super) rows: Vec<ReuseRow<'a>>,
    pub(super) rest: Option<Bilingual>,
}

/// One shared text.
pub(super) struct ReuseRow<'a> {
    pub(super) text: &'a str,
    /// The lines on which this speech says it; empty in the list of the meeting.
    pub(super) own: Vec<Link>,
    pub(super) others: Vec<Link>,
    pub(super) count: Bilingual,
}

impl<'a> ReuseView<'a> {
    /// What a speech shares with others; `None` if it shares nothing.
    pub(super) fn of_speech(links: EvidenceLinks<'a>, id: SpeechId) -> Option<Self> {
        let all: Vec<&ReusedText> =
            links.meeting.reuse.iter().filter(|one| one.speeches.contains(&id)).collect();
        let mut text = number_of_texts(all.len());
        if let Some(share) = links.meeting.speech(id)?.reused.map(percent) {
            text +=
                &Phrase::new(format!("，占字数 {share}"), format!(", {share} of its characters"));
        }
        Self::new(links, Some(id), all, OF_SPEECH, text)
    }

    /// What is shared in the meeting; `None` if nothing is.
    pub(super) fn of_meeting(links: EvidenceLinks<'a>) -> Option<Self> {
        let all: Vec<&ReusedText> = links.meeting.reuse.iter().collect();
        let text = number_of_texts(all.len());
        Self::new(links, None, all, OF_MEETING, text)
    }

    /// The first `most` of `reused`; `own` is the speech beside which they are shown.
    fn new(
        links: EvidenceLinks<'a>,
        own: Option<SpeechId>,
        reused: Vec<&'a ReusedText>,
        most: usize,
        text: Phrase,
    ) -> Option<Self> {
        let rest = rest(reused.len().saturating_sub(most));
        let rows: Vec<_> =
            reused.into_iter().take(most).map(|one| ReuseRow::new(links, own, one)).collect();
        (!rows.is_empty()).then_some(Self { text: text.into(), rows, rest })
    }
}

impl<'a> ReuseRow<'a> {
    fn new(links: EvidenceLinks<'a>, own: Option<SpeechId>, reused: &'a ReusedText) -> Self {
        let own_places = reused.places.iter().filter(|(speech, _)| Some(*speech) == own);
        let others = reused.speeches.iter().filter(|&&speech| Some(speech) != own);
        Self {
            text: &reused.text,
            own: own_places
                .filter_map(|&(speech, sentence)| links.line(speech, sentence))
                .collect(),
            others: others
                .take(NAMED)
                .filter_map(|&speech| first_place(links, reused, speech))
                .collect(),
            count: size(reused, links.meeting.speeches.len()),
        }
    }
}

/// How many texts are shared.
fn number_of_texts(number: usize) -> Phrase {
    Phrase::new(format!("{} 处", say::count(number)), say::counted(number, "string"))
}

/// How many more texts the table has; `None` if all are shown.
fn rest(more: usize) -> Option<Bilingual> {
    (more > 0).then(|| {
        let more = say::count(more);
        both(
            format!("其余 {more} 处见 tables/formulas.csv。"),
            format!("{more} more in tables/formulas.csv."),
        )
    })
}

/// The first sentence in which a speech says the text.
fn first_place(links: EvidenceLinks<'_>, reused: &ReusedText, speech: SpeechId) -> Option<Link> {
    let &(speech, sentence) = reused.places.iter().find(|(other, _)| *other == speech)?;
    links.shared(speech, sentence)
}

/// The length of the text, and in how many of `all` speeches it is.
fn size(reused: &ReusedText, all: usize) -> Bilingual {
    let (letters, speeches) = (say::count(reused.letters), reused.speeches.len());
    both(
        format!("{letters} 字，{speeches}/{all} 篇"),
        format!("{letters} characters, {speeches}/{all} speeches"),
    )
}
