//! Which codebook a meeting is read with, and what its passages are given to.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;

use common::{measure::list, meeting, shared};
use serde_json::Value;
use yiti::themes::lexicon::Lexicon;

mod common;

/// Name and verdict of the codebook that a record is read with.
fn chosen(found: &Value) -> (String, String) {
    let of = |key: &str| found["codebook"][key].as_str().expect("a word").to_owned();
    (of("name"), of("verdict"))
}

#[test]
fn the_codebooks_of_data_are_those_that_the_program_has() {
    let built_in: BTreeMap<String, Vec<u8>> =
        Lexicon::texts().map(|(path, text)| (path.into(), text.into())).collect();
    // A codebook may be laid elsewhere by mistake: its themes tell it.
    let files: BTreeMap<String, Vec<u8>> = common::tree(&common::root().join("data"))
        .into_iter()
        .filter(|(path, bytes)| path.starts_with("themes/") || has_themes(bytes))
        .map(|(path, bytes)| (format!("data/{path}"), bytes))
        .collect();
    let unused: Vec<_> = files.keys().filter(|path| !built_in.contains_key(*path)).collect();
    assert!(unused.is_empty(), "add to BUILT_IN in src/themes/codebook.rs: {unused:?}");
    for (path, text) in built_in {
        assert!(files.get(&path) == Some(&text), "BUILT_IN has another text than {path}");
    }
}

/// Whether a file defines themes.
fn has_themes(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).lines().any(|line| line.trim_end() == "[[theme]]")
}

#[test]
fn the_codebook_that_fits_is_chosen_unaided_and_settings_override() {
    let demo = chosen(&meeting(&["themes", "data/demo"]));
    assert_eq!(demo, ("organisations".into(), "fits".into()));
    let named = meeting(&["themes", "data/demo", "--themes", "policy"]);
    assert_eq!(chosen(&named).0, "policy");
    assert!(named["codebook"]["margin"].is_null());
    for (path, name, verdict) in [
        ("page/page.txt", "organisations", "fits"),
        ("reports/2015", "policy", "fits"),
        ("records/cadre8.txt", "policy", "fits"),
        ("records/prov4.txt", "policy", "fits"),
        ("messy/hansard-hk.txt", "policy", "poor"),
    ] {
        let Some(file) = shared(path) else { return };
        let found = meeting(&["themes", file.to_str().expect("UTF-8")]);
        assert_eq!(chosen(&found), (name.to_owned(), verdict.to_owned()), "{path}");
    }
}

#[test]
fn closing_formulas_and_what_is_counted_make_no_theme() {
    let Some(page) = shared("page/page.txt") else { return };
    let found = meeting(&["themes", page.to_str().expect("UTF-8")]);
    let speech = |region: &str| {
        list(&found["speeches"]).iter().find(|s| s["region"] == region).expect("speaks")
    };
    assert_eq!(speech("广东")["shares"]["political_guidance"], 0.0);
    assert_eq!(speech("江苏")["shares"]["family_values"], 0.0);
    assert_eq!(speech("吉林")["main"], "rural_agriculture");
    for speech in list(&found["speeches"]) {
        for passage in list(&speech["passages"]) {
            let has_words = !list(&passage["terms"]).is_empty();
            assert_eq!(has_words, passage["theme"] != "other", "{passage}");
        }
    }
}

#[test]
fn passages_of_work_reports_go_where_readers_put_them() {
    let Some(gold) = shared("themes/gold.jsonl") else { return };
    let gold = common::text(&gold);
    let rows: Vec<Value> =
        gold.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let Some(folder) = shared("reports/2020") else { return };
    let found = meeting(&["themes", folder.to_str().expect("UTF-8")]);
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let (mut right, mut all) = (0, 0);
    for row in rows.iter().filter(|row| row["year"] == 2020 && row["main"].is_string()) {
        let text = squeezed(row["text"].as_str().expect("a text"));
        let mut sizes = std::collections::BTreeMap::new();
        for sentence in list(&found["speeches"]).iter().flat_map(|s| list(&s["sentences"])) {
            let part = squeezed(sentence["text"].as_str().expect("a text"));
            if text.contains(&part) {
                let theme = sentence["theme"].as_str().expect("a theme").replace("other", "none");
                *sizes.entry(theme).or_insert(0) += part.len();
            }
        }
        let most = sizes.into_iter().max_by_key(|(_, size)| *size).map(|(theme, _)| theme);
        right += usize::from(most.as_deref() == row["main"].as_str());
        all += 1;
    }
    assert!(all > 50, "the labelled passages of 2020 are gone: {all}");
    assert!(right * 100 >= 85 * all, "right: {right} of {all}");
}
