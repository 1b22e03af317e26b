//! Analysis → charts: pictures in memory. A chart draws what it is given and computes nothing.
//!
//! Each chart lays marks on a `canvas::Canvas`, which knows how wide a text
//! will be; `render` turns the marks into a plotters SVG and that into the
//! pictures of a [`Chart`]. Fonts, sizes and colours live in `style` alone.

use rayon::prelude::*;

use self::canvas::{Canvas, ChartText};
use crate::{
    Result,
    analysis::MeetingAnalysis,
    budget::CHART_SPEECHES,
    ids::{SpeechId, ThemeId},
    phrase::Phrase,
};

mod canvas;
mod divisions;
mod figures;
mod fonts;
mod map;
mod parts;
mod paths;
mod render;
mod similarity;
mod style;
mod terms;
mod themes;
mod voice;
mod words;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use style::{Style, dark_pairs, theme_css};

/// One picture with its words, on light and on dark paper.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader. The pictures have it in Chinese.
    pub title: Phrase,
    /// n, method and source. The pictures have it in Chinese.
    pub caption: Phrase,
    /// For print and for light pages.
    pub light: Picture,
    /// For dark pages and slides: the same, in other colours.
    pub dark: Picture,
    /// What can be clicked; none covers another.
    pub spots: Vec<Spot>,
}

/// A drawing, as outlines and as pixels.
#[derive(Debug, Clone)]
pub struct Picture {
    /// With its letters as outlines: right on every machine.
    pub svg: String,
    /// The same at twice its size, or less if that is more than six million pixels.
    pub png: Vec<u8>,
}

/// A part of a picture that stands for something a reader may want to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Left, top, width and height in the units of the picture's `viewBox`.
    pub area: [f64; 4],
    /// What it stands for.
    pub of: Target,
}

/// What a [`Spot`] stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A speech.
    Speech(SpeechId),
    /// What a speech says of a theme.
    Share {
        /// The speech.
        speech: SpeechId,
        /// The theme, or [`ThemeId::OTHER`].
        theme: ThemeId,
    },
    /// A distinctive term of a speech.
    Term {
        /// The speech.
        speech: SpeechId,
        /// Place in its `terms`.
        rank: usize,
    },
    /// Two speeches, the earlier first.
    Pair(SpeechId, SpeechId),
    /// What a speech has word for word in common with others.
    Reuse(SpeechId),
    /// A figure that a speech states.
    Figure {
        /// The speech.
        speech: SpeechId,
        /// Place in its `figures`.
        place: usize,
    },
}

/// What a chart has drawn, and what it says of it.
type Drawing<'a> = (Canvas<'a>, ChartText);

/// Draws one chart, or `None` where the meeting has not what it needs.
type Draw = for<'a> fn(&MeetingAnalysis, &'a Style) -> Option<Drawing<'a>>;

/// All charts, in the order in which a report shows them.
const CHARTS: [Draw; 7] = [
    themes::draw,
    divisions::draw,
    similarity::draw,
    map::draw,
    terms::draw,
    voice::draw,
    figures::draw,
];

/// Every chart that `meeting` has what it needs for: themes and terms from one speech, similarity
/// and map from three; divisions from two of known ones, voice where speeches share text
/// word for word, figures where any is stated. Above 500 speeches it has none.
///
/// Fails on a character that no face of `style` can draw and names it.
pub fn draw_all(meeting: &MeetingAnalysis, style: &Style) -> Result<Vec<Chart>> {
    if meeting.speeches.len() > CHART_SPEECHES {
        return Ok(Vec::new());
    }
    let finish = |(canvas, head): Drawing| canvas.finish(head);
    let drawn: Vec<Option<Result<Chart>>> =
        CHARTS.par_iter().map(|draw| draw(meeting, style).map(finish)).collect();
    // Only now, so that of several failures always the same is reported.
    drawn.into_iter().flatten().collect()
}
