//! What a term is worth by itself, before it is held against any text.

use super::place::is_place;
use crate::tokens::WordClass;

/// What a verb weighs beside a noun: 选择 and 掌握 say less of a speech than 粮食.
const VERB: f64 = 0.6;
/// What an adjective or adverb weighs.
const MODIFIER: f64 = 0.7;
/// A word that general Chinese has no more often weighs in full: 执委, 亚运.
const RARE: u64 = 500;
/// A word that general Chinese has this often weighs [`COMMON_WEIGHT`]: 企业, 工作.
const COMMON: u64 = 20_000;
/// What the most common words weigh.
const COMMON_WEIGHT: f64 = 0.5;
/// What a phrase weighs that is rather a clause than a name: 落户新区, 深刻领会.
const CLAUSE: f64 = 0.65;
/// What a guess of the segmenter weighs, a word that the dictionary lacks.
const GUESS: f64 = 0.6;

/// A term's own weight, and what it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worth {
    /// 0 to 1.
    pub(super) weight: f64,
    /// As given: how often general Chinese has the rarest of its words.
    pub(super) general: u64,
    /// It is the name of a place.
    pub(super) place: bool,
    /// It is one word that the dictionary lacks.
    pub(super) guess: bool,
}

impl Worth {
    /// The worth of a run of `words` of these classes.
    pub(super) fn new(words: &[&str], classes: &[WordClass], general: u64) -> Self {
        let guess = classes == [WordClass::Unknown];
        let class = match classes {
            [WordClass::Verb] => VERB,
            [WordClass::Modifier] => MODIFIER,
            [WordClass::Unknown] => GUESS,
            [_] => 1.0,
            [WordClass::Verb, .., last] if *last != WordClass::Verb => CLAUSE,
            [WordClass::Modifier, WordClass::Verb] => CLAUSE,
            _ => 1.0,
        };
        let place = is_place(words, classes);
        Self { weight: class * rareness(general), general, place, guess }
    }
}

/// 1 for a rare word, falling evenly with the logarithm of its frequency.
fn rareness(general: u64) -> f64 {
    let ln = |n: u64| libm::log(n.max(1) as f64);
    let common = (ln(general) - ln(RARE)) / (ln(COMMON) - ln(RARE));
    1.0 - (1.0 - COMMON_WEIGHT) * common.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_verbs_weigh_less() {
        let weight = |class, general| Worth::new(&["水渠"], &[class], general).weight;
        assert_eq!(weight(WordClass::Name, 3), 1.0);
        assert_eq!(weight(WordClass::Name, RARE), 1.0);
        assert!((weight(WordClass::Name, 1_000_000) - COMMON_WEIGHT).abs() < 1e-12);
        assert!(weight(WordClass::Name, 3_000) < 1.0);
        assert_eq!(weight(WordClass::Verb, 3), VERB);
        let phrase = Worth::new(&["修", "水渠"], &[WordClass::Verb, WordClass::Name], 3);
        assert_eq!(phrase.weight, CLAUSE);
        let both = Worth::new(&["结对", "帮扶"], &[WordClass::Verb, WordClass::Verb], 3);
        assert_eq!(both.weight, 1.0);
        assert_eq!(Worth::new(&["渠修"], &[WordClass::Unknown], 1).weight, GUESS);
    }
}
