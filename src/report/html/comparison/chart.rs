//! A chart of a comparison on the page.

use crate::{
    charts::Chart,
    compare::MeetingComparison,
    report::{
        files::chart_stem,
        html::{bilingual::Bilingual, links::Link},
        svg,
    },
};

/// One chart.
pub(super) struct PictureView<'a> {
    pub(super) id: &'a str,
    pub(super) title: Bilingual,
    pub(super) caption: Bilingual,
    pub(super) svg: String,
    /// Its width in pixels.
    pub(super) width: String,
    pub(super) files: [Link; 4],
}

impl<'a> PictureView<'a> {
    pub(super) fn new(_comparison: &MeetingComparison, chart: &'a Chart) -> Self {
        let svg = svg::inline(&chart.light.svg, &format!("{}-", chart.name));
        let view = svg::view(&svg).unwrap_or_default();
        let width = view.split(' ').nth(2).unwrap_or("0").to_owned();
        let stem = chart_stem(1, 0, &chart.name);
        let files =
            [(".svg", "SVG"), (".png", "PNG"), ("-dark.svg", "SVG ☾"), ("-dark.png", "PNG ☾")];
        Self {
            id: &chart.name,
            title: chart.title.clone().into(),
            caption: chart.caption.clone().into(),
            width,
            svg,
            files: files.map(|(ending, text)| Link::new(format!("{stem}{ending}"), text)),
        }
    }
}
