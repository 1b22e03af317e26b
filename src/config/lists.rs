//! The word lists that settings name.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::Config;
use crate::{
    error::{Error, Result},
    groups::fields::Fields,
    names::Regions,
    pages,
    themes::lexicon::Lexicon,
    tokens::{Dictionary, Stopwords},
};

/// The word lists that settings name, read once.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Words that segmentation must know.
    pub dictionary: Dictionary,
    /// Words that are not counted.
    pub stopwords: Stopwords,
    /// The codebooks that may be read with: the one that settings name, or all built-in ones.
    pub codebooks: Vec<Lexicon>,
    /// Each list's name and text, for the manifest.
    pub texts: Vec<(String, String)>,
}

/// The texts of the lists that settings name, by the paths that they name.
///
/// What they hold may have been read on another machine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedLists {
    texts: BTreeMap<PathBuf, String>,
}

impl NamedLists {
    /// Reads the lists that `config` names.
    ///
    /// # Errors
    /// A list that cannot be read.
    pub fn read(config: &Config) -> Result<Self> {
        let mut texts = BTreeMap::new();
        for (_, path) in config.clone().files() {
            // What settings name is a file before it is the name of a built-in codebook.
            if built_in(path).is_none() || path.exists() {
                texts.insert(path.clone(), pages::read_list(path)?);
            }
        }
        Ok(Self { texts })
    }

    /// A list's file name, without its folder, and its text.
    ///
    /// # Errors
    /// A list that is not among them: the file of this name on the machine that asks may be another.
    fn named(&self, path: &Path) -> Result<(String, String)> {
        let text = self.texts.get(path).ok_or_else(|| {
            let reason = "the settings name this list, and it was not sent with them";
            Error::input(path.display().to_string(), reason, "make the job anew, from the settings")
        })?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok((name, text.clone()))
    }
}

/// Name and text of the built-in codebook that is called so.
fn built_in(path: &Path) -> Option<(&'static str, &'static str)> {
    path.to_str().and_then(Lexicon::text_of)
}

impl Config {
    /// Reads the word lists that the settings name, beside the built-in ones.
    ///
    /// # Errors
    /// A list that cannot be read, or is wrong, with its line.
    pub fn lists(&self) -> Result<Lists> {
        self.lists_of(&NamedLists::read(self)?)
    }

    /// The lists of `named`, beside the built-in ones. No file is read.
    ///
    /// # Errors
    /// A list that is wrong, with its line, or that `named` lacks.
    pub fn lists_of(&self, named: &NamedLists) -> Result<Lists> {
        let mut texts = vec![
            (
                "data/dictionary.txt".to_owned(),
                include_str!("../../data/dictionary.txt").to_owned(),
            ),
            ("data/regions.toml".to_owned(), include_str!("../../data/regions.toml").to_owned()),
            ("data/places.tsv".to_owned(), include_str!("../../data/places.tsv").to_owned()),
            (Fields::NAME.to_owned(), Fields::TEXT.to_owned()),
        ];
        let mut dictionary = Dictionary::built_in();
        if let Some(path) = &self.tokens.dictionary {
            let (name, text) = named.named(path)?;
            dictionary.extend(Dictionary::parse(&name, &text)?);
            texts.push((name, text));
        }
        let mut stopwords = Stopwords::of_regions(Regions::built_in());
        if self.tokens.builtin_stopwords {
            stopwords = Stopwords::built_in();
            texts.extend(
                Stopwords::lists()
                    .map(|(name, text)| (format!("stopwords/{name}.txt"), text.to_owned())),
            );
        }
        for path in &self.tokens.stopwords {
            let (name, text) = named.named(path)?;
            stopwords.add("user", &text);
            texts.push((name, text));
        }
        stopwords.add("settings", &self.tokens.stop.join("\n"));
        let mut codebooks = Vec::new();
        for (name, text) in self.codebooks(named)? {
            let lexicon = Lexicon::parse(&name, &text)?;
            let base = lexicon.base().and_then(Lexicon::text_at);
            texts.extend(base.map(|(name, text)| (name.to_owned(), text.to_owned())));
            texts.push((name, text));
            codebooks.push(lexicon);
        }
        Ok(Lists { dictionary, stopwords, codebooks, texts })
    }

    /// Name and text of each codebook that may be read with.
    fn codebooks(&self, named: &NamedLists) -> Result<Vec<(String, String)>> {
        let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
        let Some(path) = &self.themes.lexicon else {
            return Ok(Lexicon::texts().map(owned).collect());
        };
        let built_in = built_in(path).filter(|_| !named.texts.contains_key(path));
        Ok(vec![match built_in {
            Some(built_in) => owned(built_in),
            None => named.named(path)?,
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_was_not_sent_is_not_read_from_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("words.txt");
        std::fs::write(&path, "港口 100\n").expect("written");
        let own = std::fs::canonicalize("data/themes/policy.toml").expect("a codebook");
        let by: [fn(&mut Config, PathBuf); 3] = [
            |config, path| config.tokens.dictionary = Some(path),
            |config, path| config.tokens.stopwords.push(path),
            |config, path| config.themes.lexicon = Some(path),
        ];
        for (name, path) in by.into_iter().zip([&path, &path, &own]) {
            let mut config = Config::default();
            name(&mut config, path.clone());
            assert!(config.lists().is_ok());
            let error = config.lists_of(&NamedLists::default()).expect_err("it was not sent");
            let told = format!(
                "{}: the settings name this list, and it was not sent with them; \
                 make the job anew, from the settings",
                path.display()
            );
            assert_eq!(error.to_string(), told);
        }
    }
}
