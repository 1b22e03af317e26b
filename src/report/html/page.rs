//! The whole page: its head, its script, the meetings, and where they come from.

use askama::Template;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

use super::bilingual::{self, Bilingual, both};
use super::filters;
use super::links::Link;
use super::meeting::MeetingView;
use super::settings;
use crate::analysis::{Analysis, MeetingAnalysis};
use crate::charts::{Chart, dark_pairs, theme_pairs};
use crate::error::{Error, Result};
use crate::report::tables;
use crate::run::Provenance;
use crate::say;

/// The parts of the page's script, in their order.
const SCRIPT: [&str; 16] = [
    include_str!("../page/script/elements.js"),
    include_str!("../page/script/save.js"),
    include_str!("../page/script/parts.js"),
    include_str!("../page/script/data.js"),
    include_str!("../page/script/remembered.js"),
    include_str!("../page/script/panel.js"),
    include_str!("../page/script/search.js"),
    include_str!("../page/script/evidence.js"),
    include_str!("../page/script/compare.js"),
    include_str!("../page/script/tables.js"),
    include_str!("../page/script/choices.js"),
    include_str!("../page/script/views.js"),
    include_str!("../page/script/notes.js"),
    include_str!("../page/script/export.js"),
    include_str!("../page/script/correct.js"),
    include_str!("../page/script/start.js"),
];

/// The source expression of a Content-Security-Policy that allows `script` and no other.
pub(super) fn hash(script: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// Rules by which a picture drawn for light paper shows on dark paper, and a theme has its colour on
/// either.
pub(super) fn recolour() -> String {
    let pictures = dark_pairs().into_iter().map(|(light, dark)| rule(&light, &dark));
    let themes = theme_pairs().into_iter().map(|(light, dark)| {
        format!("[style*=\"--c:{light}\"] {{ --t: light-dark({light}, {dark}); }}\n")
    });
    pictures.chain(themes).collect()
}

fn rule(light: &str, dark: &str) -> String {
    let colour = format!("light-dark({light}, {dark})");
    format!(
        ".card [fill=\"{light}\"] {{ fill: {colour}; }}\n\
         .card [stroke=\"{light}\"] {{ stroke: {colour}; }}\n"
    )
}

/// Renders the page.
pub(in crate::report) fn page(
    analysis: &Analysis,
    charts: &[Vec<Chart>],
    provenance: &Provenance,
) -> Result<String> {
    let meetings = &analysis.meetings;
    let script = SCRIPT.join("\n");
    let page = IndexPage {
        title: say::list(meetings.iter().map(|meeting| &meeting.title)).zh,
        style: concat!(include_str!("../page/base.css"), include_str!("../page/style.css")),
        recolour: recolour(),
        script_hash: hash(&script),
        script,
        meetings: (0..meetings.len()).map(|index| view(meetings, index, charts)).collect(),
        tables: tables::names().map(|name| Link::new(tables::path(name), name)).collect(),
        trail: Trail::new(provenance),
        report: digest(provenance),
        settings: settings::json(&provenance.settings)?,
    };
    page.render().map_err(|cause| Error::file("index.html", "render")(std::io::Error::other(cause)))
}

/// A name for a report of these files and settings.
fn digest(provenance: &Provenance) -> String {
    /// Characters that tell the reports of one reader apart.
    const LENGTH: usize = 16;
    let mut digest = Sha256::new();
    for file in &provenance.inputs {
        digest.update(&file.sha256);
    }
    digest.update(&provenance.settings);
    let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    hex.chars().take(LENGTH).collect()
}

/// A meeting and its charts; a report without pictures has none.
fn view<'a>(
    meetings: &'a [MeetingAnalysis],
    index: usize,
    charts: &'a [Vec<Chart>],
) -> MeetingView<'a> {
    let charts = charts.get(index).map(Vec::as_slice).unwrap_or_default();
    MeetingView::new(meetings, index, charts)
}

/// The whole page.
#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    title: String,
    style: &'static str,
    /// Rules that show the light pictures on a dark page.
    recolour: String,
    script: String,
    /// The only script that the page lets run.
    script_hash: String,
    meetings: Vec<MeetingView<'a>>,
    tables: Vec<Link>,
    trail: Trail<'a>,
    /// Names the report where the browser keeps notes.
    report: String,
    /// The settings for the script.
    settings: String,
}

impl IndexPage<'_> {
    /// The meetings for a table of contents, which only several meetings need.
    fn contents(&self) -> &[MeetingView<'_>] {
        if self.meetings.len() > 1 { &self.meetings } else { &[] }
    }
}

/// The manifest in short: which files and settings the report was made from.
pub(super) struct Trail<'a> {
    pub(super) version: &'static str,
    pub(super) files: Vec<(Bilingual, &'a str, &'a str)>,
    pub(super) settings: &'a str,
}

impl<'a> Trail<'a> {
    pub(super) fn new(provenance: &'a Provenance) -> Self {
        let inputs = provenance.inputs.iter().map(|file| (both("输入", "input"), file));
        let lists = provenance.lists.iter().map(|file| (both("词表", "list"), file));
        let font = provenance.options.font.iter().map(|file| (both("字体", "font"), file));
        Self {
            version: env!("CARGO_PKG_VERSION"),
            files: inputs
                .chain(lists)
                .chain(font)
                .map(|(kind, file)| (kind, file.name.as_str(), file.sha256.as_str()))
                .collect(),
            settings: provenance.settings.trim_end(),
        }
    }
}
