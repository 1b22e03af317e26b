//! Tests that several findings share.

use libm::lgamma;

/// Two chances this close, in parts of one, count as equal: they differ only by rounding.
const SAME: f64 = 1e-7;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Share {
    pub(crate) count: usize,
    pub(crate) of: usize,
}

/// Fisher's exact test, two-sided: the chance that as many are divided as unevenly over two sides,
/// or more so, if the sides are alike.
///
/// The sum of the hypergeometric probabilities that are no larger than that of what was found
/// (Fisher 1935; Agresti 2013, 3.5). 1 if a side is empty.
pub(crate) fn fisher(a: Share, b: Share) -> f64 {
    let both = a.count + b.count;
    let found = ln_division(a.count, both, (a.of, b.of));
    let chances = (both.saturating_sub(b.of)..=both.min(a.of))
        .map(|count| ln_division(count, both, (a.of, b.of)))
        .filter(|&chance| chance <= found + SAME);
    chances.map(libm::exp).sum::<f64>().min(1.0)
}

/// The smallest value of [`fisher`] that so many on both sides together can have.
pub(crate) fn least_fisher(both: usize, a: usize, b: usize) -> f64 {
    let ends = [both.min(a), both.saturating_sub(b)];
    let values =
        ends.map(|count| fisher(Share { count, of: a }, Share { count: both - count, of: b }));
    values[0].min(values[1])
}

/// The logarithm of the probability that `count` of `both` fall to the first of two sides.
fn ln_division(count: usize, both: usize, sides: (usize, usize)) -> f64 {
    ln_choose(sides.0, count) + ln_choose(sides.1, both - count)
        - ln_choose(sides.0 + sides.1, both)
}

/// The logarithm of the number of ways to choose `k` of `n`.
fn ln_choose(n: usize, k: usize) -> f64 {
    let factorial = |n: usize| lgamma(n as f64 + 1.0);
    factorial(n) - factorial(k) - factorial(n - k)
}

/// The chances `p` corrected for their number: of those at or below a value, on average no larger
/// a share than this value is due to chance (Benjamini and Hochberg 1995).
///
/// In the order of `p`; `q_i = min over p_j ≥ p_i of p_j · m / rank(p_j)`, at most 1.
pub(crate) fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]).then(a.cmp(&b)));
    let mut corrected = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (rank, &index) in order.iter().enumerate().rev() {
        least = least.min(p[index] * (p.len() as f64 / (rank + 1) as f64));
        corrected[index] = least;
    }
    corrected
}

/// The level of intervals.
pub(super) const LEVEL: f64 = 0.95;

/// The mean; 0 of nothing.
pub(super) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len().max(1) as f64
}

/// A rate or share that changed by less than this part of its larger value is the same for a reader:
/// where all texts are a little longer, what they leave as it is falls by as little in each of them,
/// and a test finds that sure. Chosen by eye.
const LEAST_CHANGE: f64 = 0.1;

/// Whether a number changed by enough to be told.
pub(super) fn is_worth_telling([before, now]: [f64; 2]) -> bool {
    (now - before).abs() >= LEAST_CHANGE * before.max(now)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `scipy.stats.fisher_exact` of SciPy: a of n, b of m, and p.
    const SCIPY: &[([usize; 4], f64)] = &[
        ([0, 31, 8, 31], 0.004_666_367_983_663_723),
        ([1, 31, 8, 31], 0.026_097_095_019_748_96),
        ([0, 31, 31, 31], 4.297_116_808_659_728e-18),
        ([3, 10, 7, 12], 0.230_531_078_828_792_44),
        ([0, 4, 4, 4], 0.028_571_428_571_428_567),
        ([5, 5, 2, 9], 0.020_979_020_979_020_983),
        ([0, 3, 0, 3], 1.0),
        ([120, 500, 80, 400], 0.170_192_560_679_996_3),
    ];

    #[test]
    fn fisher_is_that_of_scipy() {
        for &([a, n, b, m], p) in SCIPY {
            let found = fisher(Share { count: a, of: n }, Share { count: b, of: m });
            assert!((found / p - 1.0).abs() < 1e-9, "{a} of {n}, {b} of {m}: {found} and {p}");
        }
    }

    #[test]
    fn benjamini_and_hochberg_are_those_of_scipy() {
        let q = benjamini_hochberg(&[0.01, 0.04, 0.03, 0.005, 0.8, 0.04]);
        for (found, expected) in q.iter().zip([0.03, 0.048, 0.048, 0.03, 0.8, 0.048]) {
            assert!((found - expected).abs() < 1e-12, "{q:?}");
        }
        assert!(benjamini_hochberg(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn no_division_is_less_likely_than_the_least(n in 1usize..12, m in 1usize..12, a in 0usize..12, b in 0usize..12) {
            let (a, b) = (a.min(n), b.min(m));
            let p = fisher(Share { count: a, of: n }, Share { count: b, of: m });
            let turned = fisher(Share { count: b, of: m }, Share { count: a, of: n });
            prop_assert!(p > 0.0 && p <= 1.0 && (p - turned).abs() < 1e-9);
            prop_assert!(least_fisher(a + b, n, m) <= p + 1e-12);
        }

        #[test]
        fn corrected_chances_keep_their_order(p in prop::collection::vec(0.0f64..=1.0, 0..20)) {
            let q = benjamini_hochberg(&p);
            for (i, &one) in p.iter().enumerate() {
                prop_assert!(q[i] >= one - 1e-12 && q[i] <= 1.0);
                let by_rule = p.iter().filter(|&&other| other >= one).map(|&other| {
                    let rank = p.iter().filter(|&&third| third <= other).count();
                    other * (p.len() as f64 / rank as f64)
                });
                prop_assert!((q[i] - by_rule.fold(1.0, f64::min)).abs() < 1e-12);
            }
        }
    }
}
