//! Quantities as Chinese offices write them.

use super::numbers::{NONE, thousands};

/// A scale of Chinese numbers.
struct Scale {
    size: f64,
    name: &'static str,
    /// Decimals up to which a number is written in it: 227.48万, but 12,345.
    decimals: usize,
}

/// The largest first.
const SCALES: [Scale; 3] = [
    Scale { size: 1e12, name: "万亿", decimals: 4 },
    Scale { size: 1e8, name: "亿", decimals: 4 },
    Scale { size: 1e4, name: "万", decimals: 2 },
];
/// Decimals kept of any number: few enough to hide binary rounding (0.1 + 0.2), enough for every
/// printed figure.
const KEPT: usize = 6;

/// A quantity in the largest scale that leaves few decimals, else with its thousands apart:
/// `2,274.8万亿`, `50万`, `12,345`, `1,250.5`.
pub fn quantity(value: f64) -> String {
    if !value.is_finite() {
        return NONE.into();
    }
    let scaled = SCALES.iter().find_map(|scale| {
        let number = trimmed(value.abs() / scale.size);
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        (value.abs() >= scale.size && decimals <= scale.decimals)
            .then(|| grouped(&number) + scale.name)
    });
    let minus = if value < 0.0 { "−" } else { "" };
    format!("{minus}{}", scaled.unwrap_or_else(|| grouped(&trimmed(value.abs()))))
}

/// A number without trailing zeros.
fn trimmed(value: f64) -> String {
    let fixed = format!("{value:.KEPT$}");
    fixed.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with commas between thousands.
fn grouped(number: &str) -> String {
    match number.split_once('.') {
        Some((whole, decimals)) => format!("{}.{decimals}", thousands(whole)),
        None => thousands(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_in_the_scales_of_an_office() {
        for (value, text) in [
            (0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1_250.5, "1,250.5"),
            (12_345.0, "12,345"),
            (500_000.0, "50万"),
            (2_274_800.0, "227.48万"),
            (2_274_800_000_000_000.0, "2,274.8万亿"),
            (730_500_000.0, "7.305亿"),
            (-30_000.0, "−3万"),
            (f64::NAN, "—"),
        ] {
            assert_eq!(quantity(value), text, "{value}");
        }
    }
}
