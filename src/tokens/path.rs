//! The most probable words of a text.
//!
//! A text is cut as jieba cuts it (the words whose probabilities have the largest product), by the
//! same arithmetic in the same order, so that ties fall the same way.

use std::{cell::RefCell, ops::Range};

use jieba_rs::Jieba;

use super::{BYTES_A_WORD, general::GeneralDictionary};

/// The best way from one character to the end of its block.
#[derive(Clone, Copy)]
struct Step {
    /// `ln` of the probability of the words from here.
    log: f64,
    /// The character after the first of these words.
    end: usize,
}

/// What each thread keeps between texts, so that cutting one does not allocate.
#[derive(Default)]
struct Block {
    characters: Vec<char>,
    /// Where each character begins in the text, and where the last one ends.
    starts: Vec<usize>,
    steps: Vec<Step>,
}

thread_local! {
    static BLOCK: RefCell<Block> = RefCell::default();
}

/// What a text is cut by.
#[derive(Clone, Copy)]
pub(super) struct Cutter<'a> {
    pub(super) dictionary: &'a GeneralDictionary,
    /// An empty dictionary, whose hidden Markov model joins what are single characters by ours;
    /// `None`: they stay single, unless they are ASCII.
    pub(super) model: Option<&'a Jieba>,
}

impl Cutter<'_> {
    /// The words of `text`; joined they are `text`.
    pub(super) fn cut(self, text: &str) -> Vec<&str> {
        let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD);
        let mut characters = text.char_indices().peekable();
        BLOCK.with_borrow_mut(|block| {
            while let Some((start, first)) = characters.next() {
                if is_block(first) {
                    block.begin(start, first);
                    while let Some((at, next)) = characters.next_if(|&(_, next)| is_block(next)) {
                        block.characters.push(next);
                        block.starts.push(at);
                    }
                    block.starts.push(characters.peek().map_or(text.len(), |&(at, _)| at));
                    block.find_way(self.dictionary);
                    self.follow(block, text, &mut words);
                } else {
                    if first == '\r' {
                        characters.next_if(|&(_, next)| next == '\n');
                    }
                    let end = characters.peek().map_or(text.len(), |&(at, _)| at);
                    words.push(&text[start..end]);
                }
            }
        });
        words
    }

    /// The words along the best way through a block.
    fn follow<'t>(self, block: &Block, text: &'t str, words: &mut Vec<&'t str>) {
        let (mut at, mut single) = (0, 0);
        while at < block.characters.len() {
            let end = block.steps[at].end;
            let is_left = self.model.is_some() || block.characters[at].is_ascii_alphanumeric();
            if end - at > 1 || !is_left {
                self.join(block, text, single..at, words);
                words.push(block.text(text, at..end));
                single = end;
            }
            at = end;
        }
        self.join(block, text, single..at, words);
    }

    /// The words of characters that the best way leaves single.
    fn join<'t>(self, block: &Block, text: &'t str, run: Range<usize>, words: &mut Vec<&'t str>) {
        let characters = &block.characters[run.clone()];
        let joined = block.text(text, run.clone());
        match self.model {
            _ if run.len() < 2 => words.extend((!run.is_empty()).then_some(joined)),
            None => words.push(joined),
            // A word of the dictionary that is less likely than its characters.
            Some(_) if self.dictionary.find(characters.iter().copied()).is_some() => {
                words.extend(run.map(|at| block.text(text, at..at + 1)));
            }
            Some(model) => words.extend(model.cut(joined, true).iter().map(|token| token.word)),
        }
    }
}

impl Block {
    fn begin(&mut self, start: usize, first: char) {
        self.characters.clear();
        self.starts.clear();
        self.characters.push(first);
        self.starts.push(start);
    }

    /// Finds the best way from each character, from the last to the first.
    fn find_way(&mut self, dictionary: &GeneralDictionary) {
        let count = self.characters.len();
        self.steps.clear();
        self.steps.resize(count + 1, Step { log: 0.0, end: count });
        for at in (0..count).rev() {
            let mut best: Option<Step> = None;
            for found in dictionary.starting(&self.characters[at..]) {
                let end = at + found.length;
                let log = dictionary.log_probability(found.word) + self.steps[end].log;
                let is_better = |best: Step| log > best.log || (log == best.log && end > best.end);
                if best.is_none_or(is_better) {
                    best = Some(Step { log, end });
                }
            }
            let alone = Step { log: dictionary.log_once() + self.steps[at + 1].log, end: at + 1 };
            self.steps[at] = best.unwrap_or(alone);
        }
    }

    fn text<'t>(&self, text: &'t str, characters: Range<usize>) -> &'t str {
        &text[self.starts[characters.start]..self.starts[characters.end]]
    }
}

/// Whether words can hold `c`: Chinese characters, ASCII letters and digits, and `+#&._%-`.
fn is_block(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => true,
        '+' | '#' | '&' | '.' | '_' | '%' | '-' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => matches!(c,
            '\u{3400}'..='\u{4DBF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{2A6DF}'
            | '\u{2A700}'..='\u{2CEAF}'
            | '\u{2CEB0}'..='\u{2EBEF}'
            | '\u{2F800}'..='\u{2FA1F}'
        ),
    }
}
