//! Any table: a line of objects or of cells.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yiti::{
    pages::{Page, table},
    transcript::Layout,
};

#[allow(dead_code)]
mod common;

fuzz_target!(|text: &str| {
    for name in ["a.jsonl", "a.csv", "a.tsv", "-"] {
        let page = Page::new(name, text);
        if let Ok(rows) = table::rows(&page) {
            let mut end = 0;
            for row in rows {
                assert!(row.span.start >= end && row.span.end >= row.span.start);
                assert!(text.get(row.span.clone()).is_some() && !row.text.is_empty());
                end = row.span.end;
            }
        }
        common::split(text, Layout::Rows);
    }
});
