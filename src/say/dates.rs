//! Dates in words, with only the parts that are printed.

use super::language::PrintedDate;
use super::phrases::each;
use crate::{
    analysis::{Date, DateParts},
    phrase::Phrase,
};

/// A date in words; a text that is not a date is kept as it is.
pub fn date(date: &Date) -> Phrase {
    let known = date.parts().and_then(printed);
    known.map_or_else(|| Phrase::same(date.as_str()), |known| each(|language| language.date(known)))
}

/// The parts of a date that are printed; `None` if they cannot be put in words.
fn printed(parts: DateParts) -> Option<PrintedDate> {
    match (parts.year, parts.month, parts.day) {
        (Some(year), Some(month), Some(day)) => Some(PrintedDate::Day { year, month, day }),
        (None, Some(month), Some(day)) => Some(PrintedDate::DayOfYear { month, day }),
        (Some(year), Some(month), None) => Some(PrintedDate::Month { year, month }),
        (Some(year), None, None) => Some(PrintedDate::Year(year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_what_is_not_printed() {
        for (iso, zh, en) in [
            ("2022-07-10", "2022年7月10日", "10 July 2022"),
            ("--07-10", "7月10日（年份不详）", "10 July (year not found)"),
            ("2022-07", "2022年7月", "July 2022"),
            ("2022-13", "2022年13月", "13 2022"),
            ("2022", "2022年", "2022"),
            ("七月", "七月", "七月"),
        ] {
            assert_eq!(date(&iso.into()), Phrase::new(zh, en), "{iso}");
        }
    }
}
