//! Is a term said throughout, or in one place only?

/// Deviation of proportions of a term over parts of a text, scaled to 0..1.
///
/// `counts` are its occurrences in each part, `sizes` the words of each part. With `v`
/// the share of the occurrences and `s` the share of the words in a part,
/// `DP = ½ Σ |v − s|` (Gries 2008, "Dispersions and adjusted frequencies in corpora") and
/// `DPnorm = DP / (1 − min s)` (Lijffijt and Gries 2012, who correct the bound). 0: as
/// even as the parts are long; 1: all in the shortest part, near 1: all in one. Parts
/// without words are left out. A term that does not occur, or a text of one part, has
/// nothing to be uneven: 0.
///
/// Few occurrences cannot be even: over ten equal parts one that occurs once has 1, twice
/// at best 0.89. It is to be read beside the count.
pub fn dispersion(counts: &[usize], sizes: &[usize]) -> f64 {
    let parts = || counts.iter().zip(sizes).filter(|(_, size)| **size > 0);
    let occurrences: usize = parts().map(|(count, _)| count).sum();
    let words: usize = sizes.iter().sum();
    if occurrences == 0 || parts().count() < 2 {
        return 0.0;
    }
    let deviation: f64 =
        parts().map(|(&count, &size)| (share(count, occurrences) - share(size, words)).abs()).sum();
    let shortest = parts().map(|(_, &size)| share(size, words)).fold(1.0, f64::min);
    deviation / 2.0 / (1.0 - shortest)
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_is_nothing_and_all_in_the_shortest_part_is_one() {
        let cases: [(&[usize], &[usize], f64); 8] = [
            (&[1, 1, 1, 1], &[50, 50, 50, 50], 0.0),
            (&[3, 1], &[300, 100], 0.0),
            (&[0, 4], &[300, 100], 1.0),
            (&[4, 0], &[300, 100], 1.0 / 3.0),
            (&[2, 0, 0, 0], &[50, 50, 50, 50], 1.0),
            (&[0, 0], &[10, 20], 0.0),
            (&[3], &[10], 0.0),
            (&[1, 0, 1], &[10, 0, 10], 0.0),
        ];
        for (counts, sizes, expected) in cases {
            let found = dispersion(counts, sizes);
            assert!((found - expected).abs() < 1e-12, "{counts:?} of {sizes:?}: {found}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_a_share(parts in proptest::collection::vec((0usize..9, 0usize..99), 0..9)) {
            let (counts, sizes): (Vec<usize>, Vec<usize>) = parts.into_iter().unzip();
            let found = dispersion(&counts, &sizes);
            proptest::prop_assert!((0.0..=1.0 + 1e-12).contains(&found), "{}", found);
        }
    }
}
