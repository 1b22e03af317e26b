//! The whole page of a comparison.

use askama::Template;

use super::{
    change::ChangeView,
    chart::{ChartView, Pictures},
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
const SCRIPT: [&str; 14] = [
    include_str!("../../page/script/elements.js"),
    include_str!("../../page/script/save.js"),
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
    include_str!("../../page/comparison/script/folds.js"),
    include_str!("../../page/comparison/script/start.js"),
];

/// The rules of a report's page, and those that only a comparison needs.
const STYLE: [&str; 3] = [
    include_str!("../../page/base.css"),
    include_str!("../../page/style.css"),
    include_str!("../../page/comparison/style.css"),
];

/// Renders the page.
pub(in crate::report) fn comparison_page(
    comparison: &MeetingComparison,
    charts: &[Chart],
    provenance: &Provenance,
) -> Result<String> {
    let script = SCRIPT.join("\n");
    let title = changes::title(comparison);
    let names = tables::comparison_tables(comparison).into_iter().map(|table| table.name);
    let Pictures { of_change, mut of_course } = Pictures::new(comparison, charts);
    let series = SeriesView::new(comparison, &mut of_course);
    let [findings, other_findings] = FindingView::leading(comparison);
    let page = ComparisonPage {
        plain_title: title.zh.clone(),
        title: title.into(),
        style: STYLE.join("\n"),
        recolour: recolour(),
        script_hash: hash(&script),
        script,
        answer: changes::answer(comparison).into(),
        findings,
        other_findings,
        meetings: MeetingRow::all(comparison),
        facts: facts(comparison),
        series,
        changes: changes_of(comparison, of_change),
        charts: of_course,
        draws: comparison.ground.draws,
        data: data::json(comparison)?,
        tables: names.map(|name| Link::new(tables::path(name), name)).collect(),
        trail: Trail::new(provenance),
    };
    page.render().map_err(|cause| Error::file(INDEX, "render")(std::io::Error::other(cause)))
}

/// The changes in their order; the charts are of the last one.
fn changes_of<'a>(
    comparison: &MeetingComparison,
    charts: Vec<ChartView<'a>>,
) -> Vec<ChangeView<'a>> {
    let mut charts = Some(charts);
    Change::all(comparison)
        .map(|change| {
            let own = if change.is_newest() { charts.take() } else { None };
            ChangeView::new(change, own.unwrap_or_default())
        })
        .collect()
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
    /// What a reader should see first.
    findings: Vec<FindingView>,
    /// Findings that are folded away.
    other_findings: Vec<FindingView>,
    meetings: Vec<MeetingRow<'a>>,
    facts: Vec<Fact>,
    series: Option<SeriesView<'a>>,
    changes: Vec<ChangeView<'a>>,
    /// Charts that have no other place.
    charts: Vec<ChartView<'a>>,
    /// How often text was drawn for each interval.
    draws: usize,
    data: String,
    tables: Vec<Link>,
    trail: Trail<'a>,
}
