//! `yiti config`: the settings in effect, the word lists and their faults; `yiti licenses`.

use std::io::Read;

use anyhow::{Result, bail};
use flate2::read::GzDecoder;
use yiti::{
    pages::Source,
    report::table::{Table, column},
    themes::{
        lexicon::Lexicon,
        lint::{Diagnostic, Severity, lint},
    },
};

use super::{args::ConfigArgs, input, output, voice::Voice};

pub(crate) fn run(args: &ConfigArgs, voice: &Voice) -> Result<()> {
    let config = input::settings(&args.settings, args.check.as_deref().unwrap_or_default(), voice)?;
    let lists = config.lists()?;
    input::tell_lists(&lists, voice);
    if let Some(inputs) = &args.check {
        let sources = input::readers(voice).read(inputs, &config.pages)?;
        input::name_pages(&sources, voice);
        let mut errors = 0;
        for codebook in &lists.codebooks {
            errors += check(codebook, &sources)?;
        }
        if errors > 0 {
            bail!("{errors} entries of the theme lexicon must be mended");
        }
        return Ok(());
    }
    if !args.list_stopwords {
        return output::file(config.to_toml()?.trim_end());
    }
    let words = lists.stopwords.words();
    output::csv(&Table::new(
        "stopwords",
        words,
        [
            column("word").text(|(word, _)| (*word).into()),
            column("list").text(|(_, list)| (*list).into()),
        ],
    ))
}

/// Prints what is found in a codebook, and says how many errors are among it.
fn check(lexicon: &Lexicon, sources: &[Source]) -> Result<usize> {
    let texts: Vec<&str> =
        sources.iter().flat_map(|source| &source.pages).map(|page| page.text.as_str()).collect();
    let findings = lint(lexicon, &texts);
    let count = |severity| findings.iter().filter(|one| one.rule.severity() == severity).count();
    let table = Table::new(
        "findings",
        &findings,
        [
            column("level").text(|found: &&Diagnostic| found.rule.severity().name().into()),
            column("finding").text(|found| found.rule.name().into()),
            column("theme").absent("neutral").text(|found| found.theme.as_ref().into()),
            // What does not print would be looked for in vain.
            column("term").text(|found| found.term.escape_debug().to_string().into()),
            column("note").text(|found| (&found.note).into()),
        ],
    );
    if !findings.is_empty() {
        output::table(&table)?;
    }
    let (errors, warnings, notes) =
        (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    output::line(&format!(
        "{}: {} entries in {} themes: {errors} errors, {warnings} warnings, {notes} notes",
        lexicon.name(),
        lexicon.entries().count(),
        lexicon.themes().len(),
    ))?;
    Ok(errors)
}

/// The licences of all crates with their texts, packed by `just licenses`.
const CRATES: &[u8] = include_bytes!("../../../data/licenses.txt.gz");

pub(crate) fn licenses() -> Result<()> {
    let mut crates = String::new();
    GzDecoder::new(CRATES).read_to_string(&mut crates)?;
    let [mit, apache] =
        [include_str!("../../../LICENSE-MIT"), include_str!("../../../LICENSE-APACHE")];
    [include_str!("licenses.txt"), mit, apache, &crates]
        .iter()
        .try_for_each(|text| output::file(&format!("{}\n", text.trim_end())))
}
