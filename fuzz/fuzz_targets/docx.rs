//! Any text as the part of a Word document, packed as one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

#[allow(dead_code)]
mod common;

fuzz_target!(|xml: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("word/document.xml", options).expect("a file begins");
    writer.write_all(xml).expect("written");
    common::read(writer.finish().expect("an archive").into_inner());
});
