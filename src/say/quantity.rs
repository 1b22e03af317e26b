//! Quantities as Chinese offices write them, and as English texts do.

use super::numbers::{NONE, thousands};
use crate::phrase::Phrase;

/// A scale of large numbers.
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
/// The same in English.
const ENGLISH: [Scale; 3] = [
    Scale { size: 1e12, name: " trillion", decimals: 4 },
    Scale { size: 1e9, name: " billion", decimals: 4 },
    Scale { size: 1e6, name: " million", decimals: 4 },
];
/// Decimals kept of any number: few enough to hide binary rounding (0.1 + 0.2), enough for every
/// printed figure.
const KEPT: usize = 6;

/// A quantity in the largest scale that leaves few decimals, else with its thousands apart:
/// `2,274.8万亿`, `50万`, `12,345`, `1,250.5`.
pub fn quantity(value: f64) -> String {
    in_scales(value, &SCALES)
}

/// A quantity with its unit as it is printed: `50万人次`, `500,000 人次`.
pub fn quantity_of(value: f64, unit: &str) -> Phrase {
    let english = in_scales(value, &ENGLISH);
    let blank = if unit.is_empty() || ['%', '‰'].iter().any(|sign| unit.starts_with(*sign)) {
        ""
    } else {
        " "
    };
    Phrase::new(format!("{}{unit}", quantity(value)), format!("{english}{blank}{unit}"))
}

fn in_scales(value: f64, scales: &[Scale]) -> String {
    if !value.is_finite() {
        return NONE.into();
    }
    let scaled = scales.iter().find_map(|scale| {
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

    #[test]
    fn an_english_quantity_has_english_scales() {
        for (value, unit, text) in [
            (32_600.0, "件", "32,600 件"),
            (2_274_800.0, "人次", "2.2748 million 人次"),
            (3_740_000_000.0, "元", "3.74 billion 元"),
            (12.5, "%", "12.5%"),
            (3.0, "", "3"),
        ] {
            assert_eq!(quantity_of(value, unit).en, text);
            assert_eq!(quantity_of(value, unit).zh, quantity(value) + unit);
        }
    }
}
