//! What went into a report and what came out, by SHA-256.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Files;

/// The manifest's own file name.
pub(super) const NAME: &str = "manifest.json";

/// The version of the manifest's JSON.
const SCHEMA: u32 = 1;

/// Everything besides the program that decides the bytes of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// What was named to be read, in order: a path below the folder that the program ran in as it
    /// was given, of any other its last name; `-` for standard input.
    pub arguments: Vec<String>,
    /// The input files, in the order they were read.
    pub inputs: Vec<Fingerprint>,
    /// The effective settings as TOML.
    pub settings: String,
    /// The word lists used, built-in or named by the settings.
    pub lists: Vec<Fingerprint>,
    /// What was asked for besides the settings.
    pub options: Options,
}

/// What a run of `report` can be asked for besides its settings, and that decides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Whether the text is also cut into words in other ways (`--robust`).
    #[serde(default)]
    pub robust: bool,
    /// The font that charts ask first (`--font`).
    #[serde(default)]
    pub font: Option<Fingerprint>,
}

/// A file by name and content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// File name without folders.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
}

impl Fingerprint {
    /// The fingerprint of `bytes`.
    ///
    /// Folders are cut from `name`: they differ between machines, and are nobody's business.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Self { name: name.to_owned(), sha256: sha256(bytes) }
    }
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this JSON.
    pub schema: u32,
    /// The version of yiti that wrote the report; by this key a folder is known as a report.
    pub yiti: String,
    /// SHA-256 of the sources that yiti was built from; empty in older manifests.
    #[serde(default)]
    pub sources: String,
    /// See [`Provenance::arguments`].
    #[serde(default)]
    pub arguments: Vec<String>,
    /// See [`Provenance::options`].
    #[serde(default)]
    pub options: Options,
    /// See [`Provenance::inputs`].
    pub inputs: Vec<Fingerprint>,
    /// The effective settings.
    pub settings: Settings,
    /// See [`Provenance::lists`].
    pub lists: Vec<Fingerprint>,
    /// Path below the folder → SHA-256, for every file but this one.
    pub files: BTreeMap<String, String>,
}

/// Settings with their hash: enough to run the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// SHA-256 of `toml`.
    pub sha256: String,
    /// The settings themselves.
    pub toml: String,
}

impl Manifest {
    /// The manifest of `files`, made from `provenance`.
    pub(super) fn new(provenance: &Provenance, files: &Files) -> Self {
        Self {
            schema: SCHEMA,
            yiti: env!("CARGO_PKG_VERSION").to_owned(),
            sources: env!("YITI_SOURCES").to_owned(),
            arguments: provenance.arguments.clone(),
            options: provenance.options.clone(),
            inputs: provenance.inputs.clone(),
            settings: Settings {
                sha256: sha256(provenance.settings.as_bytes()),
                toml: provenance.settings.clone(),
            },
            lists: provenance.lists.clone(),
            files: files.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))).collect(),
        }
    }

    /// Whether the program that runs now was built from the sources of this report's.
    pub fn is_of_this_program(&self) -> bool {
        self.sources == env!("YITI_SOURCES")
    }

    /// Reads a manifest; `None` if `bytes` are none of ours.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
