//! Any PDF.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
mod common;

fuzz_target!(|bytes: &[u8]| common::read([b"%PDF-1.7\n", bytes].concat()));
