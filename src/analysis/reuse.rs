//! Text reuse: what several speeches say word for word, so that it can be set apart from what is
//! a speech's own.
//!
//! Speeches are compared by their letters: marks and blanks are dropped, since
//! they are what copies differ in. A sentence is compared as a whole, so that
//! no reused string runs on into the next one. A string that enough speeches share is
//! reused text if it is longer than any term, or if it goes across a comma, which
//! no term does: 家庭家教家风建设 is a matter that three speeches are about,
//! 做在平常、抓在经常 a turn of phrase that they have from elsewhere.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod outside;
mod repeats;
#[cfg(test)]
mod tests;

pub use self::outside::outside;
pub(crate) use self::repeats::Letters;
use self::repeats::{Index, SHINGLE};
use super::ReusedText;
use crate::{
    budget::REUSE_LETTERS,
    corpus::{Corpus, Document, Sentence, characters},
    ids::{SentenceId, SpeechId},
    terms::LONGEST_TERM,
};

/// A string is reused if two speeches have it, and this share of all; chosen by eye.
const SHARE: f64 = 0.1;
/// A sentence is compared in pieces of so many letters, which bounds what a comparison costs.
const STRETCH: usize = 400;
/// Letters of a clause that are no clause: 以 of 为主线，以.
const STUMP: usize = 3;
/// A string of which this share of places stands inside ones already listed is not listed.
const MOSTLY_INSIDE: f64 = 0.75;

/// The reused text of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TextReuse {
    /// How many speeches must have a string.
    pub least: usize,
    /// The text was not searched, since it is too long or nobody asked: nothing below says
    /// anything.
    pub skipped: bool,
    /// The strings, those first that make most text the same: letters × (speeches − 1).
    ///
    /// A string that mostly stands inside others before it is not listed.
    pub list: Vec<ReusedText>,
    /// For each speech the characters of `covered` over those of its sentences, blanks
    /// aside, headings not.
    pub shares: Vec<f64>,
    /// For each sentence of each speech the bytes that are reused, listed or not: in
    /// order and apart.
    pub covered: Vec<Vec<Vec<Range<usize>>>>,
}

/// Finds what several speeches say word for word.
///
/// A string counts if `max(2, ⌈n / 10⌉)` of the n speeches have it, so that in a large
/// meeting two who copied each other are not yet a custom; if it has eleven letters, or
/// eight and a comma or the like between them; and if one more letter on either side
/// would lose too many speeches. A stump of a clause at its end is cut off. Costs
/// n log n; above two million letters nothing is looked for.
pub fn text_reuse(corpus: &Corpus) -> TextReuse {
    let least = least(corpus);
    let sentences = || corpus.documents.iter().flat_map(|document| &document.sentences);
    let letters: usize =
        sentences().map(|s| s.text.chars().filter(|&c| is_letter(c)).count()).sum();
    // Counted first: the places of the letters of a large collection alone would fill a machine.
    if letters > REUSE_LETTERS {
        return TextReuse::skipped(corpus);
    }
    let text = Text::new(&corpus.documents);
    let strings = text.strings(least);
    let mut marked = vec![false; text.letters.codes.len()];
    for string in &strings {
        string.mark(&mut marked);
    }
    let covered = text.ranges(&marked);
    let shares = corpus.documents.iter().zip(&covered).map(|(document, covered)| {
        let count = |range: &Range<usize>, text: &str| characters(&text[range.clone()]);
        let (mut inside, mut all) = (0, 0);
        for (sentence, ranges) in document.sentences.iter().zip(covered) {
            all += sentence.characters();
            inside += ranges.iter().map(|range| count(range, &sentence.text)).sum::<usize>();
        }
        inside as f64 / all.max(1) as f64
    });
    TextReuse {
        least,
        skipped: false,
        shares: shares.collect(),
        list: listed(strings, marked.len()).iter().map(|string| text.reused(string)).collect(),
        covered,
    }
}

impl TextReuse {
    /// What is said of text that was not searched: nothing of it is covered.
    pub fn skipped(corpus: &Corpus) -> Self {
        let none = |document: &Document| vec![Vec::new(); document.sentences.len()];
        Self {
            least: least(corpus),
            skipped: true,
            list: Vec::new(),
            shares: vec![0.0; corpus.documents.len()],
            covered: corpus.documents.iter().map(none).collect(),
        }
    }
}

/// How many speeches must have a string: a tenth of them, at least two.
fn least(corpus: &Corpus) -> usize {
    ((corpus.documents.len() as f64 * SHARE).ceil() as usize).max(2)
}

/// Whether a character is compared: no mark, and no rare character of somebody's name.
pub(crate) fn is_letter(c: char) -> bool {
    u16::try_from(u32::from(c)).is_ok() && c.is_alphanumeric()
}

/// A string of letters with all its places.
struct Shared {
    length: usize,
    places: Vec<u32>,
    /// Letters × (speeches − 1): what would be left out if all but one left it out.
    weight: usize,
}

impl Shared {
    fn mark(&self, marked: &mut [bool]) {
        for &place in &self.places {
            marked[place as usize..place as usize + self.length].fill(true);
        }
    }

    /// Whether more than a few of its places are not yet `marked` for the better part.
    fn stands_alone(&self, marked: &[bool]) -> bool {
        let inside = |place: u32| {
            let letters = &marked[place as usize..place as usize + self.length];
            2 * letters.iter().filter(|&&marked| marked).count() >= self.length
        };
        let inside = self.places.iter().filter(|&&place| inside(place)).count();
        (inside as f64) < MOSTLY_INSIDE * self.places.len() as f64
    }
}

/// The strings that also stand alone, heaviest first; ties go by the first place.
fn listed(mut strings: Vec<Shared>, letters: usize) -> Vec<Shared> {
    strings.sort_by_key(|string| (usize::MAX - string.weight, string.places[0], string.length));
    let mut marked = vec![false; letters];
    strings.retain(|string| {
        let alone = string.stands_alone(&marked);
        if alone {
            string.mark(&mut marked);
        }
        alone
    });
    strings
}

/// Where a letter stands.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Index of its document.
    pub(crate) speech: usize,
    pub(crate) sentence: usize,
    /// Its first byte in the sentence.
    pub(crate) byte: usize,
}

/// The letters of some documents and where they stand.
pub(crate) struct Text<'a> {
    documents: Vec<&'a Document<'a>>,
    pub(crate) letters: Letters,
    pub(crate) places: Vec<Place>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(documents: impl IntoIterator<Item = &'a Document<'a>>) -> Self {
        let documents: Vec<&Document<'a>> = documents.into_iter().collect();
        let mut text = Self { documents, letters: Letters::default(), places: Vec::new() };
        for speech in 0..text.documents.len() {
            let document = text.documents[speech];
            for (sentence, printed) in document.sentences.iter().enumerate() {
                for (byte, c) in printed.text.char_indices() {
                    text.push(c, Place { speech, sentence, byte });
                }
                text.end_stretch();
            }
        }
        text
    }

    fn push(&mut self, c: char, place: Place) {
        let letters = &mut self.letters;
        match u16::try_from(u32::from(c)) {
            Ok(code) if is_letter(c) => {
                letters.codes.push(code);
                letters.speech.push(place.speech as u32);
                letters.pause.push(false);
                self.places.push(place);
            }
            // A rare character of somebody's name.
            Err(_) => return self.end_stretch(),
            Ok(_) if matches!(c, '，' | '、' | '：' | ',' | ':' | '—' | '…') => {
                if let Some(pause) = letters.pause.last_mut() {
                    *pause = true;
                }
            }
            Ok(_) => {}
        }
        if self.letters.codes.len() - self.letters.stop.len() == STRETCH {
            self.end_stretch();
        }
    }

    fn end_stretch(&mut self) {
        let end = self.letters.codes.len();
        self.letters.stop.resize(end, end as u32);
    }

    /// The strings that are reused.
    fn strings(&self, least: usize) -> Vec<Shared> {
        let index = Index::new(&self.letters);
        let mut strings: Vec<Range<u32>> = index
            .longest(least)
            .into_iter()
            .map(|string| self.without_stumps(string))
            .filter(|string| self.is_long_enough(string))
            .collect();
        let letters =
            |string: &Range<u32>| &self.letters.codes[string.start as usize..string.end as usize];
        strings.sort_by(|a, b| letters(a).cmp(letters(b)));
        strings.dedup_by(|a, b| letters(a) == letters(b));
        let shared = |string: &Range<u32>| {
            let places = index.places(string);
            let weight = string.len() * (self.letters.speeches(&places) - 1);
            Shared { length: string.len(), places, weight }
        };
        strings.iter().map(shared).collect()
    }

    /// Whether a comma or the like, or the beginning of a sentence, stands before a letter.
    fn begins_clause(&self, letter: usize) -> bool {
        letter.checked_sub(1).is_none_or(|before| self.ends_clause(before))
    }

    fn ends_clause(&self, letter: usize) -> bool {
        self.letters.pause[letter] || self.letters.stop[letter] as usize == letter + 1
    }

    /// Cuts off a few letters that belong to a clause of which the rest is not shared.
    pub(crate) fn without_stumps(&self, string: Range<u32>) -> Range<u32> {
        let (mut start, mut end) = (string.start as usize, string.end as usize);
        if !self.begins_clause(start) {
            let stump = (start..end).take(STUMP).find(|&letter| self.letters.pause[letter]);
            start = stump.map_or(start, |last| last + 1);
        }
        if !self.ends_clause(end - 1) {
            let stump = (start..end).rev().take(STUMP).find(|&letter| self.begins_clause(letter));
            end = stump.unwrap_or(end);
        }
        start as u32..end as u32
    }

    /// Whether a string is more than a term: longer, or with a comma inside.
    fn is_long_enough(&self, string: &Range<u32>) -> bool {
        let inner = string.start as usize..(string.end as usize).saturating_sub(1);
        string.len() > LONGEST_TERM
            || string.len() >= SHINGLE && self.letters.pause[inner].contains(&true)
    }

    fn reused(&self, string: &Shared) -> ReusedText {
        let places: Vec<(SpeechId, SentenceId)> = string
            .places
            .iter()
            .map(|&place| self.places[place as usize])
            .map(|place| (SpeechId::new(place.speech), SentenceId::new(place.sentence)))
            .collect();
        let mut speeches: Vec<SpeechId> = places.iter().map(|place| place.0).collect();
        speeches.dedup();
        let first = string.places[0] as usize;
        let at = self.places[first];
        let range = at.byte..self.end(first + string.length - 1);
        let text = &self.documents[at.speech].sentences[at.sentence].text;
        let text = text[with_quotes(text, range)].to_owned();
        ReusedText { text, letters: string.length, speeches, places }
    }

    /// The sentence of a place.
    pub(crate) fn sentence(&self, place: Place) -> &'a Sentence<'a> {
        &self.documents[place.speech].sentences[place.sentence]
    }

    /// The byte behind a letter.
    pub(crate) fn end(&self, letter: usize) -> usize {
        let Place { speech, sentence, byte } = self.places[letter];
        let text = &self.documents[speech].sentences[sentence].text;
        byte + text[byte..].chars().next().map_or(0, char::len_utf8)
    }

    /// The bytes of the letters that are `marked`, with all that stands between them.
    fn ranges(&self, marked: &[bool]) -> Vec<Vec<Vec<Range<usize>>>> {
        let mut ranges: Vec<Vec<Vec<Range<usize>>>> =
            self.documents.iter().map(|d| vec![Vec::new(); d.sentences.len()]).collect();
        let mut before: Option<(usize, usize)> = None;
        for (letter, &Place { speech, sentence, byte }) in self.places.iter().enumerate() {
            if !marked[letter] {
                before = None;
                continue;
            }
            let ranges = &mut ranges[speech][sentence];
            match ranges.last_mut() {
                Some(range) if before == Some((speech, sentence)) => range.end = self.end(letter),
                _ => ranges.push(byte..self.end(letter)),
            }
            before = Some((speech, sentence));
        }
        ranges
    }
}

/// The bytes `range` of `text` with the quotation marks that belong to them: “两个维护”.
pub(crate) fn with_quotes(text: &str, mut range: Range<usize>) -> Range<usize> {
    for (open, close) in [('“', '”'), ('《', '》'), ('（', '）')] {
        let part = &text[range.clone()];
        let last = |mark: char| part.rfind(mark).map_or(-1, |at| at as isize);
        let first = |mark: char| part.find(mark).map_or(isize::MAX, |at| at as isize);
        if last(open) > last(close) && text[range.end..].starts_with(close) {
            range.end += close.len_utf8();
        }
        if first(close) < first(open) && text[..range.start].ends_with(open) {
            range.start -= open.len_utf8();
        }
    }
    range
}
