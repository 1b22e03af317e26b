//! The stages that every way of cutting a meeting into words goes through.

use crate::{
    config::Config,
    corpus::Corpus,
    error::Result,
    groups::comparison::Comparison,
    model::{Codebook, FoundThemes, Model, Settings, Tally},
    run::Run,
    terms::{Features, Phrases, TermCounts, TermWeights, TfIdf},
    themes::{
        assign::Assignment, choose::Choice, coverage::Coverage, frozen_theme::FrozenThemes,
        lexicon::Lexicon, lexicon_hits::LexiconHits, texts::Texts,
    },
    tokens::{Segmenter, Tokens},
};

/// A meeting cut into words, and which of them are counted.
pub(super) struct Words<'a> {
    run: &'a Run,
    corpus: &'a Corpus<'a>,
    pub(super) tokens: Tokens,
    features: Features,
}

impl<'a> Words<'a> {
    /// The words that `segmenter` finds.
    pub(super) fn of(run: &'a Run, corpus: &'a Corpus<'a>, segmenter: &Segmenter) -> Self {
        let tokens = Tokens::segment(corpus, segmenter);
        let parts = run.config.terms.parts.then_some(segmenter);
        let features = Features::new(&tokens, &run.lists.stopwords, parts).with_rates(segmenter);
        Self { run, corpus, tokens, features }
    }

    /// Tokens that were cut without a dictionary.
    pub(super) fn without_dictionary(run: &'a Run, corpus: &'a Corpus<'a>, tokens: Tokens) -> Self {
        let features = Features::new(&tokens, &run.lists.stopwords, None);
        Self { run, corpus, tokens, features }
    }

    /// The themes of the sentences.
    pub(super) fn themes(&self, choice: &Choice<'_>, segmenter: &Segmenter) -> Result<Coverage> {
        let Self { run, corpus, tokens, features } = self;
        Coverage::of(Texts { corpus, tokens, features, segmenter }, choice, run.config.themes.seed)
    }

    /// The themes of the sentences; with a model of an older meeting those besides the codebook's
    /// are the ones that were found there.
    pub(super) fn themes_on(
        &self,
        model: Option<&Model>,
        choice: &Choice<'_>,
        segmenter: &Segmenter,
    ) -> Result<Coverage> {
        let Some(model) = model else { return self.themes(choice, segmenter) };
        let Self { corpus, tokens, features, .. } = self;
        let texts = Texts { corpus, tokens, features, segmenter };
        let themes = model.found.as_ref().map(FoundThemes::frozen);
        let themes = model.found.as_ref().zip(themes.as_ref()).map(|(found, themes)| {
            FrozenThemes { vocabulary: &model.vocabulary, space: &found.space, themes }
        });
        Coverage::frozen(texts, choice, themes)
    }

    /// The speeches as they are compared: by their words, and by their themes if the codebook
    /// explains the meeting, else by fields of life. `known` are the themes of the codebook.
    pub(super) fn comparison(&self, choice: &Choice<'_>, known: &[Assignment]) -> Comparison<'_> {
        let Self { run, corpus, tokens, features } = self;
        let comparison = Comparison::new(corpus, tokens, features, &run.config.terms, known);
        if choice.explains() { comparison } else { comparison.by_fields() }
    }

    /// What could be shown as a term.
    pub(super) fn phrases(&self, segmenter: &Segmenter) -> Phrases {
        Phrases::find(self.corpus, &self.tokens, &self.run.lists.stopwords, segmenter)
    }

    /// What is counted of the speeches.
    pub(super) fn tally(&self, hits: &LexiconHits<'_>) -> Tally {
        Tally::count(self.corpus, &self.tokens, &self.features, hits)
    }

    /// How the terms of the speeches weigh: what is learned of it, and their own weights.
    pub(super) fn model(&self, tally: &Tally, codebook: &Lexicon) -> (Model, TermWeights) {
        let Config { tokens, terms, themes, .. } = self.run.config.portable();
        let settings = Settings { tokens, terms, themes };
        Model::weighing(tally, self.features.rates(), settings, Codebook::of(codebook))
    }

    /// tf-idf weights, speeches × terms.
    pub(super) fn weights(&self) -> TermWeights {
        let counts = TermCounts::count(&self.tokens, &self.features);
        TfIdf::fit(&counts, &self.run.config.terms).transform(&counts)
    }
}
