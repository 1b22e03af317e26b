//! What the user knows better: names of themes, themes that are one, the theme of a sentence.

use std::collections::BTreeMap;

use super::{
    Params,
    assign::Assignment,
    coverage::{Coverage, Section},
};
use crate::{
    corpus::Corpus,
    error::{Error, Result},
    ids::ThemeId,
};

impl Coverage {
    /// Applies the corrections of the settings: themes that are one, then sentences of another
    /// theme, then names.
    ///
    /// # Errors
    /// A theme that the meeting does not have: for a sentence that it has, or to be made one with a
    /// theme that it has.
    pub fn correct(&mut self, corpus: &Corpus, params: &Params) -> Result<()> {
        for themes in &params.merges {
            self.merge(themes)?;
        }
        let moved = self.move_sentences(corpus, &params.sentences)?;
        self.reassign(corpus, &moved);
        self.rename(&params.names);
        Ok(())
    }

    /// Gives all text of some themes to the first of them. Themes of another codebook are left
    /// alone.
    fn merge(&mut self, themes: &[String]) -> Result<()> {
        let known: Vec<Option<usize>> = themes.iter().map(|name| self.place(name)).collect();
        if known.iter().all(Option::is_none) {
            return Ok(());
        }
        let Some(missing) = known.iter().position(Option::is_none) else {
            let known: Vec<usize> = known.into_iter().flatten().collect();
            if let [first, rest @ ..] = known.as_slice() {
                for given in &mut self.assignments {
                    given.join(*first, rest);
                }
            }
            return Ok(());
        };
        Err(self.unknown("themes.merges", &themes[missing]))
    }

    /// Gives sentences their themes; returns the sections in which one was moved.
    fn move_sentences(
        &mut self,
        corpus: &Corpus,
        themes: &BTreeMap<String, String>,
    ) -> Result<Vec<Section>> {
        let wanted: BTreeMap<&str, &String> =
            themes.iter().map(|(text, theme)| (text.trim(), theme)).collect();
        let mut moved = Vec::new();
        for (speech, document) in corpus.documents.iter().enumerate() {
            for (index, sentence) in document.sentences.iter().enumerate() {
                let Some(name) = wanted.get(sentence.printed().trim()) else { continue };
                let theme = self.place(name);
                if theme.is_none() && name.as_str() != ThemeId::OTHER.as_str() {
                    return Err(self.unknown("themes.sentences", name));
                }
                self.assignments[speech].set(index, theme);
                moved.push(Section { speech, unit: sentence.unit });
            }
        }
        Ok(moved)
    }

    /// The place of a theme by its id or its label.
    fn place(&self, name: &str) -> Option<usize> {
        self.themes.iter().position(|theme| theme.id == name || theme.zh == name)
    }

    fn unknown(&self, key: &str, name: &str) -> Error {
        let ids: Vec<&str> = self.themes.iter().map(|theme| theme.id.as_str()).collect();
        Error::input(
            key,
            format!("this meeting has no theme `{name}`"),
            format!("take one of {}", ids.join(", ")),
        )
    }
}

impl Assignment {
    /// Gives the text of the themes `rest` to `first`.
    fn join(&mut self, first: usize, rest: &[usize]) {
        let units = self.units.iter_mut().map(|(theme, _)| theme);
        let passages = self.passages.iter_mut().map(|given| &mut given.theme);
        for theme in units.chain(&mut self.sentences).chain(passages) {
            if theme.is_some_and(|theme| rest.contains(&theme)) {
                *theme = Some(first);
            }
        }
    }

    /// Gives a sentence a theme, and its passage too if that is nothing else.
    fn set(&mut self, sentence: usize, theme: Option<usize>) {
        self.sentences[sentence] = theme;
        let alone = sentence..sentence + 1;
        if let Some(given) = self.passages.iter_mut().find(|given| given.passage.sentences == alone)
        {
            (given.theme, given.probability) = (theme, 1.0);
        }
    }
}
