//! Meeting against meeting, a line a stage.

use super::{split_sources, words::Words};
use crate::{
    analysis::{self, Grouped},
    compare::{
        Ground, MeetingChange, MeetingComparison, SCHEMA, Series, arrange,
        dates::{self, DatedMeeting},
        findings::findings,
        groups::MeetingGroups,
        joint::Joint,
        reopened,
        shares::Themed,
        speakers::{Joined, join},
        wording::{WordingIndex, wording_series},
    },
    corpus::Corpus,
    error::{Error, Result},
    ids::{MeetingId, ThemeId},
    model::{Model, Tally},
    pages::Page,
    run::Run,
    themes::choose::{Choice, choose},
    transcript::Transcript,
};

mod reading;
mod shown;

use reading::Reading;

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
    /// Its terms, and the strings that speakers share, are found.
    Terms,
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
    dates::ordered(transcripts, dates, &run.config.transcript.meeting_dates)
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
    at_least_two(meetings, run)?;
    let transcripts: Vec<&Transcript> =
        meetings.iter().map(|meeting| &meeting.transcript).collect();
    let Joined { joint, speakers } = join(&transcripts);
    watch(CompareStage::Words);
    let segmenter = run.segmenter();
    let words = Words::of(run, &joint.corpus, segmenter);
    watch(CompareStage::Themes);
    let choice = choose(&run.lists.codebooks, &joint.corpus)?;
    let mut coverage = words.themes_on(besides.frozen, &choice, segmenter)?;
    coverage.correct(&joint.corpus, &run.config.themes)?;
    let groups = grouped(&transcripts, &joint, run, watch)?;
    watch(CompareStage::Terms);
    let tally = words.tally(&choice.hits);
    let phrases = words.phrases(segmenter);
    let reference = besides.reference.map(shown::read_reference);
    let themes = analysis::themes(&joint.corpus, &choice, &coverage);
    let ids: Vec<ThemeId> = themes.iter().map(|theme| theme.id.clone()).collect();
    let themed = Themed {
        joint: &joint,
        assignments: &coverage.assignments,
        themes: &ids,
        draws: run.config.themes.draws,
        seed: run.config.themes.seed,
    };
    let reading = Reading {
        index: WordingIndex::new(&joint, &words.tokens, &run.lists.stopwords),
        omitted: themed.omitted(&choice.hits),
        themed,
        speakers: &speakers,
        phrases: &phrases.list,
        reference: reference.as_ref(),
        tally: &tally,
        frozen: besides.frozen,
        groups: &groups,
    };
    let changes = changes(&reading, meetings.len(), watch);
    watch(CompareStage::Series);
    let series = (meetings.len() > 2).then(|| series(&reading, meetings, &changes));
    let mut comparison = MeetingComparison {
        schema: SCHEMA,
        ground: ground(run, besides.frozen, &choice, &tally),
        meetings: shown::meetings(meetings, &joint, &coverage, groups.clone()),
        themes,
        reference: shown::reference(besides.reference, reading.reference),
        changes,
        series,
        findings: Vec::new(),
        speakers: speakers.clone(),
    };
    comparison.findings = findings(&comparison);
    Ok(comparison)
}

/// What changed from each meeting to the next.
fn changes(
    reading: &Reading<'_>,
    meetings: usize,
    watch: &dyn Fn(CompareStage),
) -> Vec<MeetingChange> {
    let mut changes = Vec::new();
    for later in MeetingId::first(meetings).skip(1) {
        watch(CompareStage::Change(later.index()));
        changes.push(reading.change(MeetingId::new(later.index() - 1), later));
    }
    changes
}

/// The course over all meetings.
fn series(reading: &Reading<'_>, meetings: &[DatedMeeting], changes: &[MeetingChange]) -> Series {
    let years: Vec<Option<f64>> = meetings.iter().map(DatedMeeting::years).collect();
    let wording = changes.iter().flat_map(MeetingChange::wording);
    reading.themed.series(&years, wording_series(&reading.index, wording))
}

fn at_least_two(meetings: &[DatedMeeting], run: &Run) -> Result<()> {
    if meetings.len() > 1 {
        return Ok(());
    }
    Err(Error::input(
        run.inputs.arguments.join(" "),
        format!("{} meeting, and a comparison wants two", meetings.len()),
        "name two files or folders, or a folder that holds a folder for each meeting",
    ))
}

/// What all meetings are measured by.
fn ground(run: &Run, frozen: Option<&Model>, choice: &Choice<'_>, tally: &Tally) -> Ground {
    let params = &run.config.themes;
    Ground {
        frozen: frozen.map(|model| model.meeting.clone()),
        codebook: analysis::codebook(choice),
        terms: frozen.map_or(tally.vocabulary(), |model| &model.vocabulary).len(),
        draws: params.draws,
        seed: params.seed,
    }
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
    let (_, weights) = words.model(&tally, choice.hits.lexicon);
    analysis::group_speeches(&comparison, weights, &run.config.themes)
}
