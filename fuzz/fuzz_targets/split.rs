//! Any text by every layout: nothing is lost.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yiti::transcript::Layout;

#[allow(dead_code)]
mod common;

fuzz_target!(|text: &str| {
    for layout in Layout::choices() {
        common::split(text, layout);
    }
});
