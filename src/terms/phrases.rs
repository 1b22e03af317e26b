//! Words and phrases that can be shown to people.
//!
//! A phrase is a run of two to four words that occur together more than by chance and are not
//! always part of one longer run, or a name in quotation marks. Similarity is counted in words;
//! phrases are for display only (joining them without their parts made the similarity worse).

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::{
    grams::{Gram, GramCounts, WORDS, gram, length, text, visit, words},
    phrase::{MOSTLY_INSIDE, Phrase, Phrases},
    quoted::quoted,
    run::may_be_shown,
    shorthand,
    types::Types,
    whole::Neighbours,
};
use crate::{
    budget::PHRASE_TOKENS,
    corpus::Corpus,
    tokens::{GENERAL_WORDS, Segmenter, Stopwords, Tokens, WordClass},
};

impl Phrases {
    /// Finds the terms of a corpus.
    pub fn find(
        corpus: &Corpus,
        tokens: &Tokens,
        stopwords: &Stopwords,
        segmenter: &Segmenter,
    ) -> Self {
        let types = Types::new(tokens, stopwords, segmenter);
        let total: usize = tokens.documents().iter().map(|document| document.ids.len()).sum();
        let longest = if total > PHRASE_TOKENS { 1 } else { WORDS };
        let counts = GramCounts::of(&types, longest);
        let mut shown = counts.grams().filter(|gram| may_be_shown(gram, &types, &counts)).collect();
        leave_out_stopwords(&mut shown, tokens, stopwords);
        let mut found = occurrences(&types, longest, shown);
        if longest > 1 {
            found.retain(|gram, found| !is_fragment(gram, &types, &found.around));
        }
        leave_out_parts(&mut found, &counts);
        let mut terms = by_text(found, &types);
        if longest > 1 {
            quoted(corpus, stopwords, segmenter, &mut terms);
            shorthand::drop_pieces(corpus, &mut terms);
        }
        Self { list: terms.into_values().collect(), ..Self::none(tokens) }
    }

    /// No terms, only the words of each document.
    pub fn none(tokens: &Tokens) -> Self {
        Self { list: Vec::new(), totals: words_of_documents(tokens) }
    }
}

/// Words of each sentence of each document, punctuation not counted.
pub(crate) fn sentence_words(tokens: &Tokens) -> Vec<Vec<usize>> {
    let is_word = are_words(tokens);
    let words = |ids: &[u32]| ids.iter().filter(|&&id| is_word[id as usize]).count();
    tokens.documents().iter().map(|document| document.sentences().map(words).collect()).collect()
}

/// Words of each document, punctuation and the title not counted.
pub(crate) fn words_of_documents(tokens: &Tokens) -> Vec<usize> {
    let is_word = are_words(tokens);
    let words = |ids: &[u32]| ids.iter().filter(|&&id| is_word[id as usize]).count();
    tokens.documents().par_iter().map(|document| words(&document.ids)).collect()
}

/// Whether each type is a word: it holds a letter or a digit.
fn are_words(tokens: &Tokens) -> Vec<bool> {
    tokens.types().par_iter().map(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// Leaves out stop words, and what is made of stop words and numerals only.
fn leave_out_stopwords(shown: &mut HashSet<Gram>, tokens: &Tokens, stopwords: &Stopwords) {
    shown.retain(|gram| {
        let text = text(gram, tokens);
        stopwords.drops(&text).is_none() && !stopwords.is_furniture(&text)
    });
}

/// The occurrences of a run of words, and what is beside them.
#[derive(Default)]
struct Found {
    places: Vec<(usize, usize)>,
    around: Neighbours,
}

/// The occurrences of all runs of `shown`.
fn occurrences(types: &Types<'_>, longest: usize, shown: HashSet<Gram>) -> HashMap<Gram, Found> {
    let mut all: HashMap<Gram, Found> =
        shown.into_iter().map(|gram| (gram, Found::default())).collect();
    visit(types, longest, |seen| {
        if let Some(found) = all.get_mut(&seen.gram) {
            let [before, after] = seen.neighbours.map(|id| Some(types.edges[id? as usize]));
            found.around.add(before.and_then(|edges| edges.before), after.and_then(|e| e.after));
            found.places.push((seen.document, seen.sentence));
        }
    });
    all
}

/// Whether a run of words is cut out of something longer; see [`Neighbours`].
fn is_fragment(gram: &Gram, types: &Types<'_>, around: &Neighbours) -> bool {
    let first = gram[0];
    let known = length(gram) == 1 && types.classes[first as usize] != WordClass::Unknown;
    let bare = types.tokens.word(first).chars().nth(1).is_none();
    around.show_a_fragment(known, bare)
}

/// The terms by their texts; the same text may have been cut in more than one way.
fn by_text(found: HashMap<Gram, Found>, types: &Types<'_>) -> BTreeMap<String, Phrase> {
    let mut terms: BTreeMap<String, Phrase> = BTreeMap::new();
    for (gram, Found { places, .. }) in found {
        let text = text(&gram, types.tokens);
        let worth = types.worth(&words(&gram).collect::<Vec<u32>>());
        let term = terms.entry(text).or_insert_with_key(|text| Phrase {
            text: text.clone(),
            words: 1,
            general: GENERAL_WORDS,
            guess: true,
            ..Phrase::default()
        });
        term.words = term.words.max(length(&gram));
        term.weight = term.weight.max(worth.weight);
        term.general = term.general.min(worth.general);
        term.place |= worth.place;
        term.guess &= worth.guess;
        term.places.extend(places);
        term.places.sort_unstable();
    }
    terms
}

/// Leaves out what is nearly always part of one longer term: 人群 of 重点人群.
fn leave_out_parts(shown: &mut HashMap<Gram, Found>, counts: &GramCounts) {
    let mut inside: HashMap<Gram, f64> = HashMap::new();
    for longer in shown.keys() {
        let ids: Vec<u32> = words(longer).collect();
        for length in 1..ids.len() {
            for part in ids.windows(length) {
                let most = inside.entry(gram(part)).or_insert(0.0);
                *most = counts.get(&ids).max(*most);
            }
        }
    }
    shown.retain(|gram, _| {
        let all = counts.get(&words(gram).collect::<Vec<u32>>());
        inside.get(gram).is_none_or(|&longer| longer < MOSTLY_INSIDE * all)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Document, Sentence},
        tokens::Dictionary,
    };

    fn found(texts: &[&str]) -> Vec<String> {
        let sentence = |text: &&str| Sentence {
            text: (*text).to_owned().into(),
            printed: None,
            unit: 0,
            heading: false,
            opens: false,
            line: 1,
            ..Sentence::default()
        };
        let document =
            Document { title: None, sentences: texts.iter().map(sentence).collect(), units: 1 };
        let corpus = Corpus { documents: vec![document] };
        let segmenter = Segmenter::new(&Dictionary::default(), true);
        let tokens = Tokens::segment(&corpus, &segmenter);
        let phrases = Phrases::find(&corpus, &tokens, &Stopwords::built_in(), &segmenter);
        phrases.list.into_iter().map(|phrase| phrase.text).collect()
    }

    #[test]
    fn a_wording_of_many_words_is_not_cut_into_phrases() {
        let text = "果园飘香水渠清澈蜜蜂成群羊群满坡麦田金黄。";
        let terms = found(&[text, text, text, "蜜蜂来了。"]);
        let cut = ["水渠清澈", "飘香水渠", "清澈蜜蜂", "成群羊群"];
        assert!(!terms.iter().any(|term| cut.contains(&term.as_str())), "{terms:?}");
        assert!(terms.iter().any(|term| term == "蜜蜂"), "{terms:?}");
    }

    #[test]
    fn a_phrase_whose_context_varies_is_one() {
        let terms = found(&["蜜蜂养殖很好。", "发展蜜蜂养殖。", "蜜蜂养殖和水渠。", "水渠修好。"]);
        assert!(terms.iter().any(|term| term == "蜜蜂养殖"), "{terms:?}");
    }

    #[test]
    fn clauses_and_filler_are_no_terms() {
        let terms =
            found(&["修好了水渠的话，好不好？", "修好了水渠的话，好不好？", "有没有水渠？"]);
        let none = ["的话", "好不好", "有没有", "修好了水渠"];
        assert!(!terms.iter().any(|term| none.contains(&term.as_str())), "{terms:?}");
        assert!(terms.iter().any(|term| term == "水渠"), "{terms:?}");
    }
}
