//! Numbers and dates as a reader expects them: the only place that formats.

use crate::{
    analysis::{Date, DateParts},
    phrase::Phrase,
};

/// The label of what no theme explains.
pub(super) const OTHER: &str = "其他";

/// The same in English.
pub(super) const OTHER_EN: &str = "Other";

/// A share as a length for CSS, between `0.0%` and `100.0%`.
pub(super) fn length(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.1}%", share * 100.0)
}

/// A count with its thousands apart: `21,519`.
pub(super) fn count(count: usize) -> String {
    grouped(&count.to_string())
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
pub(super) fn scores([low, high]: [f64; 2]) -> Phrase {
    let (low, high) = (score(low), score(high));
    Phrase::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
}

/// An interval of differences in percentage points.
pub(super) fn points([low, high]: [f64; 2]) -> Phrase {
    let point = |end: f64| match format!("{:.0}", 100.0 * end).as_str() {
        "-0" => "0".into(),
        number => number.replace('-', "−"),
    };
    let (low, high) = (point(low), point(high));
    Phrase::new(format!("{low} 至 {high}"), format!("{low} to {high}"))
}

/// A chance with three decimals; one that is not quite nothing is not rounded to it.
pub(super) fn chance(chance: f64) -> String {
    match chance {
        x if !x.is_finite() => "—".into(),
        x if x < 0.0005 => "<0.001".into(),
        x => format!("{x:.3}"),
    }
}

/// A date in words as far as it is printed; what is no date as it is.
pub(super) fn date(date: &Date) -> Phrase {
    let Some(DateParts { year, month, day }) = date.parts() else {
        return Phrase::same(date.as_str());
    };
    match (year, month, day) {
        (None, Some(month), Some(day)) => Phrase::new(
            format!("{month}月{day}日（年份未印）"),
            format!("{} (no year printed)", named(month, Some(day))),
        ),
        (Some(year), Some(month), Some(day)) => Phrase::new(
            format!("{year}年{month}月{day}日"),
            format!("{} {year}", named(month, Some(day))),
        ),
        (Some(year), Some(month), None) => {
            Phrase::new(format!("{year}年{month}月"), format!("{} {year}", named(month, None)))
        }
        (Some(year), None, None) => Phrase::new(format!("{year}年"), year.to_string()),
        _ => Phrase::same(date.as_str()),
    }
}

/// A month in English, with its day before it.
fn named(month: u32, day: Option<u32>) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = (month as usize).wrapping_sub(1);
    let name = MONTHS.get(place).map_or_else(|| month.to_string(), |name| (*name).to_owned());
    day.map_or_else(|| name.clone(), |day| format!("{day} {name}"))
}

/// Items in a Chinese row: `甲、乙、丙`.
pub(super) fn row<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    rows(items).zh
}

/// Items in a row, `甲、乙` and `甲, 乙`.
pub(super) fn rows<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Phrase {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    Phrase::new(items.join("、"), items.join(", "))
}

/// A count and its noun, in English as one or as many.
pub(super) fn counted(number: usize, one: &str) -> String {
    let ending = if number == 1 {
        ""
    } else if one.ends_with("ch") {
        "es"
    } else {
        "s"
    };
    format!("{} {one}{ending}", count(number))
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
        assert_eq!(scores([-0.123, 0.3]), Phrase::new("−0.12 至 0.30", "−0.12 to 0.30"));
    }

    #[test]
    fn dates_say_what_is_not_printed() {
        for (iso, zh, en) in [
            ("2022-07-10", "2022年7月10日", "10 July 2022"),
            ("--07-10", "7月10日（年份未印）", "10 July (no year printed)"),
            ("2022-07", "2022年7月", "July 2022"),
            ("2022-13", "2022年13月", "13 2022"),
            ("2022", "2022年", "2022"),
            ("七月", "七月", "七月"),
        ] {
            assert_eq!(date(&iso.into()), Phrase::new(zh, en), "{iso}");
        }
        assert_eq!(rows(["甲", "乙"]), Phrase::new("甲、乙", "甲, 乙"));
        assert_eq!([1, 2000].map(|n| counted(n, "speech")), ["1 speech", "2,000 speeches"]);
    }
}
