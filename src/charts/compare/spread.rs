//! Labels beside a line: each as near to its place as the others leave room.

/// Places at least `gap` apart, in the order of `wanted`, which ascends, and as near to it as can
/// be in the sum of squares (pool adjacent violators).
pub(super) fn spread(wanted: &[f64], gap: f64) -> Vec<f64> {
    /// Neighbours that touch, and their mean place without the gaps.
    struct Pool {
        sum: f64,
        count: usize,
    }
    let mean = |pool: &Pool| pool.sum / pool.count as f64;
    let mut pools: Vec<Pool> = Vec::new();
    for (at, place) in wanted.iter().enumerate() {
        pools.push(Pool { sum: place - gap * at as f64, count: 1 });
        while let [.., before, last] = &mut pools[..] {
            if mean(before) <= mean(last) {
                break;
            }
            before.sum += last.sum;
            before.count += last.count;
            pools.pop();
        }
    }
    let places = pools.iter().flat_map(|pool| std::iter::repeat_n(mean(pool), pool.count));
    places.enumerate().map(|(at, place)| place + gap * at as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_stay_where_there_is_room() {
        assert_eq!(spread(&[0.0, 50.0, 100.0], 20.0), [0.0, 50.0, 100.0]);
        assert_eq!(spread(&[0.0, 0.0, 100.0], 20.0), [-10.0, 10.0, 100.0]);
        assert_eq!(spread(&[5.0; 3], 10.0), [-5.0, 5.0, 15.0]);
        assert!(spread(&[], 10.0).is_empty());
        let places = spread(&[0.0, 1.0, 1.5, 30.0, 31.0, 31.0, 90.0], 12.0);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 12.0 - 1e-9), "{places:?}");
    }
}
