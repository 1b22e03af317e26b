//! From an analysis to a report.

use std::path::Path;

use super::{Analysed, Progress, Yiti};
use crate::{
    charts::{Style, draw_all},
    error::{Error, Result},
    report::{self, Files},
    run::Run,
};

/// A report in memory.
///
/// ```
/// use yiti::{Yiti, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let record = yiti.read_text("会议.txt", "【广东】\n开展法律援助。\n\n【河北】\n抓好春耕备耕。\n")?;
/// let report = yiti.report(&yiti.analyse(&record)?)?;
/// assert!(report.files().contains_key("index.html"));
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    files: Files,
}

impl Yiti {
    /// Draws with the font in `bytes` first; `name` is its file.
    ///
    /// # Errors
    /// Bytes that are no TrueType or OpenType font.
    pub fn with_font(self, name: &str, bytes: Vec<u8>) -> Result<Self> {
        // Asked before the work: a wrong file should not cost the analysis.
        Style::default().with_font(bytes.clone()).map_err(|_| no_font(name))?;
        Ok(Self { run: self.run.with_font(name, bytes), ..self })
    }

    /// The report of an analysis, in memory.
    ///
    /// # Errors
    /// A chart that cannot be drawn.
    pub fn report(&self, analysed: &Analysed) -> Result<Report> {
        self.report_watched(analysed, &|_| {})
    }

    /// As [`Yiti::report`]; `watch` is told what is being done.
    ///
    /// # Errors
    /// As [`Yiti::report`].
    pub fn report_watched(&self, analysed: &Analysed, watch: &dyn Fn(Progress)) -> Result<Report> {
        watch(Progress::Charts);
        let style = style(&analysed.run)?;
        let meetings = analysed.meetings.iter();
        let charts =
            meetings.map(|meeting| draw_all(meeting, &style)).collect::<Result<Vec<_>>>()?;
        watch(Progress::Files);
        let provenance = analysed.run.provenance()?;
        let files = report::render(&analysed.analysis, &analysed.models, &charts, &provenance)?;
        Ok(Report { files })
    }
}

/// The style that a run draws with.
fn style(run: &Run) -> Result<Style> {
    let Some((font, bytes)) = run.options().font.as_ref().zip(run.font()) else {
        return Ok(Style::default());
    };
    Style::default().with_font(bytes.to_vec()).map_err(|_| no_font(&font.name))
}

fn no_font(name: &str) -> Error {
    Error::input(name, "no TrueType or OpenType font", "give --font a .ttf or .otf file")
}

impl Report {
    /// Its files: path below its folder, with `/` → content.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Writes it into `folder` whole or not at all; an older report there is replaced.
    ///
    /// # Errors
    /// A folder that cannot be written, holds something else, or a report that was edited.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<()> {
        report::write(folder.as_ref(), &self.files, false)
    }

    /// As [`Report::write`]; what is in the way is replaced.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn overwrite(&self, folder: impl AsRef<Path>) -> Result<()> {
        report::write(folder.as_ref(), &self.files, true)
    }
}
