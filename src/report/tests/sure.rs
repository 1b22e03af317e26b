//! What is known of sureness is shown: in the tables with its denominator, on the page in words.

use super::{records, rendered, sample, text};
use crate::analysis::Analysis;
use crate::report::{Files, render, table::Kind, tables, term_table};
use crate::run::Provenance;

/// A table's rows by column.
fn column(files: &Files, table: &str, name: &str) -> Vec<String> {
    let whole = text(files, &format!("tables/{table}.csv"));
    let head = whole.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned();
    let place = head.split(',').position(|one| one == name).expect(name);
    records(files, table).into_iter().map(|row| row[place].clone()).collect()
}

fn page() -> String {
    text(&rendered(1), "index.html")
}

/// The section of the speech at `place`, from 1.
fn speech(page: &str, place: usize) -> &str {
    let (_, rest) =
        page.split_once(&format!("<section class=\"speech\" id=\"m1-s{place}\"")).unwrap();
    rest.split("</section>").next().unwrap()
}

#[test]
fn every_table_and_column_says_what_it_holds() {
    for table in tables(&sample::analysis(1)) {
        assert!(!table.row.is_empty() && !table.rows.is_empty(), "{}", table.name);
        let mut names = std::collections::BTreeSet::new();
        for column in &table.columns {
            let name = format!("{}.{}", table.name, column.name);
            assert!(!column.doc.zh.is_empty() && !column.doc.en.is_empty(), "{name}");
            assert!(names.insert(column.name), "{name} twice");
            let counts = matches!(column.kind, Kind::Count);
            let is_position = ["group", "rank", "unit", "line"].contains(&column.name);
            assert_eq!(
                counts && column.unit.is_empty(),
                counts && is_position,
                "{name}: a count has a unit, a position has none"
            );
        }
    }
}

#[test]
fn the_table_of_terms_is_what_the_terminal_prints() {
    let analysis = sample::analysis(2);
    let mut printed = Vec::new();
    term_table(&analysis).write_csv(&mut printed, |text| text.into()).unwrap();
    let files = render(&analysis, &[], &[], &Provenance::default()).unwrap();
    assert_eq!(files["tables/terms.csv"].strip_prefix("\u{feff}".as_bytes()), Some(&printed[..]));
    for (name, value) in [
        ("feature", "热线"),
        ("G2", "4.5"),
        ("p", "0.0001"),
        ("n_target", "3"),
        ("n_reference", "1"),
        ("dispersion", "0.62"),
        ("low", "-0.5"),
        ("high", "3.75"),
        ("beyond_chance", "false"),
        ("words", "800"),
        ("words_reference", "5600"),
        ("speeches", "8"),
    ] {
        assert_eq!(column(&files, "terms", name)[0], value, "{name}");
    }
}

#[test]
fn shares_and_speeches_have_their_intervals_and_blanks_where_there_is_none() {
    let files = rendered(1);
    let (shares, low) = (column(&files, "themes", "share"), column(&files, "themes", "low"));
    let high = column(&files, "themes", "high");
    let with = (0..shares.len()).filter(|&row| !low[row].is_empty());
    assert_eq!(with.clone().count(), 7 * 3, "none of the sixth speech, none of what is unsaid");
    for row in with {
        let [low, share, high] = [&low, &shares, &high].map(|c| c[row].parse::<f64>().unwrap());
        assert!(low <= share && share <= high, "{low} {share} {high}");
    }
    assert_eq!(column(&files, "speeches", "share"), ["0.6"; 8]);
    assert_eq!(column(&files, "speeches", "low")[4..6], ["0.4", ""]);
    assert_eq!(column(&files, "speeches", "main_confidence")[4..6], ["0.93", ""]);
    assert_eq!(column(&files, "speeches", "formula")[4..6], ["0.065", ""]);
    assert_eq!(column(&files, "speeches", "too_short")[2..4], ["false", "true"]);
}

#[test]
fn a_pair_cannot_be_told_if_its_interval_holds_nothing_or_is_none() {
    let files = rendered(1);
    let of = |name| column(&files, "similarity", name);
    let (low, high, cannot) = (of("low"), of("high"), of("cannot_tell"));
    let mut seen = std::collections::BTreeSet::new();
    for row in 0..cannot.len() {
        let ends = low[row].parse::<f64>().ok().zip(high[row].parse::<f64>().ok());
        let holds = ends.is_none_or(|(low, high)| low <= 0.0 && 0.0 <= high);
        assert_eq!(cannot[row], holds.to_string());
        seen.insert((ends.is_some(), holds));
    }
    assert_eq!(seen.len(), 3, "all three kinds are in the sample");
    assert_eq!(column(&files, "groups", "weakest_b")[0], "上海");
    assert_eq!(column(&files, "groups", "draws")[0], "200");
}

#[test]
fn why_partings_silences_formulas_and_noise_are_tables() {
    let files = rendered(1);
    let first = |table: &str, name: &str| column(&files, table, name)[0].clone();
    assert_eq!((first("why", "a"), first("why", "b")), ("北京".into(), "上海".into()));
    assert_eq!(first("why", "share"), "0.058");
    assert!((first("why", "listed").parse::<f64>().unwrap() - 0.089).abs() < 1e-9);
    assert_eq!(
        (first("partings", "with"), first("partings", "n_terms")),
        ("上海".into(), "2".into())
    );
    assert_eq!(first("partings", "then_with"), "", "alone");
    assert_eq!(column(&files, "partings", "then_with")[1], format!("江苏、{}", sample::HOSTILE[0]));
    for (name, value) in [
        ("theme", "rights"),
        ("label", "维权"),
        ("speakers", "4"),
        ("of", "7"),
        ("expected", "0.98"),
        ("at_length", "0.57"),
        ("others", "江苏、浙江、四川、云南"),
    ] {
        assert_eq!(first("silences", name), value, "{name}");
    }
    for (name, value) in [("speeches", "2"), ("of", "8"), ("times", "3"), ("letters", "15")] {
        assert_eq!(first("formulas", name), value, "{name}");
    }
    assert!(column(&files, "formulas", "places")[1].contains("page.txt:5"));
    assert_eq!(
        (first("noise", "permutations"), first("noise", "share")),
        ("200".into(), "0.36".into())
    );
    let mut meeting = sample::meeting();
    meeting.noise = None;
    let analysis = Analysis { schema: 1, meetings: vec![meeting] };
    let files = render(&analysis, &[], &[], &Provenance::default()).unwrap();
    assert_eq!(records(&files, "noise").len(), 0);
}

#[test]
fn a_speech_says_what_it_leaves_out_and_who_does_not() {
    let page = page();
    let first = speech(&page, 1);
    assert!(first.contains("7 位其他发言者中 4 位谈到“维权”，此处没有"));
    assert!(first.contains("至少提到一次的概率为 98%") && first.contains("仍会提到的占 57%"));
    assert!(first.contains("<a href=\"#m1-s3-t3\">江苏</a>"), "to the sentences of the others");
    assert!(!speech(&page, 2).contains("此处没有"));
    assert!(speech(&page, 4).contains("不足 10 句或 300 字"));
    assert!(!first.contains("不足 10 句"));
}

#[test]
fn a_speech_says_what_would_part_it_or_that_nothing_did() {
    let page = page();
    let first = speech(&page, 1);
    assert!(first.contains("现在与上海同组；全场若都不用下面 2 个词，就单独成组："));
    assert!(first.contains("<a href=\"#m1-s1-n1\">发放</a>"), "to a sentence with the term");
    assert!(speech(&page, 2).contains("就与江苏、"));
    assert!(speech(&page, 3).contains("试到 12 个"));
}

#[test]
fn a_speech_lists_what_it_shares_and_counts_what_it_does_not_list() {
    let page = page();
    let first = speech(&page, 1);
    assert!(first.contains("10 处，占字数 7%"));
    assert!(first.contains("15 字，2/8 篇"));
    for href in ["#m1-s1-n2", "#m1-s1-n5", "#m1-s8-n4"] {
        assert!(first.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert_eq!(first.matches("以实际行动迎接第").count(), 7, "eight, one of them hostile");
    assert!(first.contains("其余 2 处见 tables/formulas.csv"));
    assert!(!speech(&page, 2).contains("与他篇逐字相同 <span"));
}

#[test]
fn terms_and_shares_stand_beside_their_intervals() {
    let page = page();
    let first = speech(&page, 1);
    for words in ["&#60;0.001", "−0.50 至 3.75", "<td class=\"num\">0.62</td>", "40–80%"] {
        assert!(first.contains(words), "{words}");
    }
    assert_eq!(first.matches("<tr class=\"chance\">").count(), 1);
    assert!(!speech(&page, 6).contains("40–80%"), "no interval, none shown");
    assert!(page.contains("60% <small>40–80%</small>"), "in the table of all shares");
}

#[test]
fn a_group_says_why_and_the_meeting_what_cannot_be_told() {
    let page = page();
    let (_, groups) = page.split_once("<details class=\"part groups\"").unwrap();
    let groups = groups.split("</noscript>").next().unwrap();
    assert!(
        groups.contains("相似度 −0.10（95% 区间 −0.35 至 0.15）") && groups.contains("，分不清")
    );
    assert!(groups.contains("发放 3% <a class=\"at\" href=\"#m1-s1-n1\">1</a>"));
    assert_eq!(groups.matches("<details").count(), 1, "the other groups have no pair explained");
    let (_, doubt) = page.split_once("<details class=\"part doubt\"").unwrap();
    let doubt = doubt.split("</noscript>").next().unwrap();
    assert!(doubt.contains("28 对发言中 ") && doubt.contains(" 对分不清"));
    assert!(doubt.contains("做 200 次") && doubt.contains("全场相差 36 个百分点"));
    assert!(doubt.contains("浙江太短"));
    assert!(doubt.contains("几篇逐字相同的话"));
}

#[test]
fn without_resampling_nothing_is_said_to_be_told() {
    let mut meeting = sample::meeting();
    sample::tree(&mut meeting).intervals = None;
    meeting.noise = None;
    let analysis = Analysis { schema: 1, meetings: vec![meeting] };
    let files = render(&analysis, &[], &[], &Provenance::default()).unwrap();
    let page = text(&files, "index.html");
    assert!(page.contains("没有估计相似度的区间") && page.contains("没有估计偶然所及"));
    assert!(!page.contains("，分不清<") && !page.contains("都分得清"));
    assert_eq!(column(&files, "similarity", "cannot_tell"), ["true"; 28]);
}
