//! Words and phrases that can be shown to people.
//!
//! A phrase is a run of two to four words that holds together better than
//! chance and is not always part of one longer run, or a name in quotation
//! marks. What is counted for similarity stays in words; phrases are counted
//! for display only (gluing them without their parts hurt similarity).

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::{
    quoted::quoted,
    shorthand,
    types::{Role, Types},
    whole::{Neighbours, inside_clause},
};
use crate::{
    budget::PHRASE_TOKENS,
    corpus::Corpus,
    tokens::{GENERAL_WORDS, Segmenter, Stopwords, Tokens, WordClass},
};

/// Words in the longest phrase.
const WORDS: usize = 4;
/// Characters in the longest phrase.
pub(crate) const CHARACTERS: usize = 10;
/// A term of which this share of occurrences stands inside one longer term is not shown.
pub(super) const MOSTLY_INSIDE: f64 = 0.75;
/// Levels of administration, as words of their own.
const LEVELS: [&str; 7] = ["省", "市", "县", "区", "乡", "镇", "州"];
/// Least pointwise mutual information, in nats, at the weakest joint of a phrase.
const COHESION: f64 = 1.0;

/// A term that can be shown: a word, a phrase or a quoted name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrase {
    /// The term as printed.
    pub text: String,
    /// Number of words.
    pub words: usize,
    /// It stands in quotation marks somewhere.
    pub quoted: bool,
    /// It is the name of a place.
    pub place: bool,
    /// It is a word that the segmenter guessed and that stands in no quotation marks.
    pub guess: bool,
    /// What it weighs by itself, as odds: less for verbs and for words that are common
    /// everywhere, more for a name in quotation marks.
    pub weight: f64,
    /// How often general Chinese has it, or, if it is a phrase, the rarest of its words.
    pub general: u64,
    /// Where it occurs: document and sentence, an entry an occurrence.
    pub places: Vec<(usize, usize)>,
}

/// All terms of a collection that can be shown, sorted by text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Phrases {
    /// The terms.
    pub list: Vec<Phrase>,
    /// Words of each document: tokens that are not punctuation.
    pub totals: Vec<usize>,
}

/// Up to four types; unused places hold `u32::MAX`.
type Gram = [u32; WORDS];

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
        let counts = count(&types, longest);
        let size: u64 =
            counts.iter().filter(|(gram, _)| length(gram) == 1).map(|(_, &n)| u64::from(n)).sum();
        let mut shown: HashSet<Gram> = counts
            .keys()
            .filter(|gram| may_be_shown(gram, &types, (&counts, size)))
            .copied()
            .collect();
        shown.retain(|gram| {
            let text = text(gram, tokens);
            stopwords.drops(&text).is_none() && !stopwords.is_furniture(&text)
        });
        let mut places = places(&types, longest, shown);
        if longest > 1 {
            places.retain(|gram, found| !is_fragment(gram, &types, &found.around));
        }
        let places = independent(places, &counts);
        let mut terms = by_text(places, &types);
        if longest > 1 {
            quoted(corpus, (stopwords, segmenter), &mut terms);
            shorthand::drop_pieces(corpus, &mut terms);
        }
        let totals = sentence_words(tokens).iter().map(|words| words.iter().sum()).collect();
        Self { list: terms.into_values().collect(), totals }
    }
}

/// Words of each sentence of each document, punctuation not counted.
pub(crate) fn sentence_words(tokens: &Tokens) -> Vec<Vec<usize>> {
    let is_word: Vec<bool> =
        tokens.types().iter().map(|word| word.chars().any(char::is_alphanumeric)).collect();
    let words = |ids: &[u32]| ids.iter().filter(|&&id| is_word[id as usize]).count();
    tokens
        .documents()
        .iter()
        .map(|document| (0..document.ends.len()).map(|s| words(document.sentence(s))).collect())
        .collect()
}

fn words(gram: &Gram) -> impl Iterator<Item = u32> + '_ {
    gram.iter().copied().take_while(|&id| id != u32::MAX)
}

fn length(gram: &Gram) -> usize {
    words(gram).count()
}

fn gram(ids: &[u32]) -> Gram {
    let mut gram = [u32::MAX; WORDS];
    gram[..ids.len()].copy_from_slice(ids);
    gram
}

/// A run of words where it stands.
struct Seen {
    gram: Gram,
    document: usize,
    sentence: usize,
    /// The words before and after it, unless there is punctuation or a number.
    neighbours: [Option<u32>; 2],
}

/// Calls `each` with every run of up to `longest` words.
fn visit(types: &Types<'_>, longest: usize, mut each: impl FnMut(&Seen)) {
    for (place, document) in types.tokens.documents().iter().enumerate() {
        for sentence in 0..document.ends.len() {
            let is_bar = |id: &u32| types.roles[*id as usize] == Role::Bar;
            for run in document.sentence(sentence).split(is_bar) {
                for start in 0..run.len() {
                    for end in start + 1..=run.len().min(start + longest) {
                        let before = start.checked_sub(1).map(|before| run[before]);
                        each(&Seen {
                            gram: gram(&run[start..end]),
                            document: place,
                            sentence,
                            neighbours: [before, run.get(end).copied()],
                        });
                    }
                }
            }
        }
    }
}

fn count(types: &Types<'_>, longest: usize) -> HashMap<Gram, u32> {
    let mut counts = HashMap::new();
    visit(types, longest, |seen| *counts.entry(seen.gram).or_insert(0) += 1);
    counts
}

/// Where a run of words stands, and what stands around it.
#[derive(Default)]
struct Found {
    places: Vec<(usize, usize)>,
    around: Neighbours,
}

/// The places of all runs of `shown`.
fn places(types: &Types<'_>, longest: usize, shown: HashSet<Gram>) -> HashMap<Gram, Found> {
    let mut all: HashMap<Gram, Found> =
        shown.into_iter().map(|gram| (gram, Found::default())).collect();
    visit(types, longest, |seen| {
        if let Some(found) = all.get_mut(&seen.gram) {
            let edges = |id: u32| types.edges[id as usize];
            let [before, after] = seen.neighbours;
            found
                .around
                .add(before.and_then(|id| edges(id).before), after.and_then(|id| edges(id).after));
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

fn text(gram: &Gram, tokens: &Tokens) -> String {
    words(gram).map(|id| tokens.word(id)).collect()
}

/// The terms by their texts; the same text may have been cut in more than one way.
fn by_text(places: HashMap<Gram, Found>, types: &Types<'_>) -> BTreeMap<String, Phrase> {
    let mut terms: BTreeMap<String, Phrase> = BTreeMap::new();
    for (gram, Found { places, .. }) in places {
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
fn independent(
    mut shown: HashMap<Gram, Found>,
    counts: &HashMap<Gram, u32>,
) -> HashMap<Gram, Found> {
    let mut inside: HashMap<Gram, u32> = HashMap::new();
    for longer in shown.keys() {
        let ids: Vec<u32> = words(longer).collect();
        for length in 1..ids.len() {
            for part in ids.windows(length) {
                let most = inside.entry(gram(part)).or_insert(0);
                *most = counts[longer].max(*most);
            }
        }
    }
    shown.retain(|gram, _| {
        inside
            .get(gram)
            .is_none_or(|&longer| f64::from(longer) < MOSTLY_INSIDE * f64::from(counts[gram]))
    });
    shown
}

/// Whether a run of words is a term: by its ends, its cohesion and its independence.
fn may_be_shown(
    gram: &Gram,
    types: &Types<'_>,
    (counts, size): (&HashMap<Gram, u32>, u64),
) -> bool {
    let ids: Vec<u32> = words(gram).collect();
    let role = |place: usize| types.roles[ids[place] as usize];
    let class = |place: usize| types.classes[ids[place] as usize];
    let word = |place: usize| types.tokens.word(ids[place]);
    if ids.len() == 1 {
        return role(0) == Role::Content && class(0) != WordClass::Function;
    }
    let last = ids.len() - 1;
    let content = (0..=last).filter(|&place| role(place) == Role::Content).count();
    let frequency = counts[gram];
    // 重点 is furniture, but 人群 is hardly ever said without it: then it belongs to the term.
    let inseparable =
        |rest: &[u32]| f64::from(frequency) >= MOSTLY_INSIDE * f64::from(counts[&self::gram(rest)]);
    let begins = match role(0) {
        Role::Function => false,
        Role::Furniture => role(1) == Role::Content && inseparable(&ids[1..]),
        // 省 of 省女企业家 says whose, not what.
        Role::Morpheme if LEVELS.contains(&word(0)) => false,
        // 搞, 学, 编: what begins so is a clause.
        Role::Morpheme => !matches!(class(0), WordClass::Function | WordClass::Verb),
        _ => class(0) != WordClass::Function,
    };
    let ends = begins
        && match role(last) {
            Role::Function => false,
            Role::Morpheme => frequency > 2 && inseparable(&ids[..last]),
            _ => class(last) != WordClass::Function,
        };
    let clause = (1..last).any(|place| role(place) == Role::Function && inside_clause(word(place)));
    let characters: usize = (0..=last).map(|place| word(place).chars().count()).sum();
    if content == 0 || !ends || clause || !(3..=CHARACTERS).contains(&characters) || frequency < 2 {
        return false;
    }
    (1..=last).all(|joint| cohesion(&ids, joint, frequency, (counts, size)) >= COHESION)
}

/// Pointwise mutual information of the two parts of a run, `ln(f(xy) · N / (f(x) · f(y)))`.
fn cohesion(
    ids: &[u32],
    joint: usize,
    frequency: u32,
    (counts, size): (&HashMap<Gram, u32>, u64),
) -> f64 {
    let of = |ids: &[u32]| f64::from(counts[&gram(ids)]);
    libm::log(f64::from(frequency) * size as f64 / (of(&ids[..joint]) * of(&ids[joint..])))
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
            text: (*text).to_owned(),
            printed: None,
            unit: 0,
            heading: false,
            opens: false,
            line: 1,
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
