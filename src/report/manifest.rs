//! What went into a report and what came out, by SHA-256.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::files::{COMPARISON, Files};
use crate::pages::sha256;
use crate::run::{Fingerprint, Options, Provenance};

/// The manifest's own file name.
pub const NAME: &str = "manifest.json";

/// The version of the manifest's JSON.
const SCHEMA: u32 = 1;

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
    pub settings: RecordedSettings,
    /// See [`Provenance::lists`].
    pub lists: Vec<Fingerprint>,
    /// Path below the folder → SHA-256, for every file but this one.
    pub files: BTreeMap<String, String>,
}

/// Settings with their hash: enough to run the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedSettings {
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
            settings: RecordedSettings {
                sha256: sha256(provenance.settings.as_bytes()),
                toml: provenance.settings.clone(),
            },
            lists: provenance.lists.clone(),
            files: files.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))).collect(),
        }
    }

    /// Whether this program has the sources and the version of the one that wrote the report.
    pub fn is_of_this_program(&self) -> bool {
        self.sources == env!("YITI_SOURCES") && self.yiti == env!("CARGO_PKG_VERSION")
    }

    /// Whether it is of a comparison of meetings, and not of a report on them.
    pub fn is_of_comparison(&self) -> bool {
        self.files.contains_key(COMPARISON)
    }

    /// Reads a manifest; `None` if `bytes` are not a manifest of ours.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
