//! `yiti verify`: a report made again from its inputs and compared byte by byte.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{
    Error,
    config::Config,
    edits::texts_between,
    pages,
    report::{self, Manifest, Odd, visible},
    themes::lexicon::Lexicon,
};

use crate::{
    args::VerifyArgs,
    input, output,
    report::{make, with_options},
    voice::Voice,
};

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
    let named = written.arguments.iter().map(|argument| inputs.find(argument));
    let named = named.collect::<yiti::Result<Vec<PathBuf>>>()?;
    let mut texts = input::under(yiti, &named, voice)?;
    // The same files may lie elsewhere now: the report is made by the names that it had.
    texts.record.run.inputs.arguments.clone_from(&written.arguments);
    let (analysed, made) = make(&texts, voice)?;
    voice.done();
    let found = report::differences(&args.folder, &written, made.files());
    let program = if written.is_of_this_program() { "" } else { ", made by another build of yiti" };
    if found.is_empty() {
        let count = made.files().len();
        output::line(&format!("{name}: {count} files, the same in every byte{program}"))?;
        return Ok(());
    }
    for difference in &found {
        let path = visible(&difference.path);
        output::escaped_line(&format!("{path}: {}", words(difference.odd)))?;
    }
    let (count, all) = (found.len(), made.files().len());
    let changed =
        [texts_between(&written, &analysed.run.provenance()), program.replace(", made by", "")];
    let changed: Vec<&str> =
        changed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let because = match changed.as_slice() {
        [] => "texts, lists, settings and program are those of the report".to_owned(),
        changed => format!("since then: {}", changed.join(", ")),
    };
    Err(anyhow::anyhow!("{name}: {count} of {all} files differ; {because}"))
}

/// In what a file differs, in words.
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
        if recorded == "-" {
            return Ok("-".into());
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
