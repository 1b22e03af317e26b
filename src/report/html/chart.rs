//! A chart on the page: its pictures, the links in them, and the links to its files.

use super::bilingual::Bilingual;
use super::links::{EvidenceLinks, Link};
use super::pairs::pair_attribute;
use super::picture::{self, Picture};
use crate::charts::{Chart, Spot, Target};

/// One chart.
pub(super) struct ChartView<'a> {
    pub(super) id: &'a str,
    pub(super) title: Bilingual,
    pub(super) caption: Bilingual,
    pub(super) pictures: [Picture<SpotView>; 2],
    /// Whether it is packed with others. If not, its English picture is packed alone, since a page
    /// is opened in Chinese.
    pub(super) is_packed: bool,
    pub(super) files: [Link; 5],
}

/// A part of a picture that is a link.
pub(super) struct SpotView {
    /// Left, top, width, height.
    pub(super) area: [f64; 4],
    /// Tells the script what to do with it.
    pub(super) class: &'static str,
    pub(super) href: String,
    /// The term, or the indices of the pair, if it is one.
    pub(super) term: String,
    pub(super) pair: String,
}

impl<'a> ChartView<'a> {
    /// `stem` is the chart's path without its ending.
    pub(super) fn new(
        links: EvidenceLinks<'_>,
        chart: &'a Chart,
        stem: &str,
        is_packed: bool,
    ) -> Self {
        let prefix = format!("{}-{}", links.meeting_id(), chart.name);
        Self {
            id: &chart.name,
            title: chart.title.clone().into(),
            caption: chart.caption.clone().into(),
            pictures: Picture::both(chart, &prefix, |spot| SpotView::new(links, spot)),
            is_packed,
            files: picture::files(stem),
        }
    }
}

impl SpotView {
    /// `None` if what it shows is nowhere on the page.
    fn new(links: EvidenceLinks<'_>, spot: &Spot) -> Option<Self> {
        let id = links.meeting_id();
        Some(match &spot.of {
            Target::Speech(speech) => Self::plain(spot, links.speech(*speech)?),
            Target::Share { speech, theme } => {
                Self { class: "of-theme", ..Self::plain(spot, links.theme(*speech, theme)?) }
            }
            Target::Term { speech, rank } => {
                let term = &links.meeting.speech(*speech)?.terms.get(*rank)?.term;
                Self {
                    class: "term",
                    term: term.clone(),
                    ..Self::plain(spot, links.term(*speech, term))
                }
            }
            Target::Pair(a, b) => Self {
                class: "pair needs-script",
                pair: pair_attribute(*a, *b),
                ..Self::plain(spot, Link::new(format!("#{id}-compare"), ""))
            },
            Target::Reuse(speech) => Self::plain(spot, links.shared_by(*speech)?),
            Target::Figure { speech, place } => Self::plain(spot, links.figure(*speech, *place)?),
            // On the page of a comparison only.
            Target::Change(_) => return None,
        })
    }

    /// A spot that is only a link.
    fn plain(spot: &Spot, link: Link) -> Self {
        Self {
            area: picture::area(spot),
            class: "",
            href: link.href,
            term: String::new(),
            pair: String::new(),
        }
    }
}
