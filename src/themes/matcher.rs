//! The longest terms in a text, left to right.

use std::{fmt, sync::Arc};

use crawdad::Trie;

/// The character by which the trie marks the end of a term; no text holds it.
const END: char = '\u{ffff}';

/// Terms that are looked for all at once.
///
/// A text is read by characters: at most places one look-up tells that no term begins there. An
/// automaton over bytes takes three steps for each Chinese character, and twice the time.
#[derive(Clone)]
pub(super) struct Matcher {
    /// `None`: there is no term.
    trie: Option<Arc<Trie>>,
    /// Whether Latin letters of either case match.
    any_case: bool,
}

impl fmt::Debug for Matcher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Matcher").field("any_case", &self.any_case).finish_non_exhaustive()
    }
}

/// A term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Its first character.
    pub(super) start: usize,
    /// Its index among the terms.
    pub(super) term: usize,
}

impl Matcher {
    /// Of equal terms the first is found; an empty one never is.
    ///
    /// # Errors
    /// More terms than a trie can hold.
    pub(super) fn new(terms: &[String], any_case: bool) -> Result<Self, String> {
        let fold = |term: &str| if any_case { term.to_ascii_lowercase() } else { term.to_owned() };
        let usable = terms.iter().zip(0..).filter(|(term, _)| !term.is_empty());
        let mut records: Vec<(String, u32)> = usable
            .filter(|(term, _)| !term.contains(END))
            .map(|(term, index)| (fold(term), index))
            .collect();
        records.sort_unstable();
        records.dedup_by(|next, kept| next.0 == kept.0);
        let trie = (!records.is_empty()).then(|| Trie::from_records(records)).transpose();
        let trie = trie.map_err(|error| error.to_string())?.map(Arc::new);
        Ok(Self { trie, any_case })
    }

    /// The terms of a text, left to right; of those that begin at one place the longest, and none
    /// that begins inside one before it.
    pub(super) fn find<'a>(&'a self, characters: &'a [char]) -> impl Iterator<Item = Match> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let trie = self.trie.as_deref()?;
            while at < characters.len() {
                let rest = characters[at..].iter().map(|&c| self.fold(c));
                let rest = rest.take_while(|&c| c != END);
                if let Some((term, length)) = trie.common_prefix_search(rest).last() {
                    let start = at;
                    at += length;
                    return Some(Match { start, term: term as usize });
                }
                at += 1;
            }
            None
        })
    }

    fn fold(&self, c: char) -> char {
        if self.any_case { c.to_ascii_lowercase() } else { c }
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};

    use super::*;

    proptest::proptest! {
        #[test]
        fn terms_are_found_as_by_an_automaton_over_bytes(
            terms in proptest::collection::btree_set("[甲乙aB丙]{1,4}", 0..9),
            text in "[甲乙aB丙A]{0,40}",
            any_case: bool,
        ) {
            let terms: Vec<String> = terms.into_iter().collect();
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(any_case)
                .build(&terms)
                .expect("a few terms");
            let place = |start: usize| text[..start].chars().count();
            let theirs: Vec<Match> = automaton
                .find_iter(&text)
                .map(|found| Match { start: place(found.start()), term: found.pattern().as_usize() })
                .collect();
            let characters: Vec<char> = text.chars().collect();
            let matcher = Matcher::new(&terms, any_case).expect("a few terms");
            let ours: Vec<Match> = matcher.find(&characters).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}
