//! Speeches → passages: the units that get a theme.

use std::ops::Range;

use crate::corpus::{Document, Sentence};

/// Consecutive sentences of a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Index of the speech.
    pub speech: usize,
    /// Indices of its sentences in the speech.
    pub sentences: Range<usize>,
}

impl Passage {
    /// Its characters; `document` is its speech.
    pub(super) fn characters(&self, document: &Document) -> usize {
        document.sentences[self.sentences.clone()].iter().map(Sentence::characters).sum()
    }
}

/// Characters from which on a long paragraph is cut at the end of a sentence: a review of a year
/// speaks of everything, a part of it of something. Of 160, 200, 250, 300 and 400 this is the
/// longest with which meetings dealt at random from one report show no sure group
/// (`tests/chance.rs`).
const LONG: usize = 250;

/// The passages of a speech: its paragraphs, each heading with the paragraph below it, and long
/// paragraphs in pieces. Together they are all its sentences.
pub(crate) fn passages(document: &Document, speech: usize) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut characters = 0;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let continues = index > 0
            && characters < LONG
            && continues_paragraph(&document.sentences[index - 1], sentence);
        match passages.last_mut().filter(|_| continues) {
            Some(last) => last.sentences.end = index + 1,
            None => {
                passages.push(Passage { speech, sentences: index..index + 1 });
                characters = 0;
            }
        }
        characters += sentence.characters();
    }
    passages
}

/// Whether a sentence belongs to the paragraph, or to the heading, of the one before it.
fn continues_paragraph(before: &Sentence, sentence: &Sentence) -> bool {
    let opens = sentence.opens || is_item(&sentence.text);
    before.unit == sentence.unit && (before.heading || !opens)
}

/// Whether a sentence begins an item of a list that is printed as one paragraph: 一是、第二，.
fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    is_numbered(text, &['是', '要'])
        || text.strip_prefix('第').is_some_and(|rest| is_numbered(rest, &['，', '、']))
}

/// Whether a text begins with a number and one of some marks.
fn is_numbered(text: &str, marks: &[char]) -> bool {
    let rest = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document<'a>(sentences: &[(usize, bool, bool, &'a str)]) -> Document<'a> {
        let of = |&(unit, heading, opens, text): &(usize, bool, bool, &'a str)| Sentence {
            text: text.into(),
            printed: None,
            opens,
            unit,
            heading,
            line: 1,
            ..Sentence::default()
        };
        Document { title: None, units: 2, sentences: sentences.iter().map(of).collect() }
    }

    #[test]
    fn passages_are_paragraphs_and_items_and_tile_a_speech() {
        let long = "城市更新".repeat(110);
        let document = document(&[
            (0, true, true, "一、港口"),
            (0, false, true, "港口扩建。"),
            (0, false, false, "航道疏浚。"),
            (0, false, false, "二是建码头。"),
            (0, false, false, "第三，修灯塔。"),
            (1, false, true, &long),
            (1, false, false, "一是一，二是二。"),
            (1, false, false, "完了。"),
        ]);
        let ranges: Vec<_> =
            passages(&document, 0).into_iter().map(|passage| passage.sentences).collect();
        // A heading goes with what stands below it; 一是一 is no item, but what is long ends.
        assert_eq!(ranges, [0..3, 3..4, 4..5, 5..6, 6..8]);
    }
}
