//! The flow, a line a stage. Reads nothing, writes nothing.

use crate::{
    analysis::{
        self, Analysis, Extent, MeetingAnalysis, Omissions, Parts, Resample, SCHEMA, TextReuse,
    },
    config::Split,
    corpus::Corpus,
    error::Result,
    model::{FoundThemes, Model, Tally},
    pages::Source,
    run::Run,
    terms::{Phrases, TermWeights},
    themes::{choose::choose, lexicon::Lexicon, lexicon_hits::LexiconHits},
    tokens::Segmenter,
    transcript::{Transcript, transcripts},
};

mod compare;
mod robust;
mod words;

pub use compare::{Besides, CompareStage, compare, split_meetings};

use robust::robust;
use words::Words;

/// The record of every meeting that a run has read.
///
/// # Errors
/// A file in which no speech is found, and a column to group by that no table has.
pub fn split(run: &Run) -> Result<Vec<Transcript>> {
    split_sources(&run.inputs.sources, &run.config.transcript)
}

/// As [`split`], where no word lists are needed.
///
/// # Errors
/// As [`split`].
pub fn split_sources(sources: &[Source], params: &Split) -> Result<Vec<Transcript>> {
    let mut all = Vec::new();
    for source in sources {
        for mut transcript in transcripts(source, params.layout)? {
            // Grouping goes by the names that the settings give, so these come first.
            transcript.rename(&params.aliases);
            transcript.meeting.correct(&params.meeting_titles, &params.meeting_dates);
            let transcript = transcript.merged(&params.merges);
            all.push(transcript.grouped(&params.group_by)?);
        }
    }
    Ok(all)
}

/// What is being done with a meeting, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Its text is cut into words.
    Words,
    /// Its sentences are given to themes.
    Themes,
    /// Its speeches are grouped, again and again on parts of their text.
    Groups,
    /// Its terms are found and scored.
    Terms,
    /// Its sentences are drawn and dealt anew, to see what is sure and what chance does.
    Chance,
    /// What speeches share and leave out is looked for.
    Shared,
    /// Its text is cut into words in other ways.
    Robustness,
}

/// Every number that a report shows of the meetings in `transcripts`.
///
/// # Errors
/// A dimension that linfa refuses.
pub fn analyse(transcripts: &[Transcript], run: &Run) -> Result<Analysis> {
    analyse_watched(transcripts, run, &|_, _| {})
}

/// As [`analyse`]; `watch` is told the index of each meeting and each stage as it begins.
///
/// # Errors
/// As [`analyse`].
pub fn analyse_watched(
    transcripts: &[Transcript],
    run: &Run,
    watch: &dyn Fn(usize, Stage),
) -> Result<Analysis> {
    Ok(learn(transcripts, run, Extent::Report, watch)?.analysis)
}

/// What comes of meetings.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Learned {
    /// Every number that a report shows.
    pub analysis: Analysis,
    /// For each meeting what was learned from it, by which further speeches are scored.
    pub models: Vec<Model>,
}

/// As [`analyse_watched`], with the model of each meeting, and only as far as it is asked for.
///
/// # Errors
/// As [`analyse`].
pub fn learn(
    transcripts: &[Transcript],
    run: &Run,
    extent: Extent,
    watch: &dyn Fn(usize, Stage),
) -> Result<Learned> {
    let (mut meetings, mut models) = (Vec::new(), Vec::new());
    for (index, transcript) in transcripts.iter().enumerate() {
        let (mut found, model) = meeting(transcript, run, extent, &|stage| watch(index, stage))?;
        if run.options().robust {
            watch(index, Stage::Robustness);
            found.robustness = Some(robust(transcript, run)?);
        }
        meetings.push(found);
        models.push(model);
    }
    Ok(Learned { analysis: Analysis { schema: SCHEMA, meetings }, models })
}

/// What is counted of the speeches of a transcript, to be merged with other tallies or scored by a
/// model. The themes are those of `codebook`.
pub fn tally(transcript: &Transcript, run: &Run, codebook: &Lexicon) -> Tally {
    let corpus = Corpus::by_speech(transcript);
    let words = Words::of(run, &corpus, run.segmenter());
    words.tally(&LexiconHits::new(codebook, &corpus))
}

fn meeting(
    transcript: &Transcript,
    run: &Run,
    extent: Extent,
    begin: &dyn Fn(Stage),
) -> Result<(MeetingAnalysis, Model)> {
    let (top, params) = (run.config.terms.top, &run.config.themes);
    begin(Stage::Words);
    let segmenter = run.segmenter();
    let corpus = Corpus::by_speech(transcript);
    let words = Words::of(run, &corpus, segmenter);
    begin(Stage::Themes);
    let choice = choose(&run.lists.codebooks, &corpus)?;
    let mut coverage = words.themes(&choice, segmenter)?;
    coverage.correct(&corpus, params)?;
    begin(Stage::Groups);
    let comparison = words.comparison(&choice, &coverage.known());
    let tally = words.tally(&choice.hits);
    let (model, weights) = words.model(&tally, choice.hits.lexicon);
    let mentions = tally.mentions(choice.hits.lexicon.themes());
    // Before the next stage: the counts of a large collection are as large as its weights.
    drop(tally);
    let grouped = analysis::group_speeches(&comparison, weights, params)?;
    begin(Stage::Terms);
    let phrases = phrases(&words, segmenter, extent);
    let terms = analysis::distinctive(&corpus, &phrases, top);
    begin(Stage::Chance);
    let resample = Resample {
        likeness: comparison,
        assignments: &coverage.assignments,
        phrases: &phrases,
        themes: &coverage.themes,
        terms: &terms,
        null: grouped.null,
    };
    let intervals = analysis::intervals(&resample, params.draws, params.seed);
    let chance = analysis::noise(&resample, params.draws, params.seed);
    begin(Stage::Shared);
    let reuse = text_reuse(&corpus, extent);
    let own_voice = (!reuse.skipped).then(|| {
        let own = analysis::outside(&corpus, &words.tokens, &phrases, &reuse);
        analysis::distinctive(&corpus, &own, top)
    });
    let omissions = match extent {
        Extent::Themes | Extent::Terms => Omissions::default(),
        Extent::Report => analysis::omissions(&corpus, &coverage.assignments, &choice.hits),
    };
    let model = model.with(&transcript.meeting.title, &phrases, FoundThemes::of(&coverage));
    let analysis = MeetingAnalysis::new(Parts {
        transcript,
        corpus: &corpus,
        tokens: &words.tokens,
        words: phrases.totals,
        choice: &choice,
        cover: &coverage,
        terms,
        own_voice,
        mentions,
        grouped,
        reuse,
        omissions,
        intervals,
        chance,
        extent,
    });
    Ok((analysis, model))
}

/// What could be shown as a term; of themes alone nothing.
fn phrases(words: &Words<'_>, segmenter: &Segmenter, extent: Extent) -> Phrases {
    match extent {
        Extent::Themes => Phrases::none(&words.tokens),
        Extent::Terms | Extent::Report => words.phrases(segmenter),
    }
}

/// What speeches share word for word, which terms are marked by.
fn text_reuse(corpus: &Corpus, extent: Extent) -> TextReuse {
    match extent {
        Extent::Themes => TextReuse::skipped(corpus),
        Extent::Terms | Extent::Report => analysis::text_reuse(corpus),
    }
}

/// Texts to weights: what the largest collections pass through.
pub fn weigh(corpus: &Corpus, run: &Run) -> TermWeights {
    Words::of(run, corpus, run.segmenter()).weights()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::{config::Config, pages::Page, run::Inputs};

    #[test]
    fn each_meeting_goes_through_all_stages_in_order() {
        let record = "# 会\n\n## 候鸟协会\n\n候鸟来了。\n\n## 湿地协会\n\n湿地变好了。\n";
        let source = |name: &str| Source {
            name: name.into(),
            pages: vec![Page::new(format!("{name}.md"), record)],
            is_folder: false,
        };
        let inputs = Inputs { sources: vec![source("a"), source("b")], ..Inputs::default() };
        let run = Run::new(Config::default()).expect("reads").on(inputs);
        let transcripts = split(&run).expect("splits");
        let seen = RefCell::new(Vec::new());
        let watch = |place, stage| seen.borrow_mut().push((place, stage));
        let watched = analyse_watched(&transcripts, &run, &watch).expect("runs");
        use Stage::*;
        let stages = [Words, Themes, Groups, Terms, Chance, Shared];
        let both = [0, 1].map(|place| stages.map(|stage| (place, stage))).concat();
        assert_eq!(seen.into_inner(), both);
        assert_eq!(watched, analyse(&transcripts, &run).expect("runs"));
    }
}
