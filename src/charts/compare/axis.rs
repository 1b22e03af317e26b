//! Axes: round numbers on them, and places in time.

use crate::{analysis::DateParts, compare::MeetingComparison};

/// Months of a year and days of a month, near enough for a picture.
const MONTHS: f64 = 12.0;
const DAYS: f64 = 31.0;

/// Round numbers from 0 to the first that reaches `most`, about `steps` of them, a step at least
/// `least`.
pub(super) fn ticks(most: f64, steps: usize, least: f64) -> Vec<f64> {
    let wanted = (most / steps.max(1) as f64).max(least);
    let power = libm::pow(10.0, libm::floor(libm::log10(wanted)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power);
    // The power is rounded: a step that is wanted exactly must be found.
    let step = step.into_iter().find(|step| *step >= wanted * (1.0 - 1e-9)).unwrap_or(wanted);
    let count = (most / step - 1e-9).ceil().max(1.0) as usize;
    (0..=count).map(|at| step * at as f64).collect()
}

/// Where the meetings are from the first to the last.
pub(super) struct Timeline {
    /// From 0 to 1, one a meeting.
    pub(super) places: Vec<f64>,
    /// Whether places are dates; else meetings are equally far apart.
    pub(super) is_dated: bool,
}

impl Timeline {
    /// By date if every meeting has one, each later than the one before.
    pub(super) fn of(comparison: &MeetingComparison) -> Self {
        let dates =
            comparison.meetings.iter().map(|meeting| years(meeting.date.as_ref()?.parts()?));
        let dates: Option<Vec<f64>> = dates.collect();
        let dates = dates.filter(|dates| dates.windows(2).all(|pair| pair[0] < pair[1]));
        let n = comparison.meetings.len();
        match dates.as_deref() {
            Some([first, .., last]) => Self {
                places: dates
                    .iter()
                    .flatten()
                    .map(|date| (date - first) / (last - first))
                    .collect(),
                is_dated: true,
            },
            _ => Self {
                places: (0..n).map(|at| at as f64 / (n.max(2) - 1) as f64).collect(),
                is_dated: false,
            },
        }
    }
}

/// A date in years; a month or day that is not printed is the first.
fn years(date: DateParts) -> Option<f64> {
    let month = f64::from(date.month.unwrap_or(1)) - 1.0;
    let day = f64::from(date.day.unwrap_or(1)) - 1.0;
    Some(f64::from(date.year?) + (month + day / DAYS) / MONTHS)
}

/// Which of the labels at `places` can be shown side by side, `widths` wide and `clear` apart: the
/// last, the first, and as many of the others as fit.
pub(super) fn shown(places: &[f64], widths: &[f64], clear: f64) -> Vec<bool> {
    let mut shown = vec![false; places.len()];
    let order = (0..places.len()).rev().take(1).chain(0..places.len().saturating_sub(1));
    for at in order {
        let is_free = (0..places.len()).filter(|&other| shown[other]).all(|other| {
            let needed = (widths[at] + widths[other]) / 2.0 + clear;
            (places[at] - places[other]).abs() >= needed
        });
        shown[at] = is_free;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::sample;

    #[test]
    fn ticks_are_round_and_reach_the_end() {
        let rounded = |most: f64, steps| -> Vec<f64> {
            ticks(most, steps, 0.01).iter().map(|tick| (tick * 1e6).round() / 1e6).collect()
        };
        assert_eq!(rounded(0.4, 4), [0.0, 0.1, 0.2, 0.3, 0.4]);
        assert_eq!(rounded(0.33, 2), [0.0, 0.2, 0.4]);
        assert_eq!(rounded(0.0, 4), [0.0, 0.01]);
        assert_eq!(rounded(31.0, 4), [0.0, 10.0, 20.0, 30.0, 40.0]);
    }

    #[test]
    fn meetings_stand_by_date_where_all_have_one() {
        let mut comparison = sample(3, 2, 1);
        let by_date = Timeline::of(&comparison);
        assert!(by_date.is_dated && by_date.places[1] > 0.4 && by_date.places[1] < 0.6);
        comparison.meetings[1].date = None;
        let by_order = Timeline::of(&comparison);
        assert!(!by_order.is_dated);
        assert_eq!(by_order.places, [0.0, 0.5, 1.0]);
    }

    #[test]
    fn names_that_would_touch_are_left_out_but_not_the_last() {
        let places: Vec<f64> = (0..5).map(|at| f64::from(at) * 10.0).collect();
        assert_eq!(shown(&places, &[18.0; 5], 1.0), [true, false, true, false, true]);
        assert_eq!(shown(&places, &[100.0; 5], 1.0), [false, false, false, false, true]);
        assert!(shown(&[], &[], 1.0).is_empty());
    }
}
