//! Which title belongs to which speech.

use crate::budget::ASSIGNED_TITLES;
use std::collections::{BTreeMap, BTreeSet};

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

/// Assigns titles to texts one to one, by the pairs of characters they share.
///
/// A pair weighs `ln(N / df)` over the texts, so that what all speeches say
/// decides nothing; the sum over all assignments is the largest there is
/// (Kuhn–Munkres). Returns for each text the place of its title.
pub(super) fn assign(titles: &[String], texts: &[String]) -> Vec<Option<usize>> {
    if titles.is_empty() || texts.is_empty() || titles.len().max(texts.len()) > ASSIGNED_TITLES {
        return vec![None; texts.len()];
    }
    let counts: Vec<BTreeMap<[char; 2], usize>> = texts.iter().map(|text| bigrams(text)).collect();
    let mut frequencies: BTreeMap<[char; 2], usize> = BTreeMap::new();
    for pair in counts.iter().flat_map(BTreeMap::keys) {
        *frequencies.entry(*pair).or_insert(0) += 1;
    }
    let weight = |title: &String, text: usize| -> i64 {
        let pairs: BTreeSet<[char; 2]> = bigrams(title).into_keys().collect();
        let sum: f64 = pairs
            .iter()
            .filter_map(|pair| {
                let count = *counts[text].get(pair)?;
                let idf = libm::log(texts.len() as f64 / frequencies[pair] as f64);
                Some(idf * (1.0 + libm::log(count as f64)))
            })
            .sum();
        (sum * 1e6 / (pairs.len().max(1) as f64)) as i64
    };
    // More columns than rows: the surplus stands for "no partner".
    let wide = titles.len().max(texts.len());
    let rows = (0..texts.len()).map(|text| {
        (0..wide)
            .map(move |title| titles.get(title).map_or(0, |title| weight(title, text)))
            .collect::<Vec<i64>>()
    });
    let Ok(matrix) = Matrix::from_rows(rows) else { return vec![None; texts.len()] };
    let (_, columns) = kuhn_munkres(&matrix);
    columns.into_iter().map(|title| (title < titles.len()).then_some(title)).collect()
}

fn bigrams(text: &str) -> BTreeMap<[char; 2], usize> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut counts = BTreeMap::new();
    for pair in chars.windows(2) {
        *counts.entry([pair[0], pair[1]]).or_insert(0) += 1;
    }
    counts
}

/// Cuts runs of display lines into titles: as many as there are speeches, if that can be.
///
/// A run is one title; where that gives too few, each line is one, or each two.
pub(super) fn cut(runs: &[Vec<&str>], speeches: usize) -> Vec<Vec<usize>> {
    let lines: usize = runs.iter().map(Vec::len).sum();
    let size = if runs.len() == speeches {
        usize::MAX
    } else if lines == speeches {
        1
    } else if lines == 2 * speeches && runs.iter().all(|run| run.len() % 2 == 0) {
        2
    } else {
        usize::MAX
    };
    let mut titles = Vec::new();
    let mut line = 0;
    for run in runs {
        let places: Vec<usize> = (line..line + run.len()).collect();
        titles.extend(places.chunks(size.min(run.len())).map(<[usize]>::to_vec));
        line += run.len();
    }
    titles
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
