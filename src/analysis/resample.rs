//! Resampling: what intervals and the noise floor are counted from.
//!
//! For an interval each speech draws from its own passages with replacement, as many as it has. It
//! draws passages, not sentences, because neighbouring sentences are about the same thing. For the
//! noise floor the passages of all speeches are shuffled and dealt to speeches of the same sizes.
//! Everything is then counted as it is for the real speeches.

use std::ops::Range;

use ndarray::Array2;
use rand::{Rng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{Distinctive, Reference};
use crate::{
    budget::RESAMPLED_TOKENS,
    corpus::Document,
    groups::{baseline::Baseline, comparison::Comparison, group::centred_cosines},
    terms::{Deal, Dealt, Phrase, Phrases, Places, Rate, contrast, keep_odds, sentence_words},
    themes::{assign::Assignment, lexicon::LexiconTheme, passages::passages},
};

/// Fewest sentences a speech, in the mean, of which a meeting can be dealt anew.
pub(super) const LEAST_SENTENCES: usize = 5;
/// Fewest passages of text of which a speech can be judged by drawing them again.
///
/// Of four there are 35 different draws, most with one passage left out: the
/// interval would be about single passages.
const LEAST_PASSAGES: usize = 5;
/// Paragraphs from which on whole ones are drawn. Two halves of a report, dealt by paragraphs,
/// hold each other's shares in .83 and .85 of cases so (2015 and 2021, theory .83), drawn by pieces
/// in .80 and .82; below ten a draw of paragraphs is too coarse.
const ENOUGH_PARAGRAPHS: usize = 10;
/// Fewest draws that can tell 95 %: their outermost two or three lie beyond it.
const LEAST_DRAWS: usize = 100;

/// What a meeting's numbers were made from.
#[derive(Debug, Clone)]
pub struct Resample<'a> {
    /// The speeches as they are compared.
    pub likeness: Comparison<'a>,
    /// The themes of their sentences.
    pub assignments: &'a [Assignment],
    /// The terms that can be listed.
    pub phrases: &'a Phrases,
    /// The themes, in the order that assignments count by.
    pub themes: &'a [LexiconTheme],
    /// The listed terms of each speech.
    pub terms: &'a [Distinctive],
    /// What cosines arise by chance.
    pub null: Option<Baseline>,
}

impl Resample<'_> {
    /// All tokens: what a deal costs.
    fn size(&self) -> usize {
        self.likeness.tokens.documents().iter().map(|document| document.ids.len()).sum()
    }

    /// How many draws a meeting can pay for, at most those `wanted`; `None` if too few to tell 95 %.
    pub(super) fn draws(&self, wanted: usize) -> Option<usize> {
        affordable(self.size(), wanted)
    }
}

/// How many of the `wanted` draws of `tokens` can be paid for; `None` if too few to tell 95 %.
fn affordable(tokens: usize, wanted: usize) -> Option<usize> {
    let draws = wanted.min(RESAMPLED_TOKENS / tokens.max(1));
    (draws > 0 && draws >= LEAST_DRAWS.min(wanted)).then_some(draws)
}

/// One sentence as it is counted.
struct Sentence {
    heading: bool,
    characters: usize,
    /// Place of its theme; the one after the last is "other".
    theme: usize,
    words: usize,
}

/// The sentences of a meeting, ready to be dealt.
pub(super) struct Pool<'a> {
    input: &'a Resample<'a>,
    sentences: Vec<Sentence>,
    phrases: Vec<&'a Phrase>,
    /// Where the terms stand.
    places: Places,
    /// The speeches as they were given.
    pub(super) given: Deal,
    /// The sentences of each passage of each speech.
    passages: Vec<Vec<Vec<usize>>>,
}

/// What the speeches of a deal say of one term.
pub(super) struct TermUse<'a> {
    /// The term.
    pub(super) term: usize,
    /// The speeches that say it, and how often.
    by: &'a [(usize, u32)],
    /// Words of each speech, and of all.
    words: (&'a [usize], usize),
    /// Occurrences of the term in all speeches.
    total: u32,
    phrase: &'a Phrase,
}

impl TermUse<'_> {
    /// How often a speech says the term.
    fn times(&self, speech: usize) -> u32 {
        self.by.iter().find(|said| said.0 == speech).map_or(0, |said| said.1)
    }

    /// How much the term sets a speech apart that says it so often.
    fn contrast(&self, speech: usize, count: u32) -> f64 {
        let (words, all_words) = (self.words.0[speech], self.words.1);
        let others =
            Rate { count: u64::from(self.total - count), total: (all_words - words) as u64 };
        let here = Rate { count: u64::from(count), total: words as u64 };
        let against = Reference::of(words, all_words);
        contrast(here, against.counted(self.phrase, others))
    }

    /// Whether a speech that says the term so often says it more often than the others do: no
    /// other scores.
    fn is_frequent(&self, speech: usize, count: u32) -> bool {
        let (words, all_words) = (self.words.0[speech], self.words.1);
        count as usize * (all_words - words) > (self.total - count) as usize * words
    }
}

impl<'a> Pool<'a> {
    /// The sentences of `input`, of whose terms those are counted that `counts` keeps.
    pub(super) fn new(input: &'a Resample<'a>, counts: impl Fn(&str) -> bool) -> Self {
        let phrases: Vec<&Phrase> =
            input.phrases.list.iter().filter(|phrase| counts(&phrase.text)).collect();
        let given = input.likeness.own_sentences();
        let words = sentence_words(input.likeness.tokens);
        let mut sentences = Vec::new();
        for (document, texts) in input.likeness.corpus.documents.iter().enumerate() {
            for (place, sentence) in texts.sentences.iter().enumerate() {
                let theme = input.assignments[document].sentences[place];
                sentences.push(Sentence {
                    heading: sentence.heading,
                    characters: sentence.characters(),
                    theme: theme.unwrap_or(input.themes.len()),
                    words: words[document][place],
                });
            }
        }
        let mut said = vec![Vec::new(); sentences.len()];
        for (term, phrase) in phrases.iter().enumerate() {
            for run in phrase.places.chunk_by(|a, b| a == b) {
                let (document, place) = run[0];
                said[given[document][place]].push((term, run.len() as u32));
            }
        }
        let places = Places::new(&said, phrases.len());
        let passages = input.likeness.corpus.documents.iter().zip(&given);
        let passages = passages.map(|(document, own)| passages_of(document, own)).collect();
        Self { input, sentences, phrases, places, given, passages }
    }

    /// The place of a term among those counted.
    pub(super) fn term(&self, text: &str) -> Option<usize> {
        self.phrases.binary_search_by(|phrase| phrase.text.as_str().cmp(text)).ok()
    }

    /// Whether each speech has text enough to be judged.
    pub(super) fn enough(&self) -> Vec<bool> {
        let counted = |passage: &&Vec<usize>| self.length(passage) > 0;
        let count = |passages: &Vec<Vec<usize>>| passages.iter().filter(counted).count();
        self.passages.iter().map(|passages| count(passages) >= LEAST_PASSAGES).collect()
    }

    /// How many passages of one length tell as much as those of each speech: Kish's effective size
    /// (1965), `(Σ length)² / Σ length²`, in characters that count for a share.
    pub(super) fn effective(&self) -> Vec<f64> {
        let size = |passages: &Vec<Vec<usize>>| {
            let lengths = || passages.iter().map(|passage| self.length(passage) as f64);
            let squares = lengths().map(|length| length * length).sum::<f64>();
            let sum = lengths().sum::<f64>();
            if squares > 0.0 { sum * sum / squares } else { 0.0 }
        };
        self.passages.iter().map(size).collect()
    }

    /// Characters of a passage outside its headings.
    fn length(&self, passage: &[usize]) -> usize {
        let sentences = passage.iter().map(|&sentence| &self.sentences[sentence]);
        sentences.filter(|sentence| !sentence.heading).map(|sentence| sentence.characters).sum()
    }

    /// Every speech's own passages, drawn with replacement.
    pub(super) fn redrawn(&self, random: &mut Xoshiro256PlusPlus) -> Deal {
        let mut deal = Deal::with_capacity(self.given.len());
        for passages in &self.passages {
            let n = passages.len();
            let drawn = (0..n).flat_map(|_| passages[random.gen_range(0..n)].iter().copied());
            deal.push(drawn.collect());
        }
        deal
    }

    /// The passages of the whole meeting, shuffled and cut into speeches with as many sentences
    /// and headings as each has: neighbours speak of the same, and stay together but for the cuts.
    pub(super) fn shuffled(&self, random: &mut Xoshiro256PlusPlus) -> Deal {
        let mut passages: Vec<&Vec<usize>> = self.passages.iter().flatten().collect();
        passages.shuffle(random);
        let all: Vec<usize> = passages.into_iter().flatten().copied().collect();
        let (mut headings, mut text) = self.parted(&all);
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
        centred_cosines(&self.input.likeness.gram_of(deal))
    }

    /// Goes through the terms of a deal: what its speeches say of each.
    pub(super) fn visit(&self, deal: &Deal, mut each: impl FnMut(&TermUse<'_>)) {
        let count = |speech: &Vec<usize>| speech.iter().map(|&s| self.sentences[s].words).sum();
        let words: Vec<usize> = deal.iter().map(count).collect();
        let all_words = words.iter().sum();
        let mut dealt = Dealt::new(deal, self.sentences.len());
        for term in 0..self.phrases.len() {
            let by = dealt.said(&self.places, term);
            each(&TermUse {
                term,
                by,
                words: (&words, all_words),
                total: by.iter().map(|said| said.1).sum(),
                phrase: self.phrases[term],
            });
        }
    }

    /// The score of a term in a speech, as of the listed ones.
    pub(super) fn score(&self, said: &TermUse<'_>, speech: usize) -> f64 {
        let count = said.times(speech);
        keep_odds(said.contrast(speech, count), count as usize, said.phrase.weight)
    }

    /// The largest contrast of a term in each speech; 0 where none is more frequent than elsewhere.
    pub(super) fn best(&self, deal: &Deal) -> Vec<f64> {
        // Most terms are said a few times, and those with the same numbers have the same contrast.
        const FEW: usize = 16;
        let mut known = vec![[[None; FEW]; FEW]; deal.len()];
        let mut best = vec![0.0; deal.len()];
        self.visit(deal, |said| {
            for &(speech, count) in said.by {
                if said.is_frequent(speech, count) {
                    let of = || said.contrast(speech, count);
                    let seldom = known[speech].get_mut(said.total as usize);
                    let found =
                        seldom.map_or_else(of, |by| *by[count as usize].get_or_insert_with(of));
                    best[speech] = f64::max(best[speech], found);
                }
            }
        });
        best
    }

    /// Whether each speech, as given, is held against the others.
    pub(super) fn held_against_speeches(&self) -> Vec<bool> {
        let words = |speech: &Vec<usize>| -> usize {
            speech.iter().map(|&sentence| self.sentences[sentence].words).sum()
        };
        let words: Vec<usize> = self.given.iter().map(words).collect();
        let all = words.iter().sum();
        words.iter().map(|&words| Reference::of(words, all) == Reference::Speeches).collect()
    }
}

/// The sentences of each passage of a speech whose sentences are `own`: its paragraphs, a heading
/// with the one below it; where these are few, the pieces that long ones are cut into.
///
/// The pieces of a paragraph are alike, and so are the sentences of an unsure one, which have
/// themes of their own.
fn passages_of(document: &Document, own: &[usize]) -> Vec<Vec<usize>> {
    let pieces: Vec<Range<usize>> =
        passages(document, 0).into_iter().map(|passage| passage.sentences).collect();
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for piece in &pieces {
        let goes_on = !document.sentences[piece.start].opens;
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = piece.end,
            None => paragraphs.push(piece.clone()),
        }
    }
    let drawn = if paragraphs.len() < ENOUGH_PARAGRAPHS { pieces } else { paragraphs };
    drawn.into_iter().map(|places| own[places].to_vec()).collect()
}

/// The quantile `share` of some values: between order statistics, linearly.
///
/// The value at place `(n − 1) · share` of the sorted values, NumPy's and R's
/// default (type 7 of Hyndman and Fan, 1996). `None` without values.
pub(crate) fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let place = values.len().checked_sub(1)? as f64 * share;
    let (low, high) = (values[place.floor() as usize], values[place.ceil() as usize]);
    Some(low + (high - low) * place.fract())
}

#[cfg(test)]
mod tests;
