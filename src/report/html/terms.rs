//! The distinctive terms of a speech on the page.

use super::bilingual::{Bilingual, both};
use super::context::SpeechContext;
use super::links::Link;
use crate::analysis::{Reference, SpeechAnalysis, TermScore};
use crate::ids::SentenceId;
use crate::phrase::Phrase;
use crate::say;

/// One distinctive term.
pub(super) struct TermRow<'a> {
    pub(super) term: &'a str,
    /// The first sentence that says it.
    pub(super) href: String,
    pub(super) count: String,
    pub(super) elsewhere: String,
    pub(super) speeches: String,
    pub(super) z: String,
    /// Chance that some term of the speech stands out as much if passages are dealt at random.
    pub(super) p: String,
    /// What the list is sorted by, and its 95 % interval.
    pub(super) score: String,
    pub(super) interval: Bilingual,
    pub(super) dispersion: String,
    /// `chance` if the term may stand out by chance, else empty.
    pub(super) class: &'static str,
    pub(super) lines: Vec<Link>,
}

/// Terms that are not in the table.
pub(super) struct TermList {
    pub(super) label: Bilingual,
    pub(super) terms: Vec<Link>,
}

/// The head of the column of counts in the reference.
pub(super) fn elsewhere(reference: Reference) -> Bilingual {
    match reference {
        Reference::Speeches => both("别处", "Else"),
        Reference::GeneralChinese => both("通用汉语", "General"),
    }
}

pub(super) fn caption(speech: &SpeechAnalysis) -> Bilingual {
    let mut text = Phrase::new(
        "这里与别处各出现几次；得分是细心的读者会保留它的几率；p 是随意分派时本篇会有词突出到这个程度的概率",
        "How often here and elsewhere; the score is the odds that a careful reader keeps it; p the chance that some term of the speech stands out so far in random deals",
    );
    if speech.reference == Reference::GeneralChinese {
        text += &Phrase::new(
            "；其余发言太短或没有，以通用汉语（分词词典的词频，约六千万词）为参照",
            "; the other speeches are too short or none: the reference is general Chinese (the segmenter's \
             dictionary, 60 million words)",
        );
    }
    if speech.terms.iter().any(|term| term.may_be_chance()) {
        text += &Phrase::new(
            "；灰色的词，没有证据说明不是偶然（p 大于 0.05）",
            "; grey terms are not shown to be more than chance (p above 0.05)",
        );
    }
    if speech.terms.iter().any(|term| term.interval.is_some()) {
        text += &Phrase::new(
            "；小字是得分的 95% 区间",
            "; small type is the 95% interval of the score",
        );
    }
    text += &Phrase::new(
        "；散布由 0（各节均匀）到 1（只在一节）。点词，看它的每一处。",
        "; spread runs from 0 (even over sections) to 1 (in one). Click a term for all its places.",
    );
    Bilingual(text)
}

impl<'a> SpeechContext<'a> {
    pub(super) fn term(&self, term: &'a TermScore) -> TermRow<'a> {
        let mut lines: Vec<Link> =
            term.sentences.iter().filter_map(|&id| self.line_number(id)).collect();
        // Several sentences may be on one line: the link leads to the first.
        lines.dedup_by(|a, b| a.text == b.text);
        TermRow {
            term: &term.term,
            href: self.first_mention(term),
            count: say::count(term.count),
            elsewhere: say::count(term.n_reference),
            speeches: format!("{}/{}", term.docfreq, self.meeting.speeches.len()),
            z: say::score(term.z),
            p: term.p.map_or_else(String::new, say::numbers::chance),
            score: say::score(term.score),
            interval: term.interval.map(say::scores).unwrap_or_default().into(),
            dispersion: term.dispersion.map_or_else(String::new, say::score),
            class: if term.may_be_chance() { "chance" } else { "" },
            lines,
        }
    }

    /// A link to a sentence, named by its line alone.
    pub(super) fn line_number(&self, id: SentenceId) -> Option<Link> {
        let sentence = self.speech.sentence(id)?;
        Some(Link::new(format!("#{}", self.sentence_id(id)), sentence.line.to_string()))
    }

    /// The first sentence with a term, or else the speech.
    fn first_mention(&self, term: &TermScore) -> String {
        let first = term.sentences.first().copied().unwrap_or_default();
        self.line(first).map_or_else(|| format!("#{}", self.id), |line| line.href)
    }

    /// A term and, if it is said more than once, how often.
    fn counted_term(&self, term: &TermScore) -> Link {
        let text = match term.count {
            1 => term.term.clone(),
            count => format!("{} {}", term.term, say::count(count)),
        };
        Link::new(self.first_mention(term), text)
    }

    /// The lists beside the table that are not empty: places, and what is said once.
    pub(super) fn lists(&self) -> Vec<TermList> {
        let lists = [
            TermList {
                label: both("地名：", "Places: "),
                terms: self.speech.places.iter().map(|term| self.counted_term(term)).collect(),
            },
            TermList {
                label: both("只出现一次的说法：", "Said once: "),
                terms: self.speech.said_once().map(|term| self.counted_term(term)).collect(),
            },
        ];
        lists.into_iter().filter(|list| !list.terms.is_empty()).collect()
    }
}
