//! What is counted of speeches: by term and theme, so that the counts of several meetings add up.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Merge;
use crate::{
    corpus::{Corpus, Document},
    terms::{Features, TermCounts, Vocabulary, words_of_documents},
    themes::{lexicon::LexiconTheme, lexicon_hits::LexiconHits},
    tokens::Tokens,
};

/// What is counted of some speeches.
///
/// It holds each term that one of them says, and is written by the names of terms and themes, so
/// that it means the same beside any other tally. It belongs to the settings that its words were
/// cut and its themes were looked up by; tallies of one codebook and one segmenter can be merged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Tally {
    vocabulary: Vocabulary,
    /// Speeches × terms; the words of a title count twice.
    counts: TermCounts,
    speeches: Vec<SpeechTally>,
    /// SHA-256 of the codebooks that the themes are from.
    codebooks: BTreeSet<String>,
}

/// What is counted of one speech besides its terms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechTally {
    /// Characters of its sentences, white space not counted.
    pub characters: usize,
    /// Its sentences, headings among them.
    pub sentences: usize,
    /// Its words: tokens that hold a letter or a digit.
    pub words: usize,
    /// Each theme of which it says a term of the codebook.
    pub themes: BTreeMap<String, ThemeTally>,
}

/// How often a speech says the terms of a theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeTally {
    /// Occurrences of its terms.
    pub mentions: usize,
    /// Sentences that hold one of its terms.
    pub sentences: usize,
}

impl Tally {
    /// Counts the speeches of a corpus: the terms of `features`, and the themes of `hits`.
    ///
    /// `features` are those of `tokens`, and `tokens` and `hits` are those of `corpus`.
    pub fn count(
        corpus: &Corpus,
        tokens: &Tokens,
        features: &Features,
        hits: &LexiconHits<'_>,
    ) -> Self {
        let words = words_of_documents(tokens);
        let documents = corpus.documents.par_iter().zip(words).enumerate();
        let speeches = documents.map(|(index, (document, words))| SpeechTally {
            words,
            themes: themes(hits, index),
            ..SpeechTally::of(document)
        });
        Self {
            vocabulary: features.vocabulary().clone(),
            counts: TermCounts::count(tokens, features),
            speeches: speeches.collect(),
            codebooks: BTreeSet::from([hits.lexicon.sha256().to_owned()]),
        }
    }

    /// What is counted of each speech besides its terms.
    pub fn speeches(&self) -> &[SpeechTally] {
        &self.speeches
    }

    /// The terms that the speeches say.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The terms of a speech, sorted, with their counts.
    pub fn terms(&self, speech: usize) -> impl Iterator<Item = (&str, u32)> {
        let terms = self.vocabulary.terms();
        self.counts.row(speech).map(|(column, count)| (terms[column].as_str(), count))
    }

    /// Speeches that say each term of the vocabulary.
    pub fn document_frequencies(&self) -> Vec<u32> {
        self.counts.document_frequencies()
    }

    /// Occurrences of each theme's terms, speeches × themes.
    pub fn mentions(&self, themes: &[LexiconTheme]) -> Vec<Vec<usize>> {
        let of = |speech: &SpeechTally| {
            let mentions =
                |theme: &LexiconTheme| speech.themes.get(&theme.id).map(|of| of.mentions);
            themes.iter().map(|theme| mentions(theme).unwrap_or(0)).collect()
        };
        self.speeches.iter().map(of).collect()
    }

    /// Whether the themes were looked up by the one codebook of this digest.
    pub(super) fn is_of_codebook(&self, sha256: &str) -> bool {
        self.codebooks.len() == 1 && self.codebooks.contains(sha256)
    }

    /// Speeches × terms, in the columns of the vocabulary.
    pub(super) fn counts(&self) -> &TermCounts {
        &self.counts
    }
}

impl SpeechTally {
    fn of(document: &Document) -> Self {
        let characters = document.sentences.iter().map(|sentence| sentence.characters()).sum();
        Self { characters, sentences: document.sentences.len(), ..Self::default() }
    }
}

/// How often a speech says each theme that it says at all.
fn themes(hits: &LexiconHits<'_>, speech: usize) -> BTreeMap<String, ThemeTally> {
    let names = hits.lexicon.themes();
    let mut tallies = vec![ThemeTally::default(); names.len()];
    // For each theme the last sentence that counted for it, from 1.
    let mut last = vec![0; names.len()];
    for (sentence, number) in hits.by_sentence(speech).zip(1..) {
        for theme in sentence.hits().map(|hit| hit.theme) {
            tallies[theme].mentions += 1;
            if std::mem::replace(&mut last[theme], number) != number {
                tallies[theme].sentences += 1;
            }
        }
    }
    let named = names.iter().map(|theme| theme.id.clone()).zip(tallies);
    named.filter(|(_, tally)| tally.mentions > 0).collect()
}

impl Merge for Tally {
    fn merge(self, other: Self) -> Self {
        let vocabulary = self.vocabulary.union(&other.vocabulary);
        let [own, others] = [&self, &other].map(|tally| {
            let columns = tally.vocabulary.columns_in(&vocabulary);
            tally.counts.in_columns(&columns, vocabulary.len())
        });
        Self {
            counts: own.followed_by(&others),
            vocabulary,
            speeches: [self.speeches, other.speeches].concat(),
            codebooks: self.codebooks.into_iter().chain(other.codebooks).collect(),
        }
    }
}

/// A tally as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    codebooks: BTreeSet<String>,
    /// Speeches that say each term.
    document_frequencies: BTreeMap<String, u32>,
    speeches: Vec<WrittenSpeech>,
}

#[derive(Serialize, Deserialize)]
struct WrittenSpeech {
    #[serde(flatten)]
    counted: SpeechTally,
    terms: BTreeMap<String, u32>,
}

impl From<Tally> for Written {
    fn from(tally: Tally) -> Self {
        let terms = tally.vocabulary.terms().iter().cloned();
        let speech = |(index, counted): (usize, &SpeechTally)| WrittenSpeech {
            counted: counted.clone(),
            terms: tally.terms(index).map(|(term, count)| (term.to_owned(), count)).collect(),
        };
        Self {
            document_frequencies: terms.zip(tally.document_frequencies()).collect(),
            speeches: tally.speeches.iter().enumerate().map(speech).collect(),
            codebooks: tally.codebooks.clone(),
        }
    }
}

impl TryFrom<Written> for Tally {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let said = written.speeches.iter().flat_map(|speech| speech.terms.keys().cloned());
        let vocabulary = Vocabulary::from(said.collect::<Vec<String>>());
        let row = |speech: &WrittenSpeech| {
            let terms = speech.terms.iter();
            terms.filter_map(|(term, &count)| Some((vocabulary.column(term)?, count))).collect()
        };
        let rows = written.speeches.iter().map(row).collect();
        let tally = Self {
            counts: TermCounts::from_rows(rows, vocabulary.len()),
            vocabulary,
            speeches: written.speeches.into_iter().map(|speech| speech.counted).collect(),
            codebooks: written.codebooks,
        };
        let terms = tally.vocabulary.terms().iter().cloned();
        let frequencies: BTreeMap<String, u32> = terms.zip(tally.document_frequencies()).collect();
        if frequencies != written.document_frequencies {
            return Err("the document frequencies are not those of the speeches".into());
        }
        Ok(tally)
    }
}
