//! All that decides the bytes of a report, in one value.
//!
//! The pipeline takes a [`Run`], the manifest prints it, and what compares two
//! reports compares their runs.

use std::{
    borrow::Cow,
    path::{Component, Path},
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use crate::{
    config::{Config, Lists, NamedLists},
    error::Result,
    pages::{Page, Source, sha256},
    tokens::Segmenter,
};

/// Settings, word lists, inputs and options of one run. The seed is one of the settings.
///
/// Two runs with the same provenance give the same report:
///
/// ```
/// use yiti::{config::Config, run::Run};
///
/// let run = Run::new(Config::default())?;
/// assert_eq!(run.provenance()?, run.under(Config::default())?.provenance()?);
/// assert_ne!(run.provenance()?, run.clone().robust(true).provenance()?);
/// # Ok::<(), yiti::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Run {
    /// The settings.
    pub config: Config,
    /// The word lists that the settings name.
    pub lists: Arc<Lists>,
    /// What was read.
    pub inputs: Inputs,
    options: Options,
    font: Option<Arc<[u8]>>,
    /// Loading a dictionary takes a tenth of a second, so runs with the same words share it.
    segmenter: Arc<OnceLock<Segmenter>>,
}

/// What was read, and by which names it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// What was named to be read, in order: a path below the folder that the program ran in as it
    /// was given, of any other path its last name; `-` for standard input.
    pub arguments: Vec<String>,
    /// The texts. One source is one meeting.
    pub sources: Vec<Source>,
}

/// A run by fingerprints: everything besides the program that decides the bytes of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// See [`Inputs::arguments`].
    pub arguments: Vec<String>,
    /// The input files, in the order they were read.
    pub inputs: Vec<Fingerprint>,
    /// The effective settings as TOML, without folders of the machine.
    pub settings: String,
    /// The word lists used, built-in or named by the settings.
    pub lists: Vec<Fingerprint>,
    /// What was asked for besides the settings.
    pub options: Options,
}

/// What a report can be asked for besides its settings, and that decides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Whether the text is also cut into words in other ways (`--robust`).
    #[serde(default)]
    pub robust: bool,
    /// The font that charts ask first (`--font`).
    #[serde(default)]
    pub font: Option<Fingerprint>,
    /// What `yiti compare` was asked for; `None`: it is a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<Comparing>,
}

/// What a comparison can be asked for besides its settings, and that decides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparing {
    /// The dates of the meetings, in the order in which they were read (`--dates`).
    pub dates: Vec<String>,
    /// The text that all draw on (`--reference`).
    pub reference: Option<Fingerprint>,
    /// The model of the report whose ground was taken (`--frozen`).
    #[serde(default)]
    pub frozen: Option<Fingerprint>,
}

/// A file by name and content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// File name without folders.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
}

impl Fingerprint {
    /// The fingerprint of `bytes`.
    ///
    /// Folders are cut from `name`: they differ between machines, and are nobody's business.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Self { name: name.to_owned(), sha256: sha256(bytes) }
    }

    /// The fingerprint of `bytes`, named as a manifest names a path that was given.
    pub(crate) fn given(path: &Path, bytes: &[u8]) -> Self {
        Self { name: argument(path), sha256: sha256(bytes) }
    }

    /// The fingerprint of the file that a page was read from.
    fn of_page(page: &Page) -> Self {
        match &page.read.sha256 {
            Some(sha256) => Self { name: page.source.clone(), sha256: sha256.clone() },
            None => Self::of(&page.source, page.text.as_bytes()),
        }
    }
}

impl Inputs {
    /// Texts that were read from `paths`.
    pub fn new(paths: &[impl AsRef<Path>], sources: Vec<Source>) -> Self {
        Self { arguments: paths.iter().map(|path| argument(path.as_ref())).collect(), sources }
    }

    /// Sorts what was read, where its order decides nothing.
    pub(crate) fn sort(&mut self) {
        self.arguments.sort_unstable();
        let text = |source: &Source| source.pages.first().map(|page| page.text.clone());
        self.sources.sort_by_cached_key(|source| (source.name.clone(), text(source)));
    }

    fn pages(&self) -> impl Iterator<Item = &Page> {
        self.sources.iter().flat_map(|source| &source.pages)
    }
}

/// A path as a manifest names it: one below this folder as it was given, since it can be found
/// again; of any other its last name, since folders of a machine are nobody's business.
fn argument(path: &Path) -> String {
    let parts: Vec<Cow<str>> = path
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_)));
    match parts.last() {
        Some(last) if !is_below => last.clone().into_owned(),
        Some(_) => parts.join("/"),
        None => ".".to_owned(),
    }
}

impl Run {
    /// A run under some settings, with nothing read yet; their word lists are read.
    ///
    /// # Errors
    /// A word list that cannot be read, or is wrong, with its line.
    pub fn new(config: Config) -> Result<Self> {
        let named = NamedLists::read(&config)?;
        Self::with_lists(config, &named)
    }

    /// A run under some settings, with nothing read yet, whose word lists have been read.
    ///
    /// # Errors
    /// A word list that is wrong, with its line.
    pub fn with_lists(config: Config, named: &NamedLists) -> Result<Self> {
        let lists = Arc::new(config.lists_of(named)?);
        Ok(Self {
            config,
            lists,
            inputs: Inputs::default(),
            options: Options::default(),
            font: None,
            segmenter: Arc::default(),
        })
    }

    /// The same run under other settings.
    ///
    /// # Errors
    /// As [`Run::new`].
    pub fn under(&self, config: Config) -> Result<Self> {
        let lists = Arc::new(config.lists()?);
        Ok(Self { config, lists, segmenter: Arc::default(), ..self.clone() })
    }

    /// The same run on other texts.
    pub fn on(&self, inputs: Inputs) -> Self {
        Self { inputs, ..self.clone() }
    }

    /// The same run, with or without the comparison of other ways to cut text into words.
    pub fn robust(mut self, robust: bool) -> Self {
        self.options.robust = robust;
        self
    }

    /// The same run as a comparison of meetings.
    pub fn comparing(mut self, comparing: Comparing) -> Self {
        self.options.compare = Some(comparing);
        self
    }

    /// The same run with a font that charts ask first; `name` is its file.
    pub fn with_font(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.options.font = Some(Fingerprint::of(name, &bytes));
        self.font = Some(bytes.into());
        self
    }

    /// What was asked for besides the settings.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The bytes of the font that charts ask first.
    pub fn font(&self) -> Option<&[u8]> {
        self.font.as_deref()
    }

    /// The run in a form that can be written down and compared.
    ///
    /// # Errors
    /// Settings that cannot be written down, see [`Config::to_toml`].
    pub fn provenance(&self) -> Result<Provenance> {
        let lists = self.lists.texts.iter();
        Ok(Provenance {
            arguments: self.inputs.arguments.clone(),
            inputs: self.inputs.pages().map(Fingerprint::of_page).collect(),
            settings: self.config.portable().to_toml()?,
            lists: lists.map(|(name, text)| Fingerprint::of(name, text.as_bytes())).collect(),
            options: self.options.clone(),
        })
    }

    /// What cuts the texts into words, loaded at the first call.
    pub fn segmenter(&self) -> &Segmenter {
        let load = || Segmenter::new(&self.lists.dictionary, self.config.tokens.hmm);
        self.segmenter.get_or_init(load)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_name_no_folder_of_the_machine() {
        for (path, name) in [
            ("texts/page.txt", "texts/page.txt"),
            ("/home/me/page.txt", "page.txt"),
            ("../page.txt", "page.txt"),
            ("./page.txt", "page.txt"),
            (".", "."),
            ("-", "-"),
        ] {
            assert_eq!(argument(Path::new(path)), name);
        }
    }
}
