//! `yiti survey`: themes and terms of a table of any size, by group.

use anyhow::Result;
use yiti::{
    Error,
    report::{
        survey_tables,
        table::{Table, column},
    },
    run::Run,
    say::percent,
    survey::{Survey, SurveyGroup, survey},
};

use super::{
    args::{Format, LimitArgs, SettingArgs, SurveyArgs},
    input,
    language::{filled, said},
    output,
    voice::Voice,
};

pub(crate) fn run(args: &SurveyArgs, voice: &Voice) -> Result<()> {
    refuse(&args.settings)?;
    let mut config = input::settings(&args.settings, &args.table, voice)?;
    if let Some(top) = args.top {
        config.terms.top = top as usize;
    }
    let run = Run::new(config)?;
    voice.stage(said("counting the rows, then looking for sentences to quote"));
    let found = survey(&args.table, &run);
    voice.done();
    let found = found?;
    if found.left_out > 0 {
        let left_out = found.left_out.to_string();
        voice.say(&filled("rows without a text, which are left out: {0}", &[&left_out]));
    }
    match args.format {
        Format::Json => output::print_json(&found),
        Format::Csv => match survey_tables(&found).first() {
            Some(themes) => output::csv(themes),
            None => Ok(()),
        },
        Format::Table => table(&found),
    }
}

/// Refuses what would change nothing: flags on how other files are read and speeches grouped.
fn refuse(settings: &SettingArgs) -> yiti::Result<()> {
    let SettingArgs { encoding, layout, groups, limits, .. } = settings;
    let LimitArgs { max_bytes, max_files, max_pages, max_seconds, max_memory } = limits;
    let any_size = "a survey reads tables of any size, and no other files";
    let without = "leave this flag out";
    let flags = [
        ("--encoding", encoding.is_some(), "a survey reads UTF-8", "save the table as UTF-8"),
        ("--layout", layout.is_some(), "each row of a table is a text of its own", without),
        (
            "--groups",
            groups.is_some(),
            "the groups of a survey are those of a column",
            "name it: --group-by column:NAME",
        ),
        ("--max-bytes", max_bytes.is_some(), any_size, without),
        ("--max-files", max_files.is_some(), any_size, without),
        ("--max-pages", max_pages.is_some(), any_size, without),
        ("--max-seconds", max_seconds.is_some(), any_size, without),
        ("--max-memory", max_memory.is_some(), any_size, without),
    ];
    match flags.into_iter().find(|(_, is_given, ..)| *is_given) {
        Some((flag, _, reason, remedy)) => Err(Error::input(flag, reason, remedy)),
        None => Ok(()),
    }
}

fn table(survey: &Survey) -> Result<()> {
    output::line(&filled(
        "{0} rows, {1} sentences, codebook {2}",
        &[&survey.rows.to_string(), &survey.sentences.to_string(), &survey.codebook],
    ))?;
    let columns = [
        column("group").text(|group: &&SurveyGroup| (&group.name).into()),
        column("rows").count(|group| Some(group.rows as usize)),
        column("sentences").count(|group| Some(group.sentences as usize)),
        column("stresses (share, others)").absent("nothing").text(|group| stressed(group).into()),
        column("top terms (times here / elsewhere)").text(|group| terms(group).into()),
    ];
    output::table(&Table::new("survey", &survey.groups, columns))?;
    output::line(&filled(
        "stresses: themes of which a larger share of the sentences holds a term than in the mean of \
         the other groups, by a tenth and further than chance would have it; paragraphs were drawn \
         {0} times",
        &[&survey.draws.to_string()],
    ))?;
    output::line(&said("--format json quotes the sentences"))
}

/// The themes that a group stresses; `None`: there is none.
fn stressed(group: &SurveyGroup) -> Option<String> {
    let stressed = group.themes.iter().filter(|theme| theme.stressed);
    let named = stressed.map(|theme| {
        let others = theme.others.map(percent).unwrap_or_default();
        format!("{} {}, {others}", theme.label, percent(theme.share))
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join("; "))
}

fn terms(group: &SurveyGroup) -> String {
    let terms = group.terms.iter();
    let counted = terms.map(|term| format!("{} {}/{}", term.term, term.count, term.n_reference));
    counted.collect::<Vec<_>>().join("  ")
}
