//! What a theme that was found is called.

use super::sections::{Key, SPEECHES, Sections};
use crate::tokens::{GENERAL_WORDS, Segmenter, WordClass};

/// What a theme is called, and the words that stand for it.
pub(super) struct Name {
    /// The words of its name; none: it has no name.
    pub(super) name: Vec<String>,
    /// The words that stand for it, as columns, those of its name first.
    pub(super) words: Vec<usize>,
}

/// Words of a name at least: one word shared by chance is no name.
const LEAST: usize = 2;
/// Words of a name at most.
const MOST: usize = 3;
/// Words listed for a theme.
const TERMS: usize = 10;
/// Share of its passages that say a word of its name.
const SAYS_ONE: f64 = 0.5;
/// Share of its passages that say each word of its name, and how many at least.
const SAYS_EACH: f64 = 0.2;
const SAY: f64 = 4.0;
/// How many times as often as in general Chinese a theme must say a word: less is said of
/// everything (经济, 项目, 市场).
const LIFT: f64 = 50.0;
/// Share of its places in which the same character follows or precedes a word from which it is
/// part of a longer one.
const FRAGMENT: f64 = 0.9;

/// Capital letters of an abbreviation at least: one opens any English sentence.
const CAPITALS: usize = 2;

/// What speakers fill their sentences with, nouns and words that the dictionary lacks.
const FILLER: [&str; 11] =
    ["的话", "也好", "好不好", "有没有", "是不是", "就是", "这个", "那个", "这样", "什么", "怎么"];

/// Names some passages.
pub(super) fn name(sections: &Sections<'_>, members: &[usize]) -> Name {
    let mut chosen: Vec<Key> = Vec::new();
    for key in sections.keys(members) {
        let overlaps = |other: &Key| {
            let (a, b) = (sections.term(key.word), sections.term(other.word));
            a.contains(b) || b.contains(a)
        };
        if chosen.len() < TERMS && !chosen.iter().any(overlaps) && is_name(sections, &key) {
            chosen.push(key);
        }
    }
    let least = SAYS_EACH.max(SAY / members.len() as f64);
    let (first, rest): (Vec<Key>, Vec<Key>) =
        chosen.into_iter().partition(|key| key.recall >= least);
    let mut words: Vec<usize> = first.iter().chain(&rest).map(|key| key.word).collect();
    let count = first.len().min(MOST);
    let is_named = count >= LEAST && sections.said_by(members, &words[..count]) > SAYS_ONE;
    words.truncate(TERMS);
    let name = words[..if is_named { count } else { 0 }].iter();
    let name = name.map(|&word| sections.term(word).to_owned()).collect();
    Name { name, words }
}

/// Whether a word may be part of a name.
fn is_name(sections: &Sections<'_>, key: &Key) -> bool {
    let term = sections.term(key.word);
    let segmenter = sections.texts.segmenter;
    let general = segmenter.general_frequency(term) as f64 / GENERAL_WORDS as f64;
    // Running English in a Chinese record; names of things are written with capitals (NBA).
    let capitals = term.chars().filter(char::is_ascii_uppercase).count();
    let is_english = term.is_ascii() && capitals < CAPITALS;
    key.speeches >= SPEECHES
        && key.rate >= LIFT * general
        && !is_english
        && !FILLER.contains(&term)
        && is_noun(segmenter, term)
        && !is_fragment(sections, term)
}

/// Whether a word is a noun or a name, or one that the dictionary lacks and that is not made of
/// function words (这是).
fn is_noun(segmenter: &Segmenter, term: &str) -> bool {
    let is_function = |c: char| segmenter.class(&c.to_string()) == WordClass::Function;
    match segmenter.class(term) {
        WordClass::Name => true,
        WordClass::Unknown => !term.chars().any(is_function),
        _ => false,
    }
}

/// Whether nearly all places of a word in the meeting are parts of one longer word.
fn is_fragment(sections: &Sections<'_>, term: &str) -> bool {
    let texts = sections.texts;
    let Ok(id) = texts.tokens.types().binary_search_by(|word| word.as_str().cmp(term)) else {
        return false;
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut times = 0;
    for document in texts.tokens.documents() {
        for place in 0..document.ends.len() {
            let sentence = document.sentence(place);
            for at in (0..sentence.len()).filter(|&at| sentence[at] as usize == id) {
                let last = at.checked_sub(1).and_then(|at| sentence.get(at));
                let last = last.and_then(|&id| texts.tokens.word(id).chars().next_back());
                let next =
                    sentence.get(at + 1).and_then(|&id| texts.tokens.word(id).chars().next());
                before.extend(last);
                after.extend(next);
                times += 1;
            }
        }
    }
    let is_part = |c: char| {
        c.is_alphanumeric() && texts.segmenter.class(&c.to_string()) != WordClass::Function
    };
    [before, after].into_iter().any(|neighbours| {
        most(neighbours)
            .is_some_and(|(c, count)| is_part(c) && count as f64 >= FRAGMENT * f64::from(times))
    })
}

/// The most frequent of some characters, and how often it is there.
fn most(mut characters: Vec<char>) -> Option<(char, usize)> {
    characters.sort_unstable();
    characters.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).max_by_key(|m| m.1)
}
