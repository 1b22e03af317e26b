//! What a term is worth to a reader, before and after it is held against other texts.
//!
//! The weights are odds ratios of a logistic regression: two readers judged 721 terms said twice
//! and more, of 65 speeches in 39 records (12 work reports, newspaper pages, interviews, round
//! tables, councils), whether they would let each stand in a list of ten. They agree on 92 % of 178
//! that both saw. Of speeches left out of the fit they kept 19, 45, 59, 81 and 91 % of the terms
//! with a probability below .3, .5, .7, .9 and above.

use super::place::is_place;
use crate::tokens::WordClass;

/// Odds of a common noun or a phrase that is said once and has a contrast of 1.
const EVERY: f64 = 0.29;
/// A name in quotation marks: the speaker's own coinage.
const QUOTED: f64 = 8.0;
/// A verb or adjective beside a noun: 选择 and 掌握 say less of a speech than 粮食.
const VERB: f64 = 0.25;
/// A phrase that begins with a verb or adjective is rather a clause: 落户新区, 深刻领会.
const CLAUSE: f64 = 0.4;
/// A function word inside: 公益性和基础.
const JOINED: f64 = 0.15;
/// A guess of the segmenter, a word that the dictionary lacks.
const GUESS: f64 = 0.4;
/// A word that general Chinese has this often, and no more, weighs in full: 执委, 亚运.
const RARE: f64 = 300.0;
/// A word that general Chinese has this often, or more, weighs least: 企业, 工作.
const COMMON: f64 = 45_000.0;
/// Power of a word's frequency above [`RARE`].
const RARENESS: f64 = -0.6;

/// A term is listed if more readers keep it than not: the least odds.
pub(crate) const EVEN: f64 = 1.0;

/// A term's own weight, and what it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    /// Odds ratio against a rare noun.
    pub(crate) weight: f64,
    /// As given: how often general Chinese has the rarest of its words.
    pub(crate) general: u64,
    /// It is the name of a place.
    pub(crate) place: bool,
    /// It is one word that the dictionary lacks.
    pub(crate) guess: bool,
}

impl Worth {
    /// The worth of a run of `words` of these classes.
    pub(super) fn new(words: &[&str], classes: &[WordClass], general: u64) -> Self {
        use WordClass::{Function, Modifier, Unknown, Verb};
        let weight = match classes {
            [Verb | Modifier] => VERB * rareness(general),
            [Unknown] => GUESS * rareness(general),
            [_] => rareness(general),
            [.., _] if classes.contains(&Function) => JOINED,
            [Verb | Modifier, ..] => CLAUSE,
            _ => 1.0,
        };
        let guess = classes == [Unknown];
        Self { weight, general, place: is_place(words, classes), guess }
    }
}

/// Weight of a name in quotation marks that general Chinese has so often.
pub(super) fn quoted(general: u64) -> f64 {
    QUOTED * rareness(general)
}

/// Odds that a reader keeps a term: of how much it sets a speech apart
/// ([`contrast`](super::contrast)), how often the speech says it, and what it is worth by itself
/// ([`Phrase::weight`](super::Phrase::weight)). At 1 as many keep it as not.
pub fn keep_odds(contrast: f64, count: usize, weight: f64) -> f64 {
    EVERY * contrast * count as f64 * weight
}

/// Whether general Chinese has a word so often that it needs no other beside it to be read.
pub(super) fn is_well_known(general: u64) -> bool {
    general as f64 > RARE
}

/// 1 for a rare word, falling with its frequency.
fn rareness(general: u64) -> f64 {
    libm::pow((general as f64).clamp(RARE, COMMON) / RARE, RARENESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_verbs_weigh_less() {
        let weight = |class, general| Worth::new(&["水渠"], &[class], general).weight;
        assert_eq!(weight(WordClass::Name, 3), 1.0);
        assert!(weight(WordClass::Name, 3_000) < 1.0);
        assert_eq!(weight(WordClass::Name, 50_000), weight(WordClass::Name, 1_000_000));
        assert_eq!(weight(WordClass::Verb, 3), VERB);
        let phrase = Worth::new(&["修", "水渠"], &[WordClass::Verb, WordClass::Name], 3);
        assert_eq!(phrase.weight, CLAUSE);
        let both = Worth::new(&["结对", "帮扶"], &[WordClass::Name, WordClass::Verb], 3);
        assert_eq!(both.weight, 1.0);
        assert_eq!(Worth::new(&["渠修"], &[WordClass::Unknown], 1).weight, GUESS);
        assert_eq!(quoted(3), QUOTED);
    }

    #[test]
    fn odds_grow_with_contrast_count_and_weight() {
        let odds = keep_odds(2.0, 3, 1.0);
        assert!((odds - EVERY * 6.0).abs() < 1e-12);
        assert!(keep_odds(2.1, 3, 1.0) > odds && keep_odds(2.0, 4, 1.0) > odds);
        assert!(keep_odds(2.0, 3, VERB) < odds);
        assert_eq!(keep_odds(0.0, 3, 1.0), 0.0);
    }
}
