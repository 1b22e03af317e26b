//! `yiti report`: everything into a folder.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use yiti::{
    Error,
    analysis::{Analysis, Codebook},
    charts::{Style, draw_all},
    pages::{self, Page},
    report::{self, Files, Fingerprint, Options, Provenance},
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
    let wish = Wish::new(args.robust, args.font.as_deref())?;
    let made = make(&input, wish, arguments(&args.input.input), voice)?;
    let files = &made.files;
    let stood = report::standing(&folder);
    report::write(&folder, files, args.force)?;
    voice.done();
    for meeting in &made.analysis.meetings {
        if let Some(caution) = meeting.codebook.as_ref().and_then(Codebook::caution) {
            voice.say(&format!("{}: {}", meeting.title, caution.en));
        }
    }
    let (count, page) = (files.len(), folder.join("index.html"));
    voice.say(&format!("{count} files; open {}", page.display()));
    if let Some(stood) = stood {
        let now = (&input, &made.provenance, &made.analysis);
        // The report is written: what cannot be told of the older one does not undo it.
        changes::tell(&stood, now, voice).unwrap_or_else(|error| {
            let why = "these texts cannot be analysed under the settings of the older report";
            voice.say(&format!("what moved is not told, since {why}: {error:#}"));
        });
    }
    Ok(())
}

/// What is asked for besides the settings.
pub(crate) struct Wish {
    style: Style,
    options: Options,
}

impl Wish {
    /// # Errors
    /// A font that cannot be read or is none.
    pub(crate) fn new(robust: bool, font: Option<&Path>) -> yiti::Result<Self> {
        let Some(path) = font else {
            return Ok(Self { style: Style::default(), options: Options { robust, font: None } });
        };
        let name = path.display().to_string();
        let bytes = pages::read_font(path)?;
        let font = Some(Fingerprint::of(&name, &bytes));
        let style = Style::default().with_font(bytes).map_err(|_| {
            Error::input(name, "no TrueType or OpenType font", "give --font a .ttf or .otf file")
        })?;
        Ok(Self { style, options: Options { robust, font } })
    }
}

/// A report in memory.
pub(crate) struct Made {
    pub(crate) files: Files,
    pub(crate) provenance: Provenance,
    pub(crate) analysis: Analysis,
}

/// Makes every file of a report and writes none.
pub(crate) fn make(
    input: &Input,
    wish: Wish,
    arguments: Vec<String>,
    voice: &Voice,
) -> yiti::Result<Made> {
    let mut analysis = input::analyse(input, voice)?;
    if wish.options.robust {
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
        .map(|meeting| draw_all(meeting, &wish.style))
        .collect::<yiti::Result<Vec<_>>>()?;
    voice.stage("writing the report".into());
    let provenance = Provenance { arguments, options: wish.options, ..provenance(input) };
    let files = report::render(&analysis, &charts, &provenance)?;
    Ok(Made { files, provenance, analysis })
}

/// The inputs as the manifest names them: a path below this folder as it was given, since it can
/// be found again; of any other the last name, since folders of a machine are nobody's business.
fn arguments(inputs: &[PathBuf]) -> Vec<String> {
    let of = |input: &PathBuf| {
        let is_below = report::is_below(&input.to_string_lossy());
        let parts = input.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        let parts: Vec<_> = parts.collect();
        match parts.last() {
            Some(last) if !is_below => last.clone().into_owned(),
            Some(_) => parts.join("/"),
            None => ".".to_owned(),
        }
    };
    inputs.iter().map(of).collect()
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
        ..Provenance::default()
    }
}
