//! A chart of a comparison on the page: its pictures, and what can be opened in them.

use super::{
    context::{Change, theme_index},
    open::{carried_key, place_of, places_key, point_key, theme_key},
};
use crate::{
    charts::{ChangeTarget, Chart, Spot, Target},
    compare::{MeetingComparison, MeetingSpan},
    ids::MeetingId,
    report::{
        files::chart_stem,
        html::{
            bilingual::Bilingual,
            links::Link,
            picture::{self, Picture},
            themes::Themes,
        },
    },
};

/// Charts of the last change, each of which stands in its part; the others are of the course.
const OF_CHANGE: [&str; 5] = ["shares", "speakers", "terms", "wording", "carried"];

/// The charts of a comparison by where they stand.
pub(super) struct Pictures<'a> {
    pub(super) of_change: Vec<ChartView<'a>>,
    pub(super) of_course: Vec<ChartView<'a>>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(comparison: &MeetingComparison, charts: &'a [Chart]) -> Self {
        let views = charts.iter().map(|chart| ChartView::new(comparison, chart));
        let (of_change, of_course) = views.partition(|one| OF_CHANGE.contains(&one.id));
        Self { of_change, of_course }
    }
}

/// One chart.
pub(super) struct ChartView<'a> {
    pub(super) id: &'a str,
    pub(super) title: Bilingual,
    pub(super) caption: Bilingual,
    pub(super) pictures: [Picture<SpotView>; 2],
    pub(super) files: [Link; 5],
}

/// A part of a picture that opens sentences.
pub(super) struct SpotView {
    /// Left, top, width, height.
    pub(super) area: [f64; 4],
    /// What it opens; empty: it is only a link.
    pub(super) key: String,
    /// Where the same can be read on the page.
    pub(super) href: String,
}

impl<'a> ChartView<'a> {
    fn new(comparison: &MeetingComparison, chart: &'a Chart) -> Self {
        Self {
            id: &chart.name,
            title: chart.title.clone().into(),
            caption: chart.caption.clone().into(),
            pictures: Picture::both(chart, &chart.name, |spot| SpotView::new(comparison, spot)),
            files: picture::files(&chart_stem(1, 0, &chart.name)),
        }
    }
}

impl SpotView {
    /// `None` if what it shows is nowhere on the page.
    fn new(comparison: &MeetingComparison, spot: &Spot) -> Option<Self> {
        let Target::Change(target) = &spot.of else { return None };
        let (key, href) = opened(comparison, target)?;
        Some(Self { area: picture::area(spot), key, href })
    }
}

/// The key of a target, and its place on the page.
fn opened(comparison: &MeetingComparison, target: &ChangeTarget) -> Option<(String, String)> {
    let theme = |id| theme_index(Themes(&comparison.themes), id);
    Some(match target {
        ChangeTarget::Theme { change, theme: id } => {
            (theme_key(*change, theme(id), None), part(*change, "themes"))
        }
        ChangeTarget::SpeakerTheme { change, speaker, theme: id } => {
            (theme_key(*change, theme(id), Some(*speaker)), part(*change, "speakers"))
        }
        ChangeTarget::Speaker { change, speaker } => {
            (String::new(), format!("#{}", place_of(*change, *speaker)))
        }
        ChangeTarget::Term { change, rank } => {
            let of = Change::all(comparison).nth(*change)?;
            let term = of.change.terms.get(*rank)?;
            let both = [&term.evidence_earlier[..], &term.evidence_later].concat();
            (places_key(Some(*change), &both), part(*change, "terms"))
        }
        ChangeTarget::NewWording { change, place } => {
            let of = Change::all(comparison).nth(*change)?;
            let one = of.change.new_wording.get(*place)?;
            (said(*change, &[&one.places[..], &one.exceptions]), part(*change, "wording"))
        }
        ChangeTarget::GoneWording { change, place } => {
            let of = Change::all(comparison).nth(*change)?;
            let one = of.change.gone_wording.get(*place)?;
            (said(*change, &[&one.places[..], &one.exceptions]), part(*change, "wording"))
        }
        ChangeTarget::Carried { change, speaker } => {
            (carried_key(*change, *speaker, "all"), part(*change, "carried"))
        }
        ChangeTarget::Course(id) => (point_key(MeetingId::new(0), theme(id)), "#series".into()),
        ChangeTarget::ThemeIn { meeting, theme: id } => {
            (point_key(*meeting, theme(id)), "#series".into())
        }
        ChangeTarget::Wording { place } | ChangeTarget::WordingIn { place, .. } => {
            let mut places = comparison.series.as_ref()?.wording.get(*place)?.places.clone();
            places.sort_unstable();
            (places_key(None, &places), "#series".into())
        }
        ChangeTarget::Meeting(_) => (String::new(), "#meetings".into()),
    })
}

/// The key of the places of a wording, in the order of the meetings.
fn said(change: usize, places: &[&[MeetingSpan]]) -> String {
    let mut places = places.concat();
    places.sort_unstable();
    places_key(Some(change), &places)
}

/// A link to a part of a change.
fn part(change: usize, name: &str) -> String {
    format!("#c{}-{name}", change + 1)
}
