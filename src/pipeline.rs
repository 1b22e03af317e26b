//! The flow, a line a stage. Reads nothing, writes nothing.

use crate::{
    analysis::{self, Analysis, MeetingAnalysis, Parts, Resample, SCHEMA},
    config::{Config, Lists},
    corpus::Corpus,
    error::Result,
    groups::likeness::Likeness,
    pages::Source,
    terms::{Features, Phrases, TermCounts, TermWeights, TfIdf},
    themes::{choose::choose, cover::cover, found::Texts},
    tokens::{Segmenter, Tokens},
    transcript::{Transcript, transcripts},
};

/// The record of every meeting in `sources`.
///
/// # Errors
/// A file in which no speech is found, and a column to group by that no table has.
pub fn split(sources: &[Source], config: &Config) -> Result<Vec<Transcript>> {
    let mut all = Vec::new();
    for source in sources {
        for mut transcript in transcripts(source, config.transcript.layout)? {
            // By the names that hold, or an alias would stand in a group of its own.
            transcript.rename(&config.transcript.aliases);
            let transcript = transcript.merged(&config.transcript.merges);
            all.push(transcript.grouped(&config.transcript.group_by)?);
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
}

/// Every number that a report shows of the meetings in `transcripts`.
///
/// # Errors
/// A dimension that linfa refuses.
pub fn analyse(transcripts: &[Transcript], config: &Config, lists: &Lists) -> Result<Analysis> {
    analyse_watched(transcripts, config, lists, &|_, _| {})
}

/// As [`analyse`]; `watch` is told the place of each meeting and each stage as it begins.
///
/// # Errors
/// As [`analyse`].
pub fn analyse_watched(
    transcripts: &[Transcript],
    config: &Config,
    lists: &Lists,
    watch: &dyn Fn(usize, Stage),
) -> Result<Analysis> {
    let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
    let meetings = transcripts
        .iter()
        .enumerate()
        .map(|(place, transcript)| {
            meeting(transcript, (config, lists), &segmenter, &|stage| watch(place, stage))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Analysis { schema: SCHEMA, meetings })
}

fn meeting(
    transcript: &Transcript,
    (config, lists): (&Config, &Lists),
    segmenter: &Segmenter,
    begin: &dyn Fn(Stage),
) -> Result<MeetingAnalysis> {
    begin(Stage::Words);
    let corpus = Corpus::by_speech(transcript);
    let tokens = Tokens::segment(&corpus, segmenter);
    let features = features(&tokens, config, lists, segmenter);
    begin(Stage::Themes);
    let choice = choose(&lists.codebooks, &corpus)?;
    let heard = &choice.heard;
    let texts = Texts { corpus: &corpus, tokens: &tokens, features: &features, segmenter };
    let mut cover = cover(texts, &choice, config.themes.seed)?;
    cover.rename(&config.themes.names);
    begin(Stage::Groups);
    let texts = (&corpus, &tokens);
    let likeness = Likeness::new(texts, &features, &config.terms, &cover.known());
    let likeness = if choice.explains() { likeness } else { likeness.by_fields() };
    let standing = analysis::standing(&likeness, &config.themes)?;
    begin(Stage::Terms);
    let phrases = Phrases::find(&corpus, &tokens, &lists.stopwords, segmenter);
    let terms = analysis::distinctive(&corpus, &phrases, config.terms.top);
    begin(Stage::Chance);
    let resample = Resample {
        likeness,
        assignments: &cover.assignments,
        phrases: &phrases,
        themes: &cover.themes,
        terms: &terms,
        null: standing.null,
    };
    let intervals = analysis::intervals(&resample, config.themes.draws, config.themes.seed);
    let chance = analysis::noise(&resample, config.themes.draws, config.themes.seed);
    begin(Stage::Shared);
    let formulas = analysis::formulas(&corpus);
    let own_voice = (!formulas.skipped).then(|| {
        let own = analysis::outside(&corpus, &tokens, &phrases, &formulas);
        analysis::distinctive(&corpus, &own, config.terms.top)
    });
    let mentions = analysis::lexicon_counts(&corpus, heard);
    let silences = analysis::silences(&corpus, &cover.assignments, heard);
    Ok(MeetingAnalysis::new(Parts {
        transcript,
        corpus: &corpus,
        tokens: &tokens,
        words: phrases.totals,
        choice: &choice,
        cover: &cover,
        terms,
        own_voice,
        mentions,
        standing,
        formulas,
        silences,
        intervals,
        chance,
    }))
}

/// Texts to weights: what the largest collections pass through.
pub fn weigh(
    corpus: &Corpus,
    config: &Config,
    lists: &Lists,
    segmenter: &Segmenter,
) -> TermWeights {
    let tokens = Tokens::segment(corpus, segmenter);
    let counts = TermCounts::count(&tokens, &features(&tokens, config, lists, segmenter));
    TfIdf::fit(&counts, &config.terms).transform(&counts)
}

fn features(tokens: &Tokens, config: &Config, lists: &Lists, segmenter: &Segmenter) -> Features {
    let parts = config.terms.parts.then_some(segmenter);
    Features::new(tokens, &lists.stopwords, parts).with_rates(segmenter)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::pages::Page;

    #[test]
    fn each_meeting_goes_through_all_stages_in_order() {
        let record = "# 会\n\n## 候鸟协会\n\n候鸟来了。\n\n## 湿地协会\n\n湿地变好了。\n";
        let source = |name: &str| Source {
            name: name.into(),
            pages: vec![Page::new(format!("{name}.md"), record)],
            is_folder: false,
        };
        let config = Config::default();
        let lists = config.lists().expect("reads");
        let transcripts = split(&[source("a"), source("b")], &config).expect("splits");
        let seen = RefCell::new(Vec::new());
        let watch = |place, stage| seen.borrow_mut().push((place, stage));
        let watched = analyse_watched(&transcripts, &config, &lists, &watch).expect("runs");
        use Stage::*;
        let stages = [Words, Themes, Groups, Terms, Chance, Shared];
        let both = [0, 1].map(|place| stages.map(|stage| (place, stage))).concat();
        assert_eq!(seen.into_inner(), both);
        assert_eq!(watched, analyse(&transcripts, &config, &lists).expect("runs"));
    }
}
