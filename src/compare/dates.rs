//! When each meeting was, and in which order the meetings stand.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::DateSource;
use crate::{
    analysis::Date,
    error::{Error, Result},
    transcript::{Transcript, dates},
};

/// A meeting with its date.
#[derive(Debug, Clone)]
pub struct DatedMeeting {
    /// Its record.
    pub transcript: Transcript,
    /// Its date; `None`: none was to be had.
    pub date: Option<Date>,
    /// Where the date comes from.
    pub dated_by: DateSource,
    /// What charts and tables call it.
    pub name: String,
}

/// A year in a name, alone or with month and day; digits on neither side.
static IN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[年._-]?(1[0-2]|0[1-9]|[1-9])(?:[月._-]?(3[01]|[12][0-9]|0[1-9]|[1-9]))?)?(?:[日号月年]|[^0-9]|$)",
    )
    .expect("a constant pattern that every test compiles")
});

/// A year in Chinese numerals.
static IN_NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("([一二][九〇○零][〇○零一二三四五六七八九]{2})年")
        .expect("a constant pattern that every test compiles")
});

/// The meetings in the order of their dates; where one has no date, as they were given.
///
/// A date is, the first that there is: the one in `given`, in the order of the meetings; the one that
/// `settled` has for the title; the year in the name of the file or folder, with month and day as
/// printed if the record's date begins with that of the name; the date that the record prints.
/// `given` may be empty.
///
/// # Errors
/// As many dates as there are meetings are wanted, each one that can be read.
pub fn ordered(
    transcripts: Vec<Transcript>,
    given: &[String],
    settled: &BTreeMap<String, String>,
) -> Result<Vec<DatedMeeting>> {
    let count = transcripts.len();
    if !given.is_empty() && given.len() != count {
        let reason = format!("{} dates for {count} meetings", given.len());
        return Err(Error::input("--dates", reason, "give one date for each meeting, in order"));
    }
    let mut meetings = Vec::with_capacity(count);
    for (index, transcript) in transcripts.into_iter().enumerate() {
        let settled = || settled.get(&transcript.meeting.title);
        let (date, dated_by) = match given.get(index).or_else(settled) {
            Some(date) => (Some(read(date)?), DateSource::Given),
            None => found(&transcript),
        };
        meetings.push(DatedMeeting { transcript, date, dated_by, name: String::new() });
    }
    if meetings.iter().all(|meeting| meeting.key().is_some()) {
        meetings.sort_by(|a, b| (a.key(), a.title()).cmp(&(b.key(), b.title())));
    }
    name(&mut meetings);
    Ok(meetings)
}

impl DatedMeeting {
    /// The title as printed, or the name of the file or folder.
    pub fn title(&self) -> &str {
        &self.transcript.meeting.title
    }

    /// What meetings are ordered by; `None`: no year.
    fn key(&self) -> Option<[u32; 3]> {
        let parts = self.date.as_ref()?.parts()?;
        Some([parts.year?, parts.month.unwrap_or(0), parts.day.unwrap_or(0)])
    }

    /// The date as a number of years; `None`: no year. A year alone is its beginning.
    pub fn years(&self) -> Option<f64> {
        let parts = self.date.as_ref()?.parts()?;
        let month = f64::from(parts.month.unwrap_or(1) - 1);
        let day = f64::from(parts.day.unwrap_or(1) - 1);
        Some(f64::from(parts.year?) + (month + day / DAYS) / MONTHS)
    }
}

/// Months of a year, and days of a mean month.
const MONTHS: f64 = 12.0;
const DAYS: f64 = 30.44;

/// A date that the user gives.
fn read(text: &str) -> Result<Date> {
    let read = dates::written(text).map(Date::from);
    read.ok_or_else(|| Error::input("--dates", dates::no_date(text), dates::WRITTEN))
}

/// The date of a record where nobody gave one.
fn found(transcript: &Transcript) -> (Option<Date>, DateSource) {
    let printed = transcript.meeting.date.as_deref().map(Date::from);
    let printed_year = year(printed.as_ref());
    let named = in_name(&transcript.meeting.title).or_else(|| only_one(&transcript.sources));
    match (named, printed) {
        (Some(named), Some(printed)) if printed_year.is_some() => {
            // The user named the folder; a text may begin with the date of something else.
            if printed.as_str().starts_with(named.as_str()) {
                (Some(printed), DateSource::Record)
            } else {
                (Some(named), DateSource::Name)
            }
        }
        (Some(named), _) => (Some(named), DateSource::Name),
        (None, Some(printed)) if printed_year.is_some() => (Some(printed), DateSource::Record),
        (None, printed) => (printed, DateSource::Order),
    }
}

fn year(date: Option<&Date>) -> Option<u32> {
    date?.parts()?.year
}

/// The date in the names of all files, if they agree in one.
fn only_one(names: &[String]) -> Option<Date> {
    let dates: Option<Vec<Date>> = names.iter().map(|name| in_name(name)).collect();
    let dates = dates?;
    let first = dates.first()?;
    dates.iter().all(|date| date == first).then(|| first.clone())
}

/// The date in a name: `2020`, `2021年`, `2021-01 常委会`, `二〇二一年`; `None` without a year, and
/// with two different ones.
pub(super) fn in_name(name: &str) -> Option<Date> {
    let digits = name.split(|c: char| !c.is_ascii_digit());
    let years: BTreeSet<&str> = digits.filter_map(year_of_digits).collect();
    if years.len() > 1 {
        return None;
    }
    if let Some(found) = IN_NAME.captures(name) {
        let parts = [1, 2, 3].map(|part| found.get(part).map(|part| part.as_str()));
        let padded = parts.into_iter().flatten().map(|part| format!("{part:0>2}"));
        return Some(Date::from(padded.collect::<Vec<_>>().join("-")));
    }
    let numerals = IN_NUMERALS.captures(name)?.get(1)?.as_str();
    Some(Date::from(dates::year_in_digits(numerals)?))
}

/// A name without the year in it and the marks around that; `None`: it has no year, or is nothing
/// else.
pub(super) fn without_date(name: &str) -> Option<String> {
    let date = in_name(name)?;
    let year = date.as_str().get(..4)?;
    let at = name.find(year)?;
    let is_of_date = |c: char| c.is_ascii_digit() || "年月日号._-（）()/ ".contains(c);
    let (before, after) = (&name[..at], &name[at..]);
    let (before, after) =
        (before.trim_end_matches(is_of_date), after.trim_start_matches(is_of_date));
    let rest = format!("{before}{after}");
    (!rest.is_empty()).then_some(rest)
}

/// The year that some digits begin with, if they are a year, or one with month and day.
fn year_of_digits(digits: &str) -> Option<&str> {
    let is_date = [4, 6, 8].contains(&digits.len());
    digits.get(..4).filter(|year| is_date && (year.starts_with("19") || year.starts_with("20")))
}

/// Calls each meeting by its year, else its whole date, else its title; whatever tells them apart.
fn name(meetings: &mut [DatedMeeting]) {
    let years = |meeting: &DatedMeeting| meeting.key().map(|key| key[0].to_string());
    let dates = |meeting: &DatedMeeting| meeting.date.as_ref().map(|date| date.as_str().to_owned());
    let titles = |meeting: &DatedMeeting| Some(meeting.title().to_owned());
    let called = apart(meetings, years)
        .or_else(|| apart(meetings, dates))
        .or_else(|| apart(meetings, titles))
        .unwrap_or_else(|| (1..=meetings.len()).map(|number| number.to_string()).collect());
    for (meeting, called) in meetings.iter_mut().zip(called) {
        meeting.name = called;
    }
}

/// The names that `of` gives; `None` if one has none or two have the same.
fn apart(
    meetings: &[DatedMeeting],
    of: impl Fn(&DatedMeeting) -> Option<String>,
) -> Option<Vec<String>> {
    let names: Vec<String> = meetings.iter().map(of).collect::<Option<_>>()?;
    let different: BTreeSet<&String> = names.iter().collect();
    (different.len() == names.len()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_from_a_name() {
        for (name, date) in [
            ("2020", Some("2020")),
            ("2021年", Some("2021")),
            ("2021年政府工作报告.txt", Some("2021")),
            ("北京2020.txt", Some("2020")),
            ("2021-01", Some("2021-01")),
            ("2021年1月15日常委会", Some("2021-01-15")),
            ("20210115", Some("2021-01-15")),
            ("二〇二一年", Some("2021")),
            ("一九九八年报告", Some("1998")),
            ("2020—2021年度", None),
            ("120200", None),
            ("会议", None),
        ] {
            assert_eq!(in_name(name).as_ref().map(Date::as_str), date, "{name}");
        }
    }

    #[test]
    fn a_name_is_called_without_its_year() {
        for (name, rest) in [
            ("北京2020", Some("北京")),
            ("2021年_甲校", Some("甲校")),
            ("北京/2020", Some("北京")),
            ("2020", None),
            ("甲校", None),
        ] {
            assert_eq!(without_date(name).as_deref(), rest, "{name}");
        }
    }

    fn transcript(title: &str, date: Option<&str>) -> Transcript {
        let page = crate::pages::Page::new(
            format!("{title}.txt"),
            "【广东】\n修渠。\n\n【河北】\n春耕。\n",
        );
        let source =
            crate::pages::Source { name: title.into(), pages: vec![page], is_folder: false };
        let read = crate::transcript::transcripts(&source, crate::transcript::Layout::Auto);
        let mut transcript = read.expect("reads").remove(0);
        title.clone_into(&mut transcript.meeting.title);
        transcript.meeting.date = date.map(str::to_owned);
        transcript.sources = vec!["a.txt".into()];
        transcript
    }

    fn by_year(all: Vec<Transcript>, given: &[String]) -> Result<Vec<DatedMeeting>> {
        ordered(all, given, &BTreeMap::new())
    }

    #[test]
    fn a_date_of_the_settings_wins_over_that_of_a_name() {
        let settled = [("2021年".to_owned(), "2020-12-30".to_owned())].into();
        let all = vec![transcript("2021年", Some("2021-01-20")), transcript("2022", None)];
        let meetings = ordered(all, &[], &settled).expect("orders");
        let first = &meetings[0];
        let date = first.date.as_ref().map(Date::as_str);
        assert_eq!((date, first.dated_by), (Some("2020-12-30"), DateSource::Given));
    }

    #[test]
    fn meetings_stand_in_the_order_of_their_dates() {
        let all = vec![
            transcript("2021年", Some("2021-01-20")),
            transcript("2020", Some("2019-12-30")),
            transcript("会", Some("2019-03-05")),
        ];
        let meetings = by_year(all, &[]).expect("orders");
        let seen: Vec<(&str, DateSource)> =
            meetings.iter().map(|meeting| (meeting.name.as_str(), meeting.dated_by)).collect();
        use DateSource::{Name, Record};
        assert_eq!(seen, [("2019", Record), ("2020", Name), ("2021", Record)]);
    }

    #[test]
    fn without_a_date_they_stand_as_given_and_given_dates_win() {
        let all = || vec![transcript("乙会", None), transcript("甲会", Some("2001-02-03"))];
        let meetings = by_year(all(), &[]).expect("orders");
        let seen: Vec<(&str, DateSource)> =
            meetings.iter().map(|meeting| (meeting.name.as_str(), meeting.dated_by)).collect();
        assert_eq!(seen, [("乙会", DateSource::Order), ("甲会", DateSource::Record)]);
        let meetings = by_year(all(), &["2003".into(), "2002-05".into()]).expect("orders");
        assert_eq!(meetings[0].name, "2002");
        assert!(by_year(all(), &["2003".into()]).is_err());
        for wrong in ["春", "21", "2002-13", "2002-02-30", "2002-00", "20021", "2002-05-", "99999"]
        {
            assert!(by_year(all(), &["2003".into(), wrong.into()]).is_err(), "{wrong}");
        }
        for (given, date) in
            [("2002年5月3日", "2002-05-03"), ("2002/5", "2002-05"), ("20020503", "2002-05-03")]
        {
            let meetings = by_year(all(), &["2003".into(), given.into()]).expect("orders");
            assert_eq!(meetings[0].date.as_ref().map(Date::as_str), Some(date), "{given}");
        }
    }

    #[test]
    fn a_printed_date_must_not_contradict_that_of_the_name() {
        let of = |title: &str, printed: &str| {
            let all = vec![transcript(title, Some(printed)), transcript("1999", None)];
            by_year(all, &[]).expect("orders").remove(1).date.expect("a date")
        };
        assert_eq!(of("2012年", "2012-11-07").as_str(), "2012-11-07");
        assert_eq!(of("2012-11-07", "2012-03-31").as_str(), "2012-11-07");
    }
}
