//! The date of a meeting.

use serde::{Deserialize, Serialize};

/// A date as far as it is printed; in JSON a string: `2022-07-10`, `2022-07`, `2022`, `--07-10`.
///
/// A corrected transcript may have any text for it, which is then kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Date {
    printed: String,
    parts: Option<DateParts>,
}

/// The parts of a date that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateParts {
    /// The year.
    pub year: Option<u32>,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day, from 1.
    pub day: Option<u32>,
}

impl Date {
    /// The date as a string.
    pub fn as_str(&self) -> &str {
        &self.printed
    }

    /// Its parts; `None`: the string is no date.
    pub fn parts(&self) -> Option<DateParts> {
        self.parts
    }
}

impl From<String> for Date {
    fn from(printed: String) -> Self {
        Self { parts: parts(&printed), printed }
    }
}

impl From<&str> for Date {
    fn from(printed: &str) -> Self {
        printed.to_owned().into()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.printed
    }
}

/// Reads a date as ISO 8601 writes it, a missing year as two hyphens.
fn parts(text: &str) -> Option<DateParts> {
    let numbers = |text: &str| -> Option<Vec<u32>> {
        text.split('-').map(|part| part.parse().ok()).collect()
    };
    let (year, rest) = match text.strip_prefix("--") {
        Some(rest) => (None, numbers(rest)?),
        None => {
            let mut all = numbers(text)?;
            (Some(all.remove(0)), all)
        }
    };
    match rest[..] {
        [] => Some(DateParts { year, month: None, day: None }),
        [month] => Some(DateParts { year, month: Some(month), day: None }),
        [month, day] => Some(DateParts { year, month: Some(month), day: Some(day) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_far_as_it_is_printed() {
        for (text, parts) in [
            ("2022-07-10", Some([Some(2022), Some(7), Some(10)])),
            ("2022-07", Some([Some(2022), Some(7), None])),
            ("2022", Some([Some(2022), None, None])),
            ("--07-10", Some([None, Some(7), Some(10)])),
            ("夏", None),
            ("2022-07-10-1", None),
            ("", None),
        ] {
            let date = Date::from(text);
            let found = date.parts().map(|parts| [parts.year, parts.month, parts.day]);
            assert_eq!((found, date.as_str()), (parts, text));
        }
    }
}
