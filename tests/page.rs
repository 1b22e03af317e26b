//! Real records, where a folder `shared` lies beside the repository; elsewhere these tests skip.
//!
//! Nothing of those records stands here: what is measured is told by their gold files.

#![cfg(feature = "cli")]

use std::path::PathBuf;

use common::{
    measure::{self, Grouping, Tally, list, pairs, string},
    meeting, meetings, shared,
};
use serde_json::Value;
use yiti::{config::Config, names::Regions, pages, pipeline, transcript::Transcript};

mod common;

/// The real page and what two readers found there.
fn page() -> Option<(String, Value)> {
    let (page, gold) = (shared("page/page.txt")?, shared("page/gold.json")?);
    Some((page.to_str()?.to_owned(), common::json(&gold)))
}

#[test]
fn the_real_page_is_split_without_a_fault() {
    let Some((page, gold)) = page() else { return };
    let found = meeting(&["split", &page]);
    let split = measure::split(&found, &gold);
    split.bodies.expect_all("bodies", 8);
    split.units.expect_all("sections", 39);
    split.headings.expect_all("headings", 27);
    split.titles.expect_all("titles", 8);
    assert_eq!(split.invented, 0);
    assert_eq!(found["title"], gold["meeting"]);
    assert_eq!(found["announced"], gold["announced"]);
    let sorted = |value: &Value| {
        let mut names = measure::strings(value);
        names.sort_unstable();
        names.join(" ")
    };
    assert_eq!(sorted(&found["missing"]), sorted(&gold["missing"]));
    let also = list(&gold["date_also"]);
    assert!(found["date"] == gold["date"] || also.contains(&found["date"]), "{}", found["date"]);
}

#[test]
fn the_provinces_of_the_real_page_are_grouped_as_readers_group_them() {
    let Some((page, gold)) = page() else { return };
    let groups = Grouping::of_meeting(&meeting(&["themes", &page]));
    let coarse = Grouping::of_lists(&gold["groups"]["coarse"]);
    let rand = coarse.adjusted_rand(&groups);
    assert!((rand - 1.0).abs() < 1e-9, "adjusted Rand index {rand}");
    for (pairs, linked) in [("must_link", false), ("should_link", false), ("cannot_link", true)] {
        assert!(!list(&gold["groups"][pairs]).is_empty(), "the gold file has lost {pairs}");
        assert_eq!(groups.those(&gold["groups"][pairs], linked), [""; 0], "{pairs}");
    }
}

#[test]
fn the_themes_of_the_real_page_are_those_of_its_readers() {
    let Some((page, gold)) = page() else { return };
    let found = meeting(&["themes", &page]);
    let (mut main, mut second) = (Tally::default(), Tally::default());
    let (mut units, mut firm) = (Tally::default(), Tally::default());
    let mut distance = 0.0;
    let pairs = pairs(&found, &gold);
    for (want, have) in &pairs {
        let region = string(&want["region"]);
        main.count(have["main"] == want["main"], || format!("{region}: {}", have["main"]));
        let next = second_theme(have);
        let accepted = list(&want["second"]).iter().any(|id| Some(string(id)) == next.as_deref());
        second.count(accepted, || format!("{region}: {next:?}"));
        distance += total_variation(&want["shares"], &have["shares"]);
        let theirs = list(&have["units"]);
        assert_eq!(theirs.len(), list(&want["units"]).len(), "{region}: sections");
        for (want, have) in list(&want["units"]).iter().zip(theirs) {
            let right = have["theme"] == want["theme"];
            let what = || format!("{region}: {}, not {}", have["theme"], want["theme"]);
            units.count(right, what);
            if want["confidence"] == 3 {
                firm.count(right, what);
            }
        }
    }
    main.expect_all("main themes", 8);
    // Themes are given by passage: a closing formula (广东) or a sentence inside a section on
    // another theme (浙江, 山东) is no second theme, though the readers counted it.
    second.expect("second themes", 4, 8);
    units.expect("themes of sections", 35, 39);
    firm.expect("themes of sections on which readers are firm", 21, 22);
    let mean = distance / pairs.len() as f64;
    assert!(mean <= 0.20, "mean total variation of the shares: {mean:.3}");
}

/// The theme with the second largest share; ties in the order of the ids.
fn second_theme(speech: &Value) -> Option<String> {
    let shares = speech["shares"].as_object()?;
    let mut ranked: Vec<(&String, f64)> =
        shares.iter().map(|(id, share)| (id, share.as_f64().unwrap_or(0.0))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked.get(1).map(|(id, _)| (*id).clone())
}

/// Half the sum of the differences of two lists of shares; what no theme explains aside.
fn total_variation(a: &Value, b: &Value) -> f64 {
    let none = serde_json::Map::new();
    let (a, b) = (a.as_object().unwrap_or(&none), b.as_object().unwrap_or(&none));
    let share = |of: &serde_json::Map<String, Value>, id: &str| {
        of.get(id).and_then(Value::as_f64).unwrap_or(0.0)
    };
    let mut ids: Vec<&String> = a.keys().chain(b.keys()).filter(|id| *id != "other").collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| (share(a, id) - share(b, id)).abs()).sum::<f64>() / 2.0
}

#[test]
fn the_terms_of_the_real_page_are_those_that_readers_accept() {
    let Some((page, gold)) = page() else { return };
    let precision = measure::precision(&meeting(&["terms", &page, "--top", "10"]), &gold);
    // What is said once stands apart, and a list may be shorter than the ten that are counted.
    assert!(precision.exact >= 0.75, "{precision:?}");
    assert!(precision.lenient >= 0.84, "{precision:?}");
    assert!(precision.boilerplate <= 0.03, "{precision:?}");
}

#[test]
fn the_figures_of_the_real_page_are_found() {
    let Some((page, gold)) = page() else { return };
    let figures = measure::figures(&meeting(&["figures", &page]), &gold);
    figures.found.expect("figures", 56, 59);
    figures.units.expect("units of figures", 56, figures.units.all);
    assert!(figures.others.len() <= 12, "{:#?}", figures.others);
}

/// The reports of a year in one file, and how many there are.
const YEARS: [(&str, usize); 3] = [("2015", 30), ("2020", 31), ("2021", 31)];

#[test]
fn reports_run_together_are_parted_where_they_begin() {
    for (year, count) in YEARS {
        for form in ["native", "headed"] {
            let name = format!("{year}.{form}");
            let file = format!("reports/{name}.txt");
            let (Some(file), Some(gold)) =
                (shared(&file), shared(&format!("reports/{name}.gold.tsv")))
            else {
                return;
            };
            let found = meeting(&["split", file.to_str().expect("UTF-8")]);
            let found: Vec<(String, u64, u64)> = list(&found["speeches"])
                .iter()
                .map(|speech| {
                    let at = |key: &str| speech[key].as_u64().expect("a place");
                    (string(&speech["region"]).to_owned(), at("start"), at("end"))
                })
                .collect();
            let wanted = places(&common::text(&gold));
            assert_eq!(wanted.len(), count, "{name}: the gold file has another number");
            for (have, want) in found.iter().zip(&wanted) {
                assert_eq!(have, want, "{name}");
            }
            assert_eq!(found.len(), count, "{name}");
        }
    }
}

/// Region, first character and character after the last, of a table with a head.
fn places(table: &str) -> Vec<(String, u64, u64)> {
    table
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let region = Regions::built_in().resolve(cells[2]).expect("a region");
            let at = |cell: &str| cell.parse().expect("a number");
            (region.short.clone(), at(cells[0]), at(cells[1]))
        })
        .collect()
}

#[test]
fn a_folder_of_reports_is_one_meeting() {
    for (year, count) in YEARS {
        let Some(folder) = shared(&format!("reports/{year}")) else { return };
        let folder = folder.to_str().expect("UTF-8").to_owned();
        let found = meetings(&["split", &folder]);
        assert_eq!(found.len(), 1, "{year}");
        assert_eq!(found[0]["title"], year);
        let speeches = list(&found[0]["speeches"]);
        assert_eq!(speeches.len(), count, "{year}");
        for (speech, source) in speeches.iter().zip(list(&found[0]["sources"])) {
            let stem = string(source).trim_end_matches(".txt");
            let region = Regions::built_in().resolve(stem).expect("a region");
            assert_eq!(speech["region"], region.short.as_str(), "{year}: {stem}");
        }
    }
}

#[test]
fn real_records_are_read_back_as_they_were_written() {
    let names =
        ["page/page.txt", "reports/2015.native.txt", "reports/2021.headed.txt", "reports/2020"];
    let Some(paths) = names.iter().map(|name| shared(name)).collect::<Option<Vec<PathBuf>>>()
    else {
        return;
    };
    let config = Config::default();
    for path in paths {
        let sources =
            pages::read(std::slice::from_ref(&path), &pages::Params::default()).expect("reads");
        let transcripts = pipeline::split_sources(&sources, &config.transcript).expect("splits");
        assert_eq!(transcripts.len(), 1, "{}", path.display());
        for (page, ledger) in sources[0].pages.iter().zip(&transcripts[0].ledgers) {
            let ends: Vec<usize> = ledger.entries.iter().map(|entry| entry.span.end).collect();
            let starts = ledger.entries.iter().map(|entry| entry.span.start);
            assert!(starts.eq([0].into_iter().chain(ends.iter().copied()).take(ends.len())));
            assert_eq!(ends.last(), Some(&page.text.len()), "{}", page.source);
        }
        let (same, all) = read_back(&transcripts[0], &config);
        assert_eq!(same, all, "{}: speeches that read back otherwise", path.display());
    }
}

/// How many speeches of a transcript are read back as they were written, and how many there are.
fn read_back(transcript: &Transcript, config: &Config) -> (usize, usize) {
    let page = pages::Page::new("back.md", transcript.to_markdown());
    let source = pages::Source { name: "back".into(), pages: vec![page], is_folder: false };
    let back =
        pipeline::split_sources(&[source], &config.transcript).expect("reads back").remove(0);
    let same = transcript.speeches.iter().zip(&back.speeches).filter(|(a, b)| {
        let units = |speech: &yiti::transcript::Speech| -> Vec<_> {
            let units = speech.units.iter();
            units.map(|unit| (unit.kind, unit.heading.clone(), unit.text.clone())).collect()
        };
        (&a.speaker, &a.region, &a.title, units(a)) == (&b.speaker, &b.region, &b.title, units(b))
    });
    (same.count(), transcript.speeches.len())
}
