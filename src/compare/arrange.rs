//! What was read → one transcript a meeting.
//!
//! A corpus of years and provinces comes as a folder of years, a folder of provinces, one folder of
//! files named by both, or one table with a column for the year. Each is understood by its names.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{in_name, without_date};
use crate::{
    analysis::Date,
    names::{Region, Regions},
    pages::{Page, Source},
    transcript::{Layout, Named, Speech, Transcript},
};

/// Columns of a table that say when a text was said, in the order in which they are asked.
const DATE_COLUMNS: [&str; 9] =
    ["年份", "年度", "年", "year", "date", "日期", "时间", "会议", "meeting"];

/// The sources, one a meeting: folders whose files are named by years are parted by them.
///
/// A folder whose name is a year is a meeting, whatever its files are called. Where the files of
/// several folders are named by years (`北京/2020.txt`, `上海/2020.txt`) the files of one year are
/// one meeting.
pub fn by_meeting(sources: Vec<Source>) -> Vec<Source> {
    let mut arranged = Vec::new();
    let mut by_year: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    let split: Vec<bool> = sources.iter().map(is_of_years).collect();
    let several = split.iter().filter(|split| **split).count() > 1;
    for (source, is_split) in sources.into_iter().zip(split) {
        if !is_split {
            arranged.push(source);
            continue;
        }
        for mut page in source.pages {
            let Some(year) = year_of(page.stem()) else { continue };
            if several {
                // The folder is the speaker, so that its name belongs to that of the file.
                page.source = format!("{}/{}", source.name, page.source);
            }
            by_year.entry(year).or_default().push(page);
        }
    }
    let years = by_year.into_iter();
    arranged.extend(years.map(|(name, pages)| Source { name, pages, is_folder: true }));
    arranged
}

/// Whether the files of a folder are of several years, or of one year each of several folders.
fn is_of_years(source: &Source) -> bool {
    if !source.is_folder || in_name(&source.name).is_some() {
        return false;
    }
    let years: Option<BTreeSet<String>> =
        source.pages.iter().map(|page| year_of(page.stem())).collect();
    years.is_some_and(|years| years.len() > 1)
}

fn year_of(name: &str) -> Option<String> {
    Some(in_name(name)?.parts()?.year?.to_string())
}

/// The meetings of one source: one, but for a table with a column for the year.
///
/// What a folder holds is one meeting here, though a file of it may hold several speeches.
pub fn meetings(source: &Source, read: Vec<Transcript>) -> Vec<Transcript> {
    let mut meetings: Vec<Transcript> = if source.is_folder {
        read.into_iter().reduce(|all, more| joined(all, more, &source.name)).into_iter().collect()
    } else {
        read
    };
    for meeting in &mut meetings {
        for speech in &mut meeting.speeches {
            call_without_date(speech);
        }
        if source.is_folder {
            call_by_file(meeting);
        }
    }
    meetings.into_iter().flat_map(by_column).collect()
}

/// Two transcripts of one folder as one.
fn joined(mut all: Transcript, more: Transcript, title: &str) -> Transcript {
    let sources = all.sources.len();
    for mut speech in more.speeches {
        speech.source += sources;
        for part in &mut speech.parts {
            part.source += sources;
        }
        all.speeches.push(speech);
    }
    all.sources.extend(more.sources);
    all.ledgers.extend(more.ledgers);
    all.doubts.extend(more.doubts);
    title.clone_into(&mut all.meeting.title);
    all.meeting.date = all.meeting.date.filter(|date| more.meeting.date.as_ref() == Some(date));
    all
}

/// Calls a speaker without the year that the name of the file has.
fn call_without_date(speech: &mut Speech) {
    let Some(name) = without_date(&speech.speaker) else { return };
    if speech.region.is_none() {
        speech.region = Regions::built_in().resolve(&name).map(|region| region.short.clone());
    }
    speech.named.person = speech.named.person.take().and_then(|person| without_date(&person));
    speech.speaker = name;
}

/// Calls the speakers of a folder by its files, if each file is named by a region of its own.
///
/// Who names files so has said who speaks: a report may begin with the name of the one who gave it,
/// in another year not, and a file may have been read as several speeches.
fn call_by_file(meeting: &mut Transcript) {
    let regions: Option<Vec<&Region>> =
        meeting.sources.iter().map(|file| region_of(file)).collect();
    let Some(regions) = regions else { return };
    let different: BTreeSet<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    if different.len() < regions.len() {
        return;
    }
    for speech in &mut meeting.speeches {
        let region = regions[speech.source];
        speech.region = Some(region.short.clone());
        speech.speaker.clone_from(&region.name);
        speech.named = Named::default();
    }
}

/// The region with whose name the name of a file begins, dates left out.
fn region_of(file: &str) -> Option<&'static Region> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = without_date(stem).unwrap_or_else(|| stem.to_owned());
    Regions::built_in().resolve(&name)
}

/// The rows of a table by the column that says when they were said; a table without one is one
/// meeting.
fn by_column(transcript: Transcript) -> Vec<Transcript> {
    if transcript.layout != Layout::Rows {
        return vec![transcript];
    }
    let values = |column: &str| -> Option<BTreeSet<&String>> {
        transcript.speeches.iter().map(|speech| speech.columns.get(column)).collect()
    };
    let has_several = |column: &&String| values(column).is_some_and(|values| values.len() > 1);
    // One value parts nothing, but may be the date of them all.
    let has_date = |column: &&String| {
        values(column).is_some_and(|values| values.iter().any(|one| date_of(one).is_some()))
    };
    let columns: BTreeSet<&String> =
        transcript.speeches.iter().flat_map(|speech| speech.columns.keys()).collect();
    let mut wanted = DATE_COLUMNS.iter().filter_map(|wanted| {
        columns.iter().find(|column| column.trim().eq_ignore_ascii_case(wanted)).copied()
    });
    let several = wanted.clone().find(has_several);
    let Some(column) = several.or_else(|| wanted.find(has_date)).cloned() else {
        return vec![transcript];
    };
    let mut parts: BTreeMap<String, Vec<Speech>> = BTreeMap::new();
    for speech in &transcript.speeches {
        parts.entry(meeting_of(&speech.columns[&column])).or_default().push(speech.clone());
    }
    let is_one = parts.len() == 1;
    let part = |(title, speeches): (String, Vec<Speech>)| {
        let mut part = transcript.clone();
        part.meeting.date = date_of(&title).map(String::from);
        part.speeches = speeches;
        if !is_one {
            part.meeting.title = title;
        }
        part
    };
    parts.into_iter().map(part).collect()
}

/// The date that a cell says; `None`: it is a name.
fn date_of(cell: &str) -> Option<Date> {
    in_name(cell).or_else(|| Some(Date::from(cell)).filter(|date| date.parts().is_some()))
}

/// The meeting of a row: its date, else the cell as it is.
fn meeting_of(cell: &str) -> String {
    date_of(cell.trim()).map_or_else(|| cell.trim().to_owned(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::transcripts;

    fn folder(name: &str, files: &[&str]) -> Source {
        let page = |file: &&str| Page::new(*file, "我们修好了水渠。\n");
        Source { name: name.into(), pages: files.iter().map(page).collect(), is_folder: true }
    }

    fn arranged(sources: Vec<Source>) -> Vec<(String, Vec<String>)> {
        by_meeting(sources)
            .iter()
            .flat_map(|source| meetings(source, transcripts(source, Layout::Auto).expect("reads")))
            .map(|meeting| {
                let speakers = meeting.speeches.iter();
                let name = |speech: &Speech| {
                    speech.region.clone().unwrap_or_else(|| speech.speaker.clone())
                };
                (meeting.meeting.title.clone(), speakers.map(name).collect())
            })
            .collect()
    }

    #[test]
    fn years_and_provinces_are_found_in_any_folder_tree() {
        let expected = |speakers: &[&str]| -> Vec<(String, Vec<String>)> {
            let speakers: Vec<String> = speakers.iter().map(|&name| name.into()).collect();
            ["2020", "2021"].map(|year| (year.to_owned(), speakers.clone())).to_vec()
        };
        let both = ["北京", "河北"];
        let files = ["北京市.txt", "河北省.txt"];
        assert_eq!(arranged(vec![folder("2020", &files), folder("2021", &files)]), expected(&both));
        let years = ["2020.txt", "2021年.txt"];
        assert_eq!(arranged(vec![folder("北京", &years), folder("河北", &years)]), expected(&both));
        let flat = ["北京2020.txt", "北京2021.txt", "河北2020.txt", "河北2021.txt"];
        assert_eq!(arranged(vec![folder("报告", &flat)]), expected(&both));
        let flat = ["2020年北京市.txt", "2020年河北省.txt", "2021_北京.txt", "2021_河北.txt"];
        assert_eq!(arranged(vec![folder("报告", &flat)]), expected(&both));
        let people = ["甲校2020.txt", "甲校2021.txt"];
        assert_eq!(arranged(vec![folder("报告", &people)]), expected(&["甲校"]));
    }

    #[test]
    fn files_named_by_regions_say_who_speaks() {
        let page = |file: &str, text: &str| Page::new(file, text);
        let pages = vec![
            page("四川省_报告.txt", "## 张三\n\n修渠。\n\n## 李四\n\n护渠。\n"),
            page("河北省_报告.txt", "## 王五\n\n春耕。\n"),
        ];
        let source = Source { name: "2020".into(), pages, is_folder: true };
        let [(_, speakers)] = arranged(vec![source]).try_into().expect("one meeting");
        // Files of one speech come first.
        assert_eq!(speakers, ["河北", "四川", "四川"]);
    }

    #[test]
    fn a_table_is_parted_by_its_column_of_years() {
        let table = "年份,省份,内容\n2020,北京,我们修好了水渠。\n2021,北京,我们护好了水渠。\n2021,河北,春耕开始了。\n";
        let page = Page::new("a.csv", table);
        let source = Source { name: "a".into(), pages: vec![page], is_folder: false };
        assert_eq!(
            arranged(vec![source]),
            [
                ("2020".to_owned(), vec!["北京".to_owned()]),
                ("2021".to_owned(), vec!["北京".to_owned(), "河北".to_owned()])
            ]
        );
    }

    #[test]
    fn one_year_for_all_rows_is_their_date_and_hides_no_other_column() {
        let read = |columns: &str, values: [&str; 2]| {
            let [a, b] = values;
            let table =
                format!("{columns},省份,内容\n{a},北京,我们修好了水渠。\n{b},河北,春耕开始了。\n");
            let pages = vec![Page::new("a.csv", table)];
            let source = Source { name: "a".into(), pages, is_folder: false };
            let read = transcripts(&source, Layout::Auto).expect("reads");
            let meetings = meetings(&source, read).into_iter();
            meetings.map(|one| (one.meeting.title, one.meeting.date)).collect::<Vec<_>>()
        };
        assert_eq!(read("年份", ["2021", "2021"]), [("a".to_owned(), Some("2021".to_owned()))]);
        let titles: Vec<String> =
            read("年份,会议", ["2021,甲会", "2021,乙会"]).into_iter().map(|one| one.0).collect();
        assert_eq!(titles, ["乙会", "甲会"]);
    }
}
