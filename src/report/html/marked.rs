//! Sentences in which distinctive terms or stated figures are marked.

use super::context::SpeechContext;
use super::links::Link;
use crate::analysis::Figure;
use crate::ids::SentenceId;
use crate::say::quantity;

/// A sentence with marks.
pub(super) struct MarkedSentence<'a> {
    /// The figures that it states; empty if it is shown for its terms.
    pub(super) figures: Vec<FigureRow<'a>>,
    pub(super) sentence: Vec<MarkedPart<'a>>,
    /// What follows the last mark.
    pub(super) rest: &'a str,
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
        Some(MarkedSentence { figures: Vec::new(), sentence, rest, line: self.line(id) })
    }

    /// The sentence that states `figures`: at least one, and all of the same sentence.
    pub(super) fn marked_figures(&self, figures: &'a [Figure]) -> MarkedSentence<'a> {
        let text = figures[0].sentence.as_str();
        let (sentence, rest) = marked(text, figures.iter().map(|one| one.span).collect());
        MarkedSentence {
            figures: figures.iter().map(FigureRow::new).collect(),
            sentence,
            rest,
            line: self.line(figures[0].sentence_id),
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
