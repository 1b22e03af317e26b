//! From an analysis to a report.

use std::{borrow::Cow, path::Path};

use super::{Analysed, Compared, Progress, Yiti};
use crate::{
    charts::{Style, draw_all, draw_comparison, stand_ins},
    error::{Error, Result},
    pages::sha256,
    phrase::Phrase,
    report::{self, Files, MANIFEST},
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
    stand_ins: Option<Phrase>,
}

impl Yiti {
    /// Draws with the font in `bytes` first; `name` is its file.
    ///
    /// # Errors
    /// Bytes that are no TrueType or OpenType font.
    pub fn with_font(self, name: &str, bytes: Vec<u8>) -> Result<Self> {
        // Read before the work: a wrong file should not cost the analysis.
        let style = with_font(name, &bytes)?;
        Ok(Self { run: self.run.with_font(name, bytes), style: Some(style), ..self })
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
        let style = self.style(&analysed.run)?;
        let meetings = analysed.meetings.iter();
        let charts =
            meetings.map(|meeting| draw_all(meeting, &style)).collect::<Result<Vec<_>>>()?;
        watch(Progress::Files);
        let provenance = analysed.run.provenance()?;
        let files = report::render(&analysed.analysis, &analysed.models, &charts, &provenance)?;
        Ok(Report { files, stand_ins: stand_ins(charts.iter().flatten()) })
    }

    /// The folder of a comparison, in memory; `watch` is told what is being done.
    ///
    /// # Errors
    /// A chart that cannot be drawn.
    pub fn comparison_report(
        &self,
        compared: &Compared,
        watch: &dyn Fn(Progress),
    ) -> Result<Report> {
        watch(Progress::Charts);
        let style = self.style(&compared.run)?;
        let charts = draw_comparison(&compared.comparison, &style)?;
        watch(Progress::Files);
        let provenance = compared.run.provenance()?;
        let files = report::render_comparison(&compared.comparison, &charts, &provenance)?;
        Ok(Report { files, stand_ins: stand_ins(&charts) })
    }

    /// The style that a run draws with: ours, unless an analysis of other settings has another font.
    fn style(&self, run: &Run) -> Result<Cow<'_, Style>> {
        let Some((font, bytes)) = run.options().font.as_ref().zip(run.font()) else {
            return Ok(Cow::Owned(Style::default()));
        };
        let is_ours = self.run.options().font.as_ref() == Some(font);
        match self.style.as_ref().filter(|_| is_ours) {
            Some(style) => Ok(Cow::Borrowed(style)),
            None => with_font(&font.name, bytes).map(Cow::Owned),
        }
    }
}

/// The style that asks the font in `bytes` first; `name` is its file.
fn with_font(name: &str, bytes: &[u8]) -> Result<Style> {
    Style::default().with_font(bytes.to_vec()).map_err(|_| {
        Error::input(name, "no TrueType or OpenType font", "give --font a .ttf or .otf file")
    })
}

impl Report {
    /// Its files: path below its folder, with `/` → content.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// For which characters its charts have a stand-in; `None`: every character has a face.
    pub fn stand_ins(&self) -> Option<&Phrase> {
        self.stand_ins.as_ref()
    }

    /// SHA-256 of its manifest: two reports with the same one are the same in every byte.
    pub fn digest(&self) -> String {
        sha256(self.files.get(MANIFEST).map_or(&[], Vec::as_slice))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_font_is_read_once_and_is_that_of_the_analysis() {
        let plain = Yiti::new(Config::default()).expect("reads");
        let bold = notosans::BOLD_TTF.to_vec();
        let own = plain.clone().with_font("folder/bold.ttf", bold).expect("a font");
        let run = own.run();
        assert!(matches!(own.style(run), Ok(Cow::Borrowed(_))), "it is kept");
        assert!(matches!(plain.style(run), Ok(Cow::Owned(_))), "of another it is read");
        let error = plain.with_font("none.ttf", b"none".to_vec()).expect_err("no font");
        assert!(error.to_string().starts_with("none.ttf: no TrueType"), "{error}");
    }
}
