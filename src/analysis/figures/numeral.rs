//! Numbers as they are written: `1,234`, `30余万`, `2.5万`, `近百万`, `百分之四十`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::measure;

/// A written number: part, digits, `余`, scale, `余`. Words for a scale stand
/// longest first, because the first alternative that fits is taken.
const PATTERN: &str = "(?P<part>百分之|千分之)?\
    (?:(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)\
    |(?P<han>[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?))\
    (?P<inner>[余多])?\
    (?P<scale>千万亿|百万亿|十万亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?\
    (?P<tail>[余多])?";

/// [`PATTERN`], compiled once.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(PATTERN).expect("a constant pattern that every test compiles"));

/// One number and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// Bytes of the text that it covers, scale and `余` included.
    pub(super) span: Range<usize>,
    /// What the digits and the scale say together.
    pub(super) value: f64,
    /// The exponent of the scale, 0 if none is printed: 4 for `万`.
    pub(super) scale: i32,
    /// Written in Chinese numerals.
    pub(super) han: bool,
    /// Only a word for a scale, no digit: the `百万` of `近百万`.
    pub(super) lone: bool,
    /// Just `二`, which numbers things; it is `两` that counts them.
    pub(super) ordinal: bool,
    /// `余` or `多`, `""` if the number is not open above.
    pub(super) more: String,
    /// `%` or `‰` if the number says itself what part it is, else `""`.
    pub(super) part: &'static str,
}

/// All numbers of `text`, in order.
pub(super) fn numerals(text: &str) -> Vec<Numeral> {
    NUMBER.captures_iter(text).filter_map(|found| numeral(text, &found)).collect()
}

/// Reads one match of [`PATTERN`]; `None` for digits that are no number, such as `二〇二〇`.
fn numeral(text: &str, found: &Captures) -> Option<Numeral> {
    let whole = found.get(0)?.range();
    let scale = found.name("scale").filter(|s| !measure::begins_in(&text[s.start()..], s.as_str()));
    let cut = if scale.is_none() { found.name("scale") } else { None };
    let span = whole.start..cut.map_or(whole.end, |c| c.start());
    let power = scale.map_or(0, |s| exponent(s.as_str()));
    let group = |name| found.name(name).map(|m| m.as_str());
    let han = group("han");
    let value = match (group("arabic"), han) {
        (Some(digits), _) => format!("{}e{power}", digits.replace(',', "")).parse().ok()?,
        (_, Some(words)) => chinese(words)? * 10f64.powi(power),
        _ => return None,
    };
    if !f64::is_finite(value) {
        return None;
    }
    let more = group("inner").or(group("tail").filter(|_| cut.is_none())).unwrap_or_default();
    Some(Numeral {
        span,
        value,
        scale: power,
        han: han.is_some(),
        lone: han.is_some_and(|words| words.chars().all(|c| weight(c).is_some())),
        ordinal: han == Some("二"),
        more: more.to_owned(),
        part: part(group("part")),
    })
}

/// The sign of a printed part of a hundred or a thousand.
fn part(printed: Option<&str>) -> &'static str {
    match printed {
        Some("百分之") => "%",
        Some(_) => "‰",
        None => "",
    }
}

/// The exponent of a word for a scale: 12 for `万亿`.
fn exponent(scale: &str) -> i32 {
    scale.chars().filter_map(weight).sum()
}

/// The exponent of one character, `None` if it is a digit.
fn weight(c: char) -> Option<i32> {
    match c {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// The value of a Chinese numeral, `三百二十万` → 3200000.
///
/// `None` if two digits follow each other: then it is a year or a name.
fn chinese(words: &str) -> Option<f64> {
    let (whole, fraction) = words.split_once('点').unwrap_or((words, ""));
    let (mut total, mut section, mut digit) = (0.0, 0.0, None);
    for c in whole.chars() {
        match weight(c) {
            None if digit.is_some_and(|d| d > 0.0) => return None,
            None => digit = Some(value_of(c)?),
            Some(power) if power < 4 => {
                section += digit.take().unwrap_or(1.0) * 10f64.powi(power);
            }
            Some(power) => {
                let below = section + digit.take().unwrap_or(0.0);
                let counted = if power == 8 { std::mem::take(&mut total) + below } else { below };
                total += if counted == 0.0 { 1.0 } else { counted } * 10f64.powi(power);
                section = 0.0;
            }
        }
    }
    Some(total + section + digit.unwrap_or(0.0) + decimals(fraction)?)
}

/// The digits after `点` as a fraction, `五` → 0.5.
fn decimals(digits: &str) -> Option<f64> {
    let mut printed = "0.".to_owned();
    for c in digits.chars() {
        printed += &value_of(c)?.to_string();
    }
    printed.parse().ok()
}

/// The ten digits, each at the place of its value.
const DIGITS: &str = "零一二三四五六七八九";

/// The value of one digit.
fn value_of(c: char) -> Option<f64> {
    match c {
        '两' => Some(2.0),
        '〇' => Some(0.0),
        _ => DIGITS.chars().position(|d| d == c).map(|place| place as f64),
    }
}
