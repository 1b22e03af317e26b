//! What makes speeches similar: the words they use, and what they use them for.

use std::{collections::BTreeMap, ops::Range, sync::OnceLock};

use ndarray::Array2;

use super::fields::Fields;
use crate::{clusters::reduce::normalised, themes::assign::Assignment};
use crate::{
    corpus::{Corpus, Sentence},
    terms::{
        Deal, Dealt, Features, Params, Places, TITLE, TermCounter, TermCounts, TermWeights, TfIdf,
        gram, kept, rarities, tf,
    },
    tokens::Tokens,
};

/// The part of themes or fields in a similarity; the rest is that of words.
///
/// Two speeches about the same thing may hardly share a word of it, and with words alone they seem
/// unrelated as soon as some sentences are left out. On draws of 60 % of the sentences of a real
/// page (`examples/stability.rs`) parts of themes from .2 to .5 are equally good, and better than
/// none or all. Of fields .3 and .4 are equally good on meetings dealt from labelled news, and .2
/// is worse; on policy passages, which a codebook would fit, more than .3 does harm.
const THEMES: f64 = 0.3;

/// Speeches as they are compared.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// Their texts.
    pub corpus: &'a Corpus<'a>,
    /// Their words.
    pub tokens: &'a Tokens,
    /// The terms that are counted.
    pub features: &'a Features,
    /// How they are weighted.
    pub params: &'a Params,
    /// The sentences of all speeches, one speech after another.
    sentences: Vec<ThemedSentence>,
    /// The first sentence of each speech, and the end of the last one.
    starts: Vec<usize>,
    /// The terms that belong to fields, with the indices of these; `None` if themes are compared.
    fields: Option<Vec<(usize, &'static [usize])>>,
    /// Which sentences, then which titles, have each term. Looked up by the first draw, because
    /// collections need none.
    places: OnceLock<Places>,
    /// How rare each term is. Computed for the first who asks, for the same reason.
    rarities: OnceLock<Vec<f64>>,
}

/// What a sentence contributes to the themes of its speech, in half the room of wide numbers: a
/// large collection has a million sentences.
#[derive(Debug, Clone, Copy)]
struct ThemedSentence {
    heading: bool,
    theme: Option<u32>,
    characters: u32,
}

impl ThemedSentence {
    fn new(sentence: &Sentence, theme: Option<usize>) -> Self {
        let theme = theme.map(|theme| theme as u32);
        Self { heading: sentence.heading, theme, characters: sentence.characters() as u32 }
    }

    fn characters(&self) -> usize {
        self.characters as usize
    }
}

impl<'a> Comparison<'a> {
    /// Speeches with the terms that are counted and the themes of their sentences.
    pub fn new(
        corpus: &'a Corpus<'a>,
        tokens: &'a Tokens,
        features: &'a Features,
        params: &'a Params,
        assignments: &[Assignment],
    ) -> Self {
        let mut sentences = Vec::new();
        let mut starts = vec![0];
        for (document, given) in corpus.documents.iter().zip(assignments) {
            let themed = document.sentences.iter().zip(&given.sentences);
            sentences.extend(themed.map(|(sentence, &theme)| ThemedSentence::new(sentence, theme)));
            starts.push(sentences.len());
        }
        let (places, rarities) = (OnceLock::new(), OnceLock::new());
        let fields = None;
        Self { corpus, tokens, features, params, sentences, starts, fields, places, rarities }
    }

    /// The same speeches, compared by the fields of their words instead of themes, for meetings that
    /// no codebook fits: such a codebook would make those similar of whom it happens to explain
    /// something.
    pub fn by_fields(self) -> Self {
        let terms = self.features.terms().iter().enumerate();
        let fields = terms.map(|(term, word)| (term, Fields::built_in().of(word)));
        Self { fields: Some(fields.filter(|(_, fields)| !fields.is_empty()).collect()), ..self }
    }

    /// The sentences of a speech, numbered through all speeches.
    pub fn sentences(&self, speech: usize) -> Range<usize> {
        self.starts[speech]..self.starts[speech + 1]
    }

    /// Characters of some sentences, numbered through all speeches.
    pub(super) fn characters(&self, sentences: Range<usize>) -> usize {
        self.sentences[sentences].iter().map(ThemedSentence::characters).sum()
    }

    /// The sentences of each speech as it was held.
    pub fn own_sentences(&self) -> Deal {
        (0..self.corpus.documents.len()).map(|speech| self.sentences(speech).collect()).collect()
    }

    /// The words: `(1 + ln tf) · rarity`, rows of length 1, speeches × terms.
    pub fn weights(&self) -> TermWeights {
        let counts = TermCounts::count(self.tokens, self.features);
        let rarities = self.rarities.get_or_init(|| rarities(&counts, self.features.rates()));
        TfIdf::from_weights(rarities, &counts, self.params).transform(&counts)
    }

    fn rarities(&self) -> &[f64] {
        self.rarities.get_or_init(|| {
            rarities(&TermCounts::count(self.tokens, self.features), self.features.rates())
        })
    }

    /// Inner products of all pairs of speeches by their themes or fields, speeches × speeches.
    ///
    /// A row of themes holds their shares, scaled to length √c, where c is the share of the text
    /// that any theme explains: unexplained text makes nobody similar. A row of fields holds the
    /// weights of their words, scaled to length 1.
    pub(crate) fn theme_gram(&self) -> Array2<f64> {
        self.theme_gram_of(&self.own_sentences())
    }

    /// Inner products of all pairs of whole speeches, words and themes together, from the weights of
    /// their words: speeches × speeches.
    pub fn gram(&self, words: &TermWeights) -> Array2<f64> {
        blend(&words.cosines(), &self.theme_gram())
    }

    /// Inner products, words and themes together, of speeches made of other sentences; each keeps
    /// its title.
    ///
    /// Words are weighted as in [`Comparison::weights`], term by term in column order.
    pub(crate) fn gram_of(&self, deal: &Deal) -> Array2<f64> {
        blend(&self.word_gram_of(deal), &self.theme_gram_of(deal))
    }

    /// Inner products of the words of a deal, scaled to rows of length 1.
    fn word_gram_of(&self, deal: &Deal) -> Array2<f64> {
        let n = deal.len();
        let places = self.places();
        let mut dealt = self.dealt(deal);
        let kept = kept(n, self.params);
        // The weights of one term after another; those of the t-th term kept end at ends[t].
        let (mut weights, mut ends) = (Vec::new(), Vec::new());
        let mut squares = vec![0.0; n];
        for (term, &rarity) in self.rarities().iter().enumerate() {
            if rarity <= 0.0 {
                continue;
            }
            let said = dealt.said(places, term);
            if kept[said.len()] {
                for &(speech, count) in said {
                    let weight = tf(count) * rarity;
                    squares[speech] += weight * weight;
                    weights.push((speech, weight));
                }
                ends.push(weights.len());
            }
        }
        for (speech, weight) in &mut weights {
            *weight /= squares[*speech].sqrt();
        }
        let mut products = Array2::zeros((n, n));
        let mut start = 0;
        for end in ends {
            let holders = &weights[start..end];
            for &(a, x) in holders {
                for &(b, y) in holders {
                    products[[a, b]] += x * y;
                }
            }
            start = end;
        }
        products
    }

    /// The sentences and titles of a deal, ready to be counted.
    fn dealt(&self, deal: &Deal) -> Dealt {
        let titles = (0..deal.len()).map(|speech| [self.sentences.len() + speech; TITLE]);
        let with_titles = deal.iter().zip(titles).map(|(own, title)| [own, &title[..]].concat());
        Dealt::new(&with_titles.collect(), self.sentences.len() + deal.len())
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| self.look_up())
    }

    /// The sentences that have each term, then the titles, each of which counts as a sentence.
    fn look_up(&self) -> Places {
        let mut counter = TermCounter::new(self.features);
        let mut rows = Vec::with_capacity(self.sentences.len() + self.corpus.documents.len());
        for document in self.tokens.documents() {
            for index in 0..document.ends.len() {
                rows.push(counter.row(document.sentence(index).iter().copied()));
            }
        }
        for document in self.tokens.documents() {
            rows.push(counter.row(document.title.iter().copied()));
        }
        Places::new(&rows, self.features.terms().len())
    }

    fn theme_gram_of(&self, deal: &Deal) -> Array2<f64> {
        if let Some(terms) = &self.fields {
            return self.field_gram_of(deal, terms);
        }
        let rows: Vec<Vec<(usize, f64)>> =
            deal.iter().map(|speech| self.theme_shares(speech)).collect();
        gram(&rows)
    }

    /// Inner products of the fields of the speeches' words.
    fn field_gram_of(&self, deal: &Deal, terms: &[(usize, &'static [usize])]) -> Array2<f64> {
        let places = self.places();
        let mut dealt = self.dealt(deal);
        let mut rows = Array2::<f64>::zeros((deal.len(), Fields::built_in().count()));
        for &(term, fields) in terms {
            let each = self.rarities()[term] / fields.len() as f64;
            for &(speech, count) in dealt.said(places, term) {
                for &field in fields {
                    rows[[speech, field]] += tf(count) * each;
                }
            }
        }
        let rows = normalised(rows);
        rows.dot(&rows.t())
    }

    /// The share of each theme in some sentences, scaled as [`Comparison::theme_gram`] says.
    ///
    /// Headings do not count, unless there is nothing else.
    fn theme_shares(&self, sentences: &[usize]) -> Vec<(usize, f64)> {
        let only_headings = sentences.iter().all(|&sentence| self.sentences[sentence].heading);
        let counted: Vec<ThemedSentence> = sentences
            .iter()
            .map(|&sentence| self.sentences[sentence])
            .filter(|sentence| only_headings || !sentence.heading)
            .collect();
        let total = counted.iter().map(ThemedSentence::characters).sum::<usize>() as f64;
        let mut shares = BTreeMap::new();
        for sentence in counted {
            if let Some(theme) = sentence.theme {
                *shares.entry(theme as usize).or_insert(0.0) +=
                    sentence.characters() as f64 / total;
            }
        }
        let length = shares.values().map(|share| share * share).sum::<f64>().sqrt();
        let explained = shares.values().sum::<f64>().sqrt();
        shares.into_iter().map(|(theme, share)| (theme, share / length * explained)).collect()
    }
}

/// Inner products of the rows `(√(1 − λ) · words, √λ · themes)`, from those of words and of themes.
pub(crate) fn blend(words: &Array2<f64>, themes: &Array2<f64>) -> Array2<f64> {
    words * (1.0 - THEMES) + themes * THEMES
}
