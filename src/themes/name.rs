//! What a found theme is called.

use super::passage_counts::{KeyWord, PassageCounts, SPEECHES};
use crate::tokens::{GENERAL_WORDS, Segmenter, WordClass};

/// What a theme is called, and the words that represent it.
pub(super) struct Name {
    /// The words of its name; empty: it has no name.
    pub(super) name: Vec<String>,
    /// The words that represent it, as columns, those of its name first.
    pub(super) words: Vec<usize>,
}

/// Words of a name at least: one word that passages share by chance is no name.
const LEAST: usize = 2;
/// Words of a name at most. Chosen by eye, like the length of the list below.
const MOST: usize = 3;
/// Words listed for a theme.
const TERMS: usize = 10;
/// More than this share of its passages must have a word of its name: most of them. Chosen by eye,
/// like the two below.
const HAVE_ONE: f64 = 0.5;
/// Share of its passages that must have each word of its name, and how many passages at least.
const HAVE_EACH: f64 = 0.2;
const HAVE: f64 = 4.0;
/// How many times as often as in general Chinese a theme must say a word. Words with less are said
/// of everything (经济, 项目, 市场). Chosen by eye.
const LIFT: f64 = 50.0;
/// A word is part of a longer one if the same character follows or precedes it in this share of
/// its occurrences. Chosen by eye.
const FRAGMENT: f64 = 0.9;
/// Capital letters of an abbreviation at least: any English sentence begins with one.
const CAPITALS: usize = 2;

/// Words that speakers fill their sentences with: nouns, and words that the dictionary lacks.
const FILLER: [&str; 11] =
    ["的话", "也好", "好不好", "有没有", "是不是", "就是", "这个", "那个", "这样", "什么", "怎么"];

/// Names some passages.
pub(super) fn name(counts: &PassageCounts<'_>, members: &[usize]) -> Name {
    let least = HAVE_EACH.max(HAVE / members.len() as f64);
    let (frequent, rest): (Vec<KeyWord>, Vec<KeyWord>) =
        candidates(counts, members).into_iter().partition(|key| key.recall >= least);
    let words: Vec<usize> = frequent.iter().chain(&rest).map(|key| key.word).collect();
    let named = &words[..frequent.len().min(MOST)];
    let is_name = named.len() >= LEAST && counts.share_with_any(members, named) > HAVE_ONE;
    let name = if is_name { named } else { &[] };
    Name { name: name.iter().map(|&word| counts.term(word).to_owned()).collect(), words }
}

/// The [`TERMS`] most representative words that a name may have, none inside another.
fn candidates(counts: &PassageCounts<'_>, members: &[usize]) -> Vec<KeyWord> {
    let mut chosen: Vec<KeyWord> = Vec::new();
    for key in counts.key_words(members) {
        if chosen.len() == TERMS {
            break;
        }
        let term = counts.term(key.word);
        let overlaps = chosen.iter().any(|other| {
            let other = counts.term(other.word);
            term.contains(other) || other.contains(term)
        });
        if !overlaps && is_name_word(counts, &key) {
            chosen.push(key);
        }
    }
    chosen
}

/// Whether a word may be part of a name.
fn is_name_word(counts: &PassageCounts<'_>, key: &KeyWord) -> bool {
    let term = counts.term(key.word);
    let segmenter = counts.texts.segmenter;
    let general = segmenter.general_frequency(term) as f64 / GENERAL_WORDS as f64;
    // Names of things are written with capitals (NBA); other Latin letters are English text.
    let capitals = term.chars().filter(char::is_ascii_uppercase).count();
    let is_english = term.is_ascii() && capitals < CAPITALS;
    key.speeches >= SPEECHES
        && key.rate >= LIFT * general
        && !is_english
        && !FILLER.contains(&term)
        && is_noun(segmenter, term)
        && !is_fragment(counts, term)
}

/// Whether a word is a noun or a name, or one that the dictionary lacks and that contains no
/// function word (这是).
fn is_noun(segmenter: &Segmenter, term: &str) -> bool {
    match segmenter.class(term) {
        WordClass::Name => true,
        WordClass::Unknown => !term.chars().any(|c| is_function(segmenter, c)),
        _ => false,
    }
}

fn is_function(segmenter: &Segmenter, c: char) -> bool {
    segmenter.class(&c.to_string()) == WordClass::Function
}

/// Whether nearly all occurrences of a word in the meeting are part of one longer word.
fn is_fragment(counts: &PassageCounts<'_>, term: &str) -> bool {
    let tokens = counts.texts.tokens;
    let Ok(id) = tokens.types().binary_search_by(|word| word.as_str().cmp(term)) else {
        return false;
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut times = 0;
    for document in tokens.documents() {
        for index in 0..document.ends.len() {
            let sentence = document.sentence(index);
            for at in (0..sentence.len()).filter(|&at| sentence[at] as usize == id) {
                let last = at.checked_sub(1).and_then(|at| sentence.get(at));
                let next = sentence.get(at + 1);
                before.extend(last.and_then(|&id| tokens.word(id).chars().next_back()));
                after.extend(next.and_then(|&id| tokens.word(id).chars().next()));
                times += 1;
            }
        }
    }
    let least = FRAGMENT * f64::from(times);
    [before, after].into_iter().filter_map(most_frequent).any(|(c, count)| {
        count as f64 >= least && c.is_alphanumeric() && !is_function(counts.texts.segmenter, c)
    })
}

/// The most frequent of some characters, and its count.
fn most_frequent(mut characters: Vec<char>) -> Option<(char, usize)> {
    characters.sort_unstable();
    characters.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).max_by_key(|m| m.1)
}
