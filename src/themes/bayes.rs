//! Naive Bayes over words, learned from passages that each have shares of several classes.
//!
//! linfa-bayes learns from one class for each passage; here a passage on which the codebook does
//! not decide counts for each class by its share.

use ndarray::{Array1, Array2, ArrayView1};

/// How much each word speaks for each class.
pub(super) struct Bayes {
    /// `ln(P(word | class) / P(word))`, words × classes.
    weights: Array2<f64>,
}

/// Words added to each class, distributed as in all passages together, so that what is learned
/// from few passages counts for little. Chosen by eye.
const PRIOR_WORDS: f64 = 30.0;
/// Part of each word's log-odds that counts, because words depend on each other. Not tuned; on 95
/// passages that were coded separately the mean probability is .94, and .95 of the themes are
/// right.
const BELIEVED: f64 = 0.1;

impl Bayes {
    /// Learns from the `shares` of the classes, passages × classes, and the distinct words of each
    /// passage, as indices below `columns`. Words of a single passage are left out.
    pub(super) fn fit(shares: &Array2<f64>, words: &[Vec<usize>], columns: usize) -> Self {
        let mut counts = Array2::<f64>::zeros((columns, shares.ncols()));
        let mut passages = vec![0_u32; columns];
        for (share, words) in shares.rows().into_iter().zip(words) {
            let sure = share.iter().copied().fold(0.0, f64::max);
            for &word in words {
                counts.row_mut(word).scaled_add(sure, &share);
                passages[word] += 1;
            }
        }
        let of_class = counts.sum_axis(ndarray::Axis(0));
        let all = of_class.sum().max(1.0);
        for (mut row, &passages) in counts.rows_mut().into_iter().zip(&passages) {
            if passages < 2 {
                row.fill(0.0);
                continue;
            }
            let rate = row.sum() / all;
            for (value, class) in row.iter_mut().zip(&of_class) {
                *value = libm::log((*value + PRIOR_WORDS * rate) / (class + PRIOR_WORDS) / rate);
            }
        }
        Self { weights: counts }
    }

    /// Probability of each class for a passage with these shares and words.
    pub(super) fn posterior(&self, share: ArrayView1<'_, f64>, words: &[usize]) -> Array1<f64> {
        let mut logs = Array1::<f64>::zeros(share.len());
        for &word in words {
            logs.scaled_add(BELIEVED, &self.weights.row(word));
        }
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let product = logs.mapv(|log| libm::exp(log - most)) * share;
        let sum = product.sum();
        if sum > 0.0 { product / sum } else { share.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_occur_with_a_class_speak_for_it() {
        // Words 0 and 1 occur with class 0, words 2 and 3 with class 1; passage 4 is undecided.
        let shares = ndarray::array![[0.9, 0.1], [0.9, 0.1], [0.1, 0.9], [0.1, 0.9], [0.5, 0.5]];
        let words = [vec![0, 1], vec![0, 1], vec![2, 3], vec![2, 3], vec![2, 3]];
        let bayes = Bayes::fit(&shares, &words, 5);
        let open = bayes.posterior(shares.row(4), &words[4]);
        assert!(open[1] > 0.5 && (open.sum() - 1.0).abs() < 1e-12, "{open}");
        // An excluded class stays excluded, and a word of no passage says nothing.
        let none = bayes.posterior(ndarray::array![1.0, 0.0].view(), &[2, 3, 4]);
        assert_eq!(none.to_vec(), [1.0, 0.0]);
    }
}
