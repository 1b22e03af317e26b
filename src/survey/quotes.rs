//! The sentences that say what a survey claims.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use sha2::{Digest, Sha256};

use super::{Quotation, Survey};
use crate::{
    corpus::{Corpus, Sentence},
    error::{Error, Result},
    model::Merge,
    run::Run,
    themes::lexicon::Lexicon,
    transcript::Transcript,
};

/// Sentences that are quoted for a claim.
const QUOTED: usize = 3;

/// What is claimed of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// It stresses the theme with this index.
    Theme(usize),
    /// It says the term with this index.
    Term(usize),
}

/// The claims of a survey, and by what they are found in a text.
pub(super) struct Claims<'a> {
    lexicon: &'a Lexicon,
    terms: Vec<String>,
    matcher: AhoCorasick,
    /// For each group what is claimed of it.
    of_group: BTreeMap<String, BTreeSet<Claim>>,
}

/// Quotations for the claims of a survey, at most three for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quotes {
    of_claim: BTreeMap<(String, Claim), BTreeSet<Quotation>>,
}

impl<'a> Claims<'a> {
    pub(super) fn of(survey: &Survey, lexicon: &'a Lexicon) -> Result<Self> {
        let terms: BTreeSet<String> = survey
            .groups
            .iter()
            .flat_map(|group| group.terms.iter().map(|term| term.term.clone()))
            .collect();
        let terms: Vec<String> = terms.into_iter().collect();
        let mut claims = Self {
            lexicon,
            matcher: AhoCorasick::new(&terms).map_err(|_| {
                Error::config("terms.top", "more terms than can be looked for; ask for fewer")
            })?,
            terms,
            of_group: BTreeMap::new(),
        };
        for group in &survey.groups {
            let themes = group.themes.iter().filter(|theme| theme.stressed);
            let themes = themes.filter_map(|theme| claims.theme(&theme.theme));
            let terms = group.terms.iter().filter_map(|term| claims.term(&term.term));
            let claimed = themes.chain(terms).collect();
            claims.of_group.insert(group.name.clone(), claimed);
        }
        Ok(claims)
    }

    fn theme(&self, id: &str) -> Option<Claim> {
        self.lexicon.themes().iter().position(|theme| theme.id == id).map(Claim::Theme)
    }

    fn term(&self, text: &str) -> Option<Claim> {
        self.terms.binary_search_by(|term| term.as_str().cmp(text)).ok().map(Claim::Term)
    }

    /// Whether a sentence says a term as a word of its own: 法学 stands in 方法学, too.
    fn holds(&self, claim: &Claim, sentence: &Sentence, run: &Run) -> bool {
        match claim {
            Claim::Theme(_) => true,
            Claim::Term(term) => {
                run.segmenter().words(&sentence.text).any(|word| word == self.terms[*term])
            }
        }
    }

    /// What a sentence says, of all that is claimed of any group; themes only if asked for.
    fn said(&self, sentence: &Sentence, with_themes: bool) -> BTreeSet<Claim> {
        let themes = if with_themes { self.lexicon.hits(&sentence.text) } else { Vec::new() };
        let terms = self.matcher.find_overlapping_iter(&sentence.text);
        themes
            .iter()
            .map(|hit| Claim::Theme(hit.theme))
            .chain(terms.map(|found| Claim::Term(found.pattern().as_usize())))
            .collect()
    }
}

/// The quotations that the speeches of `transcript` give.
pub(super) fn quote(transcript: &Transcript, claims: &Claims<'_>, run: &Run) -> Quotes {
    let corpus = Corpus::by_speech(transcript);
    let names = transcript.group_names(&run.config.transcript.group_by);
    let mut quotes = Quotes::default();
    for ((speech, document), name) in transcript.speeches.iter().zip(&corpus.documents).zip(&names)
    {
        let Some(claimed) = claims.of_group.get(name) else { continue };
        let with_themes = claimed.iter().any(|claim| matches!(claim, Claim::Theme(_)));
        for sentence in &document.sentences {
            for claim in claims.said(sentence, with_themes).intersection(claimed) {
                let kept = quotes.of_claim.entry((name.clone(), claim.clone())).or_default();
                let quotation = Quotation {
                    digest: digest(sentence),
                    text: sentence.printed().trim().to_owned(),
                    speaker: speech.speaker.clone(),
                    source: transcript.sources[speech.source].clone(),
                    line: sentence.line,
                };
                // Words are looked for in the few sentences that would be quoted.
                if would_be_kept(kept, &quotation) && claims.holds(claim, sentence, run) {
                    kept.insert(quotation);
                    keep_first(kept);
                }
            }
        }
    }
    quotes
}

fn digest(sentence: &Sentence) -> [u8; 8] {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(&sentence.text)[..8]);
    first
}

/// Whether a quotation comes before the last of those that are kept.
fn would_be_kept(kept: &BTreeSet<Quotation>, quotation: &Quotation) -> bool {
    kept.len() < QUOTED || kept.last().is_some_and(|last| quotation < last)
}

impl Quotes {
    fn of(&mut self, group: &str, claim: Option<Claim>) -> Vec<Quotation> {
        let found = claim.and_then(|claim| self.of_claim.remove(&(group.to_owned(), claim)));
        found.unwrap_or_default().into_iter().collect()
    }
}

/// Keeps the first few of different texts.
fn keep_first(kept: &mut BTreeSet<Quotation>) {
    let mut digests = BTreeSet::new();
    kept.retain(|quotation| digests.len() < QUOTED && digests.insert(quotation.digest));
}

impl Merge for Quotes {
    fn merge(mut self, other: Self) -> Self {
        for (claim, quotations) in other.of_claim {
            let kept = self.of_claim.entry(claim).or_default();
            kept.extend(quotations);
            keep_first(kept);
        }
        self
    }
}

impl Survey {
    /// Gives each claim its quotations.
    pub(super) fn quote(&mut self, mut quotes: Quotes, claims: &Claims<'_>) {
        for group in &mut self.groups {
            for theme in &mut group.themes {
                theme.quotations = quotes.of(&group.name, claims.theme(&theme.theme));
            }
            for term in &mut group.terms {
                term.quotations = quotes.of(&group.name, claims.term(&term.term));
            }
        }
    }
}
