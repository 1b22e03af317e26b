//! The letters of all meetings, clause after clause, and where a string of them may begin and end.

use crate::{
    analysis::is_letter,
    compare::joint::Joint,
    corpus::Document,
    tokens::{Dropped, Stopwords, Tokens},
};

/// Letters of the longest string: a clause of set wording has hardly more, and a longer one is
/// carried text. Chosen by eye.
pub(super) const LONGEST: usize = 20;

/// A string may begin with this letter.
const BEGINS: u8 = 1;
/// A string may end with this letter.
const ENDS: u8 = 2;
/// A quotation mark opens right before it.
const OPENS: u8 = 4;
/// A quotation mark closes right behind it.
const CLOSES: u8 = 8;
/// It stands in quotation marks.
const INSIDE: u8 = 16;
/// It is the word 以, with which a string may begin that has 为 inside: 以改革创新为根本动力.
const FRAMES: u8 = 32;
/// Nothing that a string might go on with follows: a function word, a mark, or the clause ends.
const FREE: u8 = 64;
/// The letter 为.
const TO_BE: u16 = '为' as u16;

/// What a character is to a string of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter(u16),
    Opening,
    Closing,
    /// Strings go across it: blanks, marks of titles.
    Passed,
    /// No string goes across it: commas, stops, signs.
    Break,
}

fn kind(c: char) -> Kind {
    match c {
        '“' | '‘' | '「' | '『' => Kind::Opening,
        '”' | '’' | '」' | '』' => Kind::Closing,
        '《' | '》' | '·' => Kind::Passed,
        _ if c.is_whitespace() => Kind::Passed,
        _ if is_letter(c) => u16::try_from(u32::from(c)).map_or(Kind::Break, Kind::Letter),
        _ => Kind::Break,
    }
}

/// The letters of `text`; what no string goes across becomes a line end.
pub(super) fn plain(text: &str) -> String {
    let plain = text.chars().filter_map(|c| match kind(c) {
        Kind::Letter(_) => Some(c),
        Kind::Break => Some('\n'),
        Kind::Opening | Kind::Closing | Kind::Passed => None,
    });
    plain.collect()
}

/// A sentence of a joint corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SentencePlace {
    pub(super) document: u32,
    pub(super) sentence: u32,
}

/// The letters of all documents, one after another.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Each letter, as its code point: rarer ones break a clause.
    pub(super) codes: Vec<u16>,
    /// Letters from each to the end of its clause, itself included, at most [`LONGEST`].
    reach: Vec<u8>,
    /// For each letter the bits above.
    edges: Vec<u8>,
    /// For each letter its sentence, as an index into `sentences`.
    sentence: Vec<u32>,
    /// For each letter its first byte in the sentence.
    byte: Vec<u32>,
    sentences: Vec<SentencePlace>,
}

impl Letters {
    /// The letters of `joint`; words show where a string may begin and end.
    pub(super) fn new(joint: &Joint, tokens: &Tokens, stopwords: &Stopwords) -> Self {
        let mut letters = Self::default();
        let kinds: Vec<WordKind> =
            tokens.types().iter().map(|word| WordKind::of(word, stopwords)).collect();
        for (index, document) in joint.corpus.documents.iter().enumerate() {
            for sentence in 0..document.sentences.len() {
                let place = SentencePlace { document: index as u32, sentence: sentence as u32 };
                let mut words: Vec<Word> = Vec::new();
                let ids = tokens.documents().get(index).map(|words| words.sentence(sentence));
                for &id in ids.unwrap_or_default() {
                    let kind = kinds[id as usize];
                    if let Some(before) = words.last_mut() {
                        before.is_followed_by(kind);
                    }
                    let start = words.last().map_or(0, |word| word.end);
                    words.push(Word::new(start, start + tokens.word(id).len(), kind));
                }
                letters.push(place, document, &words);
            }
        }
        letters
    }

    /// Appends the letters of a sentence.
    fn push(&mut self, place: SentencePlace, document: &Document, words: &[Word]) {
        let text = &document.sentences[place.sentence as usize].text;
        let mut clause = self.codes.len();
        let (mut quotes, mut opens) = (0_usize, false);
        let mut words = words.iter().peekable();
        for (byte, c) in text.char_indices() {
            let end = byte + c.len_utf8();
            while words.next_if(|word| word.end <= byte).is_some() {}
            match kind(c) {
                Kind::Letter(code) => {
                    let mut edges = words.peek().map_or(0, |word| word.edges(byte, end));
                    edges |= if quotes > 0 { INSIDE } else { 0 };
                    edges |= if opens { OPENS | BEGINS } else { 0 };
                    self.codes.push(code);
                    self.edges.push(edges);
                    self.sentence.push(self.sentences.len() as u32);
                    self.byte.push(byte as u32);
                    opens = false;
                    continue;
                }
                Kind::Opening => quotes += 1,
                Kind::Closing => {
                    quotes = quotes.saturating_sub(1);
                    if let Some(edges) = self.edges.get_mut(clause..).and_then(<[u8]>::last_mut) {
                        *edges |= CLOSES | ENDS;
                    }
                }
                Kind::Break => self.end_clause(&mut clause),
                Kind::Passed => {}
            }
            opens = kind(c) == Kind::Opening || opens && kind(c) == Kind::Passed;
        }
        self.end_clause(&mut clause);
        self.sentences.push(place);
    }

    /// Ends the clause that begins at the letter `start`.
    fn end_clause(&mut self, start: &mut usize) {
        let end = self.codes.len();
        self.reach.extend((*start..end).map(|letter| (end - letter).min(LONGEST) as u8));
        for letter in *start..end {
            if letter > *start && self.is_digit(letter - 1) {
                self.edges[letter] &= !(BEGINS | FRAMES);
            }
            if letter + 1 < end && self.is_digit(letter + 1) {
                self.edges[letter] &= !ENDS;
            }
        }
        *start = end;
    }

    fn is_digit(&self, letter: usize) -> bool {
        char::from_u32(u32::from(self.codes[letter]))
            .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    }

    /// The letters from `place` to the end of its clause, at most [`LONGEST`].
    pub(super) fn rest(&self, place: u32) -> &[u16] {
        let place = place as usize;
        &self.codes[place..place + usize::from(self.reach[place])]
    }

    /// Letters that the clauses agree in from `a` and from `b` on, at most [`LONGEST`].
    pub(super) fn agreement(&self, a: u32, b: u32) -> usize {
        self.rest(a).iter().zip(self.rest(b)).take_while(|(a, b)| a == b).count()
    }

    /// Whether a string may begin at a letter.
    pub(super) fn begins(&self, place: u32) -> bool {
        self.edges[place as usize] & (BEGINS | FRAMES) != 0
    }

    /// Whether the string of `length` letters at `place` begins and ends between words that may
    /// stand at the ends, and keeps quotation marks in pairs.
    pub(super) fn is_whole(&self, place: u32, length: usize) -> bool {
        let first = self.edges[place as usize];
        let last = self.edges[place as usize + length - 1];
        let cuts_quotation = (first & INSIDE != 0 && first & OPENS == 0 && last & INSIDE == 0)
            || (last & INSIDE != 0 && last & CLOSES == 0 && first & INSIDE == 0);
        let is_frame = || self.codes[place as usize..place as usize + length].contains(&TO_BE);
        let begins = first & BEGINS != 0 || first & FRAMES != 0 && is_frame();
        begins && last & ENDS != 0 && !cuts_quotation
    }

    /// Whether the string of `length` letters at `place` stands in quotation marks of its own.
    pub(super) fn is_quoted(&self, place: u32, length: usize) -> bool {
        let first = self.edges[place as usize];
        let last = self.edges[place as usize + length - 1];
        first & OPENS != 0 && last & CLOSES != 0
    }

    /// What the string of `length` letters at `place` goes on with: the next letter of its clause,
    /// `None` if it stands free.
    pub(super) fn goes_on_with(&self, place: u32, length: usize) -> Option<u16> {
        let last = place as usize + length - 1;
        let is_free = self.edges[last] & FREE != 0;
        self.rest(last as u32).get(1).copied().filter(|_| !is_free)
    }

    /// The sentence of a letter.
    pub(super) fn sentence(&self, place: u32) -> SentencePlace {
        self.sentences[self.sentence[place as usize] as usize]
    }

    /// The first letter of a document; behind the last document all letters.
    pub(super) fn first_of(&self, document: usize) -> u32 {
        let sentence = self.sentences.partition_point(|one| (one.document as usize) < document);
        self.sentence.partition_point(|&one| (one as usize) < sentence) as u32
    }

    /// The bytes of its sentence that the string of `length` letters at `place` takes.
    pub(super) fn bytes(&self, place: u32, length: usize, text: &str) -> std::ops::Range<usize> {
        let start = self.byte[place as usize] as usize;
        let last = self.byte[place as usize + length - 1] as usize;
        start..last + text[last..].chars().next().map_or(0, char::len_utf8)
    }

    /// The string of `length` letters at `place`.
    pub(super) fn text(&self, place: u32, length: usize) -> String {
        let codes = &self.codes[place as usize..place as usize + length];
        codes.iter().filter_map(|&code| char::from_u32(u32::from(code))).collect()
    }
}

/// What a word is to a string, wherever it stands.
#[derive(Debug, Clone, Copy)]
struct WordKind {
    /// A string may begin and end with it.
    is_edge: bool,
    is_frame: bool,
    is_numeral: bool,
    /// A function word of one letter: behind a numeral it is a measure.
    is_short: bool,
}

impl WordKind {
    fn of(word: &str, stopwords: &Stopwords) -> Self {
        let drops = stopwords.drops(word);
        let is_function =
            matches!(drops, Some(Dropped::List(list)) if !CONTENT_LISTS.contains(&list));
        Self {
            is_edge: may_be_an_edge(word, drops),
            is_frame: word == "以",
            is_numeral: drops == Some(Dropped::Number),
            is_short: is_function && word.chars().nth(1).is_none(),
        }
    }
}

/// A word of a sentence.
struct Word {
    /// Its bytes in the sentence.
    start: usize,
    end: usize,
    kind: WordKind,
    /// Whether a string may end with it here.
    is_end: bool,
    /// Whether a string that ends with it stands free here.
    is_free: bool,
}

impl Word {
    /// The last word of a sentence so far.
    fn new(start: usize, end: usize, kind: WordKind) -> Self {
        Self { start, end, kind, is_end: kind.is_edge, is_free: true }
    }

    fn is_followed_by(&mut self, next: WordKind) {
        self.is_free = !next.is_edge;
        // 十九 of 十九届 is no end, that of 党的十九大 is.
        self.is_end &= !(self.kind.is_numeral && next.is_short);
    }

    /// What it makes of the letter from `start` to `end`.
    fn edges(&self, start: usize, end: usize) -> u8 {
        let begins = if self.kind.is_edge && self.start == start { BEGINS } else { 0 };
        let ends = if self.is_end && self.end == end { ENDS } else { 0 };
        let frames = if self.kind.is_frame && self.start == start { FRAMES } else { 0 };
        let free = if self.is_free && self.end == end { FREE } else { 0 };
        begins | ends | frames | free
    }
}

/// Lists of words that may stand at the ends of a string: they say what is done and by whom.
pub(super) const CONTENT_LISTS: [&str; 2] = ["host", "meeting"];

/// Whether a string may begin and end with `word`, which is not counted by the rule `drops`: it is no
/// function word, and no figure.
///
/// 十四五 and 双 may, 2020, 三个 and 的 may not.
fn may_be_an_edge(word: &str, drops: Option<Dropped>) -> bool {
    match drops {
        Some(Dropped::List(list)) => CONTENT_LISTS.contains(&list),
        Some(Dropped::Punctuation) => false,
        Some(Dropped::Number) => {
            let latin = word.chars().any(|c| c.is_alphabetic() && c.is_ascii());
            let numerals = word.chars().all(|c| "一二三四五六七八九十百千万亿两〇零".contains(c));
            latin || numerals
        }
        None | Some(Dropped::Single | Dropped::Region) => true,
    }
}
