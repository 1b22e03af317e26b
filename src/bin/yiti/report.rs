//! `yiti report`: everything into a folder.

use std::path::{Path, PathBuf};

use anyhow::Result;
use yiti::{
    Error,
    analysis::Codebook,
    charts::{Style, draw_all},
    pages::{self, Page},
    report::{self, Fingerprint, Provenance},
    robust::robust,
};

use crate::{
    args::ReportArgs,
    changes,
    input::{self, Input},
    voice::Voice,
};

pub(crate) fn run(args: &ReportArgs, voice: &Voice) -> Result<()> {
    let folder = args.output.clone().unwrap_or_else(|| default_folder(&args.input.input));
    let input = input::read(&args.input, voice)?;
    // Before the work: what is refused after it is lost with it.
    report::check(&folder, args.force)?;
    let style = match &args.font {
        Some(path) => Style::default().with_font(pages::read_font(path)?).map_err(|_| {
            let name = path.display().to_string();
            Error::input(name, "no TrueType or OpenType font", "give --font a .ttf or .otf file")
        })?,
        None => Style::default(),
    };
    let mut analysis = input::analyse(&input, voice)?;
    if args.robust {
        let meetings = &input.transcripts;
        for (place, meeting) in analysis.meetings.iter_mut().enumerate() {
            let doing = "cutting the text in other ways";
            voice.stage(input::of_meeting(meetings, place, doing));
            meeting.robustness = Some(robust(&meetings[place], &input.config, &input.lists)?);
        }
    }
    voice.stage("drawing the charts".into());
    let charts = analysis
        .meetings
        .iter()
        .map(|meeting| draw_all(meeting, &style))
        .collect::<yiti::Result<Vec<_>>>()?;
    voice.stage("writing the report".into());
    let provenance = provenance(&input);
    let files = report::render(&analysis, &charts, &provenance)?;
    let stood = report::standing(&folder);
    report::write(&folder, &files, args.force)?;
    voice.done();
    for meeting in &analysis.meetings {
        if let Some(caution) = meeting.codebook.as_ref().and_then(Codebook::caution) {
            voice.say(&format!("{}: {}", meeting.title, caution.en));
        }
    }
    let (count, page) = (files.len(), folder.join("index.html"));
    voice.say(&format!("{count} files; open {}", page.display()));
    match stood {
        Some(stood) => changes::tell(&stood, (&input, &provenance, &analysis), voice),
        None => Ok(()),
    }
}

/// `reports/` and the name of the only input; `reports/report` of several.
fn default_folder(inputs: &[PathBuf]) -> PathBuf {
    let name = match inputs {
        [input] if input.as_os_str() != "-" => input.file_stem(),
        _ => None,
    };
    Path::new("reports").join(name.unwrap_or("report".as_ref()))
}

/// A page's name with the checksum of its file.
fn fingerprint(page: &Page) -> Fingerprint {
    match &page.read.sha256 {
        Some(sha256) => Fingerprint { name: page.source.clone(), sha256: sha256.clone() },
        None => Fingerprint::of(&page.source, page.text.as_bytes()),
    }
}

fn provenance(input: &Input) -> Provenance {
    let pages = input.sources.iter().flat_map(|source| &source.pages);
    let lists = input.lists.texts.iter();
    Provenance {
        inputs: pages.map(fingerprint).collect(),
        settings: input.config.portable().to_toml(),
        lists: lists.map(|(name, text)| Fingerprint::of(name, text.as_bytes())).collect(),
    }
}
