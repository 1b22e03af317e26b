//! From files to a comparison of meetings.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use super::Yiti;
use crate::{
    compare::{MeetingComparison, dates::DatedMeeting},
    error::Result,
    pages::{self, Page},
    pipeline::{self, CompareStage},
    run::{Comparing, Fingerprint, Inputs, Run},
};

/// What a comparison can be asked for besides the settings.
///
/// ```no_run
/// use yiti::{CompareOptions, Yiti, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let options = CompareOptions::default().dates(["2020", "2021-01"]);
/// let compared = yiti.compare(&["may.txt", "june.txt"], &options)?;
/// for finding in &compared.findings {
///     println!("{finding:?}");
/// }
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// The date of each meeting, in the order in which they are read; empty: as printed or named.
    pub dates: Vec<String>,
    /// A text that all draw on.
    pub reference: Option<PathBuf>,
}

impl CompareOptions {
    /// Gives each meeting its date.
    pub fn dates(self, dates: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { dates: dates.into_iter().map(Into::into).collect(), ..self }
    }

    /// Sets wording apart that a text has, on which all draw.
    pub fn reference(self, file: impl AsRef<Path>) -> Self {
        Self { reference: Some(file.as_ref().to_owned()), ..self }
    }
}

/// A [`MeetingComparison`] with the run that made it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Compared {
    /// All that decided its numbers.
    pub run: Run,
    /// The numbers.
    pub comparison: MeetingComparison,
}

impl Deref for Compared {
    type Target = MeetingComparison;

    fn deref(&self) -> &MeetingComparison {
        &self.comparison
    }
}

/// Meetings that were read to be compared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Meetings {
    /// All that decides what comes of them.
    pub run: Run,
    /// The meetings, the earliest first.
    pub meetings: Vec<DatedMeeting>,
    reference: Option<Page>,
}

impl Yiti {
    /// Reads meetings to compare: records, folders, and folders that a report was written into.
    ///
    /// # Errors
    /// As [`Yiti::read`], and dates that are none or not as many as the meetings.
    pub fn read_meetings(
        &self,
        paths: &[impl AsRef<Path>],
        options: &CompareOptions,
    ) -> Result<Meetings> {
        let mut sources = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            match pages::report_in(path, &self.run.config.pages)? {
                Some(report) => sources.push(report),
                None => {
                    let one = [path.to_owned()];
                    sources.extend(self.readers.read(&one, &self.run.config.pages)?);
                }
            }
        }
        let reference =
            options.reference.as_deref().map(|file| self.reference(file)).transpose()?;
        self.meetings(Inputs::new(paths, sources), reference, &options.dates)
    }

    /// Reads the text that all draw on: all pages of a file as one.
    fn reference(&self, file: &Path) -> Result<Page> {
        let read = self.readers.read(&[file.to_owned()], &self.run.config.pages)?;
        let pages: Vec<&Page> = read.iter().flat_map(|source| &source.pages).collect();
        let text: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
        let name = pages.first().map_or("-", |page| page.source.as_str());
        Ok(Page::new(name, text.join("\n")))
    }

    fn meetings(
        &self,
        inputs: Inputs,
        reference: Option<Page>,
        dates: &[String],
    ) -> Result<Meetings> {
        let fingerprint =
            reference.as_ref().map(|page| Fingerprint::of(&page.source, page.text.as_bytes()));
        let comparing = Comparing { dates: dates.to_vec(), reference: fingerprint };
        let mut run = self.run.on(inputs).comparing(comparing);
        let meetings = pipeline::split_meetings(&run, dates)?;
        if dates.is_empty() && meetings.iter().all(|meeting| meeting.years().is_some()) {
            // The dates decide the order, so the order of the arguments decides nothing.
            run.inputs.sort();
        }
        Ok(Meetings { run, meetings, reference })
    }

    /// Holds meetings against one another.
    ///
    /// # Errors
    /// As [`Yiti::read_meetings`] and [`Yiti::compare_meetings`].
    pub fn compare(
        &self,
        paths: &[impl AsRef<Path>],
        options: &CompareOptions,
    ) -> Result<Compared> {
        self.compare_meetings(&self.read_meetings(paths, options)?, &|_| {})
    }

    /// Holds meetings against one another; `watch` is told what is being done.
    ///
    /// # Errors
    /// Fewer than two meetings, and a dimension that linfa refuses.
    pub fn compare_meetings(
        &self,
        read: &Meetings,
        watch: &dyn Fn(CompareStage),
    ) -> Result<Compared> {
        let comparison =
            pipeline::compare(&read.meetings, &read.run, read.reference.as_ref(), watch)?;
        Ok(Compared { run: read.run.clone(), comparison })
    }
}
