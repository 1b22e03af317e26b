//! Sentences in which distinctive terms are marked, and the figures that sentences state.

use super::context::SpeechContext;
use super::links::Link;
use crate::analysis::Figure;
use crate::ids::SentenceId;
use crate::say::quantity;

/// A sentence with marks.
pub(super) struct MarkedSentence<'a> {
    pub(super) sentence: Vec<MarkedPart<'a>>,
    /// What follows the last mark.
    pub(super) rest: &'a str,
    pub(super) line: Option<Link>,
}

/// The figures that one sentence states.
pub(super) struct StatedFigures<'a> {
    pub(super) figures: Vec<FigureRow<'a>>,
    /// The sentence, which the script puts below them.
    pub(super) line: Option<Link>,
}

/// One stated figure.
pub(super) struct FigureRow<'a> {
    pub(super) raw: &'a str,
    pub(super) value: String,
    pub(super) unit: &'a str,
    pub(super) qualifier: &'a str,
}

/// A piece of a sentence up to the end of a mark.
pub(super) struct MarkedPart<'a> {
    pub(super) plain: &'a str,
    pub(super) marked: &'a str,
}

impl<'a> SpeechContext<'a> {
    /// A sentence with the speech's terms marked; `None` if there is no such sentence.
    pub(super) fn key_sentence(&self, id: SentenceId) -> Option<MarkedSentence<'a>> {
        let text = &self.speech.sentence(id)?.text;
        let spans = self.speech.terms.iter().flat_map(|term| &term.spans);
        let spans = spans.filter(|span| span.sentence == id);
        let (sentence, rest) = marked(text, spans.map(|span| [span.start, span.end]).collect());
        Some(MarkedSentence { sentence, rest, line: self.line(id) })
    }

    /// What a sentence states: `figures`, at least one, are all of it.
    pub(super) fn stated(&self, figures: &'a [Figure]) -> StatedFigures<'a> {
        StatedFigures {
            figures: figures.iter().map(FigureRow::new).collect(),
            line: self.line_number(figures[0].sentence_id),
        }
    }
}

impl<'a> FigureRow<'a> {
    fn new(figure: &'a Figure) -> Self {
        Self {
            raw: &figure.raw,
            value: quantity(figure.value),
            unit: &figure.unit,
            qualifier: &figure.qualifier,
        }
    }
}

/// Cuts `text` into parts that end with a mark, and the rest.
///
/// A span is the index of its first character and the index after its last. Spans that overlap an
/// earlier one are dropped; of several with the same start the longest is kept.
fn marked(text: &str, mut spans: Vec<[usize; 2]>) -> (Vec<MarkedPart<'_>>, &str) {
    spans.sort_by_key(|&[start, end]| (start, std::cmp::Reverse(end)));
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let bytes: Vec<usize> = ends.collect();
    let (mut parts, mut done) = (Vec::new(), 0);
    for [start, end] in spans {
        let (Some(&start), Some(&end)) = (bytes.get(start), bytes.get(end)) else { continue };
        if start < done || end <= start {
            continue;
        }
        parts.push(MarkedPart { plain: &text[done..start], marked: &text[start..end] });
        done = end;
    }
    (parts, &text[done..])
}
