//! The distinctive terms of each speech.

use std::collections::BTreeSet;

use super::TermScore;
use crate::{
    corpus::{Corpus, Document},
    terms::{Phrase, Phrases, benjamini_hochberg, dispersion, log_odds, specificity},
};

/// Terms more frequent than this have their chance from G², one-sided: exactness costs as
/// many steps as there are occurrences, and at such numbers the two agree.
const EXACT: usize = 2_000;

/// The distinctive terms of each speech, best first, at most `top`.
///
/// Rank is keyness against the other speeches (z), so that chance does not
/// rank, times two things: rarity, `√(ln(N/df) / ln N)` (what all speeches say
/// distinguishes none), and what the place says: a term of the title, of a
/// heading or in quotation marks is one that the speech itself puts forward.
/// Ties go by term. A word inside a better term is not listed
/// again, a longer one around it only if it is more than that word.
pub fn distinctive(corpus: &Corpus, phrases: &Phrases, top: usize) -> Vec<Vec<TermScore>> {
    let speeches = corpus.documents.len();
    let all: usize = phrases.totals.iter().sum();
    let mut scored: Vec<Vec<TermScore>> = vec![Vec::new(); corpus.documents.len()];
    let sizes: Vec<Vec<usize>> = corpus.documents.iter().map(section_sizes).collect();
    let mut unscored: Vec<Vec<f64>> = vec![Vec::new(); corpus.documents.len()];
    for phrase in &phrases.list {
        let docfreq = phrase.places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len();
        for run in phrase.places.chunk_by(|a, b| a.0 == b.0) {
            let document = run[0].0;
            let n = phrases.totals[document];
            let rest = phrase.places.len() - run.len();
            let mut sentences: Vec<usize> = run.iter().map(|place| place.1).collect();
            sentences.dedup();
            let texts = &corpus.documents[document];
            let headed = sentences.iter().any(|&sentence| texts.sentences[sentence].heading);
            let weight = place_weight(phrase, titled(texts, &phrase.text), headed);
            let counted = |(count, words): (usize, usize)| (count as u64, words as u64);
            let (here, elsewhere) = (counted((run.len(), n)), counted((rest, all - n)));
            let keyness = log_odds(here, elsewhere);
            let score = keyness.z * rarity(docfreq, speeches) * weight;
            let p = if phrase.places.len() <= EXACT {
                specificity(here, elsewhere)
            } else if keyness.g2 > 0.0 {
                keyness.p() / 2.0
            } else {
                1.0
            };
            if score <= 0.0 {
                unscored[document].push(p);
            } else {
                scored[document].push(TermScore {
                    term: phrase.text.clone(),
                    score,
                    z: keyness.z,
                    g2: keyness.g2,
                    q: Some(p),
                    dispersion: Some(spread(texts, run, &sizes[document])),
                    interval: None,
                    own_voice: None,
                    beyond_chance: None,
                    count: run.len(),
                    n_reference: rest,
                    docfreq,
                    sentences,
                });
            }
        }
    }
    for (terms, others) in scored.iter_mut().zip(unscored) {
        correct(terms, others);
        terms.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
        *terms = independent(std::mem::take(terms), top);
    }
    scored
}

/// Corrects the chances of a speech's terms for all that were tested, listed or not.
fn correct(terms: &mut [TermScore], others: Vec<f64>) {
    let mut tested: Vec<f64> = terms.iter().map(|term| term.q.unwrap_or(1.0)).collect();
    tested.extend(others);
    for (term, q) in terms.iter_mut().zip(benjamini_hochberg(&tested)) {
        term.q = Some(q);
    }
}

/// How unevenly some places lie over the sections of a speech.
fn spread(texts: &Document, places: &[(usize, usize)], sizes: &[usize]) -> f64 {
    let mut counts = vec![0; texts.units];
    for &(_, sentence) in places {
        counts[texts.sentences[sentence].unit] += 1;
    }
    dispersion(&counts, sizes)
}

/// Characters of each section of a speech.
fn section_sizes(texts: &Document) -> Vec<usize> {
    let mut sizes = vec![0; texts.units];
    for sentence in &texts.sentences {
        sizes[sentence.unit] += sentence.characters();
    }
    sizes
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
            // A word inside a better term says nothing new; one around it does if it is more.
            other.term.contains(&term.term)
                || (term.term.contains(&other.term) && (2 * long > short || short <= long + 1))
        });
        if !nested {
            kept.push(term);
        }
    }
    kept
}

/// The score of a listed term before its place weighs in: what [`super::Noise::plain`] is held against.
pub fn plain_score(term: &TermScore, speeches: usize) -> f64 {
    term.z * rarity(term.docfreq, speeches)
}

/// `√(ln(N/df) / ln N)`: 1 for a term of one speech, 0 for one of all.
pub(super) fn rarity(df: usize, speeches: usize) -> f64 {
    let speeches = speeches as f64;
    ((speeches / df.max(1) as f64).ln() / speeches.ln().max(f64::MIN_POSITIVE)).sqrt()
}

/// Whether the title of a speech holds the term.
pub(super) fn titled(document: &Document, term: &str) -> bool {
    document.title.as_ref().is_some_and(|title| title.contains(term))
}

/// What a term weighs by its place: in a title, in a heading, in quotation marks; a phrase.
pub(super) fn place_weight(phrase: &Phrase, titled: bool, headed: bool) -> f64 {
    let mut weight = 1.0;
    for (holds, factor) in [
        (titled, 1.3),
        (headed, 1.2),
        (phrase.quoted, 1.5),
        (phrase.words > 1 && phrase.text.chars().nth(2).is_some(), 1.4),
    ] {
        if holds {
            weight *= factor;
        }
    }
    weight
}
