//! `index.html`: what the template shows, as ready-formatted words.
//!
//! The structs here are the page's parts in the order of the page. Their texts
//! are whole phrases; `page.html` places them and escapes them.

use askama::Template;

use super::{Provenance, tables, words};
use crate::analysis::Analysis;
use crate::charts::Chart;
use crate::error::{Error, Result};

mod anchors;
mod doubt;
mod meeting;
mod pairs;
mod speech;
mod themes;

use meeting::MeetingView;

/// Renders the page.
pub(super) fn page(
    analysis: &Analysis,
    charts: &[Vec<Chart>],
    provenance: &Provenance,
) -> Result<String> {
    let meetings = &analysis.meetings;
    let view = |place: usize| {
        let charts = charts.get(place).map(Vec::as_slice).unwrap_or_default();
        MeetingView::new(meetings, place, charts)
    };
    let page = Page {
        title: words::row(meetings.iter().map(|meeting| &meeting.title)),
        style: include_str!("../style.css"),
        meetings: (0..meetings.len()).map(view).collect(),
        tables: tables::NAMES.iter().map(|name| Link::new(tables::path(name), *name)).collect(),
        trail: Trail::new(provenance),
    };
    page.render().map_err(|cause| Error::file("index.html", "render")(std::io::Error::other(cause)))
}

/// The whole page.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: String,
    style: &'static str,
    meetings: Vec<MeetingView<'a>>,
    tables: Vec<Link>,
    trail: Trail<'a>,
}

impl Page<'_> {
    /// A list of meetings is a help only where there are several.
    fn contents(&self) -> &[MeetingView<'_>] {
        if self.meetings.len() > 1 { &self.meetings } else { &[] }
    }
}

/// A place to go.
struct Link {
    href: String,
    text: String,
}

impl Link {
    fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// The manifest in short.
struct Trail<'a> {
    version: &'static str,
    files: Vec<(&'static str, &'a str, &'a str)>,
    settings: &'a str,
}

impl<'a> Trail<'a> {
    fn new(provenance: &'a Provenance) -> Self {
        let inputs = provenance.inputs.iter().map(|file| ("输入 input", file));
        let lists = provenance.lists.iter().map(|file| ("词表 list", file));
        Self {
            version: env!("CARGO_PKG_VERSION"),
            files: inputs
                .chain(lists)
                .map(|(kind, file)| (kind, file.name.as_str(), file.sha256.as_str()))
                .collect(),
            settings: provenance.settings.trim_end(),
        }
    }
}
