//! A picture of a chart in one language, with the links in it, and the links to its files.

use super::links::Link;
use crate::{
    charts::{Chart, Spot},
    phrase::Tongue,
    report::svg,
};

/// What a chart's files end with after its name, and how they are called.
const FILES: [(&str, &str); 5] = [
    (".svg", "SVG"),
    (".png", "PNG"),
    ("-dark.svg", "SVG ☾"),
    ("-dark.png", "PNG ☾"),
    ("-en.svg", "SVG EN"),
];

/// A picture; a spot `S` is a part of it that can be opened.
pub(super) struct Picture<S> {
    /// The language, for `lang`: the page shows one of the two.
    pub(super) lang: &'static str,
    pub(super) svg: String,
    /// Its `viewBox`, which the layer of links needs too.
    pub(super) view: String,
    /// Its width in pixels.
    pub(super) width: String,
    pub(super) spots: Vec<S>,
}

impl<S> Picture<S> {
    /// The pictures of a chart in both languages; `prefix` tells their ids from those of others,
    /// `opened` gives what a spot opens, or `None` if that is nowhere on the page.
    pub(super) fn both(
        chart: &Chart,
        prefix: &str,
        opened: impl Fn(&Spot) -> Option<S>,
    ) -> [Self; 2] {
        let chinese = (Tongue::Zh, &chart.light.svg, &chart.spots);
        let english = (Tongue::En, &chart.english.svg, &chart.english.spots);
        [chinese, english].map(|(tongue, svg, spots)| {
            let lang = tongue.code();
            let svg = svg::inline(svg, &format!("{prefix}-{lang}-"));
            let view = svg::view(&svg).unwrap_or_default().to_owned();
            let width = view.split(' ').nth(2).unwrap_or("0").to_owned();
            Self { lang, svg, view, width, spots: spots.iter().filter_map(&opened).collect() }
        })
    }
}

/// Where a spot is: left, top, width, height, in tenths of a unit.
pub(super) fn area(spot: &Spot) -> [f64; 4] {
    spot.area.map(|length| (length * 10.0).round() / 10.0)
}

/// Links to the files of a chart; `stem` is its path without its ending.
pub(super) fn files(stem: &str) -> [Link; 5] {
    FILES.map(|(ending, text)| Link::new(format!("{stem}{ending}"), text))
}
