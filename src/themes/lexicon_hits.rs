//! The terms of a lexicon in a corpus, looked up once and kept.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    lexicon::{Hit, Lexicon},
    searchable::fill,
};
use crate::corpus::{Corpus, Document};

/// The terms of a lexicon in each sentence of a corpus.
///
/// A large collection has millions of terms: of each only the number of its entry is kept.
#[derive(Debug, Clone)]
pub struct LexiconHits<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    speeches: Vec<SpeechHits>,
}

/// The terms in one speech.
#[derive(Debug, Clone, Default)]
struct SpeechHits {
    /// Entries of the lexicon, in the order of the text.
    entries: Vec<u32>,
    sentences: Vec<SentenceEnd>,
}

/// What is kept of a sentence.
#[derive(Debug, Clone, Copy)]
struct SentenceEnd {
    /// The entry after its last.
    end: u32,
    /// How many terms speak for no theme at all.
    none: u32,
}

/// The terms of a lexicon in one sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceHits<'h> {
    lexicon: &'h Lexicon,
    entries: &'h [u32],
    /// How many terms speak for no theme at all.
    pub(super) none: usize,
}

impl<'h> SentenceHits<'h> {
    /// The terms that speak for a theme, left to right; of overlapping ones the longest.
    pub(crate) fn hits(self) -> impl Iterator<Item = Hit<'h>> {
        self.entries.iter().filter_map(move |&entry| self.lexicon.hit(entry as usize))
    }
}

impl SpeechHits {
    /// The terms of each of some lexicons.
    fn of_each(lexicons: &[Lexicon], document: &Document) -> Vec<Self> {
        let mut all = vec![Self::default(); lexicons.len()];
        for found in &mut all {
            found.sentences.reserve_exact(document.sentences.len());
        }
        let mut characters = Vec::new();
        for sentence in &document.sentences {
            fill(&mut characters, &sentence.text);
            for (found, lexicon) in all.iter_mut().zip(lexicons) {
                let none = lexicon.search(&characters, &mut found.entries) as u32;
                found.sentences.push(SentenceEnd { end: found.entries.len() as u32, none });
            }
        }
        for found in &mut all {
            found.entries.shrink_to_fit();
        }
        all
    }
}

impl<'a> LexiconHits<'a> {
    /// Looks for the terms of `lexicon` in every sentence of `corpus`.
    pub fn new(lexicon: &'a Lexicon, corpus: &Corpus) -> Self {
        Self::of_each(std::slice::from_ref(lexicon), corpus).remove(0)
    }

    /// Looks for the terms of each of some lexicons, in one pass over the text.
    pub fn of_each(lexicons: &'a [Lexicon], corpus: &Corpus) -> Vec<Self> {
        let documents = corpus.documents.par_iter();
        let speeches: Vec<Vec<SpeechHits>> =
            documents.map(|document| SpeechHits::of_each(lexicons, document)).collect();
        let empty = lexicons.iter().map(|lexicon| Self { lexicon, speeches: Vec::new() });
        let mut all: Vec<Self> = empty.collect();
        for speech in speeches {
            for (hits, found) in all.iter_mut().zip(speech) {
                hits.speeches.push(found);
            }
        }
        all
    }

    /// The terms in each of some sentences of a speech.
    pub(super) fn sentences(
        &self,
        speech: usize,
        sentences: Range<usize>,
    ) -> impl Iterator<Item = SentenceHits<'_>> {
        let SpeechHits { entries, sentences: ends } = &self.speeches[speech];
        sentences.map(move |index| {
            let start = index.checked_sub(1).map_or(0, |last| ends[last].end as usize);
            let SentenceEnd { end, none } = ends[index];
            let (entries, none) = (&entries[start..end as usize], none as usize);
            SentenceHits { lexicon: self.lexicon, entries, none }
        })
    }

    /// The terms in each sentence of a speech.
    pub(crate) fn by_sentence(&self, speech: usize) -> impl Iterator<Item = SentenceHits<'_>> {
        self.sentences(speech, 0..self.speeches[speech].sentences.len())
    }

    /// The terms in a speech, in the order of its text.
    pub fn of_speech(&self, speech: usize) -> impl Iterator<Item = Hit<'a>> {
        let entries = self.speeches[speech].entries.iter();
        entries.filter_map(|&entry| self.lexicon.hit(entry as usize))
    }
}
