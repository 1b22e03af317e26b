//! The flow, a line a stage. Reads nothing, writes nothing.

use crate::{
    analysis::{self, Analysis, MeetingAnalysis, Parts, Resample, SCHEMA},
    config::{Config, Lists},
    corpus::Corpus,
    error::Result,
    pages::Source,
    terms::{Features, Phrases, TermCounts, TermWeights, TfIdf},
    themes::{cover::cover, heard::Heard, likeness::Likeness},
    tokens::{Segmenter, Tokens},
    transcript::{Transcript, transcripts},
};

/// The record of every meeting in `sources`.
///
/// # Errors
/// A file in which no speech is found.
pub fn split(sources: &[Source], config: &Config) -> Result<Vec<Transcript>> {
    let mut all = Vec::new();
    for source in sources {
        all.extend(transcripts(source, config.transcript.layout)?);
    }
    Ok(all)
}

/// Every number that a report shows of the meetings in `transcripts`.
///
/// # Errors
/// A dimension that linfa refuses.
pub fn analyse(transcripts: &[Transcript], config: &Config, lists: &Lists) -> Result<Analysis> {
    let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
    let meetings = transcripts
        .iter()
        .map(|transcript| meeting(transcript, config, lists, &segmenter))
        .collect::<Result<Vec<_>>>()?;
    Ok(Analysis { schema: SCHEMA, meetings })
}

fn meeting(
    transcript: &Transcript,
    config: &Config,
    lists: &Lists,
    segmenter: &Segmenter,
) -> Result<MeetingAnalysis> {
    let corpus = Corpus::by_speech(transcript);
    let tokens = Tokens::segment(&corpus, segmenter);
    let features = features(&tokens, config, lists, segmenter);
    let heard = Heard::new(&lists.lexicon, &corpus);
    let cover = cover(&corpus, &tokens, &features, (&heard, config.themes.seed))?;
    let texts = (&corpus, &tokens);
    let likeness = Likeness::new(texts, &features, &config.terms, &cover.known());
    let standing = analysis::standing(&likeness, &config.themes)?;
    let phrases = Phrases::find(&corpus, &tokens, &lists.stopwords);
    let terms = analysis::distinctive(&corpus, &phrases, config.terms.top);
    let resample = Resample {
        likeness,
        assignments: &cover.assignments,
        phrases: &phrases,
        themes: &cover.themes,
        terms: &terms,
    };
    let intervals = analysis::intervals(&resample, config.themes.draws, config.themes.seed);
    let noise = analysis::noise(&resample, config.themes.draws, config.themes.seed);
    let formulas = analysis::formulas(&corpus);
    let own_voice = (!formulas.skipped).then(|| {
        let own = analysis::outside(&corpus, &tokens, &phrases, &formulas);
        analysis::distinctive(&corpus, &own, config.terms.top)
    });
    let mentions = analysis::lexicon_counts(&corpus, &heard);
    let silences = analysis::silences(&corpus, &cover.assignments, &heard);
    Ok(MeetingAnalysis::new(Parts {
        transcript,
        corpus: &corpus,
        words: phrases.totals,
        heard: &heard,
        cover: &cover,
        terms,
        own_voice,
        mentions,
        standing,
        formulas,
        silences,
        intervals,
        noise,
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
    Features::new(tokens, &lists.stopwords, config.terms.parts.then_some(segmenter))
}
