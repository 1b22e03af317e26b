//! Meetings dealt from texts whose classes, or whose one source, are known.

use std::{collections::BTreeMap, fs, ops::RangeInclusive, path::Path};

use rand::{Rng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::Deserialize;

use crate::Failure;

/// Ends of a sentence.
const ENDS: [char; 3] = ['。', '！', '？'];
/// Fewest characters of a text.
const SHORTEST: usize = 300;

/// Texts of one set by their class.
pub(crate) type Classes = BTreeMap<String, Vec<String>>;

/// Of which classes of its set a meeting is dealt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Every second one.
    First,
    /// The others.
    Second,
    /// All.
    All,
}

/// A meeting dealt from a set.
pub(crate) struct Dealt {
    pub(crate) part: Part,
    /// The place of each speech's class.
    pub(crate) labels: Vec<usize>,
    pub(crate) speeches: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    label: String,
    text: String,
    #[serde(default)]
    dup: serde_json::Value,
}

/// The texts of a JSONL file with `label` and `text`; those marked `dup` are left out.
pub(crate) fn texts(path: &Path) -> Result<Classes, Failure> {
    let mut by = Classes::new();
    for line in String::from_utf8(fs::read(path)?)?.lines() {
        let row: Row = serde_json::from_str(line)?;
        let is_copy = !matches!(row.dup, serde_json::Value::Null | serde_json::Value::Bool(false));
        let text = joined(&row.text);
        if !is_copy && text.chars().count() >= SHORTEST {
            by.entry(row.label).or_default().push(text);
        }
    }
    Ok(by)
}

/// A text without blanks, and without line ends inside a sentence.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for c in text.trim().chars().filter(|c| ![' ', '\t'].contains(c)) {
        if c != '\n' || joined.ends_with(ENDS) {
            joined.push(c);
        }
    }
    joined
}

/// Speeches of a meeting, and of a small one.
const SPEECHES: [RangeInclusive<usize>; 2] = [8..=30, 4..=8];
/// Fewest and most classes of a meeting, and of a small one.
const CLASSES: [[usize; 2]; 2] = [[3, 8], [2, 4]];
/// Characters of a speech.
const LENGTH: RangeInclusive<usize> = 800..=3000;
/// Texts of a speech.
const TEXTS: RangeInclusive<usize> = 1..=3;

/// A meeting of 3 to 8 classes, but not fewer than three speeches a class; of 2 to 4 if it is
/// `small`. Each speech is of texts of one class, none of which is said twice.
pub(crate) fn of_classes(by: &Classes, small: bool, random: &mut Xoshiro256PlusPlus) -> Dealt {
    let size = random.gen_range(SPEECHES[usize::from(small)].clone());
    let [least, most] = CLASSES[usize::from(small)];
    let most = most.min(if small { size / 2 + 1 } else { size / 3 }).min(by.len()).max(least);
    let count = random.gen_range(least..=most);
    let mut classes: Vec<Vec<&String>> =
        by.values().map(|texts| texts.iter().collect::<Vec<_>>()).collect();
    classes.shuffle(random);
    classes.truncate(count);
    for texts in &mut classes {
        texts.shuffle(random);
    }
    let weights: Vec<f64> = classes.iter().map(|_| random.gen_range(0.5..2.0)).collect();
    let mut dealt = Dealt { part: Part::All, labels: Vec::new(), speeches: Vec::new() };
    // A class may run out of texts.
    while dealt.speeches.len() < size && classes.iter().any(|texts| !texts.is_empty()) {
        let mut at = random.gen_range(0.0..weights.iter().sum::<f64>());
        let is_passed = |weight: &f64| {
            at -= weight;
            at < 0.0
        };
        let class = weights.iter().position(is_passed).unwrap_or(0);
        if let Some(speech) = speech(&mut classes[class], random) {
            dealt.labels.push(class);
            dealt.speeches.push(speech);
        }
    }
    dealt
}

/// A speech of some of the texts, which are taken away; `None` if there is none left.
fn speech(texts: &mut Vec<&String>, random: &mut Xoshiro256PlusPlus) -> Option<String> {
    let (length, count) = (random.gen_range(LENGTH), random.gen_range(TEXTS));
    let mut text = texts.pop()?.clone();
    for _ in 1..count {
        if text.chars().count() < length {
            text.push('\n');
            text += texts.pop().map_or("", String::as_str);
        }
    }
    Some(cut(&text, length))
}

/// The first so many characters, up to the end of a sentence if it does not stand at the
/// beginning.
fn cut(text: &str, length: usize) -> String {
    const BEGINNING: usize = 200;
    let text: String = text.chars().take(length).collect();
    let end = text.rfind(ENDS).map(|at| at + '。'.len_utf8());
    let is_far = |end: &usize| text[..*end].chars().count() > BEGINNING;
    end.filter(is_far).map_or(text.as_str(), |end| &text[..end]).to_owned()
}

/// Sentences or paragraphs of a speech that is dealt from one report.
const PARTS: RangeInclusive<usize> = 8..=40;
/// Fewest of these in a meeting for each of its speeches.
const LEAST: usize = 5;

/// 4 to 30 speeches that share out one report: its sentences, or its `paragraphs`. Each is of a
/// class of its own, so that no pair is right.
pub(crate) fn of_one_source(
    report: &str,
    paragraphs: bool,
    random: &mut Xoshiro256PlusPlus,
) -> Dealt {
    /// Characters of a sentence; what is shorter is a heading.
    const SENTENCE: usize = 10;
    let mut parts: Vec<String> = if paragraphs {
        let lines = report.lines().map(str::trim);
        lines.filter(|line| line.ends_with(ENDS)).map(|line| format!("{line}\n")).collect()
    } else {
        let is_whole = |one: &&str| one.chars().count() >= SENTENCE && !one.contains('\n');
        report.split_inclusive(ENDS).map(str::trim).filter(is_whole).map(String::from).collect()
    };
    parts.shuffle(random);
    let [fewest, most] = crate::SPEECHES;
    let size = random.gen_range(fewest..=most.min(parts.len() / LEAST).max(fewest));
    let taken = parts.len().min(size * random.gen_range(PARTS));
    let mut speeches = vec![String::new(); size];
    for (place, part) in parts.into_iter().take(taken).enumerate() {
        speeches[place % size] += &part;
    }
    Dealt { part: Part::All, labels: (0..size).collect(), speeches }
}
