//! The rows of the matrix: their order, their size and the groups they belong to.

use std::ops::Range;

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

/// The matrix, whose upper left corner is at zero, and the speeches in its rows.
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
        let mut sorted = tree.order.clone();
        sorted.sort_unstable();
        let is_complete = sorted.into_iter().eq(meeting.speech_ids());
        let order = if is_complete { tree.order.clone() } else { meeting.speech_ids().collect() };
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
    /// All of them do or none: if only the narrowest had room, a lone 0 would look like a mark.
    pub(super) fn numbers(&self) -> CellNumbers {
        if self.cell >= DECIMALS_CELL {
            CellNumbers::Decimals
        } else if self.cell >= HUNDREDTHS_CELL {
            CellNumbers::Hundredths
        } else {
            CellNumbers::None
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

    /// Neighbouring rows of one group, from top to bottom.
    pub(super) fn runs(&self) -> Vec<GroupedRows> {
        let mut runs: Vec<GroupedRows> = Vec::new();
        for place in 0..self.order.len() {
            let group = self.group(place);
            match runs.last_mut() {
                Some(last) if last.group == group && group.is_some() => last.rows.end = place + 1,
                _ => runs.push(GroupedRows { group, rows: place..place + 1 }),
            }
        }
        runs
    }
}

/// Neighbouring rows of the matrix whose speeches are in one group.
pub(super) struct GroupedRows {
    /// Their group; `None` for a row whose speech is in no group.
    pub(super) group: Option<GroupId>,
    pub(super) rows: Range<usize>,
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
