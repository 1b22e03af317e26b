//! A comparison of meetings → charts: what changed from one meeting to the next, and the course
//! over all.
//!
//! In all of them blue has risen, orange has fallen, and grey cannot be told.

use super::{Draw, chart::Chart, finished, style::Style};
use crate::{Result, compare::MeetingComparison};

mod adopters;
mod axis;
mod carried;
mod heat;
mod last;
mod marks;
mod ranks;
mod says;
mod scatter;
mod series;
mod shares;
mod speakers;
mod spread;
mod wording;

#[cfg(test)]
mod tests;

/// All charts, in the order in which a report shows them: five of the last change, then four of
/// the course over three meetings and more.
const CHARTS: [Draw<MeetingComparison>; 9] = [
    shares::draw,
    speakers::draw,
    scatter::draw,
    wording::draw,
    carried::draw,
    series::draw,
    heat::draw,
    ranks::draw,
    adopters::draw,
];

/// Every chart for which `comparison` has enough. Of more than two meetings the charts of a change
/// are those of the last one.
///
/// # Errors
///
/// [`Error::Chart`](crate::Error) if a chart cannot be turned into a picture.
pub fn draw_comparison(comparison: &MeetingComparison, style: &Style) -> Result<Vec<Chart>> {
    finished(&CHARTS, comparison, style)
}
