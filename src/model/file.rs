//! A model as `model.json`.

use serde::Deserialize;

use super::{Model, SCHEMA};
use crate::error::{Error, Result};

/// What a file must say first, whatever else its schema holds.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    #[serde(default)]
    yiti: String,
}

impl Model {
    /// Reads the bytes of a model; `file` is the name that errors give.
    ///
    /// # Errors
    /// What is no model, a model of another schema, and one whose parts do not fit together.
    pub fn from_json(file: &str, json: &[u8]) -> Result<Self> {
        let remedy = "make it again: `yiti report` writes one";
        let broken = |reason: String| Error::input(file, reason, remedy);
        let head: Head = serde_json::from_slice(json)
            .map_err(|error| broken(format!("no model of yiti ({error})")))?;
        if head.schema != SCHEMA {
            let (schema, yiti) = (head.schema, head.yiti);
            let reason = format!("a model of schema {schema}, written by yiti {yiti}");
            let remedy = format!("this yiti reads schema {SCHEMA}; {remedy}");
            return Err(Error::input(file, reason, remedy));
        }
        let model: Self = serde_json::from_slice(json)
            .map_err(|error| broken(format!("a damaged model ({error})")))?;
        model.check().map_err(|part| broken(format!("a damaged model ({part})")))?;
        Ok(model)
    }

    /// The model as JSON, the same bytes for the same model.
    ///
    /// # Errors
    /// None that a fitted model causes.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(self)
            .map_err(|cause| Error::file("model.json", "render")(cause.into()))
    }

    /// Whether there is one number for each term, and a place for each column; else what is wrong.
    fn check(&self) -> std::result::Result<(), &'static str> {
        let terms = self.vocabulary.len();
        let lengths = [self.document_frequencies.len(), self.tfidf.idf().len(), self.mean.len()];
        if lengths.iter().any(|&length| length != terms) {
            return Err("its lists differ in length");
        }
        if self.found.as_ref().is_some_and(|found| !found.fits(terms)) {
            return Err("its found themes do not fit its terms");
        }
        Ok(())
    }
}
