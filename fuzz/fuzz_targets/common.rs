//! What the targets share.

use yiti::{
    pages::{self, Page, Params, Source},
    transcript::{Layout, Transcript, transcripts},
};

/// Limits that a fuzzer reaches.
pub fn params() -> Params {
    Params { max_bytes: 1 << 22, max_files: 50, max_pages: 50, max_seconds: 10, ..Params::default() }
}

/// Reads bytes as what they are; an error is an answer.
pub fn read(bytes: Vec<u8>) {
    if let Ok(sources) = pages::decode("fuzz", bytes, &params()) {
        assert!(!sources.is_empty());
        for page in sources.iter().flat_map(|source| &source.pages) {
            assert!(!page.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty());
        }
    }
}

/// Splits a text as `layout`, and holds the answer to the law that nothing is lost.
pub fn split(text: &str, layout: Layout) {
    let page = Page::new("fuzz", text);
    let source = Source { name: "fuzz".into(), pages: vec![page], is_folder: false };
    if let Ok(found) = transcripts(&source, layout) {
        found.iter().for_each(|transcript| tiles(transcript, text));
    }
}

/// The ledger's spans tile the page; every speech lies in it.
fn tiles(transcript: &Transcript, text: &str) {
    let mut at = 0;
    for entry in &transcript.ledgers[0].entries {
        assert_eq!(entry.span.start, at);
        assert!(text.is_char_boundary(entry.span.end) && entry.span.end >= at);
        at = entry.span.end;
    }
    assert_eq!(at, text.len());
    let characters = text.chars().count();
    for speech in &transcript.speeches {
        assert!(speech.start <= speech.end && speech.end <= characters);
    }
}
