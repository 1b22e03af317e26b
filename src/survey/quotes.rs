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
/// The column that says where a row is from.
const ID: &str = "id";

/// What is claimed of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// It stresses the theme with this index in the codebook.
    Theme(usize),
    /// It says the term with this index in [`Claims::terms`].
    Term(usize),
}

/// The claims of a survey, and by what they are found in a text.
pub struct Claims<'a> {
    lexicon: &'a Lexicon,
    terms: Vec<String>,
    matcher: AhoCorasick,
    /// For each group what is claimed of it.
    of_group: BTreeMap<String, BTreeSet<Claim>>,
}

/// Quotations for the claims of a survey, at most three for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quotes {
    pub(super) of_claim: BTreeMap<OfGroup, BTreeSet<Kept>>,
}

/// A quotation in order of the digests of texts: of many sentences the first few are quoted, so that
/// the choice is fair and does not depend on where the table is parted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    digest: [u8; 8],
    pub(super) quotation: Quotation,
}

impl Kept {
    pub(super) fn of(quotation: Quotation) -> Self {
        let mut digest = [0; 8];
        digest.copy_from_slice(&Sha256::digest(&quotation.text)[..8]);
        Self { digest, quotation }
    }
}

/// A claim of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OfGroup {
    pub(super) group: String,
    pub(super) claim: Claim,
}

impl<'a> Claims<'a> {
    /// The claims of a survey that was made under `run`.
    ///
    /// # Errors
    /// A codebook that `run` does not have; more terms than can be looked for.
    pub fn of(survey: &Survey, run: &'a Run) -> Result<Self> {
        let named = |lexicon: &&Lexicon| lexicon.name() == survey.codebook;
        let lexicon = run.lists.codebooks.iter().find(named).ok_or_else(|| {
            let reason =
                format!("the survey was made with `{}`, which is not there", survey.codebook);
            Error::config("themes.lexicon", reason)
        })?;
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

    pub(super) fn theme(&self, id: &str) -> Option<Claim> {
        self.lexicon.themes().iter().position(|theme| theme.id == id).map(Claim::Theme)
    }

    pub(super) fn term(&self, text: &str) -> Option<Claim> {
        self.terms.binary_search_by(|term| term.as_str().cmp(text)).ok().map(Claim::Term)
    }

    /// The theme's id, or the term.
    pub(super) fn name(&self, claim: &Claim) -> &str {
        match *claim {
            Claim::Theme(theme) => &self.lexicon.themes()[theme].id,
            Claim::Term(term) => &self.terms[term],
        }
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
        let terms = self.matcher.find_overlapping_iter(&*sentence.text);
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
                let of = OfGroup { group: name.clone(), claim: claim.clone() };
                let kept = quotes.of_claim.entry(of).or_default();
                let quotation = Kept::of(Quotation {
                    text: sentence.printed().trim().to_owned(),
                    speaker: speech.speaker.clone(),
                    source: transcript.sources[speech.source].clone(),
                    line: Some(sentence.line).filter(|&line| line > 0),
                    id: speech.columns.get(ID).cloned(),
                });
                // Words are looked for in the few sentences that would be quoted.
                if would_be_kept(kept, &quotation) && claims.holds(claim, sentence, run) {
                    keep(kept, [quotation]);
                }
            }
        }
    }
    quotes
}

/// Whether a quotation comes before the last of those that are kept.
fn would_be_kept(kept: &BTreeSet<Kept>, quotation: &Kept) -> bool {
    kept.len() < QUOTED || kept.last().is_some_and(|last| quotation < last)
}

impl Quotes {
    fn take(&mut self, group: &str, claim: Option<Claim>) -> Vec<Quotation> {
        let of = claim.map(|claim| OfGroup { group: group.to_owned(), claim });
        let found = of.and_then(|of| self.of_claim.remove(&of));
        found.unwrap_or_default().into_iter().map(|kept| kept.quotation).collect()
    }
}

/// Keeps the first few of different texts of all that are known now.
pub(super) fn keep(kept: &mut BTreeSet<Kept>, more: impl IntoIterator<Item = Kept>) {
    kept.extend(more);
    let mut digests = BTreeSet::new();
    kept.retain(|quotation| digests.len() < QUOTED && digests.insert(quotation.digest));
}

impl Merge for Quotes {
    fn merge(mut self, other: Self) -> Self {
        for (claim, quotations) in other.of_claim {
            keep(self.of_claim.entry(claim).or_default(), quotations);
        }
        self
    }
}

impl Survey {
    /// The same survey with the quotations of its claims.
    #[must_use]
    pub fn quoted(mut self, mut quotes: Quotes, claims: &Claims<'_>) -> Self {
        for group in &mut self.groups {
            for theme in &mut group.themes {
                theme.quotations = quotes.take(&group.name, claims.theme(&theme.theme));
            }
            for term in &mut group.terms {
                term.quotations = quotes.take(&group.name, claims.term(&term.term));
            }
        }
        self
    }
}
