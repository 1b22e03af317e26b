//! Any corrected transcript; what is read is written and read again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yiti::{
    pages::{Page, Source},
    transcript::{Layout, transcripts},
};

#[allow(dead_code)]
mod common;

fuzz_target!(|text: &str| {
    common::split(text, Layout::Markdown);
    let read = |text: &str| {
        let page = Page::new("fuzz", text);
        let source = Source { name: "fuzz".into(), pages: vec![page], is_folder: false };
        transcripts(&source, Layout::Markdown).ok().map(|mut found| found.remove(0))
    };
    if let Some(first) = read(text) {
        // Writing settles what can be written in several ways; from then on nothing changes.
        let second = read(&first.to_markdown()).expect("reads back");
        let third = read(&second.to_markdown()).expect("reads back");
        assert!(third.says_the_same(&second));
    }
});
