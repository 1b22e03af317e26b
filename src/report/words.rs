//! Numbers and dates as a reader of Chinese expects them: the only place that formats.

/// The label of what no theme explains.
pub(super) const OTHER: &str = "其他";

/// A share as a length for CSS, between `0.0%` and `100.0%`.
pub(super) fn length(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.1}%", share * 100.0)
}

/// A count with its thousands apart: `21,519`.
pub(super) fn count(count: usize) -> String {
    grouped(&count.to_string())
}

/// A quantity with its thousands apart and no more decimals than it has: `1,250.5`.
pub(super) fn quantity(value: f64) -> String {
    if !value.is_finite() {
        return "—".into();
    }
    // Six places hide what binary fractions add (0.1 + 0.2) and cut no printed figure.
    let fixed = format!("{:.6}", value.abs());
    let fixed = fixed.trim_end_matches('0').trim_end_matches('.');
    let (whole, fraction) = fixed.split_once('.').unwrap_or((fixed, ""));
    let minus = if value < 0.0 { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{minus}{}{point}{fraction}", grouped(whole))
}

/// A score with two decimals and a true minus.
pub(super) fn score(value: f64) -> String {
    if !value.is_finite() {
        return "—".into();
    }
    match format!("{value:.2}").as_str() {
        "-0.00" => "0.00".into(),
        number => number.replace('-', "−"),
    }
}

/// An interval of scores: `−0.12 至 0.30`, since a dash beside a minus cannot be read.
pub(super) fn scores([low, high]: [f64; 2]) -> String {
    format!("{} 至 {}", score(low), score(high))
}

/// A chance with three decimals; one that is not quite nothing is not rounded to it.
pub(super) fn chance(chance: f64) -> String {
    match chance {
        x if !x.is_finite() => "—".into(),
        x if x < 0.0005 => "<0.001".into(),
        x => format!("{x:.3}"),
    }
}

/// A partial ISO date in Chinese; anything else as it is.
pub(super) fn date(iso: &str) -> String {
    let (yearless, rest) = match iso.strip_prefix("--") {
        Some(rest) => (true, rest),
        None => (false, iso),
    };
    let parts: Option<Vec<u32>> = rest.split('-').map(|part| part.parse().ok()).collect();
    match (yearless, parts.as_deref()) {
        (true, Some([month, day])) => format!("{month}月{day}日（年份未印）"),
        (false, Some([year, month, day])) => format!("{year}年{month}月{day}日"),
        (false, Some([year, month])) => format!("{year}年{month}月"),
        (false, Some([year])) => format!("{year}年"),
        _ => iso.to_owned(),
    }
}

/// Items in a Chinese row: `甲、乙、丙`.
pub(super) fn row<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    items.join("、")
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stay_on_the_paper() {
        assert_eq!(length(0.25), "25.0%");
        assert_eq!(length(1.7), "100.0%");
        assert_eq!(length(f64::NAN), "0.0%");
    }

    #[test]
    fn chances_are_never_nothing_and_intervals_have_two_ends() {
        assert_eq!(
            [0.0, 0.00049, 0.0005, 0.25, 1.0].map(chance),
            ["<0.001", "<0.001", "0.001", "0.250", "1.000"]
        );
        assert_eq!(chance(f64::NAN), "—");
        assert_eq!([-0.001, -1.25].map(score), ["0.00", "−1.25"]);
        assert_eq!(scores([-0.123, 0.3]), "−0.12 至 0.30");
    }

    #[test]
    fn quantities_keep_their_digits() {
        for (value, text) in [
            (21519.0, "21,519"),
            (500000.0, "500,000"),
            (999.0, "999"),
            (12.35, "12.35"),
            (0.1 + 0.2, "0.3"),
            (-1234.5, "−1,234.5"),
            (1e12, "1,000,000,000,000"),
        ] {
            assert_eq!(quantity(value), text, "{value}");
        }
    }

    #[test]
    fn dates_say_what_is_not_printed() {
        for (iso, text) in [
            ("2022-07-10", "2022年7月10日"),
            ("--07-10", "7月10日（年份未印）"),
            ("2022-07", "2022年7月"),
            ("2022", "2022年"),
            ("七月", "七月"),
        ] {
            assert_eq!(date(iso), text, "{iso}");
        }
    }
}
