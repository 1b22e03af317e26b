//! A quantity that a speech states.

#[cfg(feature = "charts")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::SentenceId;

/// One stated quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// The number, 万 and 亿 multiplied out.
    pub value: f64,
    /// What is counted: `名`, `元`, `人次`, `%`; empty if none is printed or implied.
    pub unit: String,
    /// `约`, `近`, `超`, `余`, `以上` …, both parts if two are printed (`约…余`),
    /// the dash of a range, or empty if the number is exact.
    pub qualifier: String,
    /// The figure as printed, e.g. `近50万人次`, its digits half-width and unspaced;
    /// the whole range for either end of one, e.g. `3—5个`.
    pub raw: String,
    /// The sentence that states it.
    pub sentence: String,
    /// That sentence in its speech; the first, of a sentence that was read alone.
    #[serde(default, rename = "place")]
    pub sentence_id: SentenceId,
    /// Where the figure stands in that sentence as printed, in characters: first, and behind the
    /// last.
    #[serde(default)]
    pub span: [usize; 2],
}

/// Places of the key figures, in order: of each unit the largest, and of these the `most` largest.
#[cfg(feature = "charts")]
pub(crate) fn key_figures(figures: &[Figure], most: usize) -> Vec<usize> {
    let mut of_unit: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate() {
        let best = of_unit.entry(&figure.unit).or_insert(place);
        if size(figure) > size(&figures[*best]) {
            *best = place;
        }
    }
    let mut chosen: Vec<usize> = of_unit.into_values().collect();
    chosen.sort_by(|&a, &b| size(&figures[b]).total_cmp(&size(&figures[a])).then(a.cmp(&b)));
    chosen.truncate(most);
    chosen.sort_unstable();
    chosen
}

/// The value, by which figures are put in order; 0 of one that is no number.
#[cfg(feature = "charts")]
fn size(figure: &Figure) -> f64 {
    if figure.value.is_finite() { figure.value } else { 0.0 }
}

#[cfg(all(test, feature = "charts"))]
mod tests {
    use super::*;

    fn figure(value: f64, unit: &str) -> Figure {
        Figure {
            value,
            unit: unit.into(),
            qualifier: String::new(),
            raw: String::new(),
            sentence: String::new(),
            sentence_id: SentenceId::default(),
            span: [0, 0],
        }
    }

    #[test]
    fn of_each_unit_the_largest_and_of_these_three_in_the_order_of_the_text() {
        let figures = [
            figure(3.0, "个"),
            figure(98.0, "%"),
            figure(9.0, "个"),
            figure(5e4, "人"),
            figure(2.0, "亩"),
        ];
        assert_eq!(key_figures(&figures, 3), [1, 2, 3]);
        assert_eq!(key_figures(&figures[..1], 3), [0]);
        assert!(key_figures(&[], 3).is_empty());
    }
}
