//! Random numbers that are the same in every run: one stream a procedure.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// What draws; two procedures with one seed never have the same numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Procedure {
    /// Parts of speeches, by which groups are found.
    Groups,
    /// Passages dealt anew, for the similarity that chance gives.
    Baseline,
    /// Passages drawn with replacement, for intervals.
    Intervals,
    /// Passages dealt anew, for the terms and shares that chance gives.
    Noise,
}

impl Procedure {
    /// The generator of its draw `number`. Each draw has its own, so that threads change nothing.
    pub(crate) fn draw(self, seed: u64, number: usize) -> Xoshiro256PlusPlus {
        let stream = match self {
            Self::Groups => 0x6772_6f75_7073_5f5f,
            Self::Baseline => 0x6e75_6c6c_7061_6972,
            Self::Intervals => 0x696e_7465_7276_616c,
            Self::Noise => 0x006e_6f69_7365_5f5f,
        };
        Xoshiro256PlusPlus::seed_from_u64((seed ^ stream).wrapping_add(number as u64))
    }
}
