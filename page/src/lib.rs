//! yiti in a browser: what the worker of the page calls. It computes nothing.

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use yiti::{
    CompareOptions, Progress, Record, Yiti, config::Config, pages::GivenFile, phrase::Phrase,
    pipeline::CompareStage, say, transcript::Layout,
};

mod made;
mod shown;
mod watched;

use made::Made;

/// What went wrong as JSON: in both languages, and what kind of fault it is.
fn line(error: yiti::Error) -> String {
    let said = say::complaint(&error);
    let fault = error.fault().map(|fault| format!("{fault:?}"));
    serde_json::json!({ "zh": said.zh, "en": said.en, "fault": fault }).to_string()
}

/// A refusal as JSON, in both languages.
pub(crate) fn refusal(said: &Phrase) -> String {
    serde_json::json!({ "zh": said.zh, "en": said.en }).to_string()
}

/// Has the page say what a panic says: a panic ends the program here, and would else be nameless.
#[wasm_bindgen(start)]
#[expect(clippy::disallowed_methods, reason = "this is the program")]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// The version of the program.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Texts and settings, from which a report is made.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    yiti: Yiti,
    files: Vec<GivenFile>,
    /// What was read and split, so that a PDF is read once.
    record: Option<Record>,
}

#[wasm_bindgen]
impl Session {
    /// A session under some settings: the text of a `yiti.toml`, or nothing. In a `whole` one, each
    /// file is one speech.
    ///
    /// # Errors
    /// A setting that cannot be used, with its line.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &str, whole: bool) -> Result<Self, String> {
        let mut config = Config::default().overlaid("yiti.toml", settings).map_err(line)?;
        if whole {
            config.transcript.layout = Layout::File;
        }
        let yiti = Yiti::new(config).map_err(line)?;
        Ok(Self { yiti, files: Vec::new(), record: None })
    }

    /// Adds a file; `path` is its name, or its path from the dropped folder on.
    pub fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.files.push(GivenFile { path, bytes });
    }

    /// The settings in force as TOML, without what belongs to a machine.
    ///
    /// # Errors
    /// A setting that TOML does not hold.
    pub fn settings(&self) -> Result<String, String> {
        self.yiti.run().config.portable().to_toml().map_err(line)
    }

    /// Reads and splits what was added, and says what was found, as JSON.
    ///
    /// # Errors
    /// A file that cannot be read, or in which no speech is found.
    pub fn split(&mut self) -> Result<String, String> {
        let record = self.record()?;
        Ok(shown::record(record).to_string())
    }

    /// The report of what was added; `watch` is called with the name of each stage.
    ///
    /// # Errors
    /// As [`Session::split`], and a chart that cannot be drawn.
    pub fn report(&mut self, watch: &Function) -> Result<Made, String> {
        self.record()?;
        let Some(record) = &self.record else { return Ok(Made::default()) };
        let tell = |progress: Progress| watched::report(watch, progress);
        let analysed = self.yiti.analyse_watched(record, &tell).map_err(line)?;
        let report = self.yiti.report_watched(&analysed, &tell).map_err(line)?;
        Ok(Made::of(&report))
    }

    /// The comparison of the meetings that were added; `watch` as for a report.
    ///
    /// # Errors
    /// As [`Session::report`], and fewer than two meetings.
    pub fn compare(&mut self, watch: &Function) -> Result<Made, String> {
        let inputs = self.record()?.run.inputs.clone();
        let meetings = self.yiti.meetings(inputs, &CompareOptions::default()).map_err(line)?;
        let tell = |stage: CompareStage| watched::comparison(watch, stage);
        let compared = self.yiti.compare_meetings(&meetings, &tell).map_err(line)?;
        let tell = |progress: Progress| watched::report(watch, progress);
        let report = self.yiti.comparison_report(&compared, &tell).map_err(line)?;
        Ok(Made::of(&report))
    }

    /// What was added, split.
    fn record(&mut self) -> Result<&Record, String> {
        let record = match self.record.take() {
            Some(record) => record,
            None => {
                let files = std::mem::take(&mut self.files);
                let inputs = self.yiti.inputs_of_files(files).map_err(line)?;
                self.yiti.record(inputs).map_err(line)?
            }
        };
        Ok(self.record.insert(record))
    }
}
