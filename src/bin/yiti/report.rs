//! `yiti report`: everything into a folder.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{
    Error,
    charts::{Style, draw_all},
    pages, pipeline,
    report::{self, Fingerprint, Provenance},
    robust::robust,
};

use crate::{
    args::ReportArgs,
    input::{self, Input},
    output,
};

pub(crate) fn run(args: &ReportArgs) -> Result<()> {
    let input = input::read(&args.input)?;
    let style = match &args.font {
        Some(path) => Style::default().with_font(pages::read_font(path)?).map_err(|_| {
            let name = path.display().to_string();
            Error::input(name, "no TrueType or OpenType font", "give --font a .ttf or .otf file")
        })?,
        None => Style::default(),
    };
    let mut analysis = pipeline::analyse(&input.transcripts, &input.config, &input.lists)?;
    if args.robust {
        for (meeting, transcript) in analysis.meetings.iter_mut().zip(&input.transcripts) {
            meeting.robustness = Some(robust(transcript, &input.config, &input.lists)?);
        }
    }
    let charts = analysis
        .meetings
        .iter()
        .map(|meeting| draw_all(meeting, &style))
        .collect::<yiti::Result<Vec<_>>>()?;
    let files = report::render(&analysis, &charts, &provenance(&input))?;
    let folder = args.output.clone().unwrap_or_else(|| default_folder(&args.input.input));
    report::write(&folder, &files, args.force)?;
    if !args.quiet {
        let count = files.len();
        output::say(&format!("{count} files; open {}", folder.join("index.html").display()));
    }
    Ok(())
}

/// `reports/` and the name of the only input; `reports/report` of several.
fn default_folder(inputs: &[PathBuf]) -> PathBuf {
    let name = match inputs {
        [input] if input.as_os_str() != "-" => input.file_stem(),
        _ => None,
    };
    Path::new("reports").join(name.unwrap_or("report".as_ref()))
}

fn provenance(input: &Input) -> Provenance {
    let pages = input.sources.iter().flat_map(|source| &source.pages);
    let lists = input.lists.texts.iter();
    Provenance {
        inputs: pages.map(|page| Fingerprint::of(&page.source, page.text.as_bytes())).collect(),
        settings: input.config.portable().to_toml(),
        lists: lists.map(|(name, text)| Fingerprint::of(name, text.as_bytes())).collect(),
    }
}
