//! Speeches in ParlaMint's form are read back as they are.

use csv::ReaderBuilder;

use super::{rendered, sample, text};
use crate::{analysis::Analysis, report::parlamint::parlamint};

/// The columns of `ParlaMint-SI_2022-04-06-SDZ8-Izredna-99-meta.tsv` in ParlaMint 5.
const COLUMNS: [&str; 24] = [
    "Text_ID",
    "ID",
    "Title",
    "Date",
    "Body",
    "Term",
    "Session",
    "Meeting",
    "Sitting",
    "Agenda",
    "Subcorpus",
    "Lang",
    "Speaker_role",
    "Speaker_MP",
    "Speaker_minister",
    "Speaker_party",
    "Speaker_party_name",
    "Party_status",
    "Party_orientation",
    "Speaker_ID",
    "Speaker_name",
    "Speaker_gender",
    "Speaker_birth",
    "Topic",
];

fn records(tsv: &str, has_headers: bool) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .has_headers(has_headers)
        .from_reader(tsv.as_bytes());
    let rows = reader.records().map(|row| row.expect("as many cells as names"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// A cell under the name of its column.
fn at<'a>(row: &'a [String], name: &str) -> &'a str {
    &row[COLUMNS.iter().position(|column| *column == name).expect("a column")]
}

#[test]
fn the_table_has_the_columns_of_parlamint_and_a_row_for_each_speech() {
    let files = rendered(2);
    let tsv = text(&files, "speeches.tsv");
    assert_eq!(tsv.lines().next().expect("a head").split('\t').collect::<Vec<_>>(), COLUMNS);
    let rows = records(&tsv, true);
    let meeting = sample::meeting();
    assert_eq!(rows.len(), 2 * meeting.speeches.len());
    for (row, speech) in rows.iter().zip(&meeting.speeches) {
        let guarded = crate::report::table::guarded(&speech.speaker);
        assert_eq!(at(row, "Speaker_name"), guarded);
        assert_eq!(at(row, "Speaker_gender"), "-");
        assert_eq!(at(row, "Date"), "-", "no year is printed");
    }
    let texts = records(&text(&files, "speeches.txt"), false);
    let ids = |rows: &[Vec<String>], at: usize| -> Vec<String> {
        rows.iter().map(|row| row[at].clone()).collect()
    };
    assert_eq!(ids(&texts, 0), ids(&rows, 1), "the same speeches in the same order");
    let mut all = ids(&rows, 1);
    all.dedup();
    assert_eq!(all.len(), rows.len(), "each speech has its own id");
}

#[test]
fn a_text_is_that_of_its_speech_and_stands_on_one_line() {
    let mut meeting = sample::meeting();
    meeting.date = Some("2022-07-10".into());
    meeting.title = "全省 工作会".into();
    meeting.speeches.truncate(2);
    for (place, speech) in meeting.speeches.iter_mut().enumerate() {
        speech.sentences.truncate(2);
        speech.sentences[0].text = "说\t了\u{2028}“\"一\r\n句”。".into();
        speech.sentences[0].opens_paragraph = true;
        speech.sentences[1].text = "第二\u{0}句。".into();
        speech.sentences[1].opens_paragraph = place == 1;
    }
    let [(_, table), (_, texts)] =
        parlamint(&Analysis { schema: 1, meetings: vec![meeting] }).expect("writes");
    let texts = String::from_utf8(texts).expect("UTF-8");
    let id = "yiti_2022-07-10_全省_工作会.u";
    assert_eq!(
        texts,
        format!("{id}1\t说 了 “\"一 句”。第二 句。\n{id}2\t说 了 “\"一 句”。 第二 句。\n")
    );
    let rows = records(&String::from_utf8(table).expect("UTF-8"), true);
    assert_eq!(at(&rows[1], "Text_ID"), "yiti_2022-07-10_全省_工作会");
    assert_eq!(at(&rows[1], "Date"), "2022-07-10");
    assert_eq!(at(&rows[0], "Topic"), "就业");
}
