//! Pieces of numeral shorthand: 一区 of “一区两群”, 四水 of “一江一湖四水”.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::{
    phrase::{MOSTLY_INSIDE, Phrase},
    worth,
};
use crate::corpus::Corpus;

/// What such shorthand counts with.
const COUNTS: &str = "一二三四五六七八九十两双";
/// What may follow a whole word: 六稳的, 六稳和.
const PARTICLES: &str = "的和与等及是为在";

/// Drops numerals with one character, 一区 and 七河, that are mostly a piece of something longer,
/// even if someone quotes them by themselves: such a pair means nothing without its rest. Words
/// that general Chinese knows well stay: 四川, 三峡.
pub(super) fn drop_pieces(corpus: &Corpus, terms: &mut BTreeMap<String, Phrase>) {
    let pairs: Vec<String> =
        terms.values().filter(|term| is_shorthand(term)).map(|term| term.text.clone()).collect();
    let Ok(matcher) = AhoCorasick::new(&pairs) else { return };
    let (mut all, mut inside) = (vec![0_u32; pairs.len()], vec![0_u32; pairs.len()]);
    for sentence in corpus.documents.iter().flat_map(|document| &document.sentences) {
        for found in matcher.find_overlapping_iter(&*sentence.text) {
            let pair = found.pattern().as_usize();
            all[pair] += 1;
            inside[pair] += u32::from(is_piece(&sentence.text, found.start(), found.end()));
        }
    }
    for (pair, (all, inside)) in pairs.iter().zip(all.into_iter().zip(inside)) {
        if f64::from(inside) >= MOSTLY_INSIDE * f64::from(all) {
            terms.remove(pair);
        }
    }
}

/// Whether a term is a numeral with one character that the dictionary hardly knows.
fn is_shorthand(term: &Phrase) -> bool {
    let mut characters = term.text.chars();
    let begins = characters.next().is_some_and(|first| COUNTS.contains(first));
    begins && characters.count() == 1 && !worth::is_well_known(term.general)
}

/// Whether the pair at these bytes is followed by more of a word, or shares its quotation with more.
fn is_piece(text: &str, start: usize, end: usize) -> bool {
    if text[end..].starts_with(|c: char| c.is_alphabetic() && !PARTICLES.contains(c)) {
        return true;
    }
    let opening = text[..start].rfind('“').filter(|&at| !text[at..start].contains('”'));
    opening.is_some_and(|at| at + '“'.len_utf8() < start || !text[end..].starts_with('”'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Document, Sentence};

    #[test]
    fn a_numeral_that_is_read_with_its_rest_is_no_term() {
        let text = "“一渠两坝”、“一渠、两坝”；做优“一渠”，看“五水”；治五水，抓“五水”和两坝工程，\
                    两翼齐飞，两翼齐飞";
        let sentences = vec![Sentence { text: text.into(), ..Sentence::default() }];
        let corpus = Corpus { documents: vec![Document { sentences, ..Document::default() }] };
        let term = |(text, general): (&str, u64)| {
            (text.to_owned(), Phrase { text: text.into(), general, ..Phrase::default() })
        };
        let listed = [("一渠", 1), ("两坝", 1), ("五水", 1), ("两翼", 472), ("水渠", 3)].map(term);
        let mut terms = BTreeMap::from(listed);
        drop_pieces(&corpus, &mut terms);
        // 一渠 is quoted by itself in one place of three: it stays by the rule of three quarters.
        assert_eq!(terms.keys().collect::<Vec<_>>(), ["一渠", "两翼", "五水", "水渠"]);
    }

    #[test]
    fn a_piece_goes_on_or_shares_its_quotation() {
        for (text, piece) in [
            ("“五水”治理", false),
            ("“五水、三山”", true),
            ("“三山、五水”", true),
            ("“三山”、五水，", false),
            ("五水的治理", false),
            ("五水治理", true),
            ("“三山”和“五水”", false),
        ] {
            let start = text.find("五水").expect("stands there");
            assert_eq!(is_piece(text, start, start + "五水".len()), piece, "{text}");
        }
    }
}
