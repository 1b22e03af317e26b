//! The distinctive terms of each speech.

use std::collections::BTreeSet;

use super::TermScore;
use crate::{
    corpus::Corpus,
    terms::{Phrase, Phrases, log_odds},
};

/// The distinctive terms of each speech, best first, at most `top`.
///
/// Rank is keyness against the other speeches (z), so that chance does not
/// rank, times two things: rarity, `√(ln(N/df) / ln N)` (what all speeches say
/// distinguishes none), and what the place says: a term of the title, of a
/// heading or in quotation marks is one that the speech itself puts forward.
/// Ties go by term. Of terms inside one another only those stay that also
/// stand alone.
pub fn distinctive(corpus: &Corpus, phrases: &Phrases, top: usize) -> Vec<Vec<TermScore>> {
    let speeches = corpus.documents.len() as f64;
    let all: usize = phrases.totals.iter().sum();
    let weights = PlaceWeights::new(corpus);
    let mut scored: Vec<Vec<TermScore>> = vec![Vec::new(); corpus.documents.len()];
    for phrase in &phrases.list {
        let docfreq = phrase.places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len();
        for run in phrase.places.chunk_by(|a, b| a.0 == b.0) {
            let document = run[0].0;
            let n = phrases.totals[document];
            let rest = phrase.places.len() - run.len();
            let keyness = log_odds((run.len() as u64, n as u64), (rest as u64, (all - n) as u64));
            let mut sentences: Vec<usize> = run.iter().map(|place| place.1).collect();
            sentences.dedup();
            let rarity = (speeches / docfreq as f64).ln() / speeches.ln().max(f64::MIN_POSITIVE);
            let score = keyness.z * rarity.sqrt() * weights.of(phrase, document, &sentences);
            if score > 0.0 {
                scored[document].push(TermScore {
                    term: phrase.text.clone(),
                    score,
                    z: keyness.z,
                    g2: keyness.g2,
                    count: run.len(),
                    n_reference: rest,
                    docfreq,
                    sentences,
                });
            }
        }
    }
    for terms in &mut scored {
        terms.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
        *terms = independent(std::mem::take(terms), top);
    }
    scored
}

/// Terms best first, without those that only occur inside a better one or only around it.
fn independent(terms: Vec<TermScore>, top: usize) -> Vec<TermScore> {
    let mut kept: Vec<TermScore> = Vec::new();
    for term in terms {
        if kept.len() == top {
            break;
        }
        let nested = kept.iter().any(|other| {
            let (long, short) = (term.count.min(other.count), term.count.max(other.count));
            (other.term.contains(&term.term) || term.term.contains(&other.term))
                && (2 * long > short || short <= long + 1)
        });
        if !nested {
            kept.push(term);
        }
    }
    kept
}

/// Which text of each speech stands out: its title and its headings.
struct PlaceWeights<'a> {
    corpus: &'a Corpus,
}

impl<'a> PlaceWeights<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        Self { corpus }
    }

    fn of(&self, phrase: &Phrase, document: usize, sentences: &[usize]) -> f64 {
        let texts = &self.corpus.documents[document];
        let titled = texts.title.as_ref().is_some_and(|title| title.contains(&phrase.text));
        let headed = sentences.iter().any(|&sentence| texts.sentences[sentence].heading);
        let mut weight = 1.0;
        for (holds, factor) in [
            (titled, 1.3),
            (headed, 1.2),
            (phrase.quoted, 1.5),
            (phrase.words > 1 && phrase.text.chars().count() > 2, 1.4),
        ] {
            if holds {
                weight *= factor;
            }
        }
        weight
    }
}
