//! Where each speech first says the terms that reasons, groups and ablations name.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasickBuilder;

use super::{Ablation, FirstMentions, Group, Grouped, MeetingAnalysis, Span};
use crate::{
    corpus::Corpus,
    ids::{SentenceId, SpeechId},
};

/// The terms that tell why speeches stand together or what would part them.
pub(super) fn explaining_terms(grouped: &Grouped, groups: &[Group]) -> BTreeSet<String> {
    let pairs = grouped.why.iter().flat_map(|pair| &pair.terms).map(|(term, _)| term);
    let ablations = grouped.ablations.iter().flat_map(|Ablation { terms, .. }| terms);
    let groups = groups.iter().flat_map(|group| &group.terms);
    pairs.chain(ablations).chain(groups).cloned().collect()
}

/// Finds the first places of `terms` in one pass over the text as it is read, which has a character
/// for each that is printed.
pub(super) fn first_mentions(corpus: &Corpus, terms: BTreeSet<String>) -> FirstMentions {
    if terms.is_empty() {
        return FirstMentions::new();
    }
    let terms: Vec<String> = terms.into_iter().collect();
    let mut places: Vec<Vec<Span>> = vec![Vec::new(); terms.len()];
    let matcher = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(&terms);
    // The only error is a set of terms too large for an automaton.
    let Ok(matcher) = matcher else { return FirstMentions::new() };
    for (speech, document) in corpus.documents.iter().enumerate() {
        let speech = SpeechId::new(speech);
        for (sentence, one) in document.sentences.iter().enumerate() {
            for found in matcher.find_overlapping_iter(&*one.text) {
                let term = found.pattern().as_usize();
                if places[term].last().is_none_or(|last| last.speech != speech) {
                    let start = one.text[..found.start()].chars().count();
                    let end = start + terms[term].chars().count();
                    let sentence = SentenceId::new(sentence);
                    places[term].push(Span { speech, sentence, start, end });
                }
            }
        }
    }
    terms.into_iter().zip(places).collect()
}

impl MeetingAnalysis {
    /// The first place of a term in a speech: of one that is listed for it, or of one in
    /// [`MeetingAnalysis::first_mentions`].
    pub fn first_mention(&self, speech: SpeechId, term: &str) -> Option<Span> {
        let one = self.speech(speech)?;
        let listed = one.terms.iter().chain(&one.places).chain(&one.once);
        let listed = listed.filter(|own| own.term == term).find_map(|own| own.spans.first());
        let named = || self.first_mentions.get(term)?.iter().find(|span| span.speech == speech);
        listed.or_else(named).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Document, Sentence};

    #[test]
    fn the_first_place_of_each_speech_is_kept() {
        let sentence = |text: &'static str| Sentence { text: text.into(), ..Sentence::default() };
        let speech = |texts: &[&'static str]| Document {
            sentences: texts.iter().map(|text| sentence(text)).collect(),
            ..Document::default()
        };
        let documents =
            vec![speech(&["修渠。", "治水渠，水渠"]), speech(&["路"]), speech(&["水渠"])];
        let terms = ["水渠", "渠"].map(String::from);
        let found = first_mentions(&Corpus { documents }, BTreeSet::from(terms));
        let at = |term: &str| -> Vec<[usize; 4]> {
            found[term]
                .iter()
                .map(|s| [s.speech.index(), s.sentence.index(), s.start, s.end])
                .collect()
        };
        assert_eq!(at("水渠"), [[0, 1, 1, 3], [2, 0, 0, 2]]);
        assert_eq!(at("渠"), [[0, 0, 1, 2], [2, 0, 1, 2]]);
    }
}
