//! What the page is beside its numbers: one script of ours, two languages, pictures that lead on.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::{rendered, sample, text};
use crate::analysis::{Analysis, MeetingAnalysis};
use crate::charts::theme_css;
use crate::report::render;
use crate::run::Provenance;

/// What stands in the page between `open` and `close`.
fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = page.split_once(open).unwrap_or_else(|| panic!("{open}"));
    rest.split_once(close).unwrap_or_else(|| panic!("{close}")).0
}

#[test]
fn only_our_script_may_run() {
    let page = text(&rendered(1), "index.html");
    let script = between(&page, "<script type=\"module\">", "</script>");
    let hash = BASE64_STANDARD.encode(Sha256::digest(script));
    assert!(page.contains(&format!("script-src 'sha256-{hash}';")));
    assert_eq!(script.matches("innerHTML").count(), 1, "the parts of the page itself");
    assert!(!script.contains("eval("));
    assert!(!script.contains("http") && !script.contains("fetch("), "nothing is loaded");
}

#[test]
fn the_data_of_the_script_says_what_the_page_says() {
    let page = text(&rendered(1), "index.html");
    let block = between(&page, "<script type=\"application/json\" id=\"m1-data\">", "</script>");
    assert!(!block.contains('<'), "no text ends the block");
    let data: serde_json::Value = serde_json::from_str(block).unwrap();
    let meeting = sample::meeting();
    let n = meeting.speeches.len();
    assert_eq!(data["speeches"][7], sample::HOSTILE[0]);
    assert_eq!(data["pairs"].as_array().unwrap().len(), n * (n - 1) / 2);
    assert_eq!(data["pairs"][0]["why"][1], serde_json::json!(["发放", "3%"]));
    // The last pair of the first row: the first speech and the last share all formulas.
    assert_eq!(data["pairs"][n - 2]["shared"].as_array().unwrap().len(), 6);
    assert_eq!(data["themes"].as_array().unwrap().len(), meeting.themes.len() + 1);
    assert_eq!(data["shares"][0][0]["share"], "60%");
    assert_eq!(data["shares"][0][0]["interval"], "40–80%");
    let mut alone =
        MeetingAnalysis { speeches: meeting.speeches[..1].to_vec(), groups: Vec::new(), ..meeting };
    sample::tree(&mut alone).intervals = None;
    let alone = Analysis { schema: 1, meetings: vec![alone.with_findings()] };
    let files = render(&alone, &[], &[], &Provenance::default()).unwrap();
    assert!(!text(&files, "index.html").contains("id=\"m1-data\""), "no pair, no comparison");
}

#[test]
fn everything_that_is_said_is_said_in_both_languages() {
    let page = text(&rendered(2), "index.html");
    let (zh, en) = (page.matches("<span lang=\"zh\">").count(), page.matches("<span lang=\"en\">"));
    assert_eq!(zh, en.count());
    assert!(zh > 500, "{zh}");
    let empty = Regex::new("<span lang=\"(zh|en)\">\\s*</span>").unwrap();
    assert_eq!(empty.find(&page).map(|found| found.as_str()), None);
    let han = Regex::new(r#"<span lang="en">([^<]*\p{Han}[^<]*)</span>"#).unwrap();
    // Names and quoted text stay as they were said; no sentence around them does.
    let marks = ["，", "。", "；", "的", "了"];
    for found in han.captures_iter(&page) {
        assert!(marks.iter().all(|mark| !found[1].contains(mark)), "{}", &found[1]);
    }
}

#[test]
fn the_sentences_of_the_page_are_the_speech() {
    let page = text(&rendered(1), "index.html");
    let sentence = Regex::new("id=\"m1-s1-n(\\d+)\"( data-p)?><span>([^<]*)</span>").unwrap();
    let mut found: Vec<(usize, bool, String)> = sentence
        .captures_iter(&page)
        .map(|one| (one[1].parse().unwrap(), one.get(2).is_some(), one[3].to_owned()))
        .collect();
    found.sort();
    let escaped = |text: &str| {
        let text = text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;");
        text.replace('"', "&#34;").replace('\'', "&#39;")
    };
    let speech = &sample::meeting().speeches[0];
    let wanted = speech.sentences.iter().enumerate();
    let wanted: Vec<_> =
        wanted.map(|(at, one)| (at + 1, one.opens_paragraph, escaped(&one.text))).collect();
    assert_eq!(found, wanted);
}

#[test]
fn pictures_lead_to_what_they_show() {
    let page = text(&rendered(1), "index.html");
    let spots = between(&page, "<svg class=\"spots\" viewBox=\"0 0 9 9\"", "</svg>");
    for part in [
        "class=\"of-theme\" href=\"#m1-s1-t1\"",
        "class=\"of-theme\" href=\"#m1-s1-t0\"",
        "class=\"term\" href=\"#m1-s1\" data-term=\"热线\"",
        "href=\"#m1-compare\" data-pair=\"0 3\"",
        "href=\"#m1-s8\"",
        "href=\"#m1-s1-shared\"",
        "href=\"#m1-s2-n1\"",
        "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4.5\"/>",
    ] {
        assert!(spots.contains(part), "{part}: {spots}");
    }
    assert_eq!(spots.matches("<a ").count(), 7, "what is not there cannot be opened");
    assert_eq!(spots.matches("tabindex=\"-1\"").count(), 7, "the tables are for the keyboard");
}

#[test]
fn two_themes_of_one_name_keep_their_own_colours() {
    let mut meeting = sample::meeting();
    for theme in &mut meeting.themes {
        theme.label = "同名".into();
    }
    for group in &mut meeting.groups {
        group.label = "同名".into();
    }
    let analysis = Analysis { schema: 1, meetings: vec![meeting] };
    let page = text(&render(&analysis, &[], &[], &Provenance::default()).unwrap(), "index.html");
    // Each group of the sample stresses another theme, in the order of both.
    for index in 0..analysis.meetings[0].groups.len() {
        let (colour, first) = (theme_css(Some(index)), 2 * index + 1);
        let head = format!("<li style=\"--c:{colour}\"><strong><a href=\"#m1-s{first}\"");
        assert!(page.contains(&head), "{head}");
    }
}
