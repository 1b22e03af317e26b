//! What the page's script needs beside the page itself: shares and pairs, already in words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::EvidenceLinks;
use super::pairs;
use super::themes::Themes;
use crate::analysis::{MeetingAnalysis, PairTerms, SpeechAnalysis};
use crate::budget::PAGE_PAIRED_SPEECHES;
use crate::ids::{SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent, percents};

/// A meeting for the script; `page/script/data.js` says the same in its own words.
#[derive(Serialize)]
struct Data<'a> {
    /// Names of the speeches, in the order of the page.
    speeches: Vec<&'a str>,
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
    #[serde(flatten)]
    label: PhraseData,
    colour: String,
    /// Its place in the ids of the page.
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
    /// Terms with their parts of what draws the two together.
    why: Vec<(&'a str, String)>,
    /// Places in [`Data::formulas`], at most [`SHARED`].
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

/// Shared strings shown of a pair, the longest and most shared first.
const SHARED: usize = 6;

/// The meeting as JSON that can stand in a script element; `None`: there is no pair.
pub(super) fn json(links: EvidenceLinks<'_>) -> Option<String> {
    let meeting = links.meeting;
    let n = meeting.speeches.len();
    if n < 2 {
        return None;
    }
    let themes = Themes(&meeting.themes);
    let data = Data {
        speeches: meeting.speeches.iter().map(|speech| speech.name.as_str()).collect(),
        themes: themes.ids().map(|id| theme(themes, id)).collect(),
        shares: meeting.speeches.iter().map(|speech| shares(meeting, speech)).collect(),
        pairs: if n <= PAGE_PAIRED_SPEECHES { all_pairs(meeting) } else { Vec::new() },
        formulas: meeting.reuse.iter().map(|formula| formula.text.as_str()).collect(),
    };
    // In a script element only `<` can end it or open a comment.
    serde_json::to_string(&data).ok().map(|json| json.replace('<', "\\u003c"))
}

fn theme<'a>(themes: Themes<'a>, id: &ThemeId) -> ThemeData<'a> {
    let number = themes.number(id);
    ThemeData {
        label: themes.label(id).into(),
        colour: themes.colour(id),
        number,
        terms: themes.get(id).map_or(&[], |theme| &theme.terms),
    }
}

fn shares(meeting: &MeetingAnalysis, speech: &SpeechAnalysis) -> Vec<ShareData> {
    let share = |id: &ThemeId| {
        let share = speech.shares.of(id);
        let interval = speech.share_intervals.as_ref().and_then(|all| all.get(id));
        ShareData {
            share: percent(share),
            interval: interval.copied().map_or_else(String::new, percents),
            length: say::numbers::length(share),
        }
    };
    meeting.theme_ids().map(share).collect()
}

fn all_pairs(meeting: &MeetingAnalysis) -> Vec<PairData<'_>> {
    let why: BTreeMap<(SpeechId, SpeechId), &PairTerms> =
        meeting.why.iter().map(|pair| ((pair.a, pair.b), pair)).collect();
    let pair = |(a, b)| {
        let terms = why.get(&(a, b)).map_or(&[][..], |pair| &pair.terms);
        let both = |&(_, formula): &(usize, &crate::analysis::ReusedText)| {
            formula.speeches.contains(&a) && formula.speeches.contains(&b)
        };
        let shared = meeting.reuse.iter().enumerate().filter(both);
        PairData {
            text: pairs::describe(meeting, a, b).into(),
            why: terms.iter().map(|(term, share)| (term.as_str(), percent(*share))).collect(),
            shared: shared.map(|(place, _)| place).take(SHARED).collect(),
        }
    };
    meeting.pairs().map(pair).collect()
}
