//! From files to a comparison of meetings.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use super::Yiti;
use crate::{
    compare::{MeetingComparison, dates::DatedMeeting},
    error::{Error, Result},
    model::Model,
    pages::{self, Page},
    pipeline::{self, Besides, CompareStage},
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
    /// The folder of an older report of one meeting, whose settings, codebook and themes are taken;
    /// without it the ground is that of all meetings together.
    pub frozen: Option<PathBuf>,
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

    /// Takes the ground of an older report.
    pub fn frozen(self, folder: impl AsRef<Path>) -> Self {
        Self { frozen: Some(folder.as_ref().to_owned()), ..self }
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
    texts: Texts,
}

/// What a comparison reads besides the meetings.
#[derive(Debug, Clone, Default)]
struct Texts {
    reference: Option<Page>,
    /// The ground that is taken.
    frozen: Option<Model>,
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
        self.meetings(self.inputs_or_reports(paths)?, options)
    }

    /// Reads records, folders, and folders that a report was written into, without splitting them.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn inputs_or_reports(&self, paths: &[impl AsRef<Path>]) -> Result<Inputs> {
        let mut sources = Vec::new();
        pages::must_exist(paths.iter().map(AsRef::as_ref))?;
        for path in paths.iter().map(AsRef::as_ref) {
            match pages::report_in(path, &self.run.config.pages)? {
                Some(report) => sources.push(report),
                None => {
                    let one = [path.to_owned()];
                    sources.extend(self.readers.read(&one, &self.run.config.pages)?);
                }
            }
        }
        Ok(Inputs::new(paths, sources))
    }

    /// Splits meetings to compare that were read elsewhere.
    ///
    /// # Errors
    /// As [`Yiti::read_meetings`].
    pub fn meetings(&self, inputs: Inputs, options: &CompareOptions) -> Result<Meetings> {
        let mut comparing = Comparing { dates: options.dates.clone(), ..Comparing::default() };
        let mut texts = Texts::default();
        let mut run = self.run.on(inputs);
        if let Some(file) = &options.reference {
            let page = self.reference(file)?;
            comparing.reference = Some(Fingerprint::given(file, page.text.as_bytes()));
            texts.reference = Some(page);
        }
        if let Some(folder) = &options.frozen {
            let (path, json) = pages::read_model(folder, &self.run.config.pages)?;
            comparing.frozen = Some(Fingerprint::given(folder, &json));
            let model = Model::from_json(&path, &json)?;
            run = on_ground(&run, &path, &model)?;
            texts.frozen = Some(model);
        }
        let mut run = run.comparing(comparing);
        let meetings = pipeline::split_meetings(&run, &options.dates)?;
        if options.dates.is_empty() && meetings.iter().all(|meeting| meeting.years().is_some()) {
            // The dates decide the order, so the order of the arguments decides nothing.
            run.inputs.sort();
        }
        Ok(Meetings { run, meetings, texts })
    }

    /// Reads the text that all draw on: all pages of a file as one.
    fn reference(&self, file: &Path) -> Result<Page> {
        let read = self.readers.read(&[file.to_owned()], &self.run.config.pages)?;
        let pages: Vec<&Page> = read.iter().flat_map(|source| &source.pages).collect();
        let text: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
        let name = pages.first().map_or("-", |page| page.source.as_str());
        Ok(Page::new(name, text.join("\n")))
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
        let Texts { reference, frozen } = &read.texts;
        let besides = Besides { reference: reference.as_ref(), frozen: frozen.as_ref() };
        let comparison = pipeline::compare(&read.meetings, &read.run, besides, watch)?;
        Ok(Compared { run: read.run.clone(), comparison })
    }
}

/// A run with the settings and the codebook of a model, which `path` names.
///
/// # Errors
/// A codebook that is not here.
fn on_ground(run: &Run, path: &str, model: &Model) -> Result<Run> {
    let settings = &model.settings;
    let mut config = run.config.clone();
    (config.terms, config.tokens.hmm) = (settings.terms.clone(), settings.tokens.hmm);
    let of_model = |run: &Run| {
        let codebooks = &run.lists.codebooks;
        codebooks.iter().any(|codebook| codebook.sha256() == model.codebook.sha256)
    };
    if run.lists.codebooks.len() != 1 || !of_model(run) {
        config.themes.lexicon = Some(model.codebook.name.as_str().into());
    }
    let run = run.under(config)?;
    if !of_model(&run) {
        return Err(Error::input(
            path,
            format!("its codebook {} is another one here", model.codebook.name),
            "name the codebook of that report with --themes",
        ));
    }
    Ok(run)
}
