//! `yiti compare`: meeting against meeting.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{CompareOptions, Compared, Report, Yiti, pages, pipeline::CompareStage, report};

use crate::{
    args::{CompareArgs, Format},
    input, output,
    report::with_options,
    voice::Voice,
};

pub(crate) fn run(args: &CompareArgs, voice: &Voice) -> Result<()> {
    let config = input::settings(&args.input.settings, &args.input.input, voice)?;
    let yiti = with_options(input::front(config, voice)?, false, args.font.as_deref())?;
    let (paths, options) = (&args.input.input, options(args));
    if let Some(format) = args.format {
        return print(&compared(&yiti, paths, &options, voice)?, format);
    }
    let folder = args.output.clone().unwrap_or_else(|| default_folder(paths));
    // Before the work: what is refused after it is lost with it.
    report::check(&folder, args.force)?;
    let compared = compared(&yiti, paths, &options, voice)?;
    let made = make(&yiti, &compared, voice)?;
    if args.force { made.overwrite(&folder) } else { made.write(&folder) }?;
    voice.done();
    let (count, page) = (made.files().len(), folder.join("index.html"));
    voice.say(&format!("{count} files; open {}", page.display()));
    Ok(())
}

fn options(args: &CompareArgs) -> CompareOptions {
    let mut options = CompareOptions::default().dates(args.dates.iter().cloned());
    options.reference.clone_from(&args.reference);
    options.frozen.clone_from(&args.frozen);
    options
}

/// Reads meetings and holds them against one another.
pub(crate) fn compared(
    yiti: &Yiti,
    paths: &[PathBuf],
    options: &CompareOptions,
    voice: &Voice,
) -> yiti::Result<Compared> {
    voice.stage("reading".into());
    let read = yiti.read_meetings(paths, options)?;
    input::name_pages(&read.run.inputs.sources, voice);
    let names: Vec<String> = read.meetings.iter().map(|meeting| meeting.name.clone()).collect();
    for meeting in &read.meetings {
        for doubt in &meeting.transcript.doubts {
            voice.say(&format!("{}: doubt: {doubt}", meeting.name));
        }
    }
    let compared = yiti.compare_meetings(&read, &|stage| voice.stage(words(stage, &names)));
    voice.done();
    compared
}

/// Makes every file of a comparison and writes none.
pub(crate) fn make(yiti: &Yiti, compared: &Compared, voice: &Voice) -> yiti::Result<Report> {
    yiti.comparison_report(compared, &|progress| voice.stage(input::words(progress, &[])))
}

fn print(compared: &Compared, format: Format) -> Result<()> {
    match format {
        Format::Json => output::print_json(&compared.comparison),
        Format::Csv => output::csv(&report::comparison_tables(&compared.comparison)[0]),
        Format::Table => {
            report::comparison_tables(&compared.comparison).iter().try_for_each(output::table)
        }
    }
}

/// `reports/` and the names of the inputs.
fn default_folder(inputs: &[PathBuf]) -> PathBuf {
    let name = |input: &PathBuf| {
        let stem = if input.is_dir() { None } else { input.file_stem() };
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        stem.or_else(|| pages::name_of(input))
    };
    let names: Vec<String> = inputs.iter().filter_map(name).collect();
    match names.as_slice() {
        [] => Path::new("reports").join("comparison"),
        [one] => Path::new("reports").join(one),
        [first, .., last] => Path::new("reports").join(format!("{first}-{last}")),
    }
}

/// What is being done in words.
fn words(stage: CompareStage, names: &[String]) -> String {
    match stage {
        CompareStage::Words => "cutting the texts into words".into(),
        CompareStage::Themes => "giving sentences to themes".into(),
        CompareStage::Groups(meeting) => format!("grouping the speakers of {}", names[meeting]),
        CompareStage::Terms => "finding terms and wording".into(),
        CompareStage::Change(meeting) => format!("what changed until {}", names[meeting]),
        CompareStage::Series => "the course over all meetings".into(),
        _ => "comparing".into(),
    }
}
