//! `yiti verify`: a report made again from its inputs and compared byte by byte.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use anyhow::Result;
use yiti::{
    CompareOptions, Error, Report, Yiti,
    config::Config,
    edits::texts_between,
    pages,
    report::{self, Manifest, Odd, visible},
    run::{Comparing, Fingerprint, Run},
    themes::lexicon::Lexicon,
};

use super::{
    args::VerifyArgs,
    compare, input,
    language::{filled, put_together, said},
    output,
    report::{make, with_options},
    voice::Voice,
};

/// How standard input is named.
const STANDARD_INPUT: &str = "-";

pub(crate) fn run(args: &VerifyArgs, voice: &Voice) -> Result<()> {
    let name = args.folder.display().to_string();
    let Some(written) = report::manifest_of(&args.folder) else {
        return Err(Error::input(
            name,
            "is no yiti report",
            "name a folder that `yiti report` wrote",
        )
        .into());
    };
    let inputs = Inputs::new(&name, &args.inputs);
    let mut config = settings(&name, &written, &inputs)?;
    input::lay_over(&mut config.pages, &args.limits);
    let font = written.options.font.as_ref().map(|font| inputs.find(&font.name)).transpose()?;
    let yiti = input::front(config, voice)?;
    let yiti = with_options(yiti, written.options.robust, font.as_deref())?;
    let named = named(&name, &written, &inputs, voice)?;
    let Again { run, made } = match &written.options.compare {
        Some(comparing) => compared_again(&yiti, comparing, &named, &written, &inputs, voice)?,
        None => reported_again(yiti, &named, &written, voice)?,
    };
    voice.done();
    let found = report::differences(&args.folder, &written, made.files());
    if found.is_empty() {
        return output::line(&format!("{name}: {}", same(&written, &made)));
    }
    for difference in &found {
        let path = visible(&difference.path);
        output::escaped_line(&format!("{path}: {}", said(words(difference.odd))))?;
    }
    let all = written.files.keys().chain(made.files().keys()).collect::<BTreeSet<_>>().len();
    let (found, all) = (found.len().to_string(), all.to_string());
    let differ = filled("{0} of {1} files differ; {2}", &[&found, &all, &cause(&written, &run)?]);
    Err(anyhow::anyhow!("{name}: {differ}"))
}

/// What is made again.
struct Again {
    run: Run,
    made: Report,
}

/// A report again.
fn reported_again(
    yiti: Yiti,
    named: &[PathBuf],
    written: &Manifest,
    voice: &Voice,
) -> Result<Again> {
    let mut texts = input::under(yiti, named, voice)?;
    // The same files may lie elsewhere now: the report is made by the names that it had.
    texts.record.run.inputs.arguments.clone_from(&written.arguments);
    let (analysed, made) = make(&texts, voice)?;
    Ok(Again { run: analysed.run, made })
}

/// A comparison again.
fn compared_again(
    yiti: &Yiti,
    comparing: &Comparing,
    named: &[PathBuf],
    written: &Manifest,
    inputs: &Inputs<'_>,
    voice: &Voice,
) -> Result<Again> {
    let find =
        |file: &Option<Fingerprint>| file.as_ref().map(|file| inputs.find(&file.name)).transpose();
    let mut options = CompareOptions::default().dates(comparing.dates.iter().cloned());
    options.reference = find(&comparing.reference)?;
    options.frozen = find(&comparing.frozen)?;
    let mut compared = compare::compared(yiti, named, &options, voice)?;
    compared.run.inputs.arguments.clone_from(&written.arguments);
    // What else was given may lie elsewhere too.
    let mut now = compared.run.options().compare.clone().unwrap_or_default();
    call_as(&mut now.reference, comparing.reference.as_ref());
    call_as(&mut now.frozen, comparing.frozen.as_ref());
    compared.run = compared.run.comparing(now);
    let made = compare::make(yiti, &compared, voice)?;
    Ok(Again { run: compared.run, made })
}

/// Gives a file the name that it had when it was given.
fn call_as(now: &mut Option<Fingerprint>, was: Option<&Fingerprint>) {
    if let (Some(now), Some(was)) = (now, was) {
        now.name.clone_from(&was.name);
    }
}

/// The texts of a report, where they are now.
fn named(
    name: &str,
    written: &Manifest,
    inputs: &Inputs<'_>,
    voice: &Voice,
) -> yiti::Result<Vec<PathBuf>> {
    if written.arguments.is_empty() {
        let reason = "its manifest does not name the texts that it was made from";
        return Err(Error::input(name, reason, "make the report again, with this version"));
    }
    if written.arguments.iter().any(|argument| argument == STANDARD_INPUT) {
        if io::stdin().is_terminal() {
            let reason = "it was made from standard input, which is a terminal now";
            return Err(Error::input(name, reason, "give it again: `yiti verify DIR < TEXT`"));
        }
        voice.say(&format!("{name}: made from standard input, which is read again"));
    }
    written.arguments.iter().map(|argument| inputs.find(argument)).collect()
}

/// What is said of a report whose files are all the same.
fn same(written: &Manifest, made: &Report) -> String {
    let count = made.files().len();
    if written.is_of_this_program() {
        return filled("{0} files, the same in every byte", &[&count.to_string()]);
    }
    // The manifest is left out: it names the build.
    filled(
        "{0} files, the same in every byte, made by another build of yiti ({1})",
        &[&(count - 1).to_string(), &written.yiti],
    )
}

/// What has changed since a report was written, in words.
fn cause(written: &Manifest, now: &Run) -> yiti::Result<String> {
    let texts = texts_between(written, &now.provenance()?);
    let mut changed: Vec<String> =
        texts.iter().map(|text| put_together(text).into_owned()).collect();
    if !written.is_of_this_program() {
        changed.push(said("another build of yiti").into_owned());
    }
    if changed.is_empty() {
        return Ok(said("texts, lists, settings and program are those of the report").into_owned());
    }
    Ok(filled("since then: {0}", &[&changed.join(&said(", "))]))
}

/// How a file differs, in words.
fn words(odd: Odd) -> &'static str {
    match odd {
        Odd::Missing => "is missing from the folder",
        Odd::Edited => "was edited after the report was written",
        Odd::Remade => "has other bytes when it is made again",
        Odd::New => "is a new file when the report is made again",
        Odd::Gone => "is not there when the report is made again",
    }
}

/// The settings of a report, its lists where they are now.
fn settings(name: &str, written: &Manifest, inputs: &Inputs<'_>) -> yiti::Result<Config> {
    let mut config = toml::from_str::<Config>(&written.settings.toml).map_err(|error| {
        let reason = format!("its settings are not those of this version: {}", error.message());
        Error::input(name, reason, "verify it with the version that its manifest names")
    })?;
    // A manifest that somebody sent lifts no limit.
    config.pages = config.portable().pages;
    let lists = config.tokens.dictionary.iter_mut().chain(&mut config.tokens.stopwords);
    for list in lists {
        *list = inputs.find(&list.to_string_lossy())?;
    }
    if let Some(codebook) = &mut config.themes.lexicon {
        let called = codebook.to_string_lossy();
        if Lexicon::text_of(&called).is_none() {
            *codebook = inputs.find(&called)?;
        }
    }
    Ok(config)
}

/// Where the files of a report are looked for.
struct Inputs<'a> {
    report: &'a str,
    places: Vec<PathBuf>,
}

impl<'a> Inputs<'a> {
    fn new(report: &'a str, named: &[PathBuf]) -> Self {
        let places = if named.is_empty() { vec![PathBuf::from(".")] } else { named.to_vec() };
        Self { report, places }
    }

    /// The file or folder that a manifest calls `recorded`: below one of the places as it was
    /// named, or by its last name, or a place itself.
    fn find(&self, recorded: &str) -> yiti::Result<PathBuf> {
        if recorded == STANDARD_INPUT {
            return Ok(STANDARD_INPUT.into());
        }
        let last = Path::new(recorded).file_name().unwrap_or_default();
        // A manifest that somebody sent must not lead out of the places that were named.
        let recorded = if report::is_below(recorded) { Path::new(recorded) } else { last.as_ref() };
        let below =
            |place: &PathBuf| [recorded, last.as_ref()].map(|name| pages::inside(place, name));
        if let Some(found) = self.places.iter().flat_map(below).flatten().next() {
            return Ok(found);
        }
        let itself = self.places.iter().find(|place| place.file_name() == Some(last));
        itself.filter(|place| place.exists()).cloned().ok_or_else(|| {
            Error::input(
                self.report,
                format!("it was made from {}, which is not here", recorded.display()),
                "name the folder that holds it with `--inputs`",
            )
        })
    }
}
