//! How often each paragraph is drawn, in each of the draws.

use rand::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use sha2::{Digest, Sha256};

/// Draws of a survey. With 200 the ends of a 95 % interval are the fifth value from each side.
pub(super) const DRAWS: usize = 200;

/// How often one paragraph is drawn in each draw.
pub(super) type Drawn = [u8; DRAWS];

/// Chances that a Poisson variable of mean 1 is at most 0, 1, 2 …, in units of 1/65,536.
const AT_MOST: [u16; 8] = [24_109, 48_219, 60_273, 64_292, 65_296, 65_497, 65_530, 65_535];

/// What the draws of a row's paragraphs come of: its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowKey(u64);

impl RowKey {
    /// The key of a row with these sentences.
    pub(super) fn of<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let mut digest = Sha256::new();
        for sentence in sentences {
            digest.update(sentence);
        }
        let mut key = [0; 8];
        key.copy_from_slice(&digest.finalize()[..8]);
        Self(u64::from_le_bytes(key))
    }
}

/// The draws of the paragraph `number` of a row.
///
/// The Poisson bootstrap (Chamandy, Muralidharan, Najmi and Naidu 2012): each unit is drawn a
/// number of times that is Poisson of mean 1, on its own, so that nobody needs to know how many
/// units there are. The numbers come of the row's text, whatever part of the table holds it. A row
/// that is printed twice is drawn twice or not at all: copies are no evidence of their own.
pub(super) fn draws(row: RowKey, number: usize, seed: u64) -> Drawn {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(row.0.wrapping_add(number as u64) ^ seed);
    let mut drawn = [0; DRAWS];
    for four in drawn.chunks_mut(4) {
        let mut bits = random.next_u64();
        for times in four {
            let chance = bits as u16;
            *times = AT_MOST.iter().filter(|&&at_most| chance > at_most).count() as u8;
            bits >>= 16;
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_poisson_of_mean_one_and_come_of_the_text() {
        let mut times = [0_usize; 9];
        for number in 0..500 {
            for drawn in draws(RowKey(1), number, 1) {
                times[usize::from(drawn)] += 1;
            }
        }
        let all: usize = times.iter().sum();
        let mut expected = libm::exp(-1.0);
        for (count, &seen) in times.iter().enumerate().take(5) {
            let rate = seen as f64 / all as f64;
            assert!((rate - expected).abs() < 0.005, "{count}: {rate} {expected}");
            expected /= count as f64 + 1.0;
        }
        let [parts, whole] =
            [&["港口", "通航"][..], &["港口通航"]].map(|text| RowKey::of(text.iter().copied()));
        assert_eq!(draws(parts, 3, 1), draws(whole, 3, 1));
        assert_ne!(draws(whole, 3, 1), draws(whole, 3, 2));
        assert_ne!(draws(whole, 3, 1), draws(whole, 4, 1));
    }
}
