//! The whole page of a comparison.

use askama::Template;

use super::{
    change::ChangeView,
    chart::PictureView,
    context::Change,
    data,
    facts::{MeetingRow, facts},
    findings::FindingView,
    series::SeriesView,
};
use crate::{
    charts::Chart,
    compare::MeetingComparison,
    error::{Error, Result},
    report::{
        files::INDEX,
        html::{
            bilingual::{self, Bilingual},
            facts::Fact,
            links::Link,
            page::{Trail, hash, recolour},
        },
        tables,
    },
    run::Provenance,
    say::changes,
};

/// The parts of the page's script, in their order.
const SCRIPT: [&str; 12] = [
    include_str!("../../page/script/elements.js"),
    include_str!("../../page/script/remembered.js"),
    include_str!("../../page/comparison/script/data.js"),
    include_str!("../../page/script/panel.js"),
    include_str!("../../page/script/search.js"),
    include_str!("../../page/comparison/script/sentences.js"),
    include_str!("../../page/comparison/script/themes.js"),
    include_str!("../../page/comparison/script/texts.js"),
    include_str!("../../page/comparison/script/keys.js"),
    include_str!("../../page/script/tables.js"),
    include_str!("../../page/script/choices.js"),
    include_str!("../../page/comparison/script/start.js"),
];

/// The rules of a report's page, and those that only a comparison needs.
const STYLE: [&str; 2] =
    [include_str!("../../page/style.css"), include_str!("../../page/comparison/style.css")];

/// Renders the page.
pub(in crate::report) fn comparison_page(
    comparison: &MeetingComparison,
    charts: &[Chart],
    provenance: &Provenance,
) -> Result<String> {
    let script = SCRIPT.join("\n");
    let title = changes::title(comparison);
    let names = tables::comparison_tables(comparison).into_iter().map(|table| table.name);
    let page = ComparisonPage {
        plain_title: title.zh.clone(),
        title: title.into(),
        style: STYLE.join("\n"),
        recolour: recolour(),
        script_hash: hash(&script),
        script,
        answer: changes::answer(comparison).into(),
        findings: FindingView::all(comparison),
        meetings: MeetingRow::all(comparison),
        facts: facts(comparison),
        series: SeriesView::new(comparison),
        changes: Change::all(comparison).map(ChangeView::new).collect(),
        charts: charts.iter().map(|chart| PictureView::new(comparison, chart)).collect(),
        draws: comparison.ground.draws,
        data: data::json(comparison)?,
        tables: names.map(|name| Link::new(tables::path(name), name)).collect(),
        trail: Trail::new(provenance),
    };
    page.render().map_err(|cause| Error::file(INDEX, "render")(std::io::Error::other(cause)))
}

/// The whole page.
#[derive(Template)]
#[template(path = "comparison/index.html")]
struct ComparisonPage<'a> {
    plain_title: String,
    title: Bilingual,
    style: String,
    /// Rules that show the light pictures on a dark page.
    recolour: String,
    script: String,
    /// The only script that the page lets run.
    script_hash: String,
    answer: Bilingual,
    findings: Vec<FindingView>,
    meetings: Vec<MeetingRow<'a>>,
    facts: Vec<Fact>,
    series: Option<SeriesView>,
    changes: Vec<ChangeView>,
    charts: Vec<PictureView<'a>>,
    /// How often text was drawn for each interval.
    draws: usize,
    data: String,
    tables: Vec<Link>,
    trail: Trail<'a>,
}
