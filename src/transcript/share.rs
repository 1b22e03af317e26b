//! Shares of a whole, compared without rounding.

/// A share of a whole as a fraction: `Share(4, 5)` is four in five.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share(pub(super) usize, pub(super) usize);

/// Whether `part` is `share` of `whole` or more; nothing of nothing is any share.
pub(super) fn at_least(part: usize, whole: usize, share: Share) -> bool {
    share.1 * part >= share.0 * whole
}

/// Whether `part` is more than `share` of `whole`; nothing of nothing is not.
pub(super) fn more_than(part: usize, whole: usize, share: Share) -> bool {
    share.1 * part > share.0 * whole
}

/// The value below which `share` of the values lie; `None` if there are no values.
///
/// `sorted` is in ascending order. Between two values the upper one is taken.
pub(super) fn quantile<T: Copy>(sorted: &[T], share: Share) -> Option<T> {
    sorted.get(sorted.len() * share.0 / share.1).copied()
}

/// The middle value, as [`quantile`].
pub(super) const MEDIAN: Share = Share(1, 2);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact() {
        for (part, whole, least, more) in [
            (0, 0, true, false),
            (3, 4, false, false),
            (4, 5, true, false),
            (5, 5, true, true),
            (800_000, 1_000_000, true, false),
            (799_999, 1_000_000, false, false),
        ] {
            assert_eq!(at_least(part, whole, Share(4, 5)), least, "{part} of {whole}");
            assert_eq!(more_than(part, whole, Share(4, 5)), more, "{part} of {whole}");
        }
    }

    #[test]
    fn quantiles_take_the_upper_of_two_values() {
        assert_eq!(quantile(&[1, 2, 3, 4], MEDIAN), Some(3));
        assert_eq!(quantile(&[1, 2, 3, 4], Share(3, 4)), Some(4));
        assert_eq!(quantile(&[1], Share(9, 10)), Some(1));
        assert_eq!(quantile::<usize>(&[], MEDIAN), None);
    }
}
