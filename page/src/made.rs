//! The files of a report, and the same as one ZIP.

use std::io::{Cursor, Write};

use wasm_bindgen::prelude::wasm_bindgen;
use yiti::{Report, phrase::Phrase, report::Files};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The files of a report, in memory.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Made {
    files: Files,
}

impl Made {
    /// The files of a report.
    pub(crate) fn of(report: &Report) -> Self {
        Self { files: report.files().clone() }
    }
}

#[wasm_bindgen]
impl Made {
    /// The paths of the files, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// What a file holds.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.files.get(name).cloned()
    }

    /// All files in a folder of this name, as a ZIP archive. It has no times: the same report is
    /// the same archive.
    ///
    /// # Errors
    /// More than a ZIP archive holds.
    pub fn zip(&self, folder: &str) -> Result<Vec<u8>, String> {
        self.packed(folder).map_err(|error| {
            let said = format!("{folder}.zip: {error}");
            crate::refusal(&Phrase::new(said.clone(), said))
        })
    }
}

impl Made {
    fn packed(&self, folder: &str) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.files {
            zip.start_file(format!("{folder}/{name}"), SimpleFileOptions::default())?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}
