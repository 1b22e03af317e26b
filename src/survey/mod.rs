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
//! So the parts may lie on different machines: [`lines`] writes tallies and quotes as lines that an
//! engine can add up.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::{
    budget::SURVEY_GROUPS,
    error::{Error, Result},
    model::Merge,
    pages::{Portion, Portions, table::Row},
    run::Run,
    transcript::{Transcript, of_rows},
};

mod count;
mod draws;
mod job;
pub mod lines;
mod quotes;
mod results;
mod score;

pub use count::{GroupTally, SentenceCount, SurveyTally};
pub use job::Job;
pub use quotes::{Claims, Quotes};
pub use results::{Quotation, SCHEMA, Survey, SurveyGroup, SurveyTerm, SurveyTheme};

/// What a row is grouped under that names neither a speaker nor a region.
const UNNAMED: &str = "未注明";

/// Surveys the tables at `paths`, which are JSONL, CSV or TSV in UTF-8: one row a text.
///
/// The codebook is the one that fits all rows best, unless the settings name one. Rows without a
/// text are left out and counted.
///
/// # Errors
/// A table that cannot be read twice or has a wrong line; a column to group by that no row has;
/// more than [`SURVEY_GROUPS`] groups; no row.
pub fn survey(paths: &[PathBuf], run: &Run) -> Result<Survey> {
    let name = paths.first().map_or("-".into(), |path| path.display().to_string());
    let check = |tally: &SurveyTally| within_limit(tally, &name);
    let tally = merged(paths, |portion| count(portion, run), check)?;
    let survey = of_tally(&tally, run, &name)?;
    let claims = Claims::of(&survey, run)?;
    let quotes = merged(paths, |portion| quote(portion, &claims, run), |_| Ok(()))?;
    Ok(survey.quoted(quotes, &claims))
}

/// What is counted of the rows of a portion.
///
/// # Errors
/// A wrong line; more than [`SURVEY_GROUPS`] groups.
pub fn count(portion: &Portion, run: &Run) -> Result<SurveyTally> {
    let rows = portion.rows()?;
    let all = rows.len();
    let transcript = transcript(portion, rows, run);
    // Before they are counted: each group takes tens of kilobytes.
    let mut groups = transcript.group_names(&run.config.transcript.group_by);
    groups.sort_unstable();
    groups.dedup();
    groups_within_limit(groups.len(), portion.path())?;
    let left_out = (all - transcript.speeches.len()) as u64;
    Ok(SurveyTally { left_out, ..SurveyTally::count(&transcript, run) })
}

/// The survey that a tally of the table called `name` gives, without quotations.
///
/// # Errors
/// A column to group by that no row has; more than [`SURVEY_GROUPS`] groups; no row.
pub fn of_tally(tally: &SurveyTally, run: &Run, name: &str) -> Result<Survey> {
    if tally.groups.is_empty() {
        let remedy = "give a row for each text";
        let reason = match tally.left_out {
            0 => "a table without rows".to_owned(),
            rows => format!("none of its {rows} rows has a text"),
        };
        return Err(Error::input(name, reason, remedy));
    }
    if tally.with_column == 0 {
        let by = &run.config.transcript.group_by;
        let reason = format!("no row has a value to group by, `{by}`");
        return Err(Error::input(name, reason, "name a column of the table"));
    }
    within_limit(tally, name)?;
    score::score(tally, run)
}

/// The sentences of a portion that say what is claimed.
///
/// # Errors
/// A wrong line.
pub fn quote(portion: &Portion, claims: &Claims<'_>, run: &Run) -> Result<Quotes> {
    Ok(quotes::quote(&transcript(portion, portion.rows()?, run), claims, run))
}

/// Whether a tally of the table called `name` has no more than [`SURVEY_GROUPS`] groups.
///
/// # Errors
/// It has more.
pub fn within_limit(tally: &SurveyTally, name: &str) -> Result<()> {
    groups_within_limit(tally.groups.len(), name)
}

fn groups_within_limit(groups: usize, name: &str) -> Result<()> {
    if groups <= SURVEY_GROUPS {
        return Ok(());
    }
    let reason = format!("more than {SURVEY_GROUPS} groups");
    let remedy = "group the rows by a column of fewer values: --group-by column:NAME";
    Err(Error::input(name, reason, remedy))
}

/// Those of its rows that have a text as speeches, under the names that the settings give.
fn transcript(portion: &Portion, mut rows: Vec<Row>, run: &Run) -> Transcript {
    rows.retain(|row| !row.text.is_empty());
    for row in rows.iter_mut().filter(|row| row.speaker.is_none() && row.region.is_none()) {
        row.speaker = Some(UNNAMED.to_owned());
    }
    let mut transcript = of_rows(portion.path(), rows);
    transcript.rename(&run.config.transcript.aliases);
    transcript
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
