//! Sentences dealt anew: what intervals and the noise floor are counted from.
//!
//! A deal gives each speech as many sentences as it has, headings for headings
//! and text for text, so that no speech loses its text to its headings. What is
//! then counted is counted as for the real speeches.

use hashbrown::HashSet;
use ndarray::Array2;
use rand::{Rng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    TermScore,
    terms::{place_weight, score, titled},
};
use crate::{
    terms::{Phrase, Phrases, sentence_words},
    themes::{
        assign::Assignment, group::centred_cosines, lexicon::LexiconTheme, likeness::Likeness,
    },
};

/// Fewest sentences of text of which a speech can be judged by drawing them again.
///
/// Of four there are 35 different draws, most with one sentence left out: the
/// interval would be about single sentences.
pub(super) const LEAST_SENTENCES: usize = 5;
/// Speeches beyond which nothing is drawn: their 20,000 pairs are kept for every draw, 32 MB for 200.
pub(super) const MOST_SPEECHES: usize = 200;
/// Tokens that all draws together may hold: half a second of one core for intervals, two for noise.
pub(super) const AFFORDED: usize = 60_000_000;

/// What a meeting's numbers were made from.
#[derive(Debug, Clone)]
pub struct Resample<'a> {
    /// The speeches as they are compared.
    pub likeness: Likeness<'a>,
    /// The themes of their sentences.
    pub assignments: &'a [Assignment],
    /// The terms that can be listed.
    pub phrases: &'a Phrases,
    /// The themes, in the order that assignments count by.
    pub themes: &'a [LexiconTheme],
    /// The listed terms of each speech.
    pub terms: &'a [Vec<TermScore>],
}

impl Resample<'_> {
    /// All tokens: what a deal costs.
    pub(super) fn size(&self) -> usize {
        self.likeness.tokens.documents().iter().map(|document| document.ids.len()).sum()
    }
}

/// For each speech its sentences, as places among all of the meeting.
pub(super) type Deal = Vec<Vec<usize>>;

/// One sentence as it is counted.
struct Sentence {
    document: usize,
    place: usize,
    heading: bool,
    characters: usize,
    /// Place of its theme; the one after the last is "other".
    theme: usize,
    words: usize,
    /// Terms with their occurrences.
    terms: Vec<(usize, usize)>,
}

/// The sentences of a meeting, ready to be dealt.
pub(super) struct Pool<'a> {
    input: &'a Resample<'a>,
    sentences: Vec<Sentence>,
    phrases: Vec<&'a Phrase>,
    /// Speeches and the terms of their titles.
    titled: HashSet<(usize, usize)>,
    /// The speeches as they were given.
    pub(super) given: Deal,
}

/// How often a deal's speeches say the terms.
pub(super) struct Said {
    /// For each speech its terms in order, with occurrences and whether a heading holds them.
    by_speech: Vec<Vec<(usize, usize, bool)>>,
    words: Vec<usize>,
    all_words: usize,
    /// Occurrences of each term, and speeches that say it.
    of_term: Vec<(usize, usize)>,
}

impl<'a> Pool<'a> {
    /// The sentences of `input`, of whose terms those are counted that `counts` keeps.
    pub(super) fn new(input: &'a Resample<'a>, counts: impl Fn(&str) -> bool) -> Self {
        let phrases: Vec<&Phrase> =
            input.phrases.list.iter().filter(|phrase| counts(&phrase.text)).collect();
        let mut sentences = Vec::new();
        let mut in_titles = HashSet::new();
        let mut given: Deal = Vec::new();
        let words = sentence_words(input.likeness.tokens);
        for (document, texts) in input.likeness.corpus.documents.iter().enumerate() {
            let named = (0..phrases.len()).filter(|&term| titled(texts, &phrases[term].text));
            in_titles.extend(named.map(|term| (document, term)));
            given.push((sentences.len()..sentences.len() + texts.sentences.len()).collect());
            for (place, sentence) in texts.sentences.iter().enumerate() {
                let theme = input.assignments[document].sentences[place];
                sentences.push(Sentence {
                    document,
                    place,
                    heading: sentence.heading,
                    characters: sentence.characters(),
                    theme: theme.unwrap_or(input.themes.len()),
                    words: words[document][place],
                    terms: Vec::new(),
                });
            }
        }
        for (term, phrase) in phrases.iter().enumerate() {
            for run in phrase.places.chunk_by(|a, b| a == b) {
                let (document, place) = run[0];
                sentences[given[document][place]].terms.push((term, run.len()));
            }
        }
        Self { input, sentences, phrases, titled: in_titles, given }
    }

    /// The place of a term among those counted.
    pub(super) fn term(&self, text: &str) -> Option<usize> {
        self.phrases.binary_search_by(|phrase| phrase.text.as_str().cmp(text)).ok()
    }

    /// Whether each speech has text enough to be judged.
    pub(super) fn enough(&self) -> Vec<bool> {
        self.given.iter().map(|speech| self.counted(speech).count() >= LEAST_SENTENCES).collect()
    }

    /// Every speech's own sentences, drawn with replacement.
    pub(super) fn redrawn(&self, random: &mut Xoshiro256PlusPlus) -> Deal {
        let mut deal = Deal::with_capacity(self.given.len());
        for speech in &self.given {
            let (headings, text) = self.parted(speech);
            let mut drawn = Vec::with_capacity(speech.len());
            for kind in [headings, text] {
                drawn.extend((0..kind.len()).map(|_| kind[random.gen_range(0..kind.len())]));
            }
            deal.push(drawn);
        }
        deal
    }

    /// The sentences of the whole meeting, shuffled.
    pub(super) fn shuffled(&self, random: &mut Xoshiro256PlusPlus) -> Deal {
        let all: Vec<usize> = (0..self.sentences.len()).collect();
        let (mut headings, mut text) = self.parted(&all);
        headings.shuffle(random);
        text.shuffle(random);
        self.given
            .iter()
            .map(|speech| {
                let count = speech.iter().filter(|&&s| self.sentences[s].heading).count();
                let mut dealt = headings.split_off(headings.len() - count);
                dealt.extend(text.split_off(text.len() + count - speech.len()));
                dealt
            })
            .collect()
    }

    fn parted(&self, sentences: &[usize]) -> (Vec<usize>, Vec<usize>) {
        sentences.iter().partition(|&&sentence| self.sentences[sentence].heading)
    }

    /// The sentences that count for a share: not the headings, unless there is nothing else.
    fn counted<'s>(&'s self, speech: &'s [usize]) -> impl Iterator<Item = &'s Sentence> {
        let sentences = speech.iter().map(|&sentence| &self.sentences[sentence]);
        let only_headings = sentences.clone().all(|sentence| sentence.heading);
        sentences.filter(move |sentence| only_headings || !sentence.heading)
    }

    /// Characters that each theme has of some sentences, "other" last.
    fn characters<'s>(&self, sentences: impl Iterator<Item = &'s Sentence>) -> Vec<f64> {
        let mut characters = vec![0; self.input.themes.len() + 1];
        for sentence in sentences {
            characters[sentence.theme] += sentence.characters;
        }
        let total = characters.iter().sum::<usize>().max(1) as f64;
        characters.into_iter().map(|count| count as f64 / total).collect()
    }

    /// Share of each theme in each speech, "other" last.
    pub(super) fn shares(&self, deal: &Deal) -> Vec<Vec<f64>> {
        deal.iter().map(|speech| self.characters(self.counted(speech))).collect()
    }

    /// Share of each theme in all speeches together, "other" last.
    pub(super) fn meeting_shares(&self) -> Vec<f64> {
        self.characters(self.given.iter().flat_map(|speech| self.counted(speech)))
    }

    /// Centred cosines of the speeches of a deal; see [`centred_cosines`].
    pub(super) fn similarity(&self, deal: &Deal) -> Array2<f64> {
        let place = |&sentence: &usize| {
            let sentence = &self.sentences[sentence];
            (sentence.document, sentence.place)
        };
        let places = deal.iter().map(|speech| speech.iter().map(place).collect()).collect();
        centred_cosines(&self.input.likeness.of(&places))
    }

    /// Counts the terms of a deal.
    pub(super) fn said(&self, deal: &Deal) -> Said {
        let mut of_term = vec![(0, 0); self.phrases.len()];
        // As in `Tally`: one table for all speeches, of which each clears what it touched.
        let mut table = vec![(0, false); self.phrases.len()];
        let mut by_speech = Vec::with_capacity(deal.len());
        for speech in deal {
            let mut touched = Vec::new();
            for sentence in speech.iter().map(|&sentence| &self.sentences[sentence]) {
                for &(term, count) in &sentence.terms {
                    if table[term].0 == 0 {
                        touched.push(term);
                    }
                    table[term] = (table[term].0 + count, table[term].1 || sentence.heading);
                }
            }
            touched.sort_unstable();
            let mut terms = Vec::with_capacity(touched.len());
            for term in touched {
                let (count, headed) = std::mem::take(&mut table[term]);
                of_term[term] = (of_term[term].0 + count, of_term[term].1 + 1);
                terms.push((term, count, headed));
            }
            by_speech.push(terms);
        }
        let words = |speech: &Vec<usize>| speech.iter().map(|&s| self.sentences[s].words).sum();
        let words: Vec<usize> = deal.iter().map(words).collect();
        Said { by_speech, all_words: words.iter().sum(), words, of_term }
    }

    /// The score of a term in a speech, as of the listed ones.
    pub(super) fn score(&self, said: &Said, speech: usize, term: usize) -> f64 {
        let terms = &said.by_speech[speech];
        let entry = terms.binary_search_by_key(&term, |entry| entry.0).map(|place| terms[place]);
        self.scores(said, speech, entry.unwrap_or((term, 0, false))).1
    }

    /// The best plain score and the best score of each speech; 0 where nothing scores.
    pub(super) fn best(&self, said: &Said) -> Vec<(f64, f64)> {
        let best = |(speech, terms): (usize, &Vec<(usize, usize, bool)>)| {
            let scores = terms.iter().map(|&entry| self.scores(said, speech, entry));
            scores.fold((0.0, 0.0), |most: (f64, f64), (p, s)| (most.0.max(p), most.1.max(s)))
        };
        said.by_speech.iter().enumerate().map(best).collect()
    }

    /// A term's score before and after its place weighs in.
    fn scores(
        &self,
        said: &Said,
        speech: usize,
        (term, count, headed): (usize, usize, bool),
    ) -> (f64, f64) {
        let (total, df) = said.of_term[term];
        let words = said.words[speech];
        let elsewhere = (total - count, said.all_words - words);
        let (_, plain) = score((count, words), elsewhere, (df, said.words.len()));
        let titled = self.titled.contains(&(speech, term));
        (plain, plain * place_weight(self.phrases[term], titled, headed))
    }
}

/// The quantile `share` of some values: between order statistics, linearly.
///
/// The value at place `(n − 1) · share` of the sorted values, NumPy's and R's
/// default (type 7 of Hyndman and Fan, 1996). `None` without values.
pub(super) fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let place = values.len().checked_sub(1)? as f64 * share;
    let (low, high) = (values[place.floor() as usize], values[place.ceil() as usize]);
    Some(low + (high - low) * place.fract())
}

#[cfg(test)]
mod tests;
