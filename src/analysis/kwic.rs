//! A transcript and a pattern → every hit in its context (KWIC), with the count of each speech.
//!
//! A speech is searched as one text, its paragraphs parted by line ends: a hit and its context
//! may run on into the next sentence, no heading runs into the paragraph below it, and nothing
//! runs into another speech. Titles stand apart from the text and are not searched.

use std::ops::Range;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{build::names, per_thousand};
use crate::names::script::simplified;
use crate::{
    corpus::{self, characters},
    error::{Error, Result},
    ids::SentenceId,
    transcript::{Speech, Transcript, Unit},
};

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
    /// The same in simplified characters, for texts in traditional ones and the other way round.
    simplified: Regex,
}

impl Pattern {
    /// A string as it is printed; `a` finds `A` too, and no other character is folded.
    ///
    /// Traditional characters and their simplified forms find each other: 發展 finds 发展.
    ///
    /// # Errors
    /// An empty string, or one of many thousand characters.
    pub fn plain(text: &str) -> Result<Self> {
        Self::compile(text, &text.chars().map(in_both_cases).collect::<String>())
    }

    /// A regular expression of the crate regex. It tells `a` from `A` unless it says `(?i)`.
    ///
    /// # Errors
    /// An empty string, or what is no such expression.
    pub fn regex(text: &str) -> Result<Self> {
        Self::compile(text, text)
    }

    fn compile(text: &str, expression: &str) -> Result<Self> {
        let error = |reason: String, remedy: &str| Error::input("PATTERN", reason, remedy);
        if text.is_empty() {
            return Err(error("is empty".into(), "give a word to look for"));
        }
        let compiled = |expression: &str| {
            Regex::new(expression).map_err(|cause| match cause {
                // The reason stands in the last line, below a drawing of the place.
                regex::Error::Syntax(told) => {
                    let last = told.lines().last().unwrap_or_default();
                    let reason = last.trim_start_matches("error: ");
                    let remedy = "mend it, or leave `--regex` away to look for it as it stands";
                    error(format!("`{text}` is no regular expression: {reason}"), remedy)
                }
                _ => error("is too large".into(), "give a shorter one"),
            })
        };
        let (regex, simplified) = (compiled(expression)?, compiled(&simplified(expression))?);
        Ok(Self { text: text.to_owned(), regex, simplified })
    }

    /// Where the pattern stands in a text, in bytes.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let all = |regex: &Regex, text: &str| {
            let found = regex.find_iter(text).map(|found| found.range());
            found.filter(|range| !range.is_empty()).collect::<Vec<_>>()
        };
        let mut found = all(&self.regex, text);
        let reading = simplified(text);
        if reading == text && self.regex.as_str() == self.simplified.as_str() {
            return found;
        }
        // A place in the reading is the same place in print: a text may hold both forms.
        found.extend(all(&self.simplified, &reading));
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            let stands = range.start >= end;
            end = if stands { range.end } else { end };
            stands
        });
        found
    }

    /// The pattern as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// An expression for one character, whatever the case of an ASCII letter.
fn in_both_cases(c: char) -> String {
    match c.is_ascii_alphabetic() {
        true => format!("[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase()),
        false => regex::escape(c.encode_utf8(&mut [0; 4])),
    }
}

/// What a meeting says of a pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kwic {
    /// The meeting's name.
    pub title: String,
    /// The pattern as it was given.
    pub pattern: String,
    /// All hits in the order of the record. They do not overlap: the leftmost is taken, and the
    /// search goes on behind it.
    pub hits: Vec<Hit>,
    /// Hits of every speech, of those without any too.
    pub counts: Vec<Count>,
}

/// One hit; `left`, `keyword` and `right` joined stand so in the speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Name of the speech, as in [`SpeechAnalysis::name`](super::SpeechAnalysis::name).
    pub speech: String,
    /// The region's short name, if the speaker is of a known region.
    pub region: Option<String>,
    /// The sentence in which the keyword begins.
    pub sentence: SentenceId,
    /// Characters (Unicode code points) of that sentence before the keyword.
    pub start: usize,
    /// What stands before it, as many characters as asked for or up to the speech's beginning;
    /// a line end parts paragraphs.
    pub left: String,
    /// What was found.
    pub keyword: String,
    /// What stands behind it, up to the speech's end.
    pub right: String,
    /// Name of the file.
    pub source: String,
    /// Line of the file on which the keyword begins, from 1; 0 if unknown.
    pub line: usize,
}

/// The hits of one speech, and of how much text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Name of the speech.
    pub speech: String,
    /// Its hits.
    pub hits: usize,
    /// Its characters, white space not counted.
    pub characters: usize,
    /// Hits in a thousand characters; `None` for a speech without text.
    pub per_thousand: Option<f64>,
}

/// Every hit of `pattern` in `transcript`, with `window` characters on each side.
///
/// An expression that can match nothing (`风*`) hits only where it matches something.
///
/// ```
/// use yiti::{Yiti, analysis::kwic, config::Config};
///
/// let yiti = Yiti::new(Config::default())?;
/// let record = yiti.read_text("会议.txt", "【广东】\n开展法律援助。\n\n【河北】\n抓好春耕备耕。\n")?;
/// let found = kwic::kwic(&record.meetings[0], &kwic::Pattern::plain("春耕")?, 10);
/// assert_eq!((found.hits[0].speech.as_str(), found.hits[0].line), ("河北", 5));
/// # Ok::<(), yiti::Error>(())
/// ```
pub fn kwic(transcript: &Transcript, pattern: &Pattern, window: usize) -> Kwic {
    let mut hits = Vec::new();
    let mut counts = Vec::new();
    for (speech, name) in transcript.speeches.iter().zip(names(&transcript.speeches)) {
        let text = Text::of(speech);
        let source =
            |unit| transcript.sources.get(speech.source_of(unit)).cloned().unwrap_or_default();
        let before = hits.len();
        for found in pattern.find(&text.text) {
            let (sentence, start) = text.sentence(found.start);
            hits.push(Hit {
                speech: name.clone(),
                region: speech.region.clone(),
                sentence,
                start,
                left: last(&text.text[..found.start], window).to_owned(),
                keyword: text.text[found.clone()].to_owned(),
                right: first(&text.text[found.end..], window).to_owned(),
                source: source(text.unit(found.start)),
                line: text.line(found.start),
            });
        }
        let characters = characters(&text.text);
        let count = hits.len() - before;
        let per_thousand = (characters > 0).then(|| per_thousand(count, characters));
        counts.push(Count { speech: name, hits: count, characters, per_thousand });
    }
    let (title, pattern) = (transcript.meeting.title.clone(), pattern.text.clone());
    Kwic { title, pattern, hits, counts }
}

/// The text of a speech, with what says where a byte of it stands.
struct Text<'a> {
    text: String,
    /// First byte of each section.
    units: Vec<(usize, &'a Unit)>,
    /// First byte of each sentence, in the order of [`corpus::Corpus::by_speech`].
    sentences: Vec<usize>,
}

impl<'a> Text<'a> {
    fn of(speech: &'a Speech) -> Self {
        let mut whole = Self { text: String::new(), units: Vec::new(), sentences: Vec::new() };
        for unit in &speech.units {
            if !whole.text.is_empty() {
                whole.text.push('\n');
            }
            let base = whole.text.len();
            whole.text.push_str(&unit.text);
            whole.units.push((base, unit));
            whole.sentences.extend(corpus::split(&unit.text).map(|(start, _)| base + start));
        }
        whole
    }

    /// The sentence that holds byte `at`, and the characters of it before `at`.
    fn sentence(&self, at: usize) -> (SentenceId, usize) {
        let place = self.sentences.partition_point(|&start| start <= at).saturating_sub(1);
        let start = self.sentences.get(place).map_or(0, |&start| start.min(at));
        (SentenceId::new(place), self.text[start..at].chars().count())
    }

    /// The section that holds byte `at`.
    fn unit(&self, at: usize) -> usize {
        self.units.partition_point(|&(base, _)| base <= at).saturating_sub(1)
    }

    /// The line of the source that holds byte `at`; 0 if unknown.
    fn line(&self, at: usize) -> usize {
        let place = self.unit(at);
        self.units.get(place).map_or(0, |(base, unit)| unit.line(at.saturating_sub(*base)))
    }
}

/// The last `count` characters of a text, or all.
fn last(text: &str, count: usize) -> &str {
    let Some(before) = count.checked_sub(1) else { return "" };
    let start = text.char_indices().rev().nth(before).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first `count` characters of a text, or all.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests;
