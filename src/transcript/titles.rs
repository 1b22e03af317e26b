//! Which title belongs to which speech.

use std::collections::BTreeMap;

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

use crate::budget::ASSIGNED_TITLES;

/// The assignment takes whole numbers: weights are rounded down to millionths.
const SCALE: f64 = 1e6;

/// Two characters that follow each other.
type Bigram = [char; 2];

/// Assigns titles to texts one to one, by the pairs of characters they share.
///
/// A pair weighs `ln(N / df)` over the texts, so that what all speeches say
/// decides nothing. The sum of the weights over all assignments is the largest
/// possible (Kuhn–Munkres). Returns for each text the index of its title.
pub(super) fn assign(titles: &[String], texts: &[String]) -> Vec<Option<usize>> {
    if titles.is_empty() || texts.is_empty() || titles.len().max(texts.len()) > ASSIGNED_TITLES {
        return vec![None; texts.len()];
    }
    let bigrams = Bigrams::count(texts);
    // Surplus columns stand for "no title": there must be no more rows than columns.
    let columns = titles.len().max(texts.len());
    let rows = (0..texts.len()).map(|text| {
        let weights = titles.iter().map(|title| bigrams.weight(title, text));
        weights.chain(std::iter::repeat(0)).take(columns).collect::<Vec<i64>>()
    });
    let Ok(matrix) = Matrix::from_rows(rows) else { return vec![None; texts.len()] };
    let (_, assigned) = kuhn_munkres(&matrix);
    assigned.into_iter().map(|title| (title < titles.len()).then_some(title)).collect()
}

/// The pairs of characters of some texts.
struct Bigrams {
    /// How often each pair occurs in each text.
    counts: Vec<BTreeMap<Bigram, usize>>,
    /// In how many texts each pair occurs.
    frequencies: BTreeMap<Bigram, usize>,
}

impl Bigrams {
    fn count(texts: &[String]) -> Self {
        let counts: Vec<BTreeMap<Bigram, usize>> = texts.iter().map(|text| bigrams(text)).collect();
        let mut frequencies: BTreeMap<Bigram, usize> = BTreeMap::new();
        for pair in counts.iter().flat_map(BTreeMap::keys) {
            *frequencies.entry(*pair).or_insert(0) += 1;
        }
        Self { counts, frequencies }
    }

    /// How well a title fits a text: the mean over its pairs of `ln(N / df) (1 + ln count)`.
    fn weight(&self, title: &str, text: usize) -> i64 {
        let pairs = bigrams(title);
        let sum: f64 = pairs
            .keys()
            .filter_map(|pair| {
                let count = *self.counts[text].get(pair)?;
                let idf = libm::log(self.counts.len() as f64 / self.frequencies[pair] as f64);
                Some(idf * (1.0 + libm::log(count as f64)))
            })
            .sum();
        (sum * SCALE / (pairs.len().max(1) as f64)) as i64
    }
}

/// How often each pair of letters of a text occurs, marks left out.
fn bigrams(text: &str) -> BTreeMap<Bigram, usize> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut counts = BTreeMap::new();
    for pair in chars.windows(2) {
        *counts.entry([pair[0], pair[1]]).or_insert(0) += 1;
    }
    counts
}

/// Cuts runs of display lines into titles: as many as there are speeches, if possible.
///
/// A run is one title; where that gives too few, each line is one, or every two.
/// Returns the lines of each title, as indices over the lines of all runs.
pub(super) fn cut(runs: &[Vec<&str>], speeches: usize) -> Vec<Vec<usize>> {
    let longest = lines_of_title(runs, speeches);
    let mut titles = Vec::new();
    let mut first = 0;
    for run in runs {
        let end = first + run.len();
        let lines: Vec<usize> = (first..end).collect();
        titles.extend(lines.chunks(longest.min(run.len())).map(<[usize]>::to_vec));
        first = end;
    }
    titles
}

/// How many lines of a run make a title at most.
fn lines_of_title(runs: &[Vec<&str>], speeches: usize) -> usize {
    let lines: usize = runs.iter().map(Vec::len).sum();
    if runs.len() == speeches {
        usize::MAX
    } else if lines == speeches {
        1
    } else if lines == 2 * speeches && runs.iter().all(|run| run.len() % 2 == 0) {
        2
    } else {
        usize::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn titles_go_where_their_words_are() {
        let texts =
            owned(&["种好粮食，守住耕地红线。", "家风家教进社区。", "就业岗位送到家门口。"]);
        let titles = owned(&["把岗位送到家门口", "多种粮食守耕地"]);
        assert_eq!(assign(&titles, &texts), [Some(1), None, Some(0)]);
        assert_eq!(assign(&[], &texts), [None, None, None]);
    }

    #[test]
    fn runs_are_cut_to_the_number_of_speeches() {
        assert_eq!(cut(&[vec!["a", "b"], vec!["c", "d"]], 2), [[0, 1], [2, 3]]);
        assert_eq!(cut(&[vec!["a", "b", "c", "d"]], 2), [[0, 1], [2, 3]]);
        assert_eq!(cut(&[vec!["a", "b"]], 2), [[0], [1]]);
    }
}
