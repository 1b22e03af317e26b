//! Tests and intervals of the mean of numbers of which each speaker gives one.
//!
//! If nothing changed, a speaker's change might as well have the other sign. So the signs are
//! flipped at random, and what then comes out is what chance does (Fisher 1935, the paired
//! randomisation test). A speaker counts once, however long the speech: words and sentences are not
//! independent of one another, speakers nearly are.

use rand::Rng;
use rayon::prelude::*;

use super::{
    chance::quantile_of,
    stats::{LEVEL, mean},
};
use crate::random::Procedure;

/// Fewest speakers for a test: of five the smallest p there can be is 2/2⁵ = .06.
pub(super) const LEAST_PAIRS: usize = 6;
/// Up to so many speakers all signs are gone through.
const EXACT: usize = 12;
/// Random signs for more speakers. The smallest p is then 1/5,001.
const FLIPS: usize = 5_000;
/// Differences of rounding that do not make a number larger than another.
const ROUNDING: f64 = 1e-12;

/// Signs of the speakers in many flips.
#[derive(Debug, Clone)]
pub(super) struct Signs {
    /// For each speaker the signs, one a flip: a sum over speakers then goes along the flips, which
    /// a processor does several at a time.
    of: Vec<Vec<f64>>,
    flips: usize,
    /// Whether the flips are all that there are.
    all: bool,
}

impl Signs {
    /// Signs for so many speakers; `None`: too few to say anything.
    pub(super) fn of(speakers: usize, seed: u64) -> Option<Self> {
        if speakers < LEAST_PAIRS {
            return None;
        }
        let all = speakers <= EXACT;
        let flips = if all { 1 << speakers } else { FLIPS };
        let mut of = vec![Vec::with_capacity(flips); speakers];
        for flip in 0..flips {
            let mut random = Procedure::Signs.draw(seed, flip);
            for (speaker, signs) in of.iter_mut().enumerate() {
                let is_positive = if all { flip >> speaker & 1 == 1 } else { random.gen_bool(0.5) };
                signs.push(if is_positive { 1.0 } else { -1.0 });
            }
        }
        Some(Self { of, flips, all })
    }

    /// The means of some numbers under all flips.
    fn means(&self, numbers: &[f64]) -> Vec<f64> {
        let mut means = vec![0.0; self.flips];
        // Most speakers do not have a term at all.
        for (signs, number) in self.of.iter().zip(numbers).filter(|(_, number)| **number != 0.0) {
            for (sum, sign) in means.iter_mut().zip(signs) {
                *sum += sign * number;
            }
        }
        let n = numbers.len() as f64;
        for mean in &mut means {
            *mean /= n;
        }
        means
    }

    /// Chance of a mean as far from 0 as that of `numbers` (Phipson and Smyth 2010).
    pub(super) fn p(&self, numbers: &[f64]) -> f64 {
        let most = mean(numbers).abs() - ROUNDING;
        self.chance(self.means(numbers).iter().filter(|mean| mean.abs() >= most).count())
    }

    /// The chance of what so many flips reach: of random ones the signs as they are count as one.
    fn chance(&self, reached: usize) -> f64 {
        let one = usize::from(!self.all);
        (reached + one) as f64 / (self.flips + one) as f64
    }

    /// For each of several numbers of the speakers the chance that the mean of any of them is as
    /// many standard errors from 0 (max-T, Westfall and Young 1993).
    ///
    /// Holm's correction takes the smallest p that there can be, 2/2ⁿ, times the number of themes:
    /// of eight speakers and 22 themes nothing could ever be told.
    pub(super) fn corrected(&self, numbers: &[Vec<f64>]) -> Vec<f64> {
        let most = largest(numbers.par_iter().map(|numbers| self.errors(numbers)));
        let p = |numbers: &Vec<f64>| {
            let found = Squares::of(numbers).errors(mean(numbers)) * (1.0 - ROUNDING);
            self.chance(most.iter().filter(|most| **most >= found).count())
        };
        numbers.iter().map(p).collect()
    }

    /// For each flip how many standard errors the mean of `numbers` is from 0.
    pub(super) fn errors(&self, numbers: &[f64]) -> Vec<f64> {
        let squares = Squares::of(numbers);
        self.means(numbers).iter().map(|mean| squares.errors(*mean)).collect()
    }

    /// For each flip the mean of `numbers`, as far as it is from 0.
    pub(super) fn sizes(&self, numbers: &[f64]) -> Vec<f64> {
        self.means(numbers).into_iter().map(f64::abs).collect()
    }

    /// The 95 % interval of the mean of `numbers`: so many standard errors as 95 % of the flips
    /// have of their residuals (the wild bootstrap of Wu 1986 and Liu 1988, studentised).
    pub(super) fn interval(&self, numbers: &[f64]) -> Option<[f64; 2]> {
        let centre = mean(numbers);
        let residuals: Vec<f64> = numbers.iter().map(|number| number - centre).collect();
        let reach = quantile_of(self.errors(&residuals), LEVEL)? * standard_error(numbers)?;
        Some([centre - reach, centre + reach])
    }
}

/// The squares of some numbers: their signs change the mean, never these.
struct Squares {
    mean: f64,
    of: f64,
}

impl Squares {
    fn of(numbers: &[f64]) -> Self {
        let of = numbers.len() as f64;
        Self { mean: numbers.iter().map(|number| number * number).sum::<f64>() / of, of }
    }

    /// How many standard errors the mean of the numbers is from 0 where they have the signs that
    /// give this `mean`. What is the same for all has next to no error.
    fn errors(&self, mean: f64) -> f64 {
        let error = ((self.mean - mean * mean).max(0.0) / (self.of - 1.0)).sqrt();
        if mean.abs() <= ROUNDING { 0.0 } else { mean.abs() / error.max(ROUNDING) }
    }
}

/// The largest of several numbers in each flip; of no numbers nothing.
pub(super) fn largest(numbers: impl ParallelIterator<Item = Vec<f64>>) -> Vec<f64> {
    numbers.reduce(Vec::new, larger)
}

/// The larger of two numbers at each place; an empty list is smaller than any.
fn larger(mut a: Vec<f64>, b: Vec<f64>) -> Vec<f64> {
    if a.is_empty() {
        return b;
    }
    for (a, b) in a.iter_mut().zip(b) {
        *a = a.max(b);
    }
    a
}

/// The standard error of a mean; `None` of fewer than two numbers.
pub(super) fn standard_error(numbers: &[f64]) -> Option<f64> {
    let n = numbers.len();
    let centre = mean(numbers);
    let squares = numbers.iter().map(|x| (x - centre) * (x - centre)).sum::<f64>();
    (n > 1).then(|| (squares / (n * (n - 1)) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_signs_of_few_speakers_give_the_exact_p() {
        let signs = Signs::of(6, 1).expect("enough");
        // Only all signs as they are and all turned reach the mean.
        assert_eq!(signs.p(&[1.0; 6]), 2.0 / 64.0);
        assert_eq!(signs.p(&[1.0, -1.0, 1.0, -1.0, 1.0, -1.0]), 1.0);
        assert!(Signs::of(5, 1).is_none());
    }

    #[test]
    fn p_is_that_of_scipy() {
        // scipy.stats.permutation_test((x,), np.mean, permutation_type="samples", n_resamples=inf)
        let changes = [0.5, 0.2, -0.1, 0.4, 0.3, -0.2, 0.6];
        assert_eq!(Signs::of(7, 1).expect("enough").p(&changes), 14.0 / 128.0);
    }

    #[test]
    fn random_signs_come_near_and_are_the_same_again() {
        let changes: Vec<f64> = (0..31).map(|k| f64::from(k % 7) - 2.5).collect();
        let (a, b) = (Signs::of(31, 7).expect("enough"), Signs::of(31, 7).expect("enough"));
        assert_eq!(a.p(&changes), b.p(&changes));
        let [low, high] = a.interval(&changes).expect("an interval");
        assert!(low < mean(&changes) && mean(&changes) < high);
    }

    #[test]
    fn a_correction_knows_how_few_the_speakers_are() {
        let signs = Signs::of(8, 1).expect("enough");
        let none: Vec<f64> = vec![0.01, -0.02, 0.01, 0.0, -0.01, 0.02, 0.0, -0.01];
        let all = vec![0.2, 0.21, 0.19, 0.2, 0.22, 0.18, 0.2, 0.2];
        let mut changes = vec![none; 20];
        changes.push(all);
        let p = signs.corrected(&changes);
        // All rose: no correction for twenty more themes makes that a chance of more than 2/256.
        assert_eq!(p[20], 2.0 / 256.0);
        assert!(p[..20].iter().all(|p| *p > 0.5), "{p:?}");
        assert!(signs.corrected(&[vec![0.0; 8]])[0] == 1.0);
    }
}
