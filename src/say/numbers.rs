//! Numbers, which every language writes alike.

use std::ops::Range;

/// Stands for a number that is missing.
pub(super) const NONE: &str = "—";

/// Percentages below this would be rounded to 0%.
const ALMOST_NOTHING: f64 = 0.5;

/// Percentages in this range would be rounded to 100% and are clearly less. Above it only the
/// rounding of sums can keep a share from 1. Chosen by eye.
const ALMOST_ALL: Range<f64> = 99.5..99.995;

/// Chances below this would be rounded to 0.000.
const ALMOST_IMPOSSIBLE: f64 = 0.0005;

/// A share as a whole percentage, rounded alike on pages, in pictures and in tables.
///
/// A share that is almost 0 or almost 1 is not rounded to 0% or 100%.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        p if !p.is_finite() => NONE.into(),
        p if p > 0.0 && p < ALMOST_NOTHING => "<1%".into(),
        p if ALMOST_ALL.contains(&p) => ">99%".into(),
        p => format!("{}%", p.round().abs()),
    }
}

/// An interval of shares as whole percentages, rounded as [`percent`] does: `67–100%`.
pub fn percents([low, high]: [f64; 2]) -> String {
    let (low, high) = (percent(low), percent(high));
    if low == high { high } else { format!("{}–{high}", low.trim_end_matches('%')) }
}

/// Two shares as whole percentages; with a decimal if they differ and would read alike: `3.1%` and
/// `3.4%`.
pub fn percents_apart(shares: [f64; 2]) -> [String; 2] {
    let whole = shares.map(percent);
    let finer = shares.map(|share| format!("{:.1}%", 100.0 * share));
    if whole[0] == whole[1] && finer[0] != finer[1] { finer } else { whole }
}

/// A share as a length for CSS, between `0.0%` and `100.0%`.
pub(crate) fn length(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.1}%", share * 100.0)
}

/// A count with commas between thousands: `21,519`.
pub fn count(count: usize) -> String {
    thousands(&count.to_string())
}

/// Digits with a comma between thousands.
pub(super) fn thousands(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A score with two decimals and a true minus; one that rounds to zero is `0.00`.
pub fn score(value: f64) -> String {
    if !value.is_finite() {
        return NONE.into();
    }
    with_minus(&format!("{value:.2}"))
}

/// A number with `digits` decimals and a true minus; one that rounds to zero is `0`, as on an axis.
pub fn signed(value: f64, digits: usize) -> String {
    let text = with_minus(&format!("{value:.digits$}"));
    if text.chars().all(|c| matches!(c, '0' | '.')) { "0".into() } else { text }
}

/// A difference of shares in whole percentage points.
pub(super) fn points(difference: f64) -> String {
    with_minus(&format!("{:.0}", 100.0 * difference))
}

/// A rate with two decimals; a small one is `<0.01` and never `0.00`, nothing is `0`.
pub fn rate(value: f64) -> String {
    /// Rates below this would be rounded to 0.00.
    const ALMOST_NEVER: f64 = 0.005;
    match value {
        0.0 => "0".into(),
        value if value > 0.0 && value < ALMOST_NEVER => "<0.01".into(),
        value => score(value),
    }
}

/// A difference of shares in percentage points with one decimal and its sign: `+4.2`.
pub fn gain(difference: f64) -> String {
    plus(&signed(100.0 * difference, 1), difference)
}

/// A difference of rates with two decimals and its sign: `+1.58`.
pub(crate) fn rate_gain(difference: f64) -> String {
    plus(&signed(difference, 2), difference)
}

/// A printed number with a plus if it is more than zero as printed.
fn plus(number: &str, value: f64) -> String {
    if value > 0.0 && number != "0" { format!("+{number}") } else { number.into() }
}

/// A chance with three decimals; a small one is `<0.001` and never `0.000`.
pub(crate) fn chance(chance: f64) -> String {
    match chance {
        x if !x.is_finite() => NONE.into(),
        x if x < ALMOST_IMPOSSIBLE => "<0.001".into(),
        x => format!("{x:.3}"),
    }
}

/// A printed number with a true minus; zero has no sign.
fn with_minus(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(digits) if digits.chars().all(|c| matches!(c, '0' | '.')) => digits.into(),
        Some(digits) => format!("−{digits}"),
        None => number.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_but_never_to_nothing_or_all() {
        for (share, text) in [
            (0.0, "0%"),
            (-0.001, "0%"),
            (0.001, "<1%"),
            (0.006, "1%"),
            (0.844, "84%"),
            (0.997, ">99%"),
            (1.0, "100%"),
            (f64::NAN, "—"),
        ] {
            assert_eq!(percent(share), text, "{share}");
        }
        assert_eq!(percents_apart([0.031, 0.034]), ["3.1%", "3.4%"]);
        assert_eq!(percents_apart([0.031, 0.0311]), ["3%", "3%"]);
        assert_eq!(percents_apart([0.03, 0.05]), ["3%", "5%"]);
        for (ends, text) in [
            ([0.0, 0.298], "0–30%"),
            ([0.702, 1.0], "70–100%"),
            ([0.001, 0.997], "<1–>99%"),
            ([1.0, 1.0], "100%"),
        ] {
            assert_eq!(percents(ends), text, "{ends:?}");
        }
    }

    #[test]
    fn lengths_stay_on_the_paper() {
        assert_eq!(length(0.25), "25.0%");
        assert_eq!(length(1.7), "100.0%");
        assert_eq!(length(f64::NAN), "0.0%");
    }

    #[test]
    fn numbers_read_as_printed() {
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(count(n), text);
        }
        for (x, text) in [(0.284, "0.28"), (-0.14, "−0.14"), (-0.001, "0"), (0.0, "0")] {
            assert_eq!(signed(x, 2), text);
        }
        assert_eq!([-0.001, -1.25].map(score), ["0.00", "−1.25"]);
        assert_eq!([-0.001, -0.25].map(points), ["0", "−25"]);
        assert_eq!(
            [0.0, 0.00049, 0.0005, 0.25, 1.0].map(chance),
            ["<0.001", "<0.001", "0.001", "0.250", "1.000"]
        );
        assert_eq!(chance(f64::NAN), "—");
        assert_eq!([0.0421, -0.0421, 0.0001, 0.0].map(gain), ["+4.2", "−4.2", "0", "0"]);
        assert_eq!([0.0, 0.0017, 0.26].map(rate), ["0", "<0.01", "0.26"]);
        assert_eq!([1.578, -0.001].map(rate_gain), ["+1.58", "0"]);
    }
}
