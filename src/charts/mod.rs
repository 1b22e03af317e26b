//! Analysis → charts: pictures in memory. A chart draws what it is given and computes nothing.
//!
//! Each chart lays marks on a [`canvas::Canvas`], which knows how wide a text
//! will be; `render` turns the marks into a plotters SVG and that into the two
//! files of a [`Chart`]. Fonts, sizes and colours live in [`Style`] alone.

use crate::{Result, analysis::MeetingAnalysis};

mod canvas;
mod fonts;
mod map;
mod parts;
mod render;
mod similarity;
mod style;
mod terms;
mod themes;
mod words;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod look;

pub use style::{Colour, Style};

/// One picture with its words.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader.
    pub title: String,
    /// n, method and source.
    pub caption: String,
    /// The picture with its letters as outlines: right on every machine.
    pub svg: String,
    /// The same picture at twice its size.
    pub png: Vec<u8>,
}

/// Draws one chart, or `None` where the meeting has too few speeches for it.
type Draw = fn(&MeetingAnalysis, &Style) -> Result<Option<Chart>>;

/// All charts, in the order in which a report shows them.
const CHARTS: [Draw; 4] = [themes::draw, similarity::draw, terms::draw, map::draw];

/// Every chart that `meeting` has enough speeches for: themes and terms from
/// one, similarity from two, the map from three.
///
/// Fails on a character that no face of `style` can draw and names it.
pub fn draw_all(meeting: &MeetingAnalysis, style: &Style) -> Result<Vec<Chart>> {
    CHARTS.iter().filter_map(|draw| draw(meeting, style).transpose()).collect()
}
