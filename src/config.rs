//! Settings: a table for each stage. Flags win over the file, the file over defaults.

mod lists;
pub mod settings;

pub use lists::{Lists, NamedLists};

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    budget,
    error::{Error, Result},
    pages, terms,
    themes::{self, lexicon::Lexicon},
    tokens,
    transcript::{GroupBy, Layout, dates},
};

/// The key that names a codebook, or its file.
const LEXICON: &str = "themes.lexicon";

/// All settings of a run; what `yiti config` prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How files are read, and how much of them.
    pub pages: pages::Params,
    /// How speeches are found.
    pub transcript: Split,
    /// How text becomes words.
    pub tokens: tokens::Params,
    /// Which terms are counted.
    pub terms: terms::Params,
    /// How speeches are grouped and sections given to themes.
    pub themes: themes::Params,
}

/// `[transcript]`: how speeches are found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Split {
    /// The layout of the record; `auto` takes the one with the most evidence.
    pub layout: Layout,
    /// Which speeches are put together before they are compared.
    #[serde(alias = "group-by")]
    pub group_by: GroupBy,
    /// Speakers as printed → as they should be called.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, String>,
    /// Lists of speakers whose speeches are one, under the first name of each list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<Vec<String>>,
    /// Titles of meetings as read → as they should be.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub meeting_titles: BTreeMap<String, String>,
    /// Titles of meetings, as they should be → their dates.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub meeting_dates: BTreeMap<String, String>,
}

impl Split {
    /// Says what is wrong with the names in the settings of `file`.
    fn check(&self, file: &str) -> Result<()> {
        for (key, names) in [("aliases", &self.aliases), ("meeting_titles", &self.meeting_titles)] {
            if let Some(name) = names.values().find(|name| !is_name(name)) {
                let reason = format!("transcript.{key} has {name:?}; give a name of one line");
                return Err(Error::config(file, reason));
            }
        }
        if let Some(date) = self.meeting_dates.values().find(|date| dates::written(date).is_none())
        {
            let reason =
                format!("transcript.meeting_dates: {}; {}", dates::no_date(date), dates::WRITTEN);
            return Err(Error::config(file, reason));
        }
        let mut merged: Vec<&String> = self.merges.iter().flatten().collect();
        merged.sort_unstable();
        if let Some(pair) = merged.windows(2).find(|pair| pair[0] == pair[1]) {
            let reason =
                format!("transcript.merges has {} twice; name each speaker in one list", pair[0]);
            return Err(Error::config(file, reason));
        }
        if self.merges.iter().any(|list| list.len() < 2) {
            let reason = "transcript.merges has a list of fewer than two speakers";
            return Err(Error::config(file, reason));
        }
        Ok(())
    }
}

/// Whether a text can be a speaker's name: one line that is not blank.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['\n', '\r'])
}

impl Config {
    /// Reads a settings file.
    ///
    /// # Errors
    /// A file that cannot be read, an unknown key or a wrong value, with its line.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let text = pages::read_list(path)?;
        let config: Self =
            toml::from_str(&text).map_err(|error| Error::toml(&name, &text, &error))?;
        config.check(&name)?;
        Ok(config)
    }

    /// These settings with those of `text`, TOML of a file called `name`, laid over: what it does
    /// not set stays as it is.
    ///
    /// ```
    /// use yiti::config::Config;
    ///
    /// let config = Config::default().overlaid("settings", "[themes]\nseed = 7\n")?;
    /// assert_eq!((config.themes.seed, config.terms), (7, Config::default().terms));
    /// # Ok::<(), yiti::Error>(())
    /// ```
    ///
    /// # Errors
    /// An unknown key or a wrong value, with its line.
    pub fn overlaid(&self, name: &str, text: &str) -> Result<Self> {
        let refused = |error| Error::toml(name, text, &error);
        // For its errors: only the text itself has lines.
        toml::from_str::<Self>(text).map_err(refused)?;
        let mut all: toml::Table = toml::from_str(&self.to_toml()?).map_err(refused)?;
        for (table, keys) in toml::from_str::<toml::Table>(text).map_err(refused)? {
            match (all.get_mut(&table), keys) {
                (Some(toml::Value::Table(all)), toml::Value::Table(keys)) => all.extend(keys),
                (_, keys) => drop(all.insert(table, keys)),
            }
        }
        let config: Self = all.try_into().map_err(refused)?;
        config.check(name)?;
        Ok(config)
    }

    /// Reads a settings file from the folder of the texts, which may have been sent with them.
    ///
    /// It may set numbers, names and words, but lifts no limit, and names files in its own folder
    /// only, relative to it.
    ///
    /// # Errors
    /// As [`Config::read`], and what such a file may not set, by its key.
    pub fn read_beside(path: &Path) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = path.display().to_string();
        if path.file_name().and_then(|name| pages::inside(folder, name.as_ref())).is_none() {
            return Err(not_beside(&file, "it leads out of its folder"));
        }
        let mut config = Self::read(path)?;
        if let Some(key) = config.pages.raised() {
            return Err(not_beside(&file, &format!("{key} lifts a limit")));
        }
        for (key, list) in config.files() {
            let is_name = key == LEXICON && list.to_str().and_then(Lexicon::text_of).is_some();
            match pages::inside(folder, list).filter(|path| path.is_file()) {
                Some(path) => *list = path,
                None if is_name => {}
                None => {
                    let reason = format!("{key} names {}, no file in its folder", list.display());
                    return Err(not_beside(&file, &reason));
                }
            }
        }
        Ok(config)
    }

    /// Every file that the settings name, with its key.
    fn files(&mut self) -> impl Iterator<Item = (&'static str, &mut PathBuf)> {
        let dictionary = self.tokens.dictionary.iter_mut().map(|path| ("tokens.dictionary", path));
        let stopwords = self.tokens.stopwords.iter_mut().map(|path| ("tokens.stopwords", path));
        let lexicon = self.themes.lexicon.iter_mut().map(|path| (LEXICON, path));
        dictionary.chain(stopwords).chain(lexicon)
    }

    /// Says what is wrong with the settings of `file`.
    pub(crate) fn check(&self, file: &str) -> Result<()> {
        self.pages.check(file)?;
        if !(0.0..=1.0).contains(&self.terms.max_df) {
            let reason =
                format!("terms.max_df is {}; it is a share from 0 to 1", self.terms.max_df);
            return Err(Error::config(file, reason));
        }
        self.transcript.check(file)?;
        if self.terms.top == 0 {
            return Err(Error::config(file, "terms.top is 0; give 1 or more"));
        }
        if self.themes.draws > budget::DRAWS {
            let (draws, most) = (self.themes.draws, budget::DRAWS);
            let reason = format!("themes.draws is {draws}; give {most} or fewer");
            return Err(Error::config(file, reason));
        }
        if self.themes.groups == Some(0) {
            return Err(Error::config(file, "themes.groups is 0; give 1 or more, or leave it out"));
        }
        Ok(())
    }

    /// The settings as TOML that [`Config::read`] takes.
    ///
    /// # Errors
    /// A path that is not UTF-8, or a number that TOML does not hold, with its key.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self)
            .map_err(|error| Error::config("settings", self.unwritable(&error)))
    }

    /// Which setting TOML does not have, and what to change; the writer does not name it.
    fn unwritable(&self, error: &toml::ser::Error) -> String {
        let mut config = self.clone();
        if let Some((key, path)) = config.files().find(|(_, path)| path.to_str().is_none()) {
            return format!("{key} names {}, which is not UTF-8; rename it", path.display());
        }
        let numbers = [
            ("pages.max_bytes", self.pages.max_bytes),
            ("pages.max_seconds", self.pages.max_seconds),
            ("pages.max_memory", self.pages.max_memory),
            ("themes.seed", self.themes.seed),
        ];
        match numbers.into_iter().find(|&(_, number)| i64::try_from(number).is_err()) {
            Some((key, number)) => format!("{key} is {number}; give {} or less", i64::MAX),
            None => format!("they cannot be written as TOML: {error}"),
        }
    }

    /// The same settings without the folders of lists, which differ between machines, and with the
    /// default limits, which change no result: a file is read whole or refused.
    pub fn portable(&self) -> Self {
        let mut config = self.clone();
        let encoding = self.pages.encoding.clone();
        config.pages = pages::Params { encoding, ..pages::Params::default() };
        for (_, path) in config.files() {
            if let Some(name) = path.file_name() {
                *path = name.into();
            }
        }
        config
    }
}

/// The refusal of a setting that a file beside texts may not have.
fn not_beside(file: &str, reason: &str) -> Error {
    let why = "settings that lie beside texts may not; if they are yours, name them";
    Error::config(file, format!("{reason}: {why} with `-c {file}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_back() {
        let config = Config::default();
        let printed = config.to_toml().expect("writes");
        assert_eq!(toml::from_str::<Config>(&printed).expect("reads"), config);
    }

    #[test]
    fn large_numbers_read_back_or_are_refused_by_their_keys() {
        for (key, number) in [("pages.max_bytes", 1 << 63), ("themes.seed", u64::MAX)] {
            let mut config = Config::default();
            match key {
                "themes.seed" => config.themes.seed = number,
                _ => config.pages.max_bytes = number,
            }
            match config.to_toml() {
                Ok(printed) => {
                    assert_eq!(toml::from_str::<Config>(&printed).expect("reads"), config, "{key}");
                }
                Err(refused) => assert!(refused.to_string().contains(key), "{refused}"),
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_utf_8_is_refused_by_its_key() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

        let mut config = Config::default();
        config.tokens.dictionary = Some(PathBuf::from(OsStr::from_bytes(b"lists/\xff.txt")));
        for config in [config.portable(), config] {
            let message = config.to_toml().expect_err("no UTF-8").to_string();
            assert!(message.contains("tokens.dictionary names "), "{message}");
            assert!(message.ends_with("which is not UTF-8; rename it"), "{message}");
        }
        // Of a folder of the machine the portable settings keep nothing.
        let folder = Path::new(OsStr::from_bytes(b"\xff")).join("words.txt");
        let mut config = Config::default();
        config.tokens.dictionary = Some(folder);
        assert!(config.to_toml().is_err());
        assert!(config.portable().to_toml().expect("writes").contains("\"words.txt\""));
    }

    #[test]
    fn an_unknown_key_is_refused_with_those_that_there_are() {
        let error = toml::from_str::<Config>("[terms]\nmin_fd = 2\n").expect_err("refused");
        let message = error.to_string();
        assert!(
            message.contains("unknown field `min_fd`") && message.contains("min_df"),
            "{message}"
        );
    }

    #[test]
    fn the_built_in_lists_read() {
        assert!(Config::default().lists().is_ok());
    }
}
