//! Lays out the dictionary of jieba-rs: a trie of its words, their frequencies and their tags.
//!
//! jieba-rs brings the dictionary as a text and builds its own trie when a program starts, which
//! takes a tenth of a second. The text is not part of its interface, so that cargo is asked where
//! the crate lies.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crawdad::Trie;

/// A line of the dictionary.
struct Entry<'a> {
    word: &'a str,
    frequency: u32,
    tag: &'a str,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let file = jieba()?.join("src/data/dict.txt");
    println!("cargo:rerun-if-changed={}", file.display());
    let text = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = String::from_utf8(text)?;
    let mut entries = text.lines().map(entry).collect::<Result<Vec<_>, _>>()?;
    entries.sort_unstable_by_key(|entry| entry.word);
    let mut tags: Vec<&str> = entries.iter().map(|entry| entry.tag).collect();
    tags.sort_unstable();
    tags.dedup();
    let words = (0..).zip(&entries).map(|(id, entry)| (entry.word, id));
    let trie = Trie::from_records(words).map_err(|error| error.to_string())?;
    let frequencies = entries.iter().flat_map(|entry| entry.frequency.to_le_bytes());
    let tag = |entry: &Entry<'_>| u8::try_from(tags.partition_point(|&tag| tag < entry.tag));
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let lines: Vec<&str> = entries.iter().map(|entry| entry.word).collect();
    fs::write(out.join("words"), lines.join("\n"))?;
    fs::write(out.join("trie"), trie.serialize_to_vec())?;
    fs::write(out.join("frequencies"), frequencies.collect::<Vec<u8>>())?;
    fs::write(out.join("tags"), entries.iter().map(tag).collect::<Result<Vec<u8>, _>>()?)?;
    fs::write(out.join("tag_names.rs"), format!("{tags:?}"))?;
    Ok(())
}

/// The folder of the crate jieba-rs.
fn jieba() -> Result<PathBuf, Box<dyn Error>> {
    // The first answer needs no network, but that every crate of the lock file was fetched before.
    let metadata = metadata(&["--offline"]).or_else(|_| metadata(&[]))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let package = packages.iter().find(|package| package["name"] == "jieba-rs");
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
    Ok(folder.ok_or("cargo metadata does not list jieba-rs")?.to_owned())
}

/// What cargo knows of the crates that this one is built with.
fn metadata(flags: &[&str]) -> Result<serde_json::Value, Box<dyn Error>> {
    let asked = Command::new(env::var("CARGO")?)
        .current_dir(env::var("CARGO_MANIFEST_DIR")?)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform"])
        .arg(env::var("TARGET")?)
        .args(flags)
        .output()?;
    if !asked.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&asked.stderr)).into());
    }
    Ok(serde_json::from_slice(&asked.stdout)?)
}

/// Reads `word frequency tag`.
fn entry(line: &str) -> Result<Entry<'_>, String> {
    let wrong = || format!("dictionary of jieba-rs: not `word frequency tag`: {line}");
    let fields: Vec<&str> = line.split(' ').collect();
    let &[word, frequency, tag] = fields.as_slice() else { return Err(wrong()) };
    Ok(Entry { word, frequency: frequency.parse().map_err(|_| wrong())?, tag })
}
