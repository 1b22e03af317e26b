//! Any web page.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
mod common;

fuzz_target!(|bytes: &[u8]| common::read([b"<html>", bytes].concat()));
