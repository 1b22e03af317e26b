//! Dates as far as they are printed.

use super::each;
use crate::{
    analysis::{Date, DateParts},
    phrase::Phrase,
};

/// A date that can be put in words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Printed {
    Day {
        year: u32,
        month: u32,
        day: u32,
    },
    /// No year is printed.
    DayOfYear {
        month: u32,
        day: u32,
    },
    Month {
        year: u32,
        month: u32,
    },
    Year(u32),
}

impl Printed {
    fn new(parts: DateParts) -> Option<Self> {
        match (parts.year, parts.month, parts.day) {
            (Some(year), Some(month), Some(day)) => Some(Self::Day { year, month, day }),
            (None, Some(month), Some(day)) => Some(Self::DayOfYear { month, day }),
            (Some(year), Some(month), None) => Some(Self::Month { year, month }),
            (Some(year), None, None) => Some(Self::Year(year)),
            _ => None,
        }
    }
}

/// A date in words; what is no date as it is.
pub fn date(date: &Date) -> Phrase {
    let printed = date.parts().and_then(Printed::new);
    printed.map_or_else(
        || Phrase::same(date.as_str()),
        |printed| each(|language| language.date(printed)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
