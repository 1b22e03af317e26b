//! The data for the page's script: shares and pairs, already formatted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::EvidenceLinks;
use super::pairs;
use super::shares::interval_of;
use super::themes::Themes;
use crate::analysis::{MeetingAnalysis, PairTerms, SpeechAnalysis};
use crate::budget::PAGE_PAIRED_SPEECHES;
use crate::ids::{SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent, percents};

/// A meeting for the script; `page/script/data.js` documents the same fields.
#[derive(Serialize)]
struct Data<'a> {
    /// Names of the speeches, in the order of the page.
    speeches: Vec<&'a str>,
    /// Who gave them, by whose names the settings know them.
    speakers: Vec<&'a str>,
    /// Themes in their fixed order, the rest last.
    themes: Vec<ThemeData<'a>>,
    /// Speeches × themes.
    shares: Vec<Vec<ShareData>>,
    /// All pairs by their first, then their second speech; empty for many speeches.
    pairs: Vec<PairData<'a>>,
    /// What pairs share word for word.
    formulas: Vec<&'a str>,
}

#[derive(Serialize)]
struct ThemeData<'a> {
    id: &'a ThemeId,
    #[serde(flatten)]
    label: PhraseData,
    colour: String,
    /// Its number in the ids of the page.
    number: usize,
    /// The words by which it was recognised, to be marked in its sentences.
    terms: &'a [String],
}

#[derive(Serialize)]
struct ShareData {
    share: String,
    interval: String,
    length: String,
}

#[derive(Serialize)]
struct PairData<'a> {
    #[serde(flatten)]
    text: PhraseData,
    /// Terms with their shares of the similarity.
    why: Vec<(&'a str, String)>,
    /// Indices in [`Data::formulas`], at most [`SHARED`].
    shared: Vec<usize>,
}

#[derive(Serialize)]
struct PhraseData {
    zh: String,
    en: String,
}

impl From<Phrase> for PhraseData {
    fn from(Phrase { zh, en }: Phrase) -> Self {
        Self { zh, en }
    }
}

/// Shared strings shown of a pair, the longest and most shared first. Chosen by eye.
const SHARED: usize = 6;

/// The meeting as JSON for a script element; `None` if there is no pair.
pub(super) fn json(links: EvidenceLinks<'_>) -> Option<String> {
    let meeting = links.meeting;
    let n = meeting.speeches.len();
    if n < 2 {
        return None;
    }
    let themes = Themes(&meeting.themes);
    let data = Data {
        speeches: meeting.speeches.iter().map(|speech| speech.name.as_str()).collect(),
        speakers: meeting.speeches.iter().map(|speech| speech.speaker.as_str()).collect(),
        themes: themes.ids().map(|id| theme(themes, id)).collect(),
        shares: meeting.speeches.iter().map(|speech| shares(meeting, speech)).collect(),
        pairs: if n <= PAGE_PAIRED_SPEECHES { all_pairs(meeting) } else { Vec::new() },
        formulas: meeting.reuse.iter().map(|formula| formula.text.as_str()).collect(),
    };
    serde_json::to_string(&data).ok().map(|json| in_script(&json))
}

/// JSON as it can stand in a script element: only `<` can end one or open a comment in it.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn theme<'a>(themes: Themes<'a>, id: &'a ThemeId) -> ThemeData<'a> {
    let number = themes.number(id);
    ThemeData {
        id,
        label: themes.label(id).into(),
        colour: themes.colour(id),
        number,
        terms: themes.get(id).map_or(&[], |theme| &theme.terms),
    }
}

fn shares(meeting: &MeetingAnalysis, speech: &SpeechAnalysis) -> Vec<ShareData> {
    meeting.theme_ids().map(|theme| ShareData::new(speech, theme)).collect()
}

impl ShareData {
    fn new(speech: &SpeechAnalysis, theme: &ThemeId) -> Self {
        let share = speech.shares.of(theme);
        Self {
            share: percent(share),
            interval: interval_of(speech, theme).map_or_else(String::new, percents),
            length: say::numbers::length(share),
        }
    }
}

fn all_pairs(meeting: &MeetingAnalysis) -> Vec<PairData<'_>> {
    let why: BTreeMap<(SpeechId, SpeechId), &PairTerms> =
        meeting.why.iter().map(|pair| ((pair.a, pair.b), pair)).collect();
    meeting
        .pairs()
        .map(|(a, b)| {
            let terms = why.get(&(a, b)).map_or(&[][..], |pair| &pair.terms);
            PairData::new(meeting, a, b, terms)
        })
        .collect()
}

impl<'a> PairData<'a> {
    fn new(
        meeting: &'a MeetingAnalysis,
        a: SpeechId,
        b: SpeechId,
        terms: &'a [(String, f64)],
    ) -> Self {
        let reused = meeting.reuse.iter().enumerate();
        let shared =
            reused.filter(|(_, one)| one.speeches.contains(&a) && one.speeches.contains(&b));
        Self {
            text: pairs::describe(meeting, a, b).into(),
            why: terms.iter().map(|(term, share)| (term.as_str(), percent(*share))).collect(),
            shared: shared.map(|(index, _)| index).take(SHARED).collect(),
        }
    }
}
