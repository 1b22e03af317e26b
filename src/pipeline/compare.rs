//! Meeting against meeting, a line a stage.

use super::{split_sources, words::Words};
use crate::{
    analysis::{self, Grouped, SentenceAnalysis},
    compare::{
        ComparedMeeting, ComparedSpeech, Ground, MeetingChange, MeetingComparison, SCHEMA, Speaker,
        arrange,
        dates::{self, DatedMeeting},
        findings::findings,
        groups::{MeetingGroups, group_pairs, moves},
        joint::Joint,
        reopened,
        shares::Themed,
        speakers::{Joined, join},
        terms::Spoken,
    },
    corpus::Corpus,
    error::{Error, Result},
    ids::{MeetingId, SpeakerId, ThemeId},
    model::{Model, Tally},
    pages::Page,
    run::Run,
    themes::{assign::Assignment, choose::choose, coverage::Coverage},
    transcript::Transcript,
};

/// What is being done with meetings that are compared, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CompareStage {
    /// The text of all meetings is cut into words.
    Words,
    /// Its sentences are given to themes.
    Themes,
    /// The speakers of the meeting with this index are grouped.
    Groups(usize),
    /// The meeting with this index is held against the one before it.
    Change(usize),
    /// The course over all meetings is found.
    Series,
}

/// What a comparison takes besides the meetings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Besides<'a> {
    /// A text that all draw on.
    pub reference: Option<&'a Page>,
    /// The model of an older meeting, whose ground is taken.
    pub frozen: Option<&'a Model>,
}

/// The meetings that a run has read, in the order of their dates; `dates` are those that were given.
///
/// # Errors
/// As [`split`](super::split), and dates that are none or not as many as the meetings.
pub fn split_meetings(run: &Run, dates: &[String]) -> Result<Vec<DatedMeeting>> {
    let mut transcripts = Vec::new();
    for source in arrange::by_meeting(run.inputs.sources.clone()) {
        let read = if reopened::is_report(&source) {
            reopened::transcripts(&source)?
        } else {
            split_sources(std::slice::from_ref(&source), &run.config.transcript)?
        };
        transcripts.extend(arrange::meetings(&source, read));
    }
    dates::ordered(transcripts, dates)
}

/// Holds each of some meetings, in the order of their dates, against the one before it.
///
/// # Errors
/// Fewer than two meetings, and a dimension that linfa refuses.
pub fn compare(
    meetings: &[DatedMeeting],
    run: &Run,
    besides: Besides<'_>,
    watch: &dyn Fn(CompareStage),
) -> Result<MeetingComparison> {
    if meetings.len() < 2 {
        return Err(Error::input(
            run.inputs.arguments.join(" "),
            format!("{} meeting, and a comparison wants two", meetings.len()),
            "name two files or folders, or a folder that holds a folder for each meeting",
        ));
    }
    let transcripts: Vec<&Transcript> =
        meetings.iter().map(|meeting| &meeting.transcript).collect();
    let Joined { joint, speakers } = join(&transcripts);
    watch(CompareStage::Words);
    let segmenter = run.segmenter();
    let words = Words::of(run, &joint.corpus, segmenter);
    watch(CompareStage::Themes);
    let choice = choose(&run.lists.codebooks, &joint.corpus)?;
    let mut coverage = match besides.frozen {
        Some(model) => words.frozen_themes(&choice, segmenter, model)?,
        None => words.themes(&choice, segmenter)?,
    };
    coverage.rename(&run.config.themes.names);
    let tally = words.tally(&choice.hits);
    let phrases = words.phrases(segmenter);
    let groups = grouped(&transcripts, &joint, run, watch)?;
    let themes = analysis::themes(&joint.corpus, &choice, &coverage);
    let ids: Vec<ThemeId> = themes.iter().map(|theme| theme.id.clone()).collect();
    let (draws, seed) = (run.config.themes.draws, run.config.themes.seed);
    let themed =
        Themed { joint: &joint, assignments: &coverage.assignments, themes: &ids, draws, seed };
    let omitted = themed.omitted(&choice.hits);
    let mut changes = Vec::new();
    for (earlier, later) in
        MeetingId::first(meetings.len()).zip(MeetingId::first(meetings.len()).skip(1))
    {
        watch(CompareStage::Change(later.index()));
        let pairs = both(&speakers, earlier, later);
        let shares = themed.changes(&pairs, earlier, later);
        let spoken = Spoken {
            joint: &joint,
            phrases: &phrases.list,
            earlier,
            later,
            pairs: &pairs,
            draws,
            seed,
        };
        let terms = spoken.changes();
        let (before, now) = (&groups[earlier.index()], &groups[later.index()]);
        let group_pairs = group_pairs(before, now, &pairs);
        let outside = match besides.frozen {
            Some(model) => beyond(&tally, &joint, model, later),
            None => outside(&tally, &joint, earlier, later),
        };
        changes.push(MeetingChange {
            earlier,
            later,
            only_earlier: alone(&speakers, earlier, later),
            only_later: alone(&speakers, later, earlier),
            outside: outside.outside,
            outside_of: outside.of,
            shares: shares.whole,
            share_noise: shares.noise,
            speakers: shares.speakers,
            terms: terms.list,
            terms_tried: terms.tried,
            new_wording: Vec::new(),
            gone_wording: Vec::new(),
            carried: Vec::new(),
            moves: moves(before, now, &pairs, &group_pairs),
            group_pairs,
            quantities: Vec::new(),
            omissions: themed.omission_changes(&omitted, &pairs, earlier, later),
            pairs,
        });
    }
    watch(CompareStage::Series);
    let years: Vec<Option<f64>> = meetings.iter().map(DatedMeeting::years).collect();
    let series = (meetings.len() > 2).then(|| themed.series(&years, Vec::new()));
    let mut comparison = MeetingComparison {
        schema: SCHEMA,
        ground: Ground {
            frozen: besides.frozen.map(|model| model.meeting.clone()),
            codebook: analysis::codebook(&choice),
            terms: besides.frozen.map_or(tally.vocabulary(), |model| &model.vocabulary).len(),
            draws,
            seed,
        },
        meetings: meetings
            .iter()
            .zip(MeetingId::first(meetings.len()))
            .zip(groups)
            .map(|((meeting, id), groups)| shown(meeting, id, &joint, &coverage, groups))
            .collect(),
        themes,
        speakers,
        reference: None,
        changes,
        series,
        findings: Vec::new(),
    };
    comparison.findings = findings(&comparison);
    Ok(comparison)
}

/// Who speaks in both of two meetings.
fn both(speakers: &[Speaker], a: MeetingId, b: MeetingId) -> Vec<SpeakerId> {
    let all = SpeakerId::first(speakers.len()).zip(speakers);
    all.filter(|(_, speaker)| speaker.is_in(a) && speaker.is_in(b)).map(|(id, _)| id).collect()
}

/// Who speaks in `here` and not in `there`.
fn alone(speakers: &[Speaker], here: MeetingId, there: MeetingId) -> Vec<SpeakerId> {
    let all = SpeakerId::first(speakers.len()).zip(speakers);
    all.filter(|(_, one)| one.is_in(here) && !one.is_in(there)).map(|(id, _)| id).collect()
}

/// The groups of each meeting, found as in a report on it alone.
fn grouped(
    transcripts: &[&Transcript],
    joint: &Joint,
    run: &Run,
    watch: &dyn Fn(CompareStage),
) -> Result<Vec<MeetingGroups>> {
    let mut all = Vec::new();
    for (index, transcript) in transcripts.iter().enumerate() {
        watch(CompareStage::Groups(index));
        let documents = &joint.documents[joint.of_meeting(MeetingId::new(index))];
        let speakers = documents.iter().map(|document| document.speaker).collect();
        all.push(MeetingGroups::new(&groups_of(transcript, run)?, speakers));
    }
    Ok(all)
}

/// The groups of one meeting.
fn groups_of(transcript: &Transcript, run: &Run) -> Result<Grouped> {
    let segmenter = run.segmenter();
    let corpus = Corpus::by_speech(transcript);
    let words = Words::of(run, &corpus, segmenter);
    let choice = choose(&run.lists.codebooks, &corpus)?;
    let coverage = words.themes(&choice, segmenter)?;
    let comparison = words.comparison(&choice, &coverage.known());
    let tally = words.tally(&choice.hits);
    let model = words.model(&tally, choice.hits.lexicon);
    analysis::group_speeches(&comparison, model.score(&tally).into_weights(), &run.config.themes)
}

/// Terms of a meeting that another never says.
struct OutsideTerms {
    outside: usize,
    of: usize,
}

/// How often `later` says terms that `earlier` never says.
fn outside(tally: &Tally, joint: &Joint, earlier: MeetingId, later: MeetingId) -> OutsideTerms {
    let mut known = std::collections::BTreeSet::new();
    for document in joint.of_meeting(earlier) {
        known.extend(tally.terms(document).map(|(term, _)| term));
    }
    let mut found = OutsideTerms { outside: 0, of: 0 };
    for (term, count) in joint.of_meeting(later).flat_map(|document| tally.terms(document)) {
        found.of += count as usize;
        found.outside += if known.contains(term) { 0 } else { count as usize };
    }
    found
}

/// How often `later` says terms that a model does not have.
fn beyond(tally: &Tally, joint: &Joint, model: &Model, later: MeetingId) -> OutsideTerms {
    let mut found = OutsideTerms { outside: 0, of: 0 };
    for (term, count) in joint.of_meeting(later).flat_map(|document| tally.terms(document)) {
        found.of += count as usize;
        let is_known = model.vocabulary.column(term).is_some();
        found.outside += if is_known { 0 } else { count as usize };
    }
    found
}

/// A meeting as it is shown.
fn shown(
    meeting: &DatedMeeting,
    id: MeetingId,
    joint: &Joint,
    coverage: &Coverage,
    groups: MeetingGroups,
) -> ComparedMeeting {
    let transcript = &meeting.transcript;
    let names = analysis::names(&transcript.speeches);
    let speech = |(document, name): (usize, String)| {
        let of = joint.documents[document];
        let sentences = sentences(transcript, joint, document, coverage);
        let text = &joint.corpus.documents[document].sentences;
        let counted = text.iter().filter(|sentence| !sentence.heading);
        ComparedSpeech {
            name,
            speaker: of.speaker,
            characters: counted.map(|sentence| sentence.characters()).sum(),
            sentences,
        }
    };
    ComparedMeeting {
        name: meeting.name.clone(),
        title: meeting.title().to_owned(),
        date: meeting.date.clone(),
        dated_by: meeting.dated_by,
        sources: transcript.sources.clone(),
        speeches: joint.of_meeting(id).zip(names).map(speech).collect(),
        groups: groups.groups,
    }
}

/// The sentences of a document as they are shown.
fn sentences(
    transcript: &Transcript,
    joint: &Joint,
    document: usize,
    coverage: &Coverage,
) -> Vec<SentenceAnalysis> {
    let speech = &transcript.speeches[joint.documents[document].speech.index()];
    let given: &Assignment = &coverage.assignments[document];
    let sentences = joint.corpus.documents[document].sentences.iter().zip(&given.sentences);
    let shown = |(sentence, theme): (&crate::corpus::Sentence, &Option<usize>)| SentenceAnalysis {
        text: sentence.printed().to_owned(),
        theme: theme.map_or(ThemeId::OTHER, |theme| (&coverage.themes[theme].id).into()),
        unit: sentence.unit,
        source: speech.source_of(sentence.unit),
        line: sentence.line,
        opens_paragraph: sentence.opens,
    };
    sentences.map(shown).collect()
}
