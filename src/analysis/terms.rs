//! The distinctive terms of each speech.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    TermScore,
    listed::{Candidate, Distinctive, listed},
};
use crate::{
    corpus::{Corpus, Document},
    terms::{Phrase, Phrases, benjamini_hochberg, contrast, dispersion, log_odds, specificity},
    tokens::GENERAL_WORDS,
};

/// Terms more frequent than this have their chance from G², one-sided: exactness costs as
/// many steps as there are occurrences, and at such numbers the two agree.
const EXACT: usize = 2_000;

/// A term said twice and more is listed if its score, before its place weighs in, is above this:
/// √G² of one test in twenty, one-sided. A list may be shorter than ten.
const LEAST: f64 = 1.64;

/// A speech with more than this share of all words is held against general Chinese: of two alike
/// each is still held against the other.
const MOST: f64 = 2.0 / 3.0;

/// What the terms of a speech are held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The other speeches of the meeting.
    #[default]
    Speeches,
    /// General Chinese: the texts behind the segmenter's dictionary, [`GENERAL_WORDS`] long. A
    /// phrase is as frequent there as the rarest of its words: a careful guess, since the
    /// dictionary has no phrases.
    GeneralChinese,
}

impl Reference {
    /// What a speech of so many `words` is held against, of `all` of its meeting.
    ///
    /// A speech alone has no other; of one that holds most of an interview the short questions
    /// of the others are no measure.
    pub fn of(words: usize, all: usize) -> Self {
        if words as f64 > MOST * all as f64 { Self::GeneralChinese } else { Self::Speeches }
    }

    /// Occurrences of a term there and all words there, given what the others say.
    pub(super) fn counted(self, phrase: &Phrase, others: (u64, u64)) -> (u64, u64) {
        match self {
            Self::Speeches => others,
            Self::GeneralChinese => (phrase.general, GENERAL_WORDS),
        }
    }
}

/// The distinctive terms of each speech, best first, at most `top`; see `listed`.
///
/// A term's score is how much it sets the speech apart ([`contrast`]), times what it is worth by
/// itself ([`Phrase::weight`]), times what the place says: a term of the title, of a heading or
/// in quotation marks is one that the speech itself puts forward. Ties go by term.
pub fn distinctive(corpus: &Corpus, phrases: &Phrases, top: usize) -> Vec<Distinctive> {
    let speeches = corpus.documents.len();
    let all: usize = phrases.totals.iter().sum();
    let mut scored: Vec<Vec<Candidate>> = vec![Vec::new(); speeches];
    let sizes: Vec<Vec<usize>> = corpus.documents.iter().map(section_sizes).collect();
    let mut unscored: Vec<Vec<f64>> = vec![Vec::new(); speeches];
    for phrase in &phrases.list {
        let docfreq = phrase.places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len();
        for run in phrase.places.chunk_by(|a, b| a.0 == b.0) {
            let document = run[0].0;
            let n = phrases.totals[document];
            let mut sentences: Vec<usize> = run.iter().map(|place| place.1).collect();
            sentences.dedup();
            let texts = &corpus.documents[document];
            let headed = sentences.iter().any(|&sentence| texts.sentences[sentence].heading);
            let weight = place_weight(phrase, titled(texts, &phrase.text), headed);
            let counted = |(count, words): (usize, usize)| (count as u64, words as u64);
            let here = counted((run.len(), n));
            let rest = counted((phrase.places.len() - run.len(), all - n));
            let against = Reference::of(n, all);
            let elsewhere = against.counted(phrase, rest);
            let keyness = log_odds(here, elsewhere);
            let score = contrast(here, elsewhere) * phrase.weight * weight;
            let p = if here.0 + elsewhere.0 <= EXACT as u64 {
                specificity(here, elsewhere)
            } else if keyness.g2 > 0.0 {
                keyness.p() / 2.0
            } else {
                1.0
            };
            // Of guesses at words those said once are mostly wrong.
            let listed = if run.len() > 1 { score > LEAST * weight } else { !phrase.guess };
            if !listed || score <= 0.0 {
                unscored[document].push(p);
                continue;
            }
            let term = TermScore {
                term: phrase.text.clone(),
                score,
                z: keyness.z,
                g2: keyness.g2,
                q: Some(p),
                dispersion: Some(spread(texts, run, &sizes[document])),
                interval: None,
                own_voice: None,
                beyond_chance: None,
                plain: score / weight,
                count: run.len(),
                n_reference: elsewhere.0 as usize,
                docfreq,
                sentences,
            };
            scored[document].push(Candidate { term, place: phrase.place });
        }
    }
    let of_speech = |(mut terms, others): (Vec<Candidate>, Vec<f64>)| {
        correct(&mut terms, others);
        listed(terms, top)
    };
    scored.into_iter().zip(unscored).map(of_speech).collect()
}

/// Corrects the chances of a speech's terms for all that were tested, listed or not.
fn correct(terms: &mut [Candidate], others: Vec<f64>) {
    let mut tested: Vec<f64> = terms.iter().map(|one| one.term.q.unwrap_or(1.0)).collect();
    tested.extend(others);
    for (one, q) in terms.iter_mut().zip(benjamini_hochberg(&tested)) {
        one.term.q = Some(q);
    }
}

/// How unevenly some places lie over the sections of a speech.
fn spread(texts: &Document, places: &[(usize, usize)], sizes: &[usize]) -> f64 {
    let mut counts = vec![0; texts.units];
    for &(_, sentence) in places {
        counts[texts.sentences[sentence].unit] += 1;
    }
    dispersion(&counts, sizes)
}

/// Characters of each section of a speech.
fn section_sizes(texts: &Document) -> Vec<usize> {
    let mut sizes = vec![0; texts.units];
    for sentence in &texts.sentences {
        sizes[sentence.unit] += sentence.characters();
    }
    sizes
}

/// Whether the title of a speech holds the term.
pub(super) fn titled(document: &Document, term: &str) -> bool {
    document.title.as_ref().is_some_and(|title| title.contains(term))
}

/// What a term weighs by its place: in a title, in a heading, in quotation marks; a phrase.
pub(super) fn place_weight(phrase: &Phrase, titled: bool, headed: bool) -> f64 {
    let mut weight = 1.0;
    for (holds, factor) in [
        (titled, 1.3),
        (headed, 1.2),
        (phrase.quoted, 1.25),
        (phrase.words > 1 && phrase.text.chars().nth(2).is_some(), 1.2),
    ] {
        if holds {
            weight *= factor;
        }
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speech_that_is_most_of_the_meeting_is_held_against_general_chinese() {
        for (words, all, against) in [
            (900, 900, Reference::GeneralChinese),
            (900, 1_000, Reference::GeneralChinese),
            (100, 1_000, Reference::Speeches),
            (500, 1_000, Reference::Speeches),
            (0, 0, Reference::Speeches),
        ] {
            assert_eq!(Reference::of(words, all), against, "{words} of {all}");
        }
        let phrase = Phrase { general: 7, ..Phrase::default() };
        assert_eq!(Reference::GeneralChinese.counted(&phrase, (1, 2)), (7, GENERAL_WORDS));
        assert_eq!(Reference::Speeches.counted(&phrase, (1, 2)), (1, 2));
    }
}
