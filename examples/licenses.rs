//! The licences of all crates of `Cargo.lock`, texts included: what `yiti licenses` prints.
//!
//! `cargo metadata --locked --format-version 1 | cargo run --example licenses -- FILE`
//! (`just licenses`) writes them packed. A crate's texts are those that it brings along, for its
//! code and for what it packs; of one that brings none, those of SPDX for the licences it names.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    io::Write,
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

/// How files are called that hold licences and notices.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// Endings of files that are called so and are something else.
const OTHERS: [&str; 3] = [".rs", ".toml", ".json"];

/// Folders of a crate of which nothing is linked.
const ASIDE: [&str; 4] = ["tests", "benches", "examples", "fuzz"];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    license: Option<String>,
    repository: Option<String>,
    authors: Vec<String>,
    manifest_path: String,
}

/// Each text with the crates that it is of; told apart without regard to blanks.
#[derive(Default)]
struct Texts(BTreeMap<String, (String, BTreeSet<String>)>);

impl Texts {
    fn add(&mut self, text: &str, of: &str) {
        let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_start_matches('\u{feff}').replace('\r', "").replace('\t', "    ");
        let entry =
            self.0.entry(key).or_insert_with(|| (text.replace('\u{c}', "\n"), BTreeSet::new()));
        entry.1.insert(of.to_owned());
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name the file to write")?;
    let metadata: Metadata = serde_json::from_reader(std::io::stdin())?;
    let mut printed = String::from("The crates:\n\n");
    let (mut brought, mut named) = (Texts::default(), Texts::default());
    // What has no source is ours.
    for package in metadata.packages.iter().filter(|package| package.source.is_some()) {
        let of = format!("{} {}", package.name, package.version);
        let license = package.license.as_deref().unwrap_or("see its text");
        let place = package.repository.as_deref().unwrap_or("crates.io");
        printed += &format!("{of}: {license}; {place}\n");
        let folder = Path::new(&package.manifest_path).parent().ok_or("a manifest in no folder")?;
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        for text in &files {
            brought.add(text, &of);
        }
        if files.is_empty() {
            let by = package.authors.join(", ");
            for text in by_name(license)? {
                named.add(text, &format!("{of} ({by})"));
            }
        }
    }
    for texts in [brought, named] {
        for (text, of) in texts.0.into_values() {
            let of: Vec<String> = of.into_iter().collect();
            printed += &format!("\n{}\n{}\n\n{}\n", "=".repeat(80), of.join(", "), text.trim_end());
        }
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(printed.as_bytes())?;
    Ok(fs::write(file, packed.finish()?)?)
}

/// The texts of the licences and notices in a folder and below it.
fn collect(folder: &Path, texts: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let called = name.to_uppercase();
        if entry.file_type()?.is_dir() {
            if !ASIDE.contains(&name.as_str()) {
                collect(&entry.path(), texts)?;
            }
        } else if NAMES.iter().any(|one| called.starts_with(one))
            && !OTHERS.iter().any(|one| name.ends_with(one))
        {
            texts.push(String::from_utf8_lossy(&fs::read(entry.path())?).into_owned());
        }
    }
    Ok(())
}

/// The texts of the licences that an expression names.
fn by_name(license: &str) -> Result<Vec<&'static str>, Box<dyn Error>> {
    let expression = Expression::parse_mode(license, ParseMode::LAX)?;
    let ids = expression.requirements().filter_map(|one| one.req.license.id());
    Ok(ids.map(|id| id.text()).collect())
}
