//! Target against reference: is a term more frequent here than chance would have it?

use serde::{Deserialize, Serialize};

/// A text with more than this share of all words is held against general Chinese: of two alike
/// each is still held against the other.
const MOST: f64 = 2.0 / 3.0;

/// Whether a text of so many `words`, of `all`, leaves too few others to be held against.
pub(crate) fn has_most(words: usize, all: usize) -> bool {
    words as f64 > MOST * all as f64
}

/// How often a term is said in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Occurrences of the term.
    pub count: u64,
    /// All words.
    pub total: u64,
}

impl Rate {
    /// Occurrences of the term and of all other words.
    fn row(self) -> [f64; 2] {
        [self.count as f64, self.total as f64 - self.count as f64]
    }

    /// Occurrences of the term for each word.
    fn per_word(self) -> f64 {
        self.count as f64 / (self.total as f64).max(1.0)
    }
}

/// A term's keyness in a target against a reference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Keyness {
    /// Log-odds ratio with an informative Dirichlet prior, over its standard deviation.
    pub z: f64,
    /// Signed log-likelihood ratio, positive if the term is more frequent in the target.
    pub g2: f64,
}

/// Keyness of a term, said so often in the target and in the reference.
///
/// z after Monroe, Colaresi and Quinn (2008), "Fightin' Words", eqs. 15–22:
/// `δ = ln (y_t + α)/(n_t + α₀ − y_t − α) − ln (y_r + α)/(n_r + α₀ − y_r − α)`,
/// `z = δ / √(1/(y_t + α) + 1/(y_r + α))`. The prior is what both say together,
/// `α = y_t + y_r`, `α₀ = n_t + n_r` (tidylo's choice): with a weaker one a term
/// said four times here and never elsewhere would rank below one said twice
/// here and once elsewhere, since the variance then depends on `1/α` alone.
/// G² is `2 Σ O ln(O/E)` over the 2 × 2 table, uncorrected, as quanteda's
/// `textstat_keyness(measure = "lr")`.
pub fn log_odds(target: Rate, reference: Rate) -> Keyness {
    Keyness { z: log_odds_z(target, reference), g2: log_likelihood(target.row(), reference.row()) }
}

/// How much a term sets the target apart: `√G² · (r_t − r_r)/(r_t + r_r)`, 0 where it is not more
/// frequent there.
///
/// G² says how sure the difference is and grows with the counts; the difference coefficient of
/// the two rates `r` (Hofland and Johansson 1982) says how large it is and keeps down what all
/// say often. How many others say a term in passing does not matter: 亚运, 14 times here and 21
/// times in thirty other texts, 19 of them, ranks above what is said once.
pub fn contrast(target: Rate, reference: Rate) -> f64 {
    let (here, there) = (target.per_word(), reference.per_word());
    if here <= there || target.count == 0 {
        return 0.0;
    }
    let [target, reference] = [target, reference].map(|of| of.row().map(|count| count.max(0.0)));
    let g2 = log_likelihood(target, reference).max(0.0);
    g2.sqrt() * (here - there) / (here + there)
}

/// [`Keyness::z`] alone, at a third of the cost.
pub fn log_odds_z(target: Rate, reference: Rate) -> f64 {
    let (y_t, n_t) = (target.count as f64, target.total as f64);
    let (y_r, n_r) = (reference.count as f64, reference.total as f64);
    let (alpha, prior) = (y_t + y_r, n_t + n_r);
    let delta = smoothed(y_t, n_t, alpha, prior) - smoothed(y_r, n_r, alpha, prior);
    let deviation = (1.0 / (y_t + alpha) + 1.0 / (y_r + alpha)).sqrt();
    if y_t + y_r == 0.0 { 0.0 } else { delta / deviation }
}

/// Logarithm of the odds of `y` occurrences among `n` words, with the prior added to both.
fn smoothed(y: f64, n: f64, alpha: f64, prior: f64) -> f64 {
    libm::log((y + alpha) / (n + prior - y - alpha).max(f64::MIN_POSITIVE))
}

/// `2 Σ O ln(O/E)` over the table of both rows, negative if the term is less frequent in `target`.
fn log_likelihood(target: [f64; 2], reference: [f64; 2]) -> f64 {
    let rows = [target, reference];
    let total: f64 = rows.iter().flatten().sum();
    let mut g2 = 0.0;
    for row in rows {
        for (column, observed) in row.into_iter().enumerate() {
            let expected = (row[0] + row[1]) * (target[column] + reference[column]) / total;
            if observed > 0.0 {
                g2 += 2.0 * observed * libm::log(observed / expected);
            }
        }
    }
    let expected = (target[0] + target[1]) * (target[0] + reference[0]) / total;
    if target[0] < expected { -g2 } else { g2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(count: u64, total: u64) -> Rate {
        Rate { count, total }
    }

    #[test]
    fn equal_rates_are_no_difference() {
        let keyness = log_odds(of(10, 1000), of(20, 2000));
        assert!(keyness.z.abs() < 1e-9 && keyness.g2.abs() < 1e-9, "{keyness:?}");
    }

    #[test]
    fn more_evidence_is_a_higher_z() {
        let little = log_odds(of(2, 1000), of(0, 5000));
        let much = log_odds(of(8, 1000), of(0, 5000));
        assert!(0.0 < little.z && little.z < much.z);
        assert!(log_odds(of(0, 1000), of(30, 5000)).z < 0.0);
        assert!(log_odds(of(2, 8000), of(1, 240_000)).z < log_odds(of(4, 8000), of(0, 240_000)).z);
    }

    #[test]
    fn g2_is_that_of_the_textbook() {
        // O = [[10, 90], [5, 195]]; E = [[5, 95], [10, 190]]; G² by hand.
        let expected = 2.0
            * (10.0 * libm::log(10.0 / 5.0)
                + 90.0 * libm::log(90.0 / 95.0)
                + 5.0 * libm::log(5.0 / 10.0)
                + 195.0 * libm::log(195.0 / 190.0));
        assert!((log_odds(of(10, 100), of(5, 200)).g2 - expected).abs() < 1e-9);
    }

    #[test]
    fn contrast_ranks_what_is_said_often_above_what_is_said_once() {
        // Fourteen times here and 21 times in thirty others against once and never elsewhere.
        let often = contrast(of(14, 6_000), of(21, 200_000));
        let once = contrast(of(1, 6_000), of(0, 200_000));
        assert!(often > 2.0 * once && once > 0.0, "{often} {once}");
        // What all say as often sets nobody apart, however often that is.
        assert!(contrast(of(60, 6_000), of(1_900, 200_000)) < once);
        assert_eq!(contrast(of(1, 1_000), of(2, 1_000)), 0.0);
        assert_eq!(contrast(of(0, 1_000), of(0, 1_000)), 0.0);
        assert!(contrast(of(5, 5), of(3, 100_000)).is_finite());
    }
}
