//! The word lists that settings name.

use std::path::Path;

use super::Config;
use crate::{
    error::Result,
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

impl Config {
    /// Reads the word lists that the settings name, beside the built-in ones.
    ///
    /// # Errors
    /// A list that cannot be read, or is wrong, with its line.
    pub fn lists(&self) -> Result<Lists> {
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
            let (name, text) = named(path)?;
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
            let (name, text) = named(path)?;
            stopwords.add("user", &text);
            texts.push((name, text));
        }
        stopwords.add("settings", &self.tokens.stop.join("\n"));
        let mut codebooks = Vec::new();
        for (name, text) in self.codebooks()? {
            let lexicon = Lexicon::parse(&name, &text)?;
            let base = lexicon.base().and_then(Lexicon::text_at);
            texts.extend(base.map(|(name, text)| (name.to_owned(), text.to_owned())));
            texts.push((name, text));
            codebooks.push(lexicon);
        }
        Ok(Lists { dictionary, stopwords, codebooks, texts })
    }

    /// Name and text of each codebook that may be read with.
    ///
    /// What settings name is a file before it is the name of a built-in codebook.
    fn codebooks(&self) -> Result<Vec<(String, String)>> {
        let Some(path) = &self.themes.lexicon else {
            let texts = Lexicon::texts();
            return Ok(texts.map(|(name, text)| (name.to_owned(), text.to_owned())).collect());
        };
        let built_in = path.to_str().and_then(Lexicon::text_of).filter(|_| !path.exists());
        Ok(vec![match built_in {
            Some((name, text)) => (name.to_owned(), text.to_owned()),
            None => named(path)?,
        }])
    }
}

/// A list's file name, without its folder, and its text.
fn named(path: &Path) -> Result<(String, String)> {
    let text = pages::read_list(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((name, text))
}
