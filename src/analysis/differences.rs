//! How the shares of a speech differ from those of the others.

/// Shares less the mean share of the other speeches, speeches × themes.
///
/// A speech without text, whose shares are all 0, has no part in a mean. Without another speech
/// the mean is 0.
pub(super) fn differences(shares: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let others = others(shares);
    let less = |(own, others): (&Vec<f64>, &Vec<f64>)| {
        own.iter().zip(others).map(|(share, mean)| share - mean).collect()
    };
    shares.iter().zip(&others).map(less).collect()
}

/// Mean share of each theme in all speeches but one, speeches × themes.
pub(super) fn others(shares: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let themes = shares.first().map_or(0, Vec::len);
    let spoken: Vec<bool> = shares.iter().map(|own| own.iter().sum::<f64>() > 0.0).collect();
    let n = spoken.iter().filter(|spoken| **spoken).count();
    let sums: Vec<f64> =
        (0..themes).map(|theme| shares.iter().map(|own| own[theme]).sum()).collect();
    let mean = |(own, &spoken): (&Vec<f64>, &bool)| {
        let rest = (n - usize::from(spoken)).max(1) as f64;
        // Of sums that should be equal the rest may be a little below 0.
        own.iter().zip(&sums).map(|(share, sum)| (sum - share).max(0.0) / rest).collect()
    };
    shares.iter().zip(&spoken).map(mean).collect()
}
