//! Blocks of text that are drawn as one.
//!
//! Neighbouring sentences are about the same thing, and so are the paragraphs of a section: the
//! standard error of a share is twice as large where paragraphs are drawn as where sentences are,
//! and nearly three times where sections are.

use std::ops::Range;

use super::joint::Joint;
use crate::{
    corpus::{Document, Sentence},
    ids::{MeetingId, SpeakerId},
    themes::assign::Assignment,
};

/// Sections of both texts from which on whole sections are drawn, and paragraphs below.
///
/// With 4, 95 % intervals of halves of one report held in .95 of cases where the halves were made
/// of sections and in .97 to .98 where they were made of paragraphs; with 8 in .92 to .93 and .97 to
/// .98 (reports of 2015, 2020 and 2021). Of fewer than six in all there are too few deals.
const ENOUGH_SECTIONS: usize = 4;
/// Fewest blocks of a text that can be drawn: of four and four there are 70 deals.
pub(super) const LEAST_BLOCKS: usize = 4;

/// Some consecutive sentences of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The document of the joint corpus.
    pub(super) document: usize,
    /// Its sentences.
    pub(super) sentences: Range<usize>,
}

/// The blocks of one speaker in two meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockPair {
    /// Those of the earlier meeting.
    pub(super) earlier: Vec<Block>,
    /// Those of the later one.
    pub(super) later: Vec<Block>,
    /// Whether they are paragraphs though a text has sections, too few to be drawn: paragraphs of a
    /// section are alike, so that deals of them say too little of what chance does.
    pub(super) cut_sections: bool,
}

impl BlockPair {
    /// The blocks of a speaker: sections, if both texts have enough of them, else paragraphs.
    pub(super) fn of(
        joint: &Joint,
        speaker: SpeakerId,
        earlier: MeetingId,
        later: MeetingId,
    ) -> Self {
        let [a, b] = [earlier, later].map(|meeting| blocks(joint, meeting, speaker, is_section));
        if a.len() >= ENOUGH_SECTIONS && b.len() >= ENOUGH_SECTIONS {
            return Self { earlier: a, later: b, cut_sections: false };
        }
        let cut_sections = a.len() > 1 || b.len() > 1;
        let [earlier, later] =
            [earlier, later].map(|meeting| blocks(joint, meeting, speaker, is_paragraph));
        Self { earlier, later, cut_sections }
    }

    /// Whether both texts have enough blocks to be drawn.
    pub(super) fn is_enough(&self) -> bool {
        self.earlier.len() >= LEAST_BLOCKS && self.later.len() >= LEAST_BLOCKS
    }
}

/// The blocks of a speaker in one meeting: sections if there are enough, else paragraphs.
pub(super) fn blocks_of(joint: &Joint, meeting: MeetingId, speaker: SpeakerId) -> Vec<Block> {
    let sections = blocks(joint, meeting, speaker, is_section);
    if sections.len() >= ENOUGH_SECTIONS {
        return sections;
    }
    blocks(joint, meeting, speaker, is_paragraph)
}

/// The blocks of a speaker; `begins` says where one begins. Blocks of headings alone are none.
fn blocks(
    joint: &Joint,
    meeting: MeetingId,
    speaker: SpeakerId,
    begins: fn(&Sentence, &Sentence) -> bool,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for document in joint.of_speaker(meeting, speaker) {
        let sentences = &joint.corpus.documents[document].sentences;
        let first = blocks.len();
        for (index, sentence) in sentences.iter().enumerate() {
            let goes_on = index > 0 && !begins(&sentences[index - 1], sentence);
            match blocks.last_mut().filter(|_| goes_on) {
                Some(last) => last.sentences.end = index + 1,
                None => blocks.push(Block { document, sentences: index..index + 1 }),
            }
        }
        let own = blocks.split_off(first);
        let has_text =
            |block: &Block| !sentences[block.sentences.clone()].iter().all(|s| s.heading);
        blocks.extend(own.into_iter().filter(has_text));
    }
    blocks
}

/// Whether a section begins with `sentence`.
fn is_section(before: &Sentence, sentence: &Sentence) -> bool {
    before.unit != sentence.unit
}

/// Whether a paragraph begins with `sentence`; a heading belongs to the paragraph below it.
fn is_paragraph(before: &Sentence, sentence: &Sentence) -> bool {
    !before.heading && (sentence.opens || before.unit != sentence.unit)
}

/// Characters of each theme in each of some blocks, headings aside: blocks × themes, "other" last.
pub(super) fn characters(
    joint: &Joint,
    assignments: &[Assignment],
    themes: usize,
    blocks: &[Block],
) -> Vec<Vec<f64>> {
    let count = |block: &Block| {
        let mut row = vec![0.0; themes + 1];
        let document = &joint.corpus.documents[block.document];
        for index in block.sentences.clone().filter(|&index| counts(document, index)) {
            let theme = assignments[block.document].sentences[index].unwrap_or(themes);
            row[theme] += document.sentences[index].characters() as f64;
        }
        row
    };
    blocks.iter().map(count).collect()
}

/// Whether a sentence counts for a share: headings do only in a text that has nothing else.
pub(super) fn counts(document: &Document, sentence: usize) -> bool {
    !document.sentences[sentence].heading || document.sentences.iter().all(|one| one.heading)
}

/// The share of each theme in blocks of which these are the characters, "other" last; zeros of no
/// text.
pub(super) fn shares<'a>(blocks: impl IntoIterator<Item = &'a Vec<f64>>) -> Vec<f64> {
    let mut sums: Vec<f64> = Vec::new();
    for block in blocks {
        sums.resize(block.len(), 0.0);
        for (sum, characters) in sums.iter_mut().zip(block) {
            *sum += characters;
        }
    }
    let all = sums.iter().sum::<f64>().max(1.0);
    sums.into_iter().map(|sum| sum / all).collect()
}
