//! Dates: as records print them, and as users write them.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::numbering;

/// How users are told to write a date.
pub(crate) const WRITTEN: &str = "write 2021, 2021-01 or 2021-01-15";

/// A year in digits or Chinese numerals, as a pattern.
const YEAR: &str = "[0-9０-９〇○零一二三四五六七八九]{4}";

/// A year as Taiwan counts it, as a pattern: 中華民國113年 is 2024.
const REPUBLIC: &str = "民[国國]\\s*[0-9]{1,3}";
/// The year before the first year of that count.
const BEFORE_REPUBLIC: u32 = 1911;

/// Year, month and day in digits or Chinese numerals; year or day may be missing.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    const NUMBER: &str = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";
    Regex::new(&format!(r"(?:({YEAR}|{REPUBLIC})\s*年\s*)?({NUMBER})\s*月\s*(?:({NUMBER})\s*日)?"))
        .expect("a constant pattern that every test compiles")
});

/// A line that is a date and nothing else, a day of the week or a time of day aside; group 1 is the
/// date.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"\s*年[^年月日]{1,4}月[^年月日]{1,4}日";
    let digits = "[-./][0-9]{1,2}[-./][0-9]{1,2}";
    Regex::new(&format!(
        r"^\s*[（(]?\s*((?:中[华華])?(?:{YEAR}|{REPUBLIC})(?:{words}|{digits}))\s*(?:星期.|周.)?\s*(?:[0-9]{{1,2}}[:：][0-9:：]+)?\s*[）)]?\s*$"
    ))
    .expect("a constant pattern that every test compiles")
});

/// The row of a form that says when something was; group 1 is what it says.
static ROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:会议|开会)?(?:时\s*间|日\s*期)(?:\s*[：:]\s*|\s+)(.*)")
        .expect("a constant pattern that every test compiles")
});

/// A year of Taiwan's count without its name: 101年12月3日.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^1[0-9]{2}年").expect("a constant pattern that every test compiles")
});

/// A date that a user gives: 2021, 2021-1, 2021年1月15日, 20210115.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    const RECENT: &str = "((?:19|20)[0-9]{2})";
    let apart = "(?:年|(?:年|[-./])([0-9]{1,2})(?:月|(?:月|[-./])([0-9]{1,2})日?)?)?";
    Regex::new(&format!("^(?:{RECENT}{apart}|{RECENT}([0-9]{{2}})([0-9]{{2}})?)$"))
        .expect("a constant pattern that every test compiles")
});

/// The first date of `text` as far as printed: `2022-07-10`, `--07-10`, `2022-07`.
pub(super) fn printed(text: &str) -> Option<String> {
    for found in DATE.captures_iter(text) {
        let year = found.get(1).and_then(|year| year_of(year.as_str()));
        let month = number(found.get(2)?.as_str()).filter(|month| (1..=12).contains(month));
        let day = found.get(3).and_then(|day| number(day.as_str()));
        match (year, month, day) {
            (Some(y), Some(m), Some(d)) => return Some(format!("{y}-{m:02}-{d:02}")),
            (None, Some(m), Some(d)) => return Some(format!("--{m:02}-{d:02}")),
            (Some(y), Some(m), None) => return Some(format!("{y}-{m:02}")),
            _ => {}
        }
    }
    None
}

/// The date that a line consists of, with the year: a page's own, where the text may name others.
pub(super) fn stamp(line: &str) -> Option<String> {
    let date = STAMP.captures(line)?.get(1)?.as_str();
    let date: String = date.chars().filter(|c| !c.is_whitespace()).collect();
    written(&date).or_else(|| printed(&date))
}

/// The date in a row of a form: 时  间 2024年3月25日.
pub(super) fn row(line: &str) -> Option<String> {
    let said = ROW.captures(line)?.get(1)?.as_str();
    // In such a row the count needs no name, from its hundredth year on.
    let counted = UNNAMED.is_match(said).then(|| format!("民国{said}"));
    printed(counted.as_deref().unwrap_or(said))
}

/// A year of either count as four digits.
fn year_of(year: &str) -> Option<String> {
    let Some(counted) = year.strip_prefix(['民']) else { return year_in_digits(year) };
    let counted: u32 = counted.trim_start_matches(['国', '國']).trim().parse().ok()?;
    Some((BEFORE_REPUBLIC + counted).to_string())
}

/// 2021, ２０２１ or 二〇二一 as four digits.
pub(crate) fn year_in_digits(year: &str) -> Option<String> {
    year.chars().map(|c| char::from_digit(digit(c)?, 10)).collect()
}

/// The value of a digit of a year.
fn digit(c: char) -> Option<u32> {
    match c {
        '○' | '零' => Some(0),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10).or_else(|| chinese_digit(c)),
    }
}

/// 〇 … 九 as a number.
fn chinese_digit(c: char) -> Option<u32> {
    let value = "〇一二三四五六七八九".chars().position(|digit| digit == c)?;
    u32::try_from(value).ok()
}

/// The value of a month or day in digits or Chinese numerals.
fn number(text: &str) -> Option<usize> {
    text.parse().ok().or_else(|| numbering(&format!("{text}、")).map(|(_, number)| number))
}

/// A date as a user writes it, as ISO 8601 has it; `None`: it is none, or has no year.
pub fn written(text: &str) -> Option<String> {
    let found = GIVEN.captures(text.trim())?;
    let parts: Vec<&str> = found.iter().skip(1).flatten().map(|part| part.as_str()).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    is_in_calendar(&numbers?).then(|| padded.join("-"))
}

/// What is wrong with a text that is no date.
pub(crate) fn no_date(text: &str) -> String {
    format!("`{text}` is no date with a year")
}

/// Whether there is such a day; the month and the day may be missing.
fn is_in_calendar(date: &[u32]) -> bool {
    let year = date.first().copied().unwrap_or_default();
    let (month, day) = (date.get(1).copied().unwrap_or(1), date.get(2).copied().unwrap_or(1));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_far_as_printed() {
        for (text, date) in [
            ("2022年7月10日", Some("2022-07-10")),
            ("二〇二一年一月二十三日", Some("2021-01-23")),
            ("7月10日", Some("--07-10")),
            ("2022年7月", Some("2022-07")),
            ("2013年 1月 23日星期三", Some("2013-01-23")),
            ("13月1日", None),
            ("中華民國113年3月25日(星期一)15時36分", Some("2024-03-25")),
            ("民国 99年1月", Some("2010-01")),
        ] {
            assert_eq!(printed(text).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn a_row_of_a_form_says_when_it_was() {
        for (line, date) in [
            ("时  间 中华民国113年3月25日(星期一)15时36分", Some("2024-03-25")),
            ("会议时间：2022年7月10日下午", Some("2022-07-10")),
            ("日　期　7月10日", Some("--07-10")),
            ("时　　间　101年12月3日（星期一）上午9时2分", Some("2012-12-03")),
            ("时间紧、任务重，7月10日前完成。", None),
            ("发布时间：2022年7月10日", None),
        ] {
            assert_eq!(row(line).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn a_line_that_is_a_date_is_the_records() {
        for (line, date) in [
            ("2018-09-30", Some("2018-09-30")),
            ("（2019年11月8日 星期五）", Some("2019-11-08")),
            ("二〇二一年一月二十三日", Some("2021-01-23")),
            ("2018-9-3 10:25", Some("2018-09-03")),
            ("2013年 1月 23日星期三", Some("2013-01-23")),
            ("中華民國113年3月25日", Some("2024-03-25")),
            ("2018年9月30日，会议审议通过了规定。", None),
            ("9月30日", None),
        ] {
            assert_eq!(stamp(line).as_deref(), date, "{line}");
        }
    }
}
