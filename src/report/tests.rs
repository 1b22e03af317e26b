//! The laws of a report: nothing escapes, nothing is loaded, everything adds up, same in → same out.

use std::collections::BTreeSet;

use regex::Regex;

use super::*;
use crate::analysis::{Analysis, Matrix, Shares, SpeechAnalysis};
use crate::ids::{SentenceId, SpeechId, ThemeId};
use crate::pages::sha256;
use crate::run::Provenance;

mod comparison;
mod comparison_sample;
mod folder;
mod graphml;
mod page;
mod parlamint;
mod sample;
mod sure;

fn rendered(meetings: usize) -> Files {
    let charts = vec![sample::charts(); meetings];
    render(&sample::analysis(meetings), &[], &charts, &sample::provenance()).unwrap()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// All values of `attribute` in the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let pattern = Regex::new(&format!("\\s{attribute}=\"([^\"]*)\"")).unwrap();
    pattern.captures_iter(page).map(|found| found.get(1).unwrap().as_str()).collect()
}

fn records(files: &Files, name: &str) -> Vec<Vec<String>> {
    let table = text(files, &format!("tables/{name}.csv"));
    let table = table.strip_prefix('\u{feff}').expect("Excel needs the byte order mark");
    csv::ReaderBuilder::new()
        .from_reader(table.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn no_text_becomes_markup() {
    let page = text(&rendered(1), "index.html");
    for hostile in sample::HOSTILE.iter().filter(|text| text.contains('<')) {
        assert!(!page.contains(hostile), "{hostile}");
    }
    assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;代表团"));
    let tags = Regex::new("<([a-z][a-z0-9]*)").unwrap();
    for tag in tags.captures_iter(&page) {
        assert!(!["img", "iframe", "object", "link", "form"].contains(&&tag[1]), "{}", &tag[0]);
    }
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(
        page.matches("<script").count(),
        5,
        "ours, the data of the meeting, its first picture in English, its pictures, settings"
    );
    assert_eq!(page.matches("</script>").count(), 5);
    assert_eq!(page.matches("<noscript").count(), page.matches("</noscript>").count());
    let tag = Regex::new(r#"<[a-z][^>"]*(?:"[^"]*"[^>"]*)*>"#).unwrap();
    let quoted = Regex::new("\"[^\"]*\"").unwrap();
    for found in tag.find_iter(&page) {
        let bare = quoted.replace_all(found.as_str(), "");
        assert!(!bare.contains(" on"), "a handler: {}", found.as_str());
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = text(&rendered(2), "index.html");
    assert!(page.contains("default-src 'none'"));
    for href in values(&page, "href") {
        let own = ["#", "charts/", "tables/", "report.json", "manifest.json"];
        assert!(own.iter().any(|start| href.starts_with(start)), "{href}");
    }
    for attribute in ["src", "srcset", "data", "action", "poster", "background"] {
        assert_eq!(values(&page, attribute), Vec::<&str>::new(), "{attribute}");
    }
    for style in [include_str!("page/base.css"), include_str!("page/style.css")] {
        assert!(!style.contains("url(") && !style.contains("@import"));
        assert!(!style.contains("http"));
    }
}

#[test]
fn every_link_has_its_place_and_every_place_its_own_name() {
    every_link_leads_somewhere(&rendered(2));
}

fn every_link_leads_somewhere(files: &Files) {
    let page = text(files, "index.html");
    let ids = values(&page, "id");
    let names: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), names.len());
    for href in values(&page, "href") {
        match href.strip_prefix('#') {
            Some(id) => assert!(names.contains(id), "{href}"),
            None => assert!(files.contains_key(href), "{href}"),
        }
    }
}

#[test]
fn every_share_opens_on_its_sentences() {
    let page = text(&rendered(1), "index.html");
    for (place, speech) in sample::meeting().speeches.iter().enumerate() {
        for (theme, share) in speech.shares.iter() {
            let evidence = evidence(&page, place, theme);
            assert!(share > 0.0);
            for at in sentences_of(speech, theme) {
                let id = format!("id=\"m1-s{}-n{}\"", place + 1, at.number());
                assert!(evidence.contains(&id), "{theme}: {id}");
            }
            assert!(evidence.contains("page.txt:") || evidence.contains("onerror"), "{theme}");
        }
    }
}

/// What opens under a theme of the speech at `place`.
fn evidence<'a>(page: &'a str, place: usize, theme: &ThemeId) -> &'a str {
    let themes = sample::meeting().themes;
    let number = themes.iter().position(|one| one.id == *theme).map_or(0, |at| at + 1);
    let id = format!("id=\"m1-s{}-t{number}\"", place + 1);
    let (_, rest) = page.split_once(&id).unwrap_or_else(|| panic!("{id}"));
    rest.split("</details>").next().unwrap()
}

fn sentences_of(speech: &SpeechAnalysis, theme: &ThemeId) -> Vec<SentenceId> {
    speech.sentence_ids().filter(|&id| speech[id].theme == *theme).collect()
}

#[test]
fn the_page_says_who_is_missing_and_what_cannot_be_told() {
    let page = text(&rendered(1), "index.html");
    for words in [
        "7月10日（年份不详）",
        "预告 2 家，1 家没有发言：吉林",
        "说不准",
        "cannot tell",
        "10 July (year not found)",
        "2 announced, 1 did not speak: 吉林",
        "Two of it of one class: 87%",
        "组内两篇同属一类的可能 87%",
        "篇幅最多的议题：就业，占 60%",
        "突出的议题：就业 60%，其余平均 20%，相差 95% 区间 12 至 68 个百分点",
        "no theme stands out",
        "<th scope=\"row\">近50万人次</th>",
        "50万",
        "−1.25",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains('\u{2014}'), "a number that is none");
}

#[test]
fn a_heading_that_is_a_sentence_stands_once() {
    let page = text(&rendered(1), "index.html");
    let lone = evidence(&page, 0, &"family".into());
    assert_eq!(lone.matches("一、织密服务网").count(), 1);
    assert!(lone.contains("<h4 id=\"m1-s1-n3\" data-p>"));
}

#[test]
fn tables_parse_and_add_up() {
    let files = rendered(2);
    let (meetings, speeches) = (2, 16);
    for (name, rows) in [
        ("themes", speeches * 5),
        // Three terms, a place and one said once.
        ("terms", speeches * 5),
        ("groups", speeches),
        ("similarity", meetings * 8 * 7 / 2),
        ("speeches", speeches),
        ("why", meetings * 2),
        ("partings", meetings * 2),
        ("silences", meetings),
        ("formulas", meetings * sample::FORMULAS),
        ("noise", meetings),
        ("figures", speeches * 2),
        ("sentences", speeches * 5),
    ] {
        assert_eq!(records(&files, name).len(), rows, "{name}");
    }
    let themes = records(&files, "themes");
    let total: f64 = themes.iter().map(|row| row[6].parse::<f64>().unwrap()).sum();
    assert!((total - 16.0).abs() < 1e-9, "shares of a speech add up to 1");
    assert!(themes.iter().any(|row| ThemeId::OTHER == row[4].as_str()));
    let tables = files.keys().filter(|path| path.starts_with("tables/")).count();
    assert_eq!(tables, tables::names().count());
    let titles: BTreeSet<_> = themes.iter().map(|row| row[0].clone()).collect();
    assert_eq!(titles.len(), 2, "meetings of one name are told apart");
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let files = rendered(1);
    for name in tables::names() {
        for cell in records(&files, name).into_iter().flatten() {
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{name}: {cell}");
        }
    }
    assert_eq!(records(&files, "figures")[0][4], "近");
    assert_eq!(records(&files, "figures")[0][5], "'=1+1万元");
    assert_eq!(records(&files, "terms")[0][6], "-1.25");
    assert_eq!(records(&files, "groups")[2][4], "", "what cannot be told is empty");
}

#[test]
fn same_input_same_bytes() {
    assert_eq!(rendered(2), rendered(2));
}

#[test]
fn the_manifest_lists_every_other_file_with_its_hash() {
    let files = rendered(1);
    let manifest = Manifest::parse(&files["manifest.json"]).unwrap();
    let others: Vec<_> = files.keys().filter(|path| *path != "manifest.json").collect();
    assert_eq!(manifest.files.keys().collect::<Vec<_>>(), others);
    for (path, hash) in &manifest.files {
        assert_eq!(*hash, sha256(&files[path]), "{path}");
    }
    assert_eq!(manifest.settings.sha256, sha256(b"[terms]\nmin_df = 2 # <b>\n"));
    let names: Vec<_> =
        manifest.inputs.iter().chain(&manifest.lists).map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["page.txt", "meeting.txt"], "no folders");
    assert!(!text(&files, "manifest.json").contains("/home"));
}

#[test]
fn sha256_is_sha256() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn report_json_is_the_analysis() {
    let files = rendered(2);
    let json = &files["report.json"];
    assert_eq!(serde_json::from_slice::<Analysis>(json).unwrap(), sample::analysis(2));
    assert_eq!(json.last(), Some(&b'\n'));
}

#[test]
fn several_meetings_number_their_charts() {
    let charts = |meetings| -> Vec<String> {
        rendered(meetings).into_keys().filter(|path| path.starts_with("charts/")).collect()
    };
    assert_eq!(
        charts(1),
        [
            "charts/map-dark.png",
            "charts/map-dark.svg",
            "charts/map-en.svg",
            "charts/map.png",
            "charts/map.svg",
            "charts/themes-dark.png",
            "charts/themes-dark.svg",
            "charts/themes-en.svg",
            "charts/themes.png",
            "charts/themes.svg"
        ]
    );
    assert!(charts(2).contains(&"charts/2-themes.svg".to_owned()));
}

#[test]
fn an_analysis_with_holes_still_renders() {
    let mut meeting = sample::meeting();
    let (nobody, nothing) = (SpeechId::new(99), SentenceId::new(99));
    let tree = sample::tree(&mut meeting);
    tree.cosines = Matrix::default();
    tree.draws = None;
    meeting.groups[0].members = vec![SpeechId::new(0), nobody];
    meeting.sources.clear();
    let speech = &mut meeting.speeches[0];
    speech.units.clear();
    speech.terms[0].sentences = vec![nothing];
    speech.sentences[0].theme = "unheard-of".into();
    speech.shares = Shares::default();
    speech.main = None;
    meeting.why[0].b = nobody;
    meeting.ablations[0].then = vec![nobody];
    meeting.ablations[1].speech = nobody;
    meeting.reuse[0].places = vec![(SpeechId::new(0), nothing), (nobody, SentenceId::new(0))];
    meeting.omissions[0].speech = nobody;
    meeting.omissions[0].theme = "unheard-of".into();
    meeting.too_short = vec![nobody];
    let meetings = vec![meeting];
    let analysis = Analysis { schema: 1, meetings };
    let files = render(&analysis, &[], &[], &Provenance::default()).unwrap();
    let page = text(&files, "index.html");
    assert!(page.contains("没有议题能解释这篇发言"));
    every_link_leads_somewhere(&files);
    let nothing = Analysis { schema: 1, meetings: Vec::new() };
    assert!(render(&nothing, &[], &[], &Provenance::default()).is_ok());
}
