//! Analysis → charts: pictures in memory. A chart draws what it is given and computes nothing.
//!
//! Each chart lays marks on a `canvas::Canvas`, which measures every text. `drawing` cuts the sheet
//! to the marks; `render` turns the sheet into a plotters SVG and that into the pictures of a
//! [`Chart`]. Fonts, sizes and colours are in `style` alone.

use rayon::prelude::*;

use self::drawing::Drawing;
use crate::{Result, analysis::MeetingAnalysis, budget::CHART_SPEECHES, phrase::Tongue};

mod canvas;
mod chart;
mod compare;
mod divisions;
mod drawing;
mod emphasis;
mod figures;
mod fonts;
mod geometry;
mod grid;
mod labels;
mod legend;
mod letters;
mod map;
mod mark;
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

pub use chart::{ChangeTarget, Chart, Outlines, Picture, Spot, Target, stand_ins};
pub use compare::draw_comparison;
pub use style::{Style, dark_pairs, theme_css, theme_pairs};

/// Draws one chart of a meeting or of a comparison; `None` if it lacks what the chart needs.
type Draw<T> = for<'a> fn(&T, &'a Style) -> Option<Drawing<'a>>;

/// All charts, in the order in which a report shows them.
const CHARTS: [Draw<MeetingAnalysis>; 8] = [
    themes::draw,
    emphasis::draw,
    divisions::draw,
    similarity::draw,
    map::draw,
    terms::draw,
    voice::draw,
    figures::draw,
];

/// Speeches up to which a chart with a row for each belongs on a first screen or in a brief. Chosen by
/// eye.
pub(crate) const READABLE_ROWS: usize = 60;

/// Every chart for which `meeting` has enough: themes and terms from one speech, emphasis from 13, divisions from two
/// speeches of known divisions, similarity and map from three speeches, voice if speeches share text
/// word for word, figures if any is stated. No charts above [`CHART_SPEECHES`] speeches.
///
/// # Errors
///
/// [`Error::Chart`](crate::Error) if a chart cannot be turned into a picture.
pub fn draw_all(meeting: &MeetingAnalysis, style: &Style) -> Result<Vec<Chart>> {
    if meeting.speeches.len() > CHART_SPEECHES {
        return Ok(Vec::new());
    }
    finished(&CHARTS, meeting, style)
}

/// Those of `charts` for which `of` has enough.
fn finished<T: Sync>(charts: &[Draw<T>], of: &T, style: &Style) -> Result<Vec<Chart>> {
    let english = style.clone().speaking(Tongue::En);
    let drawn: Vec<Option<Result<Chart>>> = charts
        .par_iter()
        .map(|draw| Some(render::finish(draw(of, style)?, draw(of, &english)?)))
        .collect();
    // All charts are drawn before a failure is returned, so that it is always the first.
    drawn.into_iter().flatten().collect()
}
