//! Transcripts → [`Corpus`]: the texts that are counted and compared.
//!
//! A document is a speech, kept as its sentences. What counts by section or by
//! sentence takes the same sentences, so that a text is segmented once.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicU32, Ordering},
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::budget::{SENTENCE_CHARACTERS, SENTENCE_END};
use crate::names::script::simplified;
use crate::transcript::{Speech, Transcript, Unit};

/// The documents of one meeting, in the order of its speeches.
///
/// Its texts are those of the transcript, which it borrows: a large collection fills much memory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corpus<'a> {
    /// One document a speech.
    pub documents: Vec<Document<'a>>,
}

/// One speech as sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document<'a> {
    /// The speech's title, as it is counted. It is not among the sentences.
    pub title: Option<String>,
    /// Its sentences in order.
    pub sentences: Vec<Sentence<'a>>,
    /// Number of its sections.
    pub units: usize,
}

/// One sentence: up to 。！？； or the end of a paragraph, closing marks included.
///
/// A longer text without such a mark is cut at a comma, see [`split`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence<'a> {
    /// The sentence as it is counted: as printed, or in simplified characters.
    pub text: Cow<'a, str>,
    /// The sentence as printed, if that differs: as long as `text`, byte for byte.
    pub printed: Option<Cow<'a, str>>,
    /// Index of its section in the speech.
    pub unit: usize,
    /// It is the section's heading.
    pub heading: bool,
    /// It begins a paragraph.
    pub opens: bool,
    /// Line of the source on which it begins, from 1; 0 if unknown.
    pub line: usize,
    /// Its characters once they are counted: each stage asks for them.
    #[serde(skip)]
    pub counted: Counted,
}

/// A number that is counted at its first use. Sentences are equal whether it was or not.
#[derive(Debug)]
pub struct Counted(AtomicU32);

/// Stands for a number that is not counted yet: no sentence is as long.
const UNCOUNTED: u32 = u32::MAX;

impl Default for Counted {
    fn default() -> Self {
        Self(AtomicU32::new(UNCOUNTED))
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self(AtomicU32::new(self.0.load(Ordering::Relaxed)))
    }
}

impl PartialEq for Counted {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Counted {}

impl Sentence<'_> {
    /// The sentence as it is shown.
    pub fn printed(&self) -> &str {
        self.printed.as_deref().unwrap_or(&self.text)
    }

    /// Characters, white space not counted: what a share is a share of.
    pub fn characters(&self) -> usize {
        match self.counted.0.load(Ordering::Relaxed) {
            UNCOUNTED => {
                let count = characters(&self.text);
                self.counted.0.store(count as u32, Ordering::Relaxed);
                count
            }
            count => count as usize,
        }
    }
}

/// Characters of `text`, white space not counted.
pub fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

impl<'a> Corpus<'a> {
    /// One document a speech.
    pub fn by_speech(transcript: &'a Transcript) -> Self {
        Self { documents: transcript.speeches.par_iter().map(document).collect() }
    }
}

fn document(speech: &Speech) -> Document<'_> {
    let units = speech.units.iter().enumerate();
    let mut sentences: Vec<Sentence<'_>> =
        units.flat_map(|(index, unit)| sentences(unit, index)).collect();
    sentences.shrink_to_fit();
    Document {
        title: speech.title.as_deref().map(|title| simplified(title).into_owned()),
        units: speech.units.len(),
        sentences,
    }
}

/// The sentences of the section with this index.
///
/// Sentences are cut at their marks, which no conversion of characters changes, so
/// that the print and its reading are cut alike.
fn sentences(unit: &Unit, index: usize) -> impl Iterator<Item = Sentence<'_>> {
    let heading = unit.heading.as_ref().map_or(0, String::len);
    let reading = match simplified(&unit.text) {
        Cow::Owned(reading) => Some(reading),
        Cow::Borrowed(_) => None,
    };
    split(&unit.text).map(move |(start, printed)| {
        let read = reading.as_ref().and_then(|all| all.get(start..start + printed.len()));
        let read = read.filter(|&read| read != printed);
        Sentence {
            text: read.map_or(Cow::Borrowed(printed), |read| Cow::Owned(read.to_owned())),
            printed: read.map(|_| Cow::Borrowed(printed)),
            unit: index,
            heading: start < heading,
            opens: start == 0 || unit.text[..start].ends_with('\n'),
            line: unit.line(start),
            ..Sentence::default()
        }
    })
}

/// Cuts a text into sentences, each with its first byte; joined they are the text without line ends.
///
/// A sentence of 400 characters ends at its next comma, and one of 1,000 wherever it is.
pub fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while text[start..].starts_with('\n') {
            start += 1;
        }
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let found = (start, &rest[..sentence_end(rest)]);
        start += found.1.len();
        Some(found)
    })
}

/// The byte after the first sentence of `text`.
fn sentence_end(text: &str) -> usize {
    let mut ended = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        match c {
            _ if count == SENTENCE_END => return at,
            '，' | '、' | ',' if count >= SENTENCE_CHARACTERS => ended = true,
            '\n' => return at,
            '。' | '！' | '？' | '；' => ended = true,
            '”' | '’' | '）' | '》' | '」' | '』' if ended => {}
            _ if ended => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_closing_marks() {
        let text = "他说：“好！”大家鼓掌。第二句；第三句\n第四句";
        let found: Vec<&str> = split(text).map(|(_, sentence)| sentence).collect();
        assert_eq!(found, ["他说：“好！”", "大家鼓掌。", "第二句；", "第三句", "第四句"]);
    }

    #[test]
    fn texts_without_full_stops_are_cut() {
        let endless = "增长，".repeat(500);
        assert!(
            split(&endless)
                .all(|(_, sentence)| sentence.chars().count() <= SENTENCE_CHARACTERS + 3)
        );
        let unmarked = "字".repeat(2500);
        assert_eq!(split(&unmarked).count(), 3);
    }

    proptest::proptest! {
        #[test]
        fn sentences_joined_are_the_text(text in "[甲乙。！？；”）\n a]{0,60}") {
            let joined: String = split(&text).map(|(_, sentence)| sentence).collect();
            proptest::prop_assert_eq!(joined, text.replace('\n', ""));
        }
    }
}
