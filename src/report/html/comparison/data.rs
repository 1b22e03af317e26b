//! The data for the script of the page: every sentence once, and the numbers of each theme.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::{Change, theme_index};
use crate::{
    analysis::SentenceAnalysis,
    compare::{
        Carried, CarriedFrom, ComparedMeeting, ComparedSpeech, MeetingComparison, MeetingSpan,
        ReferenceText,
    },
    error::{Error, Result},
    ids::ThemeId,
    report::{files::INDEX, html::themes::Themes, visible::write_compact_json},
    say::{self, numbers::gain, percent},
};

/// A comparison for the script; `page/comparison/script/data.js` documents the same fields.
#[derive(Serialize)]
struct Data<'a> {
    meetings: Vec<MeetingData<'a>>,
    /// Names.
    speakers: Vec<&'a str>,
    /// Themes in their fixed order, the rest last.
    themes: Vec<ThemeData<'a>>,
    changes: Vec<ChangeData<'a>>,
    reference: Option<ReferenceData<'a>>,
}

#[derive(Serialize)]
struct MeetingData<'a> {
    zh: String,
    en: String,
    sources: Vec<String>,
    speeches: Vec<SpeechData<'a>>,
}

#[derive(Serialize)]
struct SpeechData<'a> {
    name: &'a str,
    speaker: usize,
    sentences: Vec<SentenceData<'a>>,
}

/// Text, theme, line, whether a paragraph begins with it, source.
type SentenceData<'a> = (&'a str, usize, usize, u8, usize);

#[derive(Serialize)]
struct ThemeData<'a> {
    zh: String,
    en: String,
    colour: String,
    /// The words by which it was recognised, to be marked in its sentences.
    terms: &'a [String],
}

#[derive(Serialize)]
struct ChangeData<'a> {
    earlier: usize,
    later: usize,
    /// For each theme the mean shares.
    means: BTreeMap<usize, ShareData>,
    /// For each speaker, for each theme, the shares.
    speakers: BTreeMap<usize, BTreeMap<usize, ShareData>>,
    /// For each speaker what it repeats.
    carried: BTreeMap<usize, Vec<CarriedData<'a>>>,
}

/// Before, now, difference in points, the ends of its interval; empty: there is none.
type ShareData = [String; 5];

/// Kind, text, its place, the other place or the sentence of the reference text.
type CarriedData<'a> = (CarriedFrom, &'a str, [usize; 5], Option<[usize; 5]>, Option<usize>);

#[derive(Serialize)]
struct ReferenceData<'a> {
    name: &'a str,
    /// Text and line.
    sentences: Vec<(&'a str, usize)>,
}

/// The comparison as JSON for a script element.
pub(super) fn json(comparison: &MeetingComparison) -> Result<String> {
    let themes = Themes(&comparison.themes);
    let data = Data {
        meetings: comparison.meetings.iter().map(|one| meeting(themes, one)).collect(),
        speakers: comparison.speakers.iter().map(|one| one.name.as_str()).collect(),
        themes: themes.ids().map(|id| theme(themes, id)).collect(),
        changes: Change::all(comparison).map(change).collect(),
        reference: comparison.reference.as_ref().map(reference),
    };
    let mut json = Vec::new();
    write_compact_json(&mut json, &data).map_err(Error::file(INDEX, "render"))?;
    // Only `<` can end a script element or open a comment in it.
    Ok(String::from_utf8_lossy(&json).replace('<', "\\u003c"))
}

fn meeting<'a>(themes: Themes<'_>, meeting: &'a ComparedMeeting) -> MeetingData<'a> {
    let name = say::changes::meeting(meeting);
    MeetingData {
        zh: name.zh,
        en: name.en,
        sources: meeting.sources.iter().map(|file| say::before_line(file)).collect(),
        speeches: meeting.speeches.iter().map(|one| speech(themes, one)).collect(),
    }
}

fn speech<'a>(themes: Themes<'_>, speech: &'a ComparedSpeech) -> SpeechData<'a> {
    SpeechData {
        name: &speech.name,
        speaker: speech.speaker.index(),
        sentences: speech.sentences.iter().map(|one| sentence(themes, one)).collect(),
    }
}

fn sentence<'a>(themes: Themes<'_>, sentence: &'a SentenceAnalysis) -> SentenceData<'a> {
    let theme = theme_index(themes, &sentence.theme);
    (&sentence.text, theme, sentence.line, sentence.opens_paragraph.into(), sentence.source)
}

fn theme<'a>(themes: Themes<'a>, id: &ThemeId) -> ThemeData<'a> {
    let label = themes.label(id);
    ThemeData {
        zh: label.zh,
        en: label.en,
        colour: themes.colour(id),
        terms: themes.get(id).map_or(&[], |theme| &theme.terms),
    }
}

fn change(change: Change<'_>) -> ChangeData<'_> {
    let (themes, of) = (change.themes(), change.change);
    let index = |theme: &ThemeId| theme_index(themes, theme);
    ChangeData {
        earlier: of.earlier.index(),
        later: of.later.index(),
        means: of
            .shares
            .iter()
            .map(|one| (index(&one.theme), shares([one.earlier, one.later], one.interval)))
            .collect(),
        speakers: of
            .speakers
            .iter()
            .map(|speaker| {
                let own = speaker.shares.iter();
                let own = own
                    .map(|one| (index(&one.theme), shares([one.earlier, one.later], one.interval)));
                (speaker.speaker.index(), own.collect())
            })
            .collect(),
        carried: of.carried.iter().map(|one| (one.speaker.index(), carried(one))).collect(),
    }
}

fn shares([earlier, later]: [f64; 2], interval: Option<[f64; 2]>) -> ShareData {
    let [low, high] = interval.map_or_else(Default::default, |ends| ends.map(gain));
    [percent(earlier), percent(later), gain(later - earlier), low, high]
}

fn carried(carried: &Carried) -> Vec<CarriedData<'_>> {
    let texts = carried.texts.iter();
    texts
        .map(|one| {
            let in_reference = one.in_reference.map(|sentence| sentence.index());
            (one.from, one.text.as_str(), place(one.here), one.there.map(place), in_reference)
        })
        .collect()
}

/// Meeting, speech, sentence, first character, character behind the last.
fn place(at: MeetingSpan) -> [usize; 5] {
    let span = at.span;
    [at.meeting.index(), span.speech.index(), span.sentence.index(), span.start, span.end]
}

fn reference(reference: &ReferenceText) -> ReferenceData<'_> {
    ReferenceData {
        name: &reference.name,
        sentences: reference.sentences.iter().map(|one| (one.text.as_str(), one.line)).collect(),
    }
}
