//! The folder of a comparison: words, tables, page, and that it is known as ours.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::{comparison_sample, sample, text};
use crate::{
    compare::MeetingComparison,
    phrase::Phrase,
    report::{
        Files, comparison_tables, differences, existing, existing_comparison, manifest_of,
        render_comparison, write,
    },
    say::changes,
};

/// The folder of a comparison of so many meetings.
fn rendered(meetings: usize) -> (MeetingComparison, Files) {
    let comparison = comparison_sample::comparison(meetings);
    let charts = sample::charts();
    let files = render_comparison(&comparison, &charts, &sample::provenance()).expect("renders");
    (comparison, files)
}

/// What stands in the page between `open` and `close`.
fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = page.split_once(open).unwrap_or_else(|| panic!("{open}"));
    rest.split_once(close).unwrap_or_else(|| panic!("{close}")).0
}

#[test]
fn findings_are_sentences_with_their_numbers_and_denominators() {
    let lines = changes::lines(&comparison_sample::comparison(2));
    let zh: Vec<&str> = lines.iter().map(|line| line.zh.as_str()).collect();
    let en: Vec<&str> = lines.iter().map(|line| line.en.as_str()).collect();
    assert_eq!(
        zh[..10],
        [
            "“统筹发展和安全”：2021年 7 位发言者都说到，2020年没有一位；参照文本中也有（证据很强，校正后的概率 0.001）",
            "“=cmd()|'/c calc'!A0”：2020年 7 位发言者都说到，2021年没有一位；参照文本中没有（证据很强，校正后的概率 0.001）",
            "就业：平均份额由 20% 升至 25%（7 位发言者中 5 位上升，1 位下降）（相差的 95% 区间 +2.0 至 +9.0 个百分点）",
            "甲省谈就业的份额由 10% 升至 20%（相差的 95% 区间 +1.0 至 +20.0 个百分点）",
            "“疫情”：每千字由 1.00 次升至 1.50 次；7 位发言者中 7 位提到，此前 2 位（证据强，校正后的概率 0.004；其中 60% 出自一位发言者）",
            "逐字相同的文字（十一字以上）：7 位发言者平均 6% 与本人上次相同，5% 与他人上次相同，12% 与同场他人相同，3% 与参照文本相同；沿用自己最多的是甲省（9%）",
            "乙省换了组：原来与甲省同组，现在与丙省、丁省同组（换组的可能 95%）",
            "线索：乙省可能换了组，原来与甲省同组，现在与丙省、丁省同组（换组的可能 60%）",
            "甲省的“新增就业”：2020年为 20万人，2021年为 20万人，是此前的 1.05 倍",
            "丙省2020年谈到水利，2021年未提及（其他发言者若同样短，70% 仍会谈到）",
        ]
    );
    assert_eq!(
        en[2],
        "Jobs: mean share rose from 20% to 25% (of 7 speakers 5 rose, 1 fell) (95% interval of the difference +2.0 to +9.0 points)"
    );
    assert_eq!(
        en[7],
        "A hint: 乙省 may have moved; it stood with 甲省, and now stands with 丙省, 丁省 (chance of the move 60%)"
    );
    assert!(zh[10].contains("没有能与偶然变动区分开的变化"));
    // Of more than two meetings it must be plain which two are meant.
    let lines = changes::lines(&comparison_sample::comparison(3));
    assert!(lines[2].zh.starts_with("2020年→2021年：就业：平均份额"), "{}", lines[2].zh);
    assert!(lines[11].zh.starts_with("相邻两场之间变化最大的是"), "{}", lines[11].zh);
}

#[test]
fn a_change_that_cannot_be_told_is_said_to_be_so() {
    let comparison = comparison_sample::comparison(2);
    let mut finding = comparison.findings[2].clone();
    let crate::compare::ChangeClaim::Share { change, .. } = &mut finding.claim else { return };
    change.direction = crate::compare::Direction::CannotTell;
    change.interval = None;
    let said = changes::finding(&comparison, &finding);
    assert!(said.text.zh.ends_with("看不出变化") && said.text.en.ends_with("cannot tell"));
    assert_eq!(said.sure, Phrase::new("文字太少，没有区间", "too little text for an interval"));
}

#[test]
fn every_table_has_rows_that_fit_its_columns_and_names_no_other_has() {
    let comparison = comparison_sample::comparison(3);
    let tables = comparison_tables(&comparison);
    for table in &tables {
        assert!(!table.rows.is_empty(), "{}", table.name);
        assert!(!table.row.is_empty(), "{}", table.name);
        for column in &table.columns {
            assert!(!column.doc.zh.is_empty() && !column.doc.en.is_empty(), "{}", column.name);
            let same = table.columns.iter().filter(|other| other.name == column.name);
            assert_eq!(same.count(), 1, "{} {}", table.name, column.name);
        }
    }
    let (_, files) = rendered(3);
    assert_eq!(files.keys().filter(|path| path.ends_with(".csv")).count(), tables.len());
    assert!(!text(&files, "tables/wording.csv").contains(",=cmd"), "no formula");
    assert!(text(&files, "tables/wording.csv").contains("会议.txt:3"));
}

#[test]
fn the_page_holds_every_sentence_once_and_no_markup_of_others() {
    for meetings in [2, 3, 7] {
        let (comparison, files) = rendered(meetings);
        let page = text(&files, "index.html");
        let open = "<script type=\"application/json\" id=\"comparison-data\">";
        let block = between(&page, open, "</script>");
        assert!(!block.contains('<'), "no text ends the block");
        let data: serde_json::Value = serde_json::from_str(block).expect("JSON");
        for (at, meeting) in comparison.meetings.iter().enumerate() {
            for (place, speech) in meeting.speeches.iter().enumerate() {
                for (number, sentence) in speech.sentences.iter().enumerate() {
                    let kept = &data["meetings"][at]["speeches"][place]["sentences"][number];
                    assert_eq!(kept[0], sentence.text);
                    assert_eq!(kept[2], sentence.line);
                }
            }
        }
        let marker = "2020年抓好就业";
        assert_eq!(page.matches(marker).count(), 8 - 1, "a sentence stands once");
        let markup = page.replace(block, "");
        for hostile in &sample::HOSTILE[..3] {
            let is_markup = hostile.contains('<');
            assert!(!is_markup || !markup.contains(hostile), "{hostile}");
        }
        let script = between(&page, "<script type=\"module\">", "</script>");
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        assert!(page.contains(&format!("script-src 'sha256-{hash}';")));
        assert!(!script.contains("http") && !script.contains("fetch("), "nothing is loaded");
    }
}

#[test]
fn every_key_of_the_page_leads_to_a_sentence() {
    let (comparison, files) = rendered(3);
    let page = text(&files, "index.html");
    let key = Regex::new("data-ev=\"p\\.(all|\\d+)\\.([0-9_-]*)\"").expect("compiles");
    let mut seen = 0;
    for found in key.captures_iter(&page) {
        for place in found[2].split('_') {
            let numbers: Vec<usize> =
                place.split('-').map(|number| number.parse().expect("a number")).collect();
            let speech = &comparison.meetings[numbers[0]].speeches[numbers[1]];
            assert!(speech.sentences.len() > numbers[2]);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
    for kind in ["t.0.0\"", "t.0.0.0\"", "m.0.0\"", "c.0.0.own\"", "f.就业\""] {
        assert!(page.contains(&format!("data-ev=\"{kind}")), "{kind}");
    }
    let links = Regex::new("href=\"#([^\"]+)\"").expect("compiles");
    for link in links.captures_iter(&page) {
        assert!(page.contains(&format!("id=\"{}\"", &link[1])), "{}", &link[1]);
    }
}

#[test]
fn everything_is_said_in_both_languages() {
    let page = text(&rendered(3).1, "index.html");
    let (zh, en) = (page.matches("<span lang=\"zh\">").count(), page.matches("<span lang=\"en\">"));
    assert_eq!(zh, en.count());
    assert!(zh > 150, "{zh}");
    let empty = Regex::new("<span lang=\"(zh|en)\">\\s*</span>").expect("compiles");
    assert_eq!(empty.find(&page).map(|found| found.as_str()), None);
}

#[test]
fn a_comparison_is_ours_and_can_be_verified_and_replaced() {
    let room = tempfile::tempdir().expect("a folder");
    let dir = room.path().join("comparison");
    let (comparison, files) = rendered(2);
    write(&dir, &files, false).expect("writes");
    let manifest = manifest_of(&dir).expect("stands");
    assert!(manifest.is_of_comparison());
    assert_eq!(differences(&dir, &manifest, &files), []);
    assert_eq!(existing(&dir), None, "it is no report");
    assert_eq!(existing_comparison(&dir).expect("stands").comparison, comparison);
    crate::report::check(&dir, false).expect("ours");
    write(&dir, &rendered(3).1, false).expect("replaces");
    assert!(dir.join("tables/series.csv").exists());
    let report = super::rendered(1);
    write(&dir, &report, false).expect("a report takes its place");
    assert!(!dir.join("compare.json").exists());
}

/// Writes two comparisons for the tests in a browser, where `YITI_COMPARISONS` names a folder.
#[test]
fn comparisons_are_laid_out_for_the_browser() {
    let Some(folder) = std::env::var_os("YITI_COMPARISONS") else { return };
    for meetings in [2, 3] {
        let dir = std::path::Path::new(&folder).join(meetings.to_string());
        write(&dir, &rendered(meetings).1, true).expect("writes");
    }
    let large = crate::compare::sample::sample(10, 31, 22);
    let charts = crate::charts::draw_comparison(&large, &crate::charts::Style::default());
    let files = render_comparison(&large, &charts.expect("draws"), &sample::provenance());
    let dir = std::path::Path::new(&folder).join("10");
    write(&dir, &files.expect("renders"), true).expect("writes");
}
