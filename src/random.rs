//! Random numbers that are the same in every run, with one stream for each procedure.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// What draws random numbers. Two procedures with one seed have different streams.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Procedure {
    /// Draws parts of speeches, to find groups that hold in them.
    Groups,
    /// Deals passages at random, for the similarity that arises by chance.
    Baseline,
    /// Draws passages with replacement, for intervals.
    Intervals,
    /// Deals passages at random, for the terms and shares that arise by chance.
    Noise,
    /// Flips the signs of speakers' changes.
    Signs,
    /// Deals blocks of two speeches anew.
    Blocks,
}

impl Procedure {
    /// The generator of its draw `number`. Each draw has one of its own, so that the number of
    /// threads does not change the result.
    pub(crate) fn draw(self, seed: u64, number: usize) -> Xoshiro256PlusPlus {
        let stream = match self {
            Self::Groups => 0x6772_6f75_7073_5f5f,
            Self::Baseline => 0x6e75_6c6c_7061_6972,
            Self::Intervals => 0x696e_7465_7276_616c,
            Self::Noise => 0x006e_6f69_7365_5f5f,
            Self::Signs => 0x7369_676e_735f_5f5f,
            Self::Blocks => 0x626c_6f63_6b73_5f5f,
        };
        Xoshiro256PlusPlus::seed_from_u64((seed ^ stream).wrapping_add(number as u64))
    }
}
