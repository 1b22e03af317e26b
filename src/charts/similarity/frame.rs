//! The rows of the matrix: their order, their size and the groups they belong to.

use crate::{
    analysis::{MeetingAnalysis, Tree},
    budget::NUMBERED_SPEECHES,
    charts::parts,
    ids::{GroupId, SpeechId},
    say::signed,
};

/// Space between the matrix and what is beside it.
pub(super) const PAD: f64 = 8.0;
/// The matrix is about this wide, as long as its cells stay legible.
const MATRIX: f64 = 620.0;
const SMALLEST_CELL: f64 = 16.0;
const LARGEST_CELL: f64 = 56.0;
/// A cell of this side has room for −0.00.
const DECIMALS_CELL: f64 = 34.0;
/// A cell of this side has room for −00, in hundredths.
const HUNDREDTHS_CELL: f64 = 26.0;
/// The colours span at least this much similarity on either side of zero.
const LEAST_SPAN: f64 = 0.1;

/// The matrix at zero, with what its rows are.
pub(super) struct Frame<'m> {
    pub(super) meeting: &'m MeetingAnalysis,
    pub(super) tree: &'m Tree,
    /// Speeches from top to bottom.
    pub(super) order: Vec<SpeechId>,
    /// Side of a cell.
    pub(super) cell: f64,
    /// Similarity at which the colours end.
    pub(super) span: f64,
}

impl<'m> Frame<'m> {
    pub(super) fn new(meeting: &'m MeetingAnalysis, tree: &'m Tree) -> Self {
        let n = meeting.speeches.len();
        let complete = {
            let mut sorted = tree.order.clone();
            sorted.sort_unstable();
            sorted.iter().copied().eq(meeting.speech_ids())
        };
        let order = if complete { tree.order.clone() } else { meeting.speech_ids().collect() };
        let smallest = if n <= NUMBERED_SPEECHES { HUNDREDTHS_CELL } else { SMALLEST_CELL };
        let values = meeting.pairs().map(|(a, b)| value(tree, a, b).abs());
        let widest = values.fold(LEAST_SPAN, f64::max);
        Self {
            meeting,
            tree,
            order,
            cell: (MATRIX / n as f64).clamp(smallest, LARGEST_CELL),
            span: (widest * 10.0).ceil() / 10.0,
        }
    }

    /// How the cells write their numbers.
    ///
    /// All of them or none: a lone 0, the narrowest, would look like a mark.
    pub(super) fn numbers(&self) -> CellNumbers {
        match self.cell {
            cell if cell >= DECIMALS_CELL => CellNumbers::Decimals,
            cell if cell >= HUNDREDTHS_CELL => CellNumbers::Hundredths,
            _ => CellNumbers::None,
        }
    }

    pub(super) fn side(&self) -> f64 {
        self.cell * self.order.len() as f64
    }

    /// The middle of row or column `place`.
    pub(super) fn middle(&self, place: usize) -> f64 {
        self.cell * (place as f64 + 0.5)
    }

    /// The group of the speech in row `place`.
    pub(super) fn group(&self, place: usize) -> Option<GroupId> {
        let speech = *self.order.get(place)?;
        self.meeting.group_ids().find(|&id| self.meeting[id].members.contains(&speech))
    }

    /// Neighbouring rows of one group: (group, first row, row after the last).
    pub(super) fn runs(&self) -> Vec<(Option<GroupId>, usize, usize)> {
        let mut runs: Vec<(Option<GroupId>, usize, usize)> = Vec::new();
        for place in 0..self.order.len() {
            let group = self.group(place);
            match runs.last_mut() {
                Some((last, _, end)) if *last == group && group.is_some() => *end = place + 1,
                _ => runs.push((group, place, place + 1)),
            }
        }
        runs
    }
}

/// How much of a number a cell has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellNumbers {
    Decimals,
    Hundredths,
    None,
}

impl CellNumbers {
    pub(super) fn text(self, similarity: f64) -> String {
        match self {
            Self::Decimals => signed(similarity, 2),
            Self::Hundredths => signed(100.0 * similarity, 0),
            Self::None => String::new(),
        }
    }
}

/// The similarity of two speeches; 0 if it is not a number.
pub(super) fn value(tree: &Tree, a: SpeechId, b: SpeechId) -> f64 {
    tree.cosines.at(a, b).map_or(0.0, parts::finite)
}
