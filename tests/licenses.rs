//! `yiti licenses` owes a notice to everything that `Cargo.lock` names.

#![cfg(feature = "cli")]

use common::{answer, root, text};

mod common;

#[test]
fn every_crate_of_the_lock_file_is_named_and_the_texts_are_there() {
    let lock: toml::Table = text(&root().join("Cargo.lock")).parse().expect("TOML");
    let printed = answer(&["licenses"]);
    let lines: std::collections::BTreeSet<&str> =
        printed.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    let packages = lock["package"].as_array().expect("packages");
    // Without a source it is yiti itself.
    for package in packages.iter().filter(|package| package.get("source").is_some()) {
        let [name, version] = ["name", "version"].map(|key| package[key].as_str().expect("text"));
        let named = lines.contains(format!("{name} {version}").as_str());
        assert!(named, "{name} {version} is missing; run `just licenses`");
    }
    for part in [
        "Apache License",
        "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007",
        "PREAMBLE",
        "Mozilla Public License Version 2.0\n",
        "Copyright 2014 PDFium Authors",
        "Copyright 1990-2023 Adobe",
        "Meta Platforms",
        "Droid Sans Fallback",
        "UNICODE LICENSE",
    ] {
        assert!(printed.contains(part), "{part}");
    }
}
