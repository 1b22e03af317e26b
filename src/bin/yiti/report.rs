//! `yiti report`: everything into a folder.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{Analysed, Report, Yiti, analysis::Extent, pages, report, say};

use super::{
    args::ReportArgs,
    changes,
    input::{self, Input},
    language::{self, filled},
    voice::Voice,
};

pub(crate) fn run(args: &ReportArgs, voice: &Voice) -> Result<()> {
    let folder = args.output.clone().unwrap_or_else(|| default_folder(&args.input.input));
    let config = input::settings(&args.input.settings, &args.input.input, voice)?;
    // Before the work: the manifest has the settings.
    config.portable().to_toml()?;
    let yiti = with_options(input::front(config, voice)?, args.robust, args.font.as_deref())?;
    let input = input::under(yiti, &args.input.input, voice)?;
    // Before the work: what is refused after it is lost with it.
    report::check(&folder, args.force)?;
    let (analysed, made) = make(&input, voice)?;
    let before = report::existing(&folder);
    if args.force { made.overwrite(&folder) } else { made.write(&folder) }?;
    voice.done();
    for meeting in &analysed.meetings {
        if let Some(caution) = meeting.codebook.as_ref().and_then(say::caution) {
            voice.say(&format!("{}: {}", meeting.title, language::of(caution)));
        }
    }
    if let Some(stand_ins) = made.stand_ins() {
        voice.say(&language::of(stand_ins.clone()));
    }
    if let Some(before) = before {
        // The new report is written even if it cannot be compared with the older one.
        if let Err(error) = changes::tell(&before, &analysed, voice) {
            let why = "these texts cannot be analysed under the settings of the older report";
            voice.say(&format!("what moved is not told, since {why}: {error:#}"));
        }
    }
    for meeting in &analysed.meetings {
        voice.say(&format!("{}: {}", meeting.title, language::of(say::findings::answer(meeting))));
    }
    voice.say(&written(&made, &folder));
    Ok(())
}

/// How much was written, and how it is looked at.
pub(crate) fn written(made: &Report, folder: &Path) -> String {
    let [count, folder] = [made.files().len().to_string(), folder.display().to_string()];
    filled("{0} files; `yiti open {1}` shows them", &[&count, &folder])
}

/// What is asked for besides the settings.
///
/// # Errors
/// A font that cannot be read or is none.
pub(crate) fn with_options(yiti: Yiti, robust: bool, font: Option<&Path>) -> yiti::Result<Yiti> {
    let yiti = yiti.robust(robust);
    let Some(path) = font else { return Ok(yiti) };
    yiti.with_font(&path.display().to_string(), pages::read_font(path)?)
}

/// Makes every file of a report and writes none.
pub(crate) fn make(input: &Input, voice: &Voice) -> yiti::Result<(Analysed, Report)> {
    let analysed = input::analyse(input, Extent::Report, voice)?;
    let meetings = &input.record.meetings;
    let report = input.yiti.report_watched(&analysed, &|progress| {
        voice.stage(input::words(progress, meetings));
    })?;
    Ok((analysed, report))
}

/// `reports/` and the name of the only input; `reports/report` of several.
fn default_folder(inputs: &[PathBuf]) -> PathBuf {
    let name = match inputs {
        [input] if input.as_os_str() != "-" => {
            let stem = input.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            stem.or_else(|| pages::name_of(input))
        }
        _ => None,
    };
    Path::new("reports").join(name.as_deref().unwrap_or("report"))
}
