//! A table of any size → [`Survey`]: what each group of its rows says more of than the others.
//!
//! ```text
//! portions ──count, on all threads──▶ SurveyTally ─┐
//! portions ──count──────────────────▶ SurveyTally ─┴─merge─▶ SurveyTally ──score──▶ Survey
//! portions ──quote──▶ Quotes, of the claims of the survey only ──────────────────────▶ with quotations
//! ```
//!
//! The table is read twice, a portion at a time; no text is kept but what is quoted. Memory is
//! bounded by groups and words: for each group 12 bytes for each of its different words and 8 bytes
//! for each theme and draw, beside the list of words. Nothing depends on where a table is parted.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    budget::SURVEY_GROUPS,
    corpus::Corpus,
    error::{Error, Result},
    model::Merge,
    pages::{Portion, Portions},
    run::Run,
    themes::{choose::choose, lexicon::Lexicon},
    transcript::{Transcript, of_rows},
};

mod count;
mod draws;
mod quotes;
mod results;
mod score;

pub use count::{GroupTally, SentenceCount, SurveyTally};
pub use quotes::Quotes;
pub use results::{Quotation, SCHEMA, Survey, SurveyGroup, SurveyTerm, SurveyTheme};

/// What a row is grouped under that names neither a speaker nor a region.
const UNNAMED: &str = "未注明";

/// Surveys the tables at `paths`, which are JSONL, CSV or TSV in UTF-8: one row a text.
///
/// The codebook is the one that fits the first rows best, a portion of them, unless the settings
/// name one.
///
/// # Errors
/// A table that cannot be read twice or has a wrong line; a column to group by that no row has;
/// more than [`SURVEY_GROUPS`] groups; no row.
pub fn survey(paths: &[PathBuf], run: &Run) -> Result<Survey> {
    let lexicon = codebook(paths, run)?;
    let tally = tally(paths, run, lexicon)?;
    let mut survey = score::score(&tally, lexicon, run);
    let claims = quotes::Claims::of(&survey, lexicon)?;
    let quote = |portion: &Portion| Ok(quotes::quote(&transcript(portion, run)?, &claims, run));
    let quotes = merged(paths, quote, |_| Ok(()))?;
    survey.quote(quotes, &claims);
    Ok(survey)
}

/// What is counted of tables, by the themes of `lexicon`.
///
/// # Errors
/// As [`survey`].
pub fn tally(paths: &[PathBuf], run: &Run, lexicon: &Lexicon) -> Result<SurveyTally> {
    let by = &run.config.transcript.group_by;
    let count = |portion: &Portion| {
        let transcript = transcript(portion, run)?;
        // Before they are counted: each group takes tens of kilobytes.
        let groups: BTreeSet<String> = transcript.group_names(by).into_iter().collect();
        within_limit(groups.len(), paths)?;
        Ok(SurveyTally::count(&transcript, run, lexicon))
    };
    let check = |tally: &SurveyTally| within_limit(tally.groups.len(), paths);
    let tally = merged(paths, count, check)?;
    if tally.groups.is_empty() {
        return Err(no_rows(paths));
    }
    if !tally.has_column {
        let reason = format!("no row has a value to group by, `{by}`");
        return Err(Error::input(name(paths), reason, "name a column of the table"));
    }
    Ok(tally)
}

/// The codebook that the settings name, or the one that fits the first rows best.
fn codebook<'a>(paths: &[PathBuf], run: &'a Run) -> Result<&'a Lexicon> {
    for path in paths {
        if let Some(first) = Portions::open(path)?.next().transpose()? {
            let corpus = Corpus::by_speech(&transcript(&first, run)?);
            return Ok(choose(&run.lists.codebooks, &corpus)?.hits.lexicon);
        }
    }
    Err(no_rows(paths))
}

/// Its rows as speeches, under the names that the settings give.
fn transcript(portion: &Portion, run: &Run) -> Result<Transcript> {
    let mut rows = portion.rows()?;
    for row in rows.iter_mut().filter(|row| row.speaker.is_none() && row.region.is_none()) {
        row.speaker = Some(UNNAMED.to_owned());
    }
    let mut transcript = of_rows(portion.path(), &rows);
    transcript.rename(&run.config.transcript.aliases);
    Ok(transcript)
}

/// What `each` makes of all portions, merged in the order of the tables; `check` looks at what is
/// merged so far.
fn merged<T: Merge + Send>(
    paths: &[PathBuf],
    each: impl Fn(&Portion) -> Result<T> + Sync,
    check: impl Fn(&T) -> Result<()>,
) -> Result<T> {
    let mut whole = T::default();
    for path in paths {
        let mut portions = Portions::open(path)?;
        loop {
            // As many as there are threads, so that no more are in memory.
            let some = portions.by_ref().take(rayon::current_num_threads());
            let some: Vec<Portion> = some.collect::<Result<_>>()?;
            if some.is_empty() {
                break;
            }
            let parts: Vec<T> = some.par_iter().map(&each).collect::<Result<_>>()?;
            whole = parts.into_iter().fold(whole, T::merge);
            check(&whole)?;
        }
    }
    Ok(whole)
}

fn within_limit(groups: usize, paths: &[PathBuf]) -> Result<()> {
    if groups <= SURVEY_GROUPS {
        return Ok(());
    }
    let reason = format!("more than {SURVEY_GROUPS} groups");
    let remedy = "group the rows by a column of fewer values: --group-by column:NAME";
    Err(Error::input(name(paths), reason, remedy))
}

fn no_rows(paths: &[PathBuf]) -> Error {
    Error::input(name(paths), "a table without rows", "give a row for each text")
}

fn name(paths: &[PathBuf]) -> String {
    paths.first().map_or("-".into(), |path: &PathBuf| Path::display(path).to_string())
}
