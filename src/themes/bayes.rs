//! Naive Bayes over words, learned from passages that each have shares of several classes.
//!
//! linfa-bayes learns from one class for each passage; here a passage on which the codebook does
//! not decide counts for each class by its share.

use std::ops::Range;

use ndarray::{Array1, ArrayView1};
use rayon::prelude::*;

/// How much each word speaks for each class.
pub(super) struct Bayes {
    classes: usize,
    /// For each word the number of its row in `weights`; [`NO_ROW`]: it speaks for none.
    rows: Vec<u32>,
    /// [`BELIEVED`] times `ln(P(word | class) / P(word))`, words × classes.
    weights: Vec<f64>,
}

/// A passage that is learned from.
#[derive(Clone, Copy)]
pub(super) struct Example<'a> {
    /// Its share of each class.
    pub(super) shares: ArrayView1<'a, f64>,
    /// Its distinct words.
    pub(super) words: &'a [u32],
}

/// What a word has in place of a row if fewer than two passages have it, as most words of a large
/// collection.
const NO_ROW: u32 = u32::MAX;

/// Words added to each class, distributed as in all passages together, so that what is learned
/// from few passages counts for little. Chosen by eye.
const PRIOR_WORDS: f64 = 30.0;
/// Part of each word's log-odds that counts, because words depend on each other. Not tuned; on 95
/// passages that were coded separately the mean probability is .94, and .95 of the themes are
/// right.
const BELIEVED: f64 = 0.1;

impl Example<'_> {
    /// How much each of its words counts for each class: the shares times the largest of them.
    fn counts(&self) -> Vec<f64> {
        let sure = self.shares.iter().copied().fold(0.0, f64::max);
        self.shares.iter().map(|share| sure * share).collect()
    }
}

impl Bayes {
    /// Learns from some passages; words are indices below `columns`. Words of a single passage are
    /// left out.
    pub(super) fn fit(examples: &[Example<'_>], columns: usize) -> Self {
        let classes = examples.first().map_or(0, |example| example.shares.len());
        let (mut rows, mut first) = (vec![NO_ROW; columns], vec![NO_ROW; columns]);
        let mut count = 0;
        for (example, number) in examples.iter().zip(0..) {
            for &word in example.words {
                let word = word as usize;
                if first[word] == NO_ROW {
                    first[word] = number;
                } else if rows[word] == NO_ROW {
                    rows[word] = count;
                    count += 1;
                }
            }
        }
        let mut bayes = Self { classes, rows, weights: vec![0.0; count as usize * classes] };
        for example in examples {
            let counts = example.counts();
            for &word in example.words {
                if let Some(row) = bayes.row(word) {
                    add(&mut bayes.weights[row], &counts);
                }
            }
        }
        // Words of one passage have no row, but are part of the sums.
        let mut of_class = vec![0.0; classes];
        for (word, &example) in (0..).zip(&first).filter(|(_, example)| **example != NO_ROW) {
            match bayes.row(word) {
                Some(row) => add(&mut of_class, &bayes.weights[row]),
                None => add(&mut of_class, &examples[example as usize].counts()),
            }
        }
        bayes.weigh(&of_class);
        bayes
    }

    /// Makes weights of counts, of which each class has `of_class`.
    fn weigh(&mut self, of_class: &[f64]) {
        let all = ArrayView1::from(of_class).sum().max(1.0);
        self.weights.par_chunks_mut(self.classes.max(1)).for_each(|row| {
            let rate = ArrayView1::from(&*row).sum() / all;
            for (value, class) in row.iter_mut().zip(of_class) {
                let part = (*value + PRIOR_WORDS * rate) / (class + PRIOR_WORDS) / rate;
                *value = BELIEVED * libm::log(part);
            }
        });
    }

    /// Where the weights of a word are; `None`: it speaks for no class.
    fn row(&self, word: u32) -> Option<Range<usize>> {
        let row = Some(self.rows[word as usize]).filter(|&row| row != NO_ROW)? as usize;
        Some(row * self.classes..(row + 1) * self.classes)
    }

    /// Probability of each class for a passage with these shares and words.
    pub(super) fn posterior(&self, example: Example<'_>) -> Array1<f64> {
        let Example { shares, words } = example;
        let mut logs = vec![0.0; shares.len()];
        for row in words.iter().filter_map(|&word| self.row(word)) {
            add(&mut logs, &self.weights[row]);
        }
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let product = Array1::from(logs).mapv_into(|log| libm::exp(log - most)) * shares;
        let sum = product.sum();
        if sum > 0.0 { product / sum } else { shares.to_owned() }
    }
}

/// Adds one number after another.
fn add(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_occur_with_a_class_speak_for_it() {
        // Words 0 and 1 occur with class 0, words 2 and 3 with class 1; passage 4 is undecided.
        let shares = ndarray::array![[0.9, 0.1], [0.9, 0.1], [0.1, 0.9], [0.1, 0.9], [0.5, 0.5]];
        let words: [&[u32]; 5] = [&[0, 1], &[0, 1], &[2, 3], &[2, 3], &[2, 3]];
        let example =
            |passage: usize| Example { shares: shares.row(passage), words: words[passage] };
        let bayes = Bayes::fit(&[0, 1, 2, 3, 4].map(example), 5);
        let open = bayes.posterior(example(4));
        assert!(open[1] > 0.5 && (open.sum() - 1.0).abs() < 1e-12, "{open}");
        // An excluded class stays excluded, and a word of no passage says nothing.
        let excluded = ndarray::array![1.0, 0.0];
        let none = bayes.posterior(Example { shares: excluded.view(), words: &[2, 3, 4] });
        assert_eq!(none.to_vec(), [1.0, 0.0]);
    }
}
