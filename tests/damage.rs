//! Whatever the bytes are: an answer or an error, never a panic, never without end.

use common::files::{docx, html, pdf, utf16, zip};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, TestRng, TestRunner},
};
use yiti::pages::{self, Format, Params};

mod common;

/// A valid file of each format.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let text = common::TWO_SPEECHES;
    let lines: Vec<_> =
        (0..20).map(|row| (50.0, 700.0 - 20.0 * f64::from(row), 10.0, "河北")).collect();
    let csv = "speaker,text\n河北,\"好，\n好。\"\n青海,好。\n";
    vec![
        ("a.txt", text.into()),
        ("b.txt", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("c.txt", utf16(text, u16::to_le_bytes)),
        ("a.html", html(text).into_bytes()),
        ("a.docx", docx(text)),
        ("a.pdf", pdf(&[lines])),
        ("a.zip", zip([("a.txt", text.into()), ("b.docx", docx(text))])),
        ("a.csv", csv.into()),
        ("a.jsonl", "{\"text\": \"好\"}\n".into()),
    ]
}

/// Reads bytes, and rows where they are a table.
fn read(name: &str, bytes: Vec<u8>) {
    let params = Params { max_bytes: 1 << 22, max_seconds: 20, ..Params::default() };
    if let Ok(sources) = pages::decode(name, bytes, &params) {
        for page in sources.iter().flat_map(|source| &source.pages) {
            assert!(!page.text.trim().is_empty());
            let _ = pages::table::rows(page);
        }
    }
}

/// Holds `cases` values of a strategy to reading; the same each time, so that a failure can be
/// run again.
fn hold<S: Strategy>(cases: u32, values: &S, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let result = TestRunner::new_with_rng(config, rng).run(values, |value| {
        test(value);
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn any_bytes_are_read_or_refused() {
    let heads: [&[u8]; 9] = [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"<html>",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"{\"text\":",
        b"text,speaker\n",
    ];
    for head in heads {
        let bytes = proptest::collection::vec(any::<u8>(), 0..400);
        hold(200, &bytes, |bytes| read("a", [head, &bytes[..]].concat()));
    }
}

#[test]
fn every_format_is_damaged_here() {
    let read = |(name, bytes)| pages::decode(name, bytes, &Params::default()).expect("reads");
    let pages = files().into_iter().flat_map(read).flat_map(|source| source.pages);
    let damaged: Vec<Format> = pages.map(|page| page.read.format).collect();
    for format in pages::formats() {
        assert!(damaged.contains(&format), "no file of {}", format.name());
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    for (name, valid) in files() {
        read(name, valid.clone());
        // Bytes put in place of others, and an end that comes too early.
        let places = proptest::collection::vec((any::<Index>(), any::<u8>()), 1..8);
        hold(300, &(places, any::<Index>(), any::<bool>()), |(places, end, cut)| {
            let mut bytes = valid.clone();
            for (place, byte) in places {
                let at = place.index(bytes.len());
                bytes[at] = byte;
            }
            if cut {
                bytes.truncate(end.index(bytes.len()));
            }
            read(name, bytes);
        });
    }
}
