//! The settings of a report for the page's script, which writes them again with corrections.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    config::Config,
    error::{Error, Result},
};

/// Settings; `page/script/correct.js` documents the same fields.
#[derive(Serialize)]
struct Settings {
    /// All that is no correction, as TOML.
    toml: String,
    corrections: Corrections,
}

/// What users correct in settings.
#[derive(Serialize)]
struct Corrections {
    /// Of meetings.
    titles: BTreeMap<String, String>,
    /// Of meetings, by their corrected titles.
    dates: BTreeMap<String, String>,
    aliases: BTreeMap<String, String>,
    /// Speakers that are one.
    together: Vec<Vec<String>>,
    names: BTreeMap<String, String>,
    /// Themes that are one.
    themes: Vec<Vec<String>>,
    sentences: BTreeMap<String, String>,
    /// Words that are not counted.
    stop: Vec<String>,
}

/// Settings as JSON for a script element.
///
/// # Errors
/// Settings that cannot be read: none that a run wrote.
pub(super) fn json(toml: &str) -> Result<String> {
    let unread = |cause: String| Error::file("index.html", "render")(std::io::Error::other(cause));
    let mut config: Config = toml::from_str(toml).map_err(|cause| unread(cause.to_string()))?;
    let corrections = Corrections {
        titles: std::mem::take(&mut config.transcript.meeting_titles),
        dates: std::mem::take(&mut config.transcript.meeting_dates),
        aliases: std::mem::take(&mut config.transcript.aliases),
        together: std::mem::take(&mut config.transcript.merges),
        names: std::mem::take(&mut config.themes.names),
        themes: std::mem::take(&mut config.themes.merges),
        sentences: std::mem::take(&mut config.themes.sentences),
        stop: std::mem::take(&mut config.tokens.stop),
    };
    let settings = Settings { toml: config.to_toml()?, corrections };
    let json = serde_json::to_string(&settings).map_err(|cause| unread(cause.to_string()))?;
    Ok(super::data::in_script(&json))
}
