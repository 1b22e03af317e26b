//! Names the sources that the program is built from.
//!
//! `YITI_SOURCES` is the SHA-256 of every file that the program is built from: two programs
//! with the same one give the same bytes. A commit would say less, since files may be edited.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// Files and folders that decide what the program does.
const SOURCES: [&str; 7] =
    ["Cargo.lock", "Cargo.toml", "build.rs", "crates", "data", "src", "stopwords"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut digest = Sha256::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        for file in files(Path::new(source))? {
            // The name, so that a file renamed is a change; its length, so that none runs into
            // the next.
            let bytes = fs::read(&file)?;
            let name = file.to_string_lossy().replace('\\', "/");
            digest.update(format!("{name}\n{}\n", bytes.len()));
            digest.update(bytes);
        }
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=YITI_SOURCES={digest}");
    Ok(())
}

/// A file itself, or the files below a folder, in the order of their names.
fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        // A packed crate may lack its lock file.
        return Ok(if path.exists() { vec![path.to_owned()] } else { Vec::new() });
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        all.extend(files(&entry)?);
    }
    Ok(all)
}
