//! The front door: from files to a report in four calls.

use std::{ops::Deref, path::Path};

use crate::{
    analysis::{Analysis, Extent},
    config::Config,
    error::Result,
    model::{Model, Scores},
    pages::{GivenFile, Page, Readers, Source},
    pipeline::{self, Learned, Stage},
    run::{Inputs, Run},
    themes::lexicon::Lexicon,
    transcript::Transcript,
};

mod compare;
#[cfg(feature = "charts")]
use crate::charts::Style;

#[cfg(feature = "charts")]
mod report;

pub use compare::{CompareOptions, Compared, Meetings};

#[cfg(feature = "charts")]
pub use report::Report;

/// Settings with their word lists, ready to read records.
///
/// ```no_run
/// use yiti::{Yiti, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let record = yiti.read(&["page.txt"])?;
/// let analysis = yiti.analyse(&record)?;
/// yiti.report(&analysis)?.write("reports/page")?;
/// # Ok::<(), yiti::Error>(())
/// ```
///
/// Settings are those of `yiti.toml`, one table a stage:
///
/// ```
/// use yiti::{Yiti, config::Config};
///
/// let mut config = Config::default();
/// config.terms.top = 3;
/// config.transcript.aliases.insert("广东省妇联".into(), "广东".into());
/// let yiti = Yiti::new(config)?;
/// let record = yiti.read_text("会议.txt", "【广东省妇联】\n港口扩建，港口通航。\n\n【河北】\n春耕备耕，抓好春耕。\n")?;
/// assert_eq!(record.meetings[0].speeches[0].speaker, "广东");
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Yiti {
    run: Run,
    readers: Readers,
    /// The style with the font of `run`, if it has one: reading a font takes time.
    #[cfg(feature = "charts")]
    style: Option<Style>,
}

/// What was read and split into speeches.
///
/// ```
/// use yiti::{Yiti, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let record = yiti.read_text("会议.txt", "【广东】\n开展法律援助。\n\n【河北】\n抓好春耕备耕。\n")?;
/// let meeting = &record.meetings[0];
/// assert_eq!(meeting.layout.name(), "heading");
/// // A person can correct the transcript and give it back.
/// assert!(meeting.to_markdown().contains("## 河北"));
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Record {
    /// All that decides what comes of it.
    pub run: Run,
    /// One record a meeting.
    pub meetings: Vec<Transcript>,
}

/// An [`Analysis`] with the run that made it.
///
/// ```
/// use yiti::{Yiti, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let record = yiti.read_text("会议.txt", "【广东】\n开展法律援助，推进妇女维权。\n\n【河北】\n抓好春耕备耕，守住粮食安全。\n")?;
/// let analysis = yiti.analyse(&record)?;
/// for speech in &analysis.meetings[0].speeches {
///     // Every sentence knows its line of the file.
///     println!("{}: line {}", speech.name, speech.sentences[0].line);
/// }
/// assert_eq!(analysis.run.provenance()?.inputs[0].name, "会议.txt");
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Analysed {
    /// All that decided its numbers.
    pub run: Run,
    /// The numbers.
    pub analysis: Analysis,
    /// For each meeting what was learned from it.
    pub models: Vec<Model>,
}

impl Deref for Analysed {
    type Target = Analysis;

    fn deref(&self) -> &Analysis {
        &self.analysis
    }
}

/// What is being done, for who shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// A stage of a meeting, by its index in the record.
    Meeting(usize, Stage),
    /// The charts are drawn.
    Charts,
    /// The page, the tables and the manifest are made.
    Files,
}

impl Yiti {
    /// Reads the word lists that the settings name.
    ///
    /// # Errors
    /// A word list that cannot be read, or is wrong, with its line.
    pub fn new(config: Config) -> Result<Self> {
        Ok(Self {
            run: Run::new(config)?,
            readers: Readers::Here,
            #[cfg(feature = "charts")]
            style: None,
        })
    }

    /// Reads foreign formats elsewhere, see [`Readers`].
    pub fn with_readers(self, readers: Readers) -> Self {
        Self { readers, ..self }
    }

    /// Also asks which results remain if the text is cut into words in other ways.
    pub fn robust(self, robust: bool) -> Self {
        Self { run: self.run.robust(robust), ..self }
    }

    /// The settings, word lists and options, with nothing read yet.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Reads files and folders, `-` for standard input: each is one meeting.
    ///
    /// # Errors
    /// A file that cannot be read, or in which no speech is found.
    pub fn read(&self, paths: &[impl AsRef<Path>]) -> Result<Record> {
        self.record(self.inputs(paths)?)
    }

    /// Reads files and folders without splitting them.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn inputs(&self, paths: &[impl AsRef<Path>]) -> Result<Inputs> {
        let paths: Vec<_> = paths.iter().map(|path| path.as_ref().to_owned()).collect();
        let sources = self.readers.read(&paths, &self.run.config.pages)?;
        Ok(Inputs::new(&paths, sources))
    }

    /// Reads the bytes of a file of any format; `name` is what it would be called.
    ///
    /// # Errors
    /// Bytes that cannot be read.
    pub fn inputs_of_bytes(&self, name: &str, bytes: Vec<u8>) -> Result<Inputs> {
        let sources = self.readers.decode(name, bytes, &self.run.config.pages)?;
        Ok(Inputs::new(&[name], sources))
    }

    /// Reads files and folders that are in memory: what [`Yiti::inputs`] answers for the same on disk.
    ///
    /// # Errors
    /// As [`Yiti::inputs`].
    pub fn inputs_of_files(&self, files: Vec<GivenFile>) -> Result<Inputs> {
        let mut roots: Vec<String> = Vec::new();
        for root in files.iter().map(GivenFile::root) {
            if !roots.iter().any(|known| known == root) {
                roots.push(root.to_owned());
            }
        }
        let sources = self.readers.read_given(files, &self.run.config.pages)?;
        Ok(Inputs::new(&roots, sources))
    }

    /// Reads a text that is in memory; `name` is what its file would be called.
    ///
    /// # Errors
    /// A text in which no speech is found.
    pub fn read_text(&self, name: &str, text: &str) -> Result<Record> {
        let page = Page::new(name, text);
        let source = Source { name: page.stem().into(), pages: vec![page], is_folder: false };
        self.record(Inputs::new(&[name], vec![source]))
    }

    /// Splits texts that were read elsewhere.
    ///
    /// # Errors
    /// A text in which no speech is found.
    pub fn record(&self, inputs: Inputs) -> Result<Record> {
        let run = self.run.on(inputs);
        Ok(Record { meetings: pipeline::split(&run)?, run })
    }

    /// Every number of a record.
    ///
    /// # Errors
    /// A dimension that linfa refuses.
    pub fn analyse(&self, record: &Record) -> Result<Analysed> {
        self.analyse_watched(record, &|_| {})
    }

    /// As [`Yiti::analyse`]; `watch` is told what is being done.
    ///
    /// # Errors
    /// As [`Yiti::analyse`].
    pub fn analyse_watched(&self, record: &Record, watch: &dyn Fn(Progress)) -> Result<Analysed> {
        self.analyse_part(record, Extent::Report, watch)
    }

    /// As [`Yiti::analyse_watched`], only as far as it is asked for: the terms of a large collection
    /// cost as much as its themes.
    ///
    /// # Errors
    /// As [`Yiti::analyse`].
    pub fn analyse_part(
        &self,
        record: &Record,
        extent: Extent,
        watch: &dyn Fn(Progress),
    ) -> Result<Analysed> {
        let watch = |index, stage| watch(Progress::Meeting(index, stage));
        let learned = pipeline::learn(&record.meetings, &record.run, extent, &watch)?;
        let Learned { analysis, models } = learned;
        Ok(Analysed { run: record.run.clone(), analysis, models })
    }

    /// The speeches of each meeting of a record in the columns of a model.
    ///
    /// ```
    /// use yiti::{Yiti, config::Config, model::Model};
    ///
    /// let yiti = Yiti::new(Config::default())?;
    /// let first = "【广东】\n开展法律援助，推进妇女维权。\n\n【河北】\n抓好春耕备耕，守住粮食安全。\n";
    /// let learned = yiti.analyse(&yiti.read_text("first.txt", first)?)?;
    /// let saved = learned.models[0].to_json()?;
    ///
    /// let model = Model::from_json("model.json", saved.as_bytes())?;
    /// let next = yiti.read_text("next.txt", "【山东】\n守住粮食安全，建设港口。\n\n【福建】\n港口通航。\n")?;
    /// let scores = &yiti.score(&next, &model)[0];
    /// assert!(scores.weights(0).any(|(term, _)| term == "粮食"));
    /// assert!(scores.outside(0).share() > 0.0);
    /// # Ok::<(), yiti::Error>(())
    /// ```
    pub fn score(&self, record: &Record, model: &Model) -> Vec<Scores> {
        let codebooks = &record.run.lists.codebooks;
        let is_of_model = |codebook: &&Lexicon| codebook.sha256() == model.codebook.sha256;
        let codebook = codebooks.iter().find(is_of_model).or_else(|| codebooks.first());
        let meetings = record.meetings.iter().zip(codebook.into_iter().cycle());
        meetings
            .map(|(meeting, codebook)| {
                model.score(&pipeline::tally(meeting, &record.run, codebook))
            })
            .collect()
    }
}
