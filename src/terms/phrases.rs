//! Words and phrases that can be shown to people.
//!
//! A phrase is a run of two to four words that holds together better than
//! chance and is not always part of one longer run, or a name in quotation
//! marks. What is counted for similarity stays in words; phrases are counted
//! for display only (gluing them without their parts hurt similarity).

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use crate::{
    corpus::Corpus,
    tokens::{Dropped, Stopwords, Tokens},
};

/// Words in the longest phrase.
const WORDS: usize = 4;
/// Characters in the longest phrase.
pub(crate) const CHARACTERS: usize = 10;
/// Collections with more tokens are counted in single words only.
const TOKENS: usize = 4_000_000;
/// A term of which this share of occurrences stands inside one longer term is not shown.
const MOSTLY_INSIDE: f64 = 0.75;
/// Least pointwise mutual information, in nats, at the weakest joint of a phrase.
const COHESION: f64 = 1.0;

/// A term that can be shown: a word, a phrase or a quoted name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The term as printed.
    pub text: String,
    /// Number of words.
    pub words: usize,
    /// It stands in quotation marks somewhere.
    pub quoted: bool,
    /// Where it occurs: document and sentence, an entry an occurrence.
    pub places: Vec<(usize, usize)>,
}

/// All terms of a collection that can be shown, sorted by text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// The terms.
    pub list: Vec<Phrase>,
    /// Words of each document: tokens that are not punctuation.
    pub totals: Vec<usize>,
}

/// Up to four types; unused places hold `u32::MAX`.
type Gram = [u32; WORDS];

/// What each type of token may do in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Punctuation or a number: no phrase goes across it.
    Bar,
    /// A function word: inside only, if at all.
    Function,
    /// Furniture of the genre: at the end, or inside.
    Furniture,
    /// The host's own words: anywhere, but not alone.
    Host,
    /// One character that is no stop word: anywhere, but not alone.
    Morpheme,
    /// A word of content.
    Content,
}

impl Phrases {
    /// Finds the terms of a corpus.
    pub fn find(corpus: &Corpus, tokens: &Tokens, stopwords: &Stopwords) -> Self {
        let roles: Vec<Role> =
            tokens.types().par_iter().map(|word| role(stopwords.drops(word))).collect();
        let total: usize = tokens.documents().iter().map(|document| document.ids.len()).sum();
        let longest = if total > TOKENS { 1 } else { WORDS };
        let counts = count(tokens, &roles, longest);
        let size: u64 =
            counts.iter().filter(|(gram, _)| length(gram) == 1).map(|(_, &n)| u64::from(n)).sum();
        let mut shown: HashSet<Gram> = counts
            .keys()
            .filter(|gram| may_be_shown(gram, tokens, &roles, (&counts, size)))
            .copied()
            .collect();
        shown.retain(|gram| stopwords.drops(&text(gram, tokens)).is_none());
        let mut places: HashMap<Gram, Vec<(usize, usize)>> =
            independent(shown, &counts).into_iter().map(|gram| (gram, Vec::new())).collect();
        visit(tokens, &roles, longest, |gram, document, sentence| {
            if let Some(places) = places.get_mut(gram) {
                places.push((document, sentence));
            }
        });
        let mut terms = by_text(places, tokens);
        if longest > 1 {
            quoted(corpus, stopwords, &mut terms);
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

fn role(dropped: Option<Dropped>) -> Role {
    match dropped {
        None => Role::Content,
        Some(Dropped::Punctuation | Dropped::Number) => Role::Bar,
        Some(Dropped::Region) => Role::Host,
        Some(Dropped::Single) => Role::Morpheme,
        Some(Dropped::List("host")) => Role::Host,
        Some(Dropped::List("meeting")) => Role::Furniture,
        Some(Dropped::List(_)) => Role::Function,
    }
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

/// Calls `each` with every run of up to `longest` words, with its document and sentence.
fn visit(
    tokens: &Tokens,
    roles: &[Role],
    longest: usize,
    mut each: impl FnMut(&Gram, usize, usize),
) {
    for (place, document) in tokens.documents().iter().enumerate() {
        for sentence in 0..document.ends.len() {
            for run in document.sentence(sentence).split(|&id| roles[id as usize] == Role::Bar) {
                for start in 0..run.len() {
                    for end in start + 1..=run.len().min(start + longest) {
                        each(&gram(&run[start..end]), place, sentence);
                    }
                }
            }
        }
    }
}

fn count(tokens: &Tokens, roles: &[Role], longest: usize) -> HashMap<Gram, u32> {
    let mut counts = HashMap::new();
    visit(tokens, roles, longest, |gram, _, _| *counts.entry(*gram).or_insert(0) += 1);
    counts
}

fn text(gram: &Gram, tokens: &Tokens) -> String {
    words(gram).map(|id| tokens.word(id)).collect()
}

/// The terms by their texts; the same text may have been cut in more than one way.
fn by_text(
    places: HashMap<Gram, Vec<(usize, usize)>>,
    tokens: &Tokens,
) -> BTreeMap<String, Phrase> {
    let mut terms: BTreeMap<String, Phrase> = BTreeMap::new();
    for (gram, places) in places {
        let text = text(&gram, tokens);
        let term = terms.entry(text).or_insert_with_key(|text| Phrase {
            text: text.clone(),
            words: 1,
            quoted: false,
            places: Vec::new(),
        });
        term.words = term.words.max(length(&gram));
        term.places.extend(places);
        term.places.sort_unstable();
    }
    terms
}

/// Leaves out what is nearly always part of one longer term: 人群 of 重点人群.
fn independent(shown: HashSet<Gram>, counts: &HashMap<Gram, u32>) -> HashSet<Gram> {
    let mut inside: HashMap<Gram, u32> = HashMap::new();
    for longer in &shown {
        let ids: Vec<u32> = words(longer).collect();
        for length in 1..ids.len() {
            for part in ids.windows(length) {
                let most = inside.entry(gram(part)).or_insert(0);
                *most = counts[longer].max(*most);
            }
        }
    }
    let alone = |gram: &Gram| {
        inside
            .get(gram)
            .is_none_or(|&longer| f64::from(longer) < MOSTLY_INSIDE * f64::from(counts[gram]))
    };
    shown.iter().filter(|gram| alone(gram)).copied().collect()
}

/// Whether a run of words is a term: by its ends, its cohesion and its independence.
fn may_be_shown(
    gram: &Gram,
    tokens: &Tokens,
    roles: &[Role],
    (counts, size): (&HashMap<Gram, u32>, u64),
) -> bool {
    let ids: Vec<u32> = words(gram).collect();
    let role = |place: usize| roles[ids[place] as usize];
    if ids.len() == 1 {
        return role(0) == Role::Content;
    }
    let last = ids.len() - 1;
    let content = (0..=last).filter(|&place| role(place) == Role::Content).count();
    // 重点 is furniture, but 人群 is hardly ever said without it: then it belongs to the term.
    let inseparable = || {
        role(1) == Role::Content
            && f64::from(counts[gram]) >= MOSTLY_INSIDE * f64::from(counts[&self::gram(&ids[1..])])
    };
    let begins = match role(0) {
        Role::Function => false,
        Role::Furniture => inseparable(),
        _ => true,
    };
    let ends = begins && !matches!(role(last), Role::Function | Role::Morpheme);
    let characters: usize = ids.iter().map(|&id| tokens.word(id).chars().count()).sum();
    let frequency = counts[gram];
    if content == 0 || !ends || !(3..=CHARACTERS).contains(&characters) || frequency < 2 {
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
    (f64::from(frequency) * size as f64 / (of(&ids[..joint]) * of(&ids[joint..]))).ln()
}

/// Adds the names that stand in quotation marks, counted wherever they occur.
fn quoted(corpus: &Corpus, stopwords: &Stopwords, terms: &mut BTreeMap<String, Phrase>) {
    let mut names: Vec<&str> = corpus
        .documents
        .iter()
        .flat_map(|document| &document.sentences)
        .flat_map(|sentence| quotations(&sentence.text))
        .filter(|name| stopwords.drops(name).is_none())
        .collect();
    names.sort_unstable();
    names.dedup();
    // One pass for all names: a pass for each would cost more than all else here.
    let Ok(matcher) = AhoCorasick::new(&names) else { return };
    let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); names.len()];
    for (document, texts) in corpus.documents.iter().enumerate() {
        for (place, sentence) in texts.sentences.iter().enumerate() {
            // As `str::matches`: occurrences of one name do not overlap.
            let mut ends = HashMap::new();
            for found in matcher.find_overlapping_iter(&sentence.text) {
                let name = found.pattern().as_usize();
                let end = ends.entry(name).or_insert(0);
                if found.start() >= *end {
                    *end = found.end();
                    places[name].push((document, place));
                }
            }
        }
    }
    for (name, places) in names.into_iter().zip(places) {
        let term = terms.entry(name.to_owned()).or_insert_with(|| Phrase {
            text: name.to_owned(),
            words: 2,
            quoted: true,
            places: Vec::new(),
        });
        term.quoted = true;
        term.places = places;
    }
}

/// The short names in quotation marks: two to ten Chinese characters and nothing else.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| {
        let name = rest.split('”').next()?;
        let count = name.chars().count();
        let plain = name.chars().all(|c| c.is_alphanumeric() && !c.is_ascii_digit());
        (plain && rest.len() > name.len() && (2..=CHARACTERS).contains(&count)).then_some(name)
    })
}
