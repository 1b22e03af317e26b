//! What is learned from a meeting.

use serde::{Deserialize, Serialize};

use super::{FoundThemes, Tally};
use crate::{
    budget::PAIRED_SPEECHES,
    groups::collection,
    terms::{self, Phrases, TermWeights, TfIdf, Vocabulary},
    themes::{self, lexicon::Lexicon},
    tokens,
};

/// The version of the JSON that a [`Model`] serialises to.
pub const SCHEMA: u32 = 1;

/// What is learned from a meeting: which terms are counted, how they weigh, what the mean speech
/// is like, and which themes were found. Further speeches are scored in its columns.
///
/// It is `model.json` of a report. Its keys may grow within one `schema`, never change their
/// meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Model {
    /// The version of this JSON, [`SCHEMA`].
    pub schema: u32,
    /// The version of yiti that learned it.
    pub yiti: String,
    /// The title of the meeting.
    pub meeting: String,
    /// The settings that decide how speeches are counted and weighed.
    pub settings: Settings,
    /// The codebook of the meeting.
    pub codebook: Codebook,
    /// The terms that the meeting says.
    pub vocabulary: Vocabulary,
    /// For each term how many speeches of the meeting say it.
    pub document_frequencies: Vec<u32>,
    /// How each term weighs.
    pub tfidf: TfIdf,
    /// For each term the mean of its weights over the speeches of the meeting.
    pub mean: Vec<f64>,
    /// The words, phrases and quoted names that can be shown, sorted.
    pub phrases: Vec<String>,
    /// The themes found in the text; `None`: none was found.
    #[serde(default)]
    pub found: Option<FoundThemes>,
}

/// The settings that decide how speeches are counted and weighed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How text is cut into words.
    pub tokens: tokens::Params,
    /// Which terms are counted and how they weigh.
    pub terms: terms::Params,
    /// How themes are found.
    pub themes: themes::Params,
}

/// A codebook by its name and content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// Its name.
    pub name: String,
    /// SHA-256 of its text, see [`Lexicon::sha256`].
    pub sha256: String,
}

impl Codebook {
    /// Name and digest of a codebook.
    pub fn of(lexicon: &Lexicon) -> Self {
        Self { name: lexicon.name().to_owned(), sha256: lexicon.sha256().to_owned() }
    }
}

impl Model {
    /// Learns how the terms of a meeting weigh.
    ///
    /// `rates`: the rates of its terms in general Chinese, one for each term of the vocabulary
    /// ([`Features::rates`](crate::terms::Features::rates)); empty: terms weigh by `ln(N / df)`.
    /// A meeting of more than [`PAIRED_SPEECHES`] speeches weighs them as [`collection::tfidf`].
    pub fn fit(tally: &Tally, rates: &[f64], settings: Settings, codebook: Codebook) -> Self {
        Self::weighing(tally, rates, settings, codebook).0
    }

    /// As [`Model::fit`], with what the terms of the meeting's own speeches weigh.
    pub(crate) fn weighing(
        tally: &Tally,
        rates: &[f64],
        settings: Settings,
        codebook: Codebook,
    ) -> (Self, TermWeights) {
        let counts = tally.counts();
        let tfidf = if counts.documents() > PAIRED_SPEECHES {
            collection::tfidf(counts)
        } else {
            TfIdf::by_rarity(counts, rates, &settings.terms)
        };
        let weights = tfidf.transform(counts);
        let model = Self {
            schema: SCHEMA,
            yiti: env!("CARGO_PKG_VERSION").to_owned(),
            meeting: String::new(),
            settings,
            codebook,
            vocabulary: tally.vocabulary().clone(),
            document_frequencies: counts.document_frequencies(),
            mean: weights.mean(),
            tfidf,
            phrases: Vec::new(),
            found: None,
        };
        (model, weights)
    }

    /// The same model with the title of its meeting, the terms that can be shown and the themes
    /// found there.
    pub fn with(self, meeting: &str, phrases: &Phrases, found: Option<FoundThemes>) -> Self {
        let phrases = phrases.list.iter().map(|phrase| phrase.text.clone()).collect();
        Self { meeting: meeting.to_owned(), phrases, found, ..self }
    }
}
